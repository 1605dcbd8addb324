/**
 * The baseline of England against what is published, as `validate` does it with fewer futures: figures that come out today
 * must go on coming out. Those that miss are listed here and in docs/validation.md; the list may only get shorter.
 *
 * The luck is fixed. A figure is allowed three standard errors beyond its tolerance, since fewer futures are run here.
 */
import { describe, expect, test } from 'vitest';
import { hireCrew } from '../../cli/host/crew.js';
import { runFigures } from '../../cli/host/figures.js';
import { resolveValidation } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const MISSES: readonly string[] = [
  'stock_age=under 1',
  'stock_age=5 to 9',
  'stock_legal=Placement order',
  'leavers_age=under 1',
  'leavers_age=17',
  'leavers_age=18 and over',
  'leavers_reason=Custody',
  'leavers_reason=Moved abroad',
  'leavers_reason=Died',
  'leavers_reason=Other reason',
  'leavers_legal',
  'leavers_last_placement',
  'leavers_last_parents',
  'one_placement',
  'years_asylum@2022',
  'years_asylum@2023',
  'years_asylum@2024',
  'years_asylum@2025',
];

const FILES = nodeFiles();
const set = resolveValidation(`${FILES.library}/validation/england.yaml`, FILES);
const simulated = runFigures(set, { crew: hireCrew(2), files: FILES, replications: 3 });

describe('England', () => {
  test('has a figure for every part of the pathway that is not fitted to', () => {
    const parts = new Set(set.figures.map(({ part }) => part));
    for (const part of parts)
      expect(
        set.figures.some((figure) => figure.part === part && figure.use !== 'fit'),
        part,
      ).toBe(true);
    expect(set.figures.filter(({ use }) => use === 'check').length).toBeGreaterThanOrEqual(15);
  });

  const expected = set.figures.filter(({ id }) => !MISSES.includes(id));

  test.each(expected.map((figure) => [figure.id, figure] as const))('%s', async (id, { published, band }) => {
    const { mean, mcSe } = (await simulated).figures.get(id)!;
    expect(Math.abs(mean - published)).toBeLessThanOrEqual(band + 3 * mcSe);
  });

  test('lists no miss that is none', async () => {
    const { figures } = await simulated;
    const known = new Map(set.figures.map((figure) => [figure.id, figure]));
    for (const id of MISSES) {
      const { published, band } = known.get(id)!;
      const { mean, mcSe } = figures.get(id)!;
      expect(Math.abs(mean - published), id).toBeGreaterThan(band - 3 * mcSe);
    }
  });
});
