/** The numbers of an attribution as they are written: in one style, with shares that add up to the whole as written. */
import { addingUp } from '../../engine/study/attribution.js';
import { sharedStyle } from '../numbers.js';
import type { Estimate } from '../rows.js';
import type { AttributedFigure } from './account.js';

export interface WrittenFigure {
  readonly whole: string;
  readonly sum: string;
  /** In the order of the programmes. */
  readonly shares: readonly string[];
  readonly write: (value: number) => string;
  /** `−9 to −1`; '' where nothing varies. */
  readonly interval: (estimate: Estimate) => string;
}

export function writtenFigure({ whole, sum, programmes, unit }: AttributedFigure): WrittenFigure {
  const numbers = [whole, sum, ...programmes.flatMap(({ alone, last, share }) => [alone, last, share])];
  const style = sharedStyle(
    numbers.map(({ value }) => value),
    unit,
  );
  const rounded = addingUp(
    programmes.map(({ share }) => share.value),
    whole.value,
    style.step,
  );
  return {
    whole: style.write(rounded.whole),
    sum: style.write(sum.value),
    shares: rounded.parts.map(style.write),
    write: style.write,
    interval: ({ value, lower, upper }) => (lower === value && upper === value ? '' : style.range(lower, upper)),
  };
}

/** ` ±0.4`: how far a share may be off for the orders not looked at. */
export function orderWords(error: number | null, unit: string): string {
  return error === null || Number.isNaN(error) ? '' : ` ±${sharedStyle([error], unit).write(error).replace('+', '')}`;
}
