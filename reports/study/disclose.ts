/** A study as it may be shown: its rows, and whatever of its report is made of counts. */
import type { TableRow } from '../../engine/study/result.js';
import { optionSentences } from '../equity/index.js';
import { discloseFrame, discloseRows, levelOf } from '../tables/disclosure/index.js';
import { bothRows, discloseFigure, discloseOutcome } from './disclosed-numbers.js';
import type { AreaStudy, StudyReport } from './types.js';

/** Small numbers of a study kept back, area by area. Treating it again changes nothing. */
export function discloseStudy(study: AreaStudy): AreaStudy {
  const { report, frame, rows } = study;
  const shown = discloseRows(
    rows,
    report.options.map(({ id }) => id),
    levelOf(frame.area?.code),
  );
  const own = discloseFrame(frame, shown);
  const both = bothRows(study, shown);
  const { frontier, choice, notes } = discloseOutcome(study, both);
  return {
    frame: own,
    rows: shown,
    report: {
      ...report,
      figures: report.figures.map((figure) => discloseFigure(figure, report, both)),
      frontier,
      choice,
      reached: report.reached.map((said, o) => (said.length === 0 ? said : reachedAgain(own, report, shown, o))),
      notes: [
        ...report.notes,
        ...own.notes.filter((note) => !frame.notes.includes(note) && !report.notes.includes(note)),
        ...notes,
      ],
    },
  };
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
  const known = new Map(programmes.map(({ id: programme, title }) => [programme, title]));
  return optionSentences(
    rows,
    {
      id,
      difference: o === 0 ? null : `${id} less ${first}`,
      programmes: [...known].map(([programme, title]) => ({ id: programme, title })),
    },
    measures,
  );
}
