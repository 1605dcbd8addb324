/** What the command says, and where: results on standard output, progress and faults on standard error. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StudyResult } from '../../engine/index.js';
import { LIBRARY, quickBaseline, throughcare, WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
beforeAll(() => {
  folder.write({
    'rutland.yaml': `scenario: rutland
title: Two programmes in Rutland
baseline: ./quick.yaml
area: Rutland
years: 1
replications: 6
stance: optimistic
programmes:
  - {use: mst, opens: 2025-04-01, places: 3}
  - {use: concurrent_planning, opens: 2025-07-01, teams: 1}
`,
    'quick.yaml': quickBaseline(),
  });
});

describe('one run of Rutland with 1, 2 and 3 threads: quiet, as JSON, and in a log', () => {
  const run = (...words: readonly string[]) => throughcare(['run', 'rutland.yaml', ...words], { cwd: folder.path });
  let quiet: Awaited<ReturnType<typeof run>>;
  let json: Awaited<ReturnType<typeof run>>;
  let log: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    [quiet, json, log] = await Promise.all([
      run('--workers', '1', '--out', 'one', '--quiet'),
      run('--workers', '2', '--out', 'two', '--json'),
      run('--workers', '3', '--out', 'three'),
    ]);
  });

  test('the same seed gives the same bytes for any number of threads: every table, chart and the report', () => {
    expect([quiet.code, json.code, log.code]).toEqual([0, 0, 0]);
    const { 'run.json': one, ...made } = folder.contents('one');
    expect(Object.keys(made)).toEqual(
      expect.arrayContaining([
        'report.html',
        'tables/costs.csv',
        'tables/flows.csv',
        'tables/programmes.csv',
        'tables/stocks.csv',
        'tables/times.csv',
      ]),
    );
    for (const other of ['two', 'three']) {
      const { 'run.json': record, ...same } = folder.contents(other);
      expect(same).toEqual(made);
      expect(withoutTime(record!)).toEqual(withoutTime(one!));
    }
    // A comparison of nothing with nothing would prove little.
    expect(folder.read('one', 'tables/stocks.csv')).toMatch(/^difference,Rutland,.*looked_after,-?0?\.?[1-9]/m);
  });

  test('--quiet says nothing at all', () => {
    expect(quiet).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  });

  test('--json prints one document: the result', () => {
    const result = JSON.parse(json.stdout) as StudyResult;
    expect(json.stdout.trimEnd()).not.toContain('\n');
    expect(result).toMatchObject({
      name: 'rutland',
      area: { code: 'E06000017', name: 'Rutland' },
      replications: 6,
      seed: 'rutland',
      uncertainty: 'chance only',
    });
    expect(result.options.map((option) => option.id)).toEqual(['baseline', 'option']);
    expect(result.rows.length).toBeGreaterThan(1000);
  });

  test('a log has plain lines of progress on standard error, and a summary on standard output', () => {
    for (const line of [
      /^Reading the scenario$/m,
      /^Simulating the history$/m,
      /^Running replications \(6\)$/m,
      /^Running replications: \d of 6, \d+ s gone, \d+ s left$/m,
      /^Drawing charts: \d+ of \d+,/m,
    ])
      expect(log.stderr).toMatch(line);
    // Nothing that a terminal would draw with.
    for (const drawn of ['\u001b', '\r']) expect(log.stderr).not.toContain(drawn);
    expect(log.stdout).toMatch(/^Two programmes in Rutland\n/);
    expect(log.stdout).toMatch(/^ +Baseline +Option +Difference$/m);
    expect(log.stdout).toContain(`Report: ${join('three', 'report.html')}`);
    expect(log.stdout).not.toContain('\u001b');
  });

  test('the record says what the run rests on', () => {
    const record = JSON.parse(folder.read('one', 'run.json')) as {
      format: string;
      hash: string;
      files: Record<string, string>;
      result: StudyResult;
    };
    expect(record.format).toBe('throughcare run 1');
    expect(record.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.values(record.files)).toEqual(
      expect.arrayContaining([folder.read('rutland.yaml'), folder.read('quick.yaml')]),
    );
    expect(record.result.versions['throughcare']).toBe(
      (JSON.parse(readFileSync(join(LIBRARY, '../package.json'), 'utf8')) as { version: string }).version,
    );
    expect(record.result.assumptions.length).toBeGreaterThan(80);
    for (const line of record.result.assumptions) expect(line.source, line.name).not.toBe('');
  });
});

describe.concurrent('looking around', () => {
  const said = async (...words: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await throughcare(words, { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };

  test('--help names every command; run --help every option', async () => {
    const help = await said('--help');
    for (const name of ['run', 'check', 'areas', 'programmes'])
      expect(help).toMatch(new RegExp(`throughcare ${name} `));
    const run = await said('run', '--help');
    for (const name of ['area', 'seed', 'replications', 'stance', 'years', 'out', 'workers', 'quiet', 'json'])
      expect(run).toContain(`--${name} `);
  });

  test('--version is the package’s', async () => {
    expect(await said('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('areas lists England, its regions and its authorities, and none that is no more', async () => {
    const lines = (await said('areas')).trimEnd().split('\n');
    expect(lines[0]).toBe('E92000001  England');
    expect(lines).toContain('E08000035  Leeds, Yorkshire and The Humber');
    expect(lines.join('\n')).not.toMatch(/Cumbria|  Northamptonshire/);
    expect(lines.length).toBeGreaterThan(150);
  });

  test('areas Leeds shows the published figures of Leeds and where they come from', async () => {
    const text = await said('areas', 'leeds');
    expect(text).toMatch(/^Leeds \(E08000035\)\n/);
    for (const line of [
      /^looked after +1498$/m,
      /^started +458$/m,
      /^ceased +512$/m,
      /^protection plans +634$/m,
      /^children in need +5775$/m,
    ])
      expect(text).toMatch(line);
    expect(text).toMatch(/DfE published figures/);
    expect(JSON.parse(await said('areas', 'E08000035', '--json'))).toMatchObject({
      name: 'Leeds',
      figures: { looked_after: 1498 },
    });
  });

  test('areas says why a figure is not known, and never shows it as zero', async () => {
    const text = await said('areas', 'City of London');
    expect(text).toMatch(
      /^looked after +not known \(City of London: looked_after is suppressed by the Department for Education/m,
    );
    expect(text).not.toMatch(/^looked after +0$/m);
  });

  test('programmes lists the library; programmes mst shows its evidence, effects by stance and costs', async () => {
    const list = await said('programmes');
    for (const id of ['mst', 'family_safeguarding', 'concurrent_planning'])
      expect(list).toMatch(new RegExp(`^ {2}${id}: `, 'm'));
    const card = await said('programmes', 'mst');
    for (const part of [
      /^Who:$/m,
      /hazard ratio on edge_to_care/,
      /none 1, cautious .*, as-trialled .*, optimistic /,
      /Fonagy/,
      /grade high/,
      /£/,
      /Bear in mind/,
    ])
      expect(card).toMatch(part);
    expect(JSON.parse(await said('programmes', 'mst', '--json'))).toMatchObject({ id: 'mst' });
  });

  test('check says what a scenario means; --assumptions lists every number with its source', async () => {
    const short = await said('check', 'rutland.yaml');
    for (const part of [
      /^area +Rutland \(E06000017\)$/m,
      /^replications +6, seed "rutland"$/m,
      /^stance +optimistic$/m,
      /Multisystemic Therapy.*opens 2025-04-01/,
      /hazard ratio 0\.56/,
      /List them with --assumptions/,
    ])
      expect(short).toMatch(part);
    const long = await said('check', 'rutland.yaml', '--assumptions');
    expect(long.length).toBeGreaterThan(short.length * 3);
    expect(long.match(/\[(published|derived|fitted|assumption|local)\]$/gm)!.length).toBeGreaterThan(80);
    const resolved = JSON.parse(await said('check', 'rutland.yaml', '--json', '--stance', 'none')) as {
      stance: string;
      programmes: { effects: { value: number }[] }[];
    };
    expect(resolved.stance).toBe('none');
    for (const { effects } of resolved.programmes) for (const { value } of effects) expect(value).toBe(1);
  });
});

/** The record but for how long it took. */
function withoutTime(encoded: string): unknown {
  const { seconds: _, ...rest } = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as Record<
    string,
    unknown
  >;
  return rest;
}
