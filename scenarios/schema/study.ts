/** A study file: several options put to the same baseline, under uncertainty, and what is asked of them. */
import { z } from './zod.js';
import { assurance, programmeUse } from './scenario.js';
import { stance } from './programme.js';
import { name, startDate, words, years } from './words.js';

const option = z
  .strictObject({
    title: words,
    note: words.optional(),
    programmes: z.array(programmeUse).optional(),
  })
  .meta({ id: 'studyOption', description: 'What is done: nothing, where no programmes are named' });

const worth = z
  .strictObject({
    measure: name.meta({ description: 'A measure of the run, counted over all of it: entries to care, say' }),
    want: z.enum(['fewer', 'more']),
    pounds: z
      .tuple([z.number().min(0), z.number().positive()])
      .refine(([from, to]) => from < to, 'the pounds go from less to more')
      .meta({ description: 'From what to what one of them might be worth, for the acceptability curve' }),
  })
  .meta({ id: 'worth' });

export const studyFile = z
  .strictObject({
    study: name,
    title: words,
    question: words.optional(),
    note: words.optional(),
    baseline: words,
    areas: z.array(words).min(1).optional(),
    area: words.optional(),
    area_data: words.optional(),
    start: startDate.optional(),
    years: years.optional(),
    seed: words.optional(),
    stance: stance.optional(),
    stances: z
      .array(stance)
      .min(1)
      .optional()
      .meta({ description: 'In place of one stance: the study is done under each, and reported side by side' }),
    set: z.record(name, z.unknown()).optional(),
    draws: z
      .int()
      .min(0)
      .max(100_000)
      .refine((draws) => draws !== 1, 'one draw says nothing of what is not known: 0 for chance only, or 2 and more')
      .optional()
      .meta({ description: 'How often the numbers that are not known are drawn; 0: chance only' }),
    replications: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .meta({ description: 'Replications of each draw; in all, where there are no draws' }),
    options: z
      .record(name, option)
      .refine((options) => Object.keys(options).length >= 1, 'a study has at least one option')
      .meta({
        description: 'By a short name; the first is what the others are compared with, unless compare_with says',
      }),
    compare_with: name.optional(),
    outcome: worth.optional(),
    assurance: assurance.optional(),
    report: z.array(name).min(1).optional().meta({
      description: 'Measures to be told of, over the whole run or on its last day; those of a run where not given',
    }),
  })
  .meta({ id: 'studyFile', title: 'Throughcare study' });

export type StudyFile = z.output<typeof studyFile>;
