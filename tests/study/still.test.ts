/** A model held still: what changes by date is what it is on day 0, and nothing else changes. */
import { describe, expect, test } from 'vitest';
import { heldStill } from '../../engine/index.js';
import { modelOf } from '../support/pathway-files.js';

const text = (rate: string, more = ''): string => `pathway: still
run: {start: 2025-04-01, years: 2, replications: 1}
attributes: {sex: [female, male]}
resources: {team: {places: {2024-04-01: 3, 2025-04-01: 4, 2026-04-01: 9}, when_fewer: finish}}
arrivals:
  all: {rate: ${rate}, age: {0 to 9: 1}, attributes: {sex: {female: 0.5, male: 0.5}}${more}}
regions:
  case:
    initial: waiting
    states: {waiting: {queues: team}, helped: {holds: team}, left: {final: true}}
    transitions:
      begin: {from: waiting, to: helped, on: place}
      leave:
        from: helped
        to: [{state: left, share: {base: 0.5, by: time, from: {2025-04-01: 1, 2026-04-01: 0.5}}}, {state: stay, share: rest}]
        clock: {exponential: 1 per year}
        multiply: [{by: time, from: {2023-04-01: 3, 2024-04-01: 2, 2026-04-01: 1}}, {by: age, from: {0: 2, 5: 1}}]
`;

describe('a model held still', () => {
  const model = modelOf(text('{2020-04-01: 100 per year, 2025-03-31: 200 per year, 2025-04-02: 300 per year}'));
  const still = heldStill(model);

  test('has the rates, places and multipliers of day 0, at any time', () => {
    expect(still.arrivals[0]!.rates.map(({ perDay }) => perDay * 365.25)).toEqual([200]);
    expect(still.resources[0]!.places!.map(({ places }) => places)).toEqual([4]);
    const leave = still.transitions.find(({ name }) => name === 'leave')!;
    expect(leave.multiply.map(({ values }) => values)).toEqual([[2], [2, 1]]);
    expect(leave.outcomes[0]!.weight.factors.map(({ values }) => values)).toEqual([[1]]);
  });

  test('stays as it is when held again, and is the very same one where nothing changes by date', () => {
    expect(heldStill(still)).toBe(still);
  });

  test('has what a rate that goes in lines has come to on day 0', () => {
    const lines = modelOf(text('{2024-04-01: 100 per year, 2026-04-01: 300 per year}', ', rate_between: lines'));
    const [{ perDay } = { perDay: 0 }] = heldStill(lines).arrivals[0]!.rates;
    expect(perDay * 365.25).toBeCloseTo(200, 6);
    expect(heldStill(lines).arrivals[0]!.rateShape).toBeUndefined();
  });

  test('begins with the first rate where none has begun on day 0, as a history does', () => {
    const later = modelOf(text('{2025-06-01: 100 per year, 2026-04-01: 300 per year}'));
    expect(heldStill(later).arrivals[0]!.rates).toEqual(later.arrivals[0]!.rates.slice(0, 1));
  });
});
