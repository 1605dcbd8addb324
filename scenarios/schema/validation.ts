/** A validation file: published figures, and the simulation each of them is compared with. */
import { z } from './zod.js';
import { sources } from './sourced.js';
import { date, duration, name, positiveDuration, words, years } from './words.js';

/**
 * How far a simulated figure may be from the published one: `5%` of it, `2 points` where it is a percentage, or a plain
 * number in the figure's own unit.
 */
export interface Tolerance {
  readonly kind: 'relative' | 'points' | 'absolute';
  /** 0.05 for 5%; points, or the figure's unit. */
  readonly amount: number;
  /** As written. */
  readonly text: string;
}

const TOLERANCE = /^(\d+(?:\.\d+)?)\s*(%|percent|points?)?$/;

const tolerance = z
  .union([z.string(), z.number()])
  .transform((found, context): Tolerance => {
    const text = String(found).trim();
    const [, number, unit] = TOLERANCE.exec(text) ?? [];
    const amount = Number(number);
    if (number !== undefined && amount > 0) {
      if (unit === undefined) return { kind: 'absolute', amount, text };
      if (unit.startsWith('point')) return { kind: 'points', amount, text };
      return { kind: 'relative', amount: amount / 100, text: `${amount}%` };
    }
    const message = `this is not a tolerance: found '${text}', expected such as 5%, 2 points, or a number above 0 in the figure's own unit`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  })
  .meta({ id: 'tolerance', description: "5%, 2 points, or a number in the figure's own unit" });

const run = z
  .strictObject({
    scenario: words.optional().meta({ description: 'A scenario file: it is run as it stands' }),
    history_of: words
      .optional()
      .meta({ description: "A scenario file: its baseline's arrivals from nothing, at the first year's rates" }),
    years: years.optional().meta({ description: 'How long is counted' }),
    warm_up: positiveDuration.optional().meta({ description: 'How long is simulated before anything is counted' }),
    share: z.number().positive().max(1).optional().meta({ description: 'The sample of the arrivals' }),
    replications: z.int().min(1).max(1_000_000).optional(),
    note: words.optional(),
  })
  .meta({ id: 'validationRun' });

export type WrittenRun = z.output<typeof run>;

const part = z.strictObject({ measure: name, group: words.optional() });

const calendarYear = z.int().min(1900).max(2200);

const figure = z
  .strictObject({
    part: words.meta({ description: 'The part of the system it belongs to' }),
    use: z.enum(['fit', 'input', 'check']).meta({
      description:
        'fit: the baseline is fitted to it; input: a parameter was set from the same publication; check: neither',
    }),
    run: name,
    label: words.optional(),
    measure: name.optional(),
    mean: name.optional().meta({ description: 'A time: its mean' }),
    median: name.optional().meta({ description: 'A time: its median' }),
    cost: z.strictObject({ line: words.optional(), payer: words.optional() }).optional(),
    group: words.optional(),
    by: name.optional().meta({ description: 'A breakdown: one figure for each group that is published' }),
    only: z.array(words).min(1).optional().meta({ description: 'Of the breakdown, only these groups' }),
    below: duration.optional().meta({ description: 'Of a time: the events for which it is shorter' }),
    of: part.optional().meta({ description: 'What it is a percentage of' }),
    as: z.literal('percent').optional(),
    unit: z.enum(['days', 'weeks', 'months', 'years']).optional(),
    at: date.optional(),
    year: calendarYear.optional().meta({ description: 'The year ending on 31 March of it' }),
    years: z.array(calendarYear).min(1).optional(),
    published: z
      .union([z.number(), part])
      .optional()
      .meta({ description: 'The figure itself, or its row of the table, in the unit it is compared in' }),
    source: words.optional(),
    within: tolerance,
    weight: z.number().positive().optional(),
    note: words.optional(),
  })
  .meta({ id: 'validationFigure' });

export type WrittenFigure = z.output<typeof figure>;

const backtest = z
  .strictObject({
    own: words.meta({ description: "A scenario file: with the model's own inflows" }),
    observed: words.meta({ description: 'A scenario file: with the inflows that were observed' }),
    figures: z.array(name).min(1),
    replications: z.int().min(1).max(1_000_000).optional(),
    note: words.optional(),
  })
  .meta({ id: 'backtest' });

export const validationFile = z
  .strictObject({
    validation: name,
    title: words,
    note: words.optional(),
    published: words.optional().meta({ description: 'A table: measure, group, year, value, source, note' }),
    rounding: z
      .number()
      .positive()
      .optional()
      .meta({ description: 'Published counts are rounded to this: half of it is never a miss' }),
    sources: sources.optional(),
    runs: z.record(name, run),
    figures: z.record(name, figure),
    backtest: z
      .record(z.string().regex(/^\d{4}$/, 'the year in which the runs start, such as 2021'), backtest)
      .optional(),
  })
  .meta({ id: 'validationFile', title: 'Throughcare validation' });

export type ValidationFile = z.output<typeof validationFile>;
