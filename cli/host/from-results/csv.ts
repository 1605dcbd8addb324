/** Comma-separated text as RFC 4180 has it, back into cells, with where each record stands. */
import { InputError, problemAt } from '../../../scenarios/index.js';
import type { SourceText } from '../../../scenarios/load/source-text.js';

export interface CsvRecord {
  /** Offset of its first character. */
  readonly at: number;
  readonly cells: readonly string[];
}

/**
 * The records of a file, the header first; line feeds or carriage returns with line feeds between them. An empty line at the
 * end is none.
 *
 * @throws InputError where a quote is not closed, or something stands between a quote and the next comma
 */
export function readCsv(source: SourceText): readonly CsvRecord[] {
  const { text } = source;
  const records: CsvRecord[] = [];
  let at = 0;
  while (at < text.length) {
    const stop = text.indexOf('\n', at);
    const line = text.slice(at, stop === -1 ? text.length : stop);
    if (line.includes('"')) {
      const record = quotedRecord(source, at);
      records.push({ at, cells: record.cells });
      at = record.end;
    } else {
      records.push({ at, cells: (line.endsWith('\r') ? line.slice(0, -1) : line).split(',') });
      at = stop === -1 ? text.length : stop + 1;
    }
  }
  return records;
}

/** A record with quotes in it, which may run over lines. */
function quotedRecord(source: SourceText, from: number): { readonly cells: readonly string[]; readonly end: number } {
  const { text } = source;
  const cells: string[] = [];
  let at = from;
  for (;;) {
    if (text[at] === '"') {
      let cell = '';
      let open = at + 1;
      for (;;) {
        const close = text.indexOf('"', open);
        if (close === -1) refuse(source, at, 'this quote is not closed');
        cell += text.slice(open, close);
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
        open = at + 1;
      }
      cells.push(cell);
    } else {
      const start = at;
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') at++;
      const isLast = text[at] === '\n' && text[at - 1] === '\r' && at > start;
      cells.push(text.slice(start, isLast ? at - 1 : at));
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    if (at >= text.length) return { cells, end: at };
    if (text[at] === '\n') return { cells, end: at + 1 };
    if (text[at] !== ',') refuse(source, at, 'a comma or the end of the line is needed after a quote');
    at++;
  }
}

function refuse(source: SourceText, at: number, message: string): never {
  throw new InputError([problemAt({ source, at, end: at + 1 }, message)]);
}
