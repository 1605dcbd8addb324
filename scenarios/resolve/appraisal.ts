/** What a scenario says of appraisal: another discount rate, allowances for optimism, inflation. Nothing is allowed for unsaid. */
import type { Discounting, DiscountRate } from '../../engine/economics/index.js';
import { yearBegins, type Inflation } from '../../engine/economics/index.js';
import type { AppraisalWords, AssumptionLine } from '../../engine/study/result.js';
import type { WrittenAppraisal } from '../schema/index.js';
import type { Context } from './context.js';
import { refuse } from './context.js';

export interface ResolvedAppraisal {
  /** Shares by which programmes' own costs are raised and what they save is lowered; null where nothing is allowed for. */
  readonly optimismBias: { readonly costs: number; readonly benefits: number } | null;
  /** Growth of prices in general; null where it is not given, and nothing is shown in the prices of each year. */
  readonly inflation: Inflation | null;
}

export interface BuiltAppraisal {
  readonly appraisal: ResolvedAppraisal;
  /** Instead of the baseline's; undefined where it stands. */
  readonly discountRate: DiscountRate | undefined;
  readonly assumptions: readonly AssumptionLine[];
}

/** @param priceYear whose prices the run is in; '' where it does not say */
export function buildAppraisal(
  context: Context,
  written: WrittenAppraisal | undefined,
  priceYear: string,
): BuiltAppraisal {
  const { optimism_bias: bias, inflation, discount_rate: discountRate } = written ?? {};
  checkInflation(context, inflation, priceYear);
  const optimismBias = bias === undefined ? null : { costs: bias.costs ?? 0, benefits: bias.benefits ?? 0 };
  const assumptions: AssumptionLine[] = [];
  const say = (name: string, label: string, value: string, unit: string, note: string | undefined): void => {
    const source = `set in the scenario${note === undefined ? '' : ` (${note})`}`;
    assumptions.push({ name: `appraisal: ${name}`, label, value, unit, interval: null, source, mark: 'assumption' });
  };
  if (discountRate !== undefined)
    say('discount rate', 'Discount rate', rateText(discountRate), 'share a year', written?.note);
  if (bias?.costs !== undefined)
    say('optimism on costs', "Programmes' own costs are raised by", String(bias.costs), 'share', bias.note);
  if (bias?.benefits !== undefined)
    say('optimism on benefits', 'What programmes save is lowered by', String(bias.benefits), 'share', bias.note);
  if (inflation !== undefined)
    say('inflation', 'Growth of prices in general', inflationText(inflation), 'share a year', written?.note);
  return { appraisal: { optimismBias, inflation: inflation ?? null }, discountRate, assumptions };
}

function checkInflation(context: Context, inflation: Inflation | undefined, priceYear: string): void {
  if (inflation === undefined) return;
  const path = ['appraisal', 'inflation'];
  if (priceYear === '') {
    refuse(context, path, "inflation needs to know whose prices the run is in: a baseline with a 'price_year'");
    return;
  }
  if (typeof inflation === 'number') return;
  const first = Object.keys(inflation).toSorted()[0] ?? '';
  if (yearBegins(first) > yearBegins(priceYear) + 1)
    refuse(
      context,
      path,
      `prices are of ${priceYear} and inflation begins with ${first}: give it from the year after ${priceYear} on`,
    );
}

/** `0.035`, or `year 0: 0.035, year 31: 0.03`. */
export function rateText(rate: DiscountRate): string {
  return typeof rate === 'number' ? String(rate) : rate.map((band) => `year ${band.from}: ${band.rate}`).join(', ');
}

/** The terms of a run's appraisal, those of its baseline included, to be held beside another's. */
export function appraisalWords(of: {
  readonly discountRate: DiscountRate | null;
  readonly discounting: Discounting;
  readonly appraisal: ResolvedAppraisal;
}): AppraisalWords {
  const { optimismBias: bias, inflation } = of.appraisal;
  return {
    discounting: of.discountRate === null ? 'none' : `${rateText(of.discountRate)}, ${of.discounting}`,
    optimism:
      bias === null || (bias.costs === 0 && bias.benefits === 0)
        ? 'none'
        : `costs ${bias.costs}, benefits ${bias.benefits}`,
    inflation: inflation === null ? 'none' : inflationText(inflation),
  };
}

function inflationText(inflation: Inflation): string {
  return typeof inflation === 'number'
    ? String(inflation)
    : Object.entries(inflation)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([year, share]) => `${year}: ${share}`)
        .join(', ');
}
