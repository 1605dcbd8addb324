/** Stated intervals as numbers: `[0.3, 0.5]`, `0.3 to 0.5 per year`, `plus or minus 30%`. */

export interface Ends {
  readonly words: string;
  /** What the number is multiplied by at either end. */
  readonly factors: readonly [number, number];
}

const RANGE = /^(-?[\d.,]+) to (-?[\d.,]+)(?:\s+([a-z/ ]+?))?(?:\s*\(95%\))?$/i;
const EITHER_WAY = /^plus or minus ([\d.]+)%$/i;

/** `[0.3, 0.5]`, `0.3 to 0.5 per year` in the number's own unit, or `plus or minus 30%`, as multiples of what is given. */
export function endsOf(
  interval: unknown,
  leaves: readonly { readonly number: number; readonly unit: string | null }[],
): Ends | null {
  const [, percent] = EITHER_WAY.exec(String(interval)) ?? [];
  if (percent !== undefined && Number(percent) < 100)
    return { words: String(interval), factors: [1 - Number(percent) / 100, 1 + Number(percent) / 100] };
  const [only] = leaves;
  if (only === undefined || leaves.length !== 1) return null;
  const numbers = Array.isArray(interval) ? interval.map(numberOf) : rangeIn(String(interval), only.unit);
  const [lower, upper] = numbers;
  if (lower === undefined || upper === undefined || !Number.isFinite(lower) || !Number.isFinite(upper)) return null;
  // An interval that its number is not in is one of something else.
  if (!(lower < upper && lower <= only.number && only.number <= upper && only.number > 0)) return null;
  return {
    words: `${lower} to ${upper}${only.unit === null ? '' : ` ${only.unit}`}`,
    factors: [lower / only.number, upper / only.number],
  };
}

function rangeIn(text: string, unit: string | null): readonly number[] {
  const [, lower, upper, written] = RANGE.exec(text) ?? [];
  if (lower === undefined || upper === undefined || (written ?? null) !== unit) return [];
  return [numberOf(lower), numberOf(upper)];
}

function numberOf(written: unknown): number {
  return typeof written === 'number' ? written : Number(String(written).replaceAll(',', ''));
}

const AMOUNT = /^£?\s*([\d.,]+)(?:\s+(?:per|an?)\s+[a-z]+)?$/i;

/** The ends of the interval of an amount of money, both in the prices it is written in; null where it has none. */
export function amountEnds(amount: string, interval: unknown): Ends | null {
  const [, number] = AMOUNT.exec(amount) ?? [];
  return number === undefined ? null : endsOf(interval, [{ number: numberOf(number), unit: null }]);
}
