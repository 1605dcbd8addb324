/** Labels beside what they name, moved apart where they would overlap. */

/** Places moved apart so that none overlaps another and all stay within the height. */
export function apart(wanted: readonly { readonly at: number; readonly half: number }[], height: number): number[] {
  const order = wanted.map((_, i) => i).toSorted((a, b) => (wanted[a]?.at ?? 0) - (wanted[b]?.at ?? 0) || a - b);
  const places = wanted.map(({ at }) => at);
  let floor = 0;
  for (const i of order) {
    const half = (wanted[i]?.half ?? 0) + 4;
    places[i] = Math.max(places[i] ?? 0, floor + half);
    floor = (places[i] ?? 0) + half;
  }
  let ceiling = height;
  for (const i of order.toReversed()) {
    const half = (wanted[i]?.half ?? 0) + 4;
    places[i] = Math.min(places[i] ?? 0, ceiling - half);
    ceiling = (places[i] ?? 0) - half;
  }
  return places;
}
