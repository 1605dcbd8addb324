/** From what programmes cost to the net saving, step by step over the lines of the budget: a panel an option. */
import { fitNames } from '../../charts/fit.js';
import { chartSpec, domainOf } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { sharedStyle, write } from '../../numbers.js';
import { dotPanels, type Dot } from '../../charts/dots.js';
import { isNothing, paidOptions, prices, type Paid } from './money.js';
import { futuresNote, type StudyReading } from './reading.js';

const MOST_LINES = 6;
const MEASURE = 'cost_discounted';
const PROGRAMME = /^programme:/i;
const LETTERS = 170;

interface Part {
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

export function waterfallChart(reading: StudyReading): Chart | null {
  const { first } = reading;
  const paid = paidOptions(reading).filter(({ money: { cost, net } }) => !(isNothing(cost) && isNothing(net)));
  if (paid.length === 0) return null;
  const lines = movingLines(reading, paid);
  const steps = paid.map((one) => stepsOf(reading, one, lines));
  const hasRest = steps.some(({ rest }) => rest !== 0);
  const names = [
    'Programmes cost',
    ...fitNames(lines, LETTERS, 12),
    ...(hasRest ? ['Other lines, allowances'] : []),
    'Net saving',
  ];
  const panels = steps.map(({ cost, saved, rest, net }, i) => {
    const parts = [cost, ...saved, ...(hasRest ? [{ value: rest, lower: null, upper: null }] : [])];
    let at = 0;
    const style = sharedStyle([...parts.map(({ value }) => value), net.value], 'GBP');
    const dots = parts.map(({ value, lower, upper }, row): Dot => {
      const from = at;
      at += value;
      return {
        row,
        from,
        value: at,
        lower: lower === null ? null : from + lower,
        upper: upper === null ? null : from + upper,
        text: style.write(value),
        ...(value < 0 ? { tone: 'against' as const } : {}),
      };
    });
    const whole: Dot = { row: parts.length, ...net, text: style.write(net.value), tone: 'first' };
    return { title: paid[i]?.option.label ?? '', dots: [...dots, whole] };
  });
  const domain = domainOf(
    panels.flatMap(({ dots }) =>
      dots.flatMap(({ value, from = 0, lower, upper }) => [0, value, from, lower ?? value, upper ?? value]),
    ),
    'always',
  );
  const title = 'How the net saving is made up, by option';
  return {
    name: 'waterfall',
    title,
    spec: chartSpec(
      title,
      `Present value over the run${prices(reading)}, beside ${first.label}. Each bar begins where the one before ended: orange costs more, blue saves; grey is the whole. ${futuresNote('Lines', reading)}`,
      dotPanels({
        rows: names,
        panels: panels.map((panel) => ({ ...panel, domain, axis: '£' })),
        columns: Math.min(2, panels.length),
        signed: true,
        bars: true,
      }),
    ),
    description: `Waterfalls, one for each option beside ${first.label}: what its programmes cost, what changes in each line of the budget (${lines.join('; ')}), and the net saving that is left.`,
    table: {
      columns: ['Step', ...paid.map(({ option }) => option.label)],
      rows: [
        ['Programmes cost', ...steps.map(({ cost }) => cell(cost))],
        ...lines.map((line, k) => [line, ...steps.map(({ saved }) => cell(saved[k] ?? null))]),
        ...(hasRest
          ? [['Other lines, allowances', ...steps.map(({ rest }) => cell({ value: rest, lower: null, upper: null }))]]
          : []),
        ['Net saving', ...steps.map(({ net }) => cell(net))],
      ],
    },
  };
}

const cell = (part: Part | null): string => (part === null ? 'none' : write({ ...part, unit: 'GBP' }, true).both);

/** The lines of the budget that change the most in any option; programmes' own are in what they cost. */
function movingLines({ rows }: StudyReading, paid: readonly Paid[]): string[] {
  const size = (line: string): number =>
    Math.max(
      ...paid.map(({ option }) =>
        Math.abs(rows.series(MEASURE, option.difference, 'whole run', `line=${line}`)[0]?.value ?? 0),
      ),
    );
  return rows
    .levels(MEASURE, 'line')
    .filter((line) => !PROGRAMME.test(line) && size(line) > 0)
    .sort((a, b) => size(b) - size(a))
    .slice(0, MOST_LINES);
}

interface Steps {
  readonly cost: Part;
  readonly saved: readonly Part[];
  readonly rest: number;
  readonly net: Part;
}

/** Steps are savings: what costs more is below 0. */
function stepsOf({ rows }: StudyReading, { option, money }: Paid, lines: readonly string[]): Steps {
  const cost = { value: -money.cost.value, lower: -money.cost.upper, upper: -money.cost.lower };
  const saved = lines.map((line): Part => {
    const row = rows.series(MEASURE, option.difference, 'whole run', `line=${line}`)[0];
    return row === undefined
      ? { value: 0, lower: null, upper: null }
      : { value: 0 - row.value, lower: 0 - row.upper, upper: 0 - row.lower };
  });
  const told = saved.reduce((sum, { value }) => sum + value, cost.value);
  const rest = money.net.value - told;
  const size = Math.max(Math.abs(money.net.value), ...[cost, ...saved].map(({ value }) => Math.abs(value)));
  // Sums of rounded posts: a thousandth is no step.
  return { cost, saved, rest: Math.abs(rest) < size / 1000 ? 0 : rest, net: money.net };
}
