/** What a panel of dots is made of: its rows, bars, lines, dots and words, with places in pixels. */
import { drawn, fitNames } from './fit.js';
import { legendOf, type Layer } from './parts.js';
import { GRID, INK, PALETTE, SHAPES, axisNumbers, ticks, type Domain } from './theme.js';

export interface Dot {
  /** Index of its row. */
  readonly row: number;
  /** Index of its series, where there are several; 0. */
  readonly series?: number;
  readonly value: number;
  /** What futures may bring. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** How sure the average is. */
  readonly average?: readonly [number, number] | null;
  /** Written at the right of the row; with several series, left out. */
  readonly text?: string;
  /** A second, hollow mark, such as a median. */
  readonly hollow?: number | null;
  /** The one compared with is grey; what is against the others is orange. */
  readonly tone?: 'first' | 'against';
  /** Where its bar begins; 0. */
  readonly from?: number;
}

export interface DotPanel {
  readonly title: string;
  /** A number under the title. */
  readonly under?: string;
  readonly dots: readonly Dot[];
  readonly domain: Domain;
  readonly axis: string | null;
}

export interface DotChart {
  readonly rows: readonly string[];
  readonly panels: readonly DotPanel[];
  readonly columns: number;
  readonly signed: boolean;
  /** Names of series, at most four; none for one. */
  readonly series?: readonly string[];
  /** Bars from zero to the value instead of dots. */
  readonly bars?: boolean;
  /** Written at axis ends instead of numbers: the domain is of shares. */
  readonly percent?: boolean;
}

export const FIRST_COLOUR = '#6f777b';
const TONES = [
  { tone: 'first', color: FIRST_COLOUR },
  { tone: 'own', color: PALETTE[0] },
  { tone: 'against', color: PALETTE[1] },
] as const;
/** Of the names of rows: size and height of a line in pixels. */
export const SIZE = 12;
export const LINE = 14;

export interface Space {
  readonly width: number;
  readonly step: number;
  /** Names at the left; null in the other columns. */
  readonly lines: readonly (readonly string[])[] | null;
}

/** The layers of one panel, from back to front. */
export function layersOf(chart: DotChart, panel: DotPanel, space: Space): Layer[] {
  const { rows, signed, series = [], percent = false, bars = false } = chart;
  const { domain, dots, axis } = panel;
  const several = series.length > 1;
  // Series that a panel has not take no room in it.
  const there = [...new Set(dots.map((dot) => dot.series ?? 0))].toSorted((a, b) => a - b);
  const offset = (k: number): number => (several ? ((there.indexOf(k) - (there.length - 1) / 2) * 12) / space.step : 0);
  const x = {
    field: 'value',
    type: 'quantitative',
    title: axis,
    scale: { domain: [domain.low, domain.high], nice: false, zero: false, padding: 0 },
    axis: {
      grid: true,
      values: ticksIn(domain, space.width, percent),
      labelFlush: true,
      labelOverlap: 'greedy',
      ...(percent ? { format: '.0%' } : axisNumbers(domain, signed)),
    },
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: [rows.length, 0], nice: false, zero: false, padding: 0 },
    axis: null,
  };
  const clear = several ? fitNames(series, 380, 13) : [''];
  const values = dots.map((dot) => {
    const k = dot.series ?? 0;
    const known = dot.lower !== null && dot.upper !== null && Number.isFinite(dot.lower) && Number.isFinite(dot.upper);
    return {
      y: dot.row + 0.5 + offset(k),
      k,
      series: clear[k],
      tone: dot.tone ?? 'own',
      from: drawn(dot.from ?? 0),
      value: drawn(dot.value),
      lower: drawn(known ? (dot.lower ?? 0) : dot.value),
      upper: drawn(known ? (dot.upper ?? 0) : dot.value),
      inner: dot.average === undefined || dot.average === null ? null : drawn(dot.average[0]),
      outer: dot.average === undefined || dot.average === null ? null : drawn(dot.average[1]),
      hollow: dot.hollow === undefined || dot.hollow === null ? null : drawn(dot.hollow),
      text: dot.text ?? '',
    };
  });
  const groups = several
    ? series.map((_, k) => ({ filter: `datum.k === ${k}`, color: PALETTE[k] }))
    : TONES.flatMap(({ tone, color }) =>
        values.some((value) => value.tone === tone) ? [{ filter: `datum.tone === '${tone}'`, color }] : [],
      );
  const rule = (low: string, high: string, mark: Layer, filter: string): Layer => ({
    transform: [{ filter }],
    mark: { type: 'rule', clip: true, ...mark },
    encoding: { x: { ...x, field: low }, x2: { field: high }, y },
  });
  const hasZero = domain.low <= 0 && domain.high >= 0;
  return [
    {
      data: { values: rows.map((_, i) => ({ y: i + 0.5 })) },
      mark: { type: 'rule', color: GRID, strokeWidth: 1 },
      encoding: { y },
    },
    ...((signed || bars) && hasZero
      ? [
          {
            data: { values: [{ zero: 0 }] },
            mark: { type: 'rule', color: INK, strokeWidth: 1 },
            encoding: { x: { ...x, field: 'zero' } },
          },
        ]
      : []),
    {
      data: { values },
      layer: [
        ...(bars
          ? groups.map(({ filter, color }) => ({
              transform: [{ filter }],
              mark: { type: 'bar', height: 12, color, clip: true },
              encoding: { x, x2: { field: 'from' }, y },
            }))
          : []),
        ...(bars
          ? values.some(({ lower, upper }) => lower !== upper)
            ? // White under black, to be seen on a dark bar and on the page.
              [
                rule('lower', 'upper', { strokeWidth: 4, color: '#ffffff' }, 'datum.lower !== datum.upper'),
                rule('lower', 'upper', { strokeWidth: 1.5, color: INK }, 'datum.lower !== datum.upper'),
              ]
            : []
          : groups.flatMap(({ filter, color }) => [
              rule('lower', 'upper', { strokeWidth: 1.5, color, opacity: 0.8 }, filter),
              ...(values.some(({ inner }) => inner !== null)
                ? [
                    rule(
                      'inner',
                      'outer',
                      { strokeWidth: 5, color, opacity: 0.55 },
                      `${filter} && datum.inner !== null`,
                    ),
                  ]
                : []),
            ])),
        ...(bars
          ? []
          : [
              {
                mark: { type: 'point', filled: true, size: 62, opacity: 1 },
                encoding: several
                  ? {
                      x,
                      y,
                      fill: {
                        field: 'series',
                        type: 'nominal',
                        scale: { domain: clear, range: PALETTE.slice(0, clear.length) },
                        ...legendOf(clear.map((label) => ({ id: label, label }))),
                      },
                      shape: {
                        field: 'series',
                        type: 'nominal',
                        scale: { domain: clear, range: SHAPES.slice(0, clear.length) },
                        ...legendOf(clear.map((label) => ({ id: label, label }))),
                      },
                    }
                  : {
                      x,
                      y,
                      fill: {
                        condition: [
                          { test: "datum.tone === 'first'", value: FIRST_COLOUR },
                          { test: "datum.tone === 'against'", value: PALETTE[1] },
                        ],
                        value: PALETTE[0],
                      },
                    },
              },
            ]),
        ...(values.some(({ hollow }) => hollow !== null)
          ? [
              {
                transform: [{ filter: 'datum.hollow !== null' }],
                mark: {
                  type: 'point',
                  filled: true,
                  shape: 'diamond',
                  size: 70,
                  fill: '#ffffff',
                  stroke: INK,
                  strokeWidth: 1.5,
                  opacity: 1,
                },
                encoding: { x: { ...x, field: 'hollow' }, y },
              },
            ]
          : []),
        ...(values.some(({ text }) => text !== '')
          ? [
              {
                mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: 11.5, clip: false },
                encoding: { x: { value: space.width + 8 }, y, text: { field: 'text', type: 'nominal' } },
              },
            ]
          : []),
      ],
    },
    ...(space.lines === null ? [] : [nameLayer(space.lines, space.step, y)]),
  ];
}

/** Names of rows, their lines in the middle of the row. */
function nameLayer(lines: readonly (readonly string[])[], step: number, y: Layer): Layer {
  return {
    data: {
      values: lines.flatMap((own, i) =>
        own.map((line, j) => ({ y: i + 0.5 + ((j - (own.length - 1) / 2) * LINE) / step, line })),
      ),
    },
    mark: { type: 'text', align: 'right', baseline: 'middle', fontSize: SIZE, clip: false },
    encoding: { x: { value: -8 }, y, text: { field: 'line', type: 'nominal' } },
  };
}

/** Every gridline, or every second one and so on where the width is small; zero stays. */
export function ticksIn(domain: Domain, width: number, percent = false): number[] {
  if (percent) return width < 150 ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1];
  const all = ticks(domain);
  const every = Math.ceil(all.length / Math.max(2, Math.floor(width / 48)));
  const zero = Math.max(0, all.indexOf(0));
  return all.filter((_, i) => (i - zero) % every === 0);
}
