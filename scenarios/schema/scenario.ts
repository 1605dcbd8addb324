/** A scenario file: a question put to a baseline (or to any pathway), and the local figures it may rest on. */
import { z } from './zod.js';
import { stance } from './programme.js';
import { amount, date, name, share, startDate, words, years } from './words.js';

const ratio = z.number().positive();

const programmeUse = z
  .strictObject({
    use: words.meta({ description: 'The id of a programme, or a file beside the scenario' }),
    as: name.optional().meta({ description: 'Another name, where a programme is used twice' }),
    opens: date,
    closes: date.optional(),
    teams: z.number().positive().optional(),
    places: z.union([z.literal('unlimited'), z.int().positive()]).optional(),
    take_up: share.optional(),
    stance: stance.optional(),
    effects: z
      .record(name, ratio)
      .optional()
      .meta({ description: 'Hazard ratios by the name of an effect or a transition' }),
    note: words.optional(),
  })
  .meta({ id: 'programmeUse' });

export type ProgrammeUse = z.output<typeof programmeUse>;

export const scenarioFile = z
  .strictObject({
    scenario: name,
    title: words,
    question: words.optional(),
    note: words.optional(),
    baseline: words.optional(),
    pathway: words.optional(),
    area: words.optional(),
    area_data: words.optional(),
    start: startDate.optional(),
    years: years.optional(),
    replications: z.int().min(1).max(1_000_000).optional(),
    seed: words.optional(),
    stance: stance.optional(),
    set: z.record(name, z.unknown()).optional(),
    programmes: z.array(programmeUse).optional(),
  })
  .meta({ id: 'scenarioFile', title: 'Throughcare scenario' });

export type ScenarioFile = z.output<typeof scenarioFile>;

export const areaDataFile = z
  .strictObject({
    area_data: name,
    title: words.optional(),
    area: words.optional(),
    at: date
      .optional()
      .meta({ description: 'The day the stocks are of, where it is not that of the baseline: 2024-03-31' }),
    provenance: z.strictObject({ source: words, date, who: words, note: words.optional() }),
    figures: z.record(name, z.number().min(0)).optional(),
    parameters: z.record(name, z.unknown()).optional(),
    unit_costs: z.record(z.string().min(1), amount).optional(),
    margins: z.record(name, z.record(z.string().min(1), z.number().min(0))).optional(),
  })
  .meta({ id: 'areaDataFile', title: 'Throughcare local figures' });

export type AreaDataFile = z.output<typeof areaDataFile>;
