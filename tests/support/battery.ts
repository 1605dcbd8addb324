/**
 * The battery: every closed form and law the engine is held to, with its result, gathered as the science tests run and
 * set out in docs/correctness.md.
 *
 * False alarms are controlled over the whole battery. A right engine fails any of at most 1,000 statistical comparisons
 * with a chance below 1%, were the seeds drawn anew: each is allowed 1 in 100,000, which for a z-score is 4.417 standard
 * errors. Seeds are fixed, so what passes once passes always.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect } from 'vitest';
import type { Estimate } from './estimates.js';

export const MOST_COMPARISONS = 1000;
/** Chance of a false alarm in one comparison. */
export const EACH = 1e-5;
/** Standard errors that a two-sided comparison is allowed: the normal quantile of 1 - EACH / 2. */
export const ALLOWED = 4.417;

/** Where the rows of a run are kept until it ends. */
export const ROWS = fileURLToPath(new URL('../../dist/science/', import.meta.url));

/** What is claimed: the heading it stands under, the law, and which figure of it. */
export interface Claim {
  readonly section: string;
  readonly law: string;
  readonly what: string;
}

export interface Row extends Claim {
  /** What it was compared with, as text: a number, or words. */
  readonly exact: string;
  readonly found: string;
  /** z-score, or what else says how near it is. */
  readonly verdict: string;
  /** Whether it is one of the comparisons that chance could fail. */
  readonly isStatistical: boolean;
}

function note(row: Row): void {
  mkdirSync(ROWS, { recursive: true });
  appendFileSync(`${ROWS}rows-${process.pid}.jsonl`, `${JSON.stringify(row)}\n`);
}

const figure = (value: number): string => String(Number(value.toPrecision(6)));

/**
 * Claims that an estimate agrees with an exact value, and that it is precise enough for that to mean something: its
 * standard error is below `precision` (1% if not said) of the value.
 */
export function agrees(claim: Claim, found: Estimate, exact: number, precision = 0.01): void {
  const z = (found.mean - exact) / found.se;
  note({
    ...claim,
    exact: figure(exact),
    found: `${figure(found.mean)} (se ${Number(found.se.toPrecision(2))})`,
    verdict: `z = ${z.toFixed(2)}`,
    isStatistical: true,
  });
  const words = `${claim.law}, ${claim.what}: ${found.mean} (standard error ${found.se}) against ${exact}: z = ${z.toFixed(2)}`;
  expect(Math.abs(z), words).toBeLessThan(ALLOWED);
  expect(found.se, `${words}: too imprecise`).toBeLessThan(precision * Math.abs(exact));
}

/** Claims that a p-value of a test of fit is not one that chance gives once in 100,000. */
export function fits(claim: Claim, test: string, p: number): void {
  note({ ...claim, exact: test, found: `p = ${Number(p.toPrecision(3))}`, verdict: 'fits', isStatistical: true });
  expect(p, `${claim.law}, ${claim.what}: ${test}`).toBeGreaterThan(EACH);
}

/** Claims that two numbers are the same to within a relative error that has nothing to do with chance. */
export function equals(claim: Claim, found: number, exact: number, relative = 1e-9): void {
  const error = found === exact ? 0 : Math.abs(found - exact) / Math.max(Math.abs(exact), Number.MIN_VALUE);
  note({
    ...claim,
    exact: figure(exact),
    found: figure(found),
    verdict: `relative error ${error.toExponential(0)}`,
    isStatistical: false,
  });
  expect(error, `${claim.law}, ${claim.what}: ${found} against ${exact}`).toBeLessThanOrEqual(relative);
}

/** Notes a law that held exactly, in every one of so many cases: the test that calls this has checked them. */
export function held(claim: Claim, cases: string): void {
  note({ ...claim, exact: 'exactly', found: cases, verdict: 'holds', isStatistical: false });
}

/** Notes each test of a file as a law that held, where it did. */
export function noteLaws(section: string, cases: string): void {
  afterEach(({ task }) => {
    if ((task.result?.errors ?? []).length > 0) return;
    held({ section, law: task.suite?.name ?? '', what: task.name }, cases);
  });
}
