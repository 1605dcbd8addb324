/** What is counted, when: stocks at ends of months, flows, times between events, money; worked out by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileLedger, ledgerBreaks } from '../../engine/ledger/compile.js';
import { medianDays, quantileDays } from '../../engine/ledger/read.js';
import type { LedgerSpec, Measure } from '../../engine/ledger/spec.js';
import { DURATION_BINS } from '../../engine/ledger/tally.js';
import { compilePathway } from '../../engine/pathway/compile.js';
import { PathwayError, type Atom, type Condition } from '../../engine/pathway/model.js';
import { resolveData, resolveText } from '../support/pathway-files.js';
import { randomPathway, type RandomPathway } from '../support/random-pathways.js';
import { runOnce, sum } from '../support/runs.js';

/** One child aged 9 (10 on 1 April 2026, day 365): in care from day 10 to day 400, moved on day 50, home and back. */
const STORY = `
pathway: story
run: {start: 2025-04-01, years: 2, replications: 1, seed: story}
moments: [came, entered]
arrivals:
  child: {rate: 0 per day, at_start: 1, age: {8.9986 to 8.9986: 1}}
regions:
  case:
    initial: known
    states:
      known: {marks: came}
      care: {marks: entered}
      home:
      left: {final: true}
    transitions:
      enter: {from: known, to: care, clock: {fixed: 10 days, since: entry}, forces: {placement: foster}}
      leave: {from: care, to: home, clock: {fixed: 400 days, since: came}, forces: {placement: none}}
      go: {from: home, to: left, clock: {fixed: 100.25 days, since: entry}}
      review: {from: care, to: stay, clock: {exponential: 0 per day}}
  placement:
    initial: none
    states: {none: , foster: , kin: }
    transitions:
      move: {from: foster, to: kin, clock: {fixed: 40 days, since: entry}}
age_bands: {under 10: 0, 10 and over: 10}
measures:
  care: {label: Care, stock: {case: care}, by: [age, placement]}
  young: {label: Young in care, stock: {case: care, age: {below: 10}}}
  early: {label: In care in the first 60 days, stock: {case: care, time: {before: 60 days}}}
  into: {label: Entries, enters: {case: care}, by: [age, placement]}
  out: {label: Exits, leaves: {case: care}, by: [placement, {reason: case}]}
  stay: {label: Stay, leaves: {case: care}, time: {in: care}, by: [age]}
  since_came: {label: Since, transitions: leave, time: {from: came}}
  young_stay: {label: Young stay, leaves: {case: care, age: {below: 10}}, time: {in: care}}
  grown: {label: Ten in care, enters: {case: care, age: {from: 10}}, time: {from: entered}}
  moved_after: {label: Moved after, transitions: move, time: {in: care}}
  kin_after: {label: To kin after, enters: {placement: kin}, time: {from: entered}}
  from_home: {label: From home, transitions: enter, time: {in: home}}
costs:
  - {name: care, line: care, payer: council, while: {case: care}, amount: 700 per week, source: made up, mark: assumption, note: test}
  - {name: young, line: care, payer: council, while: {case: care, age: {below: 10}}, amount: 70 per week, source: made up, mark: assumption, note: test}
  - {name: move, line: moves, payer: council, on_transition: move, amount: 123.45, source: made up, mark: assumption, note: test}
  - {name: home, line: home, payer: health, on_leaving: {placement: [foster, kin]}, amount: 10, source: made up, mark: assumption, note: test}
  - {name: entry, line: entry, payer: health, on_entry: {case: care}, amount: 20, source: made up, mark: assumption, note: test}
`;

describe('one child’s story', () => {
  const reading = runOnce(STORY);
  const once = (month: number): number[] => Array.from({ length: 24 }, (_, k) => (k === month ? 1 : 0));

  test('a stock is who is in at the end of a month', () => {
    // In care from 11 April 2025 to 6 May 2026 (day 400).
    expect(reading.stock('care')).toEqual([0, ...Array<number>(13).fill(1), ...Array<number>(11).fill(0)]);
    expect(reading.stock('care', 'placement=Foster').slice(0, 4)).toEqual([0, 1, 0, 0]);
    expect(reading.stock('care', 'placement=Kin').slice(0, 4)).toEqual([0, 0, 1, 1]);
  });

  test('a child is in the age band it has attained by then', () => {
    // Ten on 1 April 2026: the first instant after the twelfth month.
    expect(reading.stock('care', 'age=under 10')[12]).toBe(1);
    expect(reading.stock('care', 'age=10 and over')[12]).toBe(0);
    expect(reading.stock('care', 'age=10 and over')[13]).toBe(1);
    expect(reading.stock('young')).toEqual(reading.stock('care', 'age=under 10'));
  });

  test('a condition on the date ends on that date', () => {
    expect(reading.days('early')).toBe(50);
    expect(reading.stock('early').slice(0, 4)).toEqual([0, 1, 0, 0]);
  });

  test('days are counted in the months they fall in', () => {
    expect(reading.days('care')).toBe(390);
    expect(reading.ticks('care').slice(0, 3)).toEqual([20 * 1024, 31 * 1024, 30 * 1024]);
    expect(reading.ticks('care')[13]).toBe(5 * 1024);
    expect(reading.days('young')).toBe(355);
  });

  test('flows are counted in the month of the event, by what was before or after it', () => {
    expect(reading.flow('into')).toEqual(once(0));
    expect(reading.count('into', 'placement=Foster')).toBe(1);
    expect(reading.flow('out')).toEqual(once(13));
    expect(reading.count('out', 'placement=Kin')).toBe(1);
    expect(reading.count('out', 'reason=Home')).toBe(1);
    expect(reading.count('into', 'age=under 10')).toBe(1);
  });

  test('times run from entry, or from a moment', () => {
    expect(reading.time('stay')).toBe(390);
    expect(reading.count('stay', 'age=10 and over')).toBe(1);
    expect(reading.time('since_came')).toBe(400);
    expect(reading.time('kin_after')).toBe(40);
  });

  test('a condition on states and age ceases to hold on the birthday, and the time runs up to it', () => {
    expect(reading.flow('young_stay')).toEqual(once(12));
    expect(reading.time('young_stay')).toBe(355);
    expect(reading.flow('grown')).toEqual(once(12));
    expect(reading.time('grown')).toBe(355);
  });

  test('time in a state up to an event of another region', () => {
    expect(reading.count('moved_after')).toBe(1);
    expect(reading.time('moved_after')).toBe(40);
  });

  test('no time in a state where the unit was in another', () => {
    expect(reading.count('from_home')).toBe(0);
  });

  test('money accrues by the day and is paid once at events', () => {
    expect(sum(reading.pence('care'))).toBe(390 * 10_000);
    expect(sum(reading.pence('young'))).toBe(355 * 1000);
    expect(reading.pence('move')).toEqual(once(1).map((n) => n * 12_345));
    expect(sum(reading.pence('home'))).toBe(1000);
    expect(sum(reading.pence('entry'))).toBe(2000);
  });
});

describe('times', () => {
  test('of an event that leaves the state as it is run from entry to that state', () => {
    const text = STORY.replace(
      'review: {from: care, to: stay, clock: {exponential: 0 per day}}',
      'review: {from: care, to: stay, clock: {piecewise: {0 days: 0 per day, 200 days: 0.05 per day}, since: entry}}',
    ).replace(
      '  since_came:',
      '  review: {label: Review, transitions: review, time: {in: care}}\n  review_since: {label: Review since, transitions: review, time: {from: entered}}\n  since_came:',
    );
    const reading = runOnce(text);
    expect(reading.count('review')).toBeGreaterThan(2);
    expect(reading.timeTicks('review')).toEqual(reading.timeTicks('review_since'));
  });

  test('of one unit have nothing to do with the unit before it', () => {
    // Two arrive in care at once by different ways: nobody can have been in `known` on the way to `care`.
    const text = (first: string): string => `
pathway: direct
run: {start: 2025-04-01, years: 1, replications: 1, seed: direct}
arrivals:
  ${first}: {rate: 0.5 per day}
  m_direct: {rate: 0.5 per day, enters: {case: care}}
regions:
  case:
    initial: known
    states: {known: , care: {stays: true}}
    transitions:
      enter: {from: known, to: care, clock: {exponential: {mean: 30 days}}}
measures:
  entered: {label: Entered, enters: {case: care}, time: {in: known}}
  enter: {label: Enter, transitions: enter, time: {in: known}}
`;
    for (const first of ['a_known', 'z_known']) {
      const reading = runOnce(text(first));
      expect(reading.time('entered'), first).toBe(reading.time('enter'));
    }
  });

  test('without a beginning are not counted', () => {
    const text = STORY.replace('marks: entered', 'marks: came').replace('label: Young stay', 'label: Y');
    const reading = runOnce(text);
    // Nobody comes to the moment `entered`, but all else goes as before.
    expect([reading.count('grown'), reading.count('kin_after')]).toEqual([0, 0]);
    expect([reading.count('stay'), reading.count('out')]).toEqual([1, 1]);
  });

  test('longer than the last bin are kept in it', () => {
    const text = STORY.replace('years: 2', 'years: 40')
      .replace('fixed: 100.25 days', 'fixed: 30 years')
      .replace('  since_came:', '  back: {label: Back, transitions: go, time: {from: came}}\n  since_came:');
    const reading = runOnce(text);
    expect(reading.bins('back')[DURATION_BINS - 1]).toBe(1);
    expect(reading.time('back')).toBe(400 + 30 * 365.25);
  });

  test('have medians and quantiles by the whole day', () => {
    const bins = new Int32Array(2 * DURATION_BINS);
    for (const [day, n] of [
      [3, 2],
      [10, 5],
      [11, 2],
      [400, 1],
    ] as const)
      bins[DURATION_BINS + day] = n;
    expect(medianDays(bins, 1)).toBe(10);
    expect(quantileDays(bins, 1, 0.2)).toBe(3);
    expect(quantileDays(bins, 1, 0.21)).toBe(10);
    expect(quantileDays(bins, 1, 0.9)).toBe(11);
    expect(quantileDays(bins, 1, 1)).toBe(400);
    expect(medianDays(bins, 0)).toBeNaN();
  });
});

describe('the first instant', () => {
  test('units put there at the start come in at it: they count as entering in the first month', () => {
    const reading = runOnce(
      STORY.replace('initial: known', 'initial: care').replace('known: {', 'known: {by_programme: true, '),
    );
    expect(reading.stock('care').slice(0, 2)).toEqual([0, 1]);
    expect(reading.flow('into')[0]).toBe(1);
    expect(reading.ticks('care')[0]).toBe(30 * 1024);
  });
});

describe('names that a pathway does not have are refused', () => {
  const scenario = resolveText(STORY);
  const compiled = (spec: LedgerSpec): unknown =>
    compileLedger(spec, compilePathway(scenario.model, ledgerBreaks(spec)));
  const stock = (where: Condition): LedgerSpec => ({
    measures: [{ kind: 'stock', name: 'm', label: 'M', where, by: [] }],
    costs: [],
  });
  const flow = (more: Partial<Measure>): LedgerSpec => ({
    measures: [{ kind: 'flow', name: 'm', label: 'M', on: { transitions: ['enter'] }, by: [], ...more } as Measure],
    costs: [],
  });

  test.each([
    ['a region', stock([{ kind: 'state', region: 'kase', states: ['care'] }])],
    ['a state', stock([{ kind: 'state', region: 'case', states: ['caer'] }])],
    ['a transition', flow({ on: { transitions: ['entre'] } } as Partial<Measure>)],
    ['an attribute to split by', flow({ by: [{ name: 'sex', dimension: { kind: 'attribute', attribute: 'sex' } }] })],
    ['a moment', flow({ kind: 'time', from: { moment: 'cam' } } as Partial<Measure>)],
    ['a state to be timed', flow({ kind: 'time', from: { entryTo: 'caer' } } as Partial<Measure>)],
    [
      'a grouped state',
      flow({
        by: [{ name: 'g', dimension: { kind: 'grouped', region: 'case', read: 'after', groups: { x: ['caer'] } } }],
      }),
    ],
  ])('%s', (_, spec) => {
    expect(() => compiled(spec)).toThrow(PathwayError);
  });
});

describe('any condition, on random pathways', () => {
  const atomOf = ({ regions }: RandomPathway): fc.Arbitrary<Atom> =>
    fc.oneof(
      fc
        .constantFrom(...regions)
        .chain(({ name, states }) =>
          fc
            .tuple(fc.subarray([...states], { minLength: 1 }), fc.boolean())
            .map(([some, not]): Atom => ({ kind: 'state', region: name, states: some, ...(not && { not }) })),
        ),
      fc.integer({ min: 1, max: 17 }).map((from): Atom => ({ kind: 'age', from })),
      fc.integer({ min: 20, max: 700 }).map((from): Atom => ({ kind: 'time', from })),
      fc.constant<Atom>({ kind: 'attribute', attribute: 'kind', levels: ['odd'] }),
      fc.integer({ min: 1, max: 4 }).map((atLeast): Atom => ({ kind: 'count', counter: 'times', atLeast })),
    );
  const opposite = (atom: Atom): Atom => {
    switch (atom.kind) {
      case 'state':
      case 'attribute':
        return { ...atom, not: !(atom.not ?? false) };
      case 'age':
        return { kind: 'age', below: atom.from! };
      case 'time':
        return { kind: 'time', before: atom.from! };
      case 'count':
        return { kind: 'count', counter: atom.counter, below: atom.atLeast! };
      case 'level':
        return { kind: 'level', level: atom.level, below: atom.from! };
    }
  };
  const stock = (name: string, where: Condition): Measure => ({ kind: 'stock', name, label: name, where, by: [] });
  const flow = (name: string, on: { enters: Condition } | { leaves: Condition }): Measure => ({
    kind: 'flow',
    name,
    label: name,
    on,
    by: [],
  });
  const cases = randomPathway().chain((pathway) =>
    fc.tuple(fc.constant(pathway), fc.array(atomOf(pathway), { minLength: 1, maxLength: 3 }), atomOf(pathway)),
  );

  test('holds or does not: those with it and those without add up, at every month’s end and for every tick', () => {
    fc.assert(
      fc.property(cases, ([{ file }, condition, atom]) => {
        const measures = [
          stock('all of it', condition),
          stock('with', [...condition, atom]),
          stock('without', [...condition, opposite(atom)]),
        ];
        const reading = runOnce(resolveData(file), { ledger: { measures, costs: [] } });
        const add = (of: (name: string) => number[]): number[] => of('with').map((n, k) => n + of('without')[k]!);
        expect(add((name) => reading.stock(name))).toEqual(reading.stock('all of it'));
        expect(add((name) => reading.ticks(name))).toEqual(reading.ticks('all of it'));
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  test('begins to hold and ceases to: the stock changes by the one less the other', () => {
    fc.assert(
      fc.property(cases, ([{ file }, condition, atom]) => {
        const where = [...condition, atom];
        const measures = [stock('in', where), flow('begins', { enters: where }), flow('ends', { leaves: where })];
        const reading = runOnce(resolveData(file), { ledger: { measures, costs: [] } });
        const held = reading.stock('in');
        reading.flow('begins').forEach((n, k) => expect(held[k + 1]! - held[k]!).toBe(n - reading.flow('ends')[k]!));
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  test('counts the same among many other measures as alone', () => {
    fc.assert(
      fc.property(cases, ([{ file, ledger }, condition, atom]) => {
        const where = [...condition, atom];
        const measures = [stock('in', where), flow('begins', { enters: where }), flow('ends', { leaves: where })];
        const scenario = resolveData(file);
        const alone = runOnce(scenario, { ledger: { measures, costs: [] } }).everything();
        const among = runOnce(scenario, {
          ledger: { ...ledger, measures: [...ledger.measures, ...measures] },
        }).everything();
        for (const [name, values] of Object.entries(alone)) expect(among[name], name).toEqual(values);
      }),
      { numRuns: 20, seed: 6 },
    );
  });
});
