/**
 * Prices of the year in which money is paid. A run is in the prices of one year; a budget is in those of its own. The
 * factor of a financial year is the product of 1 + inflation over the years after the price year, up to it.
 */

/** Growth of prices in general: a share a year, or shares from financial years on ({'2025-26': 0.027, '2026-27': 0.02}). */
export type Inflation = number | Readonly<Record<string, number>>;

/** The calendar year in which a financial year such as '2025-26' (or '2025-26 Q1') begins; NaN for anything else. */
export function yearBegins(label: string): number {
  return Number(/^(\d{4})-\d{2}/.exec(label)?.[1] ?? Number.NaN);
}

/**
 * What an amount in the prices of one financial year is multiplied by to be in those of another.
 *
 * @param priceYear whose prices it is in: '2024-25'
 * @param year whose prices are wanted; before the price year the factor is below 1 where prices rise
 * @example inflationFactor(0.02, '2024-25', '2026-27'); // 1.02 squared
 * @throws RangeError where a year is none, or inflation is not known for a year between the two
 */
export function inflationFactor(inflation: Inflation, priceYear: string, year: string): number {
  const from = yearBegins(priceYear);
  const to = yearBegins(year);
  if (Number.isNaN(from) || Number.isNaN(to))
    throw new RangeError(`'${Number.isNaN(from) ? priceYear : year}' is not a financial year`);
  let factor = 1;
  for (let of = Math.min(from, to) + 1; of <= Math.max(from, to); of++) factor *= 1 + inflationIn(inflation, of);
  return to >= from ? factor : 1 / factor;
}

function inflationIn(inflation: Inflation, begins: number): number {
  if (typeof inflation === 'number') return inflation;
  let latest = Number.NEGATIVE_INFINITY;
  let share = Number.NaN;
  for (const [label, value] of Object.entries(inflation)) {
    const from = yearBegins(label);
    if (from > begins || from < latest) continue;
    latest = from;
    share = value;
  }
  if (Number.isNaN(share))
    throw new RangeError(`inflation is not known for the financial year that begins in ${begins}`);
  return share;
}
