/** Which of the numbers that are drawn an option's net saving goes with. */
import { partialRankCorrelations, rankCorrelations } from '../../../engine/index.js';
import type { Matter } from '../../../reports/study/index.js';
import { LEAST_DRAWS, overDraws } from './judged.js';
import { savings } from './money.js';
import type { StudyRuns } from './run.js';

const SHOWN = 8;

/** The numbers that an option's net saving goes with, the most first. */
export function mattersOf(runs: StudyRuns, option: number): Matter[] {
  const saved = savings(runs, option);
  if (saved === null || runs.draws < LEAST_DRAWS) return [];
  const output = overDraws(saved);
  const isMany = runs.draws > runs.sizes.length + 10;
  // So many numbers are looked at that some would pass by chance: all of them together, once in twenty studies (Bonferroni).
  const level = 1 - 0.05 / Math.max(1, runs.sizes.length);
  const correlations = isMany
    ? partialRankCorrelations(runs.sizes, output, level)
    : rankCorrelations(runs.sizes, output, level);
  const labels = labelsOf(runs);
  return runs.drawn
    .flatMap(({ name, interval }, k): Matter[] => {
      const found = correlations[k];
      // What may be chance alone is not shown.
      if (found?.interval == null || found.interval.lower * found.interval.upper <= 0) return [];
      return [
        {
          name,
          label: labels.get(name) ?? name,
          interval,
          correlation: found.value,
          lower: found.interval.lower,
          upper: found.interval.upper,
        },
      ];
    })
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
    .slice(0, SHOWN);
}

/** What every number drawn is called, by its name: as the assumptions have it, told apart where two are called the same. */
function labelsOf({ set, drawn }: StudyRuns): ReadonlyMap<string, string> {
  const known = new Map(
    set.options.flatMap(({ resolution }) => resolution.scenario.parameters.map(({ name, label }) => [name, label])),
  );
  const found = drawn.map(({ name, group }): [string, string] => {
    const words = known.get(name) ?? name.replaceAll('_', ' ');
    return [name, group === 'fit' ? `${words}, fitted` : words];
  });
  const times = new Map<string, number>();
  for (const [, label] of found) times.set(label, (times.get(label) ?? 0) + 1);
  return new Map(found.map(([name, label]) => [name, times.get(label) === 1 ? label : `${label} (${name})`]));
}
