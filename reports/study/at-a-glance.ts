/** All options of a study in one small table for a terminal: what each changes, what it saves, how likely it is the best. */
import { plain } from '../findings/headline.js';
import { percent, write } from '../numbers.js';
import type { Spread, StudyReport } from './types.js';
import { isShareTold } from './written.js';

const NAME = 24;
const DIFFERENCE = 22;
const NET = 26;
const BEST = 5;
const GAP = ' ';

/** A number with its interval where both fit, else alone: half an interval would be none. */
function fitted(spread: Spread | null, unit: string, signed: boolean, width: number): string {
  if (spread === null) return 'not known';
  const { value, both } = write({ ...spread, unit }, signed);
  const short = both.replaceAll(' months', ' mo');
  return short.length <= width ? short : value;
}

const cut = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width - 1)}…`);

/** Lines of at most 80 columns and an empty one after them; none of a study of one option. */
export function atAGlance(report: StudyReport): string[] {
  const { options, figures, money, choice } = report;
  if (options.length < 2) return [];
  const figure = figures.find(({ measure }) => measure === 'looked_after') ?? figures[0] ?? null;
  const hasMoney = money.some((own) => own !== null);
  const isBestTold = choice !== null && isShareTold(report);
  const line = (name: string, difference: string, net: string, best: string): string =>
    [
      cut(plain(name), NAME).padEnd(NAME),
      ...(figure === null ? [] : [difference.padStart(DIFFERENCE)]),
      ...(hasMoney ? [net.padStart(NET)] : []),
      ...(isBestTold ? [best.padStart(BEST)] : []),
    ]
      .join(GAP)
      .trimEnd();
  return [
    line('', cut(plain(figure?.label ?? ''), DIFFERENCE), 'Net saving', 'Best'),
    line('', cut(plain(figure?.when ?? ''), DIFFERENCE), 'present value', ''),
    ...options.map(({ title }, o) =>
      line(
        title,
        figure === null
          ? ''
          : o === 0
            ? fitted(figure.options[0] ?? null, figure.unit, false, DIFFERENCE)
            : fitted(figure.differences[o] ?? null, figure.unit, true, DIFFERENCE),
        o === 0 ? '' : fitted(money[o]?.net ?? null, 'GBP', true, NET),
        choice === null ? '' : percent(choice.best[o]?.value ?? Number.NaN, 0),
      ),
    ),
    '',
  ];
}
