/**
 * What an area was fitted and raked to, as it may be shown. Targets of one margin add up to the stock of the first day, which
 * is a row too: a margin is shown whole or not at all.
 */
import type { ResultFrame, TableRow, TargetLine } from '../../../engine/study/result.js';
import { baseMeasure, isSmall, partsOf } from './counts.js';
import { toTen } from './round.js';

/** Groups, by measure, of which some number is kept back: 'all', or the name of a breakdown. */
export type KeptBack = ReadonlyMap<string, ReadonlySet<string>>;

/** @param rows rows as they are shown */
export function keptBackIn(rows: readonly TableRow[]): KeptBack {
  const found = new Map<string, Set<string>>();
  for (const { measure, group, value } of rows) {
    if (!Number.isNaN(value)) continue;
    const own = found.get(baseMeasure(measure)) ?? new Set();
    found.set(baseMeasure(measure), own.add(partsOf(group).breakdown ?? 'all'));
  }
  return found;
}

/** Numbers counted, to the nearest 10 as the rows are; how near they came is told of the numbers so rounded. */
export function roundedTargets(targets: readonly TargetLine[]): TargetLine[] {
  return targets.map((line) => {
    const [target, modelled] = [toTen(line.target), toTen(line.modelled)];
    return { ...line, target, modelled, residual: target === 0 ? null : modelled / target - 1 };
  });
}

/** An authority's targets: without whatever would tell of a number that is small, or kept back in the rows. */
export function openTargets({ targets, measures }: ResultFrame, keptBack: KeptBack): TargetLine[] {
  const gone = new Set<string>();
  for (const line of targets) {
    const { stratum, margin } = placeOf(line);
    if (isSmall(line.target) || isSmall(line.modelled)) gone.add(setOf(line));
    const measure = stratum === null ? fittedMeasure(line, measures) : stockOf(stratum, measures);
    if (measure !== null && keptBack.get(measure)?.has(margin ?? 'all') === true) gone.add(setOf(line));
  }
  return targets.filter((line) => {
    const { stratum } = placeOf(line);
    // Without the whole there are no parts: each margin adds up to it.
    return !gone.has(setOf(line)) && (stratum === null || !gone.has(stratum));
  });
}

/** `start.looked_after.age=under 1` is of the margin `age` of `looked_after`; a fitted flow is of no stock. */
function placeOf({ name }: TargetLine): { readonly stratum: string | null; readonly margin: string | null } {
  const [, stratum, margin] = /^start\.([^.=]+)(?:\.([^=]+)=)?/.exec(name) ?? [];
  return { stratum: stratum ?? null, margin: margin ?? null };
}

/** What goes together: the levels of a margin; the flows of the first year, whose difference is the change of the stock. */
function setOf(line: TargetLine): string {
  const { stratum, margin } = placeOf(line);
  if (stratum === null) return 'fit.';
  return margin === null ? stratum : `${stratum}.${margin}`;
}

/** The measure that counts a stock of the first day: `children_in_need` that of `in_need`. */
function stockOf(stratum: string, measures: ResultFrame['measures']): string {
  const stocks = measures.filter(({ table }) => table === 'stocks').map(({ name }) => name);
  return stocks.includes(stratum) ? stratum : (stocks.find((name) => name.endsWith(`_${stratum}`)) ?? stratum);
}

function fittedMeasure({ label }: TargetLine, measures: ResultFrame['measures']): string | null {
  return measures.find((measure) => label.endsWith(`: ${measure.label}`))?.name ?? null;
}
