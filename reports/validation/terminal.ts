/** A validation for a screen of 80 columns. */
import {
  allowedText,
  byPart,
  countsOf,
  intervalText,
  isWithin,
  missText,
  nameOf,
  noisy,
  runText,
  unitText,
  valueText,
  type ComparedFigure,
  intervalHeading,
  type Comparison,
  type Counts,
} from './compared.js';
import { columnsOf, folded } from './columns.js';

const WIDTHS = [24, 10, 10, 19, 9, 8] as const;

export function validationText(comparison: Comparison): string {
  const { title, figures, runs, note } = comparison;
  const lines = [title, ''];
  for (const run of runs) lines.push(...folded(runText(run), 78, '  '));
  if (note !== '') lines.push('', ...folded(note, 78));
  for (const [part, own] of byPart(figures)) {
    lines.push(
      '',
      ...columnsOf([[`   ${part}`], ['published'], ['simulated'], [intervalHeading(runs)], ['miss'], ['of']], WIDTHS),
    );
    for (const figure of own) lines.push(...figureLines(figure));
  }
  lines.push('');
  lines.push(
    ...folded(
      '\u2713 within what is allowed, \u2717 miss; * the baseline is fitted to it; \u00B0 a parameter was set from the same publication.',
      78,
    ),
  );
  const unsure = noisy(figures);
  if (unsure.length > 0) lines.push(...folded(noiseText(unsure), 78));
  const misses = figures.filter((figure) => !isWithin(figure));
  if (misses.length > 0) lines.push('', 'Misses:');
  for (const figure of misses) {
    const text = `${nameOf(figure)}: published ${valueText(figure, figure.published)}, simulated ${valueText(figure, figure.mean)} (${missText(figure)} of ${allowedText(figure)})`;
    lines.push(...folded(text, 78, '  '));
  }
  lines.push('', summaryLine(comparison));
  return `${lines.join('\n')}\n`;
}

function figureLines(figure: ComparedFigure): string[] {
  const mark = `${isWithin(figure) ? '\u2713' : '\u2717'}${figure.use === 'fit' ? '*' : figure.use === 'input' ? '\u00B0' : ' '}`;
  const unit = unitText(figure);
  const name = `${nameOf(figure)}${unit === '' ? '' : `, ${unit}`}`;
  const label = folded(name, WIDTHS[0] - 3).map((line, i) => `${i === 0 ? mark : '  '} ${line}`);
  return columnsOf(
    [
      label,
      [valueText(figure, figure.published)],
      [valueText(figure, figure.mean)],
      [intervalText(figure)],
      [missText(figure)],
      [allowedText(figure)],
    ],
    WIDTHS,
  );
}

/** Said where replications are too few for some of the verdicts. */
export function noiseText(figures: readonly ComparedFigure[]): string {
  const names = figures.map(nameOf);
  const shown = names.slice(0, 5).join('; ');
  const more = names.length > 5 ? `; and ${names.length - 5} more` : '';
  return `Chance alone is more than a quarter of what is allowed, or not known, for: ${shown}${more}. More replications would tell.`;
}

export function summaryLine({ figures }: Comparison): string {
  const inputs = figures.some(({ use }) => use === 'input')
    ? ` Set from the same publication: ${inWords(countsOf(figures, 'input'))}.`
    : '';
  return `Fitted: ${inWords(countsOf(figures, 'fit'))}.${inputs} Not fitted: ${inWords(countsOf(figures, 'check'))}.`;
}

function inWords({ within, misses }: Counts): string {
  return `${within} within, ${misses} miss${misses === 1 ? '' : 'es'}`;
}
