/**
 * A study as plain data: one baseline, one option with programmes, how long, how often. Enough to run and to run again.
 */
import type { Discounting, DiscountRate } from '../economics/discount.js';
import type { FixedCost } from '../economics/fixed-costs.js';
import type { LedgerSpec } from '../ledger/spec.js';
import type { PathwayModel } from '../pathway/model.js';
import type { ProgrammePlan } from '../programmes/plan.js';
import type { StartPlan } from './start-plan.js';

export interface StudyPlan {
  /** The pathway without programmes. */
  readonly model: PathwayModel;
  readonly ledger: LedgerSpec;
  readonly programmes: readonly ProgrammePlan[];
  /** Costs of programmes that follow children, and those that do not. */
  readonly programmeCosts: LedgerSpec['costs'];
  readonly fixedCosts: readonly FixedCost[];
  readonly start: StartPlan | null;
  /** Day 0, a day number since 1970-01-01, the first of a month. */
  readonly epoch: number;
  readonly months: number;
  /** The first day simulated where that is before day 0 (and so below 0): counting starts at day 0 all the same. */
  readonly from?: number;
  readonly seed: string;
  /** Which draw of the parameters this is, part of the random keys; 0, as they are, if not said. */
  readonly draw?: number;
  /** Name of the area, part of the random keys. */
  readonly area: string;
  /** A year's rate, or rates by bands of years; null where nothing is discounted. */
  readonly discountRate: DiscountRate | null;
  readonly discounting: Discounting;
}
