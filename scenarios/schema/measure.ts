/** What is counted: each published measure is defined once. */
import { z } from './zod.js';
import { condition } from './condition.js';
import { levels, name, names, words } from './words.js';

/** `{under 1: 0, 1 to 4: 1}`: a label and the age from which it holds. */
export const ageBands = z.record(z.string().min(1), z.number()).meta({ id: 'ageBands' });

/** Named groupings, for `by`: of a region's states, of ages, or of how often something has been counted. */
export const groups = z
  .record(
    name,
    z.strictObject({
      region: name.optional(),
      groups: z.record(z.string().min(1), levels).optional(),
      rest: words.optional().meta({ description: 'The label of every state that no group names' }),
      age: ageBands.optional(),
      counter: name.optional(),
      from: z
        .record(z.string().min(1), z.int().min(0))
        .optional()
        .meta({ description: 'Labels and the count from which each holds: {one: 1, two: 2, three or more: 3}' }),
    }),
  )
  .meta({ id: 'groups' });

/** `age`, an attribute, a region, a named grouping; or `{reason: case}`: the state after the event, under a name. */
const breakdown = z.union([name, z.record(name, name)]);

const measure = z
  .strictObject({
    label: words,
    stock: condition.optional(),
    in_use: name.optional().meta({ description: 'A resource: its places in use, whoever holds them' }),
    enters: condition.optional(),
    leaves: condition.optional(),
    transitions: names.optional(),
    time: z.strictObject({ from: name.optional(), in: name.optional() }).optional(),
    by: z.array(breakdown).optional(),
    definition: words.optional(),
    unit: words.optional(),
  })
  .meta({ id: 'measure' });

export type WrittenMeasure = z.output<typeof measure>;

export const measures = z.record(name, measure).meta({ id: 'measures' });

export const measuresFile = z
  .strictObject({
    title: words.optional(),
    measures,
    age_bands: ageBands.optional(),
    groups: groups.optional(),
    equity: z
      .strictObject({
        by: names
          .optional()
          .meta({ description: 'Age and attributes that some measure is told apart by; all if absent' }),
        outcomes: names.meta({ description: 'Stocks and flows told of in each of those groups' }),
      })
      .optional()
      .meta({ description: 'Who programmes reach, and who gains' }),
  })
  .meta({ id: 'measuresFile', title: 'Throughcare measures' });

export type MeasuresFile = z.output<typeof measuresFile>;
