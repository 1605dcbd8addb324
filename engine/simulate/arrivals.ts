/**
 * When the units of a stream arrive: a unit-rate Poisson process, time-changed by inverting the stream's cumulative rate
 * exactly. The time from one arrival to the next is the luck of the later one, so that no rate moves anybody's identity.
 */
import type { CompiledStream } from '../pathway/compiled.js';
import { drawBlock, hashName, unitExponential } from '../random/index.js';

const ARRIVAL = hashName('arrival');

export class Arrivals {
  /** Number of the next unit, and when it arrives (Infinity for never). */
  unit = -1;
  time: number;
  private piece = 0;
  private readonly words = new Uint32Array(4);

  constructor(
    private readonly stream: CompiledStream,
    readonly key: Uint32Array,
    from: number,
    private readonly horizon: number,
  ) {
    this.time = stream.rateFrom.length === 0 ? Number.POSITIVE_INFINITY : Math.max(from, stream.rateFrom[0]!);
    this.advance();
  }

  /** Goes on to the next unit. */
  advance(): void {
    this.unit++;
    if (this.time === Number.POSITIVE_INFINITY) return;
    const { rateFrom, ratePerDay, isLinear } = this.stream;
    drawBlock(this.key, this.unit, ARRIVAL, 0, 0, this.words);
    let need = unitExponential(this.words[0]!, this.words[1]!);
    for (;;) {
      const isLast = this.piece + 1 >= rateFrom.length;
      const end = isLast ? Number.POSITIVE_INFINITY : rateFrom[this.piece + 1]!;
      const start = ratePerDay[this.piece]!;
      const slope = isLinear && !isLast ? (ratePerDay[this.piece + 1]! - start) / (end - rateFrom[this.piece]!) : 0;
      const rate = slope === 0 ? start : start + slope * (this.time - rateFrom[this.piece]!);
      // What the rest of the piece would bring; the step solves rate x + slope x^2 / 2 = need.
      const here = end > this.time ? (end - this.time) * (rate + 0.5 * slope * (end - this.time)) : 0;
      if (isLast ? rate > 0 : need < here) {
        const step = slope === 0 ? need / rate : (2 * need) / (rate + Math.sqrt(rate * rate + 2 * slope * need));
        if (this.time + step < end) {
          this.time += step;
          break;
        }
      }
      if (isLast || end >= this.horizon) {
        this.time = Number.POSITIVE_INFINITY;
        return;
      }
      if (end > this.time) {
        need = Math.max(0, need - here);
        this.time = end;
      }
      this.piece++;
    }
    if (this.time >= this.horizon) this.time = Number.POSITIVE_INFINITY;
  }
}
