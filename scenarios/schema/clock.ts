/** Hazard clocks: when something happens, left to itself. */
import { z } from './zod.js';
import { duration, durationKey, name, positiveDuration, rate, rows, share } from './words.js';

const shapes = {
  exponential: z.union([rate, z.strictObject({ mean: positiveDuration })]).optional(),
  piecewise: rows(rate, durationKey).optional(),
  weibull: z
    .strictObject({
      shape: z.number().positive(),
      scale: positiveDuration.optional(),
      median: positiveDuration.optional(),
    })
    .optional(),
  lognormal: z
    .strictObject({
      median: positiveDuration.optional(),
      mean: positiveDuration.optional(),
      sdlog: z.number().positive(),
    })
    .optional(),
  fixed: duration.optional(),
  empirical: rows(share, durationKey).optional(),
};

export const FAMILIES = Object.keys(shapes) as readonly (keyof typeof shapes)[];

/** A clock of a programme's stay: it always counts from the start of the stay. */
export const stayClock = z.strictObject(shapes).meta({ id: 'stay', description: 'How long something lasts' });

export const clock = z
  .strictObject({
    ...shapes,
    since: name
      .optional()
      .meta({ description: "What the clock counts from: 'entry' (to the present state) or a moment. Never assumed." }),
  })
  .meta({ id: 'clock', description: 'One family, and what it counts from' });

export type WrittenClock = z.output<typeof clock>;
export type WrittenStay = z.output<typeof stayClock>;
