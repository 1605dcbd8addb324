/** HTML made safely: every piece of text is escaped unless it was made here. */
import { visible } from '../unseen.js';

/** Text that is already HTML. Only `html` and `raw` make it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export function escapeHtml(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

type Piece = Html | string | number | null | readonly Piece[];

function piece(value: Piece): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(piece).join('');
}

/** A template whose holes are escaped: html`<p>${title}</p>`. Lists are joined; null is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return new Html(strings.reduce((text, string, i) => text + piece(values[i - 1] ?? null) + string));
}

/** Our own drawings, which are HTML already. Never a user's text. */
export function raw(text: string): Html {
  return new Html(text);
}

/** An identifier for an anchor from any text. */
export function anchor(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'part'
  );
}

/** A web address as a link, anything else as text: an address may come from a user's file. */
export function link(address: string): Html {
  return /^https?:\/\/[^\s]+$/i.test(address)
    ? html`<a href="${address}" rel="noreferrer noopener">${address}</a>`
    : html`${address}`;
}

const NUMBERS = /(\b\d{4}-\d{2}\b|[\u2212+]?£?\d[\d,.]*\d?m?%?(?: (?:to|months)\b)?)/;

/** A sentence in which no number is torn apart at the end of a line. */
export function prose(text: string): Html {
  // Splitting by a group leaves the numbers at odd places.
  return html`${text.split(NUMBERS).map((part, i) => (i % 2 === 1 ? html`<span class="i">${part}</span>` : part))}`;
}

/** A number over its interval, where a cell has both: neither is torn apart. */
function numberCell(cell: Piece): Piece {
  const found = typeof cell === 'string' ? /^(.+?) (\([^()]+\))$/.exec(cell) : null;
  return found === null
    ? cell
    : html`<span class="i">${found[1] ?? ''}</span> <span class="i">${found[2] ?? ''}</span>`;
}

/** More letters than this are cut, and the rest can be opened. */
const LONG = 700;

/** A text of any length: what is long is cut at a word, and the whole of it stands in what can be opened. */
export function long(text: string, length = LONG): Html {
  if (text.length <= length) return html`${text}`;
  return html`${shortened(text, length)}
    <details class="rest">
      <summary>All of it</summary>
      <p>${text}</p>
    </details>`;
}

/** At most so many letters, ending at a word where there is one, with an ellipsis where something was cut. */
export function shortened(text: string, length: number): string {
  const letters = visible(text);
  if (letters.length <= length) return letters;
  const space = letters.slice(0, length).lastIndexOf(' ');
  // Half of a letter that is written as two is none.
  const start = letters.slice(0, space > length / 2 ? space : length - 1).replace(/[\ud800-\udbff]$/, '');
  return `${start.trimEnd()}…`;
}

export interface TableChoices {
  /** Read by screen readers only: the words around the table are its caption for those who see them. */
  readonly isCaptionHidden?: boolean;
}

/** A table with a caption and scoped headings; the first column heads its row. Columns of numbers align to the right. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Piece[])[],
  isNumber: (column: number) => boolean = (column) => column > 0,
  { isCaptionHidden = false }: TableChoices = {},
): Html {
  const name = escapeHtml(caption);
  const side = (i: number): string => (isNumber(i) ? ' class="n"' : '');
  const cellOf = (cell: Piece, i: number): string =>
    i === 0
      ? `<th scope="row">${piece(cell)}</th>`
      : `<td${side(i)}>${piece(isNumber(i) ? numberCell(cell) : cell)}</td>`;
  // One row a line: reports of many areas hold thousands.
  return raw(
    [
      `<div class="scroll" tabindex="0" role="region" aria-label="Table: ${name}">`,
      `<table><caption${isCaptionHidden ? ' class="vh"' : ''}>${name}</caption>`,
      `<thead><tr>${columns.map((column, i) => `<th scope="col"${side(i)}>${piece(column)}</th>`).join('')}</tr></thead>`,
      '<tbody>',
      ...rows.map((cells) => `<tr>${cells.map(cellOf).join('')}</tr>`),
      '</tbody></table></div>',
      '',
    ].join('\n'),
  );
}

/** For tables of words. */
export const noNumbers = (): boolean => false;
