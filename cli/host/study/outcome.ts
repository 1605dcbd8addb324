/** The outcome that money is weighed against: which columns of a run it is read from, checked before anything is run. */
import type { Column, Wanted } from '../../../engine/index.js';
import { InputError, problemAt, problemWithFile, readStudyFile, type Files } from '../../../scenarios/index.js';
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
export function outcomeOf(path: string, files: Files, set: OptionSet): OutcomeAsked | null {
  const { root, file } = readStudyFile(path, files);
  if (file.outcome === undefined) return null;
  return counted(file.outcome, set, (message, details) =>
    problemAt(placeOf(root, ['outcome', 'measure']), message, details),
  );
}

/** An outcome as typed with a command. */
export interface OutcomeTyped {
  readonly outcome?: string | undefined;
  readonly want?: string | undefined;
  readonly worth?: string | undefined;
}

/**
 * The outcome that is typed; null where none is.
 *
 * @throws InputError where a part of it is missing or makes no sense, or nothing of the kind is counted
 */
export function outcomeTyped({ outcome, want, worth }: OutcomeTyped, set: OptionSet): OutcomeAsked | null {
  if (outcome === undefined) {
    const alone = want === undefined ? (worth === undefined ? null : '--worth') : '--want';
    if (alone === null) return null;
    throw new InputError([problemWithFile(alone, 'has no meaning without --outcome')]);
  }
  if (want !== 'fewer' && want !== 'more')
    throw new InputError([
      problemWithFile('--want', '--outcome takes --want fewer or --want more', {
        ...(want !== undefined && { found: want }),
        allowed: ['fewer', 'more'],
      }),
    ]);
  const [, from, to] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec((worth ?? '').replaceAll(/[\s,]/g, '')) ?? [];
  const pounds = [Number(from), Number(to)] as const;
  if (!(pounds[0] < pounds[1]))
    throw new InputError([
      problemWithFile(
        '--worth',
        `--outcome takes --worth, from what to what one of them might be worth in pounds, such as 0-100000${worth === undefined ? '' : `: found '${worth}'`}`,
      ),
    ]);
  return counted({ measure: outcome, want, pounds }, set, (message, details) =>
    problemWithFile('--outcome', message, details),
  );
}

type Refuse = (
  message: string,
  details: { readonly found: string; readonly allowed: readonly string[] },
) => ReturnType<typeof problemAt>;

function counted(asked: OutcomeAsked, { options: [first] }: OptionSet, refuse: Refuse): OutcomeAsked {
  const columns = countedColumns(first.resolution.scenario);
  const { measure } = asked;
  if (outcomeColumns(columns, measure).length > 0) return asked;
  const isTime = columns.some((column) => column.measure === measure && column.unit === 'days');
  const why = isTime
    ? `'${measure}' is a mean of times, which has no value in a future without any: an outcome is a number of children or events`
    : `nothing in this study is counted as '${measure}'`;
  const allowed = [...new Set(columns.filter(isOutcome).map((column) => column.measure))];
  throw new InputError([refuse(why, { found: measure, allowed })]);
}
