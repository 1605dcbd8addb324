/**
 * The luck of what is not known: a standard normal for each named number in each parameter draw. It depends on the seed,
 * the draw and the name alone, so that more draws, or another number that is drawn, change none that were there before.
 */
import { deriveKey, drawBlock, hashName, normalQuantile, seedKey, unitOpen } from '../random/index.js';

/** Tells these keys from those of lives, which have a replication and an area in these places. */
const PURPOSE = hashName('parameter draws');

/** Draw 0 is no draw: every number is as it is given. */
export class DrawLuck {
  private readonly key: Uint32Array;
  private readonly words = new Uint32Array(4);

  /**
   * @param seed the study's seed
   * @param draw a whole number from 0
   */
  constructor(
    seed: string,
    readonly draw: number,
  ) {
    this.key = deriveKey(seedKey(seed), draw, PURPOSE, PURPOSE, PURPOSE);
  }

  /** A standard normal for a name; 0 in draw 0. */
  normal(name: string): number {
    if (this.draw === 0) return 0;
    drawBlock(this.key, hashName(name), 0, 0, 0, this.words);
    return normalQuantile(unitOpen(this.words[0]!, this.words[1]!));
  }
}
