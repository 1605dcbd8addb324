/** Text that fits: lines no wider than so many pixels in the shipped font, and nothing in them but letters that show. */
import { textWidth } from '../render/fonts.js';
import { oneLine } from '../unseen.js';

/** A name as it can be drawn: on one line, without marks that change the direction of what follows, or joiners, which the font has not. */
export function shown(name: string): string {
  return oneLine(name.replaceAll(/\u200c|\u200d/g, ''));
}

/** Longer names are cut before they are measured. */
const LONGEST = 1500;

/**
 * Breaks text into at most `most` lines of `width` pixels, at spaces where it can and inside a word where it must; an ellipsis
 * says that something was left out. `fitLines('Two MST teams', 60, 12, 2)` is `['Two MST', 'teams']`.
 */
export function fitLines(text: string, width: number, size: number, most: number, bold = false): string[] {
  const fits = (line: string): boolean => textWidth(line, size, bold) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of shown(text.slice(0, LONGEST)).split(' ').filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    // The last line takes what it can of the word.
    const isLast = lines.length === most - 1;
    if (line !== '' && !isLast) lines.push(line);
    line = isLast && line !== '' ? `${line} ` : '';
    for (const letter of word) {
      if (line !== '' && !fits(line + letter)) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
    if (lines.length > most) break;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most && text.length <= LONGEST) return lines;
  let last = lines[Math.min(most, lines.length) - 1] ?? '';
  while (last !== '' && !fits(`${last}…`)) last = last.slice(0, -1).trimEnd();
  return [...lines.slice(0, Math.min(most, lines.length) - 1), `${last}…`];
}

/** Names on one line each, cut to a width in pixels, no two the same. */
export function fitNames(names: readonly string[], width: number, size: number): string[] {
  const taken = new Map<string, number>();
  return names.map((name) => {
    const [line = ''] = fitLines(name, width, size, 1);
    const times = (taken.get(line) ?? 0) + 1;
    taken.set(line, times);
    return times === 1 ? line : `${fitLines(name, width - 4 * size, size, 1)[0] ?? ''} (${times})`;
  });
}

/** A number in seven figures: finer than any pixel. */
export const drawn = (value: number): number => Number(value.toPrecision(7));
