/** A study as it may be shown: its rows, and whatever of its report is made of counts. */
import type { TableRow } from '../../engine/study/result.js';
import { changeSentences, outcomesOf, reachSentences } from '../equity/index.js';
import { discloseFrame, discloseRows, isSmallCount, levelOf } from '../tables/disclosure/index.js';
import type { AreaStudy, Spread, StudyFigure, StudyReport } from './types.js';

/** Small numbers of a study kept back, area by area. Treating it again changes nothing. */
export function discloseStudy({ report, frame, rows }: AreaStudy): AreaStudy {
  const level = levelOf(frame.area?.code);
  const shown = discloseRows(
    rows,
    report.options.map(({ id }) => id),
    level,
  );
  const own = discloseFrame(frame, shown);
  return {
    frame: own,
    rows: shown,
    report: {
      ...report,
      figures: report.figures.map((figure) => discloseFigure(figure, report, rows, shown)),
      reached: report.reached.map((said, o) => (said.length === 0 ? said : reachedAgain(own, report, shown, o))),
      notes: [
        ...report.notes,
        ...own.notes.filter((note) => !frame.notes.includes(note) && !report.notes.includes(note)),
      ],
    },
  };
}

/** A figure as its rows are shown: none of it where any option's number is kept back. */
function discloseFigure(
  figure: StudyFigure,
  { options }: StudyReport,
  rows: readonly TableRow[],
  shown: readonly TableRow[],
): StudyFigure {
  const first = options[0]?.id ?? '';
  const again = (spread: Spread | null, option: string): Spread | null => {
    if (spread === null) return null;
    const at = rows.findIndex(
      (row) =>
        row.option === option &&
        row.measure === figure.measure &&
        row.value === spread.value &&
        row.lower === spread.lower &&
        Object.is(row.mcSe, spread.mcSe),
    );
    return at < 0 ? spread : spreadOf(shown[at]!);
  };
  const all = figure.options.map((spread, o) => again(spread, options[o]!.id));
  const isHidden = figure.options.some(
    (spread, o) => spread !== null && (all[o] === null || isSmallCount(all[o]!.value, figure)),
  );
  if (isHidden)
    return {
      ...figure,
      options: all.map(() => null),
      differences: all.map(() => null),
      notKnowing: all.map(() => null),
    };
  return {
    ...figure,
    options: all,
    differences: figure.differences.map((spread, o) => again(spread, `${options[o]!.id} less ${first}`)),
  };
}

function spreadOf({ value, lower, upper, mcSe }: TableRow): Spread | null {
  return Number.isFinite(value) ? { value, lower, upper, mcSe } : null;
}

/** Sentences on who is reached, made again of what is shown. */
function reachedAgain(
  { programmes, measures }: AreaStudy['frame'],
  { options }: StudyReport,
  rows: readonly TableRow[],
  o: number,
): readonly string[] {
  const { id } = options[o]!;
  const first = options[0]!.id;
  const titles = new Map(programmes.map((programme) => [programme.id, programme.title]));
  return [
    ...[...titles].flatMap(([programme, title]) => reachSentences(rows, id, programme, title)),
    ...(o === 0
      ? []
      : outcomesOf(rows).flatMap((outcome) =>
          changeSentences(
            rows,
            `${id} less ${first}`,
            outcome,
            measures.find(({ name }) => name === outcome)?.label ?? outcome,
          ),
        )),
  ];
}
