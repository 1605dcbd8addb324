/** Adjusted shares in the checks: what they open counts as possible, what they must not read is refused, and so is nonsense. */
import { describe, expect, test } from 'vitest';
import { checkEntered } from '../../engine/pathway/check-entered.js';
import { checkFamilies } from '../../engine/pathway/check-families.js';
import { compilePathway } from '../../engine/pathway/compile.js';
import type { Adjustment, Condition, Factor, Outcome, PathwayModel } from '../../engine/pathway/model.js';
import { checkReachable } from '../../engine/pathway/reach.js';
import { heldStill } from '../../engine/study/still.js';
import { byBands, byKind, byState, forAll, zeroFor } from '../support/adjusted.js';
import { force, go, is, pathway, refusalOf, region, rest, share, stream } from './small-model.js';

const way = (
  to: string,
  base: number,
  adjust: readonly Adjustment[] = [],
  factors: readonly Factor[] = [],
): Outcome => ({
  ...share(to, base, factors),
  adjust,
});
const kind = (level: string): Condition[number] => ({ kind: 'attribute', attribute: 'kind', levels: [level] });
const model = (outcomes: readonly Outcome[], more: Partial<PathwayModel> = {}): PathwayModel =>
  pathway({
    attributes: [{ name: 'kind', levels: ['plain', 'odd'] }],
    arrivals: [stream({ enters: [{ region: 'help', outcomes: [share('off', 0.5), share('on', 0.5)] }] })],
    regions: [
      region('case', { here: {}, well: { stays: true }, hurt: { stays: true } }),
      region('help', { off: { stays: true }, on: { stays: true } }),
    ],
    transitions: [go('fall', 'case', 'here', outcomes)],
    ...more,
  });

describe('a way with a share of 0', () => {
  const hurt = (adjust: readonly Adjustment[], others: readonly Outcome[] = [rest('well')], factors?: Factor[]) => [
    way('hurt', factors === undefined ? 0 : 0.5, adjust, factors),
    ...others,
  ];
  const possible: [string, readonly Outcome[]][] = [
    ['is given points', hurt([forAll('points', 0.1)])],
    ['is given points by some state', hurt([byState('points', 'help', { on: 0.1 })])],
    ['is given points by what was frozen', hurt([byState('points', 'help', { on: 0.1 }, 'then')])],
    [
      'is 0 for some by its factor, and given points',
      hurt([forAll('points', 0.1)], undefined, [zeroFor('odd', 'plain')]),
    ],
    ['is all that is left where the other is lowered', hurt([], [way('well', 1, [forAll('odds_ratio', 0.5)])])],
    [
      'shares what a lowered one leaves with one who may not',
      hurt([], [way('well', 1, [forAll('points', -0.5)]), way('here', 0.1, [], [zeroFor('odd')])]),
    ],
  ];
  test.each(possible)('counts as possible where it %s', (_, outcomes) => {
    const error = refusalOf(checkReachable, model(outcomes, { impossible: [[is('case', 'hurt')]] }));
    expect(error.message).toContain('transition "fall"');
    expect(() => checkEntered(model(outcomes))).not.toThrow();
  });

  const never: [string, readonly Outcome[]][] = [
    ['has ratios only', hurt([forAll('odds_ratio', 9), forAll('risk_ratio', 9)])],
    ['is given no points by anybody', hurt([byState('points', 'help', { on: 0 }), forAll('points', 0)])],
    ['is taken points', hurt([forAll('points', -0.1)])],
    ['is beside one that is raised', hurt([], [way('well', 1, [forAll('odds_ratio', 2)])])],
    [
      'is beside a lowered one, and a third takes what that leaves',
      hurt([], [way('well', 0.5, [forAll('odds_ratio', 0.5)]), way('here', 0.5)]),
    ],
  ];
  test.each(never)('never comes about where it %s', (_, outcomes) => {
    expect(() => checkReachable(model(outcomes, { impossible: [[is('case', 'hurt')]] }))).not.toThrow();
    expect(refusalOf(checkEntered, model(outcomes)).found).toBe('hurt');
  });

  test('is possible only with what opens it', () => {
    const stays = (impossible: Condition) =>
      model(hurt([byState('points', 'help', { on: 0.1 })]), { impossible: [impossible] });
    expect(() => checkReachable(stays([is('case', 'hurt'), is('help', 'off')]))).not.toThrow();
    expect(() => checkReachable(stays([is('case', 'hurt'), is('help', 'on')]))).toThrow(/transition "fall"/);
    const odd = (level: string): PathwayModel =>
      model(hurt([], [way('well', 1, [byKind('risk_ratio', { odd: 0.5 })])]), {
        impossible: [[is('case', 'hurt'), kind(level)]],
      });
    expect(() => checkReachable(odd('plain'))).not.toThrow();
    expect(() => checkReachable(odd('odd'))).toThrow(/transition "fall"/);
  });

  test('is found wherever it stands: in what an event or a state forces, and in what an arrival enters', () => {
    const forced = [force('case', 'hurt', { outcomes: [way('hurt', 0, [forAll('points', 0.1)]), rest('well')] })];
    const nested = [go('turn', 'help', 'off', [{ ...share('on', 1), forces: forced }])];
    const regions = model([]).regions;
    const places: Record<string, Partial<PathwayModel>> = {
      event: { transitions: nested },
      state: {
        transitions: [go('turn', 'help', 'off', 'on')],
        regions: [regions[0]!, region('help', { off: {}, on: { stays: true, forces: forced } })],
      },
      arrival: { transitions: [], arrivals: [stream({ enters: forced })] },
    };
    for (const [where, more] of Object.entries(places))
      expect(() => checkReachable(model([], { ...more, impossible: [[is('case', 'hurt')]] })), where).toThrow(
        /impossible/,
      );
  });
});

describe('the luck of a family', () => {
  const family = (adjust: readonly Adjustment[], forces: Outcome['forces'] = []): PathwayModel =>
    pathway({
      attributes: [
        { name: 'kind', levels: ['plain', 'odd'] },
        { name: 'area', of: 'family', levels: ['x', 'y'] },
      ],
      frozen: [{ name: 'then', of: { kind: 'age' } }],
      regions: [
        region('house', { alone: {}, helped: { stays: true }, other: { stays: true } }, { of: 'family' }),
        region('child', { home: { stays: true } }),
      ],
      transitions: [go('help', 'house', 'alone', [{ ...way('helped', 0.5, adjust), forces }, rest('other')])],
    });
  test.each<[string, Adjustment, string | undefined]>([
    ['an attribute of the child', byKind('odds_ratio', { odd: 2 }), 'kind'],
    ['a state of the child', byState('points', 'child', { home: 0.1 }), 'child'],
    ['the age of the child', byBands('risk_ratio', 'age', [0], [2]), 'age'],
    [
      'what was frozen of it',
      { measure: 'points', factor: { source: { kind: 'age', from: [0], frozen: 'then' }, values: [0.1] } },
      'age',
    ],
  ])('is not adjusted by %s', (_, adjustment, found) => {
    const error = refusalOf(checkFamilies, family([adjustment]));
    expect(error).toMatchObject({ found, path: ['transitions', 'help', 'to'] });
    const forced = [{ region: 'house', outcomes: [way('other', 0.5, [adjustment]), rest('helped')] }];
    expect(refusalOf(checkFamilies, family([], forced)).found).toBe(found);
  });
  test('may be adjusted by what is the family’s', () => {
    const area: Adjustment = {
      measure: 'points',
      factor: { source: { kind: 'attribute', attribute: 'area' }, values: { x: 0.1 } },
    };
    expect(() =>
      compilePathway(
        family([area, byState('odds_ratio', 'house', { alone: 2 }), byBands('points', 'time', [0], [0.1])]),
      ),
    ).not.toThrow();
  });
});

describe('refused with its place', () => {
  const refuse = (adjustment: Adjustment) =>
    refusalOf((item) => void compilePathway(item), model([way('hurt', 0.5, [adjustment]), rest('well')]));
  const path = ['transitions', 'fall', 'to', 'adjust'];
  const numbers: [Adjustment['measure'], number][] = [
    ...(['odds_ratio', 'risk_ratio', 'points'] as const).flatMap((measure) =>
      [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(
        (value) => [measure, value] as [Adjustment['measure'], number],
      ),
    ),
    ['odds_ratio', -0.1],
    ['risk_ratio', -2],
  ];
  test.each(numbers)('%s of %d', (measure, value) => {
    for (const adjustment of [
      byKind(measure, { odd: value }),
      byState(measure, 'help', { on: value }),
      byBands(measure, 'age', [0, 10], [1, value]),
    ])
      expect(refuse(adjustment)).toMatchObject({ path, found: String(value) });
  });
  test('names that are not there, and lookups without a value for each band', () => {
    expect(refuse(byKind('points', { od: 0.1 }))).toMatchObject({ path, found: 'od', allowed: ['plain', 'odd'] });
    expect(refuse(byState('points', 'hlep', {}))).toMatchObject({ path, found: 'hlep' });
    expect(refuse(byState('points', 'help', { on: 0.1 }, 'then'))).toMatchObject({ path, found: 'then' });
    expect(refuse(byBands('points', 'age', [0, 10], [0.1]))).toMatchObject({ path });
    expect(refuse({ ...forAll('points', 0.1), measure: 'hazard_ratio' as Adjustment['measure'] })).toMatchObject({
      path,
      found: 'hazard_ratio',
    });
  });
  test('also in an event with one outcome, and nested', () => {
    const bad = [byKind('points', { odd: Number.NaN })];
    expect(() => compilePathway(model([way('hurt', 1, bad)]))).toThrow('points must be a number');
    const enters = [{ region: 'help', outcomes: [way('off', 1, bad), share('on', 1)] }];
    const error = refusalOf(
      (item) => void compilePathway(item),
      model([share('hurt', 1), share('well', 1)], { arrivals: [stream({ enters })] }),
    );
    expect(error.path).toEqual(['arrivals', 'children', 'enters', 'help', 'adjust']);
  });
});

test('points may be below 0, and names left out of a record of them mean 0', () => {
  const { multipliers, lookupOffset, adjustLookup, branchIsAdjusted, branch } = compilePathway(
    model([way('hurt', 0.5, [byKind('points', { odd: -0.1 }), byKind('odds_ratio', { odd: 2 })]), rest('well')]),
  );
  const table = (a: number): number[] => [
    ...multipliers.subarray(lookupOffset[adjustLookup[a]!]!, lookupOffset[adjustLookup[a]!]! + 2),
  ];
  expect([table(0), table(1)]).toEqual([
    [0, -0.1],
    [1, 2],
  ]);
  expect(branchIsAdjusted[branch[0]!]).toBe(1);
});

test('a value never frozen leaves the outcome as it is', () => {
  const frozen = [{ name: 'then', of: { kind: 'state', region: 'help' } }] as const;
  const { multipliers, lookupOffset, adjustLookup } = compilePathway(
    model([way('hurt', 0.5, [byState('points', 'help', { on: 0.1 }, 'then')]), rest('well')], { frozen }),
  );
  expect([...multipliers.subarray(lookupOffset[adjustLookup[0]!]!, lookupOffset[adjustLookup[0]!]! + 3)]).toEqual([
    0, 0.1, 0,
  ]);
});

test('the ages and dates of an adjustment cut the variables, also where it is forced', () => {
  const outcomes = [
    way('off', 1, [byBands('points', 'age', [0, 7.5], [0, 0.1]), byBands('points', 'time', [0, 33], [0, 0.1])]),
    share('on', 1),
  ];
  const { variables } = compilePathway(
    model([share('hurt', 1), share('well', 1)], { arrivals: [stream({ enters: [{ region: 'help', outcomes }] })] }),
  );
  expect([variables.ageBreaks, variables.timeBreaks]).toEqual([[7.5], [33]]);
});

test('a model held still keeps its adjustments, as they are on day 0', () => {
  const still = heldStill(
    model([
      way('hurt', 0, [byBands('points', 'time', [-100, -1, 50], [0.1, 0.2, 0.3]), forAll('odds_ratio', 2)]),
      rest('well'),
    ]),
  );
  expect(still.transitions[0]!.outcomes[0]!.adjust).toEqual([
    byBands('points', 'time', [-1], [0.2]),
    forAll('odds_ratio', 2),
  ]);
  const steady = model([way('hurt', 0, [forAll('points', 0.1)]), rest('well')]);
  expect(heldStill(steady)).toEqual(steady);
});
