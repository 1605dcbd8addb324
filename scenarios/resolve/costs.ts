/** Written costs into what the ledger charges, and the line each adds to the list of assumptions. */
import type { CostItem } from '../../engine/ledger/spec.js';
import type { AssumptionLine } from '../../engine/study/result.js';
import type { Path } from '../load/index.js';
import type { Amount, WrittenCost } from '../schema/index.js';
import { buildCondition } from './condition.js';
import type { Context } from './context.js';
import { amountEnds } from './ends.js';
import { itemPath, known, refuse, refuseKey } from './context.js';
import { Kinds } from './kinds.js';
import { eventCondition } from './measures.js';
import type { Prices } from './prices.js';
import { priced } from './prices.js';
import type { KnownSources } from './provenance.js';
import { assumptionLine, checkProvenance } from './provenance.js';

export interface BuiltCosts {
  readonly items: readonly CostItem[];
  readonly assumptions: readonly AssumptionLine[];
}

/** A local amount that stands in for the one in the file. */
export interface LocalAmount {
  readonly amount: Amount;
  readonly source: string;
}

const TIMINGS = ['while', 'on_transition', 'on_entry', 'on_leaving'] as const;

/** Builds costs; `local` gives amounts, in the prices of the run, that replace the written ones, by name. */
export function buildCosts(
  context: Context,
  written: readonly WrittenCost[],
  sources: KnownSources,
  prices: Prices,
  local: ReadonlyMap<string, LocalAmount> = new Map(),
): BuiltCosts {
  const seen = new Set<string>();
  const kinds = new Kinds(context, sources);
  const built = written.map((cost, index) => {
    const path: Path = ['costs', index];
    if (seen.has(cost.name)) refuse(context, [...path, 'name'], `'${cost.name}' is already the name of a cost`);
    seen.add(cost.name);
    checkProvenance(context, cost, sources, path);
    if (cost.drawn_with !== undefined)
      known(
        context,
        [...path, 'drawn_with'],
        'cost',
        cost.drawn_with,
        written.map(({ name }) => name).filter((name) => name !== cost.name),
      );
    const leader = written.find(({ name }) => name === cost.drawn_with)?.drawn_with;
    if (leader !== undefined && leader !== cost.name)
      refuse(context, [...path, 'drawn_with'], `'${cost.drawn_with}' is itself drawn with '${leader}': name that`, {
        found: cost.drawn_with,
        suggestion: leader,
      });
    else if (leader === cost.name)
      refuse(context, [...path, 'drawn_with'], `'${cost.drawn_with}' is drawn with '${cost.name}': one of them leads`);
    const replaced = local.get(cost.name);
    const amount = replaced?.amount ?? cost.amount;
    const on = buildTiming(context, cost, amount, path);
    const asWritten = priced(context, prices, cost, cost.amount, cost.line, path);
    const { pounds, text } = replaced === undefined ? asWritten : replaced.amount;
    const item: CostItem = {
      name: cost.name,
      line: cost.line,
      payer: cost.payer,
      pence: pounds * 100,
      ...kinds.of(cost.kind, cost.name, cost.label ?? cost.name, [...path, 'kind']),
      ...asWritten.growth,
      on,
    };
    const line = assumptionLine({
      name: `cost: ${cost.name}`,
      label: cost.label ?? cost.name,
      value: text,
      unit: `GBP${asWritten.terms}`,
      ends: replaced === undefined ? amountEnds(cost.amount.text, cost.interval)?.factors : undefined,
      ...(replaced === undefined && cost.drawn_with !== undefined && { drawnWith: `cost: ${cost.drawn_with}` }),
      provenance:
        replaced === undefined ? { ...cost, interval: asWritten.interval } : { source: replaced.source, mark: 'local' },
    });
    return { item, line };
  });
  return {
    items: built.map(({ item }) => item),
    assumptions: [...built.map(({ line }) => line), ...kinds.assumptions],
  };
}

function buildTiming(context: Context, cost: WrittenCost, amount: Amount, path: Path): CostItem['on'] {
  const present = TIMINGS.filter((key) => cost[key] !== undefined);
  const timing = present[0];
  if (timing === undefined || present.length > 1) {
    const found = present.length === 0 ? 'none' : present.join(' and ');
    refuse(context, path, `a cost has exactly one of ${TIMINGS.map((key) => `'${key}'`).join(', ')}, found ${found}`);
    return { while: [] };
  }
  if (timing === 'while') {
    if (!amount.perDay)
      refuse(
        context,
        [...path, 'amount'],
        `a cost 'while' something holds needs a rate, such as '${amount.text} per week'`,
      );
    return { while: buildCondition(context, cost.while ?? {}, [...path, 'while']) };
  }
  if (amount.perDay)
    refuse(context, [...path, 'amount'], `a cost of an event is a plain amount, not a rate: found '${amount.text}'`);
  if (timing === 'on_entry') return { enters: eventCondition(context, cost.on_entry ?? {}, [...path, 'on_entry']) };
  if (timing === 'on_leaving')
    return { leaves: eventCondition(context, cost.on_leaving ?? {}, [...path, 'on_leaving']) };
  const transitions = cost.on_transition ?? [];
  transitions.forEach((name, index) => {
    known(context, itemPath(context, [...path, 'on_transition'], index), 'transition', name, context.words.transitions);
  });
  if (transitions.length === 0) refuseKey(context, [...path, 'on_transition'], 'name at least one transition');
  return { transitions };
}
