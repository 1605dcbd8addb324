/**
 * Trials of a programme file: a published risk at a horizon, to be simulated so that its hazard ratios can be found.
 */
import { condition } from './condition.js';
import { mark, source } from './sourced.js';
import { name, names, positiveDuration, words } from './words.js';
import { z } from './zod.js';

const ratio = z.number().positive();
const figure = z.number().min(0);

const outcome = z
  .strictObject({
    label: words.optional(),
    at_end: condition.optional().meta({ description: 'The share of children who are so on the last day' }),
    ever: z
      .strictObject({ transitions: names.optional(), enters: condition.optional() })
      .optional()
      .meta({ description: 'The share to whom one of these transitions ever happens, or who ever come to be so' }),
    days: condition.optional().meta({ description: 'For how many days, on average, a child is so' }),
    control: figure.optional().meta({ description: 'The figure of the control arm: 0.448, or days' }),
    treated: figure.optional().meta({ description: 'The figure of the treated arm' }),
    odds_ratio: ratio.optional().meta({ description: 'Instead of `treated`: against the control arm as simulated' }),
    risk_ratio: ratio.optional().meta({ description: 'Instead of `treated`: against the control arm as simulated' }),
    interval: z
      .tuple([figure, figure])
      .optional()
      .meta({ description: 'Of the ratio, or of the figure of the treated arm' }),
    n: words.optional(),
    effect: name.optional().meta({ description: 'The effect whose hazard ratio is found from this outcome' }),
    control_scales: names
      .optional()
      .meta({ description: 'Transitions that one constant multiplies until the control arm has its figure' }),
    check: z.literal(true).optional().meta({ description: 'Simulated and shown beside the figure, not fitted' }),
    note: words.optional(),
  })
  .meta({ id: 'trialOutcome' });

const trial = z
  .strictObject({
    label: words,
    who: condition.meta({ description: 'Children enter the trial when they come to be so' }),
    horizon: positiveDuration,
    source,
    mark: mark.optional(),
    outcomes: z.record(name, outcome),
    note: words.optional(),
  })
  .meta({ id: 'trial' });

/** The `trials` of a programme file, by id. */
export const trialsSection = z.record(name, trial);

export type WrittenTrial = z.output<typeof trial>;
export type WrittenTrialOutcome = z.output<typeof outcome>;
