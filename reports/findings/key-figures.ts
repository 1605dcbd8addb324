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
  readonly label: string;
  /** The label where a line has 80 columns. */
  readonly short: string;
  readonly when: string;
  readonly at: Comparison;
  readonly verdict: Verdict | null;
}

function figure(reading: Reading, label: string, at: Comparison | null, short = label): KeyFigure[] {
  if (at === null) return [];
  const when = at.periodKind === 'day' ? shortDate(at.period) : at.periodKind === 'whole run' ? 'whole run' : at.period;
  return [{ label, short, when, at, verdict: verdictOf(reading, at) }];
}

/** At most this many rows of a general pathway. */
const MOST_GENERAL = 8;

function general(reading: Reading): KeyFigure[] {
  const measures = (table: string): string[] => [
    ...new Set(reading.result.rows.filter((row) => row.table === table).map((row) => row.measure)),
  ];
  return [
    ...measures('stocks').flatMap((name) => figure(reading, labelOf(reading, name), compareAtEnd(reading, name))),
    ...measures('flows').flatMap((name) => figure(reading, labelOf(reading, name), compareLastYear(reading, name))),
    ...measures('times').flatMap((name) =>
      figure(reading, labelOf(reading, name), compareAt(reading, name, 'whole run', 'whole run')),
    ),
  ].slice(0, MOST_GENERAL);
}

export function keyFigures(reading: Reading): KeyFigure[] {
  if (reading.result.kind === 'general') return general(reading);
  const over = (measure: string): Comparison | null => compareAt(reading, measure, 'whole run', 'whole run');
  return [
    ...figure(reading, 'Children looked after', compareAtEnd(reading, 'looked_after'), 'Looked after'),
    ...figure(reading, 'Started to be looked after', compareLastYear(reading, 'started_looked_after'), 'Started'),
    ...figure(reading, 'Returned to care', compareLastYear(reading, 'returned_to_care')),
    ...figure(reading, 'Placement moves', compareLastYear(reading, 'placement_moves')),
    ...figure(
      reading,
      'From entering care to adoption order, mean',
      over('entry_to_adoption_order'),
      'Entry to adoption order, mean',
    ),
    ...figure(reading, 'Cost to all payers', compareTotals(reading, 'cost'), 'Cost over the run'),
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
