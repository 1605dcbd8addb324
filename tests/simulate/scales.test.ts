/** What a clock counts from: entry, a moment, birth, the start of the run, a date. By hand, to the day. */
import { describe, expect, test } from 'vitest';
import { buildHistory } from '../../engine/study/start-plan.js';
import { livesOf, when } from '../support/lives.js';
import { resolveText } from '../support/pathway-files.js';
import { stay } from '../support/stays.js';

const times = (clock: string, options: Parameters<typeof stay>[1] = {}): number[] =>
  livesOf(stay(clock, { units: 20, years: 3, ...options })).lives.map((life) => when(life, 'go'));
const all = (day: number): number[] => Array<number>(20).fill(day);

describe('a fixed clock', () => {
  test('since the start of the run, or a date, comes on its day', () => {
    expect(times('{fixed: 50 days, since: start}')).toEqual(all(50));
    expect(times('{fixed: 50 days, since: 2025-04-01}')).toEqual(all(50));
    expect(times('{fixed: 50 days, since: 2025-04-11}')).toEqual(all(60));
    expect(times('{fixed: 50 days, since: 2025-03-12}')).toEqual(all(30));
  });

  test('whose time has passed comes at once', () => {
    expect(times('{fixed: 50 days, since: 2024-04-01}')).toEqual(all(0));
  });

  test('since birth comes at its age in days, whoever it is', () => {
    const { lives } = livesOf(
      stay('{fixed: 4000 days, since: birth}', { units: 50, years: 12, arrivals: 'age: {-0.5 to 10: 1}' }),
    );
    for (const life of lives) expect(when(life, 'go')).toBe(life.birth + 4000);
  });

  test('of somebody who comes later counts from the calendar all the same', () => {
    const text = stay('{fixed: 100 days, since: start}', { years: 1 }).replace(
      'rate: 0 per day, at_start: 1000',
      'rate: 1 per day',
    );
    for (const life of livesOf(text).lives) expect(when(life, 'go')).toBe(Math.max(100, life.came));
  });
});

describe('a clock of chance since a time to come', () => {
  // One rate for ever is the same law in two families, and the same luck gives the same time.
  const exponential = 'exponential: 0.01 per day';
  const pieces = 'piecewise: {0 days: 0.01 per day}';

  test('does not run before it: a date', () => {
    const found = times(`{${exponential}, since: 2025-07-10}`);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(100);
    times(`{${pieces}, since: 2025-07-10}`).forEach((time, i) => expect(found[i]).toBeCloseTo(time, 8));
  });

  test('does not run before it: birth', () => {
    const born = (clock: string) =>
      livesOf(stay(`{${clock}, since: birth}`, { units: 30, years: 20, arrivals: 'age: {-1 to -0.5: 1}' })).lives;
    const other = born(pieces);
    born(exponential).forEach((life, i) => {
      expect(when(life, 'go')).toBeGreaterThanOrEqual(life.birth);
      expect(when(life, 'go')).toBeCloseTo(when(other[i]!, 'go'), 8);
    });
  });

  test('nor when a multiplier changes before it', () => {
    for (const clock of [exponential, pieces, 'weibull: {shape: 2, scale: 90 days}']) {
      const found = times(`{${clock}, since: 2025-07-10}`, {
        more: 'multiply: {by: time, from: {0 days: 5, 60 days: 1}}',
      });
      const plain = times(`{${clock.replace(exponential, pieces)}, since: 2025-07-10}`);
      found.forEach((time, i) => expect(time, clock).toBeCloseTo(plain[i]!, 8));
    }
  });
});

describe('a clock of chance since a time past', () => {
  test('is the same clock since entry for whoever enters at its zero', () => {
    for (const clock of [
      'weibull: {shape: 2, scale: 90 days}',
      'lognormal: {median: 60 days, sdlog: 0.5}',
      'gamma: {shape: 3, mean: 80 days}',
    ])
      expect(times(`{${clock}, since: start}`)).toEqual(times(`{${clock}, since: entry}`));
  });

  test('goes on from state to state without a new beginning', () => {
    // One hazard over two states: it takes whoever it takes when it would have, though they have moved.
    const text = `
pathway: two
run: {start: 2025-04-01, years: 40, replications: 1, seed: two}
arrivals: {units: {rate: 0 per day, at_start: 200, age: {20 to 40: 1}}}
regions:
  case:
    initial: a
    states: {a: , b: , dead: {final: true}}
    transitions:
      move: {from: a, to: b, clock: {fixed: 30 days, since: entry}}
      die: {from: [a, b], to: dead, clock: {gompertz: {rate: 0.0001 per year, slope: 0.09 per year}, since: birth}}
`;
    const { lives, horizon } = livesOf(text);
    const dead = lives.filter((life) => when(life, 'die') <= horizon);
    expect(dead.length).toBeGreaterThan(5);
    for (const life of dead) expect(when(life, 'move')).toBe(when(life, 'die') < 30 ? Number.POSITIVE_INFINITY : 30);
  });
});

/** What is left to happen after day `days` to those who are there then, by a stock taken up on that day. */
function takenUp(text: string, days: number): number[][] {
  const scenario = resolveText(text);
  const { stock } = buildHistory({ historyModel: scenario.model, historyDays: days, strata: [] }, scenario.startDay);
  const quiet = resolveText(text.replace(/at_start: \d+/, 'at_start: 0'));
  return livesOf(quiet, { stock }).lives.map((life) => life.events.map(({ time }) => time));
}

describe('a starting stock of clocks that are sure of their time', () => {
  // Nothing but what has passed says what is to come: as if nobody had stopped to look on day 0.
  const sure = (transitions: string, more = ''): string => `
pathway: sure
run: {start: 2025-04-01, years: 2, replications: 1, seed: sure}
frozen: {then: case}
attributes: {kind: [plain, odd]}
arrivals: {units: {rate: 0 per day, at_start: 2, age: {9 to 10: 1}, attributes: {kind: {plain: 1, odd: rest}}}}
regions:
  case:
    initial: a
    states: {a: {freezes: then, stays: true}, b: {stays: true}, c: {freezes: then, stays: true}}
    transitions:
      late_b: {from: a, to: b, clock: {fixed: 5000 days, since: entry}}
      late_c: {from: b, to: c, clock: {fixed: 5000 days, since: entry}}
${transitions}
${more}
`;

  test('goes on with fixed times, schedules and frozen values', () => {
    expect(takenUp(sure('      go: {from: a, to: b, clock: {fixed: 100 days, since: entry}}'), 30)).toEqual([
      [70],
      [70],
    ]);
    expect(
      takenUp(
        sure('      review: {from: a, to: stay, clock: {recurring: {at: [20 days], every: 250 days}, since: entry}}'),
        30,
      ),
    ).toEqual([
      [240, 490],
      [240, 490],
    ]);
    const frozen = `      one: {from: a, to: b, clock: {fixed: 10 days, since: entry}}
      two: {from: b, to: c, clock: {fixed: 50 days, since: entry}, when: {then: a}}
      never: {from: b, to: a, clock: {fixed: 30 days, since: entry}, when: {then: c}}`;
    expect(takenUp(sure(frozen), 30)).toEqual([[30], [30]]);
  });

  test('does not do again what is done once', () => {
    expect(takenUp(sure('      note: {from: a, to: stay, clock: {fixed: 10 days, since: entry}}'), 30)).toEqual([
      [],
      [],
    ]);
  });

  test('goes on at the point it had come to, where a time ratio has changed', () => {
    // 20 days at 1, then at 4: of 60 days of its own 25 are over after 40, and the other 35 take 140.
    const text = sure(
      '      go: {from: a, to: b, clock: {fixed: 60 days, since: entry}, stretch: {by: speed, values: {slow: 4}}}',
      `  speed:
    initial: usual
    states: {usual: , slow: {stays: true}}
    transitions:
      slows: {from: usual, to: slow, clock: {fixed: 20 days, since: entry}}`,
    );
    expect(takenUp(text, 40)).toEqual([[140], [140]]);
  });
});

describe('a starting stock at a queue', () => {
  const queue = (places: string): string => `
pathway: queue
run: {start: 2025-04-01, years: 1, replications: 1, seed: queue}
resources: {desk: {places: ${places}}}
moments: [came]
arrivals: {units: {rate: 0 per day, at_start: 6}}
regions:
  case:
    initial: before
    states: {before: , waiting: {queues: desk}, served: {holds: desk}, done: {final: true}}
    transitions:
      ask: {from: before, to: waiting, clock: {weibull: {shape: 2, scale: 20 days}, since: entry}}
      begin: {from: waiting, to: served, on: place}
      finish: {from: served, to: done, clock: {fixed: 60 days, since: entry}}
`;
  const resume = (places: string, days: number) => {
    const scenario = resolveText(queue(places));
    // The places of day 0 are those of the history too.
    const resources = scenario.model.resources.map((item) => ({
      ...item,
      places: item.places!.map((change, k) => (k === 0 ? { ...change, from: -days } : change)),
    }));
    const { stock } = buildHistory(
      { historyModel: { ...scenario.model, resources }, historyDays: days, strata: [] },
      scenario.startDay,
    );
    return livesOf(resolveText(queue(places).replace('at_start: 6', 'at_start: 0')), { stock }).lives;
  };

  test('holds the places it held: nobody begins until one of them ends', () => {
    const lives = resume('2', 50);
    const held = lives.filter((life) => when(life, 'begin') === Number.POSITIVE_INFINITY);
    const first = Math.min(...held.map((life) => when(life, 'finish')));
    expect(first).toBeGreaterThan(0);
    const begins = lives.map((life) => when(life, 'begin')).filter(Number.isFinite);
    expect(Math.min(...begins)).toBeGreaterThanOrEqual(first);
  });

  test('waits in the order in which it came', () => {
    const lives = resume('{2025-04-01: 0, 2025-05-01: 1}', 60);
    const inOrder = [...lives].sort((a, b) => a.entries[0]! - b.entries[0]!);
    const begins = inOrder.map((life) => when(life, 'begin'));
    expect(begins.length).toBe(6);
    expect(begins).toEqual([...begins].sort((a, b) => a - b));
  });
});
