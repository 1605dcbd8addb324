/** The figures that the options of a study are compared by, and what part of each difference is not knowing. */
import { columnOf, differenceOf, summariseNested, varianceParts, type Share } from '../../../engine/index.js';
import type { StudyFigure } from '../../../reports/study/index.js';
import { figureColumns } from '../compared-figures.js';
import type { StudyRuns } from './run.js';

/** The figures that any option of the study is compared by. */
export function figuresOf(runs: StudyRuns): StudyFigure[] {
  const { settled, columns, values, draws } = runs;
  const first = values[0]!;
  const flat = values.map((option) => option.flat());
  const figures = new Map(
    flat
      .slice(values.length > 1 ? 1 : 0)
      .flatMap((option) => figureColumns(settled.resolution, columns, flat[0]!, option))
      .map((figure) => [figure.column, figure]),
  );
  return [...figures.values()].map(({ measure, label, when, unit, column }) => ({
    measure,
    label,
    when,
    unit,
    options: values.map((option) => summariseNested(columnOf(option, column))),
    differences: values.map((option, o) => (o === 0 ? null : summariseNested(differenceOf(option, first, column)))),
    notKnowing: values.map((option, o) =>
      o === 0 || draws < 2 ? null : partNotKnown(differenceOf(option, first, column)),
    ),
  }));
}

/** The part of a result's variance that is not knowing; null where there is but one replication a draw, or a hole. */
function partNotKnown(results: readonly Float64Array[]): Share | null {
  if (results.some((draw) => draw.some(Number.isNaN))) return null;
  const { share } = varianceParts(results);
  return share === null ? null : { ...share, value: Math.max(0, share.value) };
}
