/** When programmes pay for themselves: what is saved so far, the chance of being paid back, and what each year takes. */
import { drawn } from '../../charts/fit.js';
import { wilson } from '../../../engine/index.js';
import { numberY, type Layer } from '../../charts/parts.js';
import { INK, PALETTE, chartSpec, domainOf } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { percent, write } from '../../numbers.js';
import { isNothing, paidOptions, prices, type Paid } from './money.js';
import { bandPanels, endsOf, inColumns } from './panels.js';
import { bothNotes, drawnSpread, futuresNote, type StudyReading } from './reading.js';

/** Options with something to pay back. */
function spending(reading: StudyReading): Paid[] {
  return paidOptions(reading).filter(({ money }) => money.payback !== null && money.curve.length > 1);
}

const isNeverPaid = ({ money }: Paid): boolean => money.curve.every(({ chance }) => chance === 0);

/** Quarters, with each year named at its last. */
function quarterX(quarters: readonly string[]): Layer {
  const ends = quarters.filter((quarter) => quarter.endsWith('Q4'));
  const every = Math.ceil(ends.length / 5);
  const values = ends.filter((_, i) => (ends.length - 1 - i) % every === 0);
  return {
    field: 'quarter',
    type: 'ordinal',
    sort: null,
    title: null,
    axis: {
      values: values.length === 0 ? quarters.slice(-1) : values,
      labelExpr: "split(datum.label, ' ')[0]",
      labelAngle: 0,
      labelOverlap: 'greedy',
    },
  };
}

const LABELLED = 'Each financial year is named at its last quarter.';

export function paybackChart(reading: StudyReading): Chart | null {
  const { report, first } = reading;
  const paid = spending(reading);
  const [one] = paid;
  if (one === undefined) return null;
  const lines = paid.map(({ money }) =>
    money.curve.map(({ quarter, net }) => ({ quarter, value: net.value, ...drawnSpread(report, net) })),
  );
  const domain = domainOf([0, ...endsOf(lines.flat())], 'always');
  const title = 'What is saved so far, by option';
  return {
    name: 'payback',
    title,
    spec: chartSpec(
      title,
      `Saved less spent since the start, all payers, present value${prices(reading)}, beside ${first.label}; above zero it has paid back. ${paid.every(isNeverPaid) ? 'In no simulated future has any option paid back by the end of the run. ' : ''}${bothNotes('Light bands', 'Dark bands', reading)} ${LABELLED}`,
      bandPanels(
        paid.map(({ option, money }, i) => ({
          title: option.label,
          under: `At the end ${write({ ...money.net, unit: 'GBP' }, true).both}`,
          points: lines[i] ?? [],
          zero: true,
        })),
        quarterX(one.money.curve.map(({ quarter }) => quarter)),
        (titled) => numberY('value', titled ? '£' : null, domain, true),
      ),
    ),
    description: `Line charts with a line at zero, one for each option beside ${first.label}: what has been saved less what has been spent by the end of each quarter. At the end: ${paid.map(({ option, money }) => `${option.label} ${write({ ...money.net, unit: 'GBP' }, true).both}`).join('; ')}.`,
    table: {
      columns: ['Quarter', ...paid.map(({ option }) => option.label)],
      rows: one.money.curve.map(({ quarter }, q) => [
        quarter,
        ...paid.map(({ money }) => {
          const own = money.curve[q];
          return own === undefined ? 'none' : write({ ...own.net, unit: 'GBP' }, true).both;
        }),
      ]),
    },
  };
}

export function paybackChanceChart(reading: StudyReading): Chart | null {
  const { report } = reading;
  const paid = spending(reading);
  const [one] = paid;
  const sampled = report.draws === 0 ? report.replications : report.draws;
  if (one === undefined || sampled < 2) return null;
  // Panels of lines along 0 say no more than the sentence over what is saved so far.
  if (paid.every(isNeverPaid)) return null;
  // Replications of a draw are not apart from each other: the interval counts draws.
  const shareOf = (chance: number) => wilson(Math.min(sampled, chance * sampled), sampled);
  const words = (chance: number): string => {
    const { lower, upper } = shareOf(chance);
    return `${percent(chance, 0)} (${percent(lower, 0)} to ${percent(upper, 0)})`;
  };
  const title = 'The chance of having paid back, by option';
  const domain = { low: 0, high: 1, step: 0.25 };
  const y = (titled: boolean): Layer => {
    const axis = numberY('value', titled ? 'chance' : null, domain);
    return { ...axis, axis: { format: '.0%', values: [0, 0.25, 0.5, 0.75, 1] } };
  };
  return {
    name: 'payback-chance',
    title,
    spec: chartSpec(
      title,
      `By the end of each quarter, to all payers. Bands: what more ${report.draws === 0 ? 'replications' : 'draws'} might change (95%, by ${sampled} of them). ${LABELLED}`,
      bandPanels(
        paid.map(({ option, money }) => ({
          title: option.label,
          under: `By the end ${words(money.payback?.chance ?? 0)}`,
          points: money.curve.map(({ quarter, chance }) => {
            const { lower, upper } = shareOf(chance);
            return { quarter, value: chance, lower, upper };
          }),
        })),
        quarterX(one.money.curve.map(({ quarter }) => quarter)),
        y,
        { height: 120 },
      ),
    ),
    description: `Line charts of the chance, from 0% to 100%, of having paid back by the end of each quarter, one for each option. By the end: ${paid.map(({ option, money }) => `${option.label} ${words(money.payback?.chance ?? 0)}`).join('; ')}.`,
    table: {
      columns: ['Quarter', ...paid.map(({ option }) => option.label)],
      rows: one.money.curve.map(({ quarter }, q) => [
        quarter,
        ...paid.map(({ money }) => words(money.curve[q]?.chance ?? 0)),
      ]),
    },
  };
}

export function budgetImpactChart(reading: StudyReading): Chart | null {
  const { first } = reading;
  const paid = paidOptions(reading).filter(({ money }) => money.impact.some(({ net }) => !isNothing(net)));
  const [one] = paid;
  if (one === undefined) return null;
  const domain = domainOf(
    paid.flatMap(({ money }) => money.impact.flatMap(({ net }) => [0, net.value, net.lower, net.upper])),
    'always',
  );
  const x = {
    field: 'year',
    type: 'ordinal',
    sort: null,
    title: null,
    axis: { labelAngle: 0, labelOverlap: 'greedy' },
  };
  const title = 'What each year takes, by option';
  return {
    name: 'budget-impact',
    title,
    spec: chartSpec(
      title,
      `Paid by all payers more than with ${first.label}, by financial year, not discounted${prices(reading)}. Above zero (orange) the year costs more, below it (blue) less. ${futuresNote('Lines', reading)}`,
      inColumns(
        paid.map(({ option, money }, i) => {
          const y = numberY('value', i % Math.min(2, paid.length) === 0 ? '£' : null, domain, true);
          const values = money.impact.map(({ year, net }) => ({
            year,
            value: drawn(net.value),
            lower: drawn(net.lower),
            upper: drawn(net.upper),
          }));
          const rule = (strokeWidth: number, color: string): Layer => ({
            mark: { type: 'rule', strokeWidth, color },
            encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
          });
          return {
            title: option.label,
            layer: {
              data: { values },
              layer: [
                {
                  mark: { type: 'bar', width: { band: 0.55 } },
                  encoding: {
                    x,
                    y,
                    fill: { condition: { test: 'datum.value > 0', value: PALETTE[1] }, value: PALETTE[0] },
                  },
                },
                {
                  data: { values: [{ zero: 0 }] },
                  mark: { type: 'rule', color: INK, strokeWidth: 1 },
                  encoding: { y: { ...y, field: 'zero' } },
                },
                rule(4, '#ffffff'),
                rule(1.5, INK),
              ],
            },
          };
        }),
        130,
      ),
    ),
    description: `Bars above and below zero for each financial year, one panel for each option: what all payers pay more than with ${first.label}.`,
    table: {
      columns: ['Year', ...paid.map(({ option }) => option.label)],
      rows: one.money.impact.map(({ year }, i) => [
        year,
        ...paid.map(({ money }) => {
          const own = money.impact[i];
          return own === undefined ? 'none' : write({ ...own.net, unit: 'GBP' }, true).both;
        }),
      ]),
    },
  };
}
