/** `diagram` as a user runs it. */
import { afterAll, describe, expect, test } from 'vitest';
import { checkMermaid, checkSvg } from '../reports/diagram-grammar.js';
import { SMALL_QUEUE, throughcare, WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
const LEEDS = 'scenarios/examples/leeds-three-programmes.yaml';

describe('throughcare diagram', () => {
  test('draws a pathway of the library by its name, as Mermaid unless told otherwise', async () => {
    const { code, stdout, stderr } = await throughcare(['diagram', 'england']);
    expect([code, stderr]).toEqual([0, '']);
    checkMermaid(stdout);
    expect(stdout).toContain('Where the child is in the system');
    expect(stdout).toContain('Section 47 enquiry');
  });

  test('draws the file of that pathway too', async () => {
    const [byName, byPath] = await Promise.all([
      throughcare(['diagram', 'england']),
      throughcare(['diagram', 'scenarios/pathways/england.yaml']),
    ]);
    expect(byPath).toEqual(byName);
  });

  test('marks the programmes of a scenario on what they change', async () => {
    const { code, stdout } = await throughcare(['diagram', LEEDS, '--format', 'svg']);
    expect(code).toBe(0);
    const found = checkSvg(stdout);
    expect(found.get('data-programme')).toEqual(['concurrent_planning', 'family_safeguarding', 'mst']);
    expect(stdout).toContain('MST ×1');
    expect(stdout).toContain('Concurrent planning starts here');
  });

  test('draws some programmes only, or puts those of the library on a pathway', async () => {
    const [some, put] = await Promise.all([
      throughcare(['diagram', LEEDS, '--programmes', 'mst', '--format', 'svg']),
      throughcare(['diagram', 'england', '--programmes', 'mst,concurrent_planning', '--format', 'svg']),
    ]);
    expect(checkSvg(some.stdout).get('data-programme')).toEqual(['mst']);
    expect(checkSvg(put.stdout).get('data-programme')).toEqual(['concurrent_planning', 'mst']);
  });

  test('draws one region, and the region a programme makes', async () => {
    const [one, made] = await Promise.all([
      throughcare(['diagram', 'england', '--region', 'proceedings', '--format', 'svg']),
      throughcare(['diagram', LEEDS, '--region', 'mst', '--format', 'svg']),
    ]);
    expect(checkSvg(one.stdout).get('data-region')).toEqual(['proceedings']);
    expect(checkSvg(made.stdout).get('data-state')).toContain('programme_mst/in_programme');
    expect(checkSvg(made.stdout).get('data-resource')).toEqual(['programme_mst_places']);
  });

  test('writes a file by its ending, and leaves one that is there as it is unless told', async () => {
    folder.write({ 'queue.yaml': SMALL_QUEUE });
    const out = folder.at('queue.svg');
    expect((await throughcare(['diagram', folder.at('queue.yaml'), '--out', out])).code).toBe(0);
    expect(checkSvg(folder.read('queue.svg')).get('data-state')).toEqual(['case/done', 'case/served', 'case/waiting']);
    const before = folder.contents();
    const again = await throughcare(['diagram', folder.at('queue.yaml'), '--out', out]);
    expect([again.code, again.stdout]).toEqual([2, '']);
    expect(again.stderr).toContain('there is a file of this name already');
    expect(folder.contents()).toEqual(before);
    folder.write({ 'queue.svg': 'old' });
    expect((await throughcare(['diagram', folder.at('queue.yaml'), '--out', out, '--force'])).code).toBe(0);
    expect(folder.contents()).toEqual(before);
    expect((await throughcare(['diagram', folder.at('queue.yaml'), '--out', folder.at('queue.mmd')])).code).toBe(0);
    checkMermaid(folder.read('queue.mmd'));
  });

  test('draws what a run was made of from its record', async () => {
    folder.write({ 'queue.yaml': SMALL_QUEUE });
    const run = await throughcare([
      'run',
      folder.at('queue.yaml'),
      '--out',
      folder.at('results'),
      '--workers',
      '1',
      '--quiet',
    ]);
    expect(run.code).toBe(0);
    const [record, file] = await Promise.all([
      throughcare(['diagram', folder.at('results', 'run.json')]),
      throughcare(['diagram', folder.at('queue.yaml')]),
    ]);
    expect(record).toEqual(file);
  });

  test.each([
    [['england', '--region', 'plaecment'], "did you mean 'placement'?"],
    [['englnad'], "did you mean 'england'?"],
    [[LEEDS, '--programmes', 'msf'], "did you mean 'mst'?"],
    [['nowhere.yaml'], 'nowhere.yaml'],
    [['england', '--out', 'picture.gif'], '--format'],
    [['england', '--out', 'no/such/folder.svg'], 'does not exist'],
    [['england', '--format', 'pdf'], 'Choices'],
  ])('refuses %j with a word on what to do', async (words, said) => {
    const { code, stdout, stderr } = await throughcare(['diagram', ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });

  test('points at the line of a mistake in the file', async () => {
    const path = folder.write({ 'wrong.yaml': SMALL_QUEUE.replace('to: served', 'to: servd') });
    const { code, stderr } = await throughcare(['diagram', path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/wrong\.yaml:\d+:\d+: /);
  });
});
