/** A start from a history with families: each child by itself, with what is the family's in it, goes on by the same law. */
import { describe, expect, test } from 'vitest';
import { compilePathway } from '../../engine/pathway/compile.js';
import { household, startFrom, type HouseholdChoices } from '../support/family-start.js';
import { livesOf } from '../support/lives.js';
import { resolveText } from '../support/pathway-files.js';
import { runOnce } from '../support/runs.js';

describe('a start from a history with families', () => {
  const { stock } = startFrom(household(), household({ start: '2025-10-01', months: 12, atStart: 0 }));

  test('has every child by itself, with the attributes, frailties and regions of its family', () => {
    expect(stock.count).toBeGreaterThan(6000);
    const [areas, homes] = [stock.attributes.indexOf('area'), stock.frailties.indexOf('home')];
    const risks = stock.frailties.indexOf('risk');
    const families = new Map<number, number[]>();
    for (let row = 0; row < stock.count; row++) {
      const home = stock.frailtyValues[row * stock.frailties.length + homes]!;
      families.set(home, [...(families.get(home) ?? []), row]);
    }
    const big = [...families.values()].filter((rows) => rows.length === 3);
    expect(big.length).toBeGreaterThan(1000);
    for (const rows of big) {
      const all = (values: ArrayLike<number>, width: number, at: number) =>
        new Set(rows.map((row) => values[row * width + at]!)).size;
      expect(all(stock.levels, stock.attributes.length, areas)).toBe(1);
      expect(all(stock.frailtyValues, stock.frailties.length, risks)).toBe(3);
      expect(all(stock.states, stock.regions.length, stock.regions.indexOf('household'))).toBe(1);
      expect(all(stock.entries, stock.regions.length, stock.regions.indexOf('household'))).toBe(1);
    }
  });

  test('takes up each child with what it was', () => {
    const { lives } = livesOf(household({ start: '2025-10-01', months: 12, atStart: 0 }), { stock });
    expect(lives).toHaveLength(stock.count);
    // States are numbered through all regions.
    const first = [0, stock.stateNames[0]!.length];
    lives.forEach((life, row) => {
      const of = <V>(names: readonly string[], value: (at: number) => V) =>
        Object.fromEntries(names.map((name, k) => [name, value(row * names.length + k)]));
      expect(life.member).toBe(0);
      expect(life.birth).toBe(stock.births[row]);
      expect(life.frailties).toEqual(of(stock.frailties, (at) => stock.frailtyValues[at]!));
      expect(life.attributes).toEqual({
        area: ['n', 's'][stock.levels[row * 2 + stock.attributes.indexOf('area')]!],
        sex: ['f', 'm'][stock.levels[row * 2 + stock.attributes.indexOf('sex')]!],
      });
      expect([...life.states]).toEqual([0, 1].map((r) => first[r]! + stock.states[row * 2 + r]!));
      expect([...life.entries]).toEqual([...stock.entries.subarray(row * 2, row * 2 + 2)]);
    });
  });
});

describe('places that a family holds', () => {
  const PLACES = { family: 20, child: 60 };
  const helped = (more: HouseholdChoices, each: keyof typeof PLACES): string =>
    household(more)
      .replace('arrivals:', `resources: {workers: {places: ${PLACES[each]}, each: ${each}}}\narrivals:`)
      .replace(
        'states: {calm: ,',
        'states: {calm: , asks: {queues: workers}, helped: {holds: workers}, over: {stays: true},',
      )
      .replace(
        'ease: {from: strained,',
        `seek: {from: strained, to: asks, clock: {exponential: 0.05 per day}}
      begin: {from: asks, to: helped, on: place}
      close: {from: helped, to: over, clock: {lognormal: {median: 60 days, sdlog: 0.4}, since: entry}}
      ease: {from: strained,`,
      ) + '  in_use: {label: In use, in_use: workers}\n  helped: {label: Helped, stock: {household: helped}}\n';

  test.each([['family'], ['child']] as const)('are those of the history, and are given up: each %s', (each) => {
    const { stock, scenario, start } = startFrom(
      helped({ atStart: 150 }, each),
      helped({ start: '2025-10-01', months: 36, atStart: 0 }, each),
    );
    const held = stock.heldPlaces.reduce((total, places, i) => total + (stock.held[i] === 0 ? 0 : places), 0);
    expect(held).toBe(PLACES[each]);
    const reading = runOnce(scenario, { start });
    const inUse = reading.stock('in_use');
    expect(inUse[0]).toBe(PLACES[each]);
    expect(Math.max(...inUse)).toBeLessThanOrEqual(PLACES[each]);
    expect(inUse.at(-1)).toBeLessThan(PLACES[each] / 2);
    // Where each child holds one, there are as many as children helped; else fewer.
    const helpedNow = reading.stock('helped');
    expect(inUse.every((n, month) => (each === 'child' ? n === helpedNow[month] : n <= helpedNow[month]!))).toBe(true);
  });
});

describe('families of one child', () => {
  const one = { children: 'children: {1: 1},', rate: '3 per day', atStart: 50 };
  const none = { ...one, children: '' };

  test.each([
    ['all the weight on one', '{1: 1}'],
    ['none on more', '{1: 1, 2: 0, 5: 0}'],
    ['and gaps that never come', '{1: rest}, age_gap: {1 to 2: 1}'],
  ])('live the lives of children, to the bit: %s', (_, children) => {
    const found = runOnce(household({ ...one, children: `children: ${children},` }));
    expect(found.everything()).toEqual(runOnce(household(none)).everything());
    expect(found.events).toBe(runOnce(household(none)).events);
  });

  test('cost no draw: no size is drawn', () => {
    const { streams } = compilePathway(resolveText(household(one)).model);
    expect(streams[0]!.childrenCumulative).toHaveLength(0);
  });
});
