/** How near a fitted figure must come: a share of it, or one child where that is more. */
import { describe, expect, test } from 'vitest';
import { FIT_CLOSE, isNearEnough, startFit, stepFit } from '../../engine/index.js';

describe('a fitted figure is near enough', () => {
  test('within one child, however few there are', () => {
    expect(isNearEnough(72, 72.5)).toBe(true);
    expect(isNearEnough(72, 71)).toBe(true);
    expect(isNearEnough(72, 73.1)).toBe(false);
    expect(isNearEnough(1, 0)).toBe(true);
    expect(isNearEnough(0, 0)).toBe(true);
  });

  test('within 0.4% of many children, and not more', () => {
    expect(isNearEnough(1000, 1000 * (1 + FIT_CLOSE))).toBe(true);
    expect(isNearEnough(1000, 1004.5)).toBe(false);
    expect(isNearEnough(1000, 1009, 0.01)).toBe(true);
  });

  test('while a step that would bring it nearer is still worth taking', () => {
    const targets = [{ parameter: 'entry', target: 72 }];
    const { close, state } = stepFit(startFit(targets), targets, { entry: 72.5 });
    expect(close).toBe(false);
    expect(state.multipliers['entry']).toBeLessThan(1);
  });
});
