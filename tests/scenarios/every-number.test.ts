/** Every number of the library's baselines says what it is, where it is from, how sure it is and what it rests on. */
import { describe, expect, test } from 'vitest';
import { readYaml } from '../../scenarios/load/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

type Numbers = Readonly<Record<string, unknown>>;

const FILES = nodeFiles();
const read = (name: string): Numbers =>
  readYaml(name, FILES.read(`${FILES.library}/baselines/${name}`)).data as Numbers;
const ENGLAND = read('england.yaml');
const SOURCES = Object.keys(ENGLAND['sources'] as Numbers);
const PARAMETERS = Object.entries(ENGLAND['parameters'] as Readonly<Record<string, Numbers>>);
const COSTS = (ENGLAND['costs'] as readonly Numbers[]).map((cost) => [String(cost['name']), cost] as const);
const FITTED = Object.entries((read('england-2025.yaml')['parameters'] ?? {}) as Readonly<Record<string, Numbers>>);
const MARKS = ['published', 'derived', 'fitted', 'assumption'];

describe.each([
  ['a parameter', PARAMETERS],
  ['a unit cost', COSTS],
  ['a fitted parameter', FITTED],
] as const)('%s', (_, numbers) => {
  test.each(numbers)('%s', (_name, number) => {
    for (const key of ['label', 'interval', 'source', 'mark', 'note'])
      expect(number[key], `${key} is missing`).toBeDefined();
    expect(MARKS).toContain(number['mark']);
    const source = String(number['source']).split(/[ :,;]/)[0];
    expect([...SOURCES, 'assumption']).toContain(source);
    expect([source, number['mark']]).not.toEqual(['assumption', 'published']);
  });
});
