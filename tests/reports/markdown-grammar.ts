/** Markdown as GitHub reads it, as far as a description uses it: what must be true of every one, whatever words are in it. */
import { expect } from 'vitest';
import { checkMermaid } from './diagram-grammar.js';

export interface ReadTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The cells of a row; a pipe after a backslash is part of a cell. */
function cellsOf(line: string): string[] {
  const cells = line.split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/);
  expect([cells[0], cells.at(-1)], line).toEqual(['', '']);
  return cells.slice(1, -1).map((cell) => cell.trim());
}

/** What a reader sees of a piece of text: escapes and entities undone. */
export function shown(source: string): string {
  return source
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Claims that a line has nothing in it that would act: no HTML but line breaks, no link but plain addresses, no stray mark. */
function checkLine(line: string): void {
  const rest = line
    .replaceAll(/\\[!-/:-@[-`{-~]/g, '')
    .replaceAll(/`[^`]*`/g, '')
    .replaceAll('<br>', '')
    .replaceAll(/<https?:\/\/[^\s<>|`\\]+>/g, '')
    .replaceAll(/\*\*[^*]+\*\*/g, '')
    .replace(/^<!-- (?:(?!--).)*(?:--[a-z](?:(?!--).)*)* -->$/, '');
  expect(rest, line).not.toMatch(/[<>`*~$[\]]|\u202e/);
}

/** Reads a description, claims that it is well formed, and gives its tables. */
export function checkMarkdown(text: string): readonly ReadTable[] {
  expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true);
  expect(text).not.toMatch(/\n\n\n/);
  // Drawings have a grammar of their own.
  const plain = text.replaceAll(/^```mermaid\n([\s\S]*?)^```$/gm, (_, drawing: string) => {
    checkMermaid(drawing);
    return '';
  });
  const tables: ReadTable[] = [];
  for (const block of plain.split(/\n{2,}/)) {
    const lines = block.split('\n').filter((line) => line !== '');
    lines.forEach(checkLine);
    if (lines[0]?.startsWith('|') !== true) {
      // A block is a heading, a list, or one line of words.
      if (lines.length > 1) for (const line of lines) expect(line).toMatch(/^(?:- |\d+\. )/);
      continue;
    }
    const [headers = [], rule = [], ...rows] = lines.map(cellsOf);
    expect(rule.every((cell) => cell === '---')).toBe(true);
    for (const row of [rule, ...rows]) expect(row.length, row.join(' | ')).toBe(headers.length);
    tables.push({ headers: headers.map(shown), rows });
  }
  return tables;
}

/** The levels and words of headings. */
export function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#{1,5} .+$/gm)].map(([line]) => line);
}
