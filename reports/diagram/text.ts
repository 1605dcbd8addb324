/** Words on a diagram: measured with the shipped font, broken into lines, and written so that a file can hold them. */
import { textWidth } from '../render/fonts.js';
import { oneLine } from '../unseen.js';

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
}

export interface Line extends Style {
  readonly text: string;
  readonly colour?: string;
  /** Numbers of notes, raised, after the words. */
  readonly raised?: string;
}

const LEADING = 1.25;
export const RAISED = 9;

/** The width of words in pixels. The shipped font has no letters of some scripts: those count as wide as they are high. */
export function widthOf(text: string, { size, bold = false }: Style): number {
  const plain = text.replaceAll(/[\u0590-\u0dff\u0e00-\u{10ffff}]/gu, (letter) =>
    isWide(letter.codePointAt(0) ?? 0) ? 'M\u2009' : letter,
  );
  return textWidth(plain, size, bold);
}

function isWide(point: number): boolean {
  return (point >= 0x590 && point < 0x1e00) || point >= 0x2600;
}

export function lineWidth(line: Line): number {
  return widthOf(line.text, line) + (line.raised === undefined ? 0 : 2 + widthOf(line.raised, { size: RAISED }));
}

export function lineHeight({ size }: Style): number {
  return Math.round(size * LEADING * 2) / 2;
}

export function blockSize(lines: readonly Line[]): { readonly width: number; readonly height: number } {
  return {
    width: Math.ceil(Math.max(0, ...lines.map(lineWidth))),
    height: lines.reduce((sum, line) => sum + lineHeight(line), 0),
  };
}

/** Breaks words into lines no wider than so many pixels; a word that is wider by itself is broken too. */
export function wrapTo(text: string, width: number, style: Style): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of tidy(text)
    .split(' ')
    .filter(Boolean)
    .flatMap((part) => broken(part, width, style))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, style) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines.length === 0 ? [''] : lines;
}

function broken(word: string, width: number, style: Style): string[] {
  if (widthOf(word, style) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part !== '' && widthOf(part + letter, style) > width) {
      parts.push(part);
      part = letter;
    } else part += letter;
  }
  return [...parts, part];
}

/** Without what no file of ours may hold: control characters, halves of characters, marks that turn the text around. */
function tidy(text: string): string {
  return oneLine(text.replaceAll(/\p{Cs}/gu, '\ufffd').replaceAll(/[\ufffe\uffff]/g, ''));
}

export function escaped(text: string): string {
  return tidy(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Hundredths of a pixel. */
export function px(value: number): string {
  const near = Math.round(value * 100) / 100;
  return String(near === 0 ? 0 : near);
}
