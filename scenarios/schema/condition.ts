/**
 * What must hold of a child at an instant: `{placement: [foster, kinship], age: {from: 11, below: 18}, uasc: no}`.
 * Keys are regions, attributes, counters, `age` (years) and `time` (dates, or durations since the start).
 */
import { z } from './zod.js';
import { date, duration, level, levels } from './words.js';

/** A point in the run: a date, or a duration since the start. */
export type TimePoint = { readonly date: number } | { readonly since: number };

export const timePoint = z.union([z.string(), z.number()]).transform((found, context): TimePoint => {
  const text = String(found);
  const isDate = /^\d{4}-/.test(text);
  const result = isDate ? date.safeParse(text) : duration.safeParse(found);
  if (result.success) return isDate ? { date: result.data } : { since: result.data };
  const message = isDate
    ? (result.error.issues[0]?.message ?? '')
    : `this is not a time: found '${text}', expected a date (2026-04-01) or a duration since the start (18 months)`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const test = z.strictObject({
  not: levels.optional(),
  from: z.union([z.number(), z.string()]).optional(),
  below: z.number().optional(),
  before: z.union([z.number(), z.string()]).optional(),
  at_least: z.int().min(0).optional(),
});

export const condition = z
  .record(z.string(), z.union([level, z.array(level).min(1), test]))
  .meta({ id: 'condition', description: 'What must hold of a child: all of the lines together' });

export type WrittenCondition = z.output<typeof condition>;
