/** The outcome that money is weighed against: which columns of a run it is read from, checked before anything is run. */
import type { Column, Wanted } from '../../../engine/index.js';
import { InputError, problemAt, readStudyFile, type Files } from '../../../scenarios/index.js';
import { placeOf } from '../../../scenarios/load/index.js';
import { wholeColumns } from '../figure-columns.js';
import type { OptionSet } from './options.js';
import { countedColumns } from './reported.js';

export interface OutcomeAsked {
  readonly measure: string;
  readonly want: Wanted;
  readonly pounds: readonly [number, number];
}

/**
 * The columns whose sum is a measure over the whole run: its years, or a stock on the last day. None for what may have no
 * value in a future (the mean of no times), and for money itself.
 */
export function outcomeColumns(columns: readonly Column[], measure: string): readonly number[] {
  return wholeColumns(columns, measure, isOutcome);
}

function isOutcome({ table, group, unit }: Column): boolean {
  return group === 'all' && table !== 'costs' && unit !== 'days';
}

/**
 * The outcome that a study file asks about; null where it asks about none.
 *
 * @throws InputError at its line, where nothing of the kind is counted
 */
export function outcomeOf(path: string, files: Files, { options: [first] }: OptionSet): OutcomeAsked | null {
  const { root, file } = readStudyFile(path, files);
  if (file.outcome === undefined) return null;
  const { scenario } = first.resolution;
  const columns = countedColumns(scenario);
  const { measure } = file.outcome;
  if (outcomeColumns(columns, measure).length > 0) return file.outcome;
  const isTime = columns.some((column) => column.measure === measure && column.unit === 'days');
  const why = isTime
    ? `'${measure}' is a mean of times, which has no value in a future without any: an outcome is a number of children or events`
    : `nothing in this study is counted as '${measure}'`;
  const allowed = [...new Set(columns.filter(isOutcome).map((column) => column.measure))];
  throw new InputError([problemAt(placeOf(root, ['outcome', 'measure']), why, { found: measure, allowed })]);
}
