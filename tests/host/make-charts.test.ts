/** The charts written out on the page about charts: each is drawn, in full and without a warning. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { drawOwn, readOwnSpec } from '../../cli/host/from-results/own-chart.js';
import { careResult } from '../reports/fixture.js';

const page = readFileSync(fileURLToPath(new URL('../../docs/make-charts.md', import.meta.url)), 'utf8');
const specs = [...page.matchAll(/`([\w-]+\.vl\.json)`:\n\n```json\n([^`]*)```/g)].map(
  ([, name, text]) => [name!, text!] as const,
);
const { rows } = careResult();

test('the page has two', () => {
  expect(specs.map(([name]) => name)).toEqual(['babies.vl.json', 'leaving-by-reason.vl.json']);
  for (const [name] of specs) expect(page).toMatch(new RegExp(`chart results/\\S+ --spec ${name} `));
});

describe('a chart of the page', () => {
  test.each(specs)('%s', async (name, text) => {
    const said: string[] = [];
    const spec = readOwnSpec(name, { read: () => text, library: '' }, rows);
    const { svg } = await drawOwn(name, spec, (line) => said.push(line));
    expect(said).toEqual([]);
    expect(Number(/ width="(\d+)"/.exec(svg)?.[1])).toBeLessThanOrEqual(680);
    expect(svg.match(/<path/g)!.length).toBeGreaterThan(4);
  });
});
