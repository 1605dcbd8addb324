/** Programmes on a pathway: who is offered one, when, for how long it acts, and what one without an effect changes. */
import { describe, expect, test } from 'vitest';
import { programmeMeasures } from '../../engine/programmes/measures.js';
import type { ProgrammeEffect, ProgrammePlan } from '../../engine/programmes/plan.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import { programmeNames } from '../../engine/programmes/stages.js';
import type { LedgerSpec } from '../../engine/ledger/spec.js';
import { compilePathway } from '../../engine/pathway/compile.js';
import { PathwayError } from '../../engine/pathway/model.js';
import { distance, expectNear, KOLMOGOROV_LIMIT, pooled, shareEstimate } from '../support/estimates.js';
import { modelOf, resolveText } from '../support/pathway-files.js';
import { programme } from '../support/programme-plans.js';
import { run, runOnce, sum, type Reading, type RunChoices } from '../support/runs.js';
import { stay } from '../support/stays.js';

const { region, started, offered, declined, waiting, done, none } = programmeNames('help');
const inIt = programmeNames('help').in();

/** Runs a pathway file with a programme, counting the programme's own figures too, and who is in each of its states. */
function withPlan(text: string, plan: ProgrammePlan, choices: RunChoices = {}): Reading[] {
  const scenario = resolveText(text);
  const model = withProgrammes(scenario.model, [plan]);
  const states = model.regions.find((item) => item.name === region)!.states.map((state) => state.name);
  const ledger: LedgerSpec = {
    ...scenario.ledger,
    measures: [
      ...scenario.ledger.measures,
      ...programmeMeasures(plan).map(({ spec }) => spec),
      { kind: 'flow', name: 'offered', label: 'Offered', on: { transitions: [offered] }, by: [] },
      ...states.flatMap((state): LedgerSpec['measures'] => {
        const is = [{ kind: 'state', region, states: [state] }] as const;
        return [
          { kind: 'stock', name: state, label: state, where: is, by: [] },
          { kind: 'time', name: `time ${state}`, label: state, from: { entryTo: state }, on: { leaves: is }, by: [] },
        ];
      }),
    ],
  };
  return run(scenario, { ...choices, model, ledger });
}

const effect = (value: number, during: boolean, afterDays: number): ProgrammeEffect => ({
  name: 'effect',
  acts: { kind: 'hazard_ratio', transitions: ['go'] },
  value,
  during,
  afterDays,
});
const long = (units: number, more: Parameters<typeof stay>[1] = {}): string =>
  stay('{exponential: 0.004 per day}', { units, years: 15, ...more });

describe('an effect', () => {
  /** In the programme from day 30 to day 120; everybody who is still there then. */
  const plan = (during: boolean, afterDays: number, hazardRatio = 0.3): ProgrammePlan =>
    programme({ opens: 30, effects: [effect(hazardRatio, during, afterDays)] });
  const survival = (from: number, to: number, ratio: number) => (t: number) =>
    Math.exp(-0.004 * (t + (ratio - 1) * (Math.min(Math.max(t, from), to) - from)));

  test.each([
    ['lasts while in the programme and not a day longer', plan(true, 0), survival(30, 120, 0.3)],
    ['that goes on afterwards lasts exactly as long as said', plan(true, 200), survival(30, 320, 0.3)],
    ['may come only after it', plan(false, 200), survival(120, 320, 0.3)],
    ['may make an event likelier', plan(true, 60, 4), survival(30, 180, 4)],
  ])('%s', (_, it, exact) => {
    const readings = withPlan(long(2000), it, { replications: 20 });
    expect(distance(pooled(readings, 'time_in_here'), (days) => 1 - exact(days))).toBeLessThan(KOLMOGOROV_LIMIT);
  });

  test('of 0 stops the event for exactly as long', () => {
    const [reading] = withPlan(long(5000), plan(true, 100, 0));
    const bins = reading!.bins('time_in_here');
    expect(sum(bins.slice(30, 220))).toBe(0);
    expect(sum(bins.slice(0, 30))).toBeGreaterThan(0);
    expect(sum(bins.slice(220, 260))).toBeGreaterThan(0);
  });

  test('of several lengths wears off one by one', () => {
    const it = programme({ opens: 30, effects: [effect(0.5, true, 50), { ...effect(0.4, true, 200), name: 'other' }] });
    const exact = (t: number): number => survival(30, 170, 0.2)(t) * survival(170, 320, 0.4)(t) * Math.exp(0.004 * t);
    const readings = withPlan(long(2000), it, { replications: 20 });
    expect(distance(pooled(readings, 'time_in_here'), (days) => 1 - exact(days))).toBeLessThan(KOLMOGOROV_LIMIT);
  });

  test('on an event there is none of is refused', () => {
    expect(() =>
      withProgrammes(modelOf(long(1)), [
        programme({ effects: [{ ...effect(1, true, 0), acts: { kind: 'hazard_ratio', transitions: ['gone_away'] } }] }),
      ]),
    ).toThrow(PathwayError);
  });

  test('of a programme used twice is refused', () => {
    expect(() => withProgrammes(modelOf(long(1)), [programme(), programme()])).toThrow(/used twice/);
  });
});

describe('opening and closing', () => {
  const still = stay('{exponential: 0 per day}', { units: 100, years: 4 });

  test('nobody is in it before it opens, all who want it at that instant', () => {
    const [reading] = withPlan(still, programme({ opens: 91 }));
    expect(reading!.flow('offered').slice(0, 4)).toEqual([0, 0, 0, 100]);
    expect(reading!.stock(inIt).slice(0, 5)).toEqual([0, 0, 0, 0, 100]);
    // 1 July is day 91; 90 days on is 29 September.
    expect(reading!.days(inIt)).toBe(100 * 90);
    expect(reading!.stock(done)[6]).toBe(100);
  });

  test('nobody starts after it closes; who is in it stays', () => {
    const arriving = stay('{exponential: 0 per day}', { units: 0, years: 2 }).replace(
      '0 per day, at_start: 0',
      '2 per day',
    );
    const [reading] = withPlan(arriving, programme({ opens: 30, closes: 91 }));
    const starts = reading!.flow(`${region}:programme_started`);
    expect(starts[0]).toBe(0);
    expect(starts[1]).toBeGreaterThan(100);
    expect(starts.slice(3)).toEqual(Array<number>(21).fill(0));
    expect(reading!.stock(inIt)[3]).toBeGreaterThan(0);
    expect(reading!.days(inIt)).toBe(90 * sum(starts));
  });

  test('who waits when it closes goes without', () => {
    const [reading] = withPlan(
      still,
      programme({ opens: 0, closes: 100, places: [{ from: 0, places: 10 }], stay: { family: 'fixed', at: 300 } }),
    );
    expect(reading!.stock(waiting)[3]).toBe(90);
    expect(reading!.stock(waiting)[4]).toBe(0);
    expect(reading!.stock(none)[4]).toBe(90);
    expect(reading!.count(`${region}:programme_started`)).toBe(10);
  });

  test('a child who reaches the age at which it ends on the day it opens is not offered it', () => {
    // Aged 9.25 years on 1 April: 10 on day 274 (31 December) or so; the programme opens on the tenth birthday itself.
    const text = stay('{exponential: 0 per day}', { units: 40, years: 3, arrivals: 'age: {9 to 9: 1}' });
    const [born] = [Math.floor(-9 * 365.25)];
    // Born 1 April 2016 (day -3287 = -9 years): 10 on 1 April 2026, day 365.
    expect(born).toBe(-3288);
    for (const opens of [364, 365, 366]) {
      const [reading] = withPlan(
        text.replaceAll('9 to 9', '8.9986 to 8.9986'),
        programme({ opens, eligible: [{ kind: 'age', below: 10 }] }),
      );
      expect(reading!.count('offered'), `opens on day ${opens}`).toBe(opens < 365 ? 40 : 0);
    }
  });
});

describe('take-up', () => {
  test('is the share said, of those offered', () => {
    const [reading] = withPlan(
      stay('{exponential: 0 per day}', { units: 40_000, years: 1 }),
      programme({ takeUp: 0.35 }),
    );
    expect(reading!.count('offered')).toBe(40_000);
    expectNear(shareEstimate(reading!.count(`${region}:programme_started`), 40_000), 0.35);
    expect(reading!.count(`${region}:programme_declined`)).toBe(40_000 - reading!.count(`${region}:programme_started`));
  });

  test.each([0, 1])('of %d is none or all', (takeUp) => {
    const [reading] = withPlan(stay('{exponential: 0 per day}', { units: 500, years: 1 }), programme({ takeUp }));
    expect(reading!.count(`${region}:programme_started`)).toBe(500 * takeUp);
  });

  test('a child keeps its mind: with more places those who would take it up still do', () => {
    const few = withPlan(
      stay('{exponential: 0 per day}', { units: 500, years: 1 }),
      programme({ takeUp: 0.5, places: [{ from: 0, places: 3 }] }),
    )[0]!;
    const many = withPlan(
      stay('{exponential: 0 per day}', { units: 500, years: 1 }),
      programme({ takeUp: 0.5, places: [{ from: 0, places: 300 }] }),
    )[0]!;
    expect(few.flow(`${region}:programme_declined`)).toEqual(many.flow(`${region}:programme_declined`));
  });
});

describe('once or again', () => {
  const still = stay('{exponential: 0 per day}', { units: 50, years: 3 });

  test('once is once', () => {
    const [reading] = withPlan(still, programme());
    expect(reading!.count(`${region}:programme_started`)).toBe(50);
    expect(reading!.stock(done).at(-1)).toBe(50);
  });

  test('again is after the days said, from leaving', () => {
    // 90 days in, 60 out: starts on days 0, 150, 300 ... of 1,096 days.
    const [reading] = withPlan(still, programme({ again: { kind: 'after', days: 60 } }));
    expect(reading!.count(`${region}:programme_started`)).toBe(50 * Math.ceil(1096 / 150));
  });

  test('again at once where no days are said', () => {
    const [reading] = withPlan(still, programme({ again: { kind: 'after', days: 0 } }));
    expect(reading!.count(`${region}:programme_started`)).toBe(50 * Math.ceil(1096 / 90));
    expect(reading!.days(inIt)).toBe(50 * 1096);
  });

  test('not before the effect of the last time has worn off', () => {
    const [reading] = withPlan(
      still,
      programme({ again: { kind: 'after', days: 10 }, effects: [effect(0.5, true, 110)] }),
    );
    expect(reading!.count(`${region}:programme_started`)).toBe(50 * Math.ceil(1096 / 200));
  });
});

describe('waiting', () => {
  const still = stay('{exponential: 0 per day}', { units: 10, years: 3 });
  const places = [{ from: 0, places: 2 }];

  test('patient children are taken in turn as places are given up', () => {
    const [reading] = withPlan(still, programme({ places }));
    expect(
      reading!.flow(`${region}:programme_started`).reduce<number[]>((so, n, k) => (n > 0 ? [...so, k, n] : so), []),
    ).toEqual([0, 2, 2, 2, 5, 2, 8, 2, 11, 2]);
    expect(sum(reading!.timeTicks(`time ${waiting}`)) / 1024).toBe(2 * 90 + 2 * 180 + 2 * 270 + 2 * 360);
  });

  test('without waiting, who finds no place goes without', () => {
    const [reading] = withPlan(still, programme({ places, waiting: { kind: 'no waiting' } }));
    expect(reading!.count(`${region}:programme_started`)).toBe(2);
    expect(reading!.count(`${region}:programme_gave_up`)).toBe(8);
    expect(reading!.days(waiting)).toBe(0);
    expect(reading!.stock(declined).at(-1)).toBe(8);
  });

  test('who gives up after a time has waited that long', () => {
    const [reading] = withPlan(
      still,
      programme({ places, waiting: { kind: 'gives up', after: { family: 'fixed', at: 100 } } }),
    );
    expect(reading!.count(`${region}:programme_started`)).toBe(4);
    expect(reading!.count(`${region}:programme_gave_up`)).toBe(6);
    expect(reading!.days(waiting)).toBe(2 * 90 + 6 * 100);
  });

  test('nobody is in more places than there are, while places rise and fall', () => {
    const [reading] = withPlan(
      still,
      programme({
        stay: { family: 'fixed', at: 40 },
        again: { kind: 'after', days: 0 },
        places: [
          { from: 0, places: 1 },
          { from: 91, places: 4 },
          { from: 183, places: 0 },
          { from: 365, places: 3 },
        ],
      }),
    );
    const monthly = reading!.stock(inIt);
    expect(monthly.slice(1, 5)).toEqual([1, 1, 1, 4]);
    expect(monthly.slice(8, 12)).toEqual([0, 0, 0, 0]);
    expect(monthly[13]).toBe(3);
  });
});

describe('endings', () => {
  test('a place is given up as soon as a child is no longer eligible, if said so', () => {
    const text = stay('{fixed: 30 days, since: entry}', { units: 10, years: 1 }).replace(
      'gone: {final: true}',
      'gone: {stays: true}',
    );
    const eligible = [{ kind: 'state', region: 'case', states: ['here'] }] as const;
    const [stays] = withPlan(text, programme({ eligible }));
    const [leaves] = withPlan(text, programme({ eligible, endsWhenNotEligible: true }));
    expect(stays!.days(inIt)).toBe(10 * 90);
    expect(leaves!.days(inIt)).toBe(10 * 30);
  });

  test('a condition that ends it gives the place to the next at that instant', () => {
    const text = stay('{fixed: 30 days, since: entry}', { units: 3, years: 1 });
    const [reading] = withPlan(
      text,
      programme({
        places: [{ from: 0, places: 1 }],
        endsWhen: [[{ kind: 'state', region: 'case', states: ['gone'] }]],
        stay: null,
      }),
    );
    // All go on day 30: each then takes the place and gives it up at once, in turn.
    expect(reading!.count(`${region}:programme_started`)).toBe(3);
    expect(reading!.days(inIt)).toBe(30);
  });

  test('without a condition of its own, a waiting child that is no longer eligible leaves the list', () => {
    const text = stay('{fixed: 30 days, since: entry}', { units: 3, years: 1 });
    const eligible = [{ kind: 'state', region: 'case', states: ['here'] }] as const;
    const [reading] = withPlan(text, programme({ eligible, places: [{ from: 0, places: 1 }] }));
    expect(reading!.count(`${region}:programme_started`)).toBe(1);
    expect(reading!.days(waiting)).toBe(2 * 30);
  });

  test('a place held by a unit that is followed no further is given up in the end', () => {
    // Gone for good on day 30; its stay in the programme ends on day 90.
    const text = stay('{fixed: 30 days, since: entry}', { units: 3, years: 1 });
    const [reading] = withPlan(text, programme({ places: [{ from: 0, places: 1 }] }));
    expect(reading!.stock(inIt).at(-1)).toBe(0);
    expect(reading!.count(`${region}:programme_ended`)).toBe(reading!.count(`${region}:programme_started`));
  });
});

describe('a programme’s region', () => {
  test('compiles, with what starting it forces', () => {
    const text = long(1, { regions: '  route:\n    initial: usual\n    states: {usual: , fast: {stays: true}}' });
    const onStart = [{ region: 'route', outcomes: [{ to: 'fast', weight: { base: 1, factors: [] }, forces: [] }] }];
    const model = withProgrammes(modelOf(text), [
      programme({ onStart, places: [{ from: 0, places: 5 }], waiting: { kind: 'no waiting' } }),
    ]);
    expect(compilePathway(model).transitionNames).toContain(started);
    const reading = runOnce(text, { model });
    expect(reading.stock('in_route', 'route=Fast').at(-1)).toBe(1);
  });
});
