/** Starting and leaving care, returning to it, and moving within it. */
import { compareLastYear, type Reading } from '../rows.js';
import type { Finding } from './types.js';
import { briefSentence, comparisonSentence, numbersOf, verdictOf } from './wording.js';

function flowFinding(reading: Reading, id: string, heading: string, measure: string, what: string): Finding | null {
  const at = compareLastYear(reading, measure);
  if (at === null) return null;
  return {
    id,
    heading,
    sentence: comparisonSentence(reading, what, at),
    brief: briefSentence(reading, at),
    numbers: numbersOf(at),
    verdict: verdictOf(reading, at),
  };
}

export const startsFinding = (reading: Reading): Finding | null =>
  flowFinding(
    reading,
    'starts',
    'Starting to be looked after',
    'started_looked_after',
    'children who start to be looked after',
  );

export const leaversFinding = (reading: Reading): Finding | null =>
  flowFinding(reading, 'leavers', 'Leaving care', 'ceased_looked_after', 'children who cease to be looked after');

export const returnsFinding = (reading: Reading): Finding | null =>
  flowFinding(
    reading,
    'returns',
    'Returning to care',
    'returned_to_care',
    'returns to care of children who had left it',
  );

export const movesFinding = (reading: Reading): Finding | null =>
  flowFinding(reading, 'moves', 'Moving between placements', 'placement_moves', 'moves between placements');
