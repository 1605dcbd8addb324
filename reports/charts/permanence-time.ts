/** How long children wait for a permanent home, by the way they come to it: medians with the middle half and the middle four fifths. */
import { thousands } from '../numbers.js';
import type { Reading } from '../rows.js';
import { monthOf, monthTicks, stepsOf, type Step } from './distributions.js';
import { legendOf, optionSeries, type Layer } from './parts.js';
import { INK, PALETTE, chartSpec, distinctCuts } from './theme.js';
import type { Chart } from './types.js';

interface Wait {
  readonly label: string;
  readonly measure: string;
  readonly group: string;
}

const WAITS: readonly Wait[] = [
  { label: 'Home or to relatives', measure: 'length_of_care_ended', group: 'way_out=Home or to relatives' },
  { label: 'Special guardianship', measure: 'entry_to_guardianship', group: 'all' },
  { label: 'Placed for adoption', measure: 'entry_to_placed_for_adoption', group: 'all' },
  { label: 'Adoption order', measure: 'entry_to_adoption_order', group: 'all' },
];

const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

interface Bar {
  readonly level: string;
  readonly series: string;
  readonly k: number;
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly text: string;
}

function barOf(level: string, series: string, k: number, steps: readonly Step[]): Bar[] {
  const [p10, p25, p50, p75, p90] = SHARES.map((share) => monthOf(steps, share));
  if (p10 == null || p25 == null || p50 == null || p75 == null || p90 == null) return [];
  return [{ level, series, k, p10, p25, p50, p75, p90, text: `median ${thousands(p50, 1)}` }];
}

export function permanenceTimeChart(reading: Reading): Chart | null {
  const options = optionSeries(reading);
  const names = distinctCuts(
    options.map(({ label }) => label),
    52,
  );
  const series = options.map(({ id }, i) => ({ id, label: names[i] ?? id }));
  const bars = WAITS.flatMap(({ label, measure, group }) =>
    series.flatMap(({ id, label: option }, k) => barOf(label, option, k, stepsOf(reading, measure, id, group))),
  );
  if (bars.length === 0) return null;
  const levels = WAITS.map(({ label }) => label).filter((label) => bars.some(({ level }) => level === label));
  const longest = Math.max(...bars.map(({ p90 }) => p90));
  const end = Math.max(12, Math.ceil((longest * 1.2) / 6) * 6);
  const y: Layer = {
    field: 'level',
    type: 'nominal',
    sort: levels,
    title: null,
    scale: { paddingInner: 0.35, paddingOuter: 0.15 },
    axis: { labelLimit: 200, domain: false, ticks: false },
  };
  const place = series.length > 1 ? { y, yOffset: offset(series.map(({ label }) => label)) } : { y };
  const x = (field: string): Layer => ({
    field,
    type: 'quantitative',
    title: 'months since entering care',
    scale: { domain: [0, end], nice: false },
    axis: { grid: true, values: monthTicks(end, 10), labelFlush: false },
  });
  const span = (from: string, to: string, strokeWidth: number, k: number): Layer => ({
    transform: [{ filter: `datum.k === ${k}` }],
    mark: { type: 'rule', strokeWidth, color: PALETTE[k], strokeCap: 'butt' },
    encoding: { ...place, x: x(from), x2: { field: to } },
  });
  const title = 'Time to a permanent home';
  const range = series.map(({ label }) => label);
  return {
    name: 'time-to-permanence',
    title,
    spec: chartSpec(
      title,
      'Of children for whom it came in the run: line at the median, thick bar the middle half, thin bar from the fastest tenth to ' +
        'the slowest. All replications together: spread between children, not an interval.',
      {
        data: { values: bars },
        width: 480,
        height: series.length > 1 ? { step: 20, for: 'offset' } : { step: 34 },
        layer: [
          ...series.flatMap((_, k) => [span('p10', 'p90', 2, k), span('p25', 'p75', 11, k)]),
          {
            mark: { type: 'point', filled: true, size: 90, opacity: 0 },
            encoding: {
              ...place,
              x: x('p50'),
              fill: {
                field: 'series',
                type: 'nominal',
                scale: { domain: range, range: PALETTE.slice(0, range.length) },
                ...keyOf(legendOf(series, true, 480)),
              },
            },
          },
          ...(
            [
              [5, '#ffffff'],
              [2, INK],
            ] as const
          ).map(([thickness, color]) => ({
            mark: { type: 'tick', thickness, size: 15, color },
            encoding: { ...place, x: x('p50') },
          })),
          {
            mark: { type: 'text', align: 'left', dx: 6, fontSize: 11.5 },
            encoding: { ...place, x: x('p90'), text: { field: 'text' } },
          },
        ],
      },
    ),
    description: `Bars of times from entering care, baseline and option. ${bars
      .map(({ level, series: option, text }) => `${level}, ${option}: ${text} months.`)
      .join(' ')}`,
    table: {
      columns: ['What', 'Option', 'A tenth within', 'A quarter', 'Half', 'Three quarters', 'Nine tenths'],
      rows: bars.map(({ level, series: option, p10, p25, p50, p75, p90 }) => [
        level,
        option,
        ...[p10, p25, p50, p75, p90].map((month) => `${thousands(month, 1)} months`),
      ]),
    },
  };
}

const offset = (domain: readonly string[]): Layer => ({ field: 'series', type: 'nominal', scale: { domain } });

/** The key of marks that are drawn as bars. */
function keyOf(legend: Layer): Layer {
  const found = legend['legend'];
  return found === null
    ? { legend: null }
    : { legend: { ...(found as Layer), symbolType: 'square', symbolOpacity: 1 } };
}
