/** `report` and `chart` as they are typed: what is made again is the same to the byte, and what is wrong is said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SMALL_QUEUE, throughcare, WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
beforeAll(async () => {
  folder.write({ 'queue.yaml': SMALL_QUEUE });
  const { code, stderr } = await throughcare(['run', 'queue.yaml', '--out', 'first', '--quiet'], { cwd: folder.path });
  if (code !== 0) throw new Error(stderr);
});

async function typed(...words: readonly string[]) {
  return throughcare(words, { cwd: folder.path });
}

describe('report', () => {
  test('makes everything again in place, the same to the byte, from the record and the tables alone', async () => {
    const before = folder.contents('first');
    folder.write({
      'bare/run.json': folder.read('first', 'run.json'),
      ...Object.fromEntries(
        folder
          .list('first', 'tables')
          .filter((name) => name.endsWith('.csv'))
          .map((name) => [`bare/tables/${name}`, folder.read('first', 'tables', name)]),
      ),
    });
    const { code, stdout, stderr } = await typed('report', 'bare', '--quiet');
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(folder.contents('bare')).toEqual(before);
  });

  test('is refused with exit code 2, what is wrong and what to do, and nothing is written', async () => {
    const record = folder.read('first', 'run.json');
    folder.write({
      'older/run.json': record.replace('throughcare run 1', 'throughcare run 0'),
      'half/run.json': record,
      'added/notes.txt': 'mine',
      ...Object.fromEntries(folder.list('first').map((name) => [`added/${name}`, folder.read('first', name)])),
    });
    const before = folder.list();
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['nowhere'], /^nowhere: there is no such folder: name one that run, study or compare wrote/],
      [['older'], /^older\/run\.json:2:\d+: .*`throughcare run older\/run\.json`/],
      [['half'], /^half\/tables\/\w+\.csv: the table is missing/],
      [['added'], /^added: the results cannot go here: it holds 'notes\.txt' beside earlier results/],
      [['first', 'first', '--out', 'x'], /^first: this is given twice/],
    ];
    const ended = await Promise.all(cases.map(async ([words]) => typed('report', ...words)));
    ended.forEach(({ code, stdout, stderr }, i) => {
      expect(stderr).toMatch(cases[i]![1]);
      expect(stderr).not.toMatch(/on our side/);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    });
    expect(folder.list()).toEqual(before);
  });
});

describe('chart', () => {
  test('draws a chart as the run did, by its name; a picture and a specification by the name of the file', async () => {
    const listed = await typed('chart', 'first', '--list');
    const name = listed.stdout.split(/\s/)[0]!;
    const [svg, png, spec] = await Promise.all([
      typed('chart', 'first', name),
      typed('chart', 'first', name, '--out', 'picture.png'),
      typed('chart', 'first', name, '--out', 'spec.vl.json'),
    ]);
    for (const ended of [listed, svg, png, spec]) expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(svg.stdout).toBe(`${name}.svg\n`);
    expect(folder.read(`${name}.svg`)).toBe(folder.read('first', 'charts', `${name}.svg`));
    expect(folder.contents()['picture.png']).toBe(folder.contents()[`first/charts/${name}.png`]);
    expect(folder.read('spec.vl.json')).toBe(folder.read('first', 'charts', `${name}.vl.json`));
  });

  test('of another name, another area, another kind of file, or over a file that is there, is refused', async () => {
    folder.write({ 'there.svg': 'mine' });
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['no-such-chart'], /there is no chart 'no-such-chart' in these results\n.*allowed here: /],
      [[], /name the chart to draw, or give --list or --spec/],
      [['x', '--area', 'Leeds'], /--area: these results are not of 'Leeds'/],
      [['--spec', 'none.vl.json'], /none\.vl\.json/],
      [['x', '--spec', 'queue.yaml'], /either a chart by name/],
    ];
    const before = folder.list();
    const ended = await Promise.all(cases.map(async ([words]) => typed('chart', 'first', ...words)));
    ended.forEach(({ code, stderr, stdout }, i) => {
      expect(stderr).toMatch(cases[i]![1]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    });
    const [name] = (await typed('chart', 'first', '--list')).stdout.split(/\s/);
    expect((await typed('chart', 'first', name!, '--out', 'there.svg')).stderr).toMatch(/a file of this name already/);
    expect((await typed('chart', 'first', name!, '--out', 'x.gif')).stderr).toMatch(/not clear from the name/);
    expect(folder.list()).toEqual(before);
  });
});
