/** `init`: a first file that is ready to run, explains itself, and never writes over anything. */
import { afterAll, describe, expect, test } from 'vitest';
import { careFile, queueFile } from '../../cli/work/init.js';
import { readScenario } from '../../cli/host/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { throughcare, WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

const FIGURES = `area_data: own
provenance: {source: a return, date: 2025-06-30, who: the team}
figures: {looked_after: 1300}
`;

/** Reads a text as the file it would be, with figures of its own beside it. */
function read(text: string) {
  const files = nodeFiles();
  const beside = new Map([
    ['first.yaml', text],
    ['figures.yaml', FIGURES],
  ]);
  return readScenario('first.yaml', { files: { ...files, read: (path) => beside.get(path) ?? files.read(path) } })
    .scenario;
}

/** Each option by itself: a line that begins with '#:', with the lines below that belong to it. */
function options(text: string): string[] {
  const lines = text.split('\n');
  const use = (line: string): string => line.replace('#: ', '');
  return lines.flatMap((line, i) => {
    if (!/^ *#: \S/.test(line)) return [];
    let last = i;
    while (/^ *#: {2,}\S/.test(lines[last + 1] ?? '')) last++;
    return [lines.map((other, k) => (k >= i && k <= last ? use(other) : other)).join('\n')];
  });
}

const all = (text: string): string => text.replaceAll(/^( *)#: /gm, '$1');

describe.each([
  ['care', careFile('first', 'Leeds'), 15],
  ['queue', queueFile('first'), 7],
])('the %s file', (_, text, count) => {
  test('is read as it stands', () => {
    expect(read(text).name).toBe('first');
  });

  test('explains its lines', () => {
    const silent = text.split('\n').filter((line) => /^ *[a-z_-]+ ?.*: \S/.test(line) && !line.includes('#'));
    // Those of two states and their transitions have their words on the line above.
    expect(silent.map((line) => line.trim().split(':')[0])).toEqual(
      text.includes('pathway:') ? ['begin', 'finish'] : [],
    );
  });

  test('offers options, each of which is right when it is used', () => {
    const used = options(text);
    expect(used.length).toBeGreaterThanOrEqual(count - 3);
    for (const changed of used) expect(read(changed).name, changed).toBe('first');
  });

  test('is right with all its options used', () => {
    expect(all(text)).not.toMatch(/^ *#: /m);
    expect(read(all(text)).name).toBe('first');
  });
});

test('all the options of a care scenario do something', () => {
  const [plain, used] = [read(careFile('first', 'Leeds')), read(all(careFile('first', 'Leeds')))];
  expect(plain.programmes).toHaveLength(1);
  expect(used.programmes).toHaveLength(2);
  expect([used.seed, used.question === '', used.areaOverrides === null]).toEqual(['any words', false, false]);
});

describe('throughcare init', () => {
  test('writes a file that check accepts, and says what to type next', async () => {
    const { code, stdout, stderr } = await throughcare([
      'init',
      'york-first',
      '--area',
      'York',
      '--out',
      folder.at('york.yaml'),
    ]);
    expect([code, stderr]).toEqual([0, '']);
    const next = [...stdout.matchAll(/^ {2}node dist\/cli\/main\.js (\w+) (.+)$/gm)];
    expect(next.map(([, command]) => command)).toEqual(['check', 'run']);
    const checked = await throughcare(['check', next[0]![2]!]);
    expect([checked.code, checked.stdout.includes('York')]).toEqual([0, true]);
    expect(folder.list()).toEqual(['york.yaml']);
  });

  test('writes a queue, in the working folder under its name', async () => {
    const at = new WorkFolder();
    expect((await throughcare(['init', 'clinic', '--kind', 'queue'], { cwd: at.path })).code).toBe(0);
    expect(at.list()).toEqual(['clinic.yaml']);
    const checked = await throughcare(['check', at.at('clinic.yaml')]);
    at.remove();
    expect(checked.code).toBe(0);
  });

  test('leaves a file that is there as it is', async () => {
    const path = folder.write({ 'mine.yaml': 'mine' });
    const before = folder.contents();
    const { code, stdout, stderr } = await throughcare(['init', '--out', path]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('there is a file of this name already');
    expect(folder.contents()).toEqual(before);
  });

  test.each([
    [['--area', 'Leids'], "did you mean 'Leeds'?"],
    [['--area', 'Isles of Scilly'], 'area_data'],
    [['two words'], "did you mean 'two-words'?"],
    [['--kind', 'queue', '--area', 'York'], 'a queue has no area'],
    [['--out', 'scenario.txt'], '.yaml'],
  ])('refuses %j with a word on what to do, and writes nothing', async (words, said) => {
    const at = new WorkFolder();
    const { code, stdout, stderr } = await throughcare(['init', ...words], { cwd: at.path });
    const left = at.list();
    at.remove();
    expect([code, stdout, left]).toEqual([2, '', []]);
    expect(stderr).toContain(said);
  });
});
