/** Parts that charts share: options with their colours, lines with bands, points with intervals, panels and tables. */
import type { TableRow } from '../../engine/study/result.js';
import { holdsWords } from '../findings/few.js';
import { write } from '../numbers.js';
import { coversYear, longDate, timestamp, yearEnds } from '../periods.js';
import type { Reading } from '../rows.js';
import {
  DASHES,
  INK,
  PALETTE,
  SHAPES,
  WIDTH,
  axisNumbers,
  clampLines,
  cut,
  ticks,
  wrap,
  type Domain,
} from './theme.js';
import type { ChartTable } from './types.js';

/** A series to draw: an option, or a count such as "waiting". */
export interface Series {
  readonly id: string;
  readonly label: string;
}

/** The baseline and the option, with labels short enough to draw and never the same. */
export function optionSeries({ baseline, option }: Reading): Series[] {
  const first = { id: baseline.id, label: cut(baseline.label, 90) };
  if (option === null) return [first];
  const label = cut(option.label, 90);
  return [first, { id: option.id, label: label === first.label ? `${label} (option)` : label }];
}

/** What a band is of, for a subtitle: "Bands: 95% of simulated futures (chance only)." */
export function intervalNote(kind: 'Bands' | 'Bars' | 'Whiskers', { result }: Reading): string {
  return holdsWords(kind, result.replications, result.uncertainty);
}

export type Layer = Readonly<Record<string, unknown>>;

function nominalScale(series: readonly Series[], range: readonly unknown[]): Layer {
  return { domain: series.map(({ label }) => label), range: range.slice(0, series.length) };
}

/** A date axis in UTC with a tick at each 31 March, or at every second one and so on where they would crowd. */
export function dateX(dates: readonly string[], most: number, title: string | null): Layer {
  const ends = yearEnds(dates);
  const every = Math.ceil(ends.length / most);
  const chosen = ends.filter((_, i) => (ends.length - 1 - i) % every === 0);
  const axis =
    chosen.length >= 2
      ? { values: chosen.map(timestamp), format: most > 5 ? '%b %Y' : '%Y' }
      : { tickCount: Math.min(most, 5), format: '%b %Y' };
  return { field: 'date', type: 'temporal', scale: { type: 'utc' }, title, axis: { ...axis, labelFlush: false } };
}

/** An axis of financial years, their names level. */
export const yearX: Layer = {
  field: 'period',
  type: 'ordinal',
  title: null,
  axis: { labelAngle: 0, labelOverlap: true },
};

/** A financial year, marked where the run does not cover all of it. */
export function yearLabel({ result }: Reading, year: string): string {
  return coversYear(year, result.startDate, result.endDate) ? year : `${year} (part)`;
}

/** A vertical axis with a known domain. With `signed` numbers above zero carry a plus sign. */
export function numberY(field: string, title: string | null, domain: Domain, signed = false): Layer {
  return {
    field,
    type: 'quantitative',
    title,
    scale: { domain: [domain.low, domain.high], nice: false, zero: false },
    axis: { ...axisNumbers(domain, signed), values: ticks(domain) },
  };
}

/** The key to series, above the chart: in one column where long labels would not fit side by side. */
export function legendOf(series: readonly Series[], shown = true, width = 600): Layer {
  if (!shown || series.length < 2) return { legend: null };
  const letters = series.reduce((sum, { label }) => sum + label.length + 8, 0);
  const stacked = letters > width / 7 ? { columns: 1, direction: 'vertical', rowPadding: 0 } : {};
  return { legend: { ...stacked, labelLimit: width - 30 } };
}

/** One point of one series. */
export interface Point {
  readonly series: string;
  readonly date?: string;
  readonly period?: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** The point of a row, with an interval only where it is known, in seven figures: finer than any pixel. */
export function pointOf(row: TableRow, series: Series, divide = 1): Point {
  const known = Number.isFinite(row.lower) && Number.isFinite(row.upper);
  const drawn = (value: number): number => Number((value / divide).toPrecision(7));
  return {
    series: series.label,
    value: drawn(row.value),
    lower: drawn(known ? row.lower : row.value),
    upper: drawn(known ? row.upper : row.value),
  };
}

/** Layers and the data they share. */
export interface Drawing {
  readonly data: Layer;
  readonly layer: readonly Layer[];
}

/** Points with `k`, the number of their series, by which layers choose them. */
function numbered(series: readonly Series[], points: readonly Point[]): Layer {
  const order = new Map(series.map(({ label }, k) => [label, k]));
  return { values: points.map((point) => ({ ...point, k: order.get(point.series) })) };
}

/**
 * Bands with lines over them: a layer for each, coloured and dashed by series.
 * Bands have their colours outright: a hidden key for them would hide the key of the lines too.
 */
export function bandsAndLines(
  series: readonly Series[],
  points: readonly Point[],
  x: Layer,
  y: Layer,
  key: boolean,
): Drawing {
  const bands = series.map((_, k) => ({
    transform: [{ filter: `datum.k === ${k}` }],
    mark: { type: 'area', opacity: 0.16, color: PALETTE[k] },
    encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
  }));
  return { data: numbered(series, points), layer: [...bands, lines(series, x, y, key)] };
}

/** Lines coloured and dashed by series. */
export function lines(series: readonly Series[], x: Layer, y: Layer, key: boolean): Layer {
  const found = legendOf(series, key)['legend'];
  const legend = { legend: found === null ? null : { ...(found as Layer), symbolSize: 420 } };
  return {
    mark: { type: 'line' },
    encoding: {
      x,
      y,
      stroke: { field: 'series', type: 'nominal', scale: nominalScale(series, PALETTE), ...legend },
      strokeDash: { field: 'series', type: 'nominal', scale: nominalScale(series, DASHES), ...legend },
    },
  };
}

/** Points with whiskers side by side in each period, coloured and shaped by series. */
export function pointsAndWhiskers(series: readonly Series[], points: readonly Point[], x: Layer, y: Layer): Drawing {
  const legend = legendOf(series);
  const offset = {
    field: 'series',
    type: 'nominal',
    scale: { domain: series.map(({ label }) => label), paddingOuter: 1 },
  };
  const shared = series.length > 1 ? { x, xOffset: offset } : { x };
  const whiskers = series.map((_, k) => ({
    transform: [{ filter: `datum.k === ${k}` }],
    mark: { type: 'rule', strokeWidth: 2, opacity: 0.75, color: PALETTE[k] },
    encoding: { ...shared, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
  }));
  const marks = {
    mark: { type: 'point', filled: true, size: 70, opacity: 1 },
    encoding: {
      ...shared,
      y,
      fill: { field: 'series', type: 'nominal', scale: nominalScale(series, PALETTE), ...legend },
      shape: { field: 'series', type: 'nominal', scale: nominalScale(series, SHAPES), ...legend },
    },
  };
  return { data: numbered(series, points), layer: [...whiskers, marks] };
}

/** A label at the right end of each line, moved up or down so that no two overlap. */
export function endLabels(
  series: readonly Series[],
  points: readonly Point[],
  domain: Domain,
  height: number,
  text: (point: Point) => string,
): Layer {
  const lineHeight = 15;
  const unitsPerPixel = (domain.high - domain.low) / height;
  const labels = series.flatMap(({ label }) => {
    const last = points.filter((point) => point.series === label).at(-1);
    if (last === undefined) return [];
    const lines = [...clampLines(wrap(series.length > 1 ? label : '', 22), 5), text(last)];
    return [{ date: last.date, at: last.value, lines, half: (lines.length * lineHeight) / 2 }];
  });
  labels.sort((a, b) => b.at - a.at);
  for (let round = 0; round < 50; round++) {
    for (let i = 1; i < labels.length; i++) {
      const [above, below] = [labels[i - 1], labels[i]];
      if (above === undefined || below === undefined) continue;
      const overlap = (above.half + below.half + 4) * unitsPerPixel - (above.at - below.at);
      if (overlap <= 0) continue;
      above.at += overlap / 2;
      below.at -= overlap / 2;
    }
  }
  // Above the axis: its labels stand below it.
  let floor = domain.low;
  for (const label of labels.toReversed()) {
    label.at = Math.max(label.at, floor + label.half * unitsPerPixel);
    floor = label.at + (label.half + 4) * unitsPerPixel;
  }
  const values = labels.map(({ date, at, lines, half }) => ({
    date,
    at: at + (half - lineHeight / 2) * unitsPerPixel,
    lines,
  }));
  return {
    data: { values },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 8, lineHeight, clip: false, color: INK },
    encoding: {
      x: { field: 'date', type: 'temporal', scale: { type: 'utc' } },
      y: { field: 'at', type: 'quantitative' },
      text: { field: 'lines', type: 'nominal' },
    },
  };
}

/** A line at zero, for differences. */
export const zeroLine: Layer = {
  data: { values: [{ zero: 0 }] },
  mark: { type: 'rule', color: INK, strokeWidth: 1 },
  encoding: { y: { field: 'zero', type: 'quantitative' } },
};

/** The days a table under a chart shows: the first, each 31 March and the last. */
export function tableDays(rows: readonly TableRow[]): string[] {
  const days = rows.map((row) => row.period);
  const ends = new Set([days[0], ...yearEnds(days), days.at(-1)]);
  return days.filter((day) => ends.has(day));
}

/** Columns of a table with a column of numbers and intervals for each series. */
export function seriesTable(
  first: string,
  series: readonly Series[],
  periods: readonly string[],
  cell: (period: string, series: Series) => TableRow | null,
  signed: (series: Series) => boolean = () => false,
): ChartTable {
  return {
    columns: [first, ...series.map(({ label }) => label)],
    rows: periods.map((period) => [
      longDate(period),
      ...series.map((one) => {
        const row = cell(period, one);
        return row === null ? 'none' : write(row, signed(one)).both;
      }),
    ]),
  };
}

/** The difference as a column of a table, where there is an option to differ. */
export function withDifference(series: readonly Series[]): Series[] {
  return series.length < 2 ? [...series] : [...series, { id: 'difference', label: 'Difference' }];
}

export const isDifference = (series: Series): boolean => series.id === 'difference';

export interface PanelSpec extends Drawing {
  readonly title: string;
}

/** The width of each of so many columns, so that a chart fits its page with room for every axis. */
function columnWidth(columns: number): number {
  return columns === 1 ? 590 : Math.floor((WIDTH - 100 - (columns - 1) * COLUMN_GAP) / columns);
}

const COLUMN_GAP = 48;

/** The name of a panel, over a plot of so many pixels. */
export function panelTitle(title: string, width: number): { readonly text: string[] } & Layer {
  const text = clampLines(wrap(title, Math.floor(width / 7)), 3);
  return { text, fontSize: 13, lineHeight: 16, offset: 9, frame: 'group', anchor: 'start' };
}

/** Panels in columns, each named above its own axes; plots line up whatever the width of their numbers. */
export function panels(columns: number, height: number, all: readonly PanelSpec[], below = 0): Layer {
  const width = columnWidth(columns);
  const titles = all.map(({ title }) => panelTitle(title, width));
  const longest = Math.max(...titles.map(({ text }) => text.length));
  return {
    concat: all.map(({ data, layer }, i) => ({
      title: titles[i],
      width,
      height,
      data,
      layer,
    })),
    columns,
    bounds: 'flush',
    align: 'all',
    spacing: { row: 54 + 16 * longest + below, column: COLUMN_GAP },
  };
}
