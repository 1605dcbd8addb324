/** A backtest for a screen: the same past twice, with the model's own inflows and with those observed, year by year. */
import { columnsOf, folded } from './columns.js';
import { missText, runText, valueText, type ComparedFigure, type ComparedRun } from './compared.js';

export interface Backtest {
  readonly title: string;
  readonly note: string;
  readonly year: number;
  readonly runs: readonly ComparedRun[];
  /** The same figures in the same order. */
  readonly own: readonly ComparedFigure[];
  readonly observed: readonly ComparedFigure[];
}

const WIDTHS = [16, 12, 12, 12, 12, 12] as const;

export function backtestText(backtest: Backtest): string {
  const { title, note, year, runs, own } = backtest;
  const lines = [`${title}: as seen from ${year}`, ''];
  for (const run of runs) lines.push(...folded(runText(run), 78, '  '));
  if (note !== '') lines.push('', ...folded(note, 78));
  for (const series of new Set(own.map((figure) => figure.series))) {
    const pairs = pairsOf(backtest, series);
    lines.push(
      '',
      pairs[0]![0].label,
      ...columnsOf([['  year to March'], ['published'], ['own inflows'], ['miss'], ['observed'], ['miss']], WIDTHS),
    );
    for (const [mine, theirs] of pairs)
      lines.push(
        ...columnsOf(
          [
            [`  ${mine.year ?? ''}`],
            [valueText(mine, mine.published)],
            [valueText(mine, mine.mean)],
            [missText(mine)],
            [valueText(theirs, theirs.mean)],
            [missText(theirs)],
          ],
          WIDTHS,
        ),
      );
  }
  lines.push('', ...explanation(backtest).flatMap((text) => folded(text, 78)));
  return `${lines.join('\n')}\n`;
}

function pairsOf(
  { own, observed }: Backtest,
  series: string,
): [readonly [ComparedFigure, ComparedFigure], ...(readonly [ComparedFigure, ComparedFigure])[]] {
  const pairs = own.flatMap((mine) => {
    const theirs = observed.find(({ id }) => id === mine.id);
    return mine.series !== series || theirs === undefined ? [] : [[mine, theirs] as const];
  });
  const [first, ...rest] = pairs;
  if (first === undefined) throw new RangeError(`${series} is not in both runs`);
  return [first, ...rest];
}

/** What the two misses say about where they come from. */
function explanation(backtest: Backtest): string[] {
  const lines = [
    'With its own inflows the model misses by what it has wrong of arrivals and of what happens after; with those observed only by the latter. What the miss loses between the two is owed to arrivals, which the model does not foresee.',
  ];
  for (const series of new Set(backtest.own.map((figure) => figure.series))) {
    const pairs = pairsOf(backtest, series);
    const [mine, theirs] = pairs.at(-1)!;
    lines.push(
      `${mine.label}, ${mine.year ?? 'at the end'}: ${missText(mine)} with its own inflows, ${missText(theirs)} with those observed.`,
    );
  }
  return lines;
}
