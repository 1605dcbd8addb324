/** What follows from an event at its instant: outcomes, forced changes, conditions, in which order and with which luck. */
import { describe, expect, test } from 'vitest';
import { estimateOf, expectNear, shareEstimate } from '../support/estimates.js';
import { resolveText } from '../support/pathway-files.js';
import { run, runBounded, runOnce, sum } from '../support/runs.js';

const head = (name: string, units: number, years = 1): string => `
pathway: ${name}
run: {start: 2025-04-01, years: ${years}, replications: 1, seed: ${name}}
arrivals:
  units: {rate: 0 per day, at_start: ${units}}
`;

describe('luck is drawn afresh', () => {
  test('each time an event leaves its region where it was: for its outcome, and for what it forces', () => {
    const text = `${head('reviews', 2000)}
regions:
  case:
    initial: care
    states: {care: {stays: true}}
    transitions:
      review:
        from: care
        to: stay
        clock: {exponential: 0.05 per day}
        forces: {place: [{state: a, share: 0.5}, {state: b, share: 0.5}]}
  place:
    initial: none
    states: {none: , a: , b: }
measures:
  review: {label: Review, transitions: review}
  moved: {label: Moved, enters: {place: [a]}}
  moved_back: {label: Back, enters: {place: [b]}}
`;
    const reading = runOnce(text);
    const reviews = reading.count('review');
    expectNear({ mean: reviews, se: Math.sqrt(reviews) }, 2000 * 0.05 * 365);
    // Of the reviews after the first, half find the child in the other place and move it.
    const moves = reading.count('moved') + reading.count('moved_back');
    expectNear(shareEstimate(moves - 2000, reviews - 2000), 0.5);
  });

  test('each time a state is come to again', () => {
    const text = `${head('again', 300)}
regions:
  case:
    initial: a
    states: {a: , b: , c: }
    transitions:
      ab: {from: a, clock: {exponential: 0.1 per day}, to: [{state: b, share: 0.3}, {state: c, share: rest}]}
      ba: {from: [b, c], to: a, clock: {exponential: 0.1 per day}}
measures:
  b: {label: B, enters: {case: b}}
  c: {label: C, enters: {case: c}}
`;
    const reading = runOnce(text);
    expectNear(shareEstimate(reading.count('c'), reading.count('b') + reading.count('c')), 0.7);
  });

  test('for the time and for the outcome: neither says anything of the other', () => {
    const text = `${head('lanes', 40_000, 3)}
regions:
  case:
    initial: here
    states: {here: , a: {stays: true}, b: {stays: true}}
    transitions:
      go: {from: here, clock: {exponential: {mean: 60 days}}, to: [{state: a, share: 0.5}, {state: b, share: 0.5}]}
measures:
  go: {label: Go, transitions: go, time: {in: here}, by: [{to: case}]}
`;
    const reading = runOnce(text);
    for (const to of ['A', 'B'])
      expectNear({ mean: reading.meanTime('go', `to=${to}`), se: 60 / Math.sqrt(20_000) }, 60, to);
  });

  test('in every replication, area and stream: one says nothing of another', () => {
    const text = `
pathway: apart
run: {start: 2025-04-01, years: 3, replications: 1, seed: apart}
attributes: {from: [x, y]}
arrivals:
  x: {rate: 0 per day, at_start: 20, attributes: {from: {x: 1}}}
  y: {rate: 0 per day, at_start: 20, attributes: {from: {y: 1}}}
regions:
  case:
    initial: here
    states: {here: , gone: {stays: true}}
    transitions:
      go: {from: here, to: gone, clock: {exponential: {mean: 60 days}}}
measures:
  go: {label: Go, transitions: go, time: {in: here}, by: [from]}
`;
    const scenario = resolveText(text);
    const n = 700;
    const here = run(scenario, { replications: n });
    const there = run(scenario, { replications: n, area: 'there' });
    const other = run(scenario, { replications: n, seed: 'other' });
    const times = (readings: typeof here, group: string): number[] =>
      readings.map((reading) => reading.time('go', `from=${group}`));
    const x = times(here, 'x');
    const pairs: Record<string, number[]> = {
      'another stream': times(here, 'y'),
      'another area': times(there, 'x'),
      'another seed': times(other, 'x'),
      'the next replication': [...x.slice(1), x[0]!],
    };
    for (const [what, values] of Object.entries(pairs))
      expect(Math.abs(correlation(x, values)) * Math.sqrt(n), what).toBeLessThan(4.5);
    expectNear({ mean: estimateOf(x).mean / 20, se: estimateOf(x).se / 20 }, 60);
  });
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [estimateOf(a).mean, estimateOf(b).mean];
  const covered = sum(a.map((x, i) => (x - meanA) * (b[i]! - meanB)));
  return covered / Math.sqrt(sum(a.map((x) => (x - meanA) ** 2)) * sum(b.map((x) => (x - meanB) ** 2)));
}

describe('forced changes', () => {
  const forced = (forces: string, more = ''): string => `${head('forced', 10)}
regions:
  case:
    initial: here
    states: {here: , there: {stays: true, ${more}}}
    transitions:
      go: {from: here, to: there, clock: {fixed: 5 days, since: entry}, ${forces}}
  place:
    initial: none
    states: {none: , foster: {stays: true}, kin: {stays: true, forces: {legal: order}}}
    transitions: {never: {from: none, to: [{state: foster, share: 0.5}, {state: kin, share: 0.5}], clock: {exponential: 0 per day}}}
  legal:
    initial: none
    states: {none: , order: {stays: true}, other: {stays: true}}
    transitions: {never_either: {from: none, to: [{state: order, share: 0.5}, {state: other, share: 0.5}], clock: {exponential: 0 per day}}}
`;
  const at = (text: string, region: string, label: string): number =>
    runOnce(text).stock(`in_${region}`, `${region}=${label}`).at(-1)!;

  test('an event’s own go before those of the state it enters; a region changes once an event', () => {
    expect(at(forced('forces: {place: kin}', 'forces: {place: foster}'), 'place', 'Kin')).toBe(10);
    expect(at(forced('forces: {legal: other}', 'forces: {place: foster}'), 'place', 'Foster')).toBe(10);
  });

  test('go on to what the forced state forces', () => {
    expect(at(forced('forces: {place: kin}'), 'legal', 'Order')).toBe(10);
    expect(at(forced('forces: {legal: other, place: kin}'), 'legal', 'Other')).toBe(10);
  });

  test('apply only where they are confined to', () => {
    expect(at(forced('forces: {place: {only: [kin], to: foster}}'), 'place', 'None')).toBe(10);
    expect(at(forced('forces: {place: {only: [none], to: foster}}'), 'place', 'Foster')).toBe(10);
  });

  test('into the state that a region is in are no entry', () => {
    const text = `${forced('forces: {place: none}')}
measures:
  into: {label: Into, enters: {place: none}}
  stay: {label: Stay, stock: {place: none}}
`;
    expect(runOnce(text).count('into')).toBe(10);
  });

  test('come with a state whenever it is entered, on arrival too', () => {
    const text = forced('when: {}', '').replace('states: {here: ,', 'states: {here: {forces: {place: kin}},');
    expect(at(text, 'place', 'Kin')).toBe(10);
    expect(at(text, 'legal', 'Order')).toBe(10);
  });
});

describe('conditions', () => {
  test('are followed to the end of the chain before time moves', () => {
    const text = `${head('chain', 10)}
regions:
  a:
    initial: a0
    states: {a0: , a1: , a2: {stays: true}}
    transitions:
      a01: {from: a0, to: a1, clock: {fixed: 9 days, since: entry}}
      a12: {from: a1, to: a2, on: {b: b2}}
  b:
    initial: b0
    states: {b0: , b1: , b2: {stays: true}}
    transitions:
      b01: {from: b0, to: b1, on: {a: a1}}
      b12: {from: b1, to: b2, on: {a: a1}}
measures:
  passing: {label: Passing, stock: {a: a1}}
  end: {label: End, enters: {a: a2, b: b2}, time: {in: a0}}
  a2: {label: A2, stock: {a: a2, b: b2}}
`;
    const reading = runOnce(text);
    expect(reading.days('passing')).toBe(0);
    expect(reading.days('a2')).toBe(10 * (365 - 9));
  });

  test('that hold on arrival act at once', () => {
    const text = `${head('at once', 10).replace('pathway: at once', 'pathway: at_once')}
regions:
  a:
    initial: a0
    states: {a0: , a1: {stays: true}}
    transitions:
      a01: {from: a0, to: a1, on: {time: {before: 3 days}}}
`;
    expect(runOnce(text).stock('in_a', 'a=A1')[1]).toBe(10);
  });

  test('that follow one another without end at one instant are an error that names one of them', () => {
    const text = `${head('loop', 1)}
regions:
  a:
    initial: a0
    states: {a0: , a1: }
    transitions:
      there: {from: a0, to: a1, on: {a: a0}}
      back: {from: a1, to: a0, on: {a: a1}}
`;
    expect(() => runOnce(text)).toThrow(/without end.*"(there|back)"/);
  });

  test('on the date and the age of one instant see both', () => {
    // Ten on 1 April 2026, the day the date begins: never nine on that date.
    const text = `${head('both', 5, 2).replace('at_start: 5', 'at_start: 5, age: {8.9986 to 8.9986: 1}')}
regions:
  a:
    initial: a0
    states: {a0: , young: {stays: true}, older: {stays: true}}
    transitions:
      take: {from: a0, to: young, on: {time: {from: 2026-04-01}, age: {below: 10}}}
      pass: {from: a0, to: older, on: {time: {before: 2026-04-01}, age: {from: 10}}}
`;
    const reading = runOnce(text);
    expect([reading.count('take'), reading.count('pass')]).toEqual([0, 0]);
  });
});

describe('events at one instant by clocks of their own never go on for ever', () => {
  const endless = (
    transitions: string,
  ): string => `${head('endless', 1).replace('at_start: 1', 'at_start: 1, age: {5 to 5: 1}').replace('arrivals', 'moments: [came]\narrivals')}
regions:
  a:
    initial: start
    states: {start: {marks: came}, a0: {stays: true}, a1: {stays: true}}
    transitions:
      never_a1: {from: a0, to: a1, clock: {exponential: 0 per day}}
      begin: {from: start, to: a0, clock: {fixed: 20 days, since: entry}}
${transitions}
  place:
    initial: none
    states: {none: , kin: {stays: true}}
    transitions: {never_kin: {from: none, to: kin, clock: {exponential: 0 per day}}}
`;

  test.each([
    [
      'a birthday that leaves its region where it was',
      'change: {from: [a0, a1], to: stay, birthday: 5, forces: {place: kin}}',
    ],
    ['a birthday that enters the state it leaves', 'change: {from: a0, to: a0, birthday: 5}'],
    [
      'a fixed time that leaves its region where it was',
      'change: {from: a0, to: stay, clock: {fixed: 10 days, since: entry}, forces: {place: kin}}',
    ],
    [
      'an empirical time that leaves its region where it was',
      'change: {from: a0, to: stay, clock: {empirical: {0 days: 0, 5 days: 1}, since: entry}}',
    ],
    [
      'a fixed time since a moment, overdue, there and back',
      'there: {from: a0, to: a1, clock: {fixed: 10 days, since: came}}\n      back: {from: a1, to: a0, clock: {fixed: 10 days, since: came}}',
    ],
  ])('%s happens once, or is refused in words', (_, transitions) => {
    expect(() => runBounded(endless(`      ${transitions}`), 5000)).not.toThrow(/no end in sight/);
  });
});
