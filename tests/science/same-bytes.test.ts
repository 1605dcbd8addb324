/** The same run and the same study on Node 20, 22 and 24 leave the same bytes, whatever kind of file. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quickBaseline, throughcare, WorkFolder } from '../cli/command.js';
import { otherNodes, type OtherNode } from '../support/other-nodes.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

/** Kinds of file that must be among those compared. */
const KINDS = ['csv', 'parquet', 'xlsx', 'svg', 'png', 'html', 'md', 'json'] as const;

const WHERE = `baseline: ./quick-baseline.yaml
area: Rutland
start: 2025-04-01
years: 1
replications: 2
stance: optimistic
seed: bytes
`;
const MST = '{use: mst, opens: 2025-04-01, teams: 1}';

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  run: ['run', 'run.yaml'],
  study: ['study', 'study.yaml'],
};

let others: readonly OtherNode[] = [];
beforeAll(async () => {
  folder.write({
    'quick-baseline.yaml': quickBaseline(),
    'run.yaml': `scenario: run\ntitle: MST in Rutland\n${WHERE}programmes: [${MST}]\n`,
    'study.yaml': `study: study\ntitle: Which for Rutland?\n${WHERE}draws: 2\noptions:
  nothing: {title: Nothing}
  mst: {title: MST, programmes: [${MST}]}
  both: {title: Both, programmes: [${MST}, {use: concurrent_planning, opens: 2025-04-01, teams: 1}]}
outcome: {measure: started_looked_after, want: fewer, pounds: [0, 100000]}
`,
  });
  others = otherNodes(folder.at('nodes'));
});

/** Runs a command on some Node, and tells the hash of each file it leaves. The record's time taken is left out. */
async function hashes(name: string, out: string, node?: string): Promise<Record<string, string>> {
  const words = [...COMMANDS[name]!, '--out', out, '--workers', '2', '--quiet'];
  const ended = await throughcare(words, { cwd: folder.path, ...(node !== undefined && { node }) });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return Object.fromEntries(
    folder.list(out).map((file) => {
      const bytes = readFileSync(folder.at(out, file));
      const told = file === 'run.json' ? bytes.toString().replace(/"seconds": [\d.]+/, '') : bytes;
      return [file, createHash('sha256').update(told).digest('hex')];
    }),
  );
}

const compared = new Set<string>();

describe('every file is the same to the byte on every Node', () => {
  test.each(Object.keys(COMMANDS))('of a %s', async (name) => {
    expect(others.length).toBeGreaterThanOrEqual(2);
    const own = await hashes(name, `${name}-own`);
    for (const { version, path } of others)
      // oxlint-disable-next-line no-await-in-loop -- one run after another
      expect(await hashes(name, `${name}-${version}`, path), version).toEqual(own);
    for (const file of Object.keys(own)) compared.add(file.slice(file.lastIndexOf('.') + 1));
  });

  test('and there are files of every kind among them', () => {
    expect([...compared]).toEqual(expect.arrayContaining([...KINDS]));
  });
});
