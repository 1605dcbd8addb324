/**
 * Who programmes reach, and for whom outcomes change, in sentences chosen by rule. A rate says how many, never whether that is
 * right: who should be reached is for people to say.
 */
import { holdsWords } from '../findings/few.js';
import type { TableRow } from '../../engine/study/result.js';
import { write } from '../numbers.js';

/** Groups with fewer eligible children than this on average have rates that say little: they are left out. */
const ENOUGH = 1;

/** One group of children, and what the table has of it. */
interface Group {
  readonly dimension: string;
  readonly label: string;
  readonly of: (measure: string) => TableRow | null;
}

/** The groups of a programme with enough eligible children, by breakdown. */
function reachedGroups(rows: readonly TableRow[], option: string, programme: string): readonly Group[] {
  const prefix = `programme=${programme}, `;
  const own = rows.filter(
    (row) =>
      row.table === 'equity' && row.option === option && row.group.startsWith(prefix) && Number.isFinite(row.value),
  );
  return [...new Set(own.map(({ group }) => group))].flatMap((group) => {
    const of = (measure: string) => own.find((row) => row.group === group && row.measure === measure) ?? null;
    return (of('eligible')?.value ?? 0) < ENOUGH ? [] : [{ ...partsOf(group.slice(prefix.length)), of }];
  });
}

/** What a programme did for those eligible, and by group how many of 100 it reached: by so many breakdowns at most. */
export function reachSentences(
  rows: readonly TableRow[],
  option: string,
  programme: string,
  title: string,
  most = Number.POSITIVE_INFINITY,
): readonly string[] {
  const all = (measure: string): TableRow | null =>
    rows.find(
      (row) =>
        row.table === 'equity' &&
        row.option === option &&
        row.group === `programme=${programme}` &&
        row.measure === measure &&
        Number.isFinite(row.value),
    ) ?? null;
  const eligible = all('eligible');
  if (eligible === null) return [];
  if (eligible.value === 0) return [`${title}: nobody was ever eligible.`];
  const said = (measure: string, words: string): string[] => {
    const row = all(measure);
    return row === null ? [] : [`${write(row).value} ${words}`];
  };
  const rate = all('reached_per_100');
  const days = all('waiting_days');
  const head =
    `${title}: of ${write(eligible).both} children ever eligible, ` +
    [
      `${said('reached', 'were reached').join('')}${rate === null ? '' : `, ${write(rate).both} of 100`}`,
      ...said('declined', 'declined'),
      ...said('gave_up', 'gave up waiting'),
      ...said('turned_away', 'were turned away'),
    ].join('; ') +
    (days === null || days.value === 0
      ? '.'
      : `; in all they waited ${write({ ...days, unit: 'children' }).value} days.`);
  return [
    head,
    ...byDimension(reachedGroups(rows, option, programme))
      .slice(0, most)
      .map(ratesOf),
  ];
}

function ratesOf([dimension, groups]: readonly [string, readonly Group[]]): string {
  const each = groups.flatMap(({ label, of }) => {
    const rate = of('reached_per_100');
    return rate === null ? [] : [`${label} ${write(rate).both}`];
  });
  return `Reached of 100 eligible by ${dimension}: ${each.join(', ')}.`;
}

/**
 * How an outcome differs in each group of children, pair by pair; none where it differs in no group.
 *
 * @param difference the name of the difference in the rows
 * @param label the outcome, such as 'Children looked after'
 */
export function changeSentences(
  rows: readonly TableRow[],
  difference: string,
  outcome: string,
  label: string,
  most = Number.POSITIVE_INFINITY,
): readonly string[] {
  const own = rows.filter(
    (row) =>
      row.table === 'equity' &&
      row.option === difference &&
      row.measure === `outcome_${outcome}` &&
      Number.isFinite(row.value),
  );
  if (own.every(({ value, lower, upper }) => value === 0 && lower === 0 && upper === 0)) return [];
  const groups = own.map((row) => ({ ...partsOf(row.group), of: () => row }));
  const how = own[0]?.unit === 'children' ? 'on average over the run' : 'over the whole run';
  return byDimension(groups)
    .slice(0, most)
    .map(([dimension, each]) => {
      const words = each.flatMap(({ label: name, of }) => {
        const { value, lower, upper } = of();
        return value === 0 && lower === 0 && upper === 0 ? [] : [`${name} ${write(of(), true).both}`];
      });
      const apart = words.length === 0 ? 'no difference in any group' : words.join(', ');
      return `${label}, ${how}, difference by ${dimension}: ${apart}${words.length > 0 && words.length < each.length ? '; none in the other groups' : ''}.`;
    });
}

/** The outcomes that the table tells of, by the names of their measures. */
export function outcomesOf(rows: readonly TableRow[]): readonly string[] {
  const names = rows.flatMap(({ table, measure }) =>
    table === 'equity' && measure.startsWith('outcome_') ? [measure.slice('outcome_'.length)] : [],
  );
  return [...new Set(names)];
}

/** An option whose programmes reach somebody, beside the first of its study. */
export interface ReachedOption {
  readonly id: string;
  /** What its difference is called in the rows; null for the first, which has none. */
  readonly difference: string | null;
  readonly programmes: readonly { readonly id: string; readonly title: string }[];
}

/** Who an option's programmes reach, and for whom outcomes change beside the first. @param measures for outcomes' labels */
export function optionSentences(
  rows: readonly TableRow[],
  { id, difference, programmes }: ReachedOption,
  measures: readonly { readonly name: string; readonly label: string }[],
): readonly string[] {
  const label = (outcome: string): string => measures.find(({ name }) => name === outcome)?.label ?? outcome;
  return [
    ...programmes.flatMap((one) => reachSentences(rows, id, one.id, one.title)),
    ...(difference === null
      ? []
      : outcomesOf(rows).flatMap((outcome) => changeSentences(rows, difference, outcome, label(outcome)))),
  ];
}

/** What the numbers are and are not, said wherever they are shown. */
export const caution = (futures: number): string =>
  `Rates are of those eligible by the rules of the programme, whoever those leave out; a group with fewer than one eligible child on average is left out. ${holdsWords('In brackets', futures, '')} Ethnicity is told of only where the pathway has it.`;

function partsOf(group: string): { readonly dimension: string; readonly label: string } {
  const cut = group.indexOf('=');
  return { dimension: group.slice(0, cut), label: group.slice(cut + 1).replaceAll('_', ' ') };
}

function byDimension<G extends { readonly dimension: string }>(
  groups: readonly G[],
): readonly (readonly [string, readonly G[]])[] {
  return [...new Set(groups.map(({ dimension }) => dimension))].map(
    (dimension) => [dimension.replaceAll('_', ' '), groups.filter((one) => one.dimension === dimension)] as const,
  );
}
