/** Long names: a chart is no wider than its page and none of its words is cut off or overprinted. (More cases: tests/science.) */
import { expect, it } from 'vitest';
import { charts } from '../../reports/charts/index.js';
import { toSvg } from '../../reports/render/index.js';
import { fullResult, longNames } from './full-fixture.js';
import { outside, overlapping, textsOf, wrongWith } from './svg-texts.js';

it('with names of 200 characters every chart is drawn within the page, every word in its own place', async () => {
  const wrong: string[] = [];
  for (const { name, title, description, spec } of charts(longNames(fullResult()))) {
    const warn = (said: string): unknown => wrong.push(`${name} warns: ${said}`);
    // oxlint-disable-next-line no-await-in-loop -- one after another: drawing is not parallel
    wrong.push(...wrongWith(name, await toSvg(spec, { id: name, title, description, warn })));
  }
  expect(wrong).toEqual([]);
});

it('the measuring of words finds those outside a drawing and those over others', () => {
  const svg = (texts: string): string => `<svg viewBox="0 0 100 50"><g transform="translate(10,20)">${texts}</g></svg>`;
  const at = (x: number, y: number, text: string): string =>
    `<text text-anchor="start" transform="translate(${x},${y})" font-size="12px">${text}</text>`;
  expect(overlapping(textsOf(svg(at(0, 0, 'one') + at(10, 4, 'two'))))).toEqual(['one | two']);
  expect(overlapping(textsOf(svg(at(0, 0, 'one') + at(40, 0, 'two'))))).toEqual([]);
  expect(outside(textsOf(svg(at(0, 0, 'far too long for a drawing')))).length).toBe(1);
  expect(outside(textsOf(svg(at(0, 0, 'fits'))))).toEqual([]);
});
