/** A portfolio file: a budget, programmes with ranges of sizes, a goal, and what must not get worse. */
import { z } from './zod.js';
import { stance } from './programme.js';
import { programmeUse } from './scenario.js';
import { amount, date, name, startDate, words, years } from './words.js';

const teamRange = z
  .tuple([z.number().min(0), z.number().positive()])
  .refine(([least, most]) => least < most, 'a range goes from its smallest to its largest')
  .meta({ description: 'From the smallest to the largest number; 0 is to do without it' });

const placeRange = z
  .tuple([z.int().min(0), z.int().positive()])
  .refine(([least, most]) => least < most, 'a range goes from its smallest to its largest')
  .meta({ description: 'From the smallest to the largest number of places; 0 is to do without it' });

const portfolioUse = programmeUse
  .omit({ opens: true, teams: true, places: true, capacity: true })
  .extend({
    opens: date,
    teams: z.union([teamRange, z.number().positive()]).optional(),
    places: z.union([placeRange, z.literal('unlimited'), z.int().positive()]).optional(),
    step: z.number().positive().optional().meta({ description: 'Between one size and the next; 1 if not said' }),
  })
  .meta({
    id: 'portfolioUse',
    description: 'A programme and the sizes it may have; one without a range is done as it is written, or not at all',
  });

export type PortfolioUse = z.output<typeof portfolioUse>;

const reach = z
  .number()
  .positive()
  .optional()
  .meta({ description: 'How much is wanted at least, beside no programme: pounds saved, so many fewer or more' });

const portfolioGoal = z
  .union([
    z.literal('net_saving'),
    z.strictObject({ net_saving: z.null(), reach }),
    z.strictObject({ measure: name, want: z.enum(['fewer', 'more']), reach }),
    z.strictObject({
      weights: z
        .record(name, z.number())
        .refine((found) => Object.keys(found).length > 0, 'a weighted goal has one measure at least')
        .refine((found) => Object.values(found).some((weight) => weight !== 0), 'a weight other than 0 is needed')
        .meta({
          description:
            'What one more of each is worth; below 0 where fewer are wanted. With net_saving: 1 the others are in pounds',
        }),
      reach,
    }),
  ])
  .meta({ id: 'portfolioGoal' });

const LIMIT = /^[+-]?\d+(?:\.\d+)?%$/;
const limit = z
  .union([z.number(), z.string().regex(LIMIT, "a limit is a number, or a share of today's such as +2%")])
  .meta({ description: 'Beside no programme: a number more (2), or a share more (+2%)' });

const floor = z
  .union([z.strictObject({ at_most: limit }), z.strictObject({ at_least: limit })])
  .meta({ id: 'portfolioFloor' });

export const portfolioFile = z
  .strictObject({
    portfolio: name,
    title: words,
    question: words.optional(),
    note: words.optional(),
    baseline: words.optional(),
    pathway: words.optional(),
    area: words.optional(),
    area_data: words.optional(),
    start: startDate.optional(),
    years: years.optional(),
    seed: words.optional(),
    stance: stance.optional(),
    set: z.record(name, z.unknown()).optional(),
    replications: z.int().min(2).max(1_000_000).optional().meta({ description: 'Of each of the leading mixes' }),
    budget: amount
      .refine(({ perDay }) => !perDay, 'a budget is a sum for the whole run, not a rate')
      .refine(({ pounds }) => pounds > 0, 'a budget is more than £0: with nothing to spend there is no choice to make')
      .meta({
        description: "What the programmes themselves may cost over the run, at present value, in the run's prices",
      }),
    programmes: z.array(portfolioUse).min(1, 'a portfolio has one programme at least'),
    goal: portfolioGoal,
    floors: z.record(name, floor).optional(),
  })
  .refine(({ baseline, pathway }) => (baseline === undefined) !== (pathway === undefined), {
    message: "a portfolio has either a 'baseline' (the care system) or a 'pathway' (anything else)",
    path: ['portfolio'],
  })
  .meta({ id: 'portfolioFile', title: 'Throughcare portfolio' });

export type PortfolioFile = z.output<typeof portfolioFile>;
