/** The simulated trial, on a system whose risks have closed forms. */
import { describe, expect, test } from 'vitest';
import { simulateTrial, type TrialOutcome, type TrialPlan, type TrialResult } from '../../engine/study/trial/index.js';
import { solveMany, solveOne } from '../../engine/study/trial/solve.js';
import { referenceBaseline } from '../../scenarios/resolve/reference.js';
import { daysIn, ENTRY, incidence, prevalence, trialFiles } from '../support/trial-files.js';

const { model, startDay } = referenceBaseline(trialFiles('  none: {}'), 'small');
const YEAR = 365.25;
const edge = [
  { kind: 'state' as const, region: 'case', states: ['edge'] },
  { kind: 'state' as const, region: 'letters', states: ['none'] },
  // Nobody turns twelve, which ends it, before the trial does.
  { kind: 'age' as const, below: 10 },
];
const care = [{ kind: 'state' as const, region: 'case', states: ['care'] }];

const inCare: TrialOutcome = {
  name: 'in_care',
  estimand: { kind: 'at_end', where: care },
  control: null,
  controlScales: [],
  contrast: { kind: 'risk_ratio', value: 0.7, interval: null },
  effect: 'fewer',
};
const plan: TrialPlan = {
  name: 'trial',
  who: edge,
  horizon: YEAR,
  effects: [{ name: 'fewer', transitions: ['enter'], only: [] }],
  outcomes: [inCare],
};
const simulated = (changes: Partial<TrialPlan>, children = 4000, seed = 'trial'): TrialResult =>
  simulateTrial({ ...plan, ...changes }, { model, epoch: startDay, seed, children });
const outcome = (changes: Partial<TrialOutcome>): TrialOutcome => ({ ...inCare, ...changes });
const look = (name: string, estimand: TrialOutcome['estimand']): TrialOutcome =>
  outcome({ name, estimand, contrast: null, effect: null });

describe('the arms', () => {
  test('have the risks and days that constant hazards give, returns included', () => {
    const found = simulated(
      {
        outcomes: [
          inCare,
          look('days', { kind: 'days', where: care }),
          look('ever', { kind: 'ever', transitions: ['enter'] }),
          look('came in', { kind: 'enters', where: care }),
        ],
      },
      8000,
    );
    const [atEnd, days, ever, enters] = found.outcomes.map(({ control }) => control.simulated);
    // Four standard errors of a share of 8,000.
    expect(Math.abs(atEnd! - prevalence(1))).toBeLessThan(0.019);
    expect(Math.abs(ever! - incidence(1))).toBeLessThan(0.022);
    expect(Math.abs(days! / daysIn(1) - 1)).toBeLessThan(0.06);
    // Whoever is at the edge comes into care by one way only.
    expect(enters).toBe(ever);
  });

  test('are the same children with the same luck: where nothing is asked nothing differs', () => {
    const { outcomes } = simulated({
      effects: [],
      outcomes: [look('at end', { kind: 'at_end', where: care }), look('days', { kind: 'days', where: care })],
    });
    for (const { control, treated } of outcomes) expect(treated.simulated).toBe(control.simulated);
    expect(simulated({})).toEqual(simulated({}));
    expect(simulated({}, 4000, 'other')).not.toEqual(simulated({}));
  });

  test('give a cumulative hazard ratio of its own definition: a ratio of odds or risks is not one', () => {
    const ratio = 0.6;
    const [ever] = simulated({
      outcomes: [
        outcome({
          estimand: { kind: 'ever', transitions: ['enter'] },
          control: incidence(1),
          controlScales: ['enter'],
          contrast: { kind: 'treated', value: incidence(1, ratio * ENTRY), interval: null },
        }),
      ],
    }).outcomes;
    expect(ever!.hazardRatio!.value / ratio).toBeCloseTo(1, 1);
    expect(ever!.control.simulated).toBeCloseTo(incidence(1), 2);
    expect(ever!.controlConstant).toBeGreaterThan(0.9);
    expect(ever!.controlConstant).toBeLessThan(1.1);
  });
});

describe('a hazard ratio', () => {
  test('is 1 where the ratio is 1, whatever the measure', () => {
    for (const kind of ['odds_ratio', 'risk_ratio'] as const) {
      const [found] = simulated(
        { outcomes: [outcome({ contrast: { kind, value: 1, interval: null } })] },
        1000,
      ).outcomes;
      expect(found!.hazardRatio!.value).toBe(1);
    }
  });

  test('is found beside another, each from its own outcome', () => {
    const { outcomes } = simulated({
      effects: [...plan.effects, { name: 'notices', transitions: ['notice'], only: [] }],
      outcomes: [
        outcome({ control: 0.28, controlScales: ['enter'], contrast: { kind: 'treated', value: 0.2, interval: null } }),
        outcome({
          name: 'notified',
          estimand: { kind: 'ever', transitions: ['notice'] },
          control: 0.5,
          controlScales: ['notice'],
          contrast: { kind: 'treated', value: 0.3, interval: null },
          effect: 'notices',
        }),
      ],
    });
    expect(outcomes.map(({ control }) => Math.abs(control.simulated - control.published!) < 0.002)).toEqual([
      true,
      true,
    ]);
    expect(outcomes.map(({ treated }) => Math.abs(treated.simulated - treated.wanted!) < 0.002)).toEqual([true, true]);
    for (const { hazardRatio } of outcomes) expect(hazardRatio!.value).toBeLessThan(0.8);
  });

  test('has the interval of what was published, in order, around it; none where none was', () => {
    const [found] = simulated({
      outcomes: [outcome({ contrast: { kind: 'odds_ratio', value: 1.25, interval: [0.77, 2.05] } })],
    }).outcomes;
    const { value, interval } = found!.hazardRatio!;
    expect(interval![0]).toBeLessThan(1);
    expect(interval![0]).toBeLessThan(value);
    expect(interval![1]).toBeGreaterThan(value);
    expect(simulated({}).outcomes[0]!.hazardRatio!.interval).toBeNull();
  });

  test('acts only on those it is for, and must be stronger for that', () => {
    const only = [{ kind: 'attribute' as const, attribute: 'sex', levels: ['female'] }];
    const contrast = { kind: 'risk_ratio', value: 0.8, interval: null } as const;
    const of = (changes: Partial<TrialPlan>): number =>
      simulated({ outcomes: [outcome({ contrast })], ...changes }).outcomes[0]!.hazardRatio!.value;
    const [all, girls] = [of({}), of({ effects: [{ ...plan.effects[0]!, only }] })];
    expect(girls).toBeLessThan(0.8 * all);
  });
});

describe('a trial that cannot be', () => {
  const refused =
    (changes: Partial<TrialPlan>): (() => unknown) =>
    () =>
      simulated(changes, 500);

  test('has a figure that no hazard ratio reaches: the range that can be reached is said', () => {
    const contrast = { kind: 'risk_ratio', value: 6, interval: null } as const;
    expect(refused({ outcomes: [outcome({ contrast })] })).toThrow(
      /the treated arm cannot be brought to 1\.\d{3}: multiplying enter by 1\/64 to 64 gives between 0\.0\d\d and 0\.\d{3}/,
    );
    expect(
      refused({ outcomes: [outcome({ contrast: { kind: 'odds_ratio', value: 2, interval: [0.5, 900] } })] }),
    ).toThrow(/the end 900 of the interval cannot be reached/);
  });

  test('has a control arm that its hazards do not move', () => {
    expect(refused({ outcomes: [outcome({ control: 0.5, controlScales: ['notice'] })] })).toThrow(
      /the control arm cannot be brought to 0\.500/,
    );
  });

  test('has two unknowns that do the same', () => {
    const effects = [plan.effects[0]!, { name: 'again', transitions: ['enter'], only: [] }];
    const outcomes = [
      inCare,
      outcome({ name: 'twice', effect: 'again', contrast: { kind: 'risk_ratio', value: 0.5, interval: null } }),
    ];
    expect(refused({ effects, outcomes })).toThrow(/cannot be brought to/);
  });

  test('has nobody in it', () => {
    const nobody = [{ kind: 'state' as const, region: 'case', states: ['gone'] }, ...edge];
    expect(refused({ who: nobody })).toThrow(/no child of the baseline ever comes to be as the trial asks/);
  });
});

describe('roots', () => {
  test('of one unknown, rising or falling, at 0 or far away', () => {
    for (const [f, target, root] of [
      [(x: number) => Math.exp(x), 2, Math.LN2],
      [(x: number) => 1 / (1 + Math.exp(x)), 0.1, Math.log(9)],
      [(x: number) => x ** 3, 0, 0],
    ] as const)
      expect(solveOne(f, f(0), target, 1e-9)!.x).toBeCloseTo(root, 4);
    expect(solveOne((x) => Math.tanh(x), 0, 2, 1e-9)).toBeNull();
    expect(solveOne(() => 1, 1, 2, 1e-9)).toBeNull();
  });

  test('of several unknowns that lean on each other', () => {
    const f = ([x, y]: readonly number[]): number[] => [Math.exp(x! + 0.5 * y!), Math.exp(y! - 0.8 * x!) + 0.2 * x!];
    const { values } = solveMany(f, [1.7, 0.4], [1e-8, 1e-8]);
    expect(values[0]).toBeCloseTo(1.7, 7);
    expect(values[1]).toBeCloseTo(0.4, 7);
  });
});
