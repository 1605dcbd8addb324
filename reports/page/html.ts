/** HTML made safely: every piece of text is escaped unless it was made here. */

/** Text that is already HTML. Only `html` and `raw` make it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export function escapeHtml(text: string): string {
  return text
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

const NUMBERS = /([\u2212+]?£?\d[\d,.]*\d?m?(?: (?:to|months)\b)?)/;

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

/** A table with a caption and scoped headings; the first column heads its row. Columns of numbers align to the right. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Piece[])[],
  isNumber: (column: number) => boolean = (column) => column > 0,
): Html {
  const side = (i: number): Html => raw(isNumber(i) ? ' class="n"' : '');
  const cellOf = (cell: Piece, i: number): Html =>
    i === 0 ? html`<th scope="row">${cell}</th>` : html`<td${side(i)}>${isNumber(i) ? numberCell(cell) : cell}</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column, i) => html`<th scope="col" ${side(i)}>${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map(cellOf)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** For tables of words. */
export const noNumbers = (): boolean => false;
