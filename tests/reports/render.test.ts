import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { charts } from '../../reports/charts/index.js';
import { isVega, textWidth, toPng, toSvg } from '../../reports/render/index.js';
import { careResult } from './fixture.js';

const chart = charts(careResult())[0];
if (chart === undefined) throw new Error('No chart.');
const draw = async (id = 'one') => toSvg(chart.spec, { id, title: chart.title, description: chart.description });

/** Dark pixels of an unfiltered PNG row are hard to find; the size of the picture data without and with text is not. */
function pictureBytes(png: Uint8Array): number {
  const bytes = Buffer.from(png);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return inflateSync(Buffer.concat(data)).filter((byte) => byte !== 0 && byte !== 255).length;
}

describe('the font', () => {
  it('measures as its own tables say: Arimo’s letters are as wide as Arial’s', () => {
    // Advance widths of Arial in 2048ths of an em: A 1366, i 455, space 569, £ 1139, minus sign 1196; bold A 1479.
    expect(textWidth('A', 2048, false)).toBe(1366);
    expect(textWidth('i', 2048, false)).toBe(455);
    expect(textWidth(' ', 2048, false)).toBe(569);
    expect(textWidth('£', 2048, false)).toBe(1139);
    expect(textWidth('\u2212', 2048, false)).toBe(1196);
    expect(textWidth('A', 2048, true)).toBe(1479);
  });

  it('has a width for a letter it does not hold', () => {
    expect(textWidth('漢😀', 12, false)).toBeGreaterThan(0);
  });

  it('keeps its licence beside it', () => {
    const licence = readFileSync(new URL('../../reports/fonts/OFL.txt', import.meta.url), 'utf8');
    expect(licence).toContain('SIL OPEN FONT LICENSE');
  });
});

describe('an SVG', () => {
  it('is the same every time, also after other drawings', async () => {
    const first = await draw();
    for (const other of charts(careResult()).slice(1, 4)) {
      await toSvg(other.spec, { id: 'other', title: other.title, description: other.description });
    }
    expect(await draw()).toBe(first);
    const [left, right] = await Promise.all([draw(), draw()]);
    expect([left, right]).toEqual([first, first]);
  });

  it('is drawn of a specification in Vega too, and text with a limit is cut by the true widths of its letters', async () => {
    const text = (y: number, words: string, limit: number): object => ({
      type: 'text',
      encode: { enter: { y: { value: y }, text: { value: words }, fontSize: { value: 12 }, limit: { value: limit } } },
    });
    const room = textWidth('1,357 (1,323 to 1,386)', 12, false);
    const spec = {
      $schema: 'https://vega.github.io/schema/vega/v6.json',
      width: 200,
      height: 60,
      marks: [text(10, '1,357 (1,323 to 1,386)', room), text(40, '1,357 (1,323 to 1,386)', room - 1)],
    };
    const svg = await toSvg(spec, { id: 'vega', title: 'In Vega', description: 'Two lines of text.' });
    expect(svg).toContain('>1,357 (1,323 to 1,386)<');
    expect(svg).toMatch(/>1,357 \(1,323 to 1,3…</);
    expect(isVega(spec)).toBe(true);
    expect(isVega(chart.spec)).toBe(false);
  });

  it('does not depend on the time zone', async () => {
    const here = await draw();
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'America/Los_Angeles';
      expect(await draw()).toBe(here);
      process.env['TZ'] = 'Pacific/Auckland';
      expect(await draw()).toBe(here);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('has a name, a description and ids that no other chart has', async () => {
    const clipped = {
      data: { values: [{ a: 1 }] },
      mark: { type: 'bar', clip: true },
      encoding: { x: { field: 'a', type: 'quantitative' } },
    };
    const drawClipped = async (id: string): Promise<string> =>
      toSvg(clipped, { id, title: chart.title, description: 'A bar.' });
    const [one, two] = [await drawClipped('one'), await drawClipped('two')];
    expect(one).toContain('url(#one-');
    expect(one).toContain('role="img" aria-labelledby="one-title one-desc"');
    expect(one).toContain(`<title id="one-title">${chart.title}</title>`);
    const ids = (svg: string): string[] => [...svg.matchAll(/ id="([^"]+)"/g)].map((found) => found[1] ?? '');
    expect(ids(one).length).toBeGreaterThan(2);
    expect(ids(one).filter((id) => ids(two).includes(id))).toEqual([]);
    for (const [, id] of one.matchAll(/url\(#([^)]+)\)/g)) expect(ids(one)).toContain(id);
  });

  it('leaves only the picture’s own role: marks are not read out one by one', async () => {
    expect((await draw()).match(/role="/g)).toHaveLength(1);
  });
});

describe('a PNG', () => {
  it('has text in it', async () => {
    const svg = await draw();
    const bare = svg.replace(/<text[^>]*>[^<]*(?:<tspan[^>]*>[^<]*<\/tspan>)*<\/text>/g, '');
    expect(bare).not.toBe(svg);
    const [full, empty] = [await toPng(svg), await toPng(bare)];
    expect([...full.subarray(1, 4)]).toEqual([80, 78, 71]);
    // Antialiased letters leave thousands of greys behind.
    expect(pictureBytes(full)).toBeGreaterThan(pictureBytes(empty) + 2000);
  });

  it('is the same every time', async () => {
    const svg = await draw();
    expect(Buffer.from(await toPng(svg)).equals(Buffer.from(await toPng(svg)))).toBe(true);
  });
});

describe('loading', () => {
  it('leaves Vega and the picture library unloaded until something is drawn', () => {
    const page = readFileSync(new URL('../../reports/render/svg.ts', import.meta.url), 'utf8');
    const picture = readFileSync(new URL('../../reports/render/png.ts', import.meta.url), 'utf8');
    expect(page).not.toMatch(/^import (?!type)[^\n]*from 'vega/m);
    expect(picture).not.toMatch(/^import (?!type)[^\n]*from '@resvg/m);
  });
});
