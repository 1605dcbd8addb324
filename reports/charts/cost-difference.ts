/** Where the money moves: the difference in cost over the run, by budget line and by who pays. */
import { write } from '../numbers.js';
import { compareTotals, ofAverage, type Comparison, type Reading } from '../rows.js';
import { barLayers } from './bars.js';
import { intervalNote } from './parts.js';
import { chartSpec } from './theme.js';
import type { Chart } from './types.js';

interface Level {
  readonly level: string;
  readonly at: Comparison;
}

/** Each level of a dimension of cost with its totals over the run, the largest difference first. */
export function costLevels(reading: Reading, dimension: 'line' | 'payer'): readonly Level[] {
  return reading.rows
    .levels('cost', dimension)
    .flatMap((level): Level[] => {
      const at = compareTotals(reading, 'cost', `${dimension}=${level}`);
      return at === null ? [] : [{ level, at }];
    })
    .sort((a, b) => Math.abs(b.at.difference?.value ?? 0) - Math.abs(a.at.difference?.value ?? 0));
}

function costDifferenceChart(reading: Reading, dimension: 'line' | 'payer'): Chart | null {
  const levels = costLevels(reading, dimension);
  const moving = levels.flatMap(({ level, at }) =>
    at.difference === null || at.difference.value === 0 ? [] : [{ level, difference: at.difference }],
  );
  if (reading.option === null || moving.length === 0) return null;
  const by = dimension === 'line' ? 'by budget line' : 'by who pays';
  const title = `Difference in cost over the run, ${by}`;
  // The run's own quantiles where every level has them; else the interval of the average, which sums do have.
  const futures = moving.every(
    ({ difference: { lower, upper, value } }) => lower !== null && upper !== null && value !== 0,
  );
  const bars = moving.map(({ level, difference }) => {
    const { value } = difference;
    const average = ofAverage(difference, reading.result.replications);
    const [lower, upper] =
      futures && difference.lower !== null && difference.upper !== null
        ? [difference.lower, difference.upper]
        : [average.lower, average.upper];
    return {
      level,
      series: 'Difference',
      value: value / 1e6,
      lower: Number.isFinite(lower) ? lower / 1e6 : null,
      upper: Number.isFinite(upper) ? upper / 1e6 : null,
      text: write(difference, true).value,
    };
  });
  const still = levels.length - moving.length;
  return {
    name: dimension === 'line' ? 'cost-difference-by-line' : 'cost-difference-by-payer',
    title,
    spec: chartSpec(
      title,
      `Option minus baseline, in ${reading.result.priceYear} prices, not discounted. ` +
        (futures || reading.result.replications < 2
          ? intervalNote('Whiskers', reading)
          : `Whiskers: 95% interval of the average (${reading.result.uncertainty}).`) +
        (still > 0 ? ' Those with no difference are left out.' : ''),
      barLayers({ bars, series: ['Difference'], axis: '£ million over the run, option minus baseline', signed: true }),
    ),
    description: `Horizontal bars from a line at zero: cost with the option minus cost in the baseline, ${by}. The largest difference is ${moving[0]?.level}, ${bars[0]?.text}.`,
    table: {
      columns: [dimension === 'line' ? 'Budget line' : 'Payer', 'Baseline', reading.option.label, 'Difference'],
      rows: levels.map(({ level, at }) => [
        level,
        write(at.baseline).both,
        at.option === null ? 'none' : write(at.option).both,
        at.difference === null ? 'none' : write(at.difference, true).both,
      ]),
    },
  };
}

export const costByLineChart = (reading: Reading): Chart | null => costDifferenceChart(reading, 'line');
export const costByPayerChart = (reading: Reading): Chart | null => costDifferenceChart(reading, 'payer');
