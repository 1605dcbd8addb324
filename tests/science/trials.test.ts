/** Simulated trials: hazard ratios known beforehand are found again, and a trial of family group conferences in England. */
import { afterAll, describe, expect, test } from 'vitest';
import { simulateTrials } from '../../cli/host/trials.js';
import { simulateTrial, type Estimand, type TrialPlan } from '../../engine/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { referenceBaseline } from '../../scenarios/resolve/reference.js';
import { throughcare, WorkFolder } from '../cli/command.js';
import { daysIn, ENTRY, incidence, prevalence, programmeText, trialFiles } from '../support/trial-files.js';

describe('a hazard ratio known beforehand', () => {
  const { model, startDay } = referenceBaseline(trialFiles('  none: {}'), 'small');
  const care = [{ kind: 'state' as const, region: 'case', states: ['care'] }];
  const RATIO = 0.6;
  // How near: what chance leaves of so many children, who come and go in all but the second.
  const MEASURES: readonly (readonly [string, Estimand, (entry: number) => number, number])[] = [
    ['prevalence at the end', { kind: 'at_end', where: care }, (entry) => prevalence(1.5, entry), 0.02],
    ['cumulative incidence', { kind: 'ever', transitions: ['enter'] }, (entry) => incidence(1.5, entry), 0.01],
    ['mean days', { kind: 'days', where: care }, (entry) => daysIn(1.5, entry), 0.02],
  ];
  const planOf = (estimand: Estimand, control: number, treated: number): TrialPlan => ({
    name: 'known',
    who: [
      { kind: 'state', region: 'case', states: ['edge'] },
      { kind: 'age', below: 10 },
    ],
    horizon: 1.5 * 365.25,
    effects: [{ name: 'fewer', transitions: ['enter'], only: [] }],
    outcomes: [
      {
        name: 'outcome',
        estimand,
        control,
        controlScales: ['enter'],
        contrast: { kind: 'treated', value: treated, interval: null },
        effect: 'fewer',
      },
    ],
  });

  test.each(MEASURES)('is found from the %s', (_, estimand, risk, near) => {
    const plan = planOf(estimand, risk(ENTRY), risk(RATIO * ENTRY));
    const [found] = simulateTrial(plan, { model, epoch: startDay, seed: 'known', children: 100_000 }).outcomes;
    expect(Math.abs(found!.hazardRatio!.value / RATIO - 1)).toBeLessThan(near);
    expect(Math.abs(found!.controlConstant! - 1)).toBeLessThan(0.03);
  });

  test.each(MEASURES)('is the same whatever the seed, but for chance, from the %s', (_, estimand, risk) => {
    const plan = planOf(estimand, risk(ENTRY), risk(RATIO * ENTRY));
    const ratios = ['a', 'b', 'c'].map(
      (seed) => simulateTrial(plan, { model, epoch: startDay, seed, children: 20_000 }).outcomes[0]!.hazardRatio!.value,
    );
    for (const ratio of ratios) expect(Math.abs(ratio / RATIO - 1)).toBeLessThan(0.05);
  });
});

describe('family group conferences before proceedings, in England', () => {
  const FGC = `
programme: conferences
title: Family group conferences
effects:
  entry: {transitions: [pre_proceedings_to_care, court_to_care]}
  issued: {transitions: [pre_proceedings_to_care, pre_proceedings_to_court]}
trials:
  taylor_2024:
    label: Family group conference before proceedings, randomised
    who: {case: pre_proceedings}
    horizon: 12 months
    source: P9
    outcomes:
      looked_after: {at_end: {case: looked_after}, control: 0.448, treated: 0.362, effect: entry, control_scales: [pre_proceedings_to_care, court_to_care]}
      proceedings: {ever: {transitions: [pre_proceedings_to_care, pre_proceedings_to_court]}, control: 0.717, treated: 0.592, effect: issued, control_scales: [pre_proceedings_to_care, pre_proceedings_to_court]}
      days_in_care: {days: {case: looked_after}, control: 115, treated: 87, check: true}
`;

  test('both arms come to the published risks; days in care, which are not fitted, fall too', async () => {
    const disk = nodeFiles();
    const files = { ...disk, read: (path: string) => (path === 'conferences.yaml' ? FGC : disk.read(path)) };
    const [{ result }] = (await simulateTrials('conferences.yaml', { files, children: 10_000 })) as [
      Awaited<ReturnType<typeof simulateTrials>>[number],
    ];
    const [lookedAfter, proceedings, days] = result.outcomes;
    for (const found of [lookedAfter!, proceedings!]) {
      expect(Math.abs(found.control.simulated - found.control.published!)).toBeLessThan(0.002);
      expect(Math.abs(found.treated.simulated - found.treated.wanted!)).toBeLessThan(0.002);
      expect(found.hazardRatio!.value).toBeLessThan(1);
    }
    // By a fifth to a third: the published fall is a quarter (115 to 87 days).
    const fall = 1 - days!.treated.simulated / days!.control.simulated;
    expect(fall).toBeGreaterThan(0.15);
    expect(fall).toBeLessThan(0.35);
    expect(days!.hazardRatio).toBeNull();
  });
});

describe('the command', () => {
  const folder = new WorkFolder();
  afterAll(() => folder.remove());
  const TRIALS = `
  once:
    label: A trial
    who: {case: edge, age: {below: 10}}
    horizon: 1 year
    source: P1
    outcomes:
      in_care: {label: In care at a year, at_end: {case: care}, odds_ratio: 0.6, interval: [0.4, 0.9], effect: fewer}
      days: {days: {case: care}, control: 60, treated: 40, check: true}
`;
  const files = trialFiles(TRIALS);
  folder.write({
    'help.yaml': programmeText(TRIALS),
    'small.yaml': files.read('library/baselines/small.yaml'),
    'small-pathway.yaml': files.read('library/baselines/small-pathway.yaml'),
    'other.csv': 'a,b\n',
  });
  const at = { cwd: folder.path };
  const words = ['trials', 'help.yaml', '--baseline', './small.yaml', '--children', '1000'];

  test('shows what was published beside what was simulated, and writes the same table again', async () => {
    const first = await throughcare([...words, '--out', 'trials.csv'], at);
    expect(first, first.stderr).toMatchObject({ code: 0 });
    const said = first.stdout.replaceAll(/\s+/g, ' ');
    expect(said).toMatch(/help, once: A trial 1000 children in each arm, followed for 365\.3 days\./);
    expect(said).toMatch(
      /fewer: hazard ratio 0\.\d{3} \(0\.\d{3} to 0\.\d{3}\); the published ratio by itself is 0\.600/,
    );
    expect(said).toMatch(/days \(not fitted\) control \d+\.\d days, published 60\.0 days/);
    const text = folder.read('trials.csv');
    expect(await throughcare([...words, '--out', 'trials.csv', '--force', '--quiet'], at)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(folder.read('trials.csv')).toBe(text);
    const refused = await throughcare([...words, '--out', 'trials.csv'], at);
    expect(refused).toMatchObject({ code: 2 });
    expect(folder.read('trials.csv')).toBe(text);
  });

  test.each([
    ['a table of something else', [...words, '--out', 'other.csv', '--force'], /not a table of trials/],
    ['no table', [...words, '--out', 'trials.txt'], /'\.csv'/],
    ['too few children', ['trials', 'help.yaml', '--children', '10'], /--children: a whole number from 500/],
    ['a programme there is none of', ['trials', 'mts'], /did you mean 'mst'/],
    ['no programme at all', ['trials', 'small.yaml', '--baseline', './small.yaml'], /this is not a programme/],
    ['no baseline', ['trials', 'help.yaml', '--baseline', './help.yaml'], /not a baseline/],
  ])('refuses %s', async (_, typed, message) => {
    const ended = await throughcare(typed, at);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(message);
    expect(folder.read('other.csv')).toBe('a,b\n');
  });
});
