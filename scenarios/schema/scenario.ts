/** A scenario file: a question put to a baseline (or to any pathway), and the local figures it may rest on. */
import { z } from './zod.js';
import { appraisal } from './appraisal.js';
import { stance } from './programme.js';
import { amount, date, name, share, startDate, words, years } from './words.js';

export const programmeUse = z
  .strictObject({
    use: words.meta({ description: 'The id of a programme, or a file beside the scenario' }),
    as: name.optional().meta({ description: 'Another name, where a programme is used twice' }),
    opens: z.union([date, z.record(z.string().min(1), date)]).meta({
      description: 'When it opens; in a roll-out, by the name of each area: {Leeds: 2026-04-01, York: 2027-04-01}',
    }),
    closes: date.optional(),
    teams: z.number().positive().optional(),
    places: z.union([z.literal('unlimited'), z.int().positive()]).optional(),
    capacity: z
      .array(
        z.strictObject({
          from: date,
          teams: z.number().min(0).optional(),
          places: z.int().min(0).optional(),
        }),
      )
      .min(1)
      .optional()
      .meta({ description: 'Teams, or places, from each day on, in place of a number that never changes' }),
    take_up: share.optional(),
    stance: stance.optional(),
    effects: z.record(name, z.number()).optional().meta({
      description: "Sizes by the name of an effect, in the effect's own measure; or hazard ratios by transition",
    }),
    note: words.optional(),
  })
  .meta({ id: 'programmeUse' });

export type ProgrammeUse = z.output<typeof programmeUse>;

export const assurance = z
  .strictObject({
    commissioner: words.optional(),
    analyst: words.optional(),
    assurer: words.optional(),
    approver: words.optional(),
    note: words.optional(),
  })
  .meta({
    id: 'assurance',
    description:
      'Who answers for the analysis, by the roles of the AQuA Book; printed in the assurance log of the annex',
  });

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
    appraisal: appraisal.optional(),
    assurance: assurance.optional(),
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
