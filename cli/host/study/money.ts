/** What the options of a study cost and save beside the first, pair by pair and with its intervals. */
import { appraise, summariseNested, type Appraisal, type Summary } from '../../../engine/index.js';
import type { OptionMoney, Spread } from '../../../reports/study/index.js';
import type { StudyRuns } from './run.js';

export function moneyOf(runs: StudyRuns, option: number): OptionMoney | null {
  const found = appraisalOf(runs, option);
  if (found === null) return null;
  const spread = (pairs: Float64Array): Spread => spreadOf(runs, pairs)!;
  const { netPresentValue: whole, byPayer, byKind, benefitCost, payback, budgetImpact, said } = found;
  const [ratio] = benefitCost;
  const [own] = payback;
  const yearly = budgetImpact.filter(
    ({ group, periodKind }) => group === 'all payers' && periodKind === 'financial year',
  );
  return {
    cost: spread(whole.cost),
    saved: spread(whole.saved),
    net: spread(whole.net),
    payers: byPayer.map(({ view, net }) => ({ name: view.replace('payer=', ''), net: spread(net) })),
    kinds: byKind.map(({ view, net }) => ({ name: view.replace('kind=', ''), net: spread(net) })),
    ratio: ratio === undefined ? null : ratio.ratio,
    payback:
      own === undefined || own.chance === null
        ? null
        : { chance: own.chance, spending: own.spending, median: own.median },
    curve: (own?.quarters ?? []).map((quarter, q) => ({
      quarter,
      chance: own!.chanceBy[q]!,
      net: spread(own!.soFar[q]!),
    })),
    impact: yearly.map(({ period, real }) => ({ year: period, net: spread(real) })),
    said,
  };
}

/**
 * Net saving at present value of an option beside the first, by draw and replication: what the money of its appraisal says,
 * allowances included, social value in no part of it. Null where nothing is paid.
 */
export function savings(runs: StudyRuns, option: number): Float64Array[] | null {
  const net = option === 0 ? null : appraisalOf(runs, option)?.netPresentValue.net;
  if (net === undefined) return null;
  let at = 0;
  return runs.values[option]!.map((draw) =>
    net === null ? new Float64Array(draw.length) : net.slice(at, (at += draw.length)),
  );
}

/** Net savings of all options, the first with none; null where nothing is paid. */
export function allSavings(runs: StudyRuns): readonly Float64Array[][] | null {
  const all = runs.values.map((_, o) => savings(runs, o));
  const known = all.filter((own) => own !== null);
  return hasCosts(runs) && known.length === all.length ? known : null;
}

function hasCosts({ columns }: StudyRuns): boolean {
  return columns.some(({ measure }) => measure === 'cost');
}

/** Each is made once: every part of a report asks for it. */
const appraised = new WeakMap<StudyRuns, Map<number, Appraisal>>();

/** What an option costs and saves beside the first, by draw and then replication; null where nothing is paid. */
export function appraisalOf(runs: StudyRuns, option: number): Appraisal | null {
  if (!hasCosts(runs)) return null;
  const kept = appraised.get(runs) ?? new Map<number, Appraisal>();
  appraised.set(runs, kept);
  const known = kept.get(option);
  if (known !== undefined) return known;
  const { settled, columns, quarterFactors, values } = runs;
  const { appraisal: terms, priceYear } = settled.resolution.scenario;
  const found = appraise(columns, values[0]!.flat(), values[option]!.flat(), { ...terms, priceYear, quarterFactors });
  kept.set(option, found);
  return found;
}

/** Pairs in the order of an appraisal, with what draws make of their spread; null where there is no value. */
export function spreadOf({ values }: StudyRuns, pairs: Float64Array): Summary | null {
  let at = 0;
  return summariseNested(values[0]!.map((draw) => pairs.slice(at, (at += draw.length))));
}
