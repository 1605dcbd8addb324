/** The account of a drift: every part adds up in whole children, and what does not is said. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountOf, driftPage, type Drift, type DriftRun, type DriftRuns } from '../../reports/drift/index.js';
import { checkMarkdown } from './markdown-grammar.js';

const DATES = ['2025-03-31', '2026-03-31', '2027-03-31'];
const ORIGINS = [
  { name: 'there', arrives: false },
  { name: 'known', arrives: false },
  { name: 'arrived_since', arrives: true },
];
const REPLICATIONS = 4;

/** A run whose totals are the sums of its parts. */
function runOf(parts: readonly (readonly number[])[]): DriftRun {
  const byOrigin = parts.map((values) => Float64Array.from(values));
  return {
    byOrigin,
    totals: byOrigin.map((values) =>
      Float64Array.from(DATES, (_, d) => ORIGINS.reduce((sum, __, o) => sum + values[o * DATES.length + d]!, 0)),
    ),
  };
}

const counts = fc.array(
  fc.array(fc.nat(100_000), { minLength: ORIGINS.length * DATES.length, maxLength: ORIGINS.length * DATES.length }),
  { minLength: REPLICATIONS, maxLength: REPLICATIONS },
);
const runs = (asItIs: DriftRun, unfitted: DriftRun | null, settled: DriftRun): DriftRuns => ({
  dates: DATES,
  origins: ORIGINS,
  asItIs,
  unfitted,
  settled,
  weight: 25,
});

describe('the account of a drift', () => {
  test('adds up to the child, whatever the counts', () => {
    fc.assert(
      fc.property(counts, counts, counts, fc.boolean(), (a, b, c, isLocal) => {
        const account = accountOf(runs(runOf(a), isLocal ? runOf(b) : null, runOf(c)));
        expect(account.remainder).toBe(0);
        DATES.forEach((_, d) => {
          const start = account.origins.reduce((sum, origin) => sum + origin.start[d]!.mean, 0);
          const local = account.multipliers?.[d]?.mean ?? 0;
          expect(start + local).toBeCloseTo(account.difference[d]!.mean, 6);
          const drift = account.origins.reduce((sum, origin) => sum + origin.drift[d]!.mean, 0);
          const multiplied = local - (account.multipliers?.[0]?.mean ?? 0);
          expect(drift + multiplied + account.settledChange[d]!.mean).toBeCloseTo(account.change[d]!.mean, 6);
        });
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test('says by how much parts do not add up, and when arrivals are not the same', () => {
    const parts = Array.from({ length: REPLICATIONS }, (_, r) => [9, 8, 7, 0, 1, 2, 0, 5, r]);
    const whole = runOf(parts);
    expect(accountOf(runs(whole, null, whole))).toMatchObject({ remainder: 0, sameArrivals: true });
    const broken = { ...whole, totals: whole.totals.map((values, r) => (r === 2 ? values.map((n) => n + 3) : values)) };
    expect(accountOf(runs(broken, null, whole)).remainder).toBe(3);
    const other = runOf(parts.map((values, r) => (r === 1 ? [...values.slice(0, 8), 40] : values)));
    expect(accountOf(runs(whole, null, other))).toMatchObject({ remainder: 0, sameArrivals: false });
  });

  test('knows a settled start as well as a sample allows', () => {
    const whole = runOf(Array.from({ length: REPLICATIONS }, () => [64, 16, 0, 0, 0, 0, 0, 5, 9]));
    const { historyError, settledChange } = accountOf(runs(whole, null, whole));
    expect(historyError).toEqual([40, 20, 0]);
    // Of 64 rows' worth 48 have left, then all.
    expect(settledChange.map(({ se }) => se)).toEqual([0, Math.sqrt(25 * 48), 40]);
  });

  test('is of as many replications on every side', () => {
    const whole = runOf([[9, 8, 7, 0, 1, 2, 0, 5, 6]]);
    expect(() => accountOf(runs(whole, null, { totals: [], byOrigin: [] }))).toThrow(RangeError);
  });
});

describe('its page', () => {
  const one = runOf([[90, 80, 70, 0, 10, 20, 0, 5, 1200]]);
  const page = (more: Partial<Drift> = {}): string =>
    driftPage({
      title: 'A | title <b>',
      area: 'Leeds',
      measure: 'Children looked after',
      account: accountOf(runs(one, one, runOf([[70, 60, 50, 0, 10, 20, 0, 5, 1200]]))),
      replications: 1,
      multipliers: { local_entry: 1.25 },
      weight: 25,
      historyYears: 20,
      leftOut: 3,
      isHeld: true,
      isShared: true,
      version: '1.0.0',
      ...more,
    });

  test('is Markdown whatever the title, and has no numbers that are none', () => {
    checkMarkdown(page());
    expect(page()).not.toMatch(/NaN|undefined|not known|\(0\)/);
  });

  test('says what was held, left out and shared, and the multipliers', () => {
    const full = page();
    expect(full).toContain('local_entry 1.250');
    expect(full).toContain('are held as they are on day 0');
    expect(full).toContain('not quite settled');
    const bare = page({ multipliers: {}, leftOut: 0, isHeld: false, isShared: false });
    expect(bare).not.toMatch(/local_entry|held as they|not quite settled|unlimited/);
  });
});
