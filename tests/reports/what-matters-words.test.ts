/** How results and their errors are written beside each other. */
import { expect, test } from 'vitest';
import { writer } from '../../reports/what-matters/words.js';

test('an error is written where it can be read, and not where it would be 0', () => {
  const values = [{ value: 2_200_000, mcSe: 1e-10 }];
  const { of } = writer(values, 'GBP');
  expect(of(values[0]!)).toBe('+£2.2m');
  expect(of({ value: 2_200_000, mcSe: 0 })).toBe('+£2.2m');
  expect(of({ value: 2_200_000, mcSe: Number.NaN })).toBe('+£2.2m');
  expect(of({ value: 2_200_000, mcSe: 130_000 })).toBe('+£2.2m ± £0.13m');
  expect(writer([{ value: 12, mcSe: 1 }], 'children').size({ value: 12.34, mcSe: 0.5 })).toBe('12.3 ± 0.5');
});
