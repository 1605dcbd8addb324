/** Keys from seeds, numbers from names: different texts must not share luck. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import seedrandom from 'seedrandom';
import { assertDistinctNames, deriveKey, hashName, seedKey, threefry4x32 } from '../../engine/random/index.js';

describe('seeds', () => {
  test('a seed text gives these very words, on any machine', () => {
    expect([...seedKey('leeds-2025')]).toMatchInlineSnapshot(`
      [
        2388326366,
        1241191882,
        2451096483,
        4157125847,
      ]
    `);
    expect([...seedKey('')]).toMatchInlineSnapshot(`
      [
        994027583,
        3545621062,
        669454676,
        3293825605,
      ]
    `);
  });

  test('a numeral gives the key that seedrandom gives the number', () => {
    const generator = seedrandom(2025 as unknown as string);
    const words = [1, 2, 3, 4].map(() => generator.int32() >>> 0);
    expect([...seedKey('2025')]).toEqual(words);
  });

  test('a seed repeated is another seed (seedrandom alone takes 1, 11 and 111 for one)', () => {
    const keys = ['1', '11', '111', 'a', 'aa', 'abab', 'ab', 'Ā', 'ā', '', 'é', 'e'].map((text) =>
      seedKey(text).join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('different seeds give different keys, the same seed the same key', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((seed) => !seed.includes('\0'));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(seedKey(a).join() === seedKey(b).join()).toBe(a === b);
      }),
      { numRuns: 50 },
    );
  });

  test('a seed with a NUL character is refused', () => {
    expect(() => seedKey('a\0')).toThrow(RangeError);
  });
});

describe('derived keys', () => {
  test('a derived key is one twenty-round Threefry block', () => {
    const words = new Uint32Array(4);
    threefry4x32(20, 9, 8, 7, 6, 1, 2, 3, 0xffffffff, words);
    expect(deriveKey(Uint32Array.of(9, 8, 7, 6), 1, 2, 3, 0xffffffff)).toEqual(words);
  });

  test('draw, replication, area and stream each change the key', () => {
    const key = seedKey('x');
    const keys = [deriveKey(key, 0, 0, 0, 0), deriveKey(key, 1, 0, 0, 0), deriveKey(key, 0, 1, 0, 0)];
    keys.push(deriveKey(key, 0, 0, 1, 0), deriveKey(key, 0, 0, 0, 1), key);
    expect(new Set(keys.map((words) => words.join())).size).toBe(6);
  });

  test.each([-1, 0.5, 2 ** 32, NaN])('%d is refused as a key part', (part) => {
    expect(() => deriveKey(new Uint32Array(4), 0, part, 0, 0)).toThrow(/whole number/);
  });
});

describe('names', () => {
  test.each([
    ['', 0],
    ['0', 0xd271c07f],
    ['te', 0xedb8ee1b],
    ['tes', 0x0bb90e5a],
    ['test', 0xba6bd213],
    ['testy', 0x44af8342],
    ['Hello, world!', 0xc0363e43],
    ['The quick brown fox jumps over the lazy dog', 0x2e4ff723],
  ])('the hash of %j is the published value of MurmurHash3', (name, hash) => {
    expect(hashName(name)).toBe(hash);
  });

  test('a name outside ASCII is hashed as UTF-8, whatever its width', () => {
    // one text of one, two, three and four bytes; a lone surrogate counts as U+FFFD
    expect(new Set(['e', 'é', '€', '😀'].map(hashName)).size).toBe(4);
    expect(hashName('\ud800')).toBe(hashName('\ufffd'));
  });

  test('two names with one hash are refused, and both are named', () => {
    expect(hashName('care 490')).toBe(hashName('care 20555'));
    expect(() => assertDistinctNames(['referral', 'care 490', 'care 20555'])).toThrow(/'care 490' and 'care 20555'/);
  });

  test('the same name twice is no collision', () => {
    expect(() => assertDistinctNames(['referral', 'care 490', 'referral'])).not.toThrow();
  });
});
