/** The table of sensitivities: written by the command, and read back beside the baseline that names it. */
import { splitLine } from '../../areas/table.js';
import type { Files, Place } from '../../load/index.js';
import { problemAt, Problems, readText } from '../../load/index.js';
import { SourceText } from '../../load/source-text.js';
import { RESULTS, type Result } from './settled.js';

/** A number for each result; null where there is nothing to take a percentage of. */
export type Effects = Readonly<Record<Result, number | null>>;

export interface SensitivityRow {
  /** A parameter, a part of one (`match_time.median`), or `cost: NAME`. */
  readonly parameter: string;
  readonly mark: string;
  /** What was done to it: `times 1.1`, `exact`; or its interval. */
  readonly change: string;
  /** Percent for a percent; in a table by interval, percent from its lower end to its upper. */
  readonly effects: Effects;
  /** Standard errors of the effects, by Monte Carlo. */
  readonly errors: Effects;
}

export type SensitivityKind = 'percent' | 'interval';

const KINDS = { percent: 'change', interval: 'interval' } as const;

const ERRORS = RESULTS.map((name) => `error_${name}` as const);

/** The first line of a table. */
export function sensitivityHeader(kind: SensitivityKind): string {
  return ['parameter', 'mark', KINDS[kind], ...RESULTS, ...ERRORS].join(',');
}

/** The text of a table, what moves most children looked after first. */
export function sensitivityText(rows: readonly SensitivityRow[], kind: SensitivityKind): string {
  const lines = byEffect(rows).map(({ parameter, mark, change, effects, errors }) =>
    [
      ...[parameter, mark, change].map(cell),
      ...[effects, errors].flatMap((values) => RESULTS.map((name) => numberText(values[name]))),
    ].join(','),
  );
  return `${[sensitivityHeader(kind), ...lines].join('\n')}\n`;
}

/** By the size of the effect on children looked after, as the table has it, then on cost, then by name. */
export function byEffect(rows: readonly SensitivityRow[]): readonly SensitivityRow[] {
  const size = ({ effects }: SensitivityRow, name: Result): number => Math.abs(Number(numberText(effects[name])));
  return rows.toSorted(
    (a, b) =>
      size(b, 'looked_after') - size(a, 'looked_after') ||
      size(b, 'cost') - size(a, 'cost') ||
      (a.parameter < b.parameter ? -1 : 1),
  );
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function numberText(value: number | null): string {
  return value === null || !Number.isFinite(value) ? '' : String(Number(value.toFixed(4)) + 0);
}

/**
 * @param names what a row may be of: parameters, and `cost: NAME`
 * @throws InputError with every line that cannot be read, or is of nothing known
 */
export function readSensitivity(
  files: Files,
  path: string,
  from: Place,
  names: readonly string[],
): readonly SensitivityRow[] {
  const source = new SourceText(path, readText(files, path, from).replace(/^\uFEFF/, ''));
  const problems = new Problems();
  const rows: SensitivityRow[] = [];
  let header: readonly string[] | null = null;
  let at = 0;
  for (const written of source.text.split('\n')) {
    const line = written.replace(/\r$/, '');
    const place: Place = { source, at, end: at + line.length };
    at += written.length + 1;
    if (line.trim() === '') continue;
    const cells = splitLine(line);
    if (header === null) {
      header = cells;
      const missing = sensitivityHeader('percent')
        .split(',')
        .filter((column) => !cells.includes(column));
      if (missing.length === 0) continue;
      problems.add(problemAt(place, `columns are missing from this table of sensitivities: ${missing.join(', ')}`));
      break;
    }
    const row = rowOf(header, cells, place, problems);
    if (row === null) continue;
    const known = nameIn(row.parameter, names);
    const first = { source, at: place.at, end: place.at + row.parameter.length };
    if (known === null)
      problems.add(
        problemAt(first, `there is no parameter '${row.parameter}' in the baseline`, {
          found: row.parameter,
          allowed: names,
        }),
      );
    else if (rows.some(({ parameter }) => parameter === row.parameter))
      problems.add(problemAt(first, `${row.parameter} is already in a line above`));
    else rows.push(row);
  }
  problems.throwIfAny();
  return rows;
}

function rowOf(
  header: readonly string[],
  cells: readonly string[],
  place: Place,
  problems: Problems,
): SensitivityRow | null {
  if (cells.length !== header.length) {
    problems.add(problemAt(place, `${header.length} cells were expected in this line, found ${cells.length}`));
    return null;
  }
  const text = (column: string): string => cells[header.indexOf(column)] ?? '';
  const columns = [...RESULTS, ...ERRORS];
  const odd = columns.find((column) => text(column) !== '' && !Number.isFinite(Number(text(column))));
  if (odd !== undefined) {
    problems.add(problemAt(place, `'${text(odd)}' is not a number (${odd})`));
    return null;
  }
  const values = (from: readonly string[]): Effects => {
    const found = from.map((column) => (text(column).trim() === '' ? null : Number(text(column))));
    return Object.fromEntries(RESULTS.map((name, i) => [name, found[i] ?? null])) as Record<Result, number | null>;
  };
  return {
    parameter: text('parameter'),
    mark: text('mark'),
    change: text('change'),
    effects: values(RESULTS),
    errors: values(ERRORS),
  };
}

/** The name that a row is of: itself, or what stands before its first point; null where neither is known. */
export function nameIn(parameter: string, names: readonly string[]): string | null {
  if (names.includes(parameter)) return parameter;
  const [first = ''] = parameter.split('.');
  return first !== parameter && names.includes(first) ? first : null;
}
