/** The settled system of a baseline, without a file that says so: its arrivals from nothing, and the results looked at. */
import type { Measure } from '../../../engine/ledger/spec.js';
import type { Reading } from '../../../engine/study/readings.js';
import { civil } from '../../../engine/time/index.js';
import type { Files, Located } from '../../load/index.js';
import { InputError, keyPlaceOf, partAt, placeOf, problemAt } from '../../load/index.js';
import { baselineAsked } from '../calibration/read.js';
import { withParents } from '../extends.js';
import { resolveScenario } from '../scenario.js';
import { Session } from '../session.js';
import type { Figure, FigureSet, ValidationRun } from '../validation/index.js';
import { buildKnobs, type Knob } from './knobs.js';

/** What the effect of a number is looked at on; `cost` is all payers together. */
export const RESULTS = ['looked_after', 'starts', 'in_need', 'cost'] as const;
export type Result = (typeof RESULTS)[number];

const MEASURES: readonly (readonly [Result, string, readonly Measure['kind'][]])[] = [
  ['looked_after', 'looked_after', ['stock', 'use']],
  ['starts', 'started_looked_after', ['flow']],
  ['in_need', 'children_in_need', ['stock', 'use']],
];

export interface SettledChoices {
  /** Part of the arrivals, all batches together. */
  readonly share: number;
  /** Samples that are run each by itself. */
  readonly batches: number;
  /** Days before anything is counted. */
  readonly warmUp: number;
  readonly years: number;
  readonly seed?: string | undefined;
}

export interface SettledBaseline {
  /** The baseline's own file, and the baseline with everything it extends. */
  readonly path: string;
  readonly root: Located;
  readonly knobs: readonly Knob[];
  readonly run: ValidationRun;
  readonly files: Files;
  /** The results first, then each unit cost as `cost: NAME`. */
  readonly set: FigureSet;
}

/** The name of the scenario put around the baseline, which no file has. */
const AROUND = '--settled';

/** @throws InputError for what is wrong with the baseline, or where it does not measure what is looked at */
export function settledBaseline(asked: string, given: Files, choices: SettledChoices): SettledBaseline {
  const { share, batches, warmUp, years, seed = 'sensitivity' } = choices;
  const session = new Session(given);
  const { path, written } = baselineAsked(session, asked, 'asked about');
  const root = withParents(session, written);
  const around = JSON.stringify({ scenario: 'settled', title: 'Settled', baseline: 'settled', years, seed });
  const files = { ...given, read: (file: string): string => (file === AROUND ? around : given.read(file)) };
  const { scenario, explain } = resolveScenario(AROUND, files, { years, baseline: path, nationalBaseline: true });
  const [a, b] = [civil(scenario.startDay), civil(scenario.endDay)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  const run: ValidationRun = {
    id: 'settled',
    path: AROUND,
    scenario,
    baseline: path,
    settled: { warmUp, share: share / batches },
    months,
    years: months / 12,
    replications: batches,
    explain,
  };
  const counted = { first: 0, end: months };
  const cost = { kind: 'cost', line: null, payer: null, ...counted } as const;
  const figures = [
    ...MEASURES.map(([id, name, kinds]) =>
      figureOf(id, {
        kind: kinds.includes('flow') ? 'events' : 'average',
        measure: measureOf(run, root, name, kinds),
        group: 'all',
        ...counted,
      }),
    ),
    figureOf('cost', cost),
    ...scenario.ledger.costs.map(({ name }) => figureOf(`cost: ${name}`, { ...cost, item: name })),
  ];
  return { path, root, knobs: buildKnobs(root), run, files, set: { runs: [run], figures } };
}

function measureOf(run: ValidationRun, root: Located, name: string, kinds: readonly Measure['kind'][]): string {
  const { measures } = run.scenario.ledger;
  if (measures.some((measure) => measure.name === name && kinds.includes(measure.kind))) return name;
  const named = partAt(root, ['measures']);
  const isFlow = kinds.includes('flow');
  throw new InputError([
    problemAt(
      named === undefined ? placeOf(root, ['baseline']) : keyPlaceOf(named),
      `what a number does is looked at on '${name}', ${isFlow ? 'events' : 'a number of children'}, which this baseline does not measure`,
      { found: name, allowed: measures.filter(({ kind }) => kinds.includes(kind)).map((measure) => measure.name) },
    ),
  ]);
}

/** A figure that is compared with nothing. */
function figureOf(id: string, numerator: Reading): Figure {
  return {
    id,
    series: id,
    label: id,
    part: '',
    use: 'check',
    run: 'settled',
    reading: { numerator, denominator: null, scale: 1 },
    published: Number.NaN,
    band: Number.NaN,
    within: '',
    unit: '',
    year: null,
    source: '',
    note: '',
    weight: 0,
  };
}
