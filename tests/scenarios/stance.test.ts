/** One rule for every programme: from the best study of an effect to the hazard ratio of a run. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BestTrial, Stance } from '../../scenarios/index.js';
import { betterThanTrial, STANCES, underStance } from '../../scenarios/index.js';

const trial = (
  design: BestTrial['design'],
  value: number | null,
  interval: BestTrial['interval'] = null,
): BestTrial => ({ design, measure: 'hazard_ratio', value, interval });
const ratio = (stance: Stance, best: BestTrial): number =>
  underStance(stance, best, { value: 0.5, design: 'uncontrolled', note: 'one service' }).value;

const NULL_TRIAL = trial('randomised', 1.25, [0.77, 2.05]);
const CLEAR_TRIAL = trial('randomised', 0.64, [0.5, 0.81]);
const CONTROLLED = trial('controlled', 0.49, [0.3, 0.8]);
const UNCONTROLLED = trial('uncontrolled', 0.4);
const NOTHING = trial('none', null);

describe('the stance rule', () => {
  test.each([
    ['a randomised trial whose interval includes 1', NULL_TRIAL, [1, 1, 1, 1.25, 0.5]],
    ['a randomised trial whose interval does not', CLEAR_TRIAL, [1, 0.8, 0.64, 0.64, 0.5]],
    ['an interval that ends at 1 includes it', trial('randomised', 0.8, [0.6, 1]), [1, 1, 1, 0.8, 0.5]],
    ['a randomised trial without an interval', trial('randomised', 0.8), [1, 1, 1, 0.8, 0.5]],
    ['a controlled study that was not randomised', CONTROLLED, [1, Math.sqrt(0.7), 0.7, 0.49, 0.5]],
    ['an uncontrolled study', UNCONTROLLED, [1, 1, 1, 0.4, 0.5]],
    ['no study', NOTHING, [1, 1, 1, 1, 0.5]],
  ] as const)('%s', (_, best, expected) => {
    // none, cautious, central, as-trialled, optimistic
    expect(STANCES.map((stance) => ratio(stance, best))).toEqual(
      expected.map((value) => expect.closeTo(value, 12) as number),
    );
  });

  test('optimistic is the best study where nothing better is published, and 1 where that does harm', () => {
    expect(underStance('optimistic', CLEAR_TRIAL, null).value).toBe(0.64);
    expect(underStance('optimistic', NULL_TRIAL, null).value).toBe(1);
    expect(underStance('optimistic', CLEAR_TRIAL, null, 'more').value).toBe(1);
  });

  test('optimistic carries the design of its figure', () => {
    expect(underStance('optimistic', NULL_TRIAL, { value: 0.5, design: 'uncontrolled', note: 'one service' }).why).toBe(
      'the best published figure (uncontrolled): one service',
    );
  });

  test('cautious lies between central and no effect, on the same side', () => {
    const designs = fc.constantFrom<BestTrial['design']>('randomised', 'controlled', 'uncontrolled');
    const positive = fc.double({ min: 0.05, max: 20, noNaN: true });
    fc.assert(
      fc.property(designs, positive, fc.double({ min: 1, max: 4, noNaN: true }), (design, estimate, spread) => {
        const best = trial(design, estimate, [estimate / spread, estimate * spread]);
        const central = ratio('central', best);
        const cautious = ratio('cautious', best);
        expect(Math.abs(Math.log(cautious))).toBeLessThanOrEqual(Math.abs(Math.log(central)) + 1e-12);
        expect(Math.log(cautious) * Math.log(central)).toBeGreaterThanOrEqual(0);
        expect(ratio('none', best)).toBe(1);
      }),
    );
  });
});

describe('a warning', () => {
  test('is given for more good than the best trial found, in the direction meant', () => {
    expect(betterThanTrial(0.6, CLEAR_TRIAL, 'fewer', 'MST')).toMatch(
      /^MST: the hazard ratio of 0.6 is better than a randomised trial \(hazard ratio 0.64, 0.5 to 0.81\) found$/,
    );
    expect(betterThanTrial(0.7, CLEAR_TRIAL, 'fewer', 'MST')).toBeNull();
    expect(betterThanTrial(1.4, trial('controlled', 1.2), 'more', 'Return')).toMatch(/better than/);
    expect(betterThanTrial(1.1, trial('controlled', 1.2), 'more', 'Return')).toBeNull();
  });

  test('is given for any good that rests on no study', () => {
    expect(betterThanTrial(0.9, NOTHING, 'fewer', 'X')).toMatch(/rests on no study/);
  });

  test('is not given for harm, nor for no effect', () => {
    expect(betterThanTrial(1.2, CLEAR_TRIAL, 'fewer', 'X')).toBeNull();
    expect(betterThanTrial(1, NOTHING, 'fewer', 'X')).toBeNull();
  });
});
