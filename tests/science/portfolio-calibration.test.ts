/** The race picks the mix that is truly best as often as it says it does. */
import { describe, expect, test } from 'vitest';
import { mixProblem, type ProblemShape } from '../support/mix-problems.js';

const PROBLEMS = 200;
const SHAPES: Readonly<Record<string, ProblemShape>> = {
  'mixes far apart': { mixes: 12, apart: 3, shared: 5, own: 3, replications: 32 },
  'mixes that chance nearly hides': { mixes: 12, apart: 0.7, shared: 5, own: 3, replications: 32 },
  'mixes that chance hides': { mixes: 12, apart: 0.25, shared: 5, own: 3, replications: 32 },
  'few replications': { mixes: 8, apart: 2, shared: 1, own: 3, replications: 8 },
  'two mixes': { mixes: 2, apart: 1, shared: 5, own: 3, replications: 16 },
  'a large grid': { mixes: 30, apart: 1, shared: 5, own: 3, replications: 32 },
};

describe('the chance of being best', () => {
  test.each(Object.entries(SHAPES))('%s: the pick is right as often as it says', (name, shape) => {
    let claimed = 0;
    let variance = 0;
    let right = 0;
    for (let i = 0; i < PROBLEMS; i++) {
      const { goals, standings } = mixProblem(`${name} ${i}`, shape);
      const { mix, best } = standings[0]!;
      claimed += best;
      variance += best * (1 - best);
      if (goals[mix] === Math.max(...goals)) right++;
    }
    console.log(name, claimed / 200, right / 200, (right - claimed) / Math.sqrt(variance));
    // Of a right one, 1 in 370 would fail for each shape.
    expect(Math.abs(right - claimed)).toBeLessThan(3 * Math.sqrt(variance));
  });
});
