/** A panel an option, on one scale, with the first option in grey in each: what lines and bands over time or worth are made of. */
import { drawn } from '../../charts/fit.js';
import type { Layer } from '../../charts/parts.js';
import { INK, PALETTE, WIDTH } from '../../charts/theme.js';
import { FIRST_COLOUR, panelTitle } from '../../charts/dots.js';

/** A point of an option's line; a band where it has an interval, a darker one where its average has. */
export interface BandPoint {
  readonly [field: string]: unknown;
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly average?: readonly [number, number] | null;
}

export interface BandPanel {
  readonly title: string;
  /** A number under the title. */
  readonly under?: string;
  readonly points: readonly BandPoint[];
  /** The grey dashed line to be compared with. */
  readonly first?: readonly BandPoint[];
  /** Layers over the lines. */
  readonly over?: readonly Layer[];
  readonly zero?: boolean;
}

/** Room for the numbers and the title of a vertical axis, in pixels. */
const AXIS = 62;
const NEXT_AXIS = 50;
const MARGIN = 24;

/** Panels in one or two columns, each named; plots line up whatever the width of their numbers. */
export function inColumns(
  all: readonly { readonly title: string; readonly under?: string | undefined; readonly layer: Layer }[],
  height: number,
  below = 0,
): Layer {
  const columns = Math.min(2, all.length);
  const width = columns === 1 ? WIDTH - AXIS - MARGIN - 12 : Math.floor((WIDTH - AXIS - NEXT_AXIS - MARGIN) / 2);
  const titles = all.map(({ title, under }) => panelTitle(title, under, width));
  return {
    concat: all.map(({ layer }, i) => ({ title: titles[i]?.spec, width, height, ...layer })),
    columns,
    bounds: 'flush',
    align: 'all',
    spacing: { row: 40 + Math.max(...titles.map((title) => title.height)) + below, column: NEXT_AXIS },
  };
}

/** Panels of lines and bands; `x` is their horizontal axis, `y` gives the vertical one with or without its title. */
export function bandPanels(
  all: readonly BandPanel[],
  x: Layer,
  y: (titled: boolean) => Layer,
  { height = 150, below = 0 }: { readonly height?: number; readonly below?: number } = {},
): Layer {
  return inColumns(
    all.map((panel, i) => ({
      title: panel.title,
      under: panel.under,
      layer: bandLayers(panel, x, y(i % Math.min(2, all.length) === 0)),
    })),
    all.length === 1 ? Math.round(height * 1.5) : height,
    below,
  );
}

function bandLayers({ points, first = [], over = [], zero = false }: BandPanel, x: Layer, y: Layer): Layer {
  const values = [
    ...points.map((point) => ({ ...plain(point), own: true })),
    ...first.map((point) => ({ ...plain(point), own: false })),
  ];
  const band = (low: string, high: string, opacity: number): Layer => ({
    transform: [{ filter: `datum.own && datum.${low} !== null` }],
    mark: { type: 'area', opacity, color: PALETTE[0] },
    encoding: { x, y: { ...y, field: low }, y2: { field: high } },
  });
  const line = (own: boolean): Layer => ({
    transform: [{ filter: own ? 'datum.own' : '!datum.own' }],
    mark: own
      ? { type: 'line', color: PALETTE[0] }
      : { type: 'line', color: FIRST_COLOUR, strokeDash: [6, 3], strokeWidth: 2 },
    encoding: { x, y },
  });
  return {
    data: { values },
    layer: [
      ...(points.some(({ lower }) => lower !== null) ? [band('lower', 'upper', 0.18)] : []),
      ...(points.some(({ average }) => average !== undefined && average !== null) ? [band('inner', 'outer', 0.4)] : []),
      ...(zero
        ? [
            {
              data: { values: [{ zero: 0 }] },
              mark: { type: 'rule', color: INK, strokeWidth: 1 },
              encoding: { y: { ...y, field: 'zero' } },
            },
          ]
        : []),
      ...(first.length === 0 ? [] : [line(false)]),
      line(true),
      ...over,
    ],
  };
}

function plain({ average, lower, upper, value, ...rest }: BandPoint): Layer {
  const known = lower !== null && upper !== null && Number.isFinite(lower) && Number.isFinite(upper);
  return {
    ...rest,
    value: drawn(value),
    lower: known ? drawn(lower) : null,
    upper: known ? drawn(upper) : null,
    inner: average === undefined || average === null ? null : drawn(average[0]),
    outer: average === undefined || average === null ? null : drawn(average[1]),
  };
}

/** The ends of everything that is drawn. */
export function endsOf(
  points: readonly {
    readonly value: number;
    readonly lower: number | null;
    readonly upper: number | null;
    readonly average?: readonly [number, number] | null;
  }[],
): number[] {
  return points.flatMap(({ value, lower, upper, average }) => [
    value,
    lower ?? value,
    upper ?? value,
    ...(average ?? []),
  ]);
}
