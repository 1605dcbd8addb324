/** Markdown made safely: every piece of text is escaped unless it was made here. Tables are those of GitHub. */
import { oneLine } from '../unseen.js';

/** Text that is already Markdown, without an end of line unless it is a block. Only this file makes it. */
export class Markdown {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type Piece = Markdown | string | number;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A user's words on one line, with nothing in them that Markdown, HTML or a table could act on. */
export function escaped(text: string): string {
  return oneLine(text)
    .replaceAll(/[\\`*[\]|~$]/g, '\\$&')
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replaceAll(/[&<>]/g, (letter) => ENTITIES[letter] ?? letter)
    .replace(/^(#{1,6}|[-+]+|=+)(?=\s|$)/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

function written(piece: Piece | readonly Piece[]): string {
  if (piece instanceof Markdown) return piece.source;
  if (typeof piece === 'string') return escaped(piece);
  return typeof piece === 'number' ? String(piece) : piece.map(written).join('');
}

/** A template whose holes are escaped: prose`is **${name}**`. */
export function prose(strings: TemplateStringsArray, ...pieces: readonly (Piece | readonly Piece[])[]): Markdown {
  return new Markdown(strings.reduce((text, string, i) => text + written(pieces[i - 1] ?? '') + string));
}

export const NOTHING = new Markdown('');

/** A name as code, where nothing in it could end the code; else as words. */
export function code(name: string): Markdown {
  return /^[\w.,:;+=/$ -]+$/.test(name) && name.trim() === name ? new Markdown(`\`${name}\``) : prose`${name}`;
}

/** Pieces with something between them; empty ones are left out. */
export function joined(pieces: readonly Piece[], between: string): Markdown {
  return new Markdown(
    pieces
      .map(written)
      .filter((text) => text !== '')
      .join(between),
  );
}

/** One below the other, within a cell of a table or an item of a list. */
export function stacked(pieces: readonly Piece[]): Markdown {
  return joined(pieces, '<br>');
}

/** A web address as a link; anything else is text. */
export function address(text: string): Markdown {
  return /^https?:\/\/[\w./:?=%+,;@!()&#-]+$/i.test(text) ? new Markdown(`<${text}>`) : prose`${text}`;
}

export function heading(level: 1 | 2 | 3 | 4 | 5, ...pieces: readonly Piece[]): Markdown {
  return new Markdown(`${'#'.repeat(level)} ${joined(pieces, ' ').source}`);
}

export function list(items: readonly Piece[], marker: '-' | '1.' = '-'): Markdown {
  return new Markdown(items.map((item, i) => `${marker === '-' ? '-' : `${i + 1}.`} ${written(item)}`).join('\n'));
}

/** A table. Columns with nothing in any row are left out; a table without rows is nothing. */
export function table(headers: readonly string[], rows: readonly (readonly Piece[])[]): Markdown {
  const cells = rows.map((row) => headers.map((_, i) => written(row[i] ?? '')));
  const shown = headers.flatMap((_, i) => (cells.some((row) => row[i] !== '') ? [i] : []));
  if (shown.length === 0) return NOTHING;
  const line = (row: readonly string[]): string => `| ${shown.map((i) => row[i] ?? '').join(' | ')} |`;
  return new Markdown(
    [line(headers.map(escaped)), `|${shown.map(() => '---').join('|')}|`, ...cells.map(line)].join('\n'),
  );
}

/** A drawing that the reader's program draws. The text is Mermaid's own, whose words are escaped already. */
export function mermaid(text: string): Markdown {
  return new Markdown(`\`\`\`mermaid\n${text.trimEnd()}\n\`\`\``);
}

/** A remark that is not shown. */
export function comment(text: string): Markdown {
  return new Markdown(`<!-- ${escaped(text)} -->`);
}

/** Blocks with an empty line between them; empty ones are left out. */
export function blocks(parts: readonly (Markdown | readonly Markdown[])[]): Markdown {
  return joined(parts.flat(), '\n\n');
}
