/**
 * Keys: from the user's seed text to the four words that every draw starts from.
 *
 * A random number is a function of (seed, draw, replication, area, stream) through the key, and of (unit, decision,
 * occurrence, repeat) through the counter.
 *
 * Two traps of `seedrandom` are avoided here. It repeats a short seed round its 256-byte state, so '1', '11' and '111'
 * give one and the same stream; and it keeps only the low byte of each character, so 'Ā' equals NUL. The text is
 * therefore handed over as UTF-8 bytes ended by a NUL, which no seed may contain, so different seeds stay different.
 * (For a numeral this is what seedrandom itself does when given a number.)
 */
import seedrandom from 'seedrandom';
import { threefry4x32 } from './threefry.js';
import { utf8Bytes } from './utf8.js';

const KEY_ROUNDS = 20;

/**
 * The key for a seed text: seedrandom's ARC4 generator seeded by the text alone (no entropy), four 32-bit draws.
 *
 * @param text any text, empty allowed, without NUL characters
 * @returns four words in [0, 2^32); the same for the same text on every machine
 * @throws RangeError if the text contains a NUL character
 * @example seedKey('leeds-2025');
 */
export function seedKey(text: string): Uint32Array {
  if (text.includes('\0')) throw new RangeError('a seed must not contain a NUL character');
  const generator = seedrandom(`${String.fromCharCode(...utf8Bytes(text))}\0`);
  return Uint32Array.of(generator.int32(), generator.int32(), generator.int32(), generator.int32());
}

/**
 * A new key from a key and four numbers: one 20-round Threefry block. Different numbers give unrelated keys.
 *
 * @param key four words; left as it is
 * @param a,b,c,d whole numbers in [0, 2^32), such as draw, replication, area and stream
 * @returns four words in [0, 2^32)
 * @throws RangeError if a number is not whole or is outside the range (a wrapped number would repeat another's luck)
 * @example deriveKey(seedKey('leeds-2025'), draw, replication, hashName(area), hashName('arrivals'));
 */
export function deriveKey(key: Uint32Array, a: number, b: number, c: number, d: number): Uint32Array {
  for (const part of [a, b, c, d]) {
    if (part >>> 0 !== part) throw new RangeError(`a key part must be a whole number from 0 to 2^32 - 1, not ${part}`);
  }
  const derived = new Uint32Array(4);
  threefry4x32(KEY_ROUNDS, key[0], key[1], key[2], key[3], a, b, c, d, derived);
  return derived;
}
