/** The library at the command: what is typed, what is said, and how it ends. */
import { afterAll, describe, expect, test } from 'vitest';
import { programmesFile } from '../../cli/library/scenario-file.js';
import { readScenario } from '../../cli/host/index.js';
import { programmeCard, programmeIds } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { throughcare, WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
const files = nodeFiles();

test.each(programmeIds(files))('init --programme %s writes what check accepts', (id) => {
  const text = programmesFile('first', 'Leeds', [{ use: id, card: programmeCard(files, id) }]);
  const read = (path: string): string => (path === 'first.yaml' ? text : files.read(path));
  // `check` reads and compiles it so.
  expect(readScenario('first.yaml', { files: { ...files, read } }).scenario.programmes.map((one) => one.id)).toEqual([
    id,
  ]);
});

describe('throughcare programmes', () => {
  test('lists, sifts and shows, and each as JSON', async () => {
    const all = await throughcare(['programmes', '--json']);
    expect([all.code, (JSON.parse(all.stdout) as unknown[]).length]).toEqual([0, programmeIds(files).length]);
    const some = await throughcare(['programmes', '--section', 'permanence', '--for', 'Placement']);
    expect([some.code, some.stdout.startsWith('PERMANENCE\n')]).toEqual([0, true]);
    const card = await throughcare(['programmes', 'mst', '--json']);
    expect((JSON.parse(card.stdout) as { id: string }).id).toBe('mst');
  });

  test('writes the page of the library, and not over a file that is there', async () => {
    const out = folder.at('page.md');
    expect((await throughcare(['programmes', '--out', out])).code).toBe(0);
    expect((await throughcare(['programmes', '--out', out])).code).toBe(2);
    expect((await throughcare(['programmes', '--out', out, '--force'])).code).toBe(0);
  });

  test('shows a file of yours, as one with what it extends', async () => {
    const path = folder.write({ 'mst.yaml': 'programme: mst\nextends: mst\ntitle: Ours\n' });
    const { code, stdout } = await throughcare(['programmes', path]);
    expect([code, stdout.startsWith('Ours (mst)\n'), stdout.includes('START')]).toEqual([0, true, true]);
  });

  test.each([
    [['mts'], "did you mean 'mst'?"],
    [['--section', 'edge of cares'], "did you mean 'edge of care'?"],
    [['--for', 'edge_of_cares'], "did you mean 'edge_of_care'?"],
    [['--changes', 'edge_to_car'], "did you mean 'edge_to_care'?"],
    [['--grade', 'hihg'], 'Choices'],
    [['mst', '--grade', 'high'], 'leave out the name'],
    [['mst', '--out', 'page.md'], 'leave out'],
  ])('refuses %j, and says what is meant', async (words, said) => {
    const { code, stdout, stderr } = await throughcare(['programmes', ...words], { cwd: folder.path });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });
});

describe('throughcare init --programme', () => {
  test('takes several, by commas or again, each once, and says what to type next', async () => {
    const out = folder.at('several.yaml');
    const wanted = ['--programme', 'short_breaks,keep', '--programme', 'keep', '--programme', 'stay_after_18'];
    const { code, stdout, stderr } = await throughcare(['init', '--area', 'York', '--out', out, ...wanted]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('main.js check');
    const { scenario } = readScenario(out);
    expect([scenario.name, scenario.programmes.map(({ id }) => id)]).toEqual([
      'york-programmes',
      ['short_breaks', 'keep', 'stay_after_18'],
    ]);
  });

  test.each([
    [['--programme', 'short_break'], "did you mean 'short_breaks'?"],
    [['--programme', 'keep', '--kind', 'queue'], 'a queue has no programmes'],
  ])('refuses %j and writes nothing', async (words, said) => {
    const at = new WorkFolder();
    const { code, stderr } = await throughcare(['init', ...words], { cwd: at.path });
    const left = at.list();
    at.remove();
    expect([code, left]).toEqual([2, []]);
    expect(stderr).toContain(said);
  });
});
