/** The figures that the options of a study are compared by, and what part of each difference is not knowing. */
import { summariseNested, varianceParts, type Share } from '../../../engine/index.js';
import type { StudyFigure } from '../../../reports/study/index.js';
import { shortDate } from '../../../reports/periods.js';
import { labelOf, read } from '../../../reports/rows.js';
import { SHORT_DAYS } from '../../../reports/numbers.js';
import { figureColumns } from '../compared-figures.js';
import { figureIn, wholeColumns } from '../figure-columns.js';
import { resultFrame } from '../run-study.js';
import type { StudyRuns } from './run.js';

/** Where a figure is read from: the columns that are added up to it. */
interface Place extends Pick<StudyFigure, 'measure' | 'label' | 'when' | 'unit'> {
  readonly columns: readonly number[];
}

/** The figures that the study asks to be told of, or that any option of it would be by itself. */
export function figuresOf(runs: StudyRuns): StudyFigure[] {
  const { values, draws, set } = runs;
  const places = set.report === null ? usual(runs) : set.report.map((measure) => reported(runs, measure));
  return places.map(({ columns, ...figure }) => {
    const results = values.map((option) =>
      option.map((draw) => Float64Array.from(draw, (row) => figureIn(row, columns))),
    );
    const differences = results.map((own) => own.map((draw, d) => draw.map((value, r) => value - results[0]![d]![r]!)));
    return {
      ...figure,
      options: results.map(summariseNested),
      differences: differences.map((own, o) => (o === 0 ? null : summariseNested(own))),
      notKnowing: differences.map((own, o) => (o === 0 || draws < 2 ? null : partNotKnown(own))),
    };
  });
}

function usual({ settled, columns, values }: StudyRuns): Place[] {
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
    columns: [column],
  }));
}

/** Over the whole run, or as it is on the last day. */
function reported({ settled, columns }: StudyRuns, measure: string): Place {
  const frame = { ...resultFrame(settled.resolution), rows: [], distributions: [] };
  const own = wholeColumns(columns, measure);
  const { unit, periodKind, period } = columns[own[0]!]!;
  return {
    measure,
    label: labelOf(read(frame), measure),
    when: periodKind === 'day' ? shortDate(period) : 'whole run',
    // A queue's waits are days; the care system's are months and years.
    unit: unit === 'days' && frame.kind !== 'care' ? SHORT_DAYS : unit,
    columns: own,
  };
}

/** The part of a result's variance that is not knowing; null where there is but one replication a draw, or a hole. */
function partNotKnown(results: readonly Float64Array[]): Share | null {
  if (results.some((draw) => draw.some(Number.isNaN))) return null;
  const { share } = varianceParts(results);
  return share === null ? null : { ...share, value: Math.max(0, share.value) };
}
