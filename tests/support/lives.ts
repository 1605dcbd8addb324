/**
 * Lives one by one: every event of every unit at its own time, as the engine's observer sees them.
 */
import type { LedgerSpec } from '../../engine/ledger/spec.js';
import { Tally } from '../../engine/ledger/tally.js';
import { compileLedger, ledgerBreaks } from '../../engine/ledger/compile.js';
import { compilePathway } from '../../engine/pathway/compile.js';
import type { CompiledPathway } from '../../engine/pathway/compiled.js';
import type { PathwayModel } from '../../engine/pathway/model.js';
import { seedKey } from '../../engine/random/index.js';
import type { Kernel, Observer } from '../../engine/simulate/kernel.js';
import { BIRTH, NOW } from '../../engine/simulate/layout.js';
import { simulate } from '../../engine/simulate/simulate.js';
import { StockReader, type Stock } from '../../engine/simulate/start.js';
import { monthStarts } from '../../engine/time/index.js';
import type { ResolvedScenario } from '../../scenarios/index.js';
import { resolveText } from './pathway-files.js';
import { Reading } from './runs.js';

interface LifeEvent {
  readonly time: number;
  /** The region that changes. */
  readonly region: string;
  /** The transition; '' for a change forced in another region. */
  readonly transition: string;
  readonly from: string;
  /** The state entered, or null where it left its region where it was. */
  readonly to: string | null;
  /** Whether the unit is followed no further. */
  readonly isFinal: boolean;
}

export interface Life {
  readonly stream: number;
  readonly unit: number;
  readonly member: number;
  readonly came: number;
  /** Days since day 0; a whole number. */
  readonly birth: number;
  /** Level of each attribute, by name. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly frailties: Readonly<Record<string, number>>;
  /** When each region's present state was entered, as the unit arrived or was taken up from a stock. */
  readonly entries: readonly number[];
  /** State of each region as the unit arrived, by its number in the pathway's tables. */
  readonly states: readonly number[];
  readonly events: LifeEvent[];
}

export interface LivesChoices {
  readonly replication?: number;
  readonly seed?: string;
  /** Starts from every row of a stock. */
  readonly stock?: Stock;
  /** In place of the file's model. */
  readonly model?: PathwayModel;
  /** In place of what the file counts. */
  readonly ledger?: LedgerSpec;
}

export class LifeObserver implements Observer {
  readonly lives = new Map<string, Life>();
  constructor(private readonly pathway: CompiledPathway) {}

  private static key(kernel: Kernel): string {
    const { I, layout } = kernel;
    return `${I[layout.stream]!}/${I[layout.unit]!}/${I[layout.member]!}`;
  }

  arrives(kernel: Kernel): void {
    const { I, F, layout } = kernel;
    const { variables, model, regionCount } = this.pathway;
    this.lives.set(LifeObserver.key(kernel), {
      stream: I[layout.stream]!,
      unit: I[layout.unit]!,
      member: I[layout.member]!,
      came: F[NOW]!,
      birth: F[BIRTH]!,
      attributes: Object.fromEntries(
        variables.attributes.map((name, a) => [
          name,
          model.attributes.find((item) => item.name === name)!.levels[I[variables.firstAttribute + a]!]!,
        ]),
      ),
      frailties: Object.fromEntries((model.frailties ?? []).map((item, i) => [item.name, F[layout.frailties + i]!])),
      entries: Array.from({ length: regionCount }, (_, r) => F[layout.entries + r]!),
      states: Array.from({ length: regionCount }, (_, r) => this.pathway.stateBase[r]! + I[r]!),
      events: [],
    });
  }

  fires(kernel: Kernel, transition: number, outcome: number): void {
    const to = this.pathway.outcomeState[outcome]!;
    this.lives.get(LifeObserver.key(kernel))!.events.push({
      time: kernel.F[NOW]!,
      region: this.pathway.variables.regions[this.pathway.region[transition]!]!,
      transition: this.pathway.transitionNames[transition]!,
      from: this.pathway.stateNames[this.pathway.fromState[transition]!]!,
      to: to < 0 ? null : this.pathway.stateNames[to]!,
      isFinal: to >= 0 && this.pathway.final[to] === 1,
    });
  }

  forces(kernel: Kernel, region: number, state: number): void {
    // What is forced on arrival comes before the unit is told of.
    this.lives.get(LifeObserver.key(kernel))?.events.push({
      time: kernel.F[NOW]!,
      region: this.pathway.variables.regions[region]!,
      transition: '',
      from: this.pathway.stateNames[this.pathway.stateBase[region]! + kernel.I[region]!]!,
      to: this.pathway.stateNames[state]!,
      isFinal: this.pathway.final[state] === 1,
    });
  }

  waits(): void {}
}

export interface Watched {
  readonly lives: readonly Life[];
  readonly horizon: number;
  readonly pathway: CompiledPathway;
  /** What the engine itself counted of these lives. */
  readonly counted: Reading;
}

/** The lives of one replication of a pathway file, in the order in which units came up. */
export function livesOf(file: string | ResolvedScenario, choices: LivesChoices = {}): Watched {
  const scenario = typeof file === 'string' ? resolveText(file) : file;
  const spec = choices.ledger ?? scenario.ledger;
  const pathway = compilePathway(choices.model ?? scenario.model, ledgerBreaks(spec));
  const ledger = compileLedger(spec, pathway);
  const bounds = monthStarts(scenario.startDay, Math.round(scenario.years * 12)).map((day) => day - scenario.startDay);
  const horizon = bounds.at(-1)!;
  const observer = new LifeObserver(pathway);
  const { stock } = choices;
  const tally = new Tally(ledger, bounds, pathway.variables.count, pathway.stateBase);
  const events = simulate({
    pathway,
    tally,
    key: {
      seed: seedKey(choices.seed ?? scenario.seed),
      draw: 0,
      replication: choices.replication ?? 0,
      area: '',
    },
    epoch: scenario.startDay,
    from: 0,
    horizon,
    observer,
    ...(stock !== undefined && {
      start: { reader: new StockReader(stock, pathway), rows: Int32Array.from({ length: stock.count }, (_, i) => i) },
    }),
  });
  const counted = new Reading({ ledger, bounds: Float64Array.from(bounds) }, tally.tables, events);
  return { lives: [...observer.lives.values()], horizon, pathway, counted };
}

/** When a transition first happened to a unit; Infinity for never. */
export function when(life: Life, transition: string): number {
  return life.events.find((event) => event.transition === transition)?.time ?? Number.POSITIVE_INFINITY;
}

/**
 * Where the times of an event lie in their law: `survival(life)` gives the chance that it has not happened by a time of
 * the run. Uniform from 0 to 1 where the law is right, over those it happened to by `horizon`.
 */
export function places(
  lives: readonly Life[],
  transition: string,
  horizon: number,
  survival: (life: Life) => (time: number) => number,
): number[] {
  return lives.flatMap((life) => {
    const time = when(life, transition);
    if (time === Number.POSITIVE_INFINITY) return [];
    const law = survival(life);
    return [(1 - law(time)) / (1 - law(horizon))];
  });
}

/** Lives by family: the members of each, in order. */
export function familiesOf(lives: readonly Life[]): Life[][] {
  const found = new Map<string, Life[]>();
  for (const life of lives) {
    const key = `${life.stream}/${life.unit}`;
    const members = found.get(key) ?? [];
    members.push(life);
    found.set(key, members);
  }
  return [...found.values()];
}
