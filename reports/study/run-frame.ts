/** What runs of one baseline rest on together. */
import { isOfAppraisal } from '../../engine/economics/appraisal.js';
import type { ResultFrame } from '../../engine/study/result.js';
import type { ComparedRun, ComparisonWords } from './from-runs.js';

/** @param acting those of the runs that have an option */
export function runFrame(
  runs: readonly ComparedRun[],
  acting: readonly ComparedRun[],
  { name, title, question, notes }: ComparisonWords,
): ResultFrame {
  const { frame } = acting[0] ?? runs[0]!;
  return {
    ...frame,
    name,
    title,
    question,
    stance: [...new Set((acting.length === 0 ? runs : acting).map((run) => run.frame.stance))].join(' and '),
    options: [
      { id: 'baseline', label: frame.options[0]!.label },
      ...acting.map((run) => ({ id: run.id, label: run.title })),
    ],
    programmes: once(
      acting.flatMap((run) => run.frame.programmes),
      (programme) => JSON.stringify([programme.id, programme.opens, programme.places, programme.effects]),
    ),
    measures: once(
      runs.flatMap((run) => run.frame.measures),
      (measure) => measure.name,
    ),
    assumptions: once(
      runs.flatMap((run) => run.frame.assumptions),
      (line) => JSON.stringify([line.name, line.value]),
    ),
    sources: once(
      runs.flatMap((run) => run.frame.sources),
      ({ id }) => id,
    ),
    warnings: [...new Set(runs.flatMap((run) => run.frame.warnings ?? []))],
    changes: once(
      runs.flatMap((run) => run.frame.changes ?? []),
      (line) => JSON.stringify(line),
    ),
    // What an appraisal said stands with its money.
    notes: [...notes, ...new Set(runs.flatMap((run) => run.frame.notes.filter((note) => !isOfAppraisal(note))))],
  };
}

/** The first of each key. */
export function once<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(key(item))) seen.set(key(item), item);
  return [...seen.values()];
}
