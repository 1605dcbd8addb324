/**
 * Raking (iterative proportional fitting): weights of rows so that weighted totals match several margins at once.
 * Method: Deming and Stephan 1940, Annals of Mathematical Statistics 11(4).
 */

export interface Margin {
  readonly name: string;
  /** The cell of each row, or -1 where a row belongs to none (it then gets weight 0). */
  readonly cells: Int32Array;
  readonly targets: readonly number[];
}

export interface Raked {
  readonly weights: Float64Array;
  /** Largest relative miss of any cell that has rows and a target. */
  readonly miss: number;
  /** Cells with a target but no row to carry it. */
  readonly empty: readonly { readonly margin: string; readonly cell: number; readonly target: number }[];
}

const MOST_ROUNDS = 500;
const CLOSE_ENOUGH = 1e-9;

/** Rakes `count` rows to the margins, each scaled to `total`. */
export function rake(count: number, total: number, margins: readonly Margin[]): Raked {
  const weights = new Float64Array(count).fill(count > 0 ? total / count : 0);
  for (const margin of margins) for (let i = 0; i < count; i++) if (margin.cells[i]! < 0) weights[i] = 0;
  const empty: { margin: string; cell: number; target: number }[] = [];
  const scaled = margins.map((margin) => {
    const rows = new Int32Array(margin.targets.length);
    for (let i = 0; i < count; i++) if (weights[i]! > 0) rows[margin.cells[i]!]!++;
    let reachable = 0;
    margin.targets.forEach((target, cell) => {
      if (rows[cell]! > 0) reachable += target;
      else if (target > 0) empty.push({ margin: margin.name, cell, target });
    });
    return margin.targets.map((target, cell) => (rows[cell]! > 0 && reachable > 0 ? (target * total) / reachable : 0));
  });
  let miss = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS && miss > CLOSE_ENOUGH; round++) {
    miss = 0;
    margins.forEach((margin, m) => {
      const sums = new Float64Array(margin.targets.length);
      for (let i = 0; i < count; i++) if (weights[i]! > 0) sums[margin.cells[i]!]! += weights[i]!;
      const ratios = sums.map((sum, cell) => (sum > 0 ? scaled[m]![cell]! / sum : 1));
      ratios.forEach((ratio, cell) => {
        if (scaled[m]![cell]! > 0) miss = Math.max(miss, Math.abs(ratio - 1));
      });
      for (let i = 0; i < count; i++) if (weights[i]! > 0) weights[i]! *= ratios[margin.cells[i]!]!;
    });
  }
  if (margins.length === 0) miss = 0;
  return { weights, miss, empty };
}

/**
 * Systematic sampling: `count` rows, row i about `weights[i] / sum * count` times, from a start `u` in [0, 1).
 * Rows are taken in their order, so neighbours are sampled evenly.
 */
export function systematicSample(weights: Float64Array, count: number, u: number): Int32Array {
  const rows = new Int32Array(count);
  let sum = 0;
  for (const weight of weights) sum += weight;
  if (!(sum > 0) && count > 0) throw new RangeError('nothing to sample from');
  const step = sum / count;
  let passed = 0;
  let taken = 0;
  for (let i = 0; i < weights.length && taken < count; i++) {
    passed += weights[i]!;
    while (taken < count && (taken + u) * step < passed) rows[taken++] = i;
  }
  // Rounding of the last sum may leave the last one over.
  for (let i = weights.length - 1; taken < count;) {
    while (i > 0 && weights[i] === 0) i--;
    rows[taken++] = i;
  }
  return rows;
}
