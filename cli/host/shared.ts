/** Large arrays in shared memory, so that worker threads read one copy. */
import type { Start, Stock, WeightedStratum } from '../../engine/index.js';

type Numbers = Int16Array | Int32Array | Float64Array;

function share<A extends Numbers>(array: A): A {
  const Kind = array.constructor as new (buffer: SharedArrayBuffer) => A;
  const copy = new Kind(new SharedArrayBuffer(array.byteLength));
  copy.set(array as never);
  return copy;
}

/** The same start over shared memory. */
export function shareStart(start: Start): Start {
  return { stock: shareStock(start.stock), strata: start.strata.map(shareStratum) };
}

function shareStock(stock: Stock): Stock {
  return {
    ...stock,
    states: share(stock.states),
    entries: share(stock.entries),
    momentTimes: share(stock.momentTimes),
    levels: share(stock.levels),
    counts: share(stock.counts),
    births: share(stock.births),
  };
}

function shareStratum(stratum: WeightedStratum): WeightedStratum {
  return { ...stratum, rows: share(stratum.rows), weights: share(stratum.weights) };
}
