/** Brothers and sisters who come to a programme as one: worked out on paper. */
import { describe, expect, test } from 'vitest';
import { family, runHouseholds, toldOf, type Household } from '../support/sibling-programmes.js';

const children = (n: number): null[] => Array.from({ length: n }, () => null);

describe('a place for each child', () => {
  test('all of a family are placed, or none; the first in line waits and nobody passes it', () => {
    const families = {
      a: { needs: 0, until: children(1) },
      b: { needs: 1, until: children(3) },
      c: { needs: 2, until: children(1) },
      d: { needs: 3, until: children(2) },
    };
    expect(toldOf(families, family('child', 3))).toEqual([
      '0 a begin: 1',
      // Two places have been free since day 1, and are no use to the three of b.
      '10 a finish: 1',
      '10 b begin: 1 2 3',
      '20 b finish: 1 2 3',
      '20 c begin: 1',
      '20 d begin: 1 2',
      '30 c finish: 1',
      '30 d finish: 1 2',
    ]);
  });

  test('who stops needing it leaves the queue alone, and the others need fewer places', () => {
    const families = {
      a: { needs: 0, until: children(1) },
      b: { needs: 1, until: [null, null, 4] },
    };
    expect(toldOf(families, family('child', 3))).toEqual([
      '0 a begin: 1',
      '5 b begin: 1 2',
      '5 b leave the queue: 3',
      '10 a finish: 1',
      '15 b finish: 1 2',
    ]);
  });

  test('who stops needing it gives up its own place, and the others keep theirs', () => {
    const families = {
      a: { needs: 0, until: [null, 4, null] },
      b: { needs: 1, until: children(1) },
    };
    expect(toldOf(families, family('child', 3))).toEqual([
      '0 a begin: 1 2 3',
      '4 a finish: 2',
      '4 b begin: 1',
      '10 a finish: 1 3',
      '14 b finish: 1',
    ]);
  });

  test('a family that gives up does so as one, though the first to go leaves room for the next', () => {
    const families = { a: { needs: 0, until: children(2) }, b: { needs: 1, until: children(2) } };
    const plan = family('child', 3, { waiting: { kind: 'gives up', after: { family: 'fixed', at: 3 } } });
    expect(toldOf(families, plan)).toEqual(['0 a begin: 1 2', '4 b decline: 1 2', '10 a finish: 1 2']);
  });

  test('without waiting, a family for which there is no room is turned away as one', () => {
    const families = { a: { needs: 0, until: children(2) }, b: { needs: 1, until: children(2) } };
    expect(toldOf(families, family('child', 3, { waiting: { kind: 'no waiting' } }))).toEqual([
      '0 a begin: 1 2',
      '1 b decline: 1 2',
      '10 a finish: 1 2',
    ]);
  });

  test('of a family larger than all the places there are, as many come as there is room for', () => {
    const families = { a: { needs: 0, until: children(3) }, b: { needs: 1, until: children(1) } };
    expect(toldOf(families, family('child', 2))).toEqual([
      '0 a begin: 1 2',
      '10 a finish: 1 2',
      '10 a begin: 3',
      '10 b begin: 1',
      '20 a finish: 3',
      '20 b finish: 1',
    ]);
  });

  test('where places fall below what a family waits for, it is not in the way for good', () => {
    const families = {
      a: { needs: 0, until: children(1) },
      b: { needs: 1, until: children(3) },
      c: { needs: 2, until: children(1) },
    };
    const places = [
      { from: 0, places: 3 },
      { from: 5, places: 1 },
    ];
    expect(toldOf(families, family('child', 3, { places }))).toEqual([
      '0 a begin: 1',
      '10 a finish: 1',
      '10 b begin: 1',
      '20 b finish: 1',
      '20 b begin: 2',
      '30 b finish: 2',
      '30 b begin: 3',
      '40 b finish: 3',
      '40 c begin: 1',
      '50 c finish: 1',
    ]);
  });

  test('one who comes to need it later asks by itself', () => {
    const families = {
      a: { needs: 0, until: children(2), late: [0, 3] },
      b: { needs: 1, until: children(1) },
    };
    expect(toldOf(families, family('child', 2))).toEqual([
      '0 a begin: 1',
      '1 b begin: 1',
      '10 a finish: 1',
      '10 a begin: 2',
      '11 b finish: 1',
      '20 a finish: 2',
    ]);
  });
});

describe('one place for the family', () => {
  test('is enough for all of them, and given up when the last of them leaves', () => {
    const families: Record<string, Household> = {
      a: { needs: 0, until: [3, null, 6] },
      b: { needs: 1, until: [4, 2] },
      c: { needs: 2, until: children(3) },
    };
    const { told, watched } = runHouseholds(families, family('family', 1));
    expect(told.filter((line) => !line.includes(' wait:'))).toEqual([
      '0 a begin: 1 2 3',
      '3 a finish: 1',
      // All of b have gone by day 5.
      '3 b leave the queue: 2',
      '5 b leave the queue: 1',
      '6 a finish: 3',
      '10 a finish: 2',
      '10 c begin: 1 2 3',
      '20 c finish: 1 2 3',
    ]);
    expect(watched.counted.days('in_use')).toBe(20);
  });

  test('whoever of them leaves first, second or last', () => {
    for (const until of [
      [2, 4, 6],
      [6, 4, 2],
      [4, 6, 2],
      [6, 6, 6],
    ]) {
      const families = { a: { needs: 0, until }, b: { needs: 1, until: children(1) } };
      const { stays, watched } = runHouseholds(families, family('family', 1));
      expect(stays.find(({ who }) => who === 'b')).toEqual({ who: 'b', child: 1, from: 6, to: 16 });
      expect(watched.counted.days('in_use')).toBe(16);
      expect(watched.counted.stock('in_use').at(-1)).toBe(0);
    }
  });

  test('a family whose children have left the queue but one asks no more and no less', () => {
    const families = { a: { needs: 0, until: children(1) }, b: { needs: 1, until: [4, null] } };
    const { told, watched } = runHouseholds(families, family('family', 1));
    expect(told.filter((line) => line.includes('b begin'))).toEqual(['10 b begin: 2']);
    expect(watched.counted.days('in_use')).toBe(20);
  });

  test('one who comes to need it later takes a place of its own', () => {
    const families = { a: { needs: 0, until: children(3), late: [0, 0, 2] } };
    const { told, watched } = runHouseholds(families, family('family', 2));
    expect(told.filter((line) => !line.includes(' wait:'))).toEqual([
      '0 a begin: 1 2',
      '2 a begin: 3',
      '10 a finish: 1 2',
      '12 a finish: 3',
    ]);
    expect(watched.counted.days('in_use')).toBe(20);
  });
});

test('siblings who come one by one are served one by one', () => {
  const families = { a: { needs: 0, until: children(1) }, b: { needs: 1, until: children(3) } };
  const { siblings: _, ...alone } = family('child', 2);
  expect(toldOf(families, alone)).toEqual([
    '0 a begin: 1',
    '1 b begin: 1',
    '10 a finish: 1',
    '10 b begin: 2',
    '11 b finish: 1',
    '11 b begin: 3',
    '20 b finish: 2',
    '21 b finish: 3',
  ]);
});
