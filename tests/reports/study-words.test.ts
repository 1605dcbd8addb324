/** What the opening of a study says that so few draws and replications cannot tell. */
import { describe, expect, test } from 'vitest';
import type { StudyReport } from '../../reports/study/index.js';
import { opening } from '../../reports/study/written.js';

const said = (draws: number, replications: number): string =>
  opening({
    area: 'Leeds',
    startDate: '2025-04-01',
    endDate: '2030-03-31',
    draws,
    replications,
    seed: 'x',
  } as StudyReport);

describe('the opening of a study', () => {
  test.each([
    [2, 1],
    [19, 100],
  ])('of %i draws says what takes twenty', (draws, replications) => {
    expect(said(draws, replications)).toMatch(/Fewer than 20 draws cannot tell/);
  });

  test.each([
    [0, 39, /Brackets: where 39 simulated futures lie, roughly; 40 or more are needed for 95%\./],
    [3, 4, /where 12 simulated futures lie, roughly/],
    [0, 1, /One future: no intervals/],
  ])('of %i draws and %i replications says what so few futures do not show', (draws, replications, words) => {
    expect(said(draws, replications)).toMatch(words);
  });

  test.each([
    [0, 40],
    [20, 2],
  ])('of %i draws and %i replications has nothing to excuse', (draws, replications) => {
    expect(said(draws, replications)).toMatch(/^Leeds, .*; seed x\.$/);
  });
});
