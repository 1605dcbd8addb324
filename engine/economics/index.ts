/** Money: discounting, growth, inflation, costs of teams, what costs are told apart by, and appraisal: the public face. */
export {
  appraise,
  isOfAppraisal,
  optimismWords,
  type Appraisal,
  type AppraisalTerms,
  type BenefitCost,
  type BudgetImpact,
} from './appraisal.js';
export {
  CostDifferences,
  type MoneyColumn,
  type MoneyPeriods,
  type MoneySeries,
  type NumberRows,
} from './cost-differences.js';
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
export { allowances, allowed, type OptimismBias, type PresentValue } from './money-parts.js';
export { netMoney } from './net-money.js';
export { payback, type Payback } from './payback.js';
export { NO_RATIO, ratioOf, type Ratio } from './ratios.js';
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
