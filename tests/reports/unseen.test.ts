/** Names and notes from anywhere: what cannot be seen is in nothing that people read, and what can be stays. */
import { describe, expect, it } from 'vitest';
import { fitLines, shown } from '../../reports/charts/fit.js';
import { escaped as inDrawing } from '../../reports/diagram/text.js';
import { foldTo, headline } from '../../reports/findings/headline.js';
import { escaped as inMarkdown } from '../../reports/model/markdown.js';
import { escapeHtml } from '../../reports/page/html.js';
import { heading, plainText } from '../../reports/tables/workbook/cells.js';
import { oneLine, visible } from '../../reports/unseen.js';
import { careResult } from './fixture.js';

/** Signs of format that are drawn, and the two joiners that Persian and Hindi are spelt with. */
const SEEN = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u200c\u200d]/;

/** Every control, sign of format and end of line of the first plane, and every tag, by Unicode itself. */
const LETTERS = [
  ...Array.from({ length: 0xd800 }, (_, code) => String.fromCodePoint(code)),
  ...Array.from({ length: 0x2000 }, (_, i) => String.fromCodePoint(0xe000 + i)),
  ...Array.from({ length: 0x60 }, (_, i) => String.fromCodePoint(0xe0020 + i)),
].filter((letter) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(letter) && !SEEN.test(letter));
const ENDS = new Set(['\t', '\n', '\r']);

const WRITTEN: Readonly<Record<string, (text: string) => string>> = {
  'a page': escapeHtml,
  'a cell': plainText,
  'a heading of a column': heading,
  'a terminal': (text) => foldTo(text, 80).join(' '),
  'a Markdown file': inMarkdown,
  'a chart': shown,
  'lines of a chart': (text) => fitLines(text, 900, 12, 9).join(' '),
  'a drawing': inDrawing,
};

describe('letters that cannot be seen', () => {
  it('are known: a hundred and more of them', () => {
    expect(LETTERS.length).toBeGreaterThan(150);
    for (const mark of ['\u0000', '\u001b', '\u061c', '\u200f', '\u202e', '\u2067', '\ufeff', '\u{e0041}'])
      expect(LETTERS).toContain(mark);
  });

  it.each(Object.keys(WRITTEN))('are not in %s', (where) => {
    const write = WRITTEN[where]!;
    const kept = LETTERS.filter((letter) => !ENDS.has(letter) && write(`a${letter}b`).includes(letter));
    expect(kept.map((letter) => letter.codePointAt(0)!.toString(16))).toEqual([]);
  });

  it('are not in the summary of a run', () => {
    const marks = LETTERS.filter((letter) => !ENDS.has(letter));
    const text = headline(careResult({ change: { title: `Teams${marks.join('')}` } })).join('');
    expect(marks.filter((mark) => text.includes(mark))).toEqual([]);
  });

  it('leave the words beside them, on one line or as they stood', () => {
    expect(visible('one\u202e two\tthree\r\nfour\u2028five')).toBe('one two\tthree\r\nfour\nfive');
    expect(oneLine(' one\u202e\u0000two\r\n three\ud800 ')).toBe('one two three');
    expect(visible('می‌خواهم क्‍ष שלום 子ども 👩‍👧')).toBe('می‌خواهم क्‍ष שלום 子ども 👩‍👧');
    expect(oneLine('می‌خواهم שלום')).toBe('می‌خواهم שלום');
  });
});
