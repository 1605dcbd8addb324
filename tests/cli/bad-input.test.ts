/** Bad input through the command: one message, exit code 2, nothing on standard output, nothing written. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SMALL_QUEUE, throughcare, WorkFolder } from './command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

const SCENARIO = `scenario: rutland
title: Rutland
baseline: england-2025
area: Rutland
years: 1
replications: 1
programmes:
  - use: mst
    opens: 2025-10-01
    teams: 1
    take_up: 0.5
`;
const PROGRAMME = `programme: wrong
title: Wrong
description: An effect on nothing
eligible: {case: edge_of_care}
take_up: {value: 0.5, source: assumption, mark: assumption, note: a test}
team: {places: 5, source: assumption, mark: assumption, note: a test}
queue: {waits: for ever}
ends_when: {not_eligible: true}
once: true
effects:
  entry: {label: entry, transitions: [edge_to_car], lasts: {during: true}, evidence: [], best_trial: {design: none}}
evidence: {}
`;
/** Nine levels of nine: 387 million values, were they ever written out. */
const BOMB = `a: &a [x, x, x, x, x, x, x, x, x]
${Array.from('bcdefghi', (name, i) => `${name}: &${name} [${Array<string>(9).fill(`*${'abcdefgh'[i]!}`).join(', ')}]`).join('\n')}
`;

/** The scenario with one thing changed. */
function scenario(from: string, to: string): string {
  if (SCENARIO.split(from).length !== 2) throw new Error(`'${from}' is not there exactly once`);
  return SCENARIO.replace(from, to);
}

let written: string[];
beforeAll(() => {
  folder.write({
    'unknown-key.yaml': scenario('years: 1', 'yeers: 1'),
    'wrong-type.yaml': scenario('years: 1', 'years: soon'),
    'wrong-effect.yaml': scenario('use: mst', 'use: ./wrong.yaml'),
    'wrong.yaml': PROGRAMME,
    'impossible-date.yaml': scenario('2025-10-01', '2025-02-30'),
    'over-one.yaml': scenario('take_up: 0.5', 'take_up: 1.5'),
    'too-late.yaml': scenario('2025-10-01', '2026-10-01'),
    'unknown-area.yaml': scenario('area: Rutland', 'area: Rutlend'),
    'abolished-area.yaml': scenario('area: Rutland', 'area: Cumbria'),
    'no-baseline.yaml': scenario('england-2025', 'engalnd-2025'),
    'empty.yaml': '',
    'bomb.yaml': BOMB,
    'broken.yaml': 'scenario: [unclosed\ntitle: x\n',
    'queue.yaml': SMALL_QUEUE,
    'queue-wrong.yaml': SMALL_QUEUE.replace('to: done,', 'to: dnoe,'),
    'no-run.yaml': SMALL_QUEUE.replace(/run:.*\n/, ''),
    'null.json': 'null\n',
    'torn.json': '{"format": "throughcare run 1", "scen',
    'hollow.json': '{"format": "throughcare run 1"}\n',
    'plain-file': 'x\n',
  });
  written = folder.list();
});

/** Runs with an --out that must never come to be. */
async function refused(...words: readonly string[]): Promise<string> {
  const out = words[0] === 'run' && !words.includes('--out') ? ['--out', folder.at('out')] : [];
  const { code, stdout, stderr } = await throughcare([...words, ...out], { cwd: folder.path });
  expect(stderr).not.toMatch(/ {4}at .*:\d+:\d+|on our side/);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(folder.list()).toEqual(written);
  return stderr;
}

describe.concurrent('a mistake in a file is said once, with file, line, column and what was meant', () => {
  test.each([
    [
      'an unknown key',
      'unknown-key.yaml',
      /^unknown-key\.yaml:5:1: unknown key 'yeers'\n.*\n.*\n.*did you mean 'years'/,
    ],
    ['a wrong type', 'wrong-type.yaml', /^wrong-type\.yaml:5:8: /],
    [
      'an unknown transition in an effect',
      'wrong-effect.yaml',
      /^(\.\/)?wrong\.yaml:11:39: .*edge_to_car'?[^]*did you mean 'edge_to_care'/,
    ],
    ['an impossible date', 'impossible-date.yaml', /^impossible-date\.yaml:9:12: /],
    ['a probability over 1', 'over-one.yaml', /^over-one\.yaml:11:14: /],
    ['a programme that opens after the end', 'too-late.yaml', /^too-late\.yaml:9:12: /],
    ['an unknown area', 'unknown-area.yaml', /^unknown-area\.yaml:4:7: .*'Rutlend'[^]*did you mean 'Rutland'/],
    [
      'an area that is no more',
      'abolished-area.yaml',
      /^abolished-area\.yaml:4:7: Cumbria ended in April 2023.*Cumberland/,
    ],
    ['an unknown baseline', 'no-baseline.yaml', /^no-baseline\.yaml:3:11: [^]*did you mean 'england-2025'/],
    ['text that is not YAML', 'broken.yaml', /^broken\.yaml:2:1: /],
    ['a YAML bomb', 'bomb.yaml', /^bomb\.yaml:\d+:\d+: .*alias/],
    ['an unknown state', 'queue-wrong.yaml', /^queue-wrong\.yaml:17:\d+: [^]*did you mean 'done'/],
    ['a pathway that does not say how to run', 'no-run.yaml', /^no-run\.yaml:1:10: .*run: \{start/],
  ])('%s', async (_, file, words) => {
    const message = await refused('run', file);
    expect(message).toMatch(words);
    // One fault, one message.
    expect(message.match(/^[^\s:]+:\d+:\d+: /gm)).toHaveLength(1);
  });

  test('a file that is empty', async () => {
    expect(await refused('run', 'empty.yaml')).toMatch(/^empty\.yaml: the file is empty\n$/);
  });

  test('a file that is not there, with the nearest that is', async () => {
    expect(await refused('run', 'quue.yaml')).toMatch(/^quue\.yaml: .*does not exist\n.*did you mean 'queue\.yaml'/);
  });

  test('check refuses what run refuses, in the same words', async () => {
    expect(await refused('check', 'too-late.yaml')).toBe(await refused('run', 'too-late.yaml'));
  });
});

describe.concurrent('a record that cannot be run again', () => {
  test('that is not there', async () => {
    expect(await refused('run', 'missing.json')).toMatch(/missing\.json.*does not exist/);
  });

  test.each([
    ['that holds nothing', 'null.json'],
    ['that was cut off', 'torn.json'],
    ['without its files', 'hollow.json'],
  ])('%s', async (_, file) => {
    expect(await refused('run', file)).toContain(file);
  });
});

describe.concurrent('a mistake in the words typed', () => {
  test.each([
    ['an unknown command', ['rnu', 'queue.yaml'], /^There is no command 'rnu'\. Did you mean run\?\n.*--help.*\n$/],
    ['a command without what it is of', ['report'], /^report: RESULTS is missing.*\n.*\n$/],
    ['an unknown option', ['run', 'queue.yaml', '--colour', 'red'], /colour/],
    ['an option without its value', ['run', 'queue.yaml', '--replications'], /replications/],
    ['an option twice', ['run', 'unknown-area.yaml', '--area', 'Leeds', '--area', 'York'], /area/],
    ['--replications abc', ['run', 'queue.yaml', '--replications', 'abc'], /--replications: a whole number from 1/],
    ['--years of no whole months', ['run', 'queue.yaml', '--years', '0.3'], /--years: .*whole months, found 0\.3/],
    ['--workers 0', ['run', 'queue.yaml', '--workers', '0'], /--workers: a whole number from 1/],
    ['--stance of none that there is', ['run', 'too-late.yaml', '--stance', 'hopeful'], /hopeful[^]*as-trialled/],
    [
      '--area of none that there is',
      ['run', 'too-late.yaml', '--area', 'Rutlend'],
      /^--area: .*\n.*did you mean 'Rutland'/,
    ],
    ['--area for what has none', ['run', 'queue.yaml', '--area', 'Leeds'], /area has no meaning/],
    ['an unknown programme', ['programmes', 'msst'], /did you mean 'mst'/],
    [
      'an area that is no more',
      ['areas', 'Cumbria'],
      /Cumbria ended in April 2023.*Cumberland and Westmorland and Furness/,
    ],
  ])('%s', async (_, words, message) => {
    expect(await refused(...words)).toMatch(message);
  });

  test('--out where no folder can be, before any work is done', async () => {
    for (const out of ['plain-file', 'plain-file/below']) {
      const message = await refused('run', 'queue.yaml', '--out', folder.at(out));
      expect(message).toMatch(/results cannot go here/);
      expect(message).not.toContain('Running');
    }
  });
});
