/** A result at every pair of values of two numbers. */
import { fold } from '../findings/headline.js';
import { blocks, heading, prose, table } from '../model/markdown.js';
import type { GridResult } from './types.js';
import { CHANCE, csv, given, madeBy, named, opening, writer } from './words.js';

const WIDTH = 80;

/** The table as text: a header, then a row for each value. */
function cellsOf({ rows, columns, cells, result }: GridResult): {
  readonly header: string[];
  readonly body: string[][];
} {
  const write = writer(cells.flat(), result.unit);
  const word = result.of === 'difference' ? write.of : write.size;
  return {
    header: [
      rows.name,
      ...(columns === null ? [''] : columns.values.map((value) => `${columns.name} ${given(value)}`)),
    ],
    body: rows.values.map((value, i) => [given(value), ...cells[i]!.map(word)]),
  };
}

/** Lines for a terminal, none longer than 80 columns. */
export function gridText(result: GridResult): string[] {
  const { header, body } = cellsOf(result);
  const all = [header, ...body];
  const widths = header.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  const isWide = widths.reduce((sum, width) => sum + width + 2, 0) > WIDTH;
  const lines = isWide
    ? body.flatMap(([first, ...cells]) =>
        cells.flatMap((cell, j) => fold(`${header[0]!} ${first!}, ${header[j + 1]!}: ${cell}`)),
      )
    : all.map((row) =>
        row
          .map((cell, i) => cell.padStart(widths[i]!))
          .join('  ')
          .trimEnd(),
      );
  return [
    ...fold(result.title),
    ...fold(opening(result)),
    '',
    ...fold(named(result.result)),
    ...lines,
    '',
    ...fold(CHANCE),
  ];
}

export function gridPage(result: GridResult): string {
  const { header, body } = cellsOf(result);
  return `${
    blocks([
      heading(1, `Grid: ${result.title}`),
      prose`${opening(result)}.`,
      prose`${named(result.result)}.`,
      table(
        header.map((cell) => (cell === '' ? 'result' : cell)),
        body,
      ),
      prose`${CHANCE}`,
      prose`${madeBy('grid', result.version)}`,
    ]).source
  }\n`;
}

export function gridTable({ rows, columns, cells, result }: GridResult): string {
  const { measure, of, unit } = result;
  return csv(
    ['varied', 'value', 'by', 'by_value', 'measure', 'of', 'unit', 'result', 'mc_se'],
    rows.values.flatMap((value, i) =>
      cells[i]!.map((cell, j) => [
        ...[rows.name, value, columns?.name ?? '', columns?.values[j] ?? ''],
        ...[measure, of, unit, cell.value, cell.mcSe],
      ]),
    ),
  );
}
