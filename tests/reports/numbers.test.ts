import { describe, expect, it } from 'vitest';
import { MINUS, SHORT_DAYS, months, percent, pounds, thousands, tidy, write, years } from '../../reports/numbers.js';

describe('numbers are written the British way, the same on every machine', () => {
  it('separates thousands with commas', () => {
    expect(thousands(1234567)).toBe('1,234,567');
    expect(thousands(999)).toBe('999');
    expect(thousands(1234.56, 1)).toBe('1,234.6');
  });

  it('uses a true minus sign and never writes minus nought', () => {
    expect(thousands(-1234)).toBe(`${MINUS}1,234`);
    expect(thousands(-0.2)).toBe('0');
    expect(thousands(-0)).toBe('0');
    expect(write({ value: -0, lower: -0.001, upper: 0, unit: 'children' }, true).both).toBe('0 (0 to 0)');
  });

  it('writes an interval with the number, in one style', () => {
    expect(write({ value: 512.3, lower: 480.1, upper: 547, unit: 'children' }).both).toBe('512 (480 to 547)');
    expect(write({ value: 2.44, lower: -7, upper: 12.3, unit: 'children' }, true).both).toBe(
      `+2.4 (${MINUS}7.0 to +12.3)`,
    );
  });

  it('writes large sums in millions and small ones in full', () => {
    expect(pounds(906_240_000)).toBe('£906.2m');
    expect(pounds(640_000)).toBe('£0.64m');
    expect(pounds(1234)).toBe('£1,234');
    expect(write({ value: -50_000, lower: -3e6, upper: 2e6, unit: 'GBP' }, true).both).toBe(
      `£0 (${MINUS}£3.0m to +£2.0m)`.replace('£0 ', `${MINUS}£0.1m `),
    );
  });

  it('writes days as months, or as days where asked', () => {
    expect(months(730.5)).toBe('24.0 months');
    expect(years(730.5)).toBe('2.0 years');
    expect(write({ value: 745, lower: 700, upper: 790, unit: 'days' }).both).toBe('24.5 months (23.0 to 26.0)');
    expect(write({ value: 11, lower: 8, upper: 14, unit: SHORT_DAYS }).both).toBe('11 days (8 to 14)');
  });

  it('says so where there is no number', () => {
    expect(thousands(NaN)).toBe('not known');
    expect(percent(NaN)).toBe('not known');
    expect(write({ value: 3, lower: null, upper: null, unit: 'children' }).both).toBe('3.0');
  });

  it('keeps figures a reader may copy', () => {
    expect(tidy(551.3)).toBe('551.3');
    expect(tidy(0.87)).toBe('0.87');
    expect(tidy(1512)).toBe('1,512');
    expect(percent(0.00602)).toBe('0.6%');
  });
});
