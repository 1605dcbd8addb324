/** A pathway file: the map of a system, as data. Any queue or Markov chain is twenty lines. */
import { z } from './zod.js';
import { discountRate } from './appraisal.js';
import { clock, stayClock } from './clock.js';
import { condition } from './condition.js';
import { cost } from './cost.js';
import { description } from './description.js';
import { lookups, weight } from './lookup.js';
import { ageBands, groups, measures } from './measure.js';
import { destination, forces } from './outcome.js';
import {
  duration,
  level,
  levels,
  multiplier,
  name,
  names,
  overTime,
  rate,
  share,
  startDate,
  words,
  years,
} from './words.js';

/** What lets a file be run by itself. */
const run = z
  .strictObject({
    start: startDate,
    years,
    replications: z.int().min(1).max(1_000_000).optional(),
    seed: words.optional(),
    discount: z
      .strictObject({
        rate: discountRate,
        convention: z.enum(['yearly', 'mid-year', 'year-end', 'continuous']),
      })
      .optional()
      .meta({
        description:
          'Yearly: by financial year, the first undiscounted (the Green Book); mid-year and year-end: as if paid then; continuous: day by day',
      }),
  })
  .meta({ id: 'run', description: 'How long and how often to run this file by itself' });

/** One resource, a list of them, or a list of `{for: north, when: {district: north}}`. */
const sites = z.union([
  name.transform((found) => [{ for: found }]),
  z
    .array(
      z.union([name.transform((found) => ({ for: found })), z.strictObject({ for: name, when: condition.optional() })]),
    )
    .min(1),
]) as z.ZodType<readonly WrittenSite[]>;

export interface WrittenSite {
  readonly for: string;
  readonly when?: z.output<typeof condition> | undefined;
}

/** A number that may be looked up: `2`, or `{by: size, values: {large: 3}}`, or with `base` and `multiply`. */
const quantity = z
  .union([
    z.number(),
    z.strictObject({
      base: z.number().optional(),
      by: name.optional(),
      from: z.record(z.string(), multiplier).optional(),
      values: z.record(z.string(), multiplier).optional(),
      multiply: lookups.optional(),
    }),
  ])
  .meta({ id: 'quantity', description: 'A number, or {base: 2, by: age, from: {...}} where it depends on the unit' });

export type WrittenQuantity = z.output<typeof quantity>;

const state = z
  .strictObject({
    label: words.optional(),
    marks: names.optional(),
    resets: names.optional().meta({ description: 'Counters that start again from 0 here, before any is raised' }),
    counts: names.optional(),
    freezes: names.optional(),
    holds: names.optional(),
    holds_for: stayClock.optional(),
    queues: sites.optional(),
    places: quantity.optional().meta({ description: 'How many places are asked for together' }),
    forces: forces.optional(),
    final: z.boolean().optional(),
    by_programme: z.boolean().optional().meta({ description: 'Nothing in the pathway leads here: a programme may' }),
    stays: z.boolean().optional().meta({ description: 'Nothing leads out, and that is meant: the life goes on there' }),
    note: words.optional(),
  })
  .meta({ id: 'state' });

const scales = z.union([multiplier, z.array(multiplier).min(1)]);

const transition = z
  .strictObject({
    label: words.optional(),
    from: levels,
    to: destination.optional(),
    clock: clock.optional(),
    birthday: z.int().min(0).max(150).optional(),
    on: z
      .union([
        z.literal('place'),
        z.literal('full'),
        z.literal('balk'),
        z.literal('stopped'),
        z.literal('preempted'),
        condition,
      ])
      .optional(),
    when: condition.optional(),
    scale: scales.optional(),
    multiply: lookups.optional(),
    stretch: lookups
      .optional()
      .meta({ description: "Time ratios: the clock's own time passes as many times more slowly" }),
    frailty: z
      .record(name, z.number())
      .optional()
      .meta({ description: 'Frailties that multiply the hazard: {risk: 0.4} is exp(0.4 z), or z^0.4 of a gamma one' }),
    luck: z.literal('family').optional(),
    forces: forces.optional(),
    note: words.optional(),
  })
  .meta({ id: 'transition' });

export type WrittenTransition = z.output<typeof transition>;

const region = z
  .strictObject({
    label: words.optional(),
    of: z.literal('family').optional(),
    initial: level,
    states: z.record(
      z.string(),
      z.union([state, z.null()]).transform((found) => found ?? {}),
    ),
    transitions: z.record(name, transition).optional(),
    note: words.optional(),
  })
  .meta({ id: 'region' });

const arrival = z
  .strictObject({
    label: words.optional(),
    rate: overTime(rate),
    rate_between: z
      .union([z.literal('steps'), z.literal('lines')])
      .optional()
      .meta({
        description: 'How the rate goes from one date to the next: in steps (if not said), or in straight lines',
      }),
    children: z
      .record(z.string(), weight)
      .optional()
      .meta({ description: 'How many children a family has: {1: 0.5, 2: 0.3, 3: rest}' }),
    children_below: z
      .number()
      .positive()
      .optional()
      .meta({ description: 'Brothers and sisters this old (years) or older are not part of the family: 18' }),
    age_gap: z
      .record(z.string(), weight)
      .optional()
      .meta({ description: 'How many years older each child is than the one before: {1 to 3: 0.7, 3 to 6: rest}' }),
    at_start: z.int().min(0).optional(),
    age: z.record(z.string(), weight).optional(),
    attributes: z.record(z.string(), z.record(z.string(), weight)).optional(),
    enters: forces.optional(),
    note: words.optional(),
  })
  .meta({ id: 'arrival' });

export type WrittenArrival = z.output<typeof arrival>;

const resource = z
  .strictObject({
    label: words.optional(),
    places: z.union([z.literal('unlimited'), overTime(z.int().min(0))]),
    when_fewer: z
      .union([z.literal('finish'), z.literal('stop')])
      .optional()
      .meta({ description: 'When places fall: cases in progress finish, or the latest to start stop' }),
    queue_limit: z.int().min(0).optional(),
    balking: z
      .record(z.string(), share)
      .optional()
      .meta({ description: 'Share who do not join a queue in which so many wait: {0: 0, 3: 0.5, 10: 1}' }),
    priority: quantity.optional().meta({ description: 'Who is served first: the highest' }),
    priority_per_day: quantity.optional().meta({ description: 'By how much priority rises for each day of waiting' }),
    preempts: z.boolean().optional(),
    each: z
      .union([z.literal('child'), z.literal('family')])
      .optional()
      .meta({ description: 'Whether children who ask as a family need a place each, or one in all' }),
    note: words.optional(),
  })
  .meta({ id: 'resource' });

export type WrittenResource = z.output<typeof resource>;

/** `[female, male]`, or `{of: family, levels: [low, high]}` where the children of a family share it. */
const attribute = z.union([
  z.array(level).min(1),
  z.strictObject({ of: z.literal('family').optional(), levels: z.array(level).min(1) }),
]);

const frailty = z.union([
  z.literal('normal').transform(() => ({ normal: true as const })),
  z.strictObject({
    of: z.literal('family').optional(),
    normal: z.literal(true).optional(),
    gamma: z.strictObject({ variance: z.number().positive() }).optional(),
  }),
]);

const sharedLevel = z
  .strictObject({
    label: words.optional(),
    count: condition,
    per: overTime(z.number().positive()).optional(),
    every: z.union([z.literal('month'), duration]),
    note: words.optional(),
  })
  .meta({ id: 'level_', description: 'A level that everybody feels, counted anew at every boundary' });

export const pathwayFile = z
  .strictObject({
    pathway: name,
    title: words.optional(),
    note: words.optional(),
    description: description.optional(),
    run: run.optional(),
    resources: z.record(name, resource).optional(),
    attributes: z.record(name, attribute).optional(),
    moments: z.array(name).optional(),
    counters: z.array(name).optional(),
    frailties: z.record(name, frailty).optional(),
    frozen: z
      .record(name, name)
      .optional()
      .meta({ description: 'Names under which states freeze a property: {age_at_entry: age}' }),
    levels: z.record(name, sharedLevel).optional(),
    arrivals: z.record(name, arrival),
    regions: z.record(name, region),
    impossible: z.array(condition).optional(),
    measures: measures.optional(),
    age_bands: ageBands.optional(),
    groups: groups.optional(),
    costs: z.array(cost).optional(),
  })
  .meta({ id: 'pathwayFile', title: 'Throughcare pathway' });

export type PathwayFile = z.output<typeof pathwayFile>;
