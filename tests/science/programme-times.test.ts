/** Effects on how long a step takes, for clocks of every family. */
import { describe } from 'vitest';
import { FAMILIES } from '../support/clock-families.js';
import { testTimes } from '../support/programme-times.js';

describe('a time ratio', () => {
  testTimes(FAMILIES, 20_000);
});
