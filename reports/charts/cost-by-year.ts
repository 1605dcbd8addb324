/** What care and help cost in each financial year, in both options. */
import { tidy } from '../numbers.js';
import { optionIds, type Reading } from '../rows.js';
import {
  intervalNote,
  isDifference,
  numberY,
  optionSeries,
  pointOf,
  pointsAndWhiskers,
  seriesTable,
  withDifference,
  yearLabel,
  yearX,
  type Point,
} from './parts.js';
import { axisNote, chartSpec, domainOf } from './theme.js';
import type { Chart } from './types.js';

const MILLION = 1e6;

export function costByYearChart(reading: Reading): Chart | null {
  if (!reading.rows.occurs('cost', optionIds(reading), 'financial year')) return null;
  const { priceYear } = reading.result;
  const series = optionSeries(reading);
  const points = series.flatMap((one) =>
    reading.rows
      .series('cost', one.id, 'financial year')
      .map((row): Point => ({ ...pointOf(row, one, MILLION), period: yearLabel(reading, row.period) })),
  );
  const domain = domainOf(points.flatMap(({ lower, upper }) => [lower, upper]));
  const title = 'Cost in each financial year';
  return {
    name: 'cost-by-year',
    title,
    spec: chartSpec(
      title,
      `All payers, in ${priceYear} prices. ${intervalNote('Whiskers', reading)}` +
        axisNote(domain, (value) => `£${tidy(value)} million`),
      {
        width: 590,
        height: 230,
        ...pointsAndWhiskers(series, points, yearX, numberY('value', '£ million a year', domain)),
      },
    ),
    description: 'Points with whiskers: total cost in each financial year, baseline beside option.',
    table: seriesTable(
      'Year',
      withDifference(series),
      reading.rows.series('cost', reading.baseline.id, 'financial year').map((row) => row.period),
      (year, one) => reading.rows.at('cost', one.id, 'financial year', year),
      isDifference,
    ),
  };
}
