/** A programme file: who it is for, how many it can take, what it changes, what it costs and what is known of it. */
import { STANCES } from './stances.js';
import { z } from './zod.js';
import { stayClock } from './clock.js';
import { condition } from './condition.js';
import { trialsSection } from './trial.js';
import { forces } from './outcome.js';
import { savingKind } from './appraisal.js';
import { financialYear, realGrowth } from './prices.js';
import { interval, mark, source, sourced, sources } from './sourced.js';
import {
  amount,
  duration,
  durationKey,
  level,
  levels,
  name,
  positiveDuration,
  rate,
  rows,
  share,
  words,
} from './words.js';

export const stance = z.enum(STANCES).meta({ id: 'stance' });
export type Stance = z.output<typeof stance>;

const ratio = z.number().positive();

/** In which measure the size of an effect is said; which of them an effect has follows from what it acts on. */
export const EFFECT_MEASURES = [
  'hazard_ratio',
  'time_ratio',
  'odds_ratio',
  'risk_ratio',
  'points',
  'diverted',
] as const;
export type EffectMeasure = (typeof EFFECT_MEASURES)[number];

const sizes = {
  hazard_ratio: ratio.optional(),
  time_ratio: ratio.optional(),
  odds_ratio: ratio.optional(),
  risk_ratio: ratio.optional(),
  points: z.number().optional().meta({ description: '0.1 is ten percentage points more; of places, so many a year' }),
  diverted: share.optional(),
};

/** The best study of one effect: its size, or the trial that is simulated to find it. */
const bestTrial = z
  .strictObject({
    design: z.enum(['randomised', 'controlled', 'uncontrolled', 'none']),
    ...sizes,
    trial: name.optional().meta({ description: "A trial of the file's 'trials', simulated to find the hazard ratio" }),
    interval: z.tuple([z.number(), z.number()]).optional(),
    note: words.optional(),
  })
  .meta({ id: 'bestTrial' });

const lasts = z.strictObject({
  during: z.boolean(),
  after: duration.optional(),
  half_life: positiveDuration
    .optional()
    .meta({ description: 'After the programme the effect halves so often, until 5% of it is left' }),
  source: source.optional(),
  mark: mark.optional(),
  note: words.optional(),
});

/** Transitions whose outcomes are meant, or what entering a state forces in another region. */
const sharesOf = z.union([
  z.strictObject({ of: z.array(name).min(1), towards: level }),
  z.strictObject({ on_entry: z.record(name, levels), of: name, towards: level }),
]);

const supply = z.strictObject({
  resource: name,
  retains: z
    .number()
    .positive()
    .optional()
    .meta({ description: 'Carers covered, a team (a programme, where everybody is reached)' }),
  leaving_rate: rate.optional().meta({ description: 'How many of them leave: 0.12 per year' }),
  recruits: z
    .literal(true)
    .optional()
    .meta({ description: 'The size of the effect is in points: places a year, a team' }),
});

const effect = z
  .strictObject({
    label: words,
    transitions: z.array(name).min(1).optional(),
    shares: sharesOf.optional(),
    diverts: z.strictObject({ of: z.array(name).min(1), to: level }).optional(),
    referrals: z.array(name).min(1).optional(),
    supply: supply.optional(),
    for: condition.optional().meta({ description: 'On whom it acts, of those in the programme' }),
    aim: z
      .enum(['fewer', 'more'])
      .optional()
      .meta({ description: 'Whether the programme means the event to happen less (usual) or more' }),
    lasts: lasts.optional().meta({ description: 'Left out where everybody is reached: as long as they are' }),
    evidence: z.array(name),
    best_trial: bestTrial,
    stances: z
      .strictObject({
        optimistic: z
          .strictObject({
            ...sizes,
            interval: z.tuple([z.number(), z.number()]).optional().meta({ description: 'What draws are taken from' }),
            trial: name.optional(),
            design: words.optional(),
            note: words,
          })
          .optional(),
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
  kind: savingKind.optional(),
  source,
  mark,
  interval: interval.optional(),
  note: words.optional(),
});

const ending = z.union([z.strictObject({ not_eligible: z.literal(true) }), condition]);

/** The parts of the library, in the order in which they are listed. */
export const SECTIONS = [
  'edge of care',
  'whole system',
  'placements',
  'permanence',
  'leaving care',
  'system practices',
  'education and well-being',
] as const;

const withProgrammes = z.array(name).min(1);

const overlap = z
  .discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('multiply'), note: words.optional() }),
    z.strictObject({ rule: z.literal('strongest'), with: withProgrammes, note: words.optional() }),
    z.strictObject({ rule: z.literal('capped'), with: withProgrammes, at: ratio.max(1), note: words.optional() }),
    z.strictObject({ rule: z.literal('exclusive'), with: withProgrammes, note: words.optional() }),
  ])
  .meta({ id: 'overlap', description: 'What it does together with other programmes' });

const ownOutcome = z.strictObject({
  label: words,
  on: z.enum(['start', 'end']),
  note: words.optional(),
});

const siblings = z.strictObject({
  come: z.enum(['together', 'one by one']),
  each: z.enum(['child', 'family']).optional().meta({
    description: 'Where they come together: a place for each child, or one place for the family',
  }),
  source: source.optional(),
  mark: mark.optional(),
  note: words.optional(),
});

export const programmeFile = z
  .strictObject({
    programme: name,
    title: words,
    description: words,
    extends: words
      .optional()
      .meta({ description: 'A programme of the library, or a file beside this one, that it is a variant of' }),
    section: z.enum(SECTIONS).optional(),
    sources: sources.optional(),
    reach: z
      .literal('everyone')
      .optional()
      .meta({ description: 'A practice of the whole system: everybody eligible is reached, there are no places' }),
    eligible: condition,
    take_up: sourced(share).optional(),
    siblings: siblings.optional().meta({
      description:
        'Whether brothers and sisters who become eligible at one instant accept, wait and stay as one (left out: one by one)',
    }),
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
    queue: z
      .strictObject({
        no_waiting: z.literal(true).optional(),
        gives_up_after: sourced(positiveDuration).optional(),
        waits: z.literal('for ever').optional(),
      })
      .optional(),
    stay: sourced(stayClock)
      .optional()
      .meta({ description: "How long a place lasts; without it only 'ends_when' ends it" }),
    drop_out: sourced(stayClock)
      .optional()
      .meta({ description: 'When children leave before the end, with no effect after' }),
    ends_when: z.union([ending, z.array(ending).min(1)]).optional(),
    on_start: z.strictObject({ forces }).optional(),
    again: z.strictObject({ after: duration }).optional(),
    once: z.literal(true).optional(),
    fidelity: sourced(rows(share, durationKey)).optional().meta({
      description: 'The share of the strength of its effects that those have who start so long after it opens',
    }),
    overlap: overlap.optional(),
    effects: z.record(name, effect),
    trials: trialsSection.optional(),
    outcomes: z
      .record(name, ownOutcome)
      .optional()
      .meta({ description: 'What it is counted for beside numbers in care: education, well-being' }),
    costs: z
      .strictObject({
        payer: words.optional(),
        line: words.optional(),
        kind: savingKind.optional(),
        set_up: programmeCost.optional(),
        per_year: programmeCost.optional(),
        per_10000_children_year: programmeCost.optional().meta({
          description: 'For each 10,000 children (0 to 17) of the area, a year: for what grows with the authority',
        }),
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
