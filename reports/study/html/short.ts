/** Names of any length, cut to what a sentence or a cell holds. Rows are found by ids, which stay. */
import { shortNames } from '../../page/short-names.js';
import { shortened } from '../../page/html.js';
import type { DrawnStudy } from './types.js';

const NAME = 90;
const LINE = 400;

export function shortStudy(study: DrawnStudy): DrawnStudy {
  const { report, frame } = study;
  const name = (text: string): string => shortened(text, NAME);
  return {
    ...study,
    frame: shortNames(frame),
    report: {
      ...report,
      area: name(report.area),
      stance: shortened(report.stance, 2 * LINE),
      options: report.options.map((one) => ({
        ...one,
        title: name(one.title),
        programmes: one.programmes.map(name),
      })),
      figures: report.figures.map((one) => ({ ...one, label: name(one.label) })),
      reached: report.reached.map((lines) => lines.map((line) => shortened(line, LINE))),
    },
  };
}
