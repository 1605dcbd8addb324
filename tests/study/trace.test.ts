/** One child in two worlds: who is counted how, and where the worlds part. */
import { describe, expect, test } from 'vitest';
import { compareStories } from '../../engine/study/trace-compare.js';
import { Trace } from '../../engine/study/trace.js';
import type { StoryEvent } from '../../engine/simulate/observe-parts.js';
import type { StudyPlan } from '../../engine/study/plan.js';
import type { ProgrammePlan } from '../../engine/programmes/plan.js';
import { studyPlan } from '../../cli/host/prepare.js';
import { resolveText } from '../support/pathway-files.js';
import { programme } from '../support/programme-plans.js';

const FILE = `
pathway: two_worlds
run: {start: 2025-04-01, years: 5, replications: 1, seed: two worlds}
arrivals:
  later: {rate: 30 per year, age: {5 to 15: 1}, enters: {case: known}}
  early: {rate: 0 per year, at_start: 20, age: {5 to 15: 1}, enters: {case: known}}
regions:
  case:
    initial: known
    states: {known: {label: Known}, care: {label: In care}, home: {label: Home}}
    transitions:
      enter: {from: [known, home], to: care, clock: {exponential: 0.6 per year}}
      leave: {from: care, to: home, clock: {weibull: {shape: 1.3, scale: 300 days}, since: entry}}
`;

function planOf(programmes: readonly ProgrammePlan[]): StudyPlan {
  const scenario = resolveText(FILE);
  return { ...studyPlan(scenario, null), programmes };
}

const helped = (hazardRatio: number): ProgrammePlan =>
  programme({
    opens: 365,
    stay: { family: 'fixed', at: 400 },
    places: [{ from: 365, places: 8 }],
    effects: [
      {
        name: 'less',
        acts: { kind: 'hazard_ratio', transitions: ['enter'] },
        value: hazardRatio,
        during: true,
        afterDays: 100,
      },
    ],
  });

describe('everybody', () => {
  test('comes stream by stream in the order of the file, each in the order of coming', () => {
    const trace = new Trace(planOf([]), null);
    const everybody = trace.everybody(0);
    const streams = everybody.map(({ name }) => trace.streamOf(name));
    expect([...new Set(streams)]).toEqual(['later', 'early']);
    expect(streams.filter((stream) => stream === 'early')).toHaveLength(20);
    const later = everybody.filter((_, i) => streams[i] === 'later').map(({ comes }) => comes);
    expect(later).toEqual([...later].sort((a, b) => a - b));
  });

  test('differs where, and only where, its story does', () => {
    const plan = planOf([helped(0.5)]);
    const trace = new Trace(plan, null);
    const everybody = trace.everybody(0).slice(0, 60);
    expect(everybody.some(({ differs }) => differs)).toBe(true);
    expect(everybody.some(({ differs }) => !differs)).toBe(true);
    for (const { name, differs, starts } of everybody) {
      const { baseline, option } = trace.tell(0, name);
      const { life } = compareStories(baseline, option!, new Set(['programme_help']));
      expect(life !== null).toBe(differs);
      expect(option!.events.some(({ transition }) => transition === 'programme_help_started')).toBe(starts.length > 0);
    }
  });

  test('nobody differs where the programme has no effect', () => {
    const everybody = new Trace(planOf([helped(1)]), null).everybody(0);
    expect(everybody.some(({ starts }) => starts.includes('help'))).toBe(true);
    expect(everybody.filter(({ differs }) => differs)).toEqual([]);
  });

  test('is the same whatever the programmes are', () => {
    const names = (plans: readonly ProgrammePlan[]) =>
      new Trace(planOf(plans), null).everybody(0).map(({ name, comes }) => ({ name, comes }));
    expect(names([helped(0.5)]).map(({ comes }) => comes)).toEqual(names([]).map(({ comes }) => comes));
  });
});

describe('where two worlds part', () => {
  const trace = new Trace(planOf([helped(0.5)]), null);
  const child = trace.everybody(0).find(({ differs }) => differs)!;
  const { baseline, option } = trace.tell(0, child.name);
  const { parting, life } = compareStories(baseline, option!, new Set(['programme_help']));

  test('everything before is the same and nothing before the programme opens is another', () => {
    const steps = (events: readonly StoryEvent[]) =>
      events.slice(0, parting!.same).map(({ time, transition, to }) => ({ time, transition, to }));
    expect(steps(option!.events)).toEqual(steps(baseline.events));
    expect(parting!.time).toBeGreaterThanOrEqual(365);
    expect(life!.time).toBeGreaterThanOrEqual(parting!.time);
  });

  test('the clock that makes the difference has the same luck in both worlds, and another pace', () => {
    expect(life!.in).toBe('baseline');
    const { cause } = life!.event;
    if (cause.kind !== 'clock') throw new Error('a clock was expected');
    expect(life!.other!.threshold).toBe(cause.clock.threshold);
    expect(life!.other!.spans.some(({ multiplier }) => multiplier === 0.5)).toBe(true);
    expect(life!.other!.spans.at(-1)!.fires).toBeGreaterThan(life!.time);
  });

  test('a story against itself has no parting', () => {
    expect(compareStories(baseline, baseline, new Set())).toEqual({ parting: null, life: null });
  });
});
