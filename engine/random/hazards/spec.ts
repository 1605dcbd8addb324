/**
 * Hazards as a user's file states them: how fast something happens as time passes since a clock was started.
 *
 * Times are in days, rates in events per day. A hazard is used only through its cumulative form H (0 at the start, never
 * falling): the event comes when H has used up a unit-exponential threshold.
 */

/** One base clock of a transition. */
export type HazardSpec =
  /** The same rate for ever: no memory. A rate of 0 means never. */
  | { readonly family: 'exponential'; readonly rate: number }
  /** A rate for each piece; `starts` ascends from 0; the last rate goes on for ever. A rate may be 0. */
  | { readonly family: 'piecewise'; readonly starts: readonly number[]; readonly rates: readonly number[] }
  /** H(t) = (t / scale)^shape: a rate that falls (shape below 1) or rises (above 1) with time. */
  | { readonly family: 'weibull'; readonly shape: number; readonly scale: number }
  /** The log of the time is normal; half of all times are below `median`; `sdlog` is the standard deviation of the log. */
  | { readonly family: 'lognormal'; readonly median: number; readonly sdlog: number }
  /** Exactly at this time, whatever multiplies the hazard. */
  | { readonly family: 'fixed'; readonly at: number }
  /**
   * A distribution function given at points: 0 at time 0, `cumulative[i]` at `times[i]`, straight lines between.
   * Where the last value is below 1 the event may never happen.
   */
  | { readonly family: 'empirical'; readonly times: readonly number[]; readonly cumulative: readonly number[] };

/** The number that stands for each family in packed tables. */
export const HazardKind = {
  exponential: 0,
  piecewise: 1,
  weibull: 2,
  lognormal: 3,
  fixed: 4,
  empirical: 5,
} as const;

/** Where a packed hazard is: its family's number and its first place in the table. */
export interface PackedHazard {
  readonly kind: number;
  readonly offset: number;
}
