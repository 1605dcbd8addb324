/**
 * An option beside its baseline, by the Green Book: net present value, benefit-cost ratio with its denominator said, payback
 * and budget impact, by payer and by what kind of saving it is. Everything is a vector over pairs (replications or draws), so
 * that whoever calls says how they are summarised.
 *
 * Costs are what programmes themselves cost (set-up, running, for each child). Savings are what everything else costs less;
 * they may be negative. Social value is kept apart: `netPresentValue` is money, and social value stands beside it.
 */
import { CostDifferences, type MoneyColumn, type MoneyPeriods, type NumberRows } from './cost-differences.js';
import { inflationFactor, type Inflation } from './inflation.js';
import { ALL, CASHABLE, minus, MoneyParts, plus, SOCIAL, type OptimismBias, type PresentValue } from './money-parts.js';
import { payback, type Payback } from './payback.js';
import { ratioOf, type Ratio } from './ratios.js';
import { KIND_LABELS } from './tags.js';

export interface AppraisalTerms {
  /** Present-value factors of the quarters (`OutputLayout.money.quarterFactors`). */
  readonly quarterFactors: ArrayLike<number>;
  /** Null where nothing is allowed for. */
  readonly optimismBias: OptimismBias | null;
  /** Null where nothing is to be shown in the prices of each year. */
  readonly inflation: Inflation | null;
  /** Whose prices the run is in: '2024-25'. */
  readonly priceYear: string;
}

export interface BenefitCost {
  /** What is counted above: 'all savings', 'cashable savings', 'cashable savings and capacity released', ... */
  readonly benefits: string;
  readonly ratio: Ratio;
}

export interface BudgetImpact {
  readonly group: string;
  readonly period: string;
  readonly periodKind: MoneyPeriods;
  /** Pounds more than in the baseline, as paid, in the prices of the run; pair by pair. */
  readonly real: Float64Array;
  /** The same in the prices of the period's financial year; null where inflation is not given. */
  readonly nominal: Float64Array | null;
}

export interface Appraisal {
  readonly netPresentValue: PresentValue;
  /** Of each payer. With those of social value left out they add up to `netPresentValue`. */
  readonly byPayer: readonly PresentValue[];
  /** Of each kind, `kind=Social` among them where there is any; empty where costs do not say their kind. */
  readonly byKind: readonly PresentValue[];
  readonly benefitCost: readonly BenefitCost[];
  /** What benefits are divided by, in words. */
  readonly denominator: string;
  /** All payers first, then each payer that pays for programmes, then cashable savings alone. */
  readonly payback: readonly Payback[];
  /** In all, by payer and by kind; by financial year, then by quarter. */
  readonly budgetImpact: readonly BudgetImpact[];
  /** Sentences that stand with every number here. */
  readonly said: readonly string[];
}

/**
 * Appraises an option.
 *
 * @param columns,baseline,option the columns of an `OutputLayout`, and rows of numbers of both worlds, paired
 * @throws RangeError where rows are not paired, or inflation is not known for a year
 * @example appraise(layout.columns, baselineRows, optionRows, { quarterFactors: layout.money.quarterFactors, optimismBias: null, inflation: null, priceYear: '2024-25' })
 */
export function appraise(
  columns: readonly MoneyColumn[],
  baseline: NumberRows,
  option: NumberRows,
  terms: AppraisalTerms,
): Appraisal {
  const differences = new CostDifferences(columns, baseline, option);
  const parts = new MoneyParts(differences, terms.optimismBias);
  const payers = differences.levels('payer');
  const kinds = differences.levels('kind');
  const paying = differences.levels('programme payer');
  const value = (view: string): PresentValue => parts.presentValue(view);
  const whole = value(ALL);
  return {
    netPresentValue: whole,
    byPayer: payers.map((payer) => value(`payer=${payer}`)),
    byKind: kinds.map((kind) => value(`kind=${kind}`)),
    benefitCost: benefitCosts(value, whole, kinds, paying),
    denominator: denominatorWords(paying),
    payback: [ALL, ...paying.map((payer) => `payer=${payer}`), ...(kinds.length === 0 ? [] : [CASHABLE])].map((view) =>
      paybackOf(parts, differences, terms, view),
    ),
    budgetImpact: (['financial year', 'quarter'] as const).flatMap((periodKind) =>
      [ALL, ...payers.map((payer) => `payer=${payer}`), ...kinds.map((kind) => `kind=${kind}`)].flatMap((view) =>
        budgetImpact(parts, differences, terms, view, periodKind),
      ),
    ),
    said: [optimismWords(terms.optimismBias, parts.saves), denominatorWords(paying), HORIZON],
  };
}

function benefitCosts(
  value: (view: string) => PresentValue,
  whole: PresentValue,
  kinds: readonly string[],
  paying: readonly string[],
): BenefitCost[] {
  const divided = (benefits: string, saved: Float64Array): BenefitCost => ({
    benefits,
    ratio: ratioOf(saved, whole.cost),
  });
  const savedBy = (views: readonly string[]): Float64Array =>
    views.map((view) => value(view).saved).reduce(plus, new Float64Array(whole.saved.length));
  const rows = [divided('all savings, social value left out', whole.saved)];
  if (kinds.length > 0) rows.push(divided('cashable savings alone', savedBy([CASHABLE])));
  if (kinds.includes(KIND_LABELS.social))
    rows.push(divided('all savings and social value', plus(whole.saved, value(SOCIAL).saved)));
  if (paying.length > 0)
    rows.push(divided('savings of the budgets that pay', savedBy(paying.map((payer) => `payer=${payer}`))));
  return rows;
}

function paybackOf(parts: MoneyParts, differences: CostDifferences, terms: AppraisalTerms, view: string): Payback {
  const quarters = differences.labels('quarter');
  const { cost, saved } = parts.series(view, 'quarter');
  const net = quarters.map((_, q) => minus(saved[q]!, cost[q]!).map((amount) => amount * terms.quarterFactors[q]!));
  return payback(view, quarters, net, cost);
}

function budgetImpact(
  parts: MoneyParts,
  differences: CostDifferences,
  { inflation, priceYear }: AppraisalTerms,
  view: string,
  periodKind: MoneyPeriods,
): BudgetImpact[] {
  const { cost, saved } = parts.series(view, periodKind);
  return differences.labels(periodKind).map((period, k) => {
    const real = minus(cost[k]!, saved[k]!);
    const factor = inflation === null ? null : inflationFactor(inflation, priceYear, period);
    return {
      group: view,
      period,
      periodKind,
      real,
      nominal: factor === null ? null : real.map((amount) => amount * factor),
    };
  });
}

/** What each of an appraisal's sentences begins with. */
const SAID = [
  'No allowance for optimism bias.',
  'For optimism bias, what programmes cost',
  'Benefits are divided by the present value',
  'No programme has a cost: there is nothing to divide',
  'What comes after the last day of the run, saved or spent',
] as const;

/** Whether a note of a run is one that its appraisal said: what was allowed for, divided by, and left out. */
export function isOfAppraisal(note: string): boolean {
  return SAID.some((lead) => note.startsWith(lead));
}

const HORIZON = 'What comes after the last day of the run, saved or spent, is in none of these numbers.';

/** What was allowed for optimism, in a sentence. `saves` says whether there is anything on average to be lowered. */
export function optimismWords(bias: OptimismBias | null, saves = true): string {
  if (bias === null || (bias.costs === 0 && bias.benefits === 0)) return 'No allowance for optimism bias.';
  const percent = (share: number): string => `${Number((share * 100).toPrecision(6))}%`;
  const raised = `For optimism bias, what programmes cost is raised by ${percent(bias.costs)}`;
  if (bias.benefits === 0) return `${raised}; what they save stands.`;
  return saves
    ? `${raised} and what they save lowered by ${percent(bias.benefits)}.`
    : `${raised}; they save nothing on average, so there is nothing to lower by ${percent(bias.benefits)}.`;
}

function denominatorWords(paying: readonly string[]): string {
  if (paying.length === 0) return 'No programme has a cost: there is nothing to divide benefits by.';
  const named = paying.length === 1 ? paying[0] : `${paying.slice(0, -1).join(', ')} and ${paying.at(-1)}`;
  return `Benefits are divided by the present value of what the programmes themselves cost ${named}: set-up, running, and for each child.`;
}
