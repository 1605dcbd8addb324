/** How money of different years is brought together: discounting, inflation, allowances for optimism; what a saving is. */
import { z } from './zod.js';
import { financialYear } from './prices.js';
import { mark, source } from './sourced.js';
import { rows, words } from './words.js';

const rate = z.number().min(0).max(1);

const yearKey = (key: string): number | { readonly reason: string } => {
  const year = Number(key);
  if (/^\d+$/.test(key.trim()) && year <= 1000) return year;
  return { reason: `'${key}' is not a year of the run: write a whole number, the first year being 0` };
};

/** A discount rate a year, or rates from years of the run on: `{0: 0.035, 31: 0.03, 76: 0.025}`. */
export const discountRate = z
  .union([
    rate,
    rows(rate, yearKey)
      .refine((found) => found[0]?.at === 0, 'the first rate is that of year 0')
      .transform((found) => found.map(({ at, value }) => ({ from: at, rate: value }))),
  ])
  .meta({
    id: 'discountRate',
    description: 'A share a year, or shares from years of the run on: {0: 0.035, 31: 0.03, 76: 0.025}',
  });

const PERCENT = /^([+-]?\d+(?:\.\d+)?)\s*%$/;

/** A share written as a number or in percent: `0.1` or `10%`. */
function percent(least: number, most: number) {
  const help = `a share such as 10% or 0.1, from ${least * 100}% to ${most * 100}%`;
  return z
    .union([z.string(), z.number()])
    .transform((found, context): number => {
      const written = typeof found === 'number' ? undefined : PERCENT.exec(found.trim())?.[1];
      const share = typeof found === 'number' ? found : Number(`${written ?? 'none'}e-2`);
      if (share >= least && share <= most) return share;
      context.addIssue({ code: 'custom', message: `expected ${help}, found '${found}'` });
      return z.NEVER;
    })
    .meta({ description: help });
}

const inflationRate = percent(-0.1, 0.5);

export const appraisal = z
  .strictObject({
    discount_rate: discountRate
      .optional()
      .meta({ description: "Instead of the baseline's: one rate a year, or rates from years of the run on" }),
    optimism_bias: z
      .strictObject({
        // The highest upper bound of the Treasury's supplementary guidance on optimism bias is 200%.
        costs: percent(0, 2).optional().meta({ description: "By how much programmes' own costs are raised: 10%" }),
        benefits: percent(0, 1).optional().meta({ description: 'By how much what they save is lowered: 25%' }),
        note: words.optional(),
      })
      .optional(),
    inflation: z
      .union([
        inflationRate,
        z.record(z.string(), inflationRate).transform((found, context): Readonly<Record<string, number>> => {
          for (const key of Object.keys(found)) {
            const year = financialYear.safeParse(key);
            if (year.success) continue;
            const message = year.error.issues[0]?.message ?? '';
            context.addIssue({ code: 'custom', message, path: [key], params: { atKey: true } });
          }
          if (Object.keys(found).length === 0)
            context.addIssue({ code: 'custom', message: 'expected at least one year' });
          return found;
        }),
      ])
      .optional()
      .meta({
        description: 'Growth of prices in general a year: 2%, or from financial years on: {2025-26: 2.7%, 2026-27: 2%}',
      }),
    note: words.optional(),
  })
  .meta({ id: 'appraisal', description: 'How costs and savings of different years are brought together' });

export type WrittenAppraisal = z.output<typeof appraisal>;

const kind = z.enum(['cashable', 'capacity', 'social']);

/** What a pound less of a cost is: a word, or the word with its source. */
export const savingKind = z.union([kind, z.strictObject({ value: kind, source, mark, note: words.optional() })]).meta({
  id: 'savingKind',
  description: 'What a pound less of it is: cashable (not spent), capacity (time or places come free), or social',
});

export type WrittenSavingKind = z.output<typeof savingKind>;
