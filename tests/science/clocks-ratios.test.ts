/** Time ratios: a clock whose own time passes more slowly, for all of a stay or part of it. */
import { describe, test } from 'vitest';
import { fits } from '../support/battery.js';
import { FAMILIES } from '../support/clock-families.js';
import { livesOf, places } from '../support/lives.js';
import { uniformP } from '../support/numerics.js';
import { stay } from '../support/stays.js';

const SECTION = 'Clocks';
const UNITS = 20_000;

describe('a time ratio', () => {
  test.each(FAMILIES)('of each kind of unit stretches its law: $family', ({ family, clock, survival }) => {
    const { lives, horizon } = livesOf(
      stay(`{${clock(1)}, since: entry}`, {
        units: UNITS,
        file: 'attributes: {kind: [plain, slow, fast]}',
        arrivals: 'attributes: {kind: {plain: 0.4, slow: 0.3, fast: rest}}',
        more: 'stretch: {by: kind, values: {slow: 2.5, fast: 0.4}}',
      }),
    );
    const ratio: Record<string, number> = { plain: 1, slow: 2.5, fast: 0.4 };
    const found = places(
      lives,
      'go',
      horizon,
      ({ attributes }) =>
        (t) =>
          survival(t / ratio[attributes['kind']!]!),
    );
    fits(
      { section: SECTION, law: 'A time ratio r makes survival S(t / r)', what: family },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
  });

  test.each(FAMILIES)('that changes in the middle of a stay: $family', ({ family, clock, survival }) => {
    const { lives, horizon } = livesOf(
      stay(`{${clock(1)}, since: entry}`, {
        units: UNITS,
        more: 'stretch: {by: time, from: {0 days: 0.5, 20 days: 3, 65 days: 0.8}}',
      }),
    );
    const own = (t: number): number =>
      Math.min(t, 20) / 0.5 + (Math.min(Math.max(t, 20), 65) - 20) / 3 + Math.max(0, t - 65) / 0.8;
    const found = places(lives, 'go', horizon, () => (t) => survival(own(t)));
    fits(
      {
        section: SECTION,
        law: 'A time ratio that changes: own time passes at 1 / ratio, piece by piece',
        what: family,
      },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
  });

  test.each(FAMILIES)('and a multiplier that changes beside it: $family', ({ family, clock, survival }) => {
    const { lives, horizon } = livesOf(
      stay(`{${clock(1)}, since: entry}`, {
        units: UNITS,
        more: 'scale: 0.8, stretch: {by: time, from: {0 days: 1, 30 days: 2}}, multiply: {by: time, from: {0 days: 1, 45 days: 2.5}}',
      }),
    );
    const own = (t: number): number => Math.min(t, 30) + Math.max(0, t - 30) / 2;
    // Survival is the product of what is survived before and after the multiplier changes.
    const law = (t: number): number => {
      const before = survival(own(Math.min(t, 45))) ** 0.8;
      return t <= 45 ? before : before * (survival(own(t)) / survival(own(45))) ** 2;
    };
    const found = places(lives, 'go', horizon, () => law);
    fits(
      { section: SECTION, law: 'A time ratio and a multiplier, each changing on its own day', what: family },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
  });

  test('of a clock since birth stretches the whole age so far', () => {
    const { lives, horizon } = livesOf(
      stay('{weibull: {shape: 4, scale: 60 years}, since: birth}', {
        units: UNITS,
        years: 120,
        arrivals: 'age: {20 to 40: 1}',
        more: 'stretch: {by: time, from: {0 days: 1.3, 10 years: 0.7}}',
      }),
    );
    const H = (days: number): number => (days / (60 * 365.25)) ** 4;
    const found = places(lives, 'go', horizon, ({ birth }) => {
      const start = -birth / 1.3;
      const change = 3652.5;
      const own = (t: number): number => start + Math.min(t, change) / 1.3 + Math.max(0, t - change) / 0.7;
      return (t) => Math.exp(H(start) - H(own(t)));
    });
    fits(
      {
        section: SECTION,
        law: 'A time ratio that changes: own time passes at 1 / ratio, piece by piece',
        what: 'Weibull since birth',
      },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
  });
});
