/** The keyed generator: published vectors, then evenness and independence where a simulation would lean on them. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawBlock, threefry4x32, unit32 } from '../../engine/random/index.js';
import { KOLMOGOROV_LIMIT, NORMAL_LIMIT, correlation, evenness, kolmogorov } from './statistics.js';

/** Random123 1.14.0, tests/kat_vectors: counter, key and result of threefry4x32. */
const ZEROS = [0, 0, 0, 0] as const;
const ONES = [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff] as const;
const PI_COUNTER = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344] as const;
const PI_KEY = [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89] as const;
interface Vector {
  readonly rounds: number;
  readonly counter: readonly [number, number, number, number];
  readonly key: readonly [number, number, number, number];
  readonly words: string;
}
const VECTORS: Vector[] = [
  { rounds: 13, counter: ZEROS, key: ZEROS, words: '531c7e4f 39491ee5 2c855a92 3d6abf9a' },
  { rounds: 13, counter: ONES, key: ONES, words: 'c4189358 1c9cc83a d5881c67 6a0a89e0' },
  { rounds: 13, counter: PI_COUNTER, key: PI_KEY, words: '4aa71d8f 734738c2 431fc6a8 ae6debf1' },
  { rounds: 20, counter: ZEROS, key: ZEROS, words: '9c6ca96a e17eae66 fc10ecd4 5256a7d8' },
  { rounds: 20, counter: ONES, key: ONES, words: '2a881696 57012287 f6c7446e a16a6732' },
  { rounds: 20, counter: PI_COUNTER, key: PI_KEY, words: '59cd1dbb b8879579 86b5d00c ac8b6d84' },
  { rounds: 72, counter: ZEROS, key: ZEROS, words: '93171da6 9220326d b392b7b1 ff58a002' },
  { rounds: 72, counter: ONES, key: ONES, words: '60743f3d 9961e684 aab21c34 8c65fb7d' },
  { rounds: 72, counter: PI_COUNTER, key: PI_KEY, words: '09930adf 7f27bd55 9ed68ce1 97f803f6' },
];

const out = new Uint32Array(4);
const hex = (): string => [...out].map((word) => word.toString(16).padStart(8, '0')).join(' ');

describe('known answers', () => {
  test.each(VECTORS)(
    'Threefry with $rounds rounds gives the published words $words',
    ({ rounds, counter, key, words }) => {
      threefry4x32(rounds, ...key, ...counter, out);
      expect(hex()).toBe(words);
    },
  );

  test.each(VECTORS.filter(({ rounds }) => rounds === 13))(
    'the unrolled thirteen-round block gives the published words $words',
    ({ counter, key, words }) => {
      drawBlock(Uint32Array.from(key), ...counter, out);
      expect(hex()).toBe(words);
    },
  );

  test('the unrolled block equals the plain one for any key and counter, signed or unsigned', () => {
    const word = fc.oneof(fc.integer(), fc.nat({ max: 0xffffffff }));
    const four = fc.tuple(word, word, word, word);
    fc.assert(
      fc.property(four, four, (key, counter) => {
        const plain = new Uint32Array(4);
        threefry4x32(13, ...key, ...counter, plain);
        drawBlock(Uint32Array.from(key), ...counter, out);
        expect([...out]).toEqual([...plain]);
      }),
    );
  });
});

describe('draws of neighbours', () => {
  const BLOCKS = 1 << 16;
  const key = Uint32Array.of(1, 2, 3, 4);
  const lane = (
    blockKey: Uint32Array,
    place: number,
    of: (i: number) => [number, number, number, number],
  ): Float64Array => {
    const sample = new Float64Array(BLOCKS);
    for (let i = 0; i < BLOCKS; i += 1) {
      drawBlock(blockKey, ...of(i), out);
      sample[i] = unit32(out[place] as number);
    }
    return sample;
  };
  const byChild = (i: number): [number, number, number, number] => [i, 0, 7, 0];

  test.each([0, 1, 2, 3])('lane %i is uniform over consecutive children', (place) => {
    expect(kolmogorov(lane(key, place, byChild))).toBeLessThan(KOLMOGOROV_LIMIT);
  });

  test.each([0, 8, 16, 24])('the byte at bit %i of every lane is even over consecutive occurrences', (shift) => {
    for (const place of [0, 1, 2, 3]) {
      const counts = new Float64Array(256);
      for (let i = 0; i < BLOCKS; i += 1) {
        drawBlock(key, 12, 0, 7, i, out);
        const cell = ((out[place] as number) >>> shift) & 255;
        counts[cell] = (counts[cell] as number) + 1;
      }
      expect(Math.abs(evenness(counts))).toBeLessThan(NORMAL_LIMIT);
    }
  });

  test('the four lanes of a block are uncorrelated', () => {
    const lanes = [0, 1, 2, 3].map((place) => lane(key, place, byChild));
    for (let a = 0; a < 4; a += 1) {
      for (let b = 0; b < a; b += 1) {
        expect(Math.abs(correlation(lanes[a] as Float64Array, lanes[b] as Float64Array))).toBeLessThan(NORMAL_LIMIT);
      }
    }
  });

  test('the next child, member, decision or occurrence is uncorrelated with this one', () => {
    const here = lane(key, 0, (i) => [i, i, i, i]);
    for (let place = 0; place < 4; place += 1) {
      const next = lane(
        key,
        0,
        (i) => [0, 1, 2, 3].map((p) => (p === place ? i + 1 : i)) as [number, number, number, number],
      );
      expect(Math.abs(correlation(here, next))).toBeLessThan(NORMAL_LIMIT);
    }
  });

  test('the next key is uncorrelated with this one', () => {
    const here = lane(key, 0, byChild);
    for (let place = 0; place < 4; place += 1) {
      const other = key.map((word, p) => (p === place ? word + 1 : word));
      expect(Math.abs(correlation(here, lane(other, 0, byChild)))).toBeLessThan(NORMAL_LIMIT);
    }
  });

  test('changing any one bit of key or counter changes half of the 128 bits drawn', () => {
    const flipped = new Uint32Array(4);
    for (let bit = 0; bit < 256; bit += 1) {
      let changed = 0;
      for (let i = 0; i < 64; i += 1) {
        const input = Uint32Array.of(11, 22, 33, 44, i, 5, 6, 7);
        drawBlock(input.subarray(0, 4), i, 5, 6, 7, out);
        input[bit >> 5] = (input[bit >> 5] as number) ^ (1 << (bit & 31));
        drawBlock(input, ...([...input.subarray(4)] as [number, number, number, number]), flipped);
        for (let place = 0; place < 4; place += 1) {
          let difference = (out[place] as number) ^ (flipped[place] as number);
          for (; difference !== 0; difference &= difference - 1) changed += 1;
        }
      }
      // 64 * 128 fair coins: mean 4096, standard deviation 45.25; 256 bits tried
      expect(Math.abs(changed - 4096)).toBeLessThan(6 * 45.25);
    }
  });
});
