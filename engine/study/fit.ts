/**
 * Fitting a few multipliers to as many published figures, each multiplier answering mainly to its own figure.
 *
 * A secant method in logarithms, one multiplier at a time in parallel, on the same random numbers at every step: the
 * modelled figures are then smooth in the multipliers, and the result is repeatable to the bit.
 */
import { exp, log } from '../random/index.js';

export interface FitTarget {
  readonly parameter: string;
  readonly target: number;
}

export interface FitState {
  readonly multipliers: Readonly<Record<string, number>>;
  /** Past tries of each parameter: log multiplier, log modelled. */
  readonly tries: Readonly<Record<string, readonly { readonly x: number; readonly y: number }[]>>;
}

/** Relative misses below this are no longer worth a step: about the noise of the replications used. */
export const FIT_CLOSE = 0.004;
/** A miss of this many children (or whatever a figure counts) is near enough, however small the figure. */
const ONE_CHILD = 1;
/** Multipliers stay within a factor of this of 1. */
const WIDEST = 20;
const FIRST_ELASTICITY = 0.8;

/** `from`: multipliers to begin with; 1 where none is given. */
export function startFit(targets: readonly FitTarget[], from: Readonly<Record<string, number>> = {}): FitState {
  return {
    multipliers: Object.fromEntries(targets.map(({ parameter }) => [parameter, from[parameter] ?? 1])),
    tries: Object.fromEntries(targets.map(({ parameter }) => [parameter, []])),
  };
}

/**
 * Whether a modelled figure is near enough to the published one: the miss is no more than a share of it, or than one child,
 * whichever is larger. Of 72 children 0.4% is a third of a child, which no count can hold.
 *
 * @param closeTo the share
 */
export function isNearEnough(target: number, modelled: number, closeTo = FIT_CLOSE): boolean {
  return Math.abs(modelled - target) <= Math.max(ONE_CHILD, closeTo * target);
}

/** The next multipliers, given what the last ones modelled; `close` where every figure is so near that no step is worth it. */
export function stepFit(
  state: FitState,
  targets: readonly FitTarget[],
  modelled: Readonly<Record<string, number>>,
  closeTo = FIT_CLOSE,
): { state: FitState; close: boolean } {
  let close = true;
  const multipliers: Record<string, number> = {};
  const tries: Record<string, { x: number; y: number }[]> = {};
  for (const { parameter, target } of targets) {
    const x = log(state.multipliers[parameter]!);
    const found = modelled[parameter]!;
    if (!(target > 0) || !(found > 0)) {
      // Nothing published to aim at, or nothing modelled to move: the multiplier stays.
      multipliers[parameter] = state.multipliers[parameter]!;
      tries[parameter] = [...state.tries[parameter]!];
      if (target > 0) close = false;
      continue;
    }
    const y = log(found);
    const aim = log(target);
    const past = state.tries[parameter]!;
    const last = past[past.length - 1];
    let slope = FIRST_ELASTICITY;
    if (last !== undefined && Math.abs(x - last.x) > 1e-6)
      slope = Math.min(1.5, Math.max(0.25, (y - last.y) / (x - last.x)));
    const miss = aim - y;
    if (Math.abs(miss) > closeTo) close = false;
    const limit = log(WIDEST);
    multipliers[parameter] = exp(Math.min(limit, Math.max(-limit, x + miss / slope)));
    tries[parameter] = [...past, { x, y }];
  }
  return close ? { state, close } : { state: { multipliers, tries }, close };
}
