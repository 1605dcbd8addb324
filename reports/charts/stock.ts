/** One stock over time: a line and a band for each option, labelled at their ends. */
import { write } from '../numbers.js';
import { optionIds, type Reading } from '../rows.js';
import {
  bandsAndLines,
  dateX,
  endLabels,
  intervalNote,
  isDifference,
  numberY,
  optionSeries,
  pointOf,
  seriesTable,
  tableDays,
  withDifference,
  type Point,
} from './parts.js';
import { axisNote, chartSpec, domainOf } from './theme.js';
import type { Chart } from './types.js';

export interface StockChart {
  readonly name: string;
  readonly measure: string;
  readonly group?: string;
  readonly title: string;
  readonly axis: string;
  readonly description: string;
}

const HEIGHT = 270;

export function stockChart(reading: Reading, chart: StockChart): Chart | null {
  const { measure, group = 'all' } = chart;
  if (!reading.rows.occurs(measure, optionIds(reading), 'day', group)) return null;
  const series = optionSeries(reading);
  const points = series.flatMap((one) =>
    reading.rows
      .series(measure, one.id, 'day', group)
      .map((row): Point => ({ ...pointOf(row, one), date: row.period })),
  );
  const domain = domainOf(points.flatMap(({ lower, upper }) => [lower, upper]));
  const baseline = reading.rows.series(measure, reading.baseline.id, 'day', group);
  const x = dateX(
    baseline.map((row) => row.period),
    6,
    null,
  );
  const drawing = bandsAndLines(series, points, x, numberY('value', chart.axis, domain), false);
  const unit = baseline[0]?.unit ?? '';
  return {
    name: chart.name,
    title: chart.title,
    spec: chartSpec(
      chart.title,
      `At the start and at each month end. ${intervalNote('Bands', reading)}${axisNote(domain)}`,
      {
        width: 470,
        height: HEIGHT,
        data: drawing.data,
        layer: [
          ...drawing.layer,
          endLabels(
            series,
            points,
            domain,
            HEIGHT,
            ({ value }) => write({ value, lower: null, upper: null, unit }).value,
          ),
        ],
      },
    ),
    description: chart.description,
    table: seriesTable(
      'Date',
      withDifference(series),
      tableDays(baseline),
      (day, one) => reading.rows.at(measure, one.id, 'day', day, group),
      isDifference,
    ),
  };
}
