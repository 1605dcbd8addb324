/** What a study of one area rests on, whatever its numbers: the frame of all its options together. */
import type { ResultFrame } from '../../../engine/index.js';
import { fitWarnings, firstYearOf, resultFrame, startNotes, targetLines } from '../run-study.js';
import type { StudyRuns } from './run.js';

export function studyFrame(runs: StudyRuns): ResultFrame {
  const { set, settled, columns, values, draws } = runs;
  const { resolution, start, fit } = settled;
  const { scenario } = resolution;
  const frames = set.options.map((option) => resultFrame(option.resolution));
  const flat = values[0]!.flat();
  const isYear = scenario.start !== null && scenario.years >= 1;
  const own = resultFrame(resolution);
  // The options were read before the area was fitted.
  const fitted = new Set(Object.keys(fit?.multipliers ?? {}));
  return {
    ...own,
    name: set.name,
    title: set.title,
    question: set.question,
    replications: flat.length,
    uncertainty: draws === 0 ? 'chance only' : 'chance and not knowing',
    options: set.options.map(({ id, title }) => ({ id, label: title })),
    programmes: once(
      frames.flatMap(({ programmes }) => programmes),
      (programme) => JSON.stringify([programme.id, programme.opens, programme.places, programme.effects]),
    ),
    assumptions: once(
      [...own.assumptions, ...frames.flatMap(({ assumptions }) => assumptions.filter(({ name }) => !fitted.has(name)))],
      ({ name, value }) => JSON.stringify([name, value]),
    ),
    sources: once(
      frames.flatMap(({ sources }) => sources),
      ({ id }) => id,
    ),
    targets: targetLines(scenario, start, isYear ? firstYearOf(columns, flat, scenario.start.fit) : null),
    warnings: fitWarnings(scenario, fit),
    notes: [
      ...set.notes,
      ...new Set(set.options.flatMap(({ resolution: own }) => own.scenario.notes)),
      ...startNotes(start),
    ],
    changes: once(
      frames.flatMap(({ changes = [] }) => changes),
      (change) => JSON.stringify(change),
    ),
  };
}

/** The first of each key. */
function once<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(key(item))) seen.set(key(item), item);
  return [...seen.values()];
}
