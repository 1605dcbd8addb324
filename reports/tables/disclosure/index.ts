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
import type { ResultFrame, StudyResult, TableRow } from '../../../engine/study/result.js';
import { baseMeasure, isCount, isSmall, seriesId } from './counts.js';
import type { Disclosure } from './names.js';
import { binsToTen } from './round.js';
import { discloseRows, levelOf, type Level } from './rows.js';
import { keptBackIn, openTargets, roundedTargets } from './targets.js';

export type { Disclosure } from './names.js';
export { discloseRows, levelOf, roundedAs, type Level } from './rows.js';

/** What a reader of numbers so treated is told. */
export const DISCLOSURE_NOTES: readonly string[] = [
  'Small numbers are kept back as in the statistics of the Department for Education. Of an authority: a count from 1 to 5 is left out, and with it others, so that what can be worked out by subtraction is never from 1 to 5; a group is left out in every period and option, and means and rates of fewer than 6 with it. What was fitted and raked to is left out where its group is. Times are in the tables as means, medians and counts: no chart of an authority shows how times are spread, or when children leave care and come back, since few are counted in any one month.',
  'Of England and its regions: counts are rounded to the nearest 10, targets with them, so they need not add up; counts of times by month are rounded so that the sum up to any month is right to the nearest 10. A count may be 0 for less than 5.',
  'An empty number is one kept back, or a mean of nothing. Money is not treated: a line of cost over its unit cost is the average number of children paid for in simulated futures.',
];

/** A result as it may be shown: rows, distributions of times, targets and history, with a note that says so. Treating it again changes nothing. */
export function disclose(result: StudyResult): StudyResult {
  const level = levelOf(result.area?.code);
  const { rows: _, distributions, ...frame } = result;
  const rows = discloseRows(
    result.rows,
    result.options.map(({ id }) => id),
    level,
  );
  return { ...discloseFrame(frame, rows), rows, distributions: discloseTimes(distributions, rows, level) };
}

/**
 * Times by month. Of an authority none are shown: a month of them is nearly always a small number. Of England and its regions
 * they are rounded, where their count is shown and is not nothing.
 */
function discloseTimes(
  distributions: StudyResult['distributions'],
  rows: readonly TableRow[],
  level: Level,
): StudyResult['distributions'] {
  if (level === 'authority') return [];
  const hidden = new Set(
    rows.flatMap(({ measure, group, periodKind, value }) =>
      periodKind === 'whole run' && Number.isNaN(value) ? [seriesId(measure, group)] : [],
    ),
  );
  return distributions
    .filter(({ measure, group }) => !hidden.has(seriesId(measure, group)))
    .map((one) => ({ ...one, counts: binsToTen(one.counts) }))
    .filter(({ counts }) => counts.some((count) => count > 0));
}

/**
 * The same of what is no number of the rows: targets, what was published before, and a note that says so.
 *
 * @param rows the rows of the frame as they are shown
 */
export function discloseFrame<Frame extends ResultFrame>(frame: Frame, rows: readonly TableRow[]): Frame {
  const isAuthority = levelOf(frame.area?.code) === 'authority';
  const note = DISCLOSURE_NOTES[isAuthority ? 0 : 1]!;
  const notes = frame.notes.includes(note) ? frame.notes : [...frame.notes, note];
  if (!isAuthority) return { ...frame, notes, targets: roundedTargets(frame.targets) };
  const keptBack = keptBackIn(rows);
  return {
    ...frame,
    notes,
    targets: openTargets(frame, keptBack),
    ...(frame.history !== undefined && {
      history: frame.history.filter(
        ({ value, measure }) => !isSmall(value) && keptBack.get(baseMeasure(measure))?.has('all') !== true,
      ),
    }),
  };
}

/** How the numbers of these frames were treated before: their notes say. */
export function disclosureOf(frames: readonly Pick<ResultFrame, 'notes'>[]): Disclosure | null {
  return frames.some(({ notes }) => notes.some((note) => DISCLOSURE_NOTES.slice(0, 2).includes(note))) ? 'dfe' : null;
}

/** Whether a number counts people and is from 1 to 5. */
export function isSmallCount(value: number, { unit, measure }: Pick<TableRow, 'unit' | 'measure'>): boolean {
  return isCount({ unit, measure }) && isSmall(value);
}
