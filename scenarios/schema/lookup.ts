/** Multipliers looked up by one property of a child, and numbers that depend on the child through them. */
import { z } from './zod.js';
import { multiplier, name } from './words.js';

/**
 * `{by: age, from: {0: 1.5, 11: 2}}` for what is ordered (age, time, a counter): each value holds from its key on, the
 * first also below it. `{by: placement, values: {kinship: 0.8}}` for what has names: a name not listed means 1.
 */
const lookup = z
  .strictObject({
    by: name,
    from: z.record(z.string(), multiplier).optional(),
    values: z.record(z.string(), multiplier).optional(),
  })
  .meta({ id: 'lookup', description: 'A multiplier looked up by age, time, a counter, an attribute or a region' });

export type WrittenLookup = z.output<typeof lookup>;

/** One lookup or a list of them; a parameter may hold a list, so lists may hold lists. */
export const lookups = z.union([lookup, z.array(z.union([lookup, z.array(lookup)]))]).meta({ id: 'lookups' });

export type WrittenLookups = z.output<typeof lookups>;

/** A number, the word `rest`, or a base with lookups. */
export const weight = z
  .union([
    z.number(),
    z.literal('rest'),
    z.strictObject({
      base: z.number().optional(),
      by: name.optional(),
      from: z.record(z.string(), multiplier).optional(),
      values: z.record(z.string(), multiplier).optional(),
      multiply: lookups.optional(),
    }),
  ])
  .meta({
    id: 'share',
    description: "A share from 0 to 1, 'rest', or {base: 0.2, by: age, from: {...}} where it depends on the child",
  });

export type WrittenWeight = z.output<typeof weight>;
