/** Queues with random arrivals as pathway files, and what is read off them after a warm-up. */
import { estimate, ratioEstimate, type Estimate } from './estimates.js';
import { run, sum, type Reading } from './runs.js';

export interface QueueOptions {
  readonly perDay: number;
  readonly places: number | 'unlimited';
  /** Clock of the service, without `since`. */
  readonly service: string;
  /** Clock after which a customer gives up waiting. */
  readonly patience?: string;
  readonly years: number;
}

/** `noticed` happens to whoever does not get a place at the instant of asking. */
export function queueOf({ perDay, places, service, patience, years }: QueueOptions): string {
  return `
pathway: queue
run: {start: 2025-04-01, years: ${years}, replications: 1, seed: queue}
resources: {desks: {places: ${places}}}
arrivals:
  customers: {rate: ${perDay} per day, enters: {case: waiting}}
regions:
  case:
    initial: waiting
    states: {waiting: {queues: desks}, served: {holds: desks}, done: {final: true}, lost: {final: true}}
    transitions:
      begin: {from: waiting, to: served, on: place}
      finish: {from: served, to: done, clock: {${service}, since: entry}}
      give_up: {from: waiting, to: lost, clock: {${patience === undefined ? 'exponential: 0 per day' : `${patience}, since: entry`}}}
  patience:
    initial: fresh
    states: {fresh: , waited: {stays: true}}
    transitions:
      noticed: {from: fresh, to: waited, clock: {fixed: 0 days, since: entry}, when: {case: waiting}}
measures:
  waiting: {label: Waiting, stock: {case: waiting}}
  served: {label: Served, stock: {case: served}}
  came: {label: Came, enters: {case: waiting}}
  begin: {label: Begin, transitions: begin, time: {in: waiting}}
  lost: {label: Lost, enters: {case: lost}}
  noticed: {label: Noticed, transitions: noticed}
`;
}

/** Long-run figures, from the thirteenth month on. */
export interface QueueFigures {
  readonly queue: Estimate;
  readonly busy: Estimate;
  readonly wait: Estimate;
  readonly waits: Estimate;
  readonly givesUp: Estimate;
  readonly readings: readonly Reading[];
}

const WARM_UP = 12;

export function figuresOf(options: QueueOptions, replications: number): QueueFigures {
  const readings = run(queueOf(options), { replications });
  const late = (values: readonly number[]): number => sum(values.slice(WARM_UP));
  const days = (reading: Reading): number => reading.bounds.at(-1)! - reading.bounds[WARM_UP]!;
  const mean = (measure: string) =>
    estimate(readings, (reading) => late(reading.ticks(measure)) / 1024 / days(reading));
  const share = (measure: string) =>
    ratioEstimate(
      readings,
      (reading) => late(reading.flow(measure)),
      (reading) => late(reading.flow('came')),
    );
  return {
    readings,
    queue: mean('waiting'),
    busy: mean('served'),
    wait: ratioEstimate(
      readings,
      (reading) => late(reading.timeTicks('begin')) / 1024,
      (reading) => late(reading.flow('begin')),
    ),
    waits: share('noticed'),
    givesUp: share('lost'),
  };
}
