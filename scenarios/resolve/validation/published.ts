/** A table of published figures: measure, group, year, value, source, note, a line each. */
import type { Files, Place } from '../../load/index.js';
import { problemAt, Problems, readText } from '../../load/index.js';
import { SourceText } from '../../load/source-text.js';
import { splitLine } from '../../areas/table.js';

export interface PublishedRow {
  readonly measure: string;
  readonly group: string;
  readonly year: number;
  readonly value: number;
  readonly source: string;
  readonly note: string;
}

const COLUMNS = ['measure', 'group', 'year', 'value', 'source', 'note'] as const;

export class PublishedTable {
  private readonly byKey: ReadonlyMap<string, PublishedRow>;

  constructor(
    readonly file: string,
    readonly rows: readonly PublishedRow[],
  ) {
    this.byKey = new Map(rows.map((row) => [keyOf(row), row]));
  }

  find(measure: string, group: string, year: number): PublishedRow | undefined {
    return this.byKey.get(keyOf({ measure, group, year }));
  }

  get measures(): readonly string[] {
    return [...new Set(this.rows.map(({ measure }) => measure))];
  }

  groups(measure: string): readonly string[] {
    return [...new Set(this.rows.flatMap((row) => (row.measure === measure ? [row.group] : [])))];
  }

  years(measure: string, group: string): readonly number[] {
    return this.rows.flatMap((row) => (row.measure === measure && row.group === group ? [row.year] : []));
  }
}

function keyOf({ measure, group, year }: Pick<PublishedRow, 'measure' | 'group' | 'year'>): string {
  return JSON.stringify([measure, group, year]);
}

/** @throws InputError with every line that cannot be read */
export function readPublished(files: Files, path: string, from: Place): PublishedTable {
  const source = new SourceText(path, readText(files, path, from).replace(/^\uFEFF/, ''));
  const problems = new Problems();
  const rows: PublishedRow[] = [];
  const seen = new Set<string>();
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
      const missing = COLUMNS.filter((column) => !cells.includes(column));
      if (missing.length > 0) {
        problems.add(problemAt(place, `columns are missing from this table: ${missing.join(', ')}`));
        break;
      }
      continue;
    }
    const cell = (column: (typeof COLUMNS)[number]): string => cells[header!.indexOf(column)] ?? '';
    const year = Number(cell('year'));
    const value = Number(cell('value'));
    const refuse = (message: string): void => problems.add(problemAt(place, message));
    if (cells.length !== header.length)
      refuse(`${header.length} cells were expected in this line, found ${cells.length}`);
    else if (cell('measure') === '' || cell('group') === '') refuse("a line has a measure and a group ('all')");
    else if (!/^\d{4}$/.test(cell('year'))) refuse(`'${cell('year')}' is not a year`);
    else if (cell('value').trim() === '' || !Number.isFinite(value)) refuse(`'${cell('value')}' is not a number`);
    else {
      const row = {
        measure: cell('measure'),
        group: cell('group'),
        year,
        value,
        source: cell('source'),
        note: cell('note'),
      };
      if (seen.has(keyOf(row))) refuse(`${row.measure}, ${row.group}, ${row.year} is already in a line above`);
      seen.add(keyOf(row));
      rows.push(row);
    }
  }
  problems.throwIfAny();
  return new PublishedTable(path, rows);
}
