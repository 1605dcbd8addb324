/** What is tried with a knob: a tenth more, a step of log-odds for a share that would pass the whole, or its interval. */
import { logOf } from '../../../engine/study/calibrate/index.js';
import type { Located } from '../../load/index.js';
import { partAt } from '../../load/index.js';
import type { Leaf } from '../calibration/leaves.js';
import { changedNumber, plainValues, scaledParameters, tidy } from '../calibration/scale.js';
import { endsOf } from '../ends.js';
import type { Knob } from './knobs.js';

/** How much more is tried, and how far a share is moved on the logit scale. */
const STEP = 0.1;
/** Six figures are written of each share: their sum must not pass the whole by rounding. */
const ROUNDING = 2e-6;

export interface Change {
  /** `times 1.1`, `log-odds +0.1`. */
  readonly words: string;
  /** The log of what the number is multiplied by. */
  readonly size: number;
  /** The parameter's value with it, by the parameter's name. */
  readonly parameters: ReadonlyMap<string, unknown>;
}

/** What may be tried, best first: a later one where the one before cannot be run. */
export function changesOf(root: Located, knob: Knob): readonly Change[] {
  const { leaves, isShare, whole } = knob;
  const scaled = (words: string, factor: number): Change => ({
    words,
    size: logOf(factor),
    parameters: changed(root, knob, factor, 0),
  });
  const more = scaled(`times ${1 + STEP}`, 1 + STEP);
  const less = scaled(`divided by ${1 + STEP}`, 1 / (1 + STEP));
  const canShift = leaves.every(({ number, unit }) => unit === null && number >= 0 && number <= 1);
  const factor =
    sum(leaves, (number) => changedNumber(number / whole, 1, STEP) * whole) / sum(leaves, (number) => number);
  // A share with others beside it is scaled to where the shift takes it, so that they can make room.
  const shift: Change[] =
    canShift && factor > 1
      ? [
          {
            words: `log-odds +${STEP}`,
            size: logOf(factor),
            parameters:
              whole === 1 && knob.others.length === 0 ? changed(root, knob, 1, STEP) : changed(root, knob, factor, 0),
          },
        ]
      : [];
  const isTooMuch = isShare && leaves.some(({ number }) => number * (1 + STEP) >= whole);
  return isTooMuch ? [...shift, less] : [more, ...shift, less];
}

/** The interval of a parameter as two changes of the one number it is of; null where it is not one in numbers. */
export function intervalOf(root: Located, knobs: readonly Knob[], parameter: string): Interval | null {
  const own = knobs.filter((knob) => knob.parameter === parameter);
  const [first] = own;
  if (first === undefined) return null;
  const isMiddle = ['median', 'mean', 'scale'].includes(first.name.slice(parameter.length + 1));
  if (own.length > 1 && !isMiddle) return null;
  const ends = endsOf(partAt(root, ['parameters', parameter, 'interval'])?.data, first.leaves);
  if (ends === null) return null;
  const [lower, upper] = ends.factors;
  return {
    knob: first,
    words: ends.words,
    factors: ends.factors,
    lower: changed(root, first, lower, 0),
    upper: changed(root, first, upper, 0),
  };
}

export interface Interval {
  readonly knob: Knob;
  /** `0.25 to 0.55`. */
  readonly words: string;
  /** Its ends as multiples of the number. */
  readonly factors: readonly [number, number];
  readonly lower: ReadonlyMap<string, unknown>;
  readonly upper: ReadonlyMap<string, unknown>;
}

/** The value of a knob's parameter with the knob multiplied by a factor; those beside it make room. */
export function changedTo(root: Located, knob: Knob, factor: number): ReadonlyMap<string, unknown> {
  return changed(root, knob, factor, 0);
}

function changed(root: Located, knob: Knob, factor: number, shift: number): ReadonlyMap<string, unknown> {
  const { leaves, others, whole } = knob;
  const own = { name: 'own', within: [0, 1], label: '', leaves } as const;
  const free = [
    { ...own, kind: shift === 0 ? 'scale' : 'shift' } as const,
    { ...own, name: 'others', kind: 'scale', leaves: others } as const,
  ];
  const left = sum(others, (number) => number);
  const now = sum(leaves, (number) => tidy(changedNumber(number, factor, shift)));
  const room = left === 0 ? 1 : Math.max(0, whole - now - ROUNDING * whole) / left;
  return plainValues(scaledParameters(root, free, { own: shift === 0 ? factor : shift, others: room }));
}

function sum(leaves: readonly Leaf[], of: (number: number) => number): number {
  return leaves.reduce((total, { number }) => total + of(number), 0);
}
