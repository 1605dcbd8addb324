/**
 * Who is eligible, reached, waiting and turned away, and who gains: what is counted of programmes, and of the outcomes that
 * the ledger names for it, by every breakdown of children (age, and attributes such as sex and need) that it has.
 */
import type { Breakdown, FlowMeasure, LedgerSpec, Measure, StockMeasure } from '../ledger/spec.js';
import type { ProgrammePlan } from './plan.js';
import { inStates, programmeNames } from './stages.js';

/** What a column of the equity table is made of. */
export interface EquityMeasure {
  /** Null for an outcome. */
  readonly programme: string | null;
  /** Name in the table. */
  readonly measure: string;
  /** Measures of the ledger whose cells are read; what is in a group is in one of them. */
  readonly from: readonly string[];
  /** A measure whose count is taken off. */
  readonly less?: string;
  readonly counts: 'children' | 'events' | 'child-days' | 'mean children';
  /** What the ledger must count for it besides. */
  readonly spec: Measure | null;
}

/** Breakdowns of children in any measure of a ledger, by age and by attributes, each name once: those that it wants. */
export function childBreakdowns({ measures, equity }: LedgerSpec): readonly Breakdown[] {
  const found = new Map<string, Breakdown>();
  for (const { by } of measures)
    for (const one of by)
      if ((one.dimension.kind === 'age' || one.dimension.kind === 'attribute') && !found.has(one.name))
        found.set(one.name, one);
  return [...found.values()].filter(({ name }) => equity?.by === undefined || equity.by.includes(name));
}

/** What is counted of a programme, by the breakdowns given. */
export function programmeEquity(plan: ProgrammePlan, by: readonly Breakdown[]): readonly EquityMeasure[] {
  const names = programmeNames(plan.id);
  const measureOf = (measure: string): string => `${names.region}:equity:${measure}`;
  const children = new Set(['eligible', 'reached']);
  const flow = (measure: string, on: FlowMeasure['on'], less?: string, splits = by): EquityMeasure => ({
    programme: plan.id,
    measure,
    from: [measureOf(measure)],
    ...(less !== undefined && { less: measureOf(less) }),
    counts: children.has(measure) ? 'children' : 'events',
    spec: { kind: 'flow', name: measureOf(measure), label: measure, on, by: splits },
  });
  const waiting: StockMeasure = {
    kind: 'stock',
    name: measureOf('waiting_days'),
    label: 'waiting_days',
    where: [{ kind: 'state', region: names.region, states: [names.waiting] }],
    by,
  };
  const turnedAway = plan.waiting.kind === 'no waiting' ? 'turned_away' : 'gave_up';
  const gaveUp = plan.waiting.kind !== 'patient';
  return [
    flow('eligible', first(names.everOffered)),
    // Whoever is eligible is offered it at once: only how often, again or not, is news.
    flow('offers', { transitions: [names.offered] }, undefined, []),
    flow('reached', plan.again.kind === 'once' ? { transitions: [names.started] } : first(names.everStarted)),
    flow(
      'declined',
      { enters: [{ kind: 'state', region: names.region, states: [names.declined] }] },
      gaveUp ? turnedAway : undefined,
    ),
    ...(gaveUp ? [flow(turnedAway, { transitions: [names.gaveUp] })] : []),
    { programme: plan.id, measure: 'waiting_days', from: [waiting.name], counts: 'child-days', spec: waiting },
  ];
}

/** The first time that something is counted of a child. */
function first(counter: string): FlowMeasure['on'] {
  return { enters: [{ kind: 'count', counter, atLeast: 1 }] };
}

/** Counters by which the first offer, and the first start where there may be several, are known; and the states that raise them. */
export function equityCounters(plan: ProgrammePlan): ReadonlyMap<string, readonly string[]> {
  const names = programmeNames(plan.id);
  return new Map([
    [names.everOffered, [names.waiting, names.declined]],
    ...(plan.again.kind === 'once' ? [] : [[names.everStarted, inStates(plan)] as const]),
  ]);
}

/** The outcomes that a ledger names, by the breakdowns given: those it has already, and a measure more for the others. */
export function outcomeEquity(ledger: LedgerSpec, by: readonly Breakdown[]): readonly EquityMeasure[] {
  return (ledger.equity?.outcomes ?? []).flatMap((name): EquityMeasure[] => {
    const own = ledger.measures.find((measure) => measure.name === name);
    if (own === undefined || (own.kind !== 'stock' && own.kind !== 'flow')) return [];
    const missing = by.filter((one) => !own.by.some(({ name: has }) => has === one.name));
    const more = missing.length === 0 ? null : { ...own, name: `equity:${name}`, by: missing };
    return [
      {
        programme: null,
        measure: `outcome_${name}`,
        from: more === null ? [name] : [name, more.name],
        counts: own.kind === 'stock' ? 'mean children' : 'events',
        spec: more,
      },
    ];
  });
}
