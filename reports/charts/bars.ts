/** Horizontal bars with whiskers: levels of one thing, beside each other by option, or as differences from zero. */
import { legendOf, type Layer } from './parts.js';
import { INK, PALETTE, axisNumbers, distinctCuts, domainOf, ticks, type Domain } from './theme.js';

const BAR_WIDTH = 390;
/** Room for a letter of the number at the end of a bar, and for the gap before it, in pixels. */
const LETTER = 6.5;
const GAP = 8;
/** Letters of the name of a series that fit above the bars. */
const NAME = 52;

export interface Bar {
  readonly level: string;
  readonly series: string;
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly text: string;
}

export interface Bars {
  readonly bars: readonly Bar[];
  readonly series: readonly string[];
  readonly axis: string;
  readonly signed: boolean;
}

/** Levels from top to bottom in the order given; values written at the ends of their bars or whiskers. */
export function barLayers({ bars, series: names, axis, signed }: Bars): Readonly<Record<string, unknown>> {
  const several = names.length > 1;
  const series = distinctCuts(names, NAME);
  const levels = [...new Set(bars.map(({ level }) => level))];
  const cuts = distinctCuts(levels, 44);
  const short = new Map(levels.map((level, i) => [level, cuts[i]]));
  const values = bars.map((bar) => {
    const low = bar.lower ?? bar.value;
    const high = bar.upper ?? bar.value;
    const left = bar.value < 0;
    return {
      ...bar,
      series: series[names.indexOf(bar.series)],
      level: short.get(bar.level),
      low,
      high,
      end: left ? Math.min(low, 0) : Math.max(high, 0),
      left,
    };
  });
  const y = {
    field: 'level',
    type: 'nominal',
    sort: levels.map((level) => short.get(level)),
    title: null,
    scale: { paddingInner: 0.3, paddingOuter: 0.15 },
    axis: { labelLimit: 230, domain: false, ticks: false },
  };
  const yOffset = { field: 'series', type: 'nominal', scale: { domain: series } };
  const place = several ? { y, yOffset } : { y };
  const domain = roomForText(values);
  const x = {
    field: 'value',
    type: 'quantitative',
    title: axis,
    scale: { domain: [domain.low, domain.high], nice: false },
    axis: {
      grid: true,
      values: ticks(domain),
      labelFlush: false,
      labelOverlap: 'greedy',
      ...axisNumbers(domain, signed),
    },
  };
  const text = (left: boolean): Layer => ({
    transform: [{ filter: left ? 'datum.left' : '!datum.left' }],
    mark: { type: 'text', align: left ? 'right' : 'left', dx: left ? -5 : 5, fontSize: 11.5 },
    encoding: { ...place, x: { ...x, field: 'end' }, text: { field: 'text' } },
  });
  const whiskers = bars.some(({ lower, upper }) => lower !== null && upper !== null && lower !== upper);
  return {
    data: { values },
    width: BAR_WIDTH,
    height: several ? { step: 15, for: 'offset' } : { step: 30 },
    layer: [
      {
        mark: { type: 'bar', color: PALETTE[0], ...(several ? {} : { height: 16 }) },
        encoding: {
          ...place,
          x,
          ...(several
            ? {
                fill: {
                  field: 'series',
                  type: 'nominal',
                  scale: { domain: series, range: PALETTE.slice(0, series.length) },
                  ...legendOf(
                    series.map((label) => ({ id: label, label })),
                    true,
                    BAR_WIDTH,
                  ),
                },
              }
            : {}),
        },
      },
      ...(whiskers
        ? [
            // White under black, to be seen on a dark bar and on the page.
            ...(
              [
                [4, '#ffffff'],
                [1.5, INK],
              ] as const
            ).map(([strokeWidth, color]) => ({
              mark: { type: 'rule', strokeWidth, color },
              encoding: { ...place, x: { ...x, field: 'low' }, x2: { field: 'high' } },
            })),
          ]
        : []),
      ...(values.some(({ left }) => left) ? [text(true)] : []),
      ...(values.some(({ left }) => !left) ? [text(false)] : []),
      ...(values.some(({ low }) => low < 0)
        ? [
            {
              data: { values: [{ zero: 0 }] },
              mark: { type: 'rule', color: INK, strokeWidth: 1 },
              encoding: { x: { field: 'zero', type: 'quantitative' } },
            },
          ]
        : []),
    ],
  };
}

/** A domain with room for the numbers written beyond the longest bars and whiskers. */
function roomForText(
  values: readonly {
    readonly low: number;
    readonly high: number;
    readonly end: number;
    readonly left: boolean;
    readonly text: string;
  }[],
): Domain {
  let domain = domainOf(
    values.flatMap(({ low, high }) => [low, high]),
    'always',
  );
  for (let round = 0; round < 12; round++) {
    const pixel = (domain.high - domain.low) / BAR_WIDTH;
    const room = (text: string): number => (text.length * LETTER + GAP) * pixel;
    const short = values.some(({ end, left, text }) => left && end - domain.low < room(text));
    const tall = values.some(({ end, left, text }) => !left && domain.high - end < room(text));
    if (!short && !tall) break;
    const { low, high, step } = domain;
    domain = { low: short ? low - step : low, high: tall ? high + step : high, step };
  }
  return domain;
}
