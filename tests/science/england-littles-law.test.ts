/**
 * Little's law on England's pathway: once settled, the mean number looked after is the flow through care times the mean
 * time in care. Nothing in the model is told so: stock, flow and time are posted apart.
 */
import { describe, expect, test } from 'vitest';
import { prepare, Runs } from '../acceptance/england.js';
import { estimateOf } from '../support/estimates.js';

/** The first of these years are let pass: nobody is in the model for longer than from before birth to 18. */
const YEARS = 140;
const SETTLED = 40;
const REPLICATIONS = 6;

const SCENARIO = `scenario: settled
title: A small authority for a long time
baseline: england-2025
area: Middlesbrough
years: ${YEARS}
seed: little
`;

describe('over a hundred settled years', () => {
  const cases = [
    ['looked after', 'looked_after', 'ceased_looked_after', 'started_looked_after', 'length_of_care_ended'],
  ] as const;

  test.each(cases)('children %s: stock = flow x time', (_, stock, exits, entries, time) => {
    const runs = new Runs(prepare(SCENARIO), REPLICATIONS);
    const { years } = runs.study.layout;
    const gaps: number[] = [];
    const stocks: number[] = [];
    const flows: number[] = [];
    runs.replicates.forEach((__, k) => {
      const settled = (values: readonly number[]): number[] => values.slice(SETTLED);
      const monthEnds = runs.series(k, 0, stock, 'day').slice(SETTLED * 12);
      // Trapezium over month ends: half of the first and of the last.
      const inside = monthEnds.reduce((sum, n) => sum + n, 0) - (monthEnds[0]! + monthEnds.at(-1)!) / 2;
      const mean = inside / (monthEnds.length - 1);
      const n = settled(runs.series(k, 0, `${time}_n`, 'financial year'));
      const days = settled(runs.series(k, 0, time, 'financial year'));
      const ended = n.reduce((sum, count) => sum + count, 0);
      const spent = n.reduce((sum, count, year) => sum + (count === 0 ? 0 : count * days[year]!), 0);
      expect(ended).toBe(settled(runs.series(k, 0, exits, 'financial year')).reduce((sum, count) => sum + count, 0));
      const started = settled(runs.series(k, 0, entries, 'financial year')).reduce((sum, count) => sum + count, 0);
      // What came in is what went out, to within the change in the stock.
      expect(started - ended).toBe(monthEnds.at(-1)! - monthEnds[0]!);
      const perDay = ended / ((YEARS - SETTLED) * 365.25);
      stocks.push(mean);
      flows.push(perDay);
      gaps.push(mean - perDay * (spent / ended));
    });
    expect(years).toHaveLength(YEARS);
    const gap = estimateOf(gaps);
    const level = estimateOf(stocks);
    const words = `stock ${level.mean}, flow ${estimateOf(flows).mean} a day, gap ${gap.mean} (standard error ${gap.se})`;
    expect(Math.abs(gap.mean / gap.se), words).toBeLessThan(4);
    expect(gap.se, `${words}: too imprecise`).toBeLessThan(0.01 * level.mean);
  });
});
