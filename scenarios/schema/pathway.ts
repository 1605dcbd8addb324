/** A pathway file: the map of a system, as data. Any queue or Markov chain is twenty lines. */
import { z } from './zod.js';
import { clock } from './clock.js';
import { condition } from './condition.js';
import { cost } from './cost.js';
import { lookups, weight } from './lookup.js';
import { ageBands, groups, measures } from './measure.js';
import { destination, forces } from './outcome.js';
import { level, levels, multiplier, name, names, overTime, rate, startDate, words, years } from './words.js';

/** What lets a file be run by itself. */
const run = z
  .strictObject({
    start: startDate,
    years,
    replications: z.int().min(1).max(1_000_000).optional(),
    seed: words.optional(),
  })
  .meta({ id: 'run', description: 'How long and how often to run this file by itself' });

const state = z
  .strictObject({
    label: words.optional(),
    marks: names.optional(),
    counts: names.optional(),
    holds: name.optional(),
    queues: name.optional(),
    forces: forces.optional(),
    final: z.boolean().optional(),
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
    on: z.union([z.literal('place'), condition]).optional(),
    when: condition.optional(),
    scale: scales.optional(),
    multiply: lookups.optional(),
    forces: forces.optional(),
    note: words.optional(),
  })
  .meta({ id: 'transition' });

export type WrittenTransition = z.output<typeof transition>;

const region = z
  .strictObject({
    label: words.optional(),
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
    note: words.optional(),
  })
  .meta({ id: 'resource' });

export const pathwayFile = z
  .strictObject({
    pathway: name,
    title: words.optional(),
    note: words.optional(),
    run: run.optional(),
    resources: z.record(name, resource).optional(),
    attributes: z.record(name, z.array(level).min(1)).optional(),
    moments: z.array(name).optional(),
    counters: z.array(name).optional(),
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
