/** Effects that fade, that those who start later have more of, that end with dropping out, or that some have only. */
import { describe, expect, test } from 'vitest';
import type { ProgrammeEffect, ProgrammePlan } from '../../engine/programmes/plan.js';
import { fadingDays } from '../../engine/programmes/stages.js';
import { programmeMeasures } from '../../engine/programmes/measures.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import { expectNear, shareEstimate } from '../support/estimates.js';
import { when, type Life } from '../support/lives.js';
import { resolveText } from '../support/pathway-files.js';
import { effectOn, expectLaw, hazardLaw, livesWith, plainly, type Steps } from '../support/programme-lives.js';
import { programme } from '../support/programme-plans.js';
import { runOnce } from '../support/runs.js';
import { stay } from '../support/stays.js';

const RATE = 0.004;
const text = (units: number, more: Parameters<typeof stay>[1] = {}): string =>
  stay(`{exponential: ${RATE} per day}`, { units, years: 12, ...more });
const strong = (value: number, more: Partial<ProgrammeEffect> = {}): ProgrammeEffect =>
  effectOn({ kind: 'hazard_ratio', transitions: ['go'] }, value, more);
/** In it from day 30 to day 120. */
const plan = (effects: readonly ProgrammeEffect[], more: Partial<ProgrammePlan> = {}): ProgrammePlan =>
  programme({ opens: 30, effects, ...more });
const LN20 = Math.log(20);

describe('an effect that fades', () => {
  /** The mean of what is left of it from a day after leaving to another. */
  const left = (halfLife: number, from: number, to: number): number =>
    ((2 ** (-from / halfLife) - 2 ** (-to / halfLife)) * halfLife) / (Math.LN2 * (to - from));

  test('halves every half-life, step by step, until 5% of it is left', () => {
    const end = Math.round((LN20 / Math.LN2) * 100);
    expect(end).toBe(432);
    const ends = [50, 100, 150, 200, 250, 300, 350, 400, end];
    expect(fadingDays(plan([strong(0.2, { afterDays: 500, halfLife: 100 })]))).toEqual(ends);
    const steps: Steps = [
      [30, 0.2],
      ...ends.map((to, i): [number, number] => [120 + (ends[i - 1] ?? 0), 0.2 ** left(100, ends[i - 1] ?? 0, to)]),
      [120 + end, 1],
    ];
    expectLaw(text(6000), [plan([strong(0.2, { afterDays: 500, halfLife: 100 })])], hazardLaw(RATE, steps));
  });

  test('is cut off where it ends before it has worn off', () => {
    const steps: Steps = [
      [30, 0.2],
      [120, 0.2 ** left(100, 0, 50)],
      [170, 0.2 ** left(100, 50, 80)],
      [200, 1],
    ];
    expectLaw(text(6000), [plan([strong(0.2, { afterDays: 80, halfLife: 100 })])], hazardLaw(RATE, steps));
  });

  test('is the same whatever else the programme does, and for how long', () => {
    const fades = strong(0.2, { afterDays: 50, halfLife: 10 });
    const alone = livesWith(text(300), [plan([fades])]);
    const other = effectOn({ kind: 'hazard_ratio', transitions: ['go'] }, 1, { name: 'other', afterDays: 50 });
    const both = livesWith(text(300), [plan([fades, other])]);
    expect(both.lives.map((life) => when(life, 'go'))).toEqual(alone.lives.map((life) => when(life, 'go')));
  });

  test.each([0.3, 1, 7, 365.25])('passes through days that rise, whatever the half-life: %d', (halfLife) => {
    const days = fadingDays(plan([strong(0.2, { afterDays: 5 * halfLife, halfLife })]));
    expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
    expect(days.length).toBeLessThan(11);
  });
});

describe('fidelity that rises', () => {
  const fidelity = [
    { from: 30, share: 0.25 },
    { from: 200, share: 0.5 },
    { from: 400, share: 1 },
  ];
  /** Nobody starts before the day given, all then. */
  const starting = (day: number, more: Partial<ProgrammePlan> = {}): ProgrammePlan =>
    plan([strong(0.2, { afterDays: 60 })], {
      fidelity,
      eligible: [{ kind: 'time', from: day }],
      stay: { family: 'fixed', at: 200 },
      ...more,
    });

  test.each([
    [30, 0.25],
    [199, 0.25],
    [200, 0.5],
    [399, 0.5],
    [400, 1],
    [700, 1],
  ])('is for good of those who start on day %d', (day, share) => {
    const ratio = 0.2 ** share;
    expectLaw(
      text(4000),
      [starting(day)],
      hazardLaw(RATE, [
        [day, ratio],
        [day + 260, 1],
      ]),
    );
  });

  test('of those who come again is that of their last start', () => {
    const it = starting(30, {
      stay: { family: 'fixed', at: 90 },
      again: { kind: 'after', days: 85 },
      effects: [strong(0.2)],
    });
    // In it from day 30, 205, 380, 555 ... for 90 days each.
    const shares = [0.25, 0.5, 0.5, ...Array<number>(25).fill(1)];
    const steps = shares.flatMap((share, i): Steps => [
      [30 + 175 * i, 0.2 ** share],
      [120 + 175 * i, 1],
    ]);
    expectLaw(text(4000), [it], hazardLaw(RATE, steps));
  });

  test('counts everybody who is in it, starts, ends or drops out, at whatever step', () => {
    const still = resolveText(
      stay('{exponential: 0 per day}', { units: 0, years: 3 }).replace('0 per day, at_start: 0', '1 per day'),
    );
    const it = starting(30, {
      dropOut: { family: 'exponential', rate: 0.004 },
      outcomes: [
        { name: 'began', label: 'Began', on: 'start', definition: '' },
        { name: 'finished', label: 'Finished', on: 'end', definition: '' },
      ],
    });
    const specs = programmeMeasures(it).map(({ spec }) => spec);
    const reading = runOnce(still, {
      model: withProgrammes(still.model, [it]),
      ledger: { ...still.ledger, measures: [...still.ledger.measures, ...specs] },
    });
    const count = (name: string): number => reading.count(`programme_help:${name}`);
    expect(count('programme_started')).toBeGreaterThan(900);
    expect(count('programme_outcome_began')).toBe(count('programme_started'));
    expect(count('programme_outcome_finished') + count('programme_dropped_out')).toBe(count('programme_ended'));
    expect(count('programme_started') - count('programme_ended')).toBe(
      reading.stock('programme_help:programme_in').at(-1),
    );
    // Competing: 200 days, or a rate of 0.004.
    const done = count('programme_ended');
    expectNear(shareEstimate(count('programme_outcome_finished'), done), Math.exp(-0.8), 'finished', 0.06);
  });
});

describe('outcomes of its own', () => {
  test('at the end of a programme without a length are counted where what ends it comes', () => {
    const still = resolveText(stay('{exponential: 0 per day}', { units: 50, years: 2 }));
    const it = plan([], {
      stay: null,
      endsWhen: [[{ kind: 'time', from: 300 }]],
      eligible: [{ kind: 'time', before: 500 }],
      endsWhenNotEligible: true,
      outcomes: [{ name: 'left', label: 'Left', on: 'end', definition: '' }],
    });
    const specs = programmeMeasures(it).map(({ spec }) => spec);
    const reading = runOnce(still, {
      model: withProgrammes(still.model, [it]),
      ledger: { measures: specs, costs: [] },
    });
    expect(reading.count('programme_help:programme_outcome_left')).toBe(50);
  });
});

describe('dropping out', () => {
  test('ends the effect, and leaves none after', () => {
    const it = plan([strong(0.2, { afterDays: 100 })], { dropOut: { family: 'fixed', at: 40 } });
    expectLaw(
      text(4000),
      [it],
      hazardLaw(RATE, [
        [30, 0.2],
        [70, 1],
      ]),
    );
  });

  test('after the end of the programme is none', () => {
    const it = plan([strong(0.2, { afterDays: 100 })], { dropOut: { family: 'fixed', at: 91 } });
    expectLaw(
      text(4000),
      [it],
      hazardLaw(RATE, [
        [30, 0.2],
        [220, 1],
      ]),
    );
  });

  test('once is for good; where it may be had again, it is after as long as after its end', () => {
    const still = resolveText(stay('{exponential: 0 per day}', { units: 20, years: 3 }));
    const starts = (it: ProgrammePlan): number =>
      livesWith(still, [it]).lives.flatMap(({ events }) =>
        events.filter(({ transition }) => transition === 'programme_help_started'),
      ).length;
    const dropOut = { family: 'fixed', at: 40 } as const;
    expect(starts(plan([], { dropOut }))).toBe(20);
    // 40 days in and 60 out, of 1,096 - 30.
    expect(starts(plan([], { dropOut, again: { kind: 'after', days: 60 } }))).toBe(20 * 11);
    expect(starts(plan([], { dropOut, again: { kind: 'after', days: 0 } }))).toBe(20 * 27);
  });
});

describe('an effect on some', () => {
  const kinds = {
    file: 'attributes: {kind: [plain, odd]}',
    arrivals: 'age: {8 to 12: 1}, attributes: {kind: {plain: 0.5, odd: 0.5}}',
  };
  const odd = [{ kind: 'attribute', attribute: 'kind', levels: ['odd'] }] as const;

  test('leaves the others the lives they had, to the bit', () => {
    const without = livesWith(text(400, kinds), []).lives.map((life) => plainly(life, ['case']));
    const { lives } = livesWith(text(400, kinds), [plan([strong(0.2, { only: odd, afterDays: 100 })])]);
    const changed = lives.filter((life, i) => JSON.stringify(plainly(life, ['case'])) !== JSON.stringify(without[i]));
    expect(changed.length).toBeGreaterThan(100);
    expect(changed.filter((life) => life.attributes['kind'] === 'plain')).toEqual([]);
  });

  test('is for them the effect it is for all where all are such', () => {
    const it = (only?: ProgrammeEffect['only']): ProgrammePlan =>
      plan([strong(0.2, { afterDays: 100, halfLife: 40, ...(only !== undefined && { only }) })]);
    const [all, some] = [undefined, odd].map((only) => livesWith(text(400, kinds), [it(only)]).lives);
    const those = (lives: readonly Life[] | undefined): unknown[] =>
      lives!.filter((life) => life.attributes['kind'] === 'odd').map((life) => plainly(life, ['case']));
    expect(those(some)).toEqual(those(all));
  });

  test('begins and ends with what makes them such: an age, a state', () => {
    // Ten years old on day 365 of the run.
    const aged = text(4000, { arrivals: 'age: {9 to 9.0001: 1}' });
    const always = { opens: 0, stay: { family: 'fixed', at: 5000 } } as const;
    const birthday = 365;
    const before = plan([strong(0.2, { only: [{ kind: 'age', below: 10 }] })], always);
    expectLaw(
      aged,
      [before],
      hazardLaw(RATE, [
        [0, 0.2],
        [birthday, 1],
      ]),
    );
    const after = plan([strong(0.2, { only: [{ kind: 'age', from: 10 }] })], always);
    expectLaw(aged, [after], hazardLaw(RATE, [[birthday, 0.2]]));
    const switching = text(4000, {
      regions: `
  light:
    initial: off
    states: {off: , on: , over: {stays: true}}
    transitions:
      turn_on: {from: off, to: on, clock: {fixed: 100 days, since: entry}}
      turn_off: {from: on, to: over, clock: {fixed: 200 days, since: entry}}`,
    });
    const lit = plan([strong(0.2, { only: [{ kind: 'state', region: 'light', states: ['on'] }] })], always);
    expectLaw(
      switching,
      [lit],
      hazardLaw(RATE, [
        [100, 0.2],
        [300, 1],
      ]),
    );
  });

  test('that does nothing needs nobody followed', () => {
    const model = withProgrammes(resolveText(text(1, kinds)).model, [plan([strong(1, { only: odd })])]);
    expect(model.regions.map(({ name }) => name)).toEqual(['case', 'programme_help']);
  });
});
