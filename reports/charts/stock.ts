/** One stock over time: a line and a band for each option, labelled at their ends. */
import type { PublishedStock } from '../../engine/study/result.js';
import { tidy, write } from '../numbers.js';
import { longDate } from '../periods.js';
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
  type Layer,
  type Point,
} from './parts.js';
import { SOFT_INK, axisNote, chartSpec, domainOf, type Domain } from './theme.js';
import type { Chart, ChartTable } from './types.js';

export interface StockChart {
  readonly name: string;
  readonly measure: string;
  readonly group?: string;
  readonly title: string;
  readonly axis: string;
  readonly description: string;
}

const HEIGHT = 270;
const PUBLISHED = 'published';
/** So far back published figures are drawn, in years before the run. */
const YEARS_BACK = 10;

/** What was published of the measure shortly before the run or in it, in time order. */
function publishedOf({ result }: Reading, measure: string): readonly PublishedStock[] {
  const first = `${Number(result.startDate.slice(0, 4)) - YEARS_BACK}`;
  return (result.history ?? [])
    .filter((one) => one.measure === measure && one.period >= first && one.period <= result.endDate)
    .toSorted((a, b) => (a.period < b.period ? -1 : 1));
}

/** A thin dotted line with squares, named where it begins: below a line that rises, where the axis leaves room. */
function publishedLayers(published: readonly PublishedStock[], x: Layer, y: Layer, domain: Domain): Layer[] {
  const values = published.map(({ period, value }) => ({ date: period, value }));
  if (values.length === 0) return [];
  const [first, second] = values;
  const room = (((first?.value ?? 0) - domain.low) / (domain.high - domain.low)) * HEIGHT;
  const isBelow = room > 25 && (second === undefined || second.value > (first?.value ?? 0));
  const text = isBelow ? { baseline: 'top', dy: 7 } : { baseline: 'bottom', dy: -7 };
  const color = SOFT_INK;
  const position = { x: { ...x, field: 'date' }, y };
  return [
    { data: { values }, mark: { type: 'line', strokeWidth: 1.5, strokeDash: [1, 2], color }, encoding: position },
    {
      data: { values },
      mark: { type: 'point', filled: true, shape: 'square', size: 40, opacity: 1, color },
      encoding: position,
    },
    {
      data: { values: values.slice(0, 1) },
      mark: { type: 'text', align: 'left', dx: 4, ...text, color },
      encoding: { ...position, text: { value: PUBLISHED } },
    },
  ];
}

export function stockChart(reading: Reading, chart: StockChart): Chart | null {
  const { measure, group = 'all' } = chart;
  if (!reading.rows.occurs(measure, optionIds(reading), 'day', group)) return null;
  const series = optionSeries(reading);
  const points = series.flatMap((one) =>
    reading.rows
      .series(measure, one.id, 'day', group)
      .map((row): Point => ({ ...pointOf(row, one), date: row.period })),
  );
  const published = group === 'all' ? publishedOf(reading, measure) : [];
  const domain = domainOf([
    ...points.flatMap(({ lower, upper }) => [lower, upper]),
    ...published.map(({ value }) => value),
  ]);
  const baseline = reading.rows.series(measure, reading.baseline.id, 'day', group);
  const days = baseline.map((row) => row.period);
  const x = dateX([...new Set([...published.map(({ period }) => period), ...days])].sort(), 6, null);
  const y = numberY('value', chart.axis, domain);
  const drawing = bandsAndLines(series, points, x, y, false);
  const unit = baseline[0]?.unit ?? '';
  return {
    name: chart.name,
    title: chart.title,
    spec: chartSpec(
      chart.title,
      `At the start and at each month end. ${intervalNote('Bands', reading)}${axisNote(domain)}` +
        (published.length === 0 ? '' : ' Squares: as published.'),
      {
        width: 470,
        height: HEIGHT,
        data: drawing.data,
        layer: [
          ...drawing.layer,
          ...publishedLayers(published, x, y, domain),
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
    table: withPublished(
      seriesTable(
        'Date',
        withDifference(series),
        [...new Set([...published.map(({ period }) => period), ...tableDays(baseline)])].sort(),
        (day, one) => reading.rows.at(measure, one.id, 'day', day, group),
        isDifference,
      ),
      published,
    ),
  };
}

/** A column of what was published, where anything was. */
function withPublished(table: ChartTable, published: readonly PublishedStock[]): ChartTable {
  if (published.length === 0) return table;
  const known = new Map(published.map(({ period, value }) => [longDate(period), tidy(value)]));
  return {
    columns: [...table.columns, 'Published'],
    rows: table.rows.map((row) => [...row, known.get(row[0] ?? '') ?? 'none']),
  };
}
