/** Small numbers kept back, against somebody who works out what can be worked out: many made-up authorities. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { child, withstand } from '../reports/tables/children.js';

describe('small numbers of an authority', () => {
  it.each([
    ['a small authority', 20, 60],
    ['a middling one', 60, 160],
    ['a large one', 160, 500],
  ])('cannot be worked out from what is shown of %s', (_, minLength, maxLength) => {
    let kept = 0;
    fc.assert(
      fc.property(fc.array(child, { minLength, maxLength }), (children) => {
        kept += withstand(children);
      }),
      { seed: minLength, numRuns: 150 },
    );
    expect(kept).toBeGreaterThan(2000);
  });
});
