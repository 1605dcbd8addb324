/** The figures by which a study is judged near enough, and the shape of it that would have cost least. */
import { allocate, varianceParts, type Allocation, type Wish } from '../../../engine/index.js';
import { figureIn } from '../figure-columns.js';
import type { PreciseTarget, Series } from '../precision.js';
import type { Part } from './journal.js';
import type { OptionSet } from './options.js';
import type { Tally } from './parts.js';

/** By option, what is judged: the mean of each part. */
export function seriesOf(parts: readonly Part[], set: OptionSet, target: PreciseTarget): readonly Series[] {
  return byPart(parts, set, target).map(({ option, results }) => ({
    option,
    results: Float64Array.from(results, (own) => own.reduce((sum, value) => sum + value, 0) / own.length),
  }));
}

function byPart(parts: readonly Part[], { options }: OptionSet, { columns, isDifference }: PreciseTarget) {
  const of = ({ values }: Part, o: number): number[] => values[o]!.map((row) => figureIn(row, columns));
  return options.slice(isDifference ? 1 : 0).map(({ id }, i) => ({
    option: id,
    results: parts.map((part) => {
      if (!isDifference) return of(part, i);
      const first = of(part, 0);
      return of(part, i + 1).map((value, r) => value - first[r]!);
    }),
  }));
}

/** How draws and replications are best shared out for the means that are hardest; null where the draws do not say. */
export function allocationOf(
  parts: readonly Part[],
  set: OptionSet,
  target: PreciseTarget,
  within: Wish,
  { draws, setUp, replications }: Tally,
): Allocation | null {
  const each = parts[0]?.values[0]?.length ?? 0;
  if (draws === 0 || each < 2 || !(replications > 0)) return null;
  const costs = { draw: setUp / draws, replication: replications / draws / each };
  let most: Allocation | null = null;
  for (const { results } of byPart(parts, set, target)) {
    if (results.some((own) => own.some(Number.isNaN))) continue;
    const { chance, notKnowing, mean } = varianceParts(results);
    if (chance === null || notKnowing === null || ('relative' in within && mean === 0)) continue;
    const own = allocate({ chance: chance.value, notKnowing: notKnowing.value }, costs, within, mean);
    if (own !== null && (most === null || own.cost > most.cost)) most = own;
  }
  return most;
}
