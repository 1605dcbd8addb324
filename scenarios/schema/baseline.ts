/** A baseline file: today's system, every number with its source. */
import { z } from './zod.js';
import { discountRate } from './appraisal.js';
import { calibration, calibrationResult } from './calibration.js';
import { cost } from './cost.js';
import { description } from './description.js';
import { prices } from './prices.js';
import { mark, provenance, sources } from './sourced.js';
import { startSection } from './start.js';
import { name, startDate, words } from './words.js';

/** A parameter's value: a number, a quantity with a unit, or a whole lookup or other piece of a file. */
const parameter = z.strictObject({ value: z.unknown(), ...provenance }).meta({ id: 'parameter' });

export type WrittenParameter = z.output<typeof parameter>;

/** A parameter that an area's published figure replaces. */
const areaParameter = z.strictObject({
  column: words,
  divide_by: z.number().positive().optional(),
  less_percent: words
    .optional()
    .meta({ description: 'A column of percentages: the figure less that percentage of it' }),
  unit: words.optional().meta({ description: "Words that follow the number: 'per year' makes a rate" }),
  source: words.optional(),
  mark: mark.optional().meta({ description: "How sure the area's number is; 'published' if not said" }),
});

export const baselineFile = z
  .strictObject({
    baseline: name,
    extends: words
      .optional()
      .meta({ description: 'Another baseline, by name or path, which this one differs from in what it gives' }),
    title: words,
    note: words.optional(),
    description: description.optional(),
    pathway: words,
    measures: words.optional(),
    start: startSection.optional(),
    start_date: startDate,
    price_year: words.optional(),
    prices: prices.optional(),
    discount_rate: discountRate.optional(),
    sources: sources.optional(),
    parameters: z.record(name, parameter).optional(),
    area_parameters: z.record(name, areaParameter).optional(),
    costs: z.array(cost).optional(),
    calibration: calibration.optional(),
    calibration_result: calibrationResult.optional(),
    sensitivity: words
      .optional()
      .meta({ description: "A table of how much hangs on each number, written by 'sensitivity': a path from here" }),
  })
  .meta({ id: 'baselineFile', title: 'Throughcare baseline' });

export type BaselineFile = z.output<typeof baselineFile>;
