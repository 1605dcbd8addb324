/** What of a baseline may be fitted to published figures, and what a fit found. */
import { z } from './zod.js';
import { name, words } from './words.js';

const paths = z
  .union([words, z.array(words).min(1)])
  .transform((found): readonly string[] => (typeof found === 'string' ? [found] : found));

const free = z
  .strictObject({
    scales: paths.optional().meta({
      description:
        'One multiplier of these: a parameter, or a part of one (`care_by_age.from.10`; of a list of outcomes by `state`)',
    }),
    shifts: paths.optional().meta({ description: 'Shares moved together on the logit scale' }),
    within: z
      .tuple([z.number(), z.number()])
      .meta({ description: 'Where the multiplier (or the shift) is believed to be before any fit: a 95% interval' }),
    label: words.optional(),
    note: words.optional(),
  })
  .meta({ id: 'free' });

export type WrittenFree = z.output<typeof free>;

export const calibration = z
  .strictObject({
    validation: words.meta({ description: 'The validation file whose figures of `use: fit` are fitted to' }),
    free: z.record(name, free),
  })
  .meta({ id: 'calibration', description: 'What the command calibrate may change, and what it fits it to' });

const pair = z.tuple([z.number(), z.number()]);

const fittedFree = z.strictObject({
  multiplier: z.number().positive().optional(),
  shift: z.number().optional(),
  interval: pair.meta({ description: 'The 95% interval after the fit' }),
  prior: pair.meta({ description: 'The 95% interval before it' }),
});

const fittedFigure = z.strictObject({
  published: z.number(),
  fitted: z.number(),
  weight: z.number(),
  residual: z.number().meta({ description: 'In halves of the tolerance: between -2 and 2 is within it' }),
  verdict: z.enum(['within', 'miss']),
});

/** Written by the command, and read back for draws of the parameters: see docs/write-a-scenario.md. */
export const calibrationResult = z
  .strictObject({
    free: z.record(name, fittedFree),
    figures: z.record(z.string().min(1), fittedFigure),
    covariance: z
      .strictObject({ names: z.array(name).min(1), lower: z.array(z.array(z.number()).min(1)).min(1) })
      .meta({ description: 'Of logs of multipliers and of shifts: the rows of the lower triangle' }),
    objective: z.strictObject({ start: z.number(), end: z.number() }),
    evaluations: z.strictObject({ full: z.int().min(0), half: z.int().min(0) }),
    stopped: words,
  })
  .meta({ id: 'calibrationResult', description: 'What the command calibrate found' });

export type CalibrationResult = z.output<typeof calibrationResult>;
