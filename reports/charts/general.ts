/** Charts for any pathway that is not the care system: every stock with its groups, every flow, every time. */
import { holdsWords } from '../findings/few.js';
import { labelOf, type Reading } from '../rows.js';
import { timeMultiples } from './distributions.js';
import { stockMultiples, yearMultiples, type Panel } from './multiples.js';
import { stockChart } from './stock.js';
import type { Chart } from './types.js';

/** A file name from any measure's name. */
function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'measure'
  );
}

function measuresOf(reading: Reading, table: 'stocks' | 'flows', kind: 'day' | 'financial year'): string[] {
  return [
    ...new Set(
      reading.result.rows.filter((row) => row.table === table && row.periodKind === kind).map((row) => row.measure),
    ),
  ];
}

function groupsAsPanels(reading: Reading, measure: string): Panel[] {
  return reading.rows
    .groups(measure)
    .map((group) => ({ title: group.includes('=') ? group.slice(group.indexOf('=') + 1) : group, measure, group }));
}

/** A chart of one stock, and one of its groups where it has any. */
function stockCharts(reading: Reading, measure: string): (Chart | null)[] {
  const label = labelOf(reading, measure);
  const unit = reading.result.rows.find((row) => row.measure === measure)?.unit ?? 'number';
  return [
    stockChart(reading, {
      name: `stock-${slug(measure)}`,
      measure,
      title: label,
      axis: unit,
      description: `Line chart of ${label} over time. ${holdsWords('Bands', reading.result.replications, '')}`,
    }),
    stockMultiples(reading, {
      name: `stock-${slug(measure)}-groups`,
      title: `${label}, by group`,
      axis: unit,
      panels: groupsAsPanels(reading, measure),
      description: `Small line charts of ${label}, one for each group.`,
    }),
  ];
}

export function generalCharts(reading: Reading): (Chart | null)[] {
  const stocks = measuresOf(reading, 'stocks', 'day');
  const flows = measuresOf(reading, 'flows', 'financial year');
  const times = [...new Set(reading.result.distributions.map(({ measure }) => measure))];
  return [
    ...stocks.flatMap((measure) => stockCharts(reading, measure)),
    yearMultiples(reading, {
      name: 'flows',
      title: 'Events in each year',
      axis: 'a year',
      panels: flows.map((measure) => ({ title: labelOf(reading, measure), measure, group: 'all' })),
      description: 'Panels of points with whiskers: how often each event happened in each year.',
    }),
    timeMultiples(reading, { name: 'times', title: 'How long things take', measures: times }),
  ];
}
