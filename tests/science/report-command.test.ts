/** Results made again by command, in place and from their records: the same to the byte. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { throughcare, WorkFolder } from '../cli/command.js';
import { OPTIONS, scenarioText, STUDY_FILES, studyText } from '../support/study-files.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

async function run(...words: readonly string[]) {
  const ended = await throughcare(words, { cwd: folder.path });
  expect(ended).toMatchObject({ code: 0 });
  return ended;
}

beforeAll(async () => {
  folder.write({
    ...STUDY_FILES,
    'study.yaml': studyText(
      OPTIONS,
      'outcome: {measure: started_looked_after, want: fewer, pounds: [0, 1000]}\ndraws: 4\nreplications: 2\n',
    ),
    'areas.yaml': studyText(OPTIONS, 'areas: [Rutland, Leeds]\ndraws: 0\nreplications: 2\n'),
    'one.yaml': scenarioText('one', 'support'),
    'two.yaml': scenarioText('two', 'reunion'),
  });
  await run('study', 'study.yaml', '--out', 'study');
  await run('study', 'areas.yaml', '--out', 'areas');
  await run('study', 'study.yaml', '--draws', '0', '--replications', '1', '--out', 'single');
  await run('compare', 'one.yaml', 'two.yaml', '--out', 'compared');
  for (const name of ['one', 'two'])
    // oxlint-disable-next-line no-await-in-loop -- one command after another
    await run('run', `${name}.yaml`, '--out', name);
});

/** Copies results under another name, without what can be made again. */
function bare(from: string, to: string): void {
  for (const name of folder.list(from))
    if (name === 'run.json' || /^tables\/\w+\.csv$/.test(name))
      folder.write({ [`${to}/${name}`]: folder.read(from, name) });
}

describe('report', () => {
  test('keeps how files were written, adds what is asked for, and brings nothing back', async () => {
    await run('run', 'one.yaml', '--disclosure', 'dfe', '--official', '--full', '--out', 'kept-back');
    const before = folder.contents('kept-back');
    await run('report', 'kept-back', '--quiet');
    expect(folder.contents('kept-back')).toEqual(before);
    bare('one', 'open');
    await run('report', 'open', '--disclosure', 'dfe', '--official', '--full', '--quiet');
    const { 'run.json': _, ...made } = folder.contents('open');
    const { 'run.json': __, ...asked } = before;
    expect(made).toEqual(asked);
    await run('report', 'open', '--no-official', '--quiet');
    expect(folder.list('open').filter((name) => name.includes('official'))).toEqual([]);
    expect(folder.read('open', 'run.json')).toMatch(/"disclosure": "dfe"/);
    // And from the record alone, without its files.
    const moved = new WorkFolder();
    try {
      moved.write({ 'run.json': folder.read('kept-back', 'run.json') });
      const again = await throughcare(['run', 'run.json', '--out', 'again', '--quiet'], { cwd: moved.path });
      expect(again).toMatchObject({ code: 0, stderr: '' });
      const { 'run.json': ___, ...remade } = moved.contents('again');
      expect(remade).toEqual(asked);
    } finally {
      moved.remove();
    }
  });

  test.each(['study', 'areas', 'single', 'compared', 'one'])(
    'makes %s again in place, the same to the byte',
    async (name) => {
      bare(name, `bare-${name}`);
      await run('report', `bare-${name}`, '--quiet');
      expect(folder.contents(`bare-${name}`)).toEqual(folder.contents(name));
    },
  );

  test('puts runs of one baseline side by side as `compare` does, and can make that again', async () => {
    const { stdout } = await run('report', 'one', 'two', '--out', 'beside');
    expect(stdout).toMatch(/2 scenarios[^]*With one[^]*With two/);
    const lines = (out: string, from: string, to: string): string[] =>
      folder
        .read(out, 'tables', 'flows.csv')
        .split('\n')
        .filter((line) => line.startsWith(`${from},`))
        .map((line) => line.replace(from, to));
    // The same children with the same luck: by itself, in a comparison of results, in a study.
    for (const [own, theirs] of [
      ['one', 'one'],
      ['one less baseline', 'one less nothing'],
      ['two less baseline', 'two less nothing'],
    ] as const) {
      const mine = lines('beside', own, 'x');
      expect(mine.length).toBeGreaterThan(0);
      expect(mine).toEqual(lines('compared', theirs, 'x'));
    }
    const before = folder.contents('beside');
    await run('report', 'beside', '--quiet');
    expect(folder.contents('beside')).toEqual(before);
    const again = await throughcare(['study', 'beside/run.json', '--out', 'x'], { cwd: folder.path });
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toMatch(/the record of a comparison: run again each of the results that it compares/);
  });
});

describe('a record', () => {
  test.each(['study', 'areas', 'compared'])('of %s runs again without its files, to the same', async (name) => {
    const moved = new WorkFolder();
    try {
      moved.write({ 'kept/run.json': folder.read(name, 'run.json') });
      const again = await throughcare(['study', 'kept/run.json', '--out', 'again', '--quiet'], { cwd: moved.path });
      expect(again).toMatchObject({ code: 0, stderr: '' });
      const { 'run.json': record, ...made } = folder.contents(name);
      const { 'run.json': rerun, ...remade } = moved.contents('again');
      expect(remade).toEqual(made);
      const hashOf = (text: string): string =>
        (JSON.parse(Buffer.from(text, 'base64').toString()) as { hash: string }).hash;
      expect(hashOf(rerun!)).toBe(hashOf(record!));
    } finally {
      moved.remove();
    }
  });

  test('stands beside the first where no folder is named, and other numbers may be typed', async () => {
    const { stdout } = await run('study', 'study/run.json', '--draws', '0');
    expect(stdout).toMatch(/Report: results\/small-again\/report\.html/);
    expect(folder.read('results', 'small-again', 'study.md')).toMatch(/chance only/);
  });

  test.each([
    [['run', 'study/run.json'], /the record of a study: run it again with `throughcare study study\/run\.json`/],
    [['study', 'one/run.json'], /the record of a run: run it again with `throughcare run one\/run\.json`/],
    [['study', 'none.json'], /none\.json: the file does not exist/],
  ])('of another kind is refused: %j', async (words, message) => {
    const { code, stdout, stderr } = await throughcare([...words, '--out', 'x'], { cwd: folder.path });
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('of a study to a precision stops where that stopped', async () => {
    await run('study', 'study.yaml', '--draws', '0', '--precision', '50%', '--most', '60', '--out', 'precise');
    await run('study', 'precise/run.json', '--out', 'precise-again', '--quiet');
    const { 'run.json': _, ...made } = folder.contents('precise');
    const { 'run.json': __, ...remade } = folder.contents('precise-again');
    expect(remade).toEqual(made);
  });
});
