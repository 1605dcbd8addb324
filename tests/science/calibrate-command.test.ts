/** `calibrate` as it is typed: known answers come back, the same bytes every time, and nothing is left half-written. */
import { afterAll, expect, test } from 'vitest';
import { throughcare, WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

/** From empty, at a rate a year in and a rate a year out: how many are there after so many years. */
const there = (arrivals: number, exit: number, years: number): number =>
  (arrivals / exit) * (1 - Math.exp(-exit * years));

const TRUTH = { arrivals: 1000, exit: 0.8 };
const stock = there(TRUTH.arrivals, TRUTH.exit, 2);
const left = TRUTH.arrivals - (stock - there(TRUTH.arrivals, TRUTH.exit, 1));

const FILES = {
  'pathway.yaml': `pathway: small
arrivals:
  children: {rate: $arrivals, enters: {case: care}}
regions:
  case:
    initial: care
    states:
      care: {}
      left: {final: true}
    transitions:
      leave: {from: care, to: left, clock: {exponential: $exit}}
measures:
  care: {label: In care, stock: {case: care}}
  left: {label: Left, transitions: leave}
`,
  'baselines/small.yaml': `baseline: small
title: Small
pathway: ../pathway.yaml
start_date: 2025-04-01
sources: {S: {title: Made up}}
parameters:
  arrivals: {value: 800 per year, label: Arrivals, interval: not known, source: S, mark: published}
  exit: {value: 0.5 per year, label: Exits, source: assumption, mark: assumption, note: a guess}
calibration:
  validation: ../figures.yaml
  free:
    arrivals: {scales: arrivals, within: [0.5, 2]}
    exit: {scales: [exit], within: [0.4, 2.5]}
`,
  'scenario.yaml': 'scenario: small\ntitle: Small\nbaseline: ./baselines/small.yaml\nyears: 2\n',
  'fitted-scenario.yaml': 'scenario: fitted\ntitle: Fitted\nbaseline: ./fitted.yaml\nyears: 2\n',
  'figures.yaml': `validation: small
title: Small
runs:
  transition: {scenario: scenario.yaml, replications: 16}
figures:
  stock: {part: All, use: fit, run: transition, measure: care, at: 2027-03-31, published: ${stock}, source: S, within: 2%}
  left: {part: All, use: fit, run: transition, measure: left, year: 2027, published: ${left}, source: S, within: 2%}
`,
};
folder.write(FILES);
const at = { cwd: folder.path };

test('rates come back, the file is accepted, and is the same for any number of workers', async () => {
  const first = await throughcare(['calibrate', 'baselines/small.yaml', '--out', 'fitted.yaml', '--workers', '2'], at);
  expect(first, first.stderr).toMatchObject({ code: 0 });
  expect(first.stdout).toMatch(/2 of 2 figures are within their tolerance/);
  expect(first.stderr).toMatch(/Calibrating: \d+ of \d+, \d+ s gone, \d+ s left/);
  const text = folder.read('fitted.yaml');
  expect(text).toMatch('extends: ./baselines/small.yaml\n');
  const rate = (name: string): number => Number(new RegExp(`${name}:\n +value: ([\\d.]+) per year`).exec(text)?.[1]);
  expect(Math.abs(rate('arrivals') / TRUTH.arrivals - 1)).toBeLessThan(0.02);
  expect(Math.abs(rate('exit') / TRUTH.exit - 1)).toBeLessThan(0.04);
  const checked = await throughcare(['check', 'fitted-scenario.yaml'], at);
  expect(checked, checked.stderr).toMatchObject({ code: 0 });
  expect(checked.stdout).toContain('Rests on 2 numbers: 2 fitted.');
  // What a fit wrote, a fit may write over.
  const again = await throughcare(
    ['calibrate', 'baselines/small.yaml', '--out', 'fitted.yaml', '--workers', '1', '--quiet'],
    at,
  );
  expect(again).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(folder.read('fitted.yaml')).toBe(text);
});

test('stopped halfway, or told nonsense, it leaves everything as it was', async () => {
  folder.write({ 'mine.yaml': 'a file of my own\n' });
  const before = folder.contents();
  const stopped = await throughcare(
    ['calibrate', 'baselines/small.yaml', '--out', 'stopped.yaml', '--replications', '4000', '--workers', '1'],
    { ...at, interruptAt: 'Calibrating' },
  );
  expect(stopped).toMatchObject({ code: 130 });
  const refused = async (words: readonly string[], why: RegExp): Promise<void> => {
    const ended = await throughcare(['calibrate', ...words], at);
    expect(ended, ended.stderr).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(why);
  };
  const small = 'baselines/small.yaml';
  await Promise.all([
    refused([small, '--out', 'mine.yaml'], /mine\.yaml: there is a file of this name already/),
    refused([small, '--out', small], /extends the one that is fitted: name another file/),
    refused([small, '--steps', '0'], /--steps: a whole number from 1 to 1000 is needed: found 0/),
    refused([small, '--area', 'Leeds', '--steps', '3'], /--steps: the local fit sets this by itself/),
    refused([small, '--area', 'Leeds', '--out', 'l.yaml', '--quiet'], /there is nothing to fit to Leeds/),
    refused(['scenario.yaml'], /scenario\.yaml:1:11: this is a scenario/),
  ]);
  expect(folder.contents()).toEqual(before);
});

test('what fitting could not change is refused: runs of another baseline, and parameters that every run sets itself', async () => {
  const settingExit = `${FILES['scenario.yaml'].replace('./', '../')}set: {exit: 0.7 per year}\n`;
  folder.write({
    'other/small.yaml': FILES['baselines/small.yaml'],
    'set/figures.yaml': FILES['figures.yaml'],
    'set/scenario.yaml': settingExit.replace('small.yaml', 'set.yaml'),
    'baselines/set.yaml': FILES['baselines/small.yaml'].replace('../figures.yaml', '../set/figures.yaml'),
  });
  const calibrate = (baseline: string) => throughcare(['calibrate', baseline, '--out', 'no.yaml', '--quiet'], at);
  const [other, set] = await Promise.all([calibrate('other/small.yaml'), calibrate('baselines/set.yaml')]);
  expect(other).toMatchObject({ code: 2 });
  expect(other.stderr).toMatch(/the run 'transition' \(scenario\.yaml\) does not rest on other\/small\.yaml/);
  expect(set).toMatchObject({ code: 2 });
  expect(set.stderr).toMatch(/^baselines\/set\.yaml:13:5: no run feels 'exit'/);
  expect(folder.has('no.yaml')).toBe(false);
});
