/** Values frozen on entry to a state: what they read, when, and what they read before. */
import { describe, expect, test } from 'vitest';
import { livesOf, when } from '../support/lives.js';

/** Two visits to `here`, apart by `away`; `go` tells what is read of the frozen value by when it may happen. */
const file = (what: string, condition: string, more = ''): string => `
pathway: frozen
run: {start: 2025-04-01, years: 4, replications: 1, seed: frozen}
attributes: {kind: [plain, odd]}
counters: [visits]
frozen: {then: ${what}}
arrivals: {units: {rate: 0 per day, at_start: 30, age: {9 to 11: 1}, attributes: {kind: {plain: 0.5, odd: rest}}}}
regions:
  case:
    initial: here
    states: {here: {freezes: then, counts: visits}, away: , gone: {final: true}}
    transitions:
      leave: {from: here, to: away, clock: {fixed: 400 days, since: entry}}
      back: {from: away, to: here, clock: {fixed: 100 days, since: entry}}
      go: {from: here, to: gone, clock: {fixed: 10 days, since: entry}, when: ${condition}}
${more}
`;
const lives = (what: string, condition: string, more = '') => livesOf(file(what, condition, more)).lives;

describe('a frozen value', () => {
  test('of age is the age at entry, until the state is entered again', () => {
    for (const life of lives('age', '{then: {from: 10}}')) {
      const age = (day: number): number => (day - life.birth) / 365.25;
      // Near a birthday a year is 365 or 366 days.
      if (Math.abs(age(0) - 10) < 0.02 || Math.abs(age(500) - 10) < 0.02) continue;
      expect(when(life, 'go')).toBe(age(0) >= 10 ? 10 : age(500) >= 10 ? 510 : 1010);
    }
  });

  test('of a date is that of entry', () => {
    for (const life of lives('time', '{then: {from: 450 days, before: 2 years}}')) expect(when(life, 'go')).toBe(510);
  });

  test('of a counter is what it comes to with the event that froze it', () => {
    for (const life of lives('visits', '{then: {at_least: 2}}')) expect(when(life, 'go')).toBe(510);
    for (const life of lives('visits', '{then: {at_least: 1}}')) expect(when(life, 'go')).toBe(10);
  });

  test('of another region is its state at that time, after the whole event', () => {
    const other = `
  other:
    initial: a
    states: {a: , b: , c: {stays: true}}
    transitions:
      ab: {from: a, to: b, clock: {fixed: 300 days, since: entry}}
      bc: {from: b, to: c, clock: {fixed: 300 days, since: entry}}`;
    for (const life of lives('other', '{then: b}', other)) expect(when(life, 'go')).toBe(510);
    // `back` itself forces the other region: what is frozen is what comes of it.
    const forced = file('other', '{then: c}', other).replace(
      'back: {from: away, to: here, clock: {fixed: 100 days, since: entry}}',
      'back: {from: away, to: here, clock: {fixed: 100 days, since: entry}, forces: {other: c}}',
    );
    for (const life of livesOf(forced).lives) expect(when(life, 'go')).toBe(510);
  });

  test('that was never frozen satisfies no condition, and multiplies by 1', () => {
    const never = (clock: string): number[] =>
      livesOf(`
pathway: never
run: {start: 2025-04-01, years: 4, replications: 1, seed: never}
frozen: {then: age}
arrivals: {units: {rate: 0 per day, at_start: 30, age: {9 to 11: 1}}}
regions:
  case:
    initial: here
    states: {here: , other: {freezes: then}, gone: {final: true}}
    transitions:
      go: {from: here, to: gone, clock: {weibull: {shape: 2, scale: 100 days}, since: entry}${clock}}
      move: {from: here, to: other, clock: {fixed: 1000 days, since: entry}}
      end: {from: other, to: gone, clock: {fixed: 10 days, since: entry}}
`).lives.map((life) => when(life, 'go'));
    expect(never(', when: {then: {from: 0}}')).toEqual(Array(30).fill(Number.POSITIVE_INFINITY));
    expect(never(', multiply: {by: then, from: {0: 5, 10: 9}}')).toEqual(never(''));
  });

  test('changes a multiplier as the thing itself would, where that does not change', () => {
    const by = (name: string): number[] =>
      livesOf(
        file('kind', '{time: {from: 0 days}}').replace(
          'fixed: 10 days, since: entry}, when: {time: {from: 0 days}}',
          `weibull: {shape: 2, scale: 100 days}, since: entry}, multiply: {by: ${name}, values: {odd: 4}}`,
        ),
      ).lives.map((life) => when(life, 'go'));
    expect(by('then')).toEqual(by('kind'));
  });
});
