/** The examples that answer what reviews of the field recommend run, briefly, and say what they were asked. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runScenario } from '../../cli/host/run-study.js';

const FOLDER = new URL('../../scenarios/examples/', import.meta.url);

/** One for each line of the field's recommendations. */
const EXAMPLES = [
  'adoption-support-continuum',
  'avoid-the-need-for-care',
  'care-groups',
  'concurrent-planning-region',
  'expand-mst',
  'keep-and-recruit',
  'kinship-care',
  'orders-tracking-gatekeeping',
  'placement-quality',
  'planned-return-home',
  'roll-out-of-three-models',
];

test('every one of them is there', () => {
  const files = readdirSync(FOLDER);
  for (const name of EXAMPLES) expect(files).toContain(`${name}.yaml`);
});

describe('the example', () => {
  test.each(EXAMPLES)('%s', async (name) => {
    const { result } = await runScenario(new URL(`${name}.yaml`, FOLDER).pathname, {
      // England whole takes long: an authority does.
      ...(name === 'adoption-support-continuum' && { area: 'Birmingham' }),
      ...(name === 'concurrent-planning-region' && { area: 'Leicester' }),
      years: 2,
      replications: 1,
      workers: 0,
      stance: 'optimistic',
    });
    expect(result.programmes.length).toBeGreaterThan(0);
    for (const { measure } of [
      { measure: 'looked_after' },
      { measure: 'returned_to_care' },
      { measure: 'programme_started' },
    ])
      expect(result.rows.some((row) => row.measure === measure && row.option === 'option')).toBe(true);
    const started = result.rows.filter((row) => row.measure === 'programme_started' && row.option === 'option');
    expect(started.some(({ value }) => value > 0)).toBe(true);
  });
});
