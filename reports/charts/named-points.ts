/** Points with whiskers both ways, and their names in a column beside them, joined by thin lines so that none overlaps another. */
import { apart } from './apart.js';
import { ticksIn } from './dots.js';
import { drawn, fitLines } from './fit.js';
import type { Layer } from './parts.js';
import { INK, PALETTE, SOFT_INK, axisNumbers, domainOf, type Domain } from './theme.js';

export interface NamedPoint {
  readonly x: number;
  readonly y: number;
  /** Ends of its intervals; the same as the point where none is known. */
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
  readonly filled: boolean;
  /** '' for a point without a name. */
  readonly name: string;
  /** What is said under the name. */
  readonly words: string;
}

export interface NamedPoints {
  readonly points: readonly NamedPoint[];
  readonly across: { readonly title: string; readonly signed: boolean };
  readonly up: { readonly title: string; readonly signed: boolean };
  /** Joins the filled points in the order of their heights. */
  readonly joined: boolean;
  /** Lines across the chart, dashed. */
  readonly marks?: readonly { readonly x: number }[];
  /** From the corner of the axes, dashed: where up equals across. */
  readonly diagonal?: boolean;
}

const WIDE = 370;
const LINE = 14;
const NAMES = 215;
const LEADERS = '#c4c4c4';

/** An axis of numbers, `width` pixels long. */
export function numberAxis(field: string, title: string | null, domain: Domain, width: number, signed: boolean): Layer {
  return {
    field,
    type: 'quantitative',
    title,
    scale: { domain: [domain.low, domain.high], nice: false, zero: false, padding: 0 },
    axis: {
      grid: true,
      values: ticksIn(domain, width),
      labelFlush: true,
      labelOverlap: 'greedy',
      ...axisNumbers(domain, signed),
    },
  };
}

/** A chart in the width of a page: data, layers, width and height. */
export function namedPoints({ points, across, up, joined, marks = [], diagonal = false }: NamedPoints): Layer {
  const xs = domainOf([0, ...marks.map(({ x }) => x), ...points.flatMap(({ left, right }) => [left, right])], 'always');
  const ys = domainOf([0, ...points.flatMap(({ low, high }) => [low, high])], 'always');
  const named = points.filter(({ name }) => name !== '');
  const texts = named.map(({ name, words }) => ({
    bold: fitLines(name, NAMES, 12, 2, true),
    plain: fitLines(words, NAMES, 12, 2),
  }));
  const lines = texts.map(({ bold, plain }) => [...bold, ...plain]);
  const height = Math.max(
    280,
    lines.reduce((sum, own) => sum + own.length * LINE + 8, 0),
  );
  const pixel = (ys.high - ys.low) / height;
  const places = apart(
    named.map(({ y }, i) => ({ at: (ys.high - y) / pixel, half: ((lines[i]?.length ?? 1) * LINE) / 2 })),
    height,
  );
  const at = (place: number): number => drawn(ys.high - place * pixel);
  const values = points.map((point) => ({
    x: drawn(point.x),
    y: drawn(point.y),
    left: drawn(point.left),
    right: drawn(point.right),
    low: drawn(point.low),
    high: drawn(point.high),
    filled: point.filled,
    place: point.name === '' ? null : at(places[named.indexOf(point)] ?? 0),
  }));
  // Filled points over hollow ones in the same place.
  values.sort((a, b) => Number(a.filled) - Number(b.filled));
  const words = lines.flatMap((own, i) =>
    own.map((line, j) => ({
      line,
      bold: j < (texts[i]?.bold.length ?? 0),
      place: at((places[i] ?? 0) + (j - (own.length - 1) / 2) * LINE),
    })),
  );
  const x = numberAxis('x', across.title, xs, WIDE, across.signed);
  const y = numberAxis('y', up.title, ys, height, up.signed);
  const most = Math.min(xs.high, ys.high);
  const axisLine = (channel: 'x' | 'y'): Layer => ({
    data: { values: [{ zero: 0 }] },
    mark: { type: 'rule', color: INK, strokeWidth: 1 },
    encoding: channel === 'x' ? { x: { ...x, field: 'zero' } } : { y: { ...y, field: 'zero' } },
  });
  const text = (bold: boolean): Layer[] => {
    const own = words.filter((word) => word.bold === bold);
    return own.length === 0
      ? []
      : [
          {
            data: { values: own },
            mark: {
              type: 'text',
              align: 'left',
              baseline: 'middle',
              clip: false,
              ...(bold ? { fontWeight: 'bold' } : { color: SOFT_INK }),
            },
            encoding: {
              x: { value: WIDE + 18 },
              y: { ...y, field: 'place' },
              text: { field: 'line', type: 'nominal' },
            },
          },
        ];
  };
  const onLine = values.filter(({ filled }) => filled).toSorted((a, b) => a.y - b.y);
  const rule = (encoding: Layer): Layer => ({
    mark: { type: 'rule', strokeWidth: 1.5, color: PALETTE[0], opacity: 0.6 },
    encoding,
  });
  return {
    width: WIDE,
    height,
    data: { values },
    layer: [
      axisLine('x'),
      axisLine('y'),
      ...(diagonal
        ? [
            {
              data: { values: [{ from: 0, to: most }] },
              mark: { type: 'rule', color: SOFT_INK, strokeWidth: 1, strokeDash: [4, 3] },
              encoding: {
                x: { ...x, field: 'from' },
                x2: { field: 'to' },
                y: { ...y, field: 'from' },
                y2: { field: 'to' },
              },
            },
          ]
        : []),
      ...marks.map((mark) => ({
        data: { values: [{ at: drawn(mark.x) }] },
        mark: { type: 'rule', color: PALETTE[1], strokeWidth: 1.5, strokeDash: [6, 3] },
        encoding: { x: { ...x, field: 'at' } },
      })),
      ...(named.length === 0
        ? []
        : [
            {
              transform: [{ filter: 'datum.place !== null' }],
              mark: { type: 'rule', color: LEADERS, strokeWidth: 1 },
              encoding: { x, x2: { value: WIDE + 14 }, y, y2: { field: 'place' } },
            },
          ]),
      ...(joined && onLine.length > 1
        ? [
            {
              data: { values: onLine },
              mark: { type: 'line', color: PALETTE[0] },
              encoding: { x, y, order: { field: 'y', type: 'quantitative' } },
            },
          ]
        : []),
      rule({ x: { ...x, field: 'left' }, x2: { field: 'right' }, y }),
      rule({ x, y: { ...y, field: 'low' }, y2: { field: 'high' } }),
      {
        mark: { type: 'point', filled: true, size: 80, opacity: 1, stroke: PALETTE[0], strokeWidth: 2 },
        encoding: { x, y, fill: { condition: { test: 'datum.filled', value: PALETTE[0] }, value: '#ffffff' } },
      },
      ...text(true),
      ...text(false),
    ],
  };
}
