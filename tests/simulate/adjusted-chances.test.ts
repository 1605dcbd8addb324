/** What adjustments make of the chances of one event, worked out for one child: closed forms, corners, and any numbers at all. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePathway } from '../../engine/pathway/compile.js';
import type { Adjustment, Outcome } from '../../engine/pathway/model.js';
import { seedKey } from '../../engine/random/index.js';
import { AdjustedChances, weightOf } from '../../engine/simulate/chances.js';
import { StoryRecorder } from '../../engine/simulate/observe.js';
import { simulate } from '../../engine/simulate/simulate.js';
import { compileLedger } from '../../engine/ledger/compile.js';
import { Tally } from '../../engine/ledger/tally.js';
import { go, pathway, region, rest, share, stream } from '../pathway/small-model.js';
import { byKind, forAll, withMoved, zeroFor } from '../support/adjusted.js';

const STATES = ['a', 'b', 'c', 'd', 'e'];
const KINDS = ['plain', 'odd'] as const;
type Kind = (typeof KINDS)[number];
type Way = Outcome;
const way = (to: string, base: number, adjust: readonly Adjustment[] = [], ...zero: string[]): Way => ({
  ...share(to, base, zero.length > 0 ? [zeroFor(...zero)] : []),
  adjust,
});

const modelOf = (outcomes: readonly Outcome[]) =>
  pathway({
    attributes: [{ name: 'kind', levels: [...KINDS] }],
    arrivals: [
      stream({
        draws: [{ attribute: 'kind', weights: KINDS.map(() => ({ base: 1, factors: [] })) }],
      }),
    ],
    regions: [
      region('case', {
        here: {},
        ...Object.fromEntries(STATES.map((name) => [name, { stays: true, byProgramme: true }])),
      }),
    ],
    transitions: [go('decide', 'case', 'here', outcomes)],
  });

/** An event for a child of a kind: its chances where something is adjusted (else null), and which outcome a number picks. */
function settled(outcomes: readonly Outcome[], kind: Kind = 'plain') {
  const compiled = compilePathway(modelOf(outcomes));
  const { variables } = compiled;
  const I = new Int32Array(variables.count);
  I[variables.firstAttribute] = KINDS.indexOf(kind);
  const at = outcomes.findIndex((outcome) => outcome.rest === true);
  const total = outcomes.reduce((sum, _, o) => (o === at ? sum : sum + weightOf(compiled, I, o)), 0);
  const adjusted = new AdjustedChances(compiled);
  const chances = adjusted.settle(I, 0, total, at) ? [...adjusted.chances] : null;
  return { chances, pick: (u: number) => adjusted.pick(0, at, u) };
}
const expectChances = (outcomes: readonly Outcome[], expected: readonly number[], kind?: Kind): void => {
  const { chances } = settled(outcomes, kind);
  expect(chances).not.toBeNull();
  expected.forEach((chance, i) => expect(chances![i], `outcome ${i}`).toBeCloseTo(chance, 12));
};

describe('where an outcome had all of the chance', () => {
  const half = [forAll('risk_ratio', 0.5)];
  test('others that never had any share what it leaves by their base weights', () => {
    expectChances([way('a', 1, half), way('b', 0.3, [], 'odd'), way('c', 0.1, [], 'odd')], [0.5, 0.375, 0.125], 'odd');
    // The rest has what the base weights leave of 1: here 0.2.
    const grown = {
      ...way('a', 0.5, half),
      weight: { base: 0.5, factors: [{ source: { kind: 'age', from: [0] }, values: [2] }] },
    } as const;
    expectChances([grown, way('b', 0.3, [], 'odd'), rest('c')], [0.5, 0.3, 0.2], 'odd');
  });
  test('and equally where those are 0 too', () => {
    expectChances([way('a', 1, half), way('b', 0), way('c', 0)], [0.5, 0.25, 0.25]);
    expectChances([way('a', 1, [forAll('odds_ratio', 0)]), way('b', 0), rest('c')], [0, 0.5, 0.5]);
  });
  test('others that had some before it was raised share it as they did', () => {
    const raised = [forAll('risk_ratio', 4), forAll('points', -0.5)];
    expectChances([way('a', 0.5, raised), way('b', 0.4), way('c', 0.1)], [0.5, 0.4, 0.1]);
  });
  test('an odds ratio above 0 leaves it so', () => {
    expectChances([way('a', 1, [forAll('odds_ratio', 0.01)]), way('b', 0.5, [], 'odd')], [1, 0], 'odd');
  });
});

describe('a share of 0', () => {
  test('stays 0 under ratios, and takes points', () => {
    for (const measure of ['odds_ratio', 'risk_ratio'] as const)
      expectChances([way('a', 0, [forAll(measure, 50)]), way('b', 1), rest('c')], [0, 1, 0]);
    expectChances([way('a', 0, [forAll('points', 0.2)]), way('b', 0.75), rest('c')], [0.2, 0.6, 0.2]);
    expectChances([way('a', 0.6), way('b', 0.4), { ...rest('c'), adjust: [forAll('points', 0.5)] }], [0.3, 0.2, 0.5]);
  });
  test('points below 0 and above 1 stop there', () => {
    expectChances([way('a', 0.2, [forAll('points', -0.3)]), rest('b')], [0, 1]);
    expectChances([way('a', 0.2, [forAll('points', 3)]), rest('b')], [1, 0]);
  });
});

test('nothing is adjusted for a child for whom every adjustment means nothing', () => {
  const outcomes = [way('a', 0.3, [byKind('odds_ratio', { odd: 2 }), byKind('points', { odd: 0.1 })]), rest('b')];
  expect(settled(outcomes, 'plain').chances).toBeNull();
  expect(settled(outcomes, 'odd').chances).not.toBeNull();
});

test('an event with one outcome turns out as it must', () => {
  const compiled = compilePathway(modelOf([way('a', 1, [forAll('points', -0.5)])]));
  expect([...compiled.drawn.slice(0, 1), ...compiled.branchIsAdjusted.slice(0, 1)]).toEqual([0, 0]);
});

test('the story of a child tells the adjusted chance', () => {
  const model = modelOf([way('a', 0, [byKind('points', { odd: 0.4 })]), way('b', 0.5), rest('c')]);
  const compiled = compilePathway(model);
  const ledger = compileLedger({ measures: [], costs: [] }, compiled);
  const bounds = [0, 200];
  const chances: Record<Kind, Record<string, object>> = { plain: {}, odd: {} };
  for (let unit = 0; unit < 40; unit++) {
    const observer = new StoryRecorder(compiled, { stream: 0, unit, member: 0 });
    const tally = new Tally(ledger, bounds, compiled.variables.count, compiled.stateBase);
    const key = { seed: seedKey('told'), draw: 0, replication: 0, area: '' };
    simulate({ pathway: compiled, tally, key, epoch: 0, from: 0, horizon: 200, observer });
    const { attributes, events } = observer.story(200)!;
    chances[attributes[0]!.level as Kind][events[0]!.to!] = events[0]!.outcome!;
  }
  expect(chances.plain).toEqual({ b: { chance: 0.5, ways: 2 }, c: { chance: 0.5, ways: 2 } });
  expect(chances.odd).toEqual({
    a: { chance: 0.4, ways: 3 },
    b: { chance: 0.3, ways: 3 },
    c: { chance: 0.3, ways: 3 },
  });
});

describe('any shares and any adjustments', () => {
  const chance = fc.oneof(
    fc.constantFrom(0, 1, 1e-300, 1e-17, 1 - 2 ** -53),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  const ratio = fc.oneof(fc.constantFrom(0, 1, 1e-300, 1e300), fc.double({ min: 0, max: 20, noNaN: true }));
  const points = fc.oneof(fc.constantFrom(0, -1, 1, 1e300, -1e-300), fc.double({ min: -1, max: 1, noNaN: true }));
  const adjustment: fc.Arbitrary<Adjustment> = fc.oneof(
    fc
      .tuple(fc.constantFrom('odds_ratio', 'risk_ratio'), ratio)
      .map(([measure, value]) => byKind(measure, { odd: value })),
    points.map((value) => byKind('points', { odd: value })),
  );
  const ways = fc
    .tuple(
      fc.array(fc.tuple(chance, fc.array(adjustment, { maxLength: 3 }), fc.boolean()), { minLength: 2, maxLength: 5 }),
      fc.integer({ min: -1, max: 4 }),
    )
    .map(([rows, at]) =>
      rows.map(([base, adjust, isZero], i) => ({
        ...way(STATES[i]!, base, adjust, ...(isZero ? ['odd'] : [])),
        ...(i === at && { rest: true }),
      })),
    )
    .filter((list) =>
      list.some(({ rest: takes, weight }) => takes === true || (weight.base > 0 && weight.factors.length === 0)),
    );

  test('chances stay from 0 to 1 and sum to 1; a number falls to its own outcome, never to one without a chance', () => {
    fc.assert(
      fc.property(ways, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (outcomes, u) => {
        const { chances, pick } = settled(outcomes, 'odd');
        if (chances === null) return;
        for (const p of chances) {
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
        expect(chances.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
        const picked = pick(u);
        expect(chances[picked]).toBeGreaterThan(0);
        const at = outcomes.findIndex((outcome) => outcome.rest === true);
        const before = chances.reduce((sum, p, i) => (i !== at && (picked === at || i < picked) ? sum + p : sum), 0);
        expect(u).toBeGreaterThan(before - 1e-12);
        expect(u).toBeLessThan(before + chances[picked]! + 1e-12);
      }),
      { numRuns: 1500, seed: 7 },
    );
  });

  test('one after the other, as each is defined, and the others keep their proportions', () => {
    const inner = fc.double({ min: 0.05, max: 0.3, noNaN: true });
    const mild = fc.oneof(
      fc
        .tuple(fc.constantFrom('odds_ratio', 'risk_ratio'), fc.double({ min: 0.2, max: 1.5, noNaN: true }))
        .map(([measure, value]) => ({ measure, value }) as const),
      fc.double({ min: -0.04, max: 0.1, noNaN: true }).map((value) => ({ measure: 'points', value }) as const),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(inner, fc.array(mild, { maxLength: 2 })), { minLength: 2, maxLength: 4 }),
        fc.boolean(),
        (rows, hasRest) => {
          const outcomes: Outcome[] = rows.map(([base, list], i) =>
            way(
              STATES[i]!,
              base,
              list.map(({ measure, value }) => byKind(measure, { odd: value })),
            ),
          );
          const total = rows.reduce((sum, [base]) => sum + base, 0);
          const whole = hasRest && total < 1 ? 1 : total;
          let expected = rows.map(([base]) => base / whole);
          if (hasRest) expected.push(Math.max(0, (whole - total) / whole));
          rows.forEach(([, list], i) => {
            for (const { measure, value } of list) expected = withMoved(expected, i, measure, value);
          });
          const { chances } = settled(hasRest ? [...outcomes, rest('e')] : outcomes, 'odd');
          if (chances === null) return;
          expected.forEach((p, i) => expect(chances[i]).toBeCloseTo(p, 10));
        },
      ),
      { numRuns: 500, seed: 8 },
    );
  });
});
