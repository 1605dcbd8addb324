/**
 * Which measures a change of state can touch, found beforehand.
 *
 * When a region moves from one state to another, most measures cannot notice: they ask for states that are neither the
 * old nor the new. For every region and pair of its states the presences and events that can notice stand in a list,
 * so that posting costs what it must and no more. Variables that are not regions have one list each.
 */
import type { Variables } from '../pathway/variables.js';

/** What an item asks of a variable: which values can make it count. An item that does not read it is `null`. */
export interface Reader {
  /** By variable read: 1 for the values with which the item can count. */
  readonly admits: ReadonlyMap<number, Uint8Array>;
  /** By variable read: whether two admitted values can lead to different cells. */
  readonly splits: ReadonlySet<number>;
}

export interface Routes {
  /** Row of a region's pair of states: rowBase[region] + old * states + new; of another variable: rowBase[variable]. */
  readonly rowBase: Int32Array;
  readonly first: Int32Array;
  readonly items: Int32Array;
}

/** Lists the items that a change of each kind can touch. */
export function routesOf(variables: Variables, readers: readonly Reader[]): Routes {
  const regions = variables.regions.length;
  const rowBase = new Int32Array(variables.count);
  const first = [0];
  const items: number[] = [];
  for (let v = 0; v < variables.count; v++) {
    rowBase[v] = first.length - 1;
    const n = variables.sizes[v]!;
    if (v >= regions) {
      readers.forEach((reader, item) => {
        if (reader.admits.has(v)) items.push(item);
      });
      first.push(items.length);
      continue;
    }
    for (let old = 0; old < n; old++)
      for (let now = 0; now < n; now++) {
        readers.forEach((reader, item) => {
          const admits = reader.admits.get(v);
          if (admits === undefined) return;
          const before = admits[old] === 1;
          const after = admits[now] === 1;
          if (before !== after || (before && after && reader.splits.has(v))) items.push(item);
        });
        first.push(items.length);
      }
  }
  return { rowBase, first: Int32Array.from(first), items: Int32Array.from(items) };
}

/**
 * Items a unit may count in at its beginning, by the state of one region that each asks for: the region's states that
 * admit it. Items that ask for no state of any region are listed under the row of `everywhere`.
 */
export function startsOf(
  variables: Variables,
  stateBase: Int32Array,
  readers: readonly Reader[],
): { readonly first: Int32Array; readonly items: Int32Array; readonly everywhere: number } {
  const states = stateBase[variables.regions.length]!;
  const rows: number[][] = Array.from({ length: states + 1 }, () => []);
  readers.forEach((reader, item) => {
    // The region whose admitted states are fewest.
    let chosen = -1;
    let fewest = Number.POSITIVE_INFINITY;
    for (const [v, admits] of reader.admits) {
      if (v >= variables.regions.length) continue;
      const n = admits.reduce((sum, byte) => sum + byte, 0);
      if (n < fewest) {
        fewest = n;
        chosen = v;
      }
    }
    if (chosen < 0) rows[states]!.push(item);
    else
      reader.admits.get(chosen)!.forEach((byte, k) => {
        if (byte === 1) rows[stateBase[chosen]! + k]!.push(item);
      });
  });
  const first = new Int32Array(states + 2);
  rows.forEach((row, i) => (first[i + 1] = first[i]! + row.length));
  return { first, items: Int32Array.from(rows.flat()), everywhere: states };
}
