/** Hazard clocks: when something happens, left to itself. */
import { z } from './zod.js';
import { date, duration, durationKey, name, positiveDuration, rate, rows, share } from './words.js';

/** A rate that may fall as well as rise: `-0.05 per year`. */
const signedRate = z
  .union([z.string(), z.number()])
  .transform((found, context) => {
    const [, minus, unsigned = ''] = /^\s*(-?)\s*(.*)$/s.exec(String(found)) ?? [];
    const result = rate.safeParse(typeof found === 'number' ? found : unsigned);
    if (result.success) return minus === '-' ? -result.data : result.data;
    const message = result.error.issues[0]?.message ?? 'this is not a rate';
    context.addIssue({ code: 'custom', message: message.replace(`'${unsigned}'`, `'${found}'`) });
    return z.NEVER;
  })
  .meta({ id: 'signed_rate', description: 'A rate with its unit, which may be below 0: -0.05 per year' });

const shape = z.number().positive();
const scaleOrMedian = z
  .strictObject({ shape, scale: positiveDuration.optional(), median: positiveDuration.optional() })
  .optional();

/** What may also be one of several in a mixture. */
const simpleShapes = {
  exponential: z.union([rate, z.strictObject({ mean: positiveDuration })]).optional(),
  piecewise: rows(rate, durationKey).optional(),
  weibull: scaleOrMedian,
  lognormal: z
    .strictObject({
      median: positiveDuration.optional(),
      mean: positiveDuration.optional(),
      sdlog: z.number().positive(),
    })
    .optional(),
  empirical: rows(share, durationKey).optional(),
  gompertz: z.strictObject({ rate, slope: signedRate }).optional(),
  loglogistic: scaleOrMedian,
  gamma: z
    .strictObject({
      shape: z.number().min(1e-4).max(1e12),
      scale: positiveDuration.optional(),
      mean: positiveDuration.optional(),
    })
    .optional(),
  generalised_gamma: z
    .strictObject({
      mu: z.number().min(-500).max(500).meta({ description: 'The log of a time in this unit' }),
      sigma: z.number().positive(),
      Q: z.number().min(-100).max(100),
      unit: z.enum(['days', 'weeks', 'months', 'years']),
    })
    .optional(),
  phase_type: z
    .strictObject({
      start: z.record(z.string(), share).meta({ description: 'The chance of starting in each phase' }),
      rates: z
        .record(z.string(), z.record(z.string(), rate))
        .meta({ description: "For each phase, the rates to other phases and to the end: 'exit'" }),
    })
    .optional(),
};

const stayShapes = {
  ...simpleShapes,
  fixed: duration.optional(),
  mixture: z
    .array(z.strictObject({ weight: share, ...simpleShapes, never: z.literal(true).optional() }))
    .min(1)
    .optional(),
};

const recurring = z
  .strictObject({ at: z.array(positiveDuration).min(1).optional(), every: positiveDuration.optional() })
  .optional()
  .meta({ description: 'Again and again: at set times, and then at a steady interval' });

const clockShapes = { ...stayShapes, recurring };

export const FAMILIES = Object.keys(clockShapes) as readonly (keyof typeof clockShapes)[];
/** Families of how long something lasts: all but a schedule. */
export const STAY_FAMILIES = Object.keys(stayShapes) as readonly (keyof typeof stayShapes)[];
/** Families that may be part of a mixture. */
export const PART_FAMILIES = Object.keys(simpleShapes) as readonly (keyof typeof simpleShapes)[];

/** What a clock counts from: a word, or a day number since 1970-01-01. */
const since = z.union([z.string(), z.number()]).transform((found, context): string | { readonly date: number } => {
  const text = String(found);
  const asDate = /^\d/.test(text);
  const result = asDate ? date.safeParse(text) : name.safeParse(text);
  if (result.success) return typeof result.data === 'number' ? { date: result.data } : result.data;
  context.addIssue({ code: 'custom', message: result.error.issues[0]?.message ?? 'expected a name or a date' });
  return z.NEVER;
});

/** A clock of a programme's stay: it always counts from the start of the stay, and comes once. */
export const stayClock = z.strictObject(stayShapes).meta({ id: 'stay', description: 'How long something lasts' });

export const clock = z
  .strictObject({
    ...clockShapes,
    since: since.optional().meta({
      description:
        "What the clock counts from: 'entry' (to the present state), a moment, 'birth', 'start' (day 0 of the run) or a date. Never assumed.",
    }),
  })
  .meta({ id: 'clock', description: 'One family, and what it counts from' });

export type WrittenClock = z.output<typeof clock>;
export type WrittenStay = z.output<typeof stayClock>;
export type WrittenPart = NonNullable<WrittenStay['mixture']>[number];
