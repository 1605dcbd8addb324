/**
 * Dots with whiskers, a row for each of some names and a panel for each of some things: the names stand once, at the left of each
 * line of panels. Places are worked out in pixels here, so that whatever the names are the chart keeps its width.
 */
import { fitLines } from './fit.js';
import type { Layer } from './parts.js';
import { WIDTH } from './theme.js';
import { textWidth } from '../render/fonts.js';
import { LINE, SIZE, layersOf, type DotChart } from './dot-layers.js';

export { FIRST_COLOUR, ticksIn, type Dot, type DotChart, type DotPanel } from './dot-layers.js';

const NAMES_AT_MOST = 190;
const GAP = 16;

/** Panels of dots, `columns` to a line, in the width of a page. */
export function dotPanels(chart: DotChart): Layer {
  const { rows, panels, columns } = chart;
  const lines = rows.map((row) => fitLines(row, NAMES_AT_MOST, SIZE, 2));
  const names = Math.ceil(Math.max(0, ...lines.flat().map((line) => textWidth(line, SIZE, false)))) + 12;
  const texts = panels.flatMap(({ dots }) => dots.map(({ text }) => text ?? ''));
  const beside = Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, 11.5, false))));
  const right = beside === 0 ? 6 : beside + 8;
  const width = Math.floor((WIDTH - 12 - names - columns * right - (columns - 1) * GAP) / columns);
  const step = Math.max(
    24,
    8 + LINE * Math.max(...lines.map((line) => line.length)),
    8 + 12 * Math.max(0, ...panels.map(({ dots }) => new Set(dots.map((dot) => dot.series ?? 0)).size)),
  );
  const titles = panels.map(({ title, under }) => panelTitle(title, under, width + right));
  const hasAxis = panels.some(({ axis }) => axis !== null);
  const made = panels.map((panel, i) => ({
    title: titles[i]?.spec,
    width,
    height: step * rows.length,
    layer: layersOf(chart, panel, { width, step, lines: i % columns === 0 ? lines : null }),
  }));
  return {
    concat: made,
    columns,
    bounds: 'flush',
    align: 'all',
    spacing: { row: 36 + Math.max(...titles.map(({ height }) => height)) + (hasAxis ? 22 : 0), column: right + GAP },
    resolve: { scale: { color: 'shared', fill: 'shared', shape: 'shared' } },
  };
}

/** The name of a panel on at most two lines, a number under it, and how high both are. */
export function panelTitle(
  title: string,
  under: string | undefined,
  width: number,
): { readonly spec: Layer; readonly height: number } {
  const text = fitLines(title, width, 13, 2, true);
  const subtitle = under === undefined ? [] : fitLines(under, width, 12, 2);
  return {
    spec: {
      text,
      ...(subtitle.length === 0 ? {} : { subtitle, subtitleFontSize: 12, subtitleLineHeight: 15, subtitlePadding: 2 }),
      fontSize: 13,
      lineHeight: 16,
      offset: 7,
      frame: 'group',
      anchor: 'start',
    },
    height: 16 * text.length + 15 * subtitle.length,
  };
}
