/** Prices of other years, and how unit costs grow over and above prices in general. */
import { z } from './zod.js';
import { interval, mark, source } from './sourced.js';
import { words } from './words.js';

/** A financial year as its label; undefined where it is not one. */
function readFinancialYear(text: string): string | undefined {
  const [, first, second] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  return first !== undefined && (Number(first) + 1) % 100 === Number(second) ? text : undefined;
}

function notFinancialYear(found: string): string {
  return `'${found}' is not a financial year: write both of its years, such as 2017-18`;
}

/** A financial year, 1 April to 31 March, such as `2017-18`. */
export const financialYear = z
  .union([z.string(), z.number()])
  .transform((found, context): string => {
    const year = readFinancialYear(String(found));
    if (year !== undefined) return year;
    context.addIssue({ code: 'custom', message: notFinancialYear(String(found)) });
    return z.NEVER;
  })
  .meta({ id: 'financialYear', description: 'A financial year, 1 April to 31 March: 2017-18' });

/** A share a year by which an amount grows over and above prices in general. */
export const realGrowth = z
  .number()
  .refine((found) => Math.abs(found) <= 0.5, 'growth is a share a year, such as 0.02 for 2%: from -0.5 to 0.5')
  .meta({ id: 'realGrowth', description: 'Growth a year over and above prices in general: 0.02 is 2%' });

const provenance = { source, mark, interval: interval.optional(), note: words.optional() };

/** Index numbers by financial year, without a gap, in the order of the years. */
const series = z
  .record(z.string(), z.number().positive())
  .transform((found, context): ReadonlyMap<string, number> => {
    const entries = Object.entries(found).toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const [key] of entries) {
      if (readFinancialYear(key) !== undefined) continue;
      context.addIssue({ code: 'custom', message: notFinancialYear(key), path: [key], params: { atKey: true } });
      return z.NEVER;
    }
    const firsts = entries.map(([key]) => Number(key.slice(0, 4)));
    const gap = firsts.findIndex((first, i) => i > 0 && first !== firsts[i - 1]! + 1);
    if (entries.length === 0) context.addIssue({ code: 'custom', message: 'expected at least one year' });
    if (gap !== -1) {
      const message = `a series has every year between its first and its last: from ${entries[gap - 1]![0]} it goes on with ${entries[gap]![0]}`;
      context.addIssue({ code: 'custom', message });
    }
    return new Map(entries);
  })
  .meta({ id: 'deflatorSeries', description: 'Index numbers by financial year: {2016-17: 78.1, 2017-18: 79.4}' });

export const prices = z
  .strictObject({
    deflator: z.strictObject({ series, ...provenance }).optional(),
    growth: z
      .record(z.string().min(1), z.strictObject({ value: realGrowth, ...provenance }))
      .optional()
      .meta({ description: 'Growth a year over and above prices in general, by budget line' }),
  })
  .meta({ id: 'prices' });
