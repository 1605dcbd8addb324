/** No file of the library is inert: each changes something outside stance `none`, or is counted for an outcome of its own. */
import { beforeAll, describe, expect, test } from 'vitest';
import { changes, programmesOfLibrary, sampleOfEngland, type Sample } from '../support/programmes-act.js';

describe('a programme of the library', () => {
  let sample: Sample;
  beforeAll(() => {
    sample = sampleOfEngland();
  });

  test.each(programmesOfLibrary())('%s does something under the optimistic stance', (id) => {
    const { numbers, posts } = changes(id, 'optimistic', sample);
    expect(numbers || posts).toBe(true);
  });
});
