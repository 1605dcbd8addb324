/** Families that ask for places as one, worked out on paper: all of them start at one instant, and all give up together. */
import { describe, expect, test } from 'vitest';
import { happenings } from '../support/queue-trace.js';
import { runOnce } from '../support/runs.js';

interface Family {
  readonly children: number;
  readonly comes: number;
  readonly stays: number;
  readonly patience?: number;
}

interface Choices {
  readonly each: 'child' | 'family';
  readonly places: number;
  /** More words of the resource. */
  readonly rules?: string;
  /** More of the child's own region. */
  readonly child?: string;
  readonly more?: string;
}

/** Families by name; the child's own region has them at home, unless `child` says otherwise. */
function file(
  families: Readonly<Record<string, Family>>,
  { each, places, rules = '', child, more = '' }: Choices,
): string {
  const all = Object.entries(families);
  const lines = (write: (family: Family, name: string) => string): string =>
    all.map(([name, family]) => write(family, name)).join('\n');
  return `
pathway: families
run: {start: 2025-04-01, years: 1, replications: 1}
attributes: {who: {of: family, levels: [${all.map(([name]) => name).join(', ')}, nobody]}}
resources: {team: {places: ${places}, each: ${each}${rules}}}
arrivals:
${lines(({ children }, name) => `  ${name}: {rate: 0 per day, at_start: 1, children: {${children}: 1}, age: {2 to 2.0001: 1}, age_gap: {3 to 3.0001: 1}, attributes: {who: {${name}: 1}}}`)}
regions:
  family:
    of: family
    initial: coming
    states: {coming: {}, waiting: {queues: team}, served: {holds: team}, done: {final: true}, lost: {final: true}}
    transitions:
${lines(({ comes }, name) => `      comes-of-${name}: {from: coming, to: waiting, when: {who: ${name}}, clock: {fixed: ${comes} days, since: entry}}`)}
      begins: {from: waiting, to: served, on: place}
${lines(({ stays }, name) => `      finishes-of-${name}: {from: served, to: done, when: {who: ${name}}, clock: {fixed: ${stays} days, since: entry}}`)}
${lines(({ patience }, name) => (patience === undefined ? '' : `      gives_up-of-${name}: {from: waiting, to: lost, when: {who: ${name}}, clock: {fixed: ${patience} days, since: entry}}`))}
      never: {from: coming, to: lost, clock: {exponential: 0 per day}}
${more}
  child:
${
  child ??
  `    initial: home
    states: {home: {}, away: {}}
    transitions:
      goes: {from: home, to: away, clock: {exponential: 0.2 per day}}
      returns: {from: away, to: home, clock: {exponential: 0.2 per day}}`
}
measures:
  in_use: {label: In use, in_use: team}
`;
}

/** What becomes of the families: each line has all the children to whom it happened on one day. */
function told(text: string): string[] {
  const days = new Map<string, string[]>();
  for (const { day, who, what } of happenings(text)) {
    if (!['begins', 'finishes', 'gives_up', 'is_turned_away'].includes(what)) continue;
    const [family = '', child = ''] = who.split('.');
    const key = `${day} ${family} ${what.replaceAll('_', ' ')}`;
    days.set(key, [...(days.get(key) ?? []), child]);
  }
  return [...days].map(([key, children]) => `${key}: ${children.join(' ')}`);
}

describe('a place for each child', () => {
  test('of one family are given together, and given up together', () => {
    const families = {
      a: { children: 2, comes: 0, stays: 10 },
      b: { children: 1, comes: 1, stays: 5 },
      c: { children: 2, comes: 2, stays: 4 },
      d: { children: 3, comes: 3, stays: 1 },
    };
    expect(told(file(families, { each: 'child', places: 3 }))).toEqual([
      '0 a begins: 1 2',
      '1 b begins: 1',
      '6 b finishes: 1',
      // One place has been free since day 6, and is no use to the two of c.
      '10 a finishes: 1 2',
      '10 c begins: 1 2',
      '14 c finishes: 1 2',
      '14 d begins: 1 2 3',
      '15 d finishes: 1 2 3',
    ]);
  });

  test('a family of more children than there are places waits for ever, and all behind it', () => {
    expect(
      told(
        file(
          { a: { children: 4, comes: 0, stays: 1 }, b: { children: 1, comes: 1, stays: 1 } },
          { each: 'child', places: 3 },
        ),
      ),
    ).toEqual([]);
  });

  test('a family gives up as one, and the next moves up when a place is given up', () => {
    const families = {
      a: { children: 3, comes: 0, stays: 10 },
      b: { children: 2, comes: 1, stays: 5, patience: 3 },
      c: { children: 3, comes: 2, stays: 1 },
    };
    expect(told(file(families, { each: 'child', places: 3 }))).toEqual([
      '0 a begins: 1 2 3',
      '4 b gives up: 1 2',
      '10 a finishes: 1 2 3',
      '10 c begins: 1 2 3',
      '11 c finishes: 1 2 3',
    ]);
  });

  test('a family counts once in the length of the queue', () => {
    const families = {
      a: { children: 2, comes: 0, stays: 10 },
      b: { children: 3, comes: 1, stays: 1 },
      c: { children: 1, comes: 2, stays: 1 },
      d: { children: 2, comes: 3, stays: 1 },
    };
    const text = file(families, {
      each: 'child',
      places: 3,
      rules: ', queue_limit: 2',
      more: '      is_turned_away: {from: waiting, to: lost, on: full}',
    });
    expect(told(text)).toEqual([
      '0 a begins: 1 2',
      '3 d is turned away: 1 2',
      '10 a finishes: 1 2',
      '10 b begins: 1 2 3',
      '11 b finishes: 1 2 3',
      '11 c begins: 1',
      '12 c finishes: 1',
    ]);
  });

  test('who no longer lives with the family needs none', () => {
    // The second child of each family is 5 years old, and has left before the family asks.
    const child = `    initial: home
    states: {home: {}, left: {final: true}}
    transitions:
      leaves: {from: home, to: left, on: {age: {from: 4}}}`;
    expect(
      told(
        file(
          { a: { children: 2, comes: 1, stays: 4 }, b: { children: 2, comes: 2, stays: 4 } },
          { each: 'child', places: 1, child },
        ),
      ),
    ).toEqual(['1 a begins: 1', '5 a finishes: 1', '5 b begins: 1', '9 b finishes: 1']);
  });
});

describe('a place for each family', () => {
  const families = {
    a: { children: 3, comes: 0, stays: 10 },
    b: { children: 2, comes: 1, stays: 5 },
    c: { children: 2, comes: 2, stays: 4 },
  };

  test('one is enough, however many children', () => {
    const text = file(families, { each: 'family', places: 2 });
    expect(told(text)).toEqual([
      '0 a begins: 1 2 3',
      '1 b begins: 1 2',
      '6 b finishes: 1 2',
      '6 c begins: 1 2',
      '10 a finishes: 1 2 3',
      '10 c finishes: 1 2',
    ]);
    // One from day 0 to day 10, one more from day 1 to day 10.
    expect(runOnce(text).days('in_use')).toBe(19);
  });

  test('as many as there are children, where each needs one', () => {
    expect(runOnce(file(families, { each: 'child', places: 7 })).days('in_use')).toBe(3 * 10 + 2 * 5 + 2 * 4);
  });

  test('given up once: the next two families do not both find it', () => {
    const one = file(families, { each: 'family', places: 1 });
    expect(told(one)).toEqual([
      '0 a begins: 1 2 3',
      '10 a finishes: 1 2 3',
      '10 b begins: 1 2',
      '15 b finishes: 1 2',
      '15 c begins: 1 2',
      '19 c finishes: 1 2',
    ]);
  });
});

test('siblings who are in different states of their own still start at one instant', () => {
  // Each child comes and goes by its own luck meanwhile; the families queue for 60 days.
  const families = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [
      `f${String(i).padStart(2, '0')}`,
      { children: 1 + (i % 3), comes: i, stays: 5 },
    ]),
  );
  const text = file(families, { each: 'child', places: 3 });
  const own = happenings(text).filter(({ what }) => what === 'goes' || what === 'returns');
  expect(own.length).toBeGreaterThan(100);
  const found = told(text);
  expect(found).toHaveLength(24);
  for (const [name, { children }] of Object.entries(families))
    for (const line of found.filter((words) => words.includes(` ${name} `)))
      expect(line.split(': ')[1]!.split(' ')).toHaveLength(children);
});

test('families at one instant ask by stream, each as one', () => {
  const families = {
    b: { children: 2, comes: 3, stays: 2 },
    a: { children: 2, comes: 3, stays: 2 },
    c: { children: 1, comes: 3, stays: 2 },
  };
  expect(told(file(families, { each: 'child', places: 2 })).filter((line) => line.includes('begins'))).toEqual([
    '3 a begins: 1 2',
    '5 b begins: 1 2',
    '7 c begins: 1',
  ]);
});
