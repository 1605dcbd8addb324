/** Which part of a study's results a chart is of: never one of several by guess. */
import { describe, expect, test } from 'vitest';
import { chosenStudies } from '../../cli/host/from-results/chosen.js';
import type { AreaStudy } from '../../reports/study/index.js';
import { studyFixture } from '../reports/study-fixture.js';

const areas = studyFixture({ areas: 2, options: 2, draws: 0 });
const under = (name: string): AreaStudy[] =>
  areas.map((study) => ({ ...study, report: { ...study.report, stanceName: name } }));
const both = [...under('central'), ...under('optimistic')];

const told = (studies: readonly AreaStudy[]): string[] =>
  studies.map(({ report }) => `${report.area} ${report.stanceName}`);

describe('of a study in two areas under two stances', () => {
  test('an area and a stance are one part', () => {
    expect(told(chosenStudies(both, { area: 'Rutland', stance: 'optimistic' }))).toEqual(['Rutland optimistic']);
  });

  test('nothing named is all of it', () => {
    expect(chosenStudies(both, {})).toEqual(both);
  });

  test.each([
    [{ area: 'Rutland' }, /--stance: these results of Rutland are of 2 stances: name one with --stance too/],
    [{ stance: 'central' }, /--area: these results of stance central are of 2 areas: name one with --area too/],
    [{ area: 'York' }, /--area: these results are not of 'York'/],
    [{ area: 'Rutland', stance: 'cautious' }, /--stance: these results are not under 'cautious'/],
  ])('%o is refused, with what to name', (asked, message) => {
    expect(() => chosenStudies(both, asked)).toThrow(message);
  });
});

test('of a study under one stance an area is enough, and its stance may be named', () => {
  expect(chosenStudies(areas, { area: 'Leeds' })).toHaveLength(1);
  expect(chosenStudies(areas, { area: 'Leeds', stance: areas[0]!.frame.stance })).toHaveLength(1);
});
