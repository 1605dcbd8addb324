/**
 * The Markdown of this project as a page: its own grammar only (headings, lists, tables, code, bold, plain addresses, line
 * breaks), every other letter as text. What is not of that grammar is shown and never acts.
 */
import { anchor, html, link, noNumbers, raw, table, type Html } from '../page/html.js';
import { policy } from '../page/policy.js';
import { style } from '../page/style.js';

/** Tables of so many columns or more are given room, and are scrolled where there is none. */
const WIDE = 6;

const OWN_STYLE = `
main, header, footer { max-width: 1248px; }
main > p, main > ul, main > ol, header p { max-width: 748px; }
.wide table { min-width: 1180px; font-size: 14px; }
.contents ul ul { columns: 1; padding-left: 16px; margin: 2px 0 8px; }
.contents li { break-inside: avoid; }
.drawing svg { max-width: none; }
/* A heading stands over every table: its caption is for those who move from table to table by ear. */
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.scroll { position: relative; }
td .name, th .name { overflow-wrap: normal; white-space: nowrap; }
th, td { overflow-wrap: break-word; }
@page { size: A4 landscape; margin: 12mm; }
@page drawn { size: A4 portrait; margin: 12mm; }
@media print {
  h2 { margin-top: 24px; }
  .wide table { min-width: 0; font-size: 7pt; }
  td .name, th .name { white-space: normal; overflow-wrap: anywhere; font-size: inherit; }
  .wide th, .wide td { padding-right: 5px; }
  .drawing, p:has(+ .drawing) { page: drawn; }
  p:has(+ .drawing) { break-before: page; break-after: avoid; }
  .drawing { margin: 6px 0; }
  .drawing svg { max-width: 100%; max-height: 250mm; height: auto; }
}
`;

interface Heading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}

/** @param pictures our own drawings, by the name that a remark `<!-- picture: NAME -->` has for each */
export function annexHtml(source: string, title: string, pictures: ReadonlyMap<string, string>): string {
  const blocks = source.split(/\n{2,}/).filter((block) => block.trim() !== '');
  const headings: Heading[] = [];
  const names = new Map<string, number>();
  /** A name that nothing else on the page has. */
  const single = (name: string, join: string): string => {
    const times = (names.get(name) ?? 0) + 1;
    names.set(name, times);
    return times === 1 ? name : `${name}${join}${times}`;
  };
  const body = blocks.map((block): Html => {
    const [, marks = '', words = ''] = /^(#{1,5}) (.*)$/s.exec(block.trimEnd()) ?? [];
    if (marks === '#') return html`<h1>${inline(words)}</h1>`;
    if (marks !== '') {
      const text = plain(words);
      const one = { level: marks.length, text, id: single(anchor(text), '-') };
      headings.push(one);
      const inside = html`id="${one.id}">${inline(words)}`;
      return raw(`<h${one.level} ${inside.text}</h${one.level}>`);
    }
    const picture = /^<!-- picture: (.*) -->$/.exec(block)?.[1];
    if (picture !== undefined) return drawing(plain(picture), pictures);
    if (block.startsWith('<!--')) return html``;
    const lines = block.split('\n');
    if (block.startsWith('|'))
      return tableOf(lines, (first) => single(`${headings.at(-1)?.text ?? title}: ${first}`, ' '));
    if (lines.every((line) => /^- /.test(line)))
      return html`<ul>
        ${lines.map((line) => html`<li>${inline(line.slice(2))}</li> `)}
      </ul>`;
    if (lines.every((line) => /^\d+\. /.test(line)))
      return html`<ol>
        ${lines.map((line) => html`<li>${inline(line.replace(/^\d+\. /, ''))}</li> `)}
      </ol>`;
    return html`<p>${inline(block)}</p>`;
  });
  const [first, ...rest] = body;
  // What comes before the first chapter, such as a warning, comes before the contents.
  const opening = blocks.findIndex((block) => block.startsWith('## ')) - 1;
  const page = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${raw(policy(`${style}${OWN_STYLE}`, null))}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${raw(`<style>${style}${OWN_STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the annex</a>
        <header>${first ?? null}</header>
        <main id="main">
          ${rest.slice(0, opening)} ${contents(headings)} ${rest.slice(opening).map((one) => html`${one} `)}
        </main>
        <footer>
          <p>Made by Throughcare, an open-source microsimulation of children’s social care.</p>
        </footer>
      </body>
    </html> `;
  return page.text;
}

function contents(headings: readonly Heading[]): Html {
  const chapters = headings.flatMap((heading, i) => {
    if (heading.level !== 2) return [];
    const next = headings.findIndex((other, k) => k > i && other.level === 2);
    const parts = headings.slice(i + 1, next < 0 ? undefined : next).filter(({ level }) => level === 3);
    return [{ heading, parts }];
  });
  const item = ({ id, text }: Heading): Html => html`<a href="#${id}">${text}</a>`;
  return html`<nav class="contents" aria-label="Contents">
    <ul>
      ${chapters.map(
        ({ heading, parts }) =>
          html`<li>
            ${item(heading)}
            ${
              parts.length === 0
                ? null
                : html`<ul>
                    ${parts.map((part) => html`<li>${item(part)}</li> `)}
                  </ul>`
            }
          </li> `,
      )}
    </ul>
  </nav>`;
}

function drawing(name: string, pictures: ReadonlyMap<string, string>): Html {
  const svg = pictures.get(name);
  if (svg === undefined) return html``;
  return html`<figure class="drawing">
    <div class="scroll" tabindex="0" role="region" aria-label="Diagram: ${name}">${raw(svg)}</div>
  </figure>`;
}

/** The cells of a row; a pipe after a backslash is part of a cell. */
function cellsOf(line: string): string[] {
  return line
    .split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function tableOf(lines: readonly string[], caption: (first: string) => string): Html {
  const [headers = [], , ...rows] = lines.map(cellsOf);
  const made = table(
    caption(plain(headers[0] ?? '')),
    headers.map(plain),
    rows.map(headed).map((row) => row.map(inline)),
    noNumbers,
  );
  return headers.length >= WIDE ? html`<div class="wide">${made}</div>` : made;
}

/** A name of more letters may be broken at the end of a line. */
const LONG_NAME = 40;

/** A row whose first cell is empty is headed by the words of its name. */
function headed([first = '', ...rest]: readonly string[]): readonly string[] {
  return [first === '' ? plain(rest[0] ?? '').replaceAll('_', ' ') || '-' : first, ...rest];
}

const PARTS = /\\(.)|`([^`]*)`|(\*\*)|(<br>)|<(https?:\/\/[^\s<>]+)>|&(amp|lt|gt);/gs;
const LETTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** A line of Markdown as HTML. */
export function inline(text: string): Html {
  const done: Html[] = [];
  let from = 0;
  let isBold = false;
  for (const found of text.matchAll(PARTS)) {
    const [whole, letter, code, bold, br, at, entity] = found;
    done.push(html`${text.slice(from, found.index)}`);
    from = found.index + whole.length;
    if (letter !== undefined) done.push(html`${letter}`);
    else if (code !== undefined)
      done.push(code.length > LONG_NAME ? html`<code>${code}</code>` : html`<code class="name">${code}</code>`);
    else if (bold !== undefined) {
      done.push(raw(isBold ? '</strong>' : '<strong>'));
      isBold = !isBold;
    } else if (br !== undefined) done.push(raw('<br />'));
    else if (at !== undefined) done.push(link(at));
    else if (entity !== undefined) done.push(html`${LETTERS[entity] ?? ''}`);
  }
  done.push(html`${text.slice(from)}`);
  if (isBold) done.push(raw('</strong>'));
  return html`${done}`;
}

/** The same as words alone, for a title, a caption or an anchor. */
export function plain(text: string): string {
  return text
    .replaceAll(
      PARTS,
      (_, letter?: string, code?: string, bold?: string, br?: string, at?: string, entity?: string) =>
        letter ??
        code ??
        (bold === undefined ? null : '') ??
        (br === undefined ? null : ' ') ??
        at ??
        LETTERS[entity ?? ''] ??
        '',
    )
    .trim();
}
