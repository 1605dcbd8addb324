/** Horizontal bars with whiskers: levels of one thing, beside each other by option, or as differences from zero. */
import { SIGNED, legendOf, type Layer } from './parts.js';
import { INK, PALETTE, cut, domainOf, ticks, type Domain } from './theme.js';

const BAR_WIDTH = 400;
/** Room for a number such as −£24.4m at the end of a bar, in pixels. */
const TEXT_WIDTH = 56;

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
export function barLayers({ bars, series, axis, signed }: Bars): Readonly<Record<string, unknown>> {
  const several = series.length > 1;
  const levels = [...new Set(bars.map(({ level }) => level))];
  const short = new Map(levels.map((level, i) => [level, distinct(cut(level, 44), levels, i)]));
  const values = bars.map((bar) => {
    const low = bar.lower ?? bar.value;
    const high = bar.upper ?? bar.value;
    const left = bar.value < 0;
    return { ...bar, level: short.get(bar.level), low, high, end: left ? Math.min(low, 0) : Math.max(high, 0), left };
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
    axis: { grid: true, values: ticks(domain), ...(signed ? SIGNED : { format: ',~f' }) },
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
                  ...legendOf(series.map((label) => ({ id: label, label }))),
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
  values: readonly { readonly low: number; readonly high: number; readonly end: number; readonly left: boolean }[],
): Domain {
  let domain = domainOf(
    values.flatMap(({ low, high }) => [low, high]),
    'always',
  );
  for (let round = 0; round < 6; round++) {
    const room = ((domain.high - domain.low) * TEXT_WIDTH) / BAR_WIDTH;
    const short = values.some(({ end, left }) => left && end - domain.low < room);
    const tall = values.some(({ end, left }) => !left && domain.high - end < room);
    if (!short && !tall) break;
    const { low, high, step } = domain;
    domain = { low: short ? low - step : low, high: tall ? high + step : high, step };
  }
  return domain;
}

/** A label that no other label equals after cutting. */
function distinct(label: string, levels: readonly string[], index: number): string {
  const same = levels.slice(0, index).filter((other) => cut(other, 44) === label).length;
  return same === 0 ? label : `${label} (${same + 1})`;
}
