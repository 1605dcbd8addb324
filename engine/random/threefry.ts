/**
 * Threefry-4x32, a counter-based random number generator, for any number of rounds: the plain statement of it.
 *
 * The same key and counter always give the same block of four words, so a draw needs no state, no order and no stream.
 * This version is for keys and for checking; `draw-block.ts` is the same thing unrolled for the hot loop.
 * Exact on every machine: 32-bit addition, rotation and exclusive-or only.
 *
 * Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011),
 * https://doi.org/10.1145/2063384.2063405, and their Random123 library, which publishes known-answer vectors.
 */

/** Makes the fifth key word odd to the other four (Skein 1.3's parity constant, 32-bit form). */
export const KEY_PARITY = 0x1bd11bda;

/** Rotation distances: two for each of eight rounds, then round again. */
const ROTATIONS = new Uint8Array([10, 26, 11, 21, 13, 27, 23, 5, 6, 20, 17, 11, 25, 10, 18, 20]);

/**
 * One block of four random words from a key and a counter.
 *
 * @param rounds how often to mix, a whole number from 0; 20 is the library's default, 13 is what `drawBlock` uses
 * @param k0,k1,k2,k3 the key, four 32-bit words (signed or unsigned)
 * @param c0,c1,c2,c3 the counter, four 32-bit words (signed or unsigned)
 * @param out receives the four words, each in [0, 2^32); at least 4 long
 * @example threefry4x32(20, 0, 0, 0, 0, 0, 0, 0, 0, out); // out: 9c6ca96a e17eae66 fc10ecd4 5256a7d8
 */
export function threefry4x32(
  rounds: number,
  k0: number,
  k1: number,
  k2: number,
  k3: number,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  out: Uint32Array,
): void {
  const key = [k0 | 0, k1 | 0, k2 | 0, k3 | 0, KEY_PARITY ^ k0 ^ k1 ^ k2 ^ k3];
  let x0 = (c0 + key[0]) | 0;
  let x1 = (c1 + key[1]) | 0;
  let x2 = (c2 + key[2]) | 0;
  let x3 = (c3 + key[3]) | 0;
  for (let round = 0; round < rounds; round += 1) {
    const first = ROTATIONS[(round & 7) * 2];
    const second = ROTATIONS[(round & 7) * 2 + 1];
    if ((round & 1) === 0) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << first) | (x1 >>> (32 - first))) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = ((x3 << second) | (x3 >>> (32 - second))) ^ x2;
    } else {
      x0 = (x0 + x3) | 0;
      x3 = ((x3 << first) | (x3 >>> (32 - first))) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = ((x1 << second) | (x1 >>> (32 - second))) ^ x2;
    }
    if ((round & 3) === 3) {
      const injection = (round + 1) >>> 2;
      x0 = (x0 + key[injection % 5]) | 0;
      x1 = (x1 + key[(injection + 1) % 5]) | 0;
      x2 = (x2 + key[(injection + 2) % 5]) | 0;
      x3 = (x3 + key[(injection + 3) % 5] + injection) | 0;
    }
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
