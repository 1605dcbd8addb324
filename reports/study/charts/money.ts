/** Money by option, at present value over the run: the net saving, who it falls to, and how it is made up. */
import { drawn, fitNames } from '../../charts/fit.js';
import { legendOf, type Layer } from '../../charts/parts.js';
import { INK, PALETTE, WIDTH, axisNumbers, chartSpec, domainOf, ticks } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { sharedStyle, write } from '../../numbers.js';
import type { OptionMoney, Spread } from '../types.js';
import { dotPanels } from '../../charts/dots.js';
import { endsOf } from './panels.js';
import { bothNotes, drawnSpread, futuresNote, type DrawnOption, type StudyReading } from './reading.js';

export interface Paid {
  readonly option: DrawnOption;
  readonly money: OptionMoney;
}

/** The options whose money is known; none where nothing is paid. */
export function paidOptions({ report, others }: StudyReading): Paid[] {
  return others.flatMap((option) => {
    const money = report.money[option.at];
    return money === null || money === undefined ? [] : [{ option, money }];
  });
}

export const isNothing = ({ value, lower, upper }: Spread): boolean => value === 0 && lower === 0 && upper === 0;

export function prices({ report }: StudyReading): string {
  return report.priceYear === '' ? '' : `, ${report.priceYear} prices`;
}

export function netSavingChart(reading: StudyReading): Chart | null {
  const { report, first } = reading;
  const paid = paidOptions(reading);
  if (paid.length === 0 || paid.every(({ money: { net } }) => isNothing(net))) return null;
  const style = sharedStyle(
    paid.map(({ money }) => money.net.value),
    'GBP',
  );
  const dots = paid.map(({ money: { net } }, row) => {
    const shown = drawnSpread(report, net);
    // In words what is drawn: where futures lie, or where the average does.
    const range = style.range(shown.lower ?? shown.average?.[0] ?? null, shown.upper ?? shown.average?.[1] ?? null);
    return { row, value: net.value, ...shown, text: `${style.write(net.value)}${range === '' ? '' : ` (${range})`}` };
  });
  const title = `Net saving by option, beside ${first.label}`;
  const domain = domainOf([0, ...endsOf(dots)], 'always');
  return {
    name: 'net-saving',
    title,
    spec: chartSpec(
      title,
      `All payers, present value over the run${prices(reading)}. Right of zero saves, left of it costs. ${bothNotes('Thin lines', 'Thick lines', reading)}`,
      dotPanels({
        rows: paid.map(({ option }) => option.label),
        panels: [{ title: 'Saved elsewhere less what programmes cost', dots, domain, axis: '£' }],
        columns: 1,
        signed: true,
      }),
    ),
    description: `Dots with whiskers around a line at zero: net saving to all payers over the run, one row for each option beside ${first.label}. ${paid.map(({ option, money }) => `${option.label} ${write({ ...money.net, unit: 'GBP' }, true).both}`).join('; ')}.`,
    table: {
      columns: ['Option', 'Programmes cost', 'Saved elsewhere', 'Net saving'],
      rows: paid.map(({ option, money: { cost, saved, net } }) => [
        option.label,
        write({ ...cost, unit: 'GBP' }).both,
        write({ ...saved, unit: 'GBP' }, true).both,
        write({ ...net, unit: 'GBP' }, true).both,
      ]),
    },
  };
}

const MOST = 4;
const REST = 'Others';

/** Parts of the net saving either side of zero, with the whole and its interval as a dot. */
function stackedChart(
  reading: StudyReading,
  chart: {
    readonly name: string;
    readonly title: string;
    readonly what: string;
    readonly parts: (money: OptionMoney) => OptionMoney['payers'];
  },
): Chart | null {
  const { first } = reading;
  const paid = paidOptions(reading);
  const size = new Map<string, number>();
  for (const { money } of paid)
    for (const { name, net } of chart.parts(money)) size.set(name, Math.max(size.get(name) ?? 0, Math.abs(net.value)));
  const names = [...size]
    .filter(([, own]) => own > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);
  if (names.length === 0) return null;
  const own = names.length <= MOST ? names : names.slice(0, MOST - 1);
  const labels = fitNames([...own, ...(names.length <= MOST ? [] : [REST])], 300, 13);
  const partOf = (money: OptionMoney, k: number): number =>
    chart
      .parts(money)
      .filter(({ name }) => (k < own.length ? name === own[k] : !own.includes(name)))
      .reduce((sum, { net }) => sum + net.value, 0);
  const bars = paid.flatMap(({ money }, row) => {
    let [up, down] = [0, 0];
    return labels.map((series, k) => {
      const value = partOf(money, k);
      const from = value < 0 ? down : up;
      if (value < 0) down += value;
      else up += value;
      return { y: row + 0.5, k, series, from: drawn(from), to: drawn(from + value) };
    });
  });
  const dots = paid.map(({ money: { net } }, row) => ({
    y: row + 0.5,
    value: drawn(net.value),
    lower: drawn(net.lower),
    upper: drawn(net.upper),
  }));
  const domain = domainOf(
    [0, ...bars.flatMap(({ from, to }) => [from, to]), ...dots.flatMap(({ lower, upper }) => [lower, upper])],
    'always',
  );
  const rowNames = fitNames(
    paid.map(({ option }) => option.label),
    190,
    12,
  );
  const width = WIDTH - 240;
  const x = {
    type: 'quantitative',
    scale: { domain: [domain.low, domain.high], nice: false, padding: 0 },
    title: '£, net saving',
    axis: { grid: true, values: ticks(domain), labelFlush: true, labelOverlap: 'greedy', ...axisNumbers(domain, true) },
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: [paid.length, 0], nice: false, padding: 0 },
    axis: null,
  };
  const rule = (strokeWidth: number, color: string): Layer => ({
    data: { values: dots },
    mark: { type: 'rule', strokeWidth, color },
    encoding: { x: { ...x, field: 'lower' }, x2: { field: 'upper' }, y },
  });
  return {
    name: chart.name,
    title: chart.title,
    spec: chartSpec(
      chart.title,
      `Present value over the run${prices(reading)}, beside ${first.label}. Bars: averages; right of zero saves, left of it costs. White dots: all together; ${futuresNote('lines', reading)}`,
      {
        width,
        height: 34 * paid.length,
        layer: [
          {
            data: { values: bars },
            mark: { type: 'bar', height: 18 },
            encoding: {
              x: { ...x, field: 'from' },
              x2: { field: 'to' },
              y,
              fill: {
                field: 'series',
                type: 'nominal',
                scale: { domain: labels, range: PALETTE.slice(0, labels.length) },
                ...legendOf(
                  labels.map((label) => ({ id: label, label })),
                  true,
                  width,
                ),
              },
            },
          },
          {
            data: { values: [{ zero: 0 }] },
            mark: { type: 'rule', color: INK, strokeWidth: 1 },
            encoding: { x: { ...x, field: 'zero' } },
          },
          rule(4, '#ffffff'),
          rule(1.5, INK),
          {
            data: { values: dots },
            mark: { type: 'point', filled: true, size: 60, fill: '#ffffff', stroke: INK, strokeWidth: 1.5, opacity: 1 },
            encoding: { x: { ...x, field: 'value' }, y },
          },
          {
            data: { values: rowNames.map((name, i) => ({ y: i + 0.5, name })) },
            mark: { type: 'text', align: 'right', baseline: 'middle', clip: false },
            encoding: { x: { value: -8 }, y, text: { field: 'name', type: 'nominal' } },
          },
        ],
      },
    ),
    description: `Horizontal bars either side of zero, one row for each option beside ${first.label}: the net saving over the run ${chart.what}, with the whole and its interval as a dot.`,
    table: {
      columns: ['Option', ...names, 'All together'],
      rows: paid.map(({ option, money }) => [
        option.label,
        ...names.map((name) => {
          const part = chart.parts(money).find((one) => one.name === name);
          return part === undefined ? 'none' : write({ ...part.net, unit: 'GBP' }, true).both;
        }),
        write({ ...money.net, unit: 'GBP' }, true).both,
      ]),
    },
  };
}

export const payersChart = (reading: StudyReading): Chart | null =>
  stackedChart(reading, {
    name: 'net-saving-by-payer',
    title: 'Who saves and who pays, by option',
    what: 'by payer',
    parts: ({ payers }) => payers,
  });

export const kindsChart = (reading: StudyReading): Chart | null =>
  stackedChart(reading, {
    name: 'net-saving-by-kind',
    title: 'Money saved and capacity released, by option',
    what: 'by kind: money that can be taken out of a budget, and time or places that are free for others',
    parts: ({ kinds }) => kinds,
  });
