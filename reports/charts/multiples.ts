/** Small multiples: one panel a measure or a group, both options in each, every panel on its own scale. */
import { write } from '../numbers.js';
import { longDate } from '../periods.js';
import { optionIds, type PeriodKind, type Reading } from '../rows.js';
import {
  bandsAndLines,
  dateX,
  intervalNote,
  isDifference,
  numberY,
  optionSeries,
  panels,
  pointOf,
  pointsAndWhiskers,
  withDifference,
  yearLabel,
  yearX,
  type Point,
} from './parts.js';
import { axisNote, chartSpec, domainOf } from './theme.js';
import type { Chart, ChartTable } from './types.js';

export interface Panel {
  readonly title: string;
  readonly measure: string;
  readonly group: string;
}

export interface Multiples {
  readonly name: string;
  readonly title: string;
  /** What the vertical axis counts, such as 'children'. */
  readonly axis: string;
  readonly panels: readonly Panel[];
  readonly description: string;
}

const MOST_PANELS = 12;

/** Panels in which something happens. */
function drawn(reading: Reading, kind: PeriodKind, all: readonly Panel[]): Panel[] {
  return all
    .filter(({ measure, group }) => reading.rows.occurs(measure, optionIds(reading), kind, group))
    .slice(0, MOST_PANELS);
}

/** Stocks over time, a panel each; null where none has children in it. */
export function stockMultiples(reading: Reading, chart: Multiples): Chart | null {
  const shown = drawn(reading, 'day', chart.panels);
  if (shown.length === 0) return null;
  const series = optionSeries(reading);
  const columns = Math.min(shown.length, 3);
  const made = shown.map(({ title, measure, group }, i) => {
    const points = series.flatMap((one) =>
      reading.rows
        .series(measure, one.id, 'day', group)
        .map((row): Point => ({ ...pointOf(row, one), date: row.period })),
    );
    const dates = [...new Set(points.map(({ date }) => date ?? ''))].sort();
    const domain = domainOf(
      points.flatMap(({ lower, upper }) => [lower, upper]),
      'always',
    );
    const y = numberY('value', i % columns === 0 ? chart.axis : null, domain);
    return { title, ...bandsAndLines(series, points, dateX(dates, columns > 2 ? 4 : 5, null), y, true) };
  });
  const scales = shown.length > 1 ? ' Each panel has its own scale, from zero.' : '';
  return {
    name: chart.name,
    title: chart.title,
    spec: chartSpec(
      chart.title,
      `At each month end; ticks at 31 March. ${intervalNote('Bands', reading)}${scales}${leftOut(chart.panels, shown)}`,
      panels(columns, 110, made),
    ),
    description: chart.description,
    table: table(reading, 'day', shown),
  };
}

/** Yearly counts, a panel each, as points with whiskers; null where nothing happens. */
export function yearMultiples(reading: Reading, chart: Multiples): Chart | null {
  const shown = drawn(reading, 'financial year', chart.panels);
  if (shown.length === 0) return null;
  const series = optionSeries(reading);
  const columns = Math.min(shown.length, 2);
  const domains = shown.map(({ measure, group }) =>
    domainOf(
      series.flatMap((one) =>
        reading.rows.series(measure, one.id, 'financial year', group).flatMap(({ lower, upper }) => [lower, upper]),
      ),
    ),
  );
  const made = shown.map(({ title, measure, group }, i) => {
    const points = series.flatMap((one) =>
      reading.rows
        .series(measure, one.id, 'financial year', group)
        .map((row): Point => ({ ...pointOf(row, one), period: yearLabel(reading, row.period) })),
    );
    const y = numberY('value', i % columns === 0 ? chart.axis : null, domains[i] ?? domainOf([]));
    return { title, ...pointsAndWhiskers(series, points, yearX, y) };
  });
  const above = domains.filter(({ low }) => low > 0).length;
  const zero =
    above === 0
      ? ', from zero.'
      : above === domains.length
        ? ' and does not begin at zero.'
        : '; not all begin at zero.';
  const scales = shown.length > 1 ? ` Each panel has its own scale${zero}` : axisNote(domains[0] ?? domainOf([]));
  return {
    name: chart.name,
    title: chart.title,
    spec: chartSpec(
      chart.title,
      `In each financial year. ${intervalNote('Whiskers', reading)}${scales}${leftOut(chart.panels, shown)}`,
      panels(columns, 130, made),
    ),
    description: chart.description,
    table: table(reading, 'financial year', shown),
  };
}

function leftOut(all: readonly Panel[], shown: readonly Panel[]): string {
  const missing = all.length - shown.length;
  return missing > 0 && shown.length === MOST_PANELS ? ` The first ${MOST_PANELS} of ${all.length} are drawn.` : '';
}

/** First and last period of each panel, in both options. */
function table(reading: Reading, kind: PeriodKind, shown: readonly Panel[]): ChartTable {
  const series = withDifference(optionSeries(reading));
  const rows = shown.flatMap(({ title, measure, group }) => {
    const periods = reading.rows.series(measure, reading.baseline.id, kind, group).map((row) => row.period);
    const ends = kind === 'day' ? [...new Set([periods[0] ?? '', periods.at(-1) ?? ''])] : periods;
    return ends.map((period) => [
      title,
      longDate(period),
      ...series.map((one) => {
        const row = reading.rows.at(measure, one.id, kind, period, group);
        return row === null ? 'none' : write(row, isDifference(one)).both;
      }),
    ]);
  });
  return { columns: ['What', kind === 'day' ? 'Date' : 'Year', ...series.map(({ label }) => label)], rows };
}
