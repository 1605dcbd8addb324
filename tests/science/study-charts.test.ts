import { describe, expect, it } from 'vitest';
import { studyCharts } from '../../reports/study/charts/index.js';
import { allFaults } from '../reports/drawn-charts.js';
import { studyFixture, type StudyChoices } from '../reports/study-fixture.js';

const STUDIES: readonly (readonly [string, StudyChoices])[] = [
  ['two options and chance only', { options: 2, draws: 0 }],
  ['eight options with names of 200 letters', { options: 8, titles: 'long' }],
  ['five options named by markup, a millionth of the size', { titles: 'hostile', scale: 1e-6 }],
  ['eight options a million times the size', { options: 8, scale: 1e6 }],
  ['two options with long names, a thousandth of the size', { options: 2, titles: 'long', scale: 1e-3 }],
];

describe('every chart of a study', () => {
  it.each(STUDIES)(
    'of %s is in the width of a page, every word inside it and apart from every other',
    async (_, choices) => {
      const charts = studyCharts(studyFixture(choices)[0]!);
      expect(charts.length).toBeGreaterThan(10);
      expect(await allFaults(charts)).toEqual([]);
    },
    120_000,
  );
});
