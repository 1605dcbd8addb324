/** Money: accruing while something holds, or once at an event. */
import { z } from './zod.js';
import { savingKind } from './appraisal.js';
import { condition } from './condition.js';
import { financialYear, realGrowth } from './prices.js';
import { interval, mark, source } from './sourced.js';
import { amount, names, words } from './words.js';

export const cost = z
  .strictObject({
    name: words,
    line: words,
    payer: words,
    kind: savingKind.optional(),
    while: condition.optional(),
    on_transition: names.optional(),
    on_entry: condition.optional(),
    on_leaving: condition.optional(),
    amount,
    price_year: financialYear
      .optional()
      .meta({ description: "Whose prices the amount is in; the baseline's if not said" }),
    real_growth: realGrowth.optional(),
    source,
    mark,
    interval: interval.optional(),
    drawn_with: words.optional().meta({
      description: 'The name of another cost that is uncertain together with this one: drawn with the same luck',
    }),
    label: words.optional(),
    note: words.optional(),
  })
  .meta({ id: 'cost' });

export type WrittenCost = z.output<typeof cost>;
