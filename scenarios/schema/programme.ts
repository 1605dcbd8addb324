/** A programme file: who it is for, how many it can take, what it changes, what it costs and what is known of it. */
import { STANCES } from './stances.js';
import { z } from './zod.js';
import { stayClock } from './clock.js';
import { condition } from './condition.js';
import { forces } from './outcome.js';
import { financialYear, realGrowth } from './prices.js';
import { interval, mark, source, sourced, sources } from './sourced.js';
import { amount, duration, name, positiveDuration, share, words } from './words.js';

export const stance = z.enum(STANCES).meta({ id: 'stance' });
export type Stance = z.output<typeof stance>;

const ratio = z.number().positive();

/** The best study of one effect, as a hazard ratio. */
const bestTrial = z
  .strictObject({
    design: z.enum(['randomised', 'controlled', 'uncontrolled', 'none']),
    hazard_ratio: ratio.optional(),
    interval: z.tuple([ratio, ratio]).optional(),
    note: words.optional(),
  })
  .meta({ id: 'bestTrial' });

const effect = z
  .strictObject({
    label: words,
    transitions: z.array(name).min(1),
    aim: z
      .enum(['fewer', 'more'])
      .optional()
      .meta({ description: 'Whether the programme means the event to happen less (usual) or more' }),
    lasts: z.strictObject({
      during: z.boolean(),
      after: duration.optional(),
      source: source.optional(),
      mark: mark.optional(),
      note: words.optional(),
    }),
    evidence: z.array(name),
    best_trial: bestTrial,
    stances: z
      .strictObject({
        optimistic: z.strictObject({ hazard_ratio: ratio, design: words.optional(), note: words }).optional(),
        'as-trialled': z.strictObject({ hazard_ratio: ratio, note: words }).optional(),
      })
      .optional(),
    note: words.optional(),
  })
  .meta({ id: 'effect' });

export type WrittenEffect = z.output<typeof effect>;

const evidence = z
  .strictObject({
    study: words,
    design: words,
    n: words.optional(),
    outcome: words,
    estimate: words,
    interval: words.optional(),
    grade: words.optional(),
    address: words.optional(),
    note: words.optional(),
  })
  .meta({ id: 'evidence' });

const programmeCost = z.strictObject({
  value: amount,
  price_year: financialYear.optional(),
  real_growth: realGrowth.optional(),
  payer: words.optional(),
  line: words.optional(),
  source,
  mark,
  interval: interval.optional(),
  note: words.optional(),
});

const ending = z.union([z.strictObject({ not_eligible: z.literal(true) }), condition]);

export const programmeFile = z
  .strictObject({
    programme: name,
    title: words,
    description: words,
    sources: sources.optional(),
    eligible: condition,
    take_up: sourced(share),
    team: z
      .strictObject({
        places: z.number().positive(),
        source,
        mark,
        interval: interval.optional(),
        note: words.optional(),
      })
      .optional()
      .meta({ description: 'Places one team has at a time' }),
    queue: z.strictObject({
      no_waiting: z.literal(true).optional(),
      gives_up_after: sourced(positiveDuration).optional(),
      waits: z.literal('for ever').optional(),
    }),
    stay: sourced(stayClock)
      .optional()
      .meta({ description: "How long a place lasts; without it only 'ends_when' ends it" }),
    ends_when: z.union([ending, z.array(ending).min(1)]).optional(),
    on_start: z.strictObject({ forces }).optional(),
    again: z.strictObject({ after: duration }).optional(),
    once: z.literal(true).optional(),
    effects: z.record(name, effect),
    costs: z
      .strictObject({
        payer: words.optional(),
        line: words.optional(),
        set_up: programmeCost.optional(),
        per_year: programmeCost.optional(),
        per_team_year: programmeCost.optional(),
        per_place_year: programmeCost.optional(),
        per_start: programmeCost.optional(),
        per_week: programmeCost.optional(),
      })
      .optional(),
    evidence: z.record(name, evidence),
    caveats: z.array(words).optional(),
    note: words.optional(),
  })
  .meta({ id: 'programmeFile', title: 'Throughcare programme' });

export type ProgrammeFile = z.output<typeof programmeFile>;
