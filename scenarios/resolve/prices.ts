/** Amounts in the prices of other years into those of the run, and growth over and above prices in general. */
import type { AssumptionLine } from '../../engine/study/result.js';
import type { Path } from '../load/index.js';
import type { Amount, BaselineFile, WrittenInterval } from '../schema/index.js';
import type { Context } from './context.js';
import { knownKey, refuse, refuseKey } from './context.js';
import type { KnownSources } from './provenance.js';
import { assumptionLine, checkProvenance, intervalText } from './provenance.js';

/** What a run says about prices. */
export interface Prices {
  /** The financial year whose prices everything is in; '' where the run does not say. */
  readonly year: string;
  /** Index numbers by financial year, in order; null where there are none. */
  readonly deflator: ReadonlyMap<string, number> | null;
  /** Growth a year by budget line. */
  readonly growth: ReadonlyMap<string, number>;
}

export const NO_PRICES: Prices = { year: '', deflator: null, growth: new Map() };

/** What is written beside an amount: in a cost, or in a cost of a programme. */
interface WrittenPrice {
  readonly price_year?: string | undefined;
  readonly real_growth?: number | undefined;
  readonly interval?: WrittenInterval | undefined;
}

/** An amount in the prices of the run, with the words for it in the list of assumptions. */
export interface PricedAmount {
  readonly pounds: number;
  readonly text: string;
  readonly interval: WrittenInterval | undefined;
  /** Empty where the amount does not grow, so that it can be spread into what is charged. */
  readonly growth: { readonly realGrowth?: number };
  /** Words that follow the unit: whose prices, and how they grow. */
  readonly terms: string;
}

/** The `prices` of a baseline. `lines` are the budget lines that may be given a growth of their own. */
export function buildPrices(
  context: Context,
  baseline: Pick<BaselineFile, 'price_year' | 'prices'>,
  sources: KnownSources,
  lines: readonly string[],
): { readonly prices: Prices; readonly assumptions: readonly AssumptionLine[] } {
  const { price_year: year = '', prices: written } = baseline;
  const { deflator, growth = {} } = written ?? {};
  const assumptions: AssumptionLine[] = [];
  if (deflator !== undefined) {
    const path = ['prices', 'deflator'];
    checkProvenance(context, deflator, sources, path);
    if (year === '') refuseKey(context, path, "a deflator needs to know the prices of the run: say 'price_year'");
    else if (!deflator.series.has(year)) refuse(context, ['price_year'], outside(year, deflator.series));
    const value = [...deflator.series].map(([of, index]) => `${of}: ${index}`).join(', ');
    assumptions.push(
      assumptionLine({
        name: 'prices: deflator',
        label: 'Prices in general',
        value,
        unit: 'index',
        provenance: deflator,
      }),
    );
  }
  for (const [line, rule] of Object.entries(growth)) {
    const path = ['prices', 'growth', line];
    knownKey(context, path, 'budget line', line, lines);
    checkProvenance(context, rule, sources, path);
    assumptions.push(
      assumptionLine({
        name: `growth: ${line}`,
        label: `${line}: growth of unit costs over and above prices in general`,
        value: String(rule.value),
        unit: 'share a year',
        provenance: rule,
      }),
    );
  }
  const byLine = new Map(Object.entries(growth).map(([line, { value }]) => [line, value]));
  return { prices: { year, deflator: deflator?.series ?? null, growth: byLine }, assumptions };
}

/** An amount as the run charges it; a price year that cannot be converted is refused. `path` leads to the cost. */
export function priced(
  context: Context,
  prices: Prices,
  written: WrittenPrice,
  amount: Amount,
  line: string,
  path: Path,
): PricedAmount {
  const growth = written.real_growth ?? prices.growth.get(line) ?? 0;
  const common = { growth: growth === 0 ? {} : { realGrowth: growth }, terms: termsOf(prices, growth) };
  const from = written.price_year;
  if (from === undefined || from === prices.year)
    return { ...common, pounds: amount.pounds, text: amount.text, interval: written.interval };
  const ratio = ratioFrom(context, prices, from, path);
  const interval = intervalText(written.interval);
  return {
    ...common,
    pounds: amount.pounds * ratio,
    text: `${scaledText(amount, ratio)} (written: ${amount.text}, ${from} prices)`,
    interval: interval === null || !/\d/.test(interval) ? written.interval : `${interval} (${from} prices)`,
  };
}

/** By what an amount in the prices of a year is multiplied. */
function ratioFrom(context: Context, { year, deflator }: Prices, from: string, path: Path): number {
  const at = [...path, 'price_year'];
  if (year === '' || deflator === null) {
    const message = `an amount in ${from} prices needs a baseline with a 'price_year' and, under 'prices', a 'deflator'`;
    refuse(context, at, message, { found: from });
    return 1;
  }
  const index = deflator.get(from);
  if (index === undefined) refuse(context, at, outside(from, deflator), { found: from });
  return (deflator.get(year) ?? 1) / (index ?? 1);
}

function outside(year: string, series: ReadonlyMap<string, number>): string {
  const years = [...series.keys()];
  return `there is no deflator for ${year}: the series has ${years[0]} to ${years.at(-1)}`;
}

/** `540 per week` in other prices: the number to the penny, the rest as written. */
function scaledText({ pounds, text }: Amount, ratio: number): string {
  const number = /\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?/i;
  const scale = (found: string): string => {
    const shown = (Number(found.replaceAll(',', '')) * ratio).toFixed(2);
    return shown.replace(/\.00$/, '');
  };
  return pounds === 0 ? text : text.replace(number, scale);
}

function termsOf({ year }: Prices, growth: number): string {
  const prices = year === '' ? '' : `, ${year} prices`;
  if (growth === 0) return prices;
  const percent = Number((Math.abs(growth) * 100).toPrecision(6));
  return `${prices}, ${growth > 0 ? 'growing' : 'falling'} by ${percent}% a year over and above prices in general`;
}
