/** A clock that was running before anybody looked: what is left of it is conditional on what has passed. */
import { describe, expect, test } from 'vitest';
import { buildHistory } from '../../engine/study/start-plan.js';
import { equals, fits } from '../support/battery.js';
import { FAMILIES } from '../support/clock-families.js';
import { livesOf, places } from '../support/lives.js';
import { uniformP } from '../support/numerics.js';
import { resolveText } from '../support/pathway-files.js';
import { stay } from '../support/stays.js';

const YEAR = 365.25;

describe('a clock since birth, of those present at the start', () => {
  test.each(FAMILIES)('$family', ({ family, clock, survival }) => {
    const text = stay(`{${clock(YEAR)}, since: birth}`, {
      units: 20_000,
      years: 60,
      arrivals: 'age: {0 to 10: 0.3, 25 to 45: 0.7}',
    });
    const { lives, horizon } = livesOf(text);
    const found = places(lives, 'go', horizon, (life) => {
      const given = survival(-life.birth / YEAR);
      return (time) => survival((time - life.birth) / YEAR) / given;
    });
    expect(found.length).toBeGreaterThan(5000);
    fits(
      { section: 'Clocks', law: 'A clock since birth is conditional on survival to the age at arrival', what: family },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
  });
});

/** The stock that a history of so many days leaves, and the file to go on with. */
function historyOf(text: string, days: number) {
  const scenario = resolveText(text);
  const model = {
    ...scenario.model,
    arrivals: scenario.model.arrivals.map((stream) => ({
      ...stream,
      rates: stream.rates.map((rate) => ({ ...rate, from: -days })),
    })),
  };
  const { stock } = buildHistory({ historyModel: model, historyDays: days, strata: [] }, scenario.startDay);
  const quiet = resolveText(text.replace(/at_start: \d+/, 'at_start: 0').replace(/rate: [\d.]+/, 'rate: 0'));
  return { stock, quiet };
}

describe('a starting stock', () => {
  test.each(FAMILIES)('of people who came at any time: $family', ({ family, clock, survival }) => {
    const text = stay(`{${clock(1)}, since: entry}`, { years: 20 }).replace(
      'rate: 0 per day, at_start: 1000',
      'rate: 100 per day',
    );
    const { stock, quiet } = historyOf(text, 300);
    const { lives, horizon } = livesOf(quiet, { stock });
    equals(
      { section: 'Clocks', law: 'A starting stock goes on by the truncated law', what: `${family}: units taken up` },
      lives.length,
      stock.count,
      0,
    );
    const found = places(lives, 'go', horizon, ({ entries }) => {
      const given = survival(-entries[0]!);
      return (time) => survival(time - entries[0]!) / given;
    });
    expect(found.length).toBeGreaterThan(3000);
    fits(
      { section: 'Clocks', law: 'A starting stock goes on by the truncated law', what: family },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
  });

  test('keeps its frailties: those who are left are the less frail', () => {
    const variance = 0.8;
    const text = stay('{weibull: {shape: 1.5, scale: 100 days}, since: entry}', {
      units: 60_000,
      years: 40,
      file: `frailties: {frail: {gamma: {variance: ${variance}}}}`,
      more: 'frailty: {frail: 1}',
    });
    const { stock, quiet } = historyOf(text, 120);
    const { lives, horizon } = livesOf(quiet, { stock });
    const H = (t: number): number => (t / 100) ** 1.5;
    const left = (t: number): number => ((1 + variance * H(120)) / (1 + variance * H(120 + t))) ** (1 / variance);
    const found = places(lives, 'go', horizon, () => left);
    fits(
      { section: 'Clocks', law: 'A starting stock goes on by the truncated law', what: 'Weibull with a gamma frailty' },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
  });
});
