/** Queues with random arrivals and any of a queue's rules, as pathway files, and what is read off them in the long run. */
import { equals, type Claim } from './battery.js';
import { estimateOf, ratioEstimate, type Estimate } from './estimates.js';
import { run, runOnce, sum, type Reading } from './runs.js';

export interface System {
  readonly perDay: number;
  /** The service, with its `since`. */
  readonly clock: string;
  /** More of the state of being served, such as `, holds_for: {...}`. */
  readonly served?: string;
  /** Rules of the one site, `desks`; or all the resources, with `sites`. */
  readonly desks?: string;
  readonly resources?: string;
  readonly sites?: string;
  /** Shares of the levels of the attribute `k`. */
  readonly classes?: Readonly<Record<string, number>>;
  /** More transitions, one a line: `NAME: {...}`. */
  readonly more?: readonly string[];
}

/** A seed of its own for each system: one seed for all would make their errors alike. */
const luckOf = (system: System): string =>
  `queue ${JSON.stringify(system)
    .replaceAll(/[^a-z0-9.]+/gi, ' ')
    .trim()}`;

function systemFile(system: System, years: number, rate = `${system.perDay} per day`): string {
  const {
    clock,
    desks,
    resources = `{desks: {${desks ?? ''}}}`,
    sites = 'desks',
    classes,
    more = [],
    served = '',
  } = system;
  const kinds = Object.entries(classes ?? {});
  const by = classes === undefined ? '' : ', by: [k]';
  return `
pathway: queue
run: {start: 2025-04-01, years: ${years}, replications: 1, seed: ${luckOf(system)}}
resources: ${resources}
${classes === undefined ? '' : `attributes: {k: [${kinds.map(([name]) => name).join(', ')}]}`}
arrivals:
  customers: {rate: ${rate}, enters: {case: waiting}${classes === undefined ? '' : `, attributes: {k: {${kinds.map(([name, share]) => `${name}: ${share}`).join(', ')}}}`}}
regions:
  case:
    initial: waiting
    states: {waiting: {queues: ${sites}}, served: {holds: ${sites}${served}}, done: {final: true}, lost: {final: true}}
    transitions:
      begin: {from: waiting, to: served, on: place}
      finish: {from: served, to: done, clock: {${clock}}}
      never: {from: waiting, to: lost, clock: {exponential: 0 per day}}
${more.map((line) => `      ${line}`).join('\n')}
  wait:
    initial: fresh
    states: {fresh: , waited: {stays: true}}
    transitions:
      noticed: {from: fresh, to: waited, clock: {fixed: 0 days, since: entry}, when: {case: waiting}}
measures:
  waiting: {label: Waiting, stock: {case: waiting}${by}}
  served: {label: Served, stock: {case: served}${by}}
  begun: {label: Begun, transitions: [begin], time: {in: waiting}${by}}
  finished: {label: Finished, transitions: [finish]${by}}
  waits: {label: Waits ended, leaves: {case: waiting}, time: {in: waiting}${by}}
  stays: {label: Stays ended, leaves: {case: served}, time: {in: served}${by}}
  lost: {label: Lost, enters: {case: lost}${by}}
  noticed: {label: Noticed, transitions: [noticed]${by}}
`;
}

/** Months before anything is read. */
const WARM_UP = 12;
const late = (values: readonly number[]): number => sum(values.slice(WARM_UP));

/** Long-run figures, from the thirteenth month on. `group` is such as `k=hi`. */
export class LongRun {
  readonly readings: readonly Reading[];

  constructor(
    readonly system: System,
    years: number,
    replications: number,
  ) {
    this.readings = run(systemFile(system, years), { replications });
  }

  /** Mean number in a state (the sum of several, where several are named). */
  mean(states: readonly ('waiting' | 'served')[], group = 'all'): Estimate {
    return estimateOf(
      this.readings.map(
        (reading) =>
          sum(states.map((state) => late(reading.ticks(state, group)))) /
          1024 /
          (reading.bounds.at(-1)! - reading.bounds[WARM_UP]!),
      ),
    );
  }

  /** Mean wait of those who are served. */
  wait(group = 'all'): Estimate {
    return ratioEstimate(
      this.readings,
      (reading) => late(reading.timeTicks('begun', group)) / 1024,
      (reading) => late(reading.flow('begun', group)),
    );
  }

  /** Mean time from arrival to end, by Little's law (a wait may come in parts). */
  timeInAll(group = 'all'): Estimate {
    return ratioEstimate(
      this.readings,
      (reading) => (late(reading.ticks('waiting', group)) + late(reading.ticks('served', group))) / 1024,
      (reading) => late(reading.flow('finished', group)),
    );
  }

  /** Share of those who come (all of them are served or lost) that are lost, or that notice a wait. */
  share(measure: 'lost' | 'noticed', group = 'all'): Estimate {
    return ratioEstimate(
      this.readings,
      (reading) => late(reading.flow(measure, group)),
      (reading) => late(reading.flow('begun', group)) + late(reading.flow('lost', group)),
    );
  }

  /**
   * Little's law to the tick: where everybody has left by the end, the times spent waiting add up to the queue over
   * time, and the times spent being served to the places over time.
   */
  little(claim: Omit<Claim, 'what'>): void {
    const reading = runOnce(
      systemFile(this.system, 3, `{2025-04-01: ${this.system.perDay} per day, 2027-04-01: 0 per day}`),
    );
    if (reading.stock('waiting').at(-1) !== 0 || reading.stock('served').at(-1) !== 0)
      throw new Error('somebody is still in at the end');
    const words = "Little's law to the tick, once everybody has left: days";
    equals({ ...claim, what: `${words} waited` }, sum(reading.timeTicks('waits')) / 1024, reading.days('waiting'), 0);
    equals({ ...claim, what: `${words} served` }, sum(reading.timeTicks('stays')) / 1024, reading.days('served'), 0);
  }
}
