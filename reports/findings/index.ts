/** What a result says, in plain sentences chosen by tested rules. */
import type { StudyResult } from '../../engine/study/result.js';
import { read, type Reading } from '../rows.js';
import { costFinding } from './costs.js';
import { leaversFinding, movesFinding, returnsFinding, startsFinding } from './flows.js';
import { generalFindings } from './general.js';
import { lookedAfterFinding, placementsFinding } from './looked-after.js';
import { programmeFindings } from './programmes.js';
import { reachedFinding } from './reached.js';
import { adoptionFinding, guardianshipFinding } from './times.js';
import { trendFinding } from './trend.js';
import type { Finding } from './types.js';

export { listWords } from '../numbers.js';
export { cardOf, intervalsNote, type Card, type CardFigure, type Futures } from './cards.js';
export { countSentence, firstCards, firstSentences, moneySentence, spentWords, yearsWords } from './first.js';
export { endsWords, heldWords, holdsWords, isSame, knowsEnds, sameIn } from './few.js';
export { headline } from './headline.js';
export { keyFigures, type KeyFigure } from './key-figures.js';
export type { Finding, FindingNumber } from './types.js';
export { isClearOnAverage, judge, type Verdict } from './verdict.js';
export { limits } from './limits.js';
export { assumedNone } from './stance.js';

/** Counts first, and beside them what happens to the children counted: returns, moves, waits. */
const CARE: readonly ((reading: Reading) => Finding | null)[] = [
  trendFinding,
  lookedAfterFinding,
  startsFinding,
  leaversFinding,
  returnsFinding,
  movesFinding,
  placementsFinding,
  adoptionFinding,
  guardianshipFinding,
  costFinding,
  reachedFinding,
];

export function findings(result: StudyResult): Finding[] {
  const reading = read(result);
  if (result.kind === 'general') return generalFindings(reading);
  return [...CARE.flatMap((find) => find(reading) ?? []), ...programmeFindings(reading)];
}
export { stanceSentence } from './stance.js';
export { spreadOf } from './wording.js';
