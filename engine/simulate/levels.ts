/**
 * Levels that everybody shares: counted anew at boundaries, and constant from one to the next. The lag is part of the
 * model's meaning: what one unit does is felt by the others from the next boundary on.
 */
import type { CompiledLevel } from '../pathway/compiled.js';
import { civilMonths } from '../time/index.js';

export interface Boundary {
  readonly time: number;
  /** The levels counted anew at it. */
  readonly levels: readonly number[];
}

/** Every boundary from the start (where all levels are counted) to the horizon, in order. Times are days since day 0. */
export function boundariesOf(
  levels: readonly CompiledLevel[],
  epoch: number,
  from: number,
  horizon: number,
): Boundary[] {
  const at = new Map<number, number[]>();
  const add = (time: number, level: number): void => {
    if (time >= from && time < horizon) at.set(time, [...(at.get(time) ?? []), level]);
  };
  levels.forEach(({ every }, l) => {
    if (every === 'month') {
      add(from, l);
      for (const day of civilMonths(epoch + from, epoch + horizon)) add(day - epoch, l);
    } else for (let i = 0; from + i * every < horizon; i++) add(from + i * every, l);
  });
  return [...at].sort(([a], [b]) => a - b).map(([time, list]) => ({ time, levels: [...new Set(list)] }));
}

/** Segment that a count comes to at a time, once divided by what is there to share it. */
export function segmentOf(level: CompiledLevel, count: number, time: number): number {
  let by = 1;
  for (let i = 0; i < level.perFrom.length && (i === 0 || time >= level.perFrom[i]!); i++) by = level.perBy[i]!;
  const value = count / by;
  let segment = 0;
  while (segment < level.breaks.length && value >= level.breaks[segment]!) segment++;
  return segment;
}
