/**
 * The nearest valid word to a misspelt one, for "did you mean".
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours cost one each.
 */

/** Edits between two words; letter case and the choice of '-', '_' or ' ' cost nothing. */
function editDistance(first: string, second: string): number {
  const a = plain(first);
  const b = plain(second);
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The allowed words near enough to be what was meant, nearest first; ties keep the order given. */
export function nearest(found: string, allowed: readonly string[], limit = 1): readonly string[] {
  if (found.length > 80) return [];
  const reach = Math.max(1, Math.floor(plain(found).length * 0.4));
  return allowed
    .map((word, index) => ({ word, index, distance: closeness(found, word) }))
    .filter(({ distance }) => distance <= reach)
    .sort((x, y) => x.distance - y.distance || x.index - y.index)
    .slice(0, limit)
    .map(({ word }) => word);
}

/** A word that begins with what was typed (or the other way round) is nearer than its length says. */
function closeness(found: string, word: string): number {
  const distance = editDistance(found, word);
  const [a, b] = [plain(found), plain(word)];
  const begins = Math.min(a.length, b.length) >= 3 && (b.startsWith(a) || a.startsWith(b));
  return begins ? Math.min(distance, 1) : distance;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]+/g, '_');
}
