/**
 * Small numbers, as the Department for Education treats them in its statistics of children looked after and in need.
 *
 * Of an authority, any number from 1 to 5 is kept back, and others with it so that none can be worked out by subtraction;
 * figures are otherwise unrounded. England's and regions' are rounded to the nearest 10. (DfE, "Children looked after: a focus
 * on placement location", methodology, rounding and suppression; DfE, "Children in need", data guidance 2020 and 2021:
 * "any number between 1 and 5 inclusive has been suppressed". explore-education-statistics.service.gov.uk.)
 *
 * All children here are simulated and most numbers are means; but where an authority gave its own return, the first day is
 * its children, and the first months are near them.
 */
import type { StudyResult } from '../../../engine/study/result.js';
import { isSmall, seriesId } from './counts.js';
import { discloseRows, levelOf } from './rows.js';

export { discloseRows, levelOf, type Level } from './rows.js';

/** How small numbers are kept back; what `--disclosure` takes. */
export const DISCLOSURES = ['dfe'] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

/** What a reader of numbers so treated is told. */
export const DISCLOSURE_NOTES: readonly string[] = [
  'Small numbers are kept back as in the statistics of the Department for Education. Of an authority: a count from 1 to 5 is left out, and with it others, so that what can be worked out by subtraction is never from 1 to 5; a group is left out in every period and option, and means and rates of fewer than 6 with it.',
  'Of England and its regions: counts are rounded to the nearest 10, so they need not add up. A count may be 0 for less than 5.',
  'An empty number is one kept back, or a mean of nothing. Money is not treated: a line of cost over its unit cost is the average number of children paid for in simulated futures.',
];

/** A result as it may be shown: rows, distributions of times and targets, with a note that says so. Treating it again changes nothing. */
export function disclose(result: StudyResult): StudyResult {
  const level = levelOf(result.area?.code);
  const rows = discloseRows(
    result.rows,
    result.options.map(({ id }) => id),
    level,
  );
  const note = DISCLOSURE_NOTES[level === 'authority' ? 0 : 1]!;
  const notes = result.notes.includes(note) ? result.notes : [...result.notes, note];
  if (level === 'wider') return { ...result, rows, notes };
  const hidden = new Set(
    rows.flatMap(({ measure, group, value }) => (Number.isNaN(value) ? [seriesId(measure, group)] : [])),
  );
  return {
    ...result,
    rows,
    notes,
    distributions: result.distributions.filter(({ measure, group }) => !hidden.has(seriesId(`${measure}_n`, group))),
    targets: result.targets.filter(({ target, modelled }) => !isSmall(target) && !isSmall(modelled)),
  };
}
