import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPictureFile, writeChart } from '../../cli/host/picture-file.js';
import { chartSpec } from '../../reports/charts/theme.js';
import type { Chart } from '../../reports/index.js';

const chart: Chart = {
  name: 'one',
  title: 'One point',
  description: 'A point at one.',
  table: { columns: ['x'], rows: [['1']] },
  spec: chartSpec('One point', 'of one', {
    data: { values: [{ x: 1 }] },
    mark: 'point',
    encoding: { x: { field: 'x', type: 'quantitative' } },
  }),
};

describe('a picture that a command is asked to write', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughcare-picture-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has the form that its name ends in', async () => {
    const at = (name: string): string => join(folder, name);
    for (const name of ['a.svg', 'a.png', 'a.vl.json'])
      // oxlint-disable-next-line no-await-in-loop -- one file after another
      await writeChart(at(name), chart, false);
    expect(readFileSync(at('a.svg'), 'utf8')).toMatch(/^<svg .*<title id="one-title">One point<\/title>/s);
    expect([...readFileSync(at('a.png')).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(JSON.parse(readFileSync(at('a.vl.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(chart.spec)));
  });

  it('is refused before any work where its name says no form', () => {
    expect(() => checkPictureFile('a.pdf')).toThrow(/a picture ends in \.svg or \.png/);
    expect(() => checkPictureFile('a.SVG')).not.toThrow();
  });

  it('leaves a file that is there as it is, and says so where there is nothing to draw', async () => {
    const there = join(folder, 'there.svg');
    writeFileSync(there, 'mine');
    await expect(writeChart(there, chart, false)).rejects.toThrow(/there is a file of this name already/);
    expect(readFileSync(there, 'utf8')).toBe('mine');
    await expect(writeChart(join(folder, 'none.svg'), null, false)).rejects.toThrow(/nothing to draw/);
  });
});
