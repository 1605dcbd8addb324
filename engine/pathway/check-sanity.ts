/** Refuses a pathway that would compile and yet cannot work. Each check is a rule of its own, in a file of its own. */
import { checkDeadEnds } from './check-dead-ends.js';
import { checkEntered } from './check-entered.js';
import { checkFamilies } from './check-families.js';
import { checkLoops } from './check-loops.js';
import { checkQueueRules } from './check-queue-rules.js';
import { checkSeizedTwice } from './check-seized-twice.js';
import { checkTogether } from './check-together.js';
import { waysOf } from './check-ways.js';
import type { PathwayModel } from './model.js';

export interface SanityOptions {
  /** Whether an outcome with a share of 0 counts as a way to its state: for numbers that may be set to 0 on purpose. */
  readonly zeroSharesLead?: boolean;
}

/** For a pathway all of whose names are known. @throws PathwayError at the part at fault, in plain words. */
export function checkSanity(model: PathwayModel, { zeroSharesLead = false }: SanityOptions = {}): void {
  const ways = waysOf(model, zeroSharesLead);
  checkEntered(model, ways);
  checkDeadEnds(model, ways);
  checkQueueRules(model);
  checkSeizedTwice(model);
  checkFamilies(model);
  checkTogether(model);
  checkLoops(model);
}
