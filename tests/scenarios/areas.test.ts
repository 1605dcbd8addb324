/** Areas of England by whatever people call them, and figures that are never zero because they are hidden. */
import { describe, expect, test } from 'vitest';
import type { Area } from '../../scenarios/index.js';
import { AREA_COLUMNS, areaFigure, areaList, findArea, readAreas } from '../../scenarios/index.js';
import { memory } from './in-memory.js';

const AREAS = readAreas(memory({}));
const find = (name: string): string => {
  const finding = findArea(AREAS, name);
  return finding.found ? finding.area.name : `? ${finding.message}`;
};
const area = (name: string): Area => {
  const finding = findArea(AREAS, name);
  if (!finding.found) throw new Error(finding.message);
  return finding.area;
};

describe('an area', () => {
  test.each([
    ['Leeds', 'Leeds'],
    ['leeds', 'Leeds'],
    [' LEEDS ', 'Leeds'],
    ['Leeds City Council', 'Leeds'],
    ['E08000035', 'Leeds'],
    ['e08000035', 'Leeds'],
    ['Bristol', 'Bristol, City of'],
    ['City of Bristol', 'Bristol, City of'],
    ['Bristol, City of', 'Bristol, City of'],
    ['Hull', 'Kingston upon Hull, City of'],
    ['Kingston upon Hull', 'Kingston upon Hull, City of'],
    ['Newcastle', 'Newcastle upon Tyne'],
    ['newcastle-upon-tyne', 'Newcastle upon Tyne'],
    ['St Helens', 'St. Helens'],
    ['Saint Helens', 'St. Helens'],
    ['Herefordshire', 'Herefordshire, County of'],
    ['Durham', 'County Durham'],
    ['Telford & Wrekin', 'Telford and Wrekin'],
    ['Stoke on Trent', 'Stoke-on-Trent'],
    ['London Borough of Hackney', 'Hackney'],
    ['Royal Borough of Kensington and Chelsea', 'Kensington and Chelsea'],
    ['BCP', 'Bournemouth, Christchurch and Poole'],
    ['City of London', 'City of London'],
    ['London', 'London'],
    ['City of York Council', 'York'],
    ['Isle of Wight', 'Isle of Wight'],
    ['Dorset', 'Dorset'],
    ['E10000009', 'Dorset'],
    ['Somerset', 'Somerset'],
    ['E10000027', 'Somerset'],
    ['North Yorkshire', 'North Yorkshire'],
    ['England', 'England'],
    ['South West', 'South West'],
    ['Yorkshire and the Humber', 'Yorkshire and The Humber'],
    ['Inner London', 'Inner London'],
  ])('%s is %s', (name, expected) => {
    expect(find(name)).toBe(expected);
  });

  test('every area is found by its own name and by its code', () => {
    for (const { name, code } of areaList(AREAS)) {
      expect(find(name)).toBe(name);
      expect(find(code)).toBe(name);
    }
  });

  test.each([
    ['Cumbria', /ended in April 2023: in its place there are now Cumberland and Westmorland and Furness/],
    ['E10000006', /Cumbria ended in April 2023/],
    ['Northamptonshire County Council', /ended in April 2021: .* North Northamptonshire and West Northamptonshire/],
    ['Bournemouth', /ended in April 2019: in its place there is now Bournemouth, Christchurch and Poole/],
    ['Cheshire', /Cheshire East and Cheshire West and Chester/],
  ])('%s is explained', (name, words) => {
    expect(find(name)).toMatch(words);
  });

  test('an unknown name has the nearest beside it', () => {
    const finding = findArea(AREAS, 'Westmoreland');
    expect(finding.found ? [] : finding.suggestions).toContain('Westmorland and Furness');
    const sheffield = findArea(AREAS, 'Shefield');
    expect(sheffield.found ? [] : sheffield.suggestions[0]).toBe('Sheffield');
  });

  test('nonsense has nothing beside it', () => {
    const finding = findArea(AREAS, 'constructor');
    expect(finding.found).toBe(false);
  });
});

describe('the list of areas', () => {
  test('is England, then regions, then the 153 authorities', () => {
    const list = areaList(AREAS);
    expect(list[0]?.name).toBe('England');
    expect(list.filter(({ level }) => level === 'Regional')).toHaveLength(11);
    expect(list.filter(({ level }) => level === 'Local authority')).toHaveLength(153);
  });

  test('has figures that add up to England’s', () => {
    const authorities = areaList(AREAS).filter(({ level }) => level === 'Local authority');
    const sum = authorities.reduce((total, { figures }) => total + (figures.looked_after ?? 0), 0);
    expect(Math.abs(sum / (area('England').figures.looked_after ?? 0) - 1)).toBeLessThan(0.001);
  });
});

describe('a figure', () => {
  test('is a number where it is published', () => {
    expect(areaFigure(area('Leeds'), 'looked_after')).toEqual({ value: 1498 });
    expect(areaFigure(area('Blackpool'), 'no_further_action_percent')).toEqual({ value: 0 });
  });

  test('that is suppressed is not zero, and says why', () => {
    expect(areaFigure(area('Coventry'), 'no_further_action_percent')).toEqual({
      value: null,
      why: expect.stringMatching(/suppressed .*'c'/) as string,
    });
    expect(areaFigure(area('City of London'), 'looked_after')).toEqual({
      value: null,
      why: expect.stringMatching(/suppressed/) as string,
    });
  });

  test('that does not apply says so', () => {
    expect(areaFigure(area('Isles of Scilly'), 'looked_after')).toEqual({
      value: null,
      why: expect.stringMatching(/not applicable \('z'\)/) as string,
    });
  });

  test('is never anything but a number or nothing', () => {
    for (const { figures, marks } of AREAS) {
      for (const column of AREA_COLUMNS) {
        const value = figures[column];
        expect(
          value === null ? marks[column] !== undefined : Number.isFinite(value) && marks[column] === undefined,
        ).toBe(true);
      }
    }
  });
});
