/** The start of a run: a history under the baseline, and the published figures its survivors are weighted to. */
import { z } from './zod.js';
import { condition } from './condition.js';
import { source } from './sourced.js';
import { duration, level, name, words } from './words.js';

const margin = z.record(z.string().min(1), z.number().min(0));

const stratum = z
  .strictObject({
    who: condition,
    figure: words.optional().meta({ description: 'The published figure this stratum comes to exactly' }),
    less: z
      .array(words)
      .optional()
      .meta({ description: 'Published figures that are part of it and counted elsewhere' }),
    in_proportion_to: words.optional().meta({ description: "Scaled by the area's share of this published figure" }),
    source,
    measure: name.optional().meta({ description: 'The measure whose breakdowns the margins are of' }),
    margins: z.record(name, margin).optional(),
    sets: z
      .record(name, level)
      .optional()
      .meta({ description: 'Attributes given to whoever is taken from this stratum, in place of those of its past' }),
  })
  .meta({ id: 'stratum' });

export type WrittenStratum = z.output<typeof stratum>;

export const startSection = z
  .strictObject({
    history: duration,
    share: z
      .number()
      .positive()
      .max(1)
      .meta({ description: "The sample of the nation's arrivals that the history is made of" }),
    history_ignores: z
      .array(name)
      .optional()
      .meta({ description: 'Parameters whose values in a scenario do not reach the history' }),
    note: words,
    strata: z.record(name, stratum),
    fit: z.array(z.strictObject({ parameter: name, measure: name, figure: words, source })).optional(),
  })
  .meta({ id: 'start' });

export type StartSection = z.output<typeof startSection>;
