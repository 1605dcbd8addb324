/** Cumulative incidence: by when children have left care, and which way; by when those who left are back. */
import { percent } from '../numbers.js';
import { totalOf, type Reading } from '../rows.js';
import { monthTicks, type Step } from './distributions.js';
import { lines, numberY, optionSeries, panels, type Layer, type Series } from './parts.js';
import { chartSpec, domainOf } from './theme.js';
import type { Chart, ChartTable } from './types.js';

/** A curve: shares that have left by the end of each month, of a whole that may never all leave this way. */
interface Incidence {
  readonly one: Series;
  readonly steps: readonly Step[];
}

interface Way {
  readonly title: string;
  readonly curves: readonly Incidence[];
}

function countsOf(reading: Reading, measure: string, option: string, group: string): readonly number[] {
  const found = reading.result.distributions.find(
    (one) => one.measure === measure && one.option === option && one.group === group,
  );
  return found?.counts ?? [];
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** Shares of `whole` by the end of each month; [] of nothing. */
function sharesOf(counts: readonly number[], whole: number): Step[] {
  if (!(whole > 0)) return [];
  let so = 0;
  return [
    { month: 0, share: 0 },
    ...counts.map((count, i) => ({ month: i + 1, share: Number(((so += count) / whole).toPrecision(7)) })),
  ];
}

const at = (steps: readonly Step[], month: number): number =>
  (steps.findLast((step) => step.month <= month) ?? { share: 0 }).share;

const LENGTH = 'length_of_care_ended';
const WAY = 'way_out=';
/** Of the periods of care that ended, so many are over by the last month drawn. */
const MOST = 0.85;

/** Ways out of care by months since it began, each a panel; null where ways out were not kept. */
export function waysOutChart(reading: Reading): Chart | null {
  const series = optionSeries(reading);
  const groups = [
    ...new Set(
      reading.result.distributions
        .filter(({ measure, group }) => measure === LENGTH && group.startsWith(WAY))
        .map(({ group }) => group),
    ),
  ];
  const whole = new Map(
    series.map(({ id }) => [id, sum(groups.flatMap((group) => countsOf(reading, LENGTH, id, group)))]),
  );
  const ways = groups
    .map((group): Way => ({
      title: group.slice(WAY.length),
      curves: series.map((one) => ({
        one,
        steps: sharesOf(countsOf(reading, LENGTH, one.id, group), whole.get(one.id) ?? 0),
      })),
    }))
    .filter(({ curves }) => curves.some(({ steps }) => (steps.at(-1)?.share ?? 0) > 0))
    .toSorted((a, b) => lastShare(b) - lastShare(a));
  if (ways.length === 0) return null;
  const first = series[0]?.id ?? '';
  const over = groups.reduce<number[]>((all, group) => {
    countsOf(reading, LENGTH, first, group).forEach((count, m) => (all[m] = (all[m] ?? 0) + count));
    return all;
  }, []);
  const end = lastMonth(sharesOf(over, sum(over)), MOST);
  return incidenceChart(reading, {
    name: 'ways-out',
    title: 'When children leave care, and which way',
    subtitle:
      'Of periods of care that ended in the run, the share that had ended this way within so many months of beginning. ' +
      'All panels have one scale; given long enough they add up to 100%. All replications together: no intervals.',
    axis: 'of all that ended',
    ways,
    end,
    months: 'months since care began',
    shared: true,
    description:
      'Small panels of rising curves, one for each way out of care, baseline and option; the commonest first.',
  });
}

const lastShare = ({ curves }: Way): number => curves[0]?.steps.at(-1)?.share ?? 0;

/** Returns to care after each way out from which they are timed, and how many left that way. */
const BACK = [
  { title: 'After going home or to relatives', measure: 'return_to_reentry', left: 'returned' },
  { title: 'After special guardianship', measure: 'guardianship_to_reentry', left: 'guardianships' },
] as const;

/** Re-entry by months since leaving, for those who went home and to guardians; null where neither is known. */
export function backInCareChart(reading: Reading): Chart | null {
  const series = optionSeries(reading);
  const ways = BACK.flatMap(({ title, measure, left }): Way[] => {
    const curves = series.map((one) => ({
      one,
      steps: sharesOf(countsOf(reading, measure, one.id, 'all'), totalOf(reading, left, one.id)?.value ?? 0),
    }));
    const lasts = curves.map(({ steps }) => steps.at(-1)?.share ?? 0);
    // More came back than left: those who left before the run are too many for a share to mean anything.
    return lasts.some((share) => share > 0) && lasts.every((share) => share <= 1) ? [{ title, curves }] : [];
  });
  if (ways.length === 0) return null;
  return incidenceChart(reading, {
    name: 'back-in-care',
    title: 'Back in care after leaving it',
    subtitle:
      'Returns to care in the run within so many months of leaving, for each 100 who left that way in the run. ' +
      'A risk of one and the same children only where numbers change little. All replications together: no intervals.',
    axis: 'of those who left',
    ways,
    end: 60,
    months: 'months since leaving care',
    shared: false,
    description: 'Panels of rising curves, baseline and option: returns to care by months since leaving it.',
  });
}

/** The first whole year by which a share has been reached; ten years at most. */
function lastMonth(steps: readonly Step[], share: number): number {
  const month = steps.find((step) => step.share >= share)?.month ?? 120;
  return Math.min(120, Math.max(12, Math.ceil(month / 12) * 12));
}

interface Drawn {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  /** What the shares are shares of. */
  readonly axis: string;
  readonly ways: readonly Way[];
  readonly end: number;
  readonly months: string;
  /** Whether all panels have one scale. */
  readonly shared: boolean;
  readonly description: string;
}

function incidenceChart(reading: Reading, chart: Drawn): Chart {
  const { ways, end } = chart;
  const columns = Math.min(ways.length > 4 ? 3 : 2, ways.length);
  const series = optionSeries(reading);
  const highest = (some: readonly Way[]): number =>
    Math.max(...some.flatMap(({ curves }) => curves.map(({ steps }) => at(steps, end))));
  const made = ways.map((way, i) => {
    const values = way.curves.flatMap(({ one, steps }) =>
      steps.filter(({ month }) => month <= end).map((step) => ({ ...step, series: one.label })),
    );
    const x: Layer = {
      field: 'month',
      type: 'quantitative',
      title: i + columns >= ways.length ? chart.months : null,
      scale: { domain: [0, end], nice: false },
      axis: { values: monthTicks(end, columns === 3 ? 5 : 8), labelFlush: false },
    };
    const domain = domainOf([0, highest(chart.shared ? ways : [way])], 'always');
    const y = numberY('share', i % columns === 0 ? `share ${chart.axis}` : null, domain);
    const axis = { ...(y['axis'] as Layer), format: '.2~%' };
    return { title: way.title, data: { values }, layer: [lines(series, x, { ...y, axis }, true)] };
  });
  return {
    name: chart.name,
    title: chart.title,
    spec: chartSpec(chart.title, chart.subtitle, panels(columns, 130, made)),
    description: chart.description,
    table: incidenceTable(ways, series, chart.end),
  };
}

const TIMES = [3, 6, 12, 24, 36, 60, 120];

function incidenceTable(ways: readonly Way[], series: readonly Series[], end: number): ChartTable {
  return {
    columns: ['What', 'Within', ...series.map(({ label }) => label)],
    rows: ways.flatMap(({ title, curves }) =>
      TIMES.filter((month) => month <= end).map((month) => [
        title,
        month % 12 === 0 && month > 12 ? `${month / 12} years` : `${month} months`,
        ...curves.map(({ steps }) => (steps.length === 0 ? 'none' : percent(at(steps, month)))),
      ]),
    ),
  };
}
