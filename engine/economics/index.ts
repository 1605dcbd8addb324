/** Money: discounting, growth, costs of teams, and what costs are told apart by. This file is the folder's public face. */
export {
  continuousFactors,
  discountFactorAt,
  discountFactors,
  rateBands,
  type Discounting,
  type DiscountRate,
  type RateBand,
} from './discount.js';
export { fixedCostSeries, type FixedCost } from './fixed-costs.js';
export { growthFactors } from './growth.js';
export { inflationFactor, yearBegins, type Inflation } from './inflation.js';
export {
  costFacets,
  KIND_LABELS,
  kindOf,
  NOT_CLASSED,
  PART_LABELS,
  type CostFacets,
  type CostTags,
  type ProgrammePart,
  type SavingKind,
} from './tags.js';
