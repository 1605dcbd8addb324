/**
 * Runs of England's pathway for claims about single children: a small sample of arrivals with the rarer streams made commoner,
 * a start from a history of the same sample, and hazards changed at random.
 */
import fc from 'fast-check';
import { buildHistory, type PathwayModel, type Stock } from '../../engine/index.js';
import type { LedgerSpec } from '../../engine/ledger/spec.js';
import type { Condition } from '../../engine/pathway/model.js';
import type { ResolvedScenario } from '../../scenarios/index.js';
import { DAY, follow, type Followed } from './followed.js';
import { livesOf, type Watched } from './lives.js';
import { resolveText } from './pathway-files.js';

/** Arrivals a year. */
const STREAMS: Readonly<Record<string, number>> = {
  first_referrals: 260,
  emergencies: 25,
  remands: 12,
  asylum_seekers: 25,
};
const YEARS = 4;
/** Long enough for those who came before birth to have turned 25. */
const HISTORY_DAYS = 26 * 365.25;

/** What a run may be besides the baseline of England; scales are of the hazards of transitions by name. */
export interface Change {
  readonly seed: string;
  readonly scales: Readonly<Record<string, number>>;
}

export interface England {
  /** Without what cannot be: the compiler's search for it takes longer than a run, and here it is looked for in lives. */
  readonly scenario: ResolvedScenario;
  readonly impossible: readonly Condition[];
  /** Those who are there after a history of the sample. */
  readonly stock: Stock;
}

export interface EnglandRun extends Watched, England {
  readonly children: readonly Followed[];
}

/** The baseline of England with what `set` changes. */
export function england(set: string): England {
  const whole = resolveText(`{scenario: lives, title: Lives, baseline: england-2025, years: ${YEARS}, set: {${set}}}`);
  const scenario = { ...whole, model: sampled({ ...whole.model, impossible: [] }) };
  const plan = { historyModel: scenario.model, historyDays: HISTORY_DAYS, strata: [] };
  return { scenario, impossible: whole.model.impossible, stock: buildHistory(plan, scenario.startDay).stock };
}

function sampled(model: PathwayModel): PathwayModel {
  const arrivals = model.arrivals.map((stream) => ({
    ...stream,
    rates: [{ from: -HISTORY_DAYS, perDay: STREAMS[stream.name]! / 365.25 }],
  }));
  return { ...model, arrivals };
}

export function runEngland(england: England, { seed, scales }: Change): EnglandRun {
  const { scenario, stock } = england;
  const model = {
    ...scenario.model,
    transitions: scenario.model.transitions.map((item) => ({ ...item, scale: item.scale * (scales[item.name] ?? 1) })),
  };
  const ledger: LedgerSpec = {
    ...scenario.ledger,
    measures: [
      ...scenario.ledger.measures,
      {
        kind: 'stock',
        name: 'everyone',
        label: 'Everyone',
        where: [],
        by: model.regions.map(({ name }) => ({ name, dimension: { kind: 'state', region: name, read: 'after' } })),
      },
    ],
  };
  const watched = livesOf(scenario, { model, ledger, seed, stock });
  return { ...watched, ...england, children: watched.lives.map((life) => follow(life, watched)) };
}

/** Seeds, and hazards of up to four transitions made slower or faster. */
export function anyChange({ model }: ResolvedScenario): fc.Arbitrary<Change> {
  const timed = model.transitions.flatMap(({ name, trigger }) => (trigger.kind === 'clock' ? [name] : []));
  return fc.record({
    seed: fc.integer({ min: 1, max: 1_000_000 }).map(String),
    scales: fc
      .array(fc.tuple(fc.constantFrom(...timed), fc.constantFrom(0, 0.5, 0.8, 1.25, 2, 5)), { maxLength: 4 })
      .map((pairs): Record<string, number> => Object.fromEntries(pairs)),
  });
}

/** The stock with everybody of about that age born on one day. */
export function bornOn(stock: Stock, dates: readonly string[], epoch: number): Stock {
  const births = stock.births.map((birth) => {
    const near = dates.map((date) => Date.parse(date) / DAY - epoch).find((day) => Math.abs(birth - day) < 150);
    return near ?? birth;
  });
  return { ...stock, births };
}
