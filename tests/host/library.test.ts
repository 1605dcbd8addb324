/** The library as a caller sees it: what may be given, what comes back, and what is refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError, runScenario, simulate, study } from '../../cli/host/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { SMALL_QUEUE, WorkFolder } from '../cli/command.js';
import { readYaml } from '../../scenarios/load/index.js';

const folder = new WorkFolder();
const text = `${SMALL_QUEUE}`;
const asObject = readYaml('queue', text).data as Record<string, unknown>;

describe('a scenario', () => {
  test('gives the same numbers as a path, a text and an object', async () => {
    const path = folder.write({ 'queue.yaml': text });
    const [plain, ...others] = [
      await runScenario(path, { workers: 0 }).then(({ result }) => result),
      await simulate(path, { workers: 0 }),
      await simulate(text, { workers: 0 }),
      await simulate(asObject, { workers: 0 }),
    ];
    for (const other of others) expect(other.rows).toStrictEqual(plain!.rows);
    expect(plain!.rows.length).toBeGreaterThan(10);
  });

  test('takes words in place of those of the file', async () => {
    const found = await simulate(text, { workers: 0, seed: 'another', replications: 5, years: 1 });
    expect(found).toMatchObject({ seed: 'another', replications: 5, years: 1, precision: null });
    expect(found.events).toBeGreaterThan(0);
  });

  test('finds the files it names from the folder said', async () => {
    folder.write({ 'own/pathway.yaml': text });
    const scenario = { scenario: 'here', title: 'Here', pathway: './pathway.yaml' };
    expect((await simulate(scenario, { workers: 0, folder: folder.at('own') })).title).toBe('Here');
    await expect(simulate(scenario, { workers: 0, folder: folder.at('elsewhere') })).rejects.toThrow(InputError);
  });

  test('is refused with the line of the object as JSON', async () => {
    const wrong = { ...asObject, titel: 'x' };
    const error: unknown = await simulate(wrong, { workers: 0 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    const [problem] = (error as InputError).problems;
    expect(problem).toMatchObject({ file: 'the scenario given', suggestion: 'title' });
    expect(problem!.line).toBe(
      JSON.stringify(wrong, null, 1)
        .split('\n')
        .findIndex((line) => line.includes('titel')) + 1,
    );
  });

  test('that is no data is refused, whatever it is', async () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    await expect(simulate(loop, { workers: 0 })).rejects.toThrow(InputError);
    await expect(simulate({ scenario: 1n }, { workers: 0 })).rejects.toThrow(InputError);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.string()), async (given) => {
        await expect(simulate(given as Record<string, unknown>, { workers: 0 })).rejects.toThrow(InputError);
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  test('is not run with a number of workers that makes no sense', async () => {
    for (const workers of [-1, 0.5, 257, Number.NaN])
      await expect(simulate(text, { workers })).rejects.toThrow(InputError);
  });

  test('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(simulate(text, { workers: 0, signal })).rejects.toThrow('enough');
  });
});

describe('a study', () => {
  const england = nodeFiles();
  test('is refused where it is no study, by line', async () => {
    await expect(study({ study: 'x', title: 'X', optoins: {} }, { workers: 0 })).rejects.toThrow(/optoins/);
    await expect(study({ scenario: 'x' }, { workers: 0 })).rejects.toThrow(/this is not a study/);
    await expect(study({ study: 'x' }, { workers: 0, draws: -1, files: england })).rejects.toThrow(/whole number/);
  });
});
