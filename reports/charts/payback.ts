/** When a programme has paid for itself: net saving so far, and the share of futures in which it covers its cost from then on. */
import { percent, write } from '../numbers.js';
import type { Reading } from '../rows.js';
import { intervalNote, numberY, panels, zeroLine, type Layer } from './parts.js';
import { PALETTE, chartSpec, domainOf } from './theme.js';
import type { Chart } from './types.js';

const MILLION = 1e6;
const SAVED = 'saved_so_far';
const CHANCE = 'paid_back';

/** Marks at the end of each financial year, as many as fit, named by the year in which its March is. */
function quarterAxis(quarters: readonly string[]): Layer {
  const ends = quarters.filter((quarter) => quarter.endsWith('Q4'));
  if (ends.length === 0) return { labelAngle: 0, labelOverlap: true };
  const every = Math.ceil(ends.length / 5);
  return {
    values: ends.filter((_, i) => (ends.length - 1 - i) % every === 0),
    labelExpr: 'toNumber(slice(datum.label, 0, 4)) + 1',
    labelAngle: 0,
    labelOverlap: true,
  };
}

export function paybackChart(reading: Reading): Chart | null {
  const saved = reading.rows.series(SAVED, 'difference', 'quarter');
  const last = saved.at(-1);
  if (last === undefined || saved.every(({ value, mcSe }) => value === 0 && mcSe === 0)) return null;
  const chance = reading.rows.series(CHANCE, 'difference', 'quarter');
  const quarters = saved.map(({ period }) => period);
  const drawn = (pounds: number): number => Number((pounds / MILLION).toPrecision(7));
  const money = saved.map(({ period, value, lower, upper }) => ({
    period,
    value: drawn(value),
    lower: drawn(Number.isFinite(lower) ? lower : value),
    upper: drawn(Number.isFinite(upper) ? upper : value),
  }));
  const domain = domainOf(
    money.flatMap(({ lower, upper }) => [lower, upper]),
    'always',
  );
  const x: Layer = {
    field: 'period',
    type: 'ordinal',
    sort: quarters,
    title: 'at the end of each quarter; ticks at 31 March',
    scale: { type: 'point', padding: 0 },
    axis: quarterAxis(quarters),
  };
  const y = numberY('value', '£ million saved, net', domain, true);
  const share = { ...numberY('value', 'share of futures', { low: 0, high: 1, step: 0.25 }) };
  const chances = chance.map(({ period, value }) => ({ period, value }));
  // A line along 0 from end to end says no more than a sentence does.
  const never = chance.length > 0 && chance.every(({ value }) => value === 0);
  const line = { type: 'line', color: PALETTE[0] };
  const made = [
    {
      title: 'Net saving so far',
      data: { values: money },
      layer: [
        {
          mark: { type: 'area', opacity: 0.16, color: PALETTE[0] },
          encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
        },
        { mark: line, encoding: { x, y } },
        zeroLine,
      ],
    },
    ...(never || chances.length === 0
      ? []
      : [
          {
            title: 'Paid back by then',
            data: { values: chances },
            layer: [
              {
                mark: { ...line, interpolate: 'step-after' },
                encoding: { x, y: { ...share, axis: { ...(share['axis'] as Layer), format: '.0%' } } },
              },
            ],
          },
        ]),
  ];
  const title = 'When it has paid for itself';
  const end = chance.at(-1);
  return {
    name: 'payback',
    title,
    spec: chartSpec(
      title,
      `All payers, in ${reading.result.priceYear} prices, discounted to the start. Below zero more has been spent than saved. ` +
        `${intervalNote('Bands', reading)} ${
          never
            ? 'In no simulated future has it paid back by the end of the run.'
            : 'Paid back: what is saved covers the cost and still does at every later quarter of the run.'
        }`,
      panels(made.length, 190, made),
    ),
    description:
      `A line of net saving by quarter, ${write(last, true).both} at the end of the run` +
      (end === undefined
        ? '.'
        : `, and the share of simulated futures in which the cost is covered by then: ${percent(end.value, 0)} by the end.`),
    table: {
      columns: ['Quarter', 'Saved so far, net', 'Paid back by then'],
      rows: saved.map((row) => {
        const by = chance.find(({ period }) => period === row.period);
        return [row.period, write(row, true).both, by === undefined ? 'not known' : percent(by.value, 0)];
      }),
    },
  };
}
