/**
 * Where things stand across the page, their ranks and the order within them being settled: near what they are joined to,
 * clear of their neighbours, and within a width. Lines that pass several ranks run straight where they can.
 */

export interface Item {
  /** Its middle. */
  x: number;
  readonly width: number;
  /** A place where a line passes, rather than a box. */
  readonly isWay: boolean;
}

export interface Join {
  readonly a: Item;
  readonly b: Item;
}

const ROUNDS = 60;

/** How far the middles of two neighbours must be apart. */
function apart(left: Item, right: Item): number {
  const gap = left.isWay && right.isWay ? 10 : left.isWay || right.isWay ? 7 : 12;
  return (left.width + right.width) / 2 + gap;
}

/** How wide a rank is at least. */
export function rankWidth(rank: readonly Item[]): number {
  const first = rank[0];
  const last = rank.at(-1);
  if (first === undefined || last === undefined) return 0;
  return rank.slice(1).reduce((sum, item, i) => sum + apart(rank[i]!, item), (first.width + last.width) / 2);
}

/**
 * Moves the items of each rank, which are in order.
 * @param chains items that would best stand exactly below each other
 */
export function spread(
  ranks: readonly (readonly Item[])[],
  joins: readonly Join[],
  chains: readonly (readonly Item[])[],
  within: number,
): void {
  const width = Math.max(within, ...ranks.map(rankWidth));
  const near = new Map<Item, { readonly other: Item; readonly weight: number }[]>();
  for (const { a, b } of joins) {
    const weight = a.isWay && b.isWay ? 12 : a.isWay || b.isWay ? 3 : 1;
    near.set(a, [...(near.get(a) ?? []), { other: b, weight }]);
    near.set(b, [...(near.get(b) ?? []), { other: a, weight }]);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const sweep = round % 2 === 0 ? ranks : ranks.toReversed();
    for (const rank of sweep) settle(rank, near, width);
  }
  for (let round = 0; round < 6; round++) for (const chain of chains) straightenRuns(chain, ranks, width);
}

/** The places nearest to the wanted ones that keep the order and the distances (pool adjacent violators). */
function settle(
  rank: readonly Item[],
  near: ReadonlyMap<Item, readonly { readonly other: Item; readonly weight: number }[]>,
  width: number,
): void {
  const offsets: number[] = [];
  rank.forEach((item, i) => offsets.push(i === 0 ? 0 : offsets[i - 1]! + apart(rank[i - 1]!, item)));
  const pools: { sum: number; weight: number; count: number }[] = [];
  rank.forEach((item, i) => {
    const others = near.get(item) ?? [];
    const weight = others.reduce((sum, other) => sum + other.weight, 0);
    const wanted = weight === 0 ? item.x : others.reduce((sum, { other, weight: w }) => sum + w * other.x, 0) / weight;
    const heavy = weight === 0 ? 0.5 : weight;
    pools.push({ sum: (wanted - offsets[i]!) * heavy, weight: heavy, count: 1 });
    while (pools.length > 1) {
      const [before, last] = [pools.at(-2)!, pools.at(-1)!];
      if (before.sum / before.weight <= last.sum / last.weight) break;
      pools.splice(-2, 2, {
        sum: before.sum + last.sum,
        weight: before.weight + last.weight,
        count: before.count + last.count,
      });
    }
  });
  const low = rank[0]!.width / 2;
  const high = width - rank.at(-1)!.width / 2 - offsets.at(-1)!;
  let i = 0;
  for (const pool of pools) {
    const at = Math.max(low, Math.min(pool.sum / pool.weight, high));
    for (let k = 0; k < pool.count; k++, i++) rank[i]!.x = at + offsets[i]!;
  }
}

/** Straightens a whole chain, or else each half of it. */
function straightenRuns(chain: readonly Item[], ranks: readonly (readonly Item[])[], width: number): void {
  if (chain.length < 2 || straighten(chain, ranks, width)) return;
  const half = Math.ceil(chain.length / 2);
  straightenRuns(chain.slice(0, half), ranks, width);
  straightenRuns(chain.slice(half), ranks, width);
}

/** Puts a chain below each other, if its neighbours leave a place that all of it can take. */
function straighten(chain: readonly Item[], ranks: readonly (readonly Item[])[], width: number): boolean {
  let [low, high] = [-Infinity, Infinity];
  for (const item of chain) {
    const rank = ranks.find((members) => members.includes(item));
    if (rank === undefined) return false;
    const i = rank.indexOf(item);
    const [left, right] = [rank[i - 1], rank[i + 1]];
    low = Math.max(low, left === undefined ? item.width / 2 : left.x + apart(left, item));
    high = Math.min(high, right === undefined ? width - item.width / 2 : right.x - apart(item, right));
  }
  if (low > high) return false;
  const middle = chain.reduce((sum, { x }) => sum + x, 0) / chain.length;
  for (const item of chain) item.x = Math.max(low, Math.min(middle, high));
  return true;
}
