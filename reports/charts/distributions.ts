/** How long things take: whole distributions of times, as the share finished within so many months. */
import { thousands, write } from '../numbers.js';
import { labelOf, type Reading } from '../rows.js';
import { isDifference, lines, optionSeries, panels, withDifference, type Series } from './parts.js';
import { DASHES, INK, PALETTE, chartSpec } from './theme.js';
import type { Chart, ChartTable } from './types.js';

/** A cumulative distribution: the share finished within `month` months. */
export interface Step {
  readonly month: number;
  readonly share: number;
}

/** Turns counts by whole months into shares finished; [] where nothing was counted. */
export function cumulative(counts: readonly number[]): Step[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!(total > 0)) return [];
  let sum = 0;
  return [
    { month: 0, share: 0 },
    ...counts.map((count, i) => ({ month: i + 1, share: Number(((sum += count) / total).toPrecision(7)) })),
  ];
}

/** The month at which a share is reached, on straight lines between whole months. */
export function monthOf(steps: readonly Step[], share: number): number | null {
  const i = steps.findIndex((step) => step.share >= share);
  const [before, after] = [steps[i - 1], steps[i]];
  if (after === undefined) return null;
  if (before === undefined || after.share === before.share) return after.month;
  return before.month + ((share - before.share) / (after.share - before.share)) * (after.month - before.month);
}

const WITHIN_A_MONTH = 0.9;

export function stepsOf(reading: Reading, measure: string, option: string, group = 'all'): Step[] {
  const found = reading.result.distributions.find(
    (one) => one.measure === measure && one.option === option && one.group === group,
  );
  const steps = found === undefined ? [] : cumulative(found.counts);
  // Kept by whole months: where nearly all is over in the first there is no curve to draw.
  return (steps[1]?.share ?? 0) > WITHIN_A_MONTH ? [] : steps;
}

/** The median over all replications together, in months, as the charts mark it; null where no times were kept. */
export function pooledMedian(reading: Reading, measure: string, option: string): number | null {
  return monthOf(stepsOf(reading, measure, option), 0.5);
}

interface Curve {
  readonly one: Series;
  readonly steps: readonly Step[];
  readonly median: number | null;
}

function curvesOf(reading: Reading, measure: string): Curve[] {
  return optionSeries(reading).flatMap((one) => {
    const steps = stepsOf(reading, measure, one.id);
    return steps.length === 0 ? [] : [{ one, steps, median: monthOf(steps, 0.5) }];
  });
}

/** The curve of one group of children in the option, such as those who took one route. */
export interface Route {
  readonly group: string;
  readonly label: string;
}

function routeCurve(reading: Reading, measure: string, route: Route): Curve[] {
  if (reading.option === null) return [];
  const { id } = reading.option;
  const steps = stepsOf(reading, measure, id, route.group);
  if (steps.length === 0) return [];
  return [{ one: { id: route.group, label: route.label }, steps, median: monthOf(steps, 0.5) }];
}

/** The last month worth drawing: where the slowest curve has all but a hundredth. */
function lastMonth(curves: readonly Curve[]): number {
  return Math.ceil(Math.max(3, ...curves.map(({ steps }) => monthOf(steps, 0.99) ?? 0)) / 3) * 3;
}

/** Ticks at whole half-years, years or more, so that about `most` fit. */
export function monthTicks(end: number, most = 6): number[] {
  const step = [1, 3, 6, 12, 24, 36, 60, 120].find((months) => end / months <= most) ?? 240;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
}

const SHARE = {
  field: 'share',
  type: 'quantitative',
  scale: { domain: [0, 1] },
  axis: { format: '.0%', values: [0, 0.25, 0.5, 0.75, 1] },
};

/** One time in one large panel, with medians marked; null where it never happens. */
export function timeChart(
  reading: Reading,
  chart: {
    readonly name: string;
    readonly measure: string;
    readonly title: string;
    readonly subtitle: string;
    readonly axis: string;
    readonly route?: Route;
  },
): Chart | null {
  const whole = curvesOf(reading, chart.measure);
  if (whole.length === 0) return null;
  const curves = [...whole, ...(chart.route === undefined ? [] : routeCurve(reading, chart.measure, chart.route))];
  const series = curves.map(({ one }) => one);
  const end = lastMonth(curves);
  const values = curves.flatMap(({ one, steps }) =>
    steps.filter(({ month }) => month <= end).map((step) => ({ ...step, series: one.label })),
  );
  const medians = curves.flatMap(({ one, median }) => (median === null ? [] : [{ month: median, series: one.label }]));
  medians.sort((a, b) => a.month - b.month);
  const isFirstOfThree = (i: number): boolean => i === 0 && medians.length === 3;
  const marked = medians.map(({ month, series: label }, i) => ({
    month,
    share: 0.5,
    zero: 0,
    series: label,
    // Clear of the curves: the last median to the right of its line, the first of three higher up, others to the left.
    side: (i === medians.length - 1 && medians.length > 1) || isFirstOfThree(i) ? 'right' : 'left',
    text: `median ${thousands(month, 1)}`,
    row: isFirstOfThree(i) ? 0.3 : 0.06,
  }));
  const x = {
    field: 'month',
    type: 'quantitative',
    title: chart.axis,
    scale: { domain: [0, end], nice: false },
    axis: { values: monthTicks(end, 10) },
  };
  const texts = (['left', 'right'] as const).map((side) => ({
    data: { values: marked.filter((mark) => mark.side === side) },
    mark: { type: 'text', align: side === 'left' ? 'right' : 'left', dx: side === 'left' ? -6 : 6 },
    encoding: {
      x: { field: 'month', type: 'quantitative' },
      y: { field: 'row', type: 'quantitative' },
      text: { field: 'text' },
    },
  }));
  return {
    name: chart.name,
    title: chart.title,
    spec: chartSpec(chart.title, chart.subtitle, {
      width: 600,
      height: 260,
      layer: [
        {
          data: { values: [{ half: 0.5 }] },
          mark: { type: 'rule', strokeDash: [2, 3], strokeWidth: 1, color: INK },
          encoding: { y: { field: 'half', type: 'quantitative' } },
        },
        { data: { values }, ...lines(series, x, { ...SHARE, title: 'share within that time' }, true) },
        ...marked.map((mark) => ({
          data: { values: [mark] },
          mark: {
            type: 'rule',
            strokeWidth: 1.5,
            color: PALETTE[series.findIndex(({ label }) => label === mark.series)],
            strokeDash: DASHES[series.findIndex(({ label }) => label === mark.series)],
          },
          encoding: {
            x: { field: 'month', type: 'quantitative' },
            y: { field: 'zero', type: 'quantitative' },
            y2: { field: 'share' },
          },
        })),
        ...texts.filter(({ data }) => data.values.length > 0),
      ],
    }),
    description:
      `Rising curves of the share within so many months. ` +
      medians.map(({ month, series: label }) => `Median ${thousands(month, 1)} months: ${label}.`).join(' '),
    table: timeTable(reading, [chart.measure], false),
  };
}

/** Several times, a small panel each; null where none happens. */
export function timeMultiples(
  reading: Reading,
  chart: { readonly name: string; readonly title: string; readonly measures: readonly string[] },
): Chart | null {
  const found = chart.measures.flatMap((measure) => {
    const curves = curvesOf(reading, measure);
    return curves.length === 0 ? [] : [{ measure, curves }];
  });
  if (found.length === 0) return null;
  const columns = Math.min(2, found.length);
  const series = optionSeries(reading);
  const made = found.map(({ measure, curves }, i) => {
    const end = lastMonth(curves);
    const values = curves.flatMap(({ one, steps }) =>
      steps.filter(({ month }) => month <= end).map((step) => ({ ...step, series: one.label })),
    );
    const x = {
      field: 'month',
      type: 'quantitative',
      title: i + columns >= found.length ? 'months' : null,
      scale: { domain: [0, end], nice: false },
      axis: { values: monthTicks(end) },
    };
    const y = { ...SHARE, title: i % columns === 0 ? 'share within that time' : null };
    return { title: labelOf(reading, measure), data: { values }, layer: [lines(series, x, y, true)] };
  });
  return {
    name: chart.name,
    title: chart.title,
    spec: chartSpec(
      chart.title,
      'Share of those that finished during the run, by how many months they took. Each panel has its own months.',
      panels(columns, 130, made),
    ),
    description: `Small panels of rising curves, baseline and option: ${found.map(({ measure }) => labelOf(reading, measure)).join('; ')}.`,
    table: timeTable(
      reading,
      found.map(({ measure }) => measure),
      true,
    ),
  };
}

/** Means, medians and counts of times over the whole run; without them, percentiles read off the curves. */
function timeTable(reading: Reading, measures: readonly string[], name: boolean): ChartTable {
  const series = withDifference(optionSeries(reading));
  const rows = measures.flatMap((measure) => {
    const lead = name ? [labelOf(reading, measure)] : [];
    const kept = (['', '_median', '_n'] as const).flatMap((suffix) => {
      const cells = series.map((one) => reading.rows.series(measure + suffix, one.id, 'whole run')[0] ?? null);
      if (cells.every((cell) => cell === null)) return [];
      const what = { '': 'Mean', _median: 'Median of one replication, on average', _n: 'Number of times' }[suffix];
      return [
        [
          ...lead,
          what,
          ...series.map((one, i) => {
            const row = cells[i] ?? null;
            return row === null ? 'none' : write(row, isDifference(one)).both;
          }),
        ],
      ];
    });
    const curves = curvesOf(reading, measure);
    const read = [0.25, 0.5, 0.75, 0.9].map((share) => [
      ...lead,
      `${share * 100}% within, all replications together`,
      ...series.map((one) => {
        const steps = curves.find((curve) => curve.one.id === one.id)?.steps;
        const month = steps === undefined ? null : monthOf(steps, share);
        return month === null ? '' : `${thousands(month, 1)} months`;
      }),
    ]);
    return [...kept, ...read];
  });
  return { columns: [...(name ? ['Time'] : []), 'Measure', ...series.map(({ label }) => label)], rows };
}
