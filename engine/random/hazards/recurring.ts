/**
 * A schedule: something that comes at listed times since a clock's zero and then, if it is to go on, at a steady interval.
 *
 * Packed as [count, interval (0 where it does not go on), the times]. Listed times are exact; the k-th after the last is
 * last + k interval, rounded once.
 */

/**
 * The first scheduled time strictly after an age.
 *
 * @param table,offset a packed schedule
 * @param age in days since the clock's zero; may be below 0
 * @returns days since the clock's zero; Infinity if nothing more is scheduled
 * @example nextRecurring(Float64Array.of(1, 182, 28), 0, 28); // 210
 */
export function nextRecurring(table: Float64Array, offset: number, age: number): number {
  const count = table[offset];
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table[offset + 2 + middle] > age) high = middle;
    else low = middle + 1;
  }
  if (low < count) return table[offset + 2 + low];
  const every = table[offset + 1];
  if (!(every > 0) || !(age < Infinity)) return Infinity;
  const last = count > 0 ? table[offset + 1 + count] : 0;
  let k = Math.floor((age - last) / every) + 1;
  if (!(k > 1)) k = 1;
  while (k > 1 && last + (k - 1) * every > age) k -= 1;
  while (last + k * every <= age) {
    if (k + 1 === k || last + (k + 1) * every === last + k * every) return Infinity; // the interval is lost in rounding
    k += 1;
  }
  return last + k * every;
}
