/**
 * Hazards as a user's file states them: how fast something happens as time passes since a clock was started.
 *
 * Times are in days, rates in events per day. A hazard is used only through its cumulative form H (0 at the start, never
 * falling): the event comes when H has used up a unit-exponential threshold. (A schedule, `recurring`, is no hazard.)
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
  | { readonly family: 'empirical'; readonly times: readonly number[]; readonly cumulative: readonly number[] }
  /** The rate is `rate` at the start and changes by the factor exp(slope) a day. With a slope below 0 it may never happen. */
  | { readonly family: 'gompertz'; readonly rate: number; readonly slope: number }
  /** The odds of having happened are (t / scale)^shape: half of all times are below `scale`. */
  | { readonly family: 'loglogistic'; readonly shape: number; readonly scale: number }
  /** Mean shape times scale; `shape` from 1e-4 to 1e12. */
  | { readonly family: 'gamma'; readonly shape: number; readonly scale: number }
  /**
   * Prentice's: log t = mu + sigma w, where exp(Q w) / Q^2 is gamma with shape 1 / Q^2 (Q = 0: w is standard normal).
   * `mu` is the log of days, from -600 to 600; Q from -100 to 100.
   */
  | { readonly family: 'generalised_gamma'; readonly mu: number; readonly sigma: number; readonly Q: number }
  | PhaseTypeSpec
  | MixtureSpec
  /** Not a hazard but a schedule: at each of `times` (ascending), then every `every` days after the last (or after 0). */
  | { readonly family: 'recurring'; readonly times: readonly number[]; readonly every: number | null };

/**
 * The time to leave a chain of up to 12 phases: `start[i]` is the chance of starting in phase i (adding up to 1),
 * `rates[i][j]` the rate from phase i to phase j (0 where i = j), `exit[i]` the rate at which phase i ends in the event.
 */
export interface PhaseTypeSpec {
  readonly family: 'phase_type';
  readonly start: readonly number[];
  readonly rates: readonly (readonly number[])[];
  readonly exit: readonly number[];
}

/** One of several hazards, by chance; the weights add up to 1. Neither `fixed` nor `recurring` may be a part. */
export interface MixtureSpec {
  readonly family: 'mixture';
  readonly parts: readonly { readonly weight: number; readonly hazard: HazardSpec | 'never' }[];
}

/** The number that stands for each family in packed tables. */
export const HazardKind = {
  exponential: 0,
  piecewise: 1,
  weibull: 2,
  lognormal: 3,
  fixed: 4,
  empirical: 5,
  gompertz: 6,
  loglogistic: 7,
  gamma: 8,
  generalised_gamma: 9,
  phase_type: 10,
  mixture: 11,
  recurring: 12,
} as const;

/** Where a packed hazard is: its family's number and its first place in the table. */
export interface PackedHazard {
  readonly kind: number;
  readonly offset: number;
}
