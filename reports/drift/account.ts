/**
 * The account of a drift: a stock told apart by where its children come from, beside the same system settled, and every
 * part of the difference. Sums are of whole children, replication by replication, so nothing is left over by rounding.
 */

/** One run: for each replication, the stock on each date, and the same by origin (origin by origin, date by date). */
export interface DriftRun {
  readonly totals: readonly Float64Array[];
  readonly byOrigin: readonly Float64Array[];
}

export interface DriftRuns {
  /** The days at whose end the stock is counted; the first is the day before the run. */
  readonly dates: readonly string[];
  /** Levels of the attribute, and whether each is of those who come after day 0. */
  readonly origins: readonly { readonly name: string; readonly arrives: boolean }[];
  readonly asItIs: DriftRun;
  /** The same start without local multipliers; null where there are none. */
  readonly unfitted: DriftRun | null;
  /** From the stock that a history of the unfitted system leaves. */
  readonly settled: DriftRun;
  /** How many children one child of the settled system's history stands for. */
  readonly weight: number;
}

/** A mean over replications and its standard error (NaN where there is one replication). */
export interface Estimate {
  readonly mean: number;
  readonly se: number;
}

/** One estimate for each date. */
export type Series = readonly Estimate[];

export interface OriginAccount {
  readonly name: string;
  readonly arrives: boolean;
  readonly stock: Series;
  readonly settled: Series;
  /** What the start brings over and above the settled one; the errors are of luck after day 0. */
  readonly start: Series;
  /** The same less what it was on day 0. */
  readonly drift: Series;
}

export interface DriftAccount {
  readonly dates: readonly string[];
  /** Those that anybody ever came from. */
  readonly origins: readonly OriginAccount[];
  readonly stock: Series;
  readonly settled: Series;
  /** Stock less settled. */
  readonly difference: Series;
  /** What local multipliers bring; null where there are none. */
  readonly multipliers: Series | null;
  /** Change of the stock since day 0. */
  readonly change: Series;
  /** Change of the settled system; its error is of luck and of the sample that its past is. */
  readonly settledChange: Series;
  /** Largest of all replications and dates, in children: parts that do not add up to what they are parts of. */
  readonly remainder: number;
  /** Whether those who arrive are the same children, counted at the same dates, from either start. */
  readonly sameArrivals: boolean;
  /** By how much the settled system may be off, because its past is a sample: at most so many (a standard error). */
  readonly historyError: readonly number[];
}

/** @throws RangeError where runs have different numbers of replications */
export function accountOf(runs: DriftRuns): DriftAccount {
  const { dates, origins, asItIs, settled, weight } = runs;
  const unfitted = runs.unfitted ?? asItIs;
  const n = asItIs.totals.length;
  if (unfitted.totals.length !== n || settled.totals.length !== n)
    throw new RangeError('the runs of a drift have as many replications each');
  const series = (of: (replication: number, date: number) => number): Series =>
    dates.map((_, d) => estimateOf(Array.from({ length: n }, (__, r) => of(r, d))));
  const total = ({ totals }: DriftRun, r: number, d: number): number => totals[r]![d]!;
  const part = ({ byOrigin }: DriftRun, o: number, r: number, d: number): number => byOrigin[r]![o * dates.length + d]!;
  const start = (o: number, r: number, d: number): number => part(unfitted, o, r, d) - part(settled, o, r, d);
  const local = (r: number, d: number): number => total(asItIs, r, d) - total(unfitted, r, d);

  let remainder = 0;
  let sameArrivals = true;
  for (let r = 0; r < n; r++)
    for (let d = 0; d < dates.length; d++) {
      for (const run of [asItIs, unfitted, settled]) {
        const sum = origins.reduce((all, _, o) => all + part(run, o, r, d), 0);
        remainder = Math.max(remainder, Math.abs(total(run, r, d) - sum));
      }
      const explained = origins.reduce((all, _, o) => all + start(o, r, d), local(r, d));
      remainder = Math.max(remainder, Math.abs(total(asItIs, r, d) - total(settled, r, d) - explained));
      origins.forEach(({ arrives }, o) => {
        if (arrives && start(o, r, d) !== 0) sameArrivals = false;
      });
    }

  const accounts = origins.map(({ name, arrives }, o): OriginAccount => ({
    name,
    arrives,
    stock: series((r, d) => part(asItIs, o, r, d)),
    settled: series((r, d) => part(settled, o, r, d)),
    start: series((r, d) => start(o, r, d)),
    drift: series((r, d) => start(o, r, d) - start(o, r, 0)),
  }));
  // By rows again: whoever was there may have left, and whoever was not may have come.
  const moved = (d: number): number =>
    accounts.reduce((all, { arrives, settled: of }) => all + (arrives ? 0 : Math.abs(of[d]!.mean - of[0]!.mean)), 0);
  const fromDay0 = origins.flatMap(({ arrives }, o) => (arrives ? [] : [o]));
  return {
    dates,
    origins: accounts.filter(({ stock, settled: other }) => [...stock, ...other].some(({ mean }) => mean !== 0)),
    stock: series((r, d) => total(asItIs, r, d)),
    settled: series((r, d) => total(settled, r, d)),
    difference: series((r, d) => total(asItIs, r, d) - total(settled, r, d)),
    multipliers: runs.unfitted === null ? null : series(local),
    change: series((r, d) => total(asItIs, r, d) - total(asItIs, r, 0)),
    settledChange: series((r, d) => total(settled, r, d) - total(settled, r, 0)).map(({ mean, se }, d) => ({
      mean,
      se: Math.hypot(se, Math.sqrt(weight * moved(d))),
    })),
    remainder,
    sameArrivals,
    // A Poisson number of rows, each of which is still there or not: its variance is at most weight times the number left.
    historyError: series((r, d) => fromDay0.reduce((all, o) => all + part(settled, o, r, d), 0)).map(({ mean }) =>
      Math.sqrt(weight * mean),
    ),
  };
}

function estimateOf(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, se: n > 1 ? Math.sqrt(squares / (n - 1) / n) : Number.NaN };
}
