/**
 * A queue whose every instant can be worked out on paper: each customer comes, is served and loses patience at fixed
 * whole days. The same queue twice: as a pathway file for the engine, and as a few plain loops to hold it against.
 */
import { formatDate, parseDate } from '../../engine/time/index.js';
import { runOnce } from './runs.js';

export interface Customer {
  /** Day of arrival. */
  readonly comes: number;
  /** Days of service. */
  readonly service: number;
  /** Days after which it gives up waiting; absent where it never does. */
  readonly patience?: number;
}

export interface Fate {
  readonly began: number | null;
  readonly gaveUp: number | null;
  readonly finished: number | null;
}

/** Places from a day on. */
export type Places = readonly (readonly [day: number, places: number])[];

const START = '2025-04-01';
const MONTHS = 24;
const HORIZON = parseDate('2027-04-01') - parseDate(START);

/** The queue as a pathway file. Customers are named in their order (c0, c1 ...), which settles ties of arrival. */
function queueFile(customers: readonly Customer[], places: Places): string {
  const who = customers.map((_, i) => `c${i}`);
  const dates = places.map(([day, n]) => `${formatDate(parseDate(START) + day)}: ${n}`);
  const each = (write: (customer: Customer, name: string) => string): string =>
    customers.map((customer, i) => write(customer, who[i]!)).join('');
  return `
pathway: by_hand
run: {start: ${START}, years: ${MONTHS / 12}, replications: 1, seed: by hand}
resources:
  desks: {places: {${dates.join(', ')}}, when_fewer: finish}
attributes:
  who: [${who.join(', ')}, nobody]
moments: [born]
arrivals:
${each((_, name) => `  ${name}: {rate: 0 per day, at_start: 1, enters: {case: coming}, attributes: {who: {${name}: 1}}}\n`)}
regions:
  case:
    initial: coming
    states:
      coming: {marks: born}
      waiting: {queues: desks}
      served: {holds: desks}
      done: {final: true}
      lost: {final: true}
    transitions:
${each(({ comes }, name) => `      come_${name}: {from: coming, to: waiting, when: {who: ${name}}, clock: {fixed: ${comes} days, since: entry}}\n`)}
      begin: {from: waiting, to: served, on: place}
      never: {from: waiting, to: lost, clock: {exponential: 0 per day}}
${each(({ service }, name) => `      finish_${name}: {from: served, to: done, when: {who: ${name}}, clock: {fixed: ${service} days, since: entry}}\n`)}
${each(({ patience }, name) => (patience === undefined ? '' : `      give_up_${name}: {from: waiting, to: lost, when: {who: ${name}}, clock: {fixed: ${patience} days, since: entry}}\n`))}
measures:
  began: {label: Began, transitions: begin, time: {from: born}, by: [who]}
  gave_up: {label: Gave up, enters: {case: lost}, time: {from: born}, by: [who]}
  finished: {label: Finished, enters: {case: done}, time: {from: born}, by: [who]}
  waiting: {label: Waiting, stock: {case: waiting}}
  served: {label: Served, stock: {case: served}}
`;
}

/** What the engine makes of it. */
export function simulated(customers: readonly Customer[], places: Places): Fate[] {
  const reading = runOnce(queueFile(customers, places));
  const day = (measure: string, name: string): number | null => {
    const times = reading.count(measure, `who=${name}`);
    if (times > 1) throw new Error(`${name} ${measure} ${times} times`);
    return times === 0 ? null : reading.time(measure, `who=${name}`);
  };
  return customers.map((_, i) => ({
    began: day('began', `c${i}`),
    gaveUp: day('gave_up', `c${i}`),
    finished: day('finished', `c${i}`),
  }));
}

/**
 * What it comes to by hand: first come, first served; at one instant places are given up, then their number changes,
 * then patience ends, then new customers ask; ties of arrival go by name.
 */
export function workedOut(customers: readonly Customer[], places: Places): Fate[] {
  const fates = customers.map((): { began: number | null; gaveUp: number | null; finished: number | null } => ({
    began: null,
    gaveUp: null,
    finished: null,
  }));
  const queue: number[] = [];
  let taken = 0;
  let open = 0;
  for (let day = 0; day < HORIZON; day++) {
    const serve = (): void => {
      while (queue.length > 0 && taken < open) {
        fates[queue.shift()!]!.began = day;
        taken++;
      }
    };
    customers.forEach(({ service }, i) => {
      const fate = fates[i]!;
      if (fate.began === null || fate.began + service !== day) return;
      fate.finished = day;
      taken--;
      serve();
    });
    for (const [from, n] of places) if (from === day) open = n;
    serve();
    customers.forEach(({ comes, patience }, i) => {
      if (patience === undefined || comes + patience !== day || !queue.includes(i)) return;
      queue.splice(queue.indexOf(i), 1);
      fates[i]!.gaveUp = day;
    });
    customers.forEach(({ comes, patience }, i) => {
      if (comes !== day) return;
      queue.push(i);
      serve();
      if (patience === 0 && queue.includes(i)) {
        queue.splice(queue.indexOf(i), 1);
        fates[i]!.gaveUp = day;
      }
    });
  }
  return fates;
}
