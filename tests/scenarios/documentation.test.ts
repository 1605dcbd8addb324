/** The examples in the documentation are accepted as they stand. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compilePathway } from '../../engine/pathway/compile.js';
import { compileLedger, ledgerBreaks } from '../../engine/ledger/compile.js';
import { resolveScenario } from '../../scenarios/index.js';
import { readYaml } from '../../scenarios/load/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const PAGES = ['write-a-scenario', 'pathway-language'];
const pages = PAGES.map((name) =>
  readFileSync(fileURLToPath(new URL(`../../docs/${name}.md`, import.meta.url)), 'utf8'),
);
const blocks = [...pages.join('\n').matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
const named = new Map(
  blocks.flatMap((text) => {
    const name = /^# file: (\S+)/.exec(text)?.[1];
    return name === undefined ? [] : [[name, text] as const];
  }),
);
const disk = nodeFiles();
const files = { ...disk, read: (path: string) => named.get(path) ?? disk.read(path) };
const runnable = [...named].filter(([, text]) => /^(scenario|run):/m.test(text)).map(([name]) => name);

describe('the examples of the documentation', () => {
  test.each(blocks)('is YAML: %#', (text) => {
    expect(readYaml('block', text).shape).toBe('mapping');
  });

  test.each(runnable)('%s resolves and compiles', (name) => {
    const { scenario, explain } = resolveScenario(name, files);
    try {
      const pathway = compilePathway(scenario.model, ledgerBreaks(scenario.ledger));
      expect(compileLedger(scenario.ledger, pathway).measureBlocks.length).toBeGreaterThan(0);
    } catch (error) {
      throw explain(error);
    }
  });

  test('its queue is a file of twenty lines', () => {
    expect((named.get('clinic.yaml') ?? '').trimEnd().split('\n').length - 1).toBeLessThanOrEqual(20);
  });
});
