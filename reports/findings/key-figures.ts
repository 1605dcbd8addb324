/** The handful of numbers a reader takes away: one row each, baseline, option, difference. */
import { inPeriod, shortDate } from '../periods.js';
import {
  compareAt,
  compareAtEnd,
  compareLastYear,
  compareTotals,
  labelOf,
  type Comparison,
  type Reading,
} from '../rows.js';
import type { Verdict } from './verdict.js';
import { verdictOf } from './wording.js';

export interface KeyFigure {
  /** The measure's name in the tables, group 'all'. */
  readonly measure: string;
  readonly label: string;
  /** The label where a line has 80 columns. */
  readonly short: string;
  readonly when: string;
  readonly at: Comparison;
  readonly verdict: Verdict | null;
}

type Find = (reading: Reading, measure: string) => Comparison | null;

function figure(reading: Reading, measure: string, find: Find, label: string, short = label): KeyFigure[] {
  const at = find(reading, measure);
  if (at === null) return [];
  const when = at.periodKind === 'day' ? shortDate(at.period) : at.periodKind === 'whole run' ? 'whole run' : at.period;
  return [{ measure, label, short, when, at, verdict: verdictOf(reading, at) }];
}

const overRun: Find = (reading, measure) => compareAt(reading, measure, 'whole run', 'whole run');

/** At most this many rows of a general pathway. */
const MOST_GENERAL = 8;

function general(reading: Reading): KeyFigure[] {
  const figures = (table: string, find: Find): KeyFigure[] =>
    [...new Set(reading.result.rows.filter((row) => row.table === table).map((row) => row.measure))].flatMap((name) =>
      figure(reading, name, find, labelOf(reading, name)),
    );
  return [...figures('stocks', compareAtEnd), ...figures('flows', compareLastYear), ...figures('times', overRun)].slice(
    0,
    MOST_GENERAL,
  );
}

export function keyFigures(reading: Reading): KeyFigure[] {
  if (reading.result.kind === 'general') return general(reading);
  return [
    ...figure(reading, 'looked_after', compareAtEnd, 'Children looked after', 'Looked after'),
    ...figure(reading, 'started_looked_after', compareLastYear, 'Started to be looked after', 'Started'),
    ...figure(reading, 'returned_to_care', compareLastYear, 'Returned to care'),
    ...figure(reading, 'placement_moves', compareLastYear, 'Placement moves'),
    ...figure(
      reading,
      'entry_to_adoption_order',
      overRun,
      'From entering care to adoption order, mean',
      'Entry to adoption order, mean',
    ),
    ...figure(reading, 'cost', compareTotals, 'Cost to all payers', 'Cost over the run'),
  ];
}

/**
 * What programmes are compared by: the same, of measures that have a name of their own (no medians, no counts of times),
 * with what is paid in any pathway and its discounted sum.
 */
export function comparedFigures(reading: Reading): KeyFigure[] {
  const named = new Set(['cost', ...reading.result.measures.map(({ name }) => name)]);
  const figures = keyFigures(reading).filter(({ measure }) => named.has(measure));
  return [
    ...figures,
    ...(figures.some(({ measure }) => measure === 'cost')
      ? []
      : figure(reading, 'cost', overRun, 'Cost to all payers', 'Cost over the run')),
    ...figure(reading, 'cost_discounted', overRun, 'Cost to all payers, discounted', 'Discounted cost over the run'),
  ];
}

/** Everyone waiting for a programme at the end, on average; null where no programme keeps a list. */
export function waitingAtEnd(reading: Reading): { readonly value: number; readonly when: string } | null {
  const { option, rows, result } = reading;
  if (option === null) return null;
  const lists = result.programmes.flatMap(
    ({ id }) => rows.series('programme_waiting', option.id, 'day', `programme=${id}`).at(-1) ?? [],
  );
  const [first] = lists;
  if (first === undefined) return null;
  return { value: lists.reduce((sum, row) => sum + row.value, 0), when: inPeriod(first.period, 'day') };
}
