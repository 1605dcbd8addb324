/**
 * Numbers for names: a decision's place in the random counter is a hash of its stable name, never its position in a
 * file, so adding, removing or reordering anything moves nobody else's luck.
 *
 * MurmurHash3 x86_32 with seed 0 over the UTF-8 bytes: exact 32-bit arithmetic, published test values.
 * Two names may share a hash (1 in 4.3 billion a pair), hence `assertDistinctNames` at compile time.
 *
 * Source: Austin Appleby, MurmurHash3 (public domain), https://github.com/aappleby/smhasher.
 */
import { utf8Bytes } from './utf8.js';

/**
 * The number that stands for a name in a random counter.
 *
 * @param name any text
 * @returns a whole number in [0, 2^32), well mixed
 * @example hashName('test'); // 0xba6bd213
 */
export function hashName(name: string): number {
  const bytes = utf8Bytes(name);
  const length = bytes.length;
  const body = length - (length & 3);
  let hash = 0;
  for (let i = 0; i < body; i += 4) {
    hash ^= mixed(bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24));
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  if (body < length) {
    let rest = 0;
    for (let i = length - 1; i >= body; i -= 1) rest = (rest << 8) | bytes[i];
    hash ^= mixed(rest);
  }
  hash ^= length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function mixed(word: number): number {
  const product = Math.imul(word, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}

/**
 * Refuses two different names with the same hash, which would share their luck. The same name twice is no fault.
 *
 * @param names every name that may stand in one counter word
 * @throws RangeError naming both, if two different names collide
 * @example assertDistinctNames(['referral', 'assessment', 'care entry']);
 */
export function assertDistinctNames(names: readonly string[]): void {
  const seen = new Map<number, string>();
  for (const name of names) {
    const hash = hashName(name);
    const other = seen.get(hash);
    if (other !== undefined && other !== name) {
      throw new RangeError(`the names '${other}' and '${name}' have the same hash and would share luck; rename one`);
    }
    seen.set(hash, name);
  }
}
