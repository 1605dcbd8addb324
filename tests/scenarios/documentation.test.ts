/** The examples in the documentation are accepted as they stand. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compilePathway } from '../../engine/pathway/compile.js';
import { compileLedger, ledgerBreaks } from '../../engine/ledger/compile.js';
import { programmeCard, resolveScenario } from '../../scenarios/index.js';
import { readYaml } from '../../scenarios/load/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const PAGES = ['write-a-scenario', 'write-a-programme', 'pathway-language', 'spend-a-budget'];
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
/** Parts of programmes, each put into a whole one of the same page. */
const parts = blocks.filter((text) => text.startsWith('# part of a programme'));
const programmes = [...named].filter(([, text]) => /^programme:/m.test(text)).map(([name]) => name);
const runnable = [...named].filter(([, text]) => /^(scenario|portfolio|run):/m.test(text)).map(([name]) => name);

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

  test.each(programmes)('%s is a programme', (name) => {
    expect(programmeCard(files, name).title).not.toBe('');
  });

  test.each(parts)('is part of a programme: %#', (text) => {
    const whole = `programme: part\nextends: ./mediation.yaml\n${text}`;
    const around =
      'scenario: part\ntitle: Part\nbaseline: england-2025\nyears: 5\nprogrammes: [{use: ./part.yaml, opens: 2025-10-01, teams: 2}]\n';
    const own = new Map([
      ['part.yaml', whole],
      ['around.yaml', around],
    ]);
    const { scenario } = resolveScenario('around.yaml', {
      ...files,
      read: (path) => own.get(path) ?? files.read(path),
    });
    expect(scenario.programmes.map(({ id }) => id)).toEqual(['part']);
  });

  test('its queue is a file of twenty lines', () => {
    expect((named.get('clinic.yaml') ?? '').trimEnd().split('\n').length - 1).toBeLessThanOrEqual(20);
  });
});
