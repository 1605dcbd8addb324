/** What is not known, and what it would be worth to know: value of information, what goes with the net saving, chance apart from not knowing. */
import { shown } from '../../charts/fit.js';
import { chartSpec, domainOf } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { percent, pounds, sharedStyle, thousands } from '../../numbers.js';
import { dotPanels, type Dot } from '../../charts/dots.js';
import { listed, type StudyReading } from './reading.js';

const Z95 = 1.96;
const MOST = 12;

export function learningChart({ report }: StudyReading): Chart | null {
  const { choice } = report;
  if (choice === null || choice.perfect === null || choice.perfect.value <= 0) return null;
  const { perfect } = choice;
  const told = choice.learning.filter(({ value }) => value !== null).slice(0, MOST);
  const untold = choice.learning.filter(({ value }) => value === null);
  const rows = ['Everything that is not known', ...told.map(({ label, numbers }) => named(label, numbers))];
  const sizes = [
    { value: perfect.value, se: perfect.se },
    ...told.map(({ value, se }) => ({ value: value ?? 0, se: se ?? 0 })),
  ];
  const style = sharedStyle(
    sizes.map(({ value }) => value),
    'GBP',
  );
  const written = (value: number): string => style.write(value).replace('+', '');
  const dots = sizes.map(({ value, se }, row): Dot => ({
    row,
    value,
    lower: Math.max(0, value - Z95 * se),
    upper: value + Z95 * se,
    text: written(value),
    ...(row === 0 ? { tone: 'first' as const } : {}),
  }));
  const title = 'What it would be worth to find out';
  const domain = domainOf(
    dots.flatMap(({ value, upper }) => [0, value, upper ?? value]),
    'always',
  );
  return {
    name: 'value-of-information',
    title,
    spec: chartSpec(
      title,
      `At most, to this one decision in this area, judged by ${choice.by}. Lines: 95% interval over draws.${untold.length === 0 ? '' : ` Not told: ${listed(untold.map(({ label, numbers }) => named(label, numbers)))}.`}`,
      dotPanels({
        rows,
        panels: [{ title: 'Expected value of knowing', dots, domain, axis: '£' }],
        columns: 1,
        signed: false,
        bars: true,
      }),
    ),
    description: `Horizontal bars of what it would be worth to know more, the most valuable first. Knowing everything would be worth up to ${pounds(perfect.value)}.`,
    table: {
      columns: ['What', 'How many numbers', 'Worth up to', 'Standard error'],
      rows: [
        ['Everything that is not known', thousands(report.drawn.length), pounds(perfect.value), pounds(perfect.se)],
        ...choice.learning.map(({ label, numbers, value, se, why }) => [
          label,
          thousands(numbers),
          value === null ? `not told: ${why}` : pounds(value),
          se === null ? '' : pounds(se),
        ]),
      ],
    },
  };
}

const named = (label: string, numbers: number): string =>
  numbers === 1 ? shown(label) : `${shown(label)} (${numbers} numbers)`;

/** What the net saving of each option goes with, over draws. */
export function mattersChart({ report, others }: StudyReading): Chart | null {
  const found = others.flatMap((option) => {
    const own = report.matters[option.at] ?? [];
    return own.length === 0 ? [] : [{ option, own }];
  });
  if (found.length === 0) return null;
  const size = new Map<string, number>();
  for (const { own } of found)
    for (const { label, correlation } of own) size.set(label, Math.max(size.get(label) ?? 0, Math.abs(correlation)));
  const all = [...size].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const names = all.slice(0, MOST);
  const domain = { low: -1, high: 1, step: 0.5 };
  const title = 'What the net saving goes with';
  return {
    name: 'what-matters',
    title,
    spec: chartSpec(
      title,
      `Rank correlation over draws of each number with the option's net saving: right of zero more of it goes with more saved, left of it (orange) with less. Lines: 95% intervals, for as many numbers as were looked at. Only what chance alone would hardly show is drawn.${all.length > MOST ? ` The ${MOST} strongest; the table has all.` : ''}`,
      dotPanels({
        rows: names,
        panels: found.map(({ option, own }) => ({
          title: option.label,
          axis: 'correlation',
          domain,
          dots: own.flatMap(({ label, correlation, lower, upper }): Dot[] => {
            const row = names.indexOf(label);
            return row < 0
              ? []
              : [
                  {
                    row,
                    value: correlation,
                    lower,
                    upper,
                    text: thousands(correlation, 2),
                    ...(correlation < 0 ? { tone: 'against' as const } : {}),
                  },
                ];
          }),
        })),
        columns: Math.min(2, found.length),
        signed: true,
        bars: true,
      }),
    ),
    description: `Bars either side of zero, one panel for each option: the rank correlation of its net saving with the numbers that it hangs on most. ${found.map(({ option, own }) => `${option.label}: ${own[0]?.label ?? ''} ${thousands(own[0]?.correlation ?? 0, 2)}`).join('; ')}.`,
    table: {
      columns: ['Option', 'Number', 'Its interval', 'Rank correlation', '95% interval'],
      rows: found.flatMap(({ option, own }) =>
        own.map(({ label, interval, correlation, lower, upper }) => [
          option.label,
          label,
          interval,
          thousands(correlation, 2),
          lower === null || upper === null ? 'not known' : `${thousands(lower, 2)} to ${thousands(upper, 2)}`,
        ]),
      ),
    },
  };
}

/** How much of the spread of each difference is not knowing, and how much chance. */
export function notKnowingChart({ report, others }: StudyReading): Chart | null {
  const figures = report.figures.filter(({ notKnowing }) => notKnowing.some((share) => share !== null));
  if (report.draws === 0 || figures.length === 0) return null;
  const title = 'Chance, and what is not known';
  const domain = { low: 0, high: 1, step: 0.25 };
  const words = ({
    value,
    lower,
    upper,
  }: {
    readonly value: number;
    readonly lower: number;
    readonly upper: number;
  }): string => `${percent(value, 0)} (${percent(lower, 0)} to ${percent(upper, 0)})`;
  return {
    name: 'not-knowing',
    title,
    spec: chartSpec(
      title,
      'The share of the variance of each difference that comes from numbers that are not known: evidence and data can lessen it. The rest, to the right, is chance, which nothing lessens. Lines: 95% intervals.',
      dotPanels({
        rows: others.map(({ label }) => label),
        panels: figures.map((figure) => ({
          title: `${figure.label}, ${figure.when}`,
          axis: null,
          domain,
          dots: others.flatMap(({ at }, row): Dot[] => {
            const share = figure.notKnowing[at];
            return share === null || share === undefined
              ? [{ row, value: 0, lower: null, upper: null, text: 'none' }]
              : [{ row, ...share, text: percent(share.value, 0) }];
          }),
        })),
        columns: figures.length === 1 ? 1 : 2,
        signed: false,
        bars: true,
        percent: true,
      }),
    ),
    description: `Bars from 0% to 100%, a panel for each figure and a row for each option: the part of the spread of each difference that is not knowing rather than chance.`,
    table: {
      columns: ['What', 'When', ...others.map(({ label }) => label)],
      rows: figures.map((figure) => [
        figure.label,
        figure.when,
        ...others.map(({ at }) => {
          const share = figure.notKnowing[at];
          return share === null || share === undefined ? 'no spread' : words(share);
        }),
      ]),
    },
  };
}
