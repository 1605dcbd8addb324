/**
 * Concurrent planning at the scale of Coram's service, against what the service reported: 57 children over twelve years,
 * 54 adopted by the carers who fostered them, 14 months from entry to the order, none moved. Bounds are those of the issue
 * of what is published, not of a test of significance; the sample is large enough for its own noise to be small beside them.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Life } from '../support/lives.js';
import { reachedBy, type Reached } from '../support/reached.js';

const MONTH = 30.4375;
const YEARS = 12;
/** Long enough before the end for what becomes of a child to be seen. */
const SETTLED = (YEARS - 4) * 365.25;

const timeOf = (life: Life, transitions: readonly string[]): number =>
  life.events.find(({ transition }) => transitions.includes(transition))?.time ?? Number.POSITIVE_INFINITY;
const adoptedAt = (life: Life): number => timeOf(life, ['adopt', 'adopt_same_carer']);
const entered = (life: Life, by: number): number =>
  life.events.filter(({ to, region, time }) => region === 'case' && to === 'looked_after' && time <= by).at(-1)?.time ??
  life.came;
const carers = (life: Life, from: number, to: number): number =>
  life.events.filter(
    ({ region, time, to: state }) =>
      region === 'placement' &&
      time > from &&
      time <= to &&
      !['none', 'adoption_same_carer', 'foster_long_term', 'kinship_long_term', null].includes(state),
  ).length;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('concurrent planning', () => {
  let reached: readonly Reached[];
  beforeAll(() => {
    reached = reachedBy('concurrent_planning', 'places: 120', { years: YEARS, share: 0.12 }).filter(
      ({ started }) => started < SETTLED,
    );
  });

  test('reaches infants, most of them newborn', () => {
    const ages = reached.map(({ withIt, started }) => (started - withIt.birth) / 365.25);
    expect(reached.length).toBeGreaterThan(150);
    expect(Math.max(...ages)).toBeLessThan(2);
    expect(ages.filter((age) => age < 1).length / ages.length).toBeGreaterThan(0.8);
  });

  test('ends in adoption for 85 to 99% of them', () => {
    const share = reached.filter(({ withIt }) => Number.isFinite(adoptedAt(withIt))).length / reached.length;
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(0.99);
  });

  test('takes 14 months from entry to the order, give or take two', () => {
    const months = reached.flatMap(({ withIt, started }) => {
      const order = timeOf(withIt, ['adopt_same_carer']);
      return Number.isFinite(order) ? [(order - entered(withIt, started)) / MONTH] : [];
    });
    expect(mean(months)).toBeGreaterThan(12);
    expect(mean(months)).toBeLessThan(16);
  });

  test('is with one carer from the start of the route to the order', () => {
    const moves = reached.flatMap(({ withIt, started }) => {
      const order = timeOf(withIt, ['adopt_same_carer']);
      return Number.isFinite(order) ? [carers(withIt, started, order)] : [];
    });
    expect(moves.length).toBeGreaterThan(100);
    expect(Math.max(...moves)).toBe(0);
  });

  test('does not change for how many of the same children a court decides for adoption, but when, and by whom', () => {
    const ordered = (life: (one: Reached) => Life): number =>
      reached.filter((one) => life(one).events.some(({ region, to }) => region === 'legal' && to === 'placement_order'))
        .length / reached.length;
    // What the court decides is the same luck; a child may come to it by way of relatives or parents on one route only.
    expect(Math.abs(ordered((one) => one.withIt) - ordered((one) => one.without))).toBeLessThan(0.06);
    const adopted = (life: (one: Reached) => Life): number =>
      reached.filter((one) => Number.isFinite(adoptedAt(life(one)))).length;
    // Who waits for a match may have the order reversed meanwhile.
    expect(adopted((one) => one.withIt)).toBeGreaterThanOrEqual(adopted((one) => one.without));
    const sooner = reached.flatMap(({ withIt: a, without: b }) => {
      const [taken, plain] = [adoptedAt(a), adoptedAt(b)];
      return Number.isFinite(taken) && Number.isFinite(plain) ? [(plain - taken) / MONTH] : [];
    });
    expect(mean(sooner)).toBeGreaterThan(6);
  });
});
