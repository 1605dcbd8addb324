/** What a hazard's numbers must be: refusals that say which value is wrong, what it is and what is allowed. */

/** A number above 0. @example aboveZero(spec.shape, 'weibull: shape'); */
export function aboveZero(value: number, what: string): number {
  if (value > 0 && value < Infinity) return value;
  throw new RangeError(`${what} must be a number above 0, not ${value}`);
}

/** A number from 0. @example atLeastZero(spec.rate, 'exponential: rate'); */
export function atLeastZero(value: number, what: string): number {
  if (value >= 0 && value < Infinity) return value;
  throw new RangeError(`${what} must be a number from 0, not ${value}`);
}

/** A number in a range, both ends allowed. @example within(spec.Q, -100, 100, 'generalised_gamma: Q'); */
export function within(value: number, least: number, most: number, what: string): number {
  if (value >= least && value <= most) return value;
  throw new RangeError(`${what} must be from ${least} to ${most}, not ${value}`);
}

/** `values[i]` above the one before, and finite. @example ascending(starts, i, 'piecewise: starts'); */
export function ascending(values: readonly number[], i: number, what: string): void {
  if (values[i] > values[i - 1] && values[i] < Infinity) return;
  throw new RangeError(`${what} must ascend: [${i}] is ${values[i]}, after ${values[i - 1]}`);
}

/** Two lists of one length, not empty. @example sameLength('piecewise', 'starts', starts, 'rates', rates); */
export function sameLength(
  family: string,
  a: string,
  left: readonly unknown[],
  b: string,
  right: readonly unknown[],
): void {
  if (left.length === 0) throw new RangeError(`${family}: ${a} must not be empty`);
  if (left.length === right.length) return;
  throw new RangeError(`${family}: ${a} and ${b} must be equally long, not ${left.length} and ${right.length}`);
}

const ROUNDING = 1e-9;

/** Shares of a whole: each from 0 to 1, adding up to 1 within 1e-9. Returns them divided by their sum. */
export function sharesOfOne(shares: readonly number[], what: string): number[] {
  shares.forEach((share, i) => within(share, 0, 1, `${what}[${i}]`));
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (Math.abs(total - 1) <= ROUNDING) return shares.map((share) => share / total);
  throw new RangeError(`${what} must add up to 1, not ${total}`);
}
