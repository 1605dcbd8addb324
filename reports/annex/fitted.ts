/** Calibration and validation: what was fitted, how near it came, and what was not checked. */
import type { ResultFrame, TargetLine } from '../../engine/study/result.js';
import { blocks, code, heading, list, prose, NOTHING, table, type Markdown } from '../model/markdown.js';
import { percent, tidy } from '../numbers.js';
import { areaName, byArea } from './names.js';
import type { AnnexAbout, AnnexArea } from './types.js';

export function fittedSection(about: AnnexAbout): Markdown {
  const areas = byArea(about.areas);
  return blocks([
    heading(2, '7 Calibration and validation'),
    heading(3, '7.1 What it was fitted to, and how near it came'),
    ...areas.map((part) =>
      blocks([
        areas.length === 1 ? NOTHING : heading(4, areaName(part)),
        list(part.frame.warnings ?? []),
        targets(part.frame),
      ]),
    ),
    heading(3, '7.2 What it was checked against'),
    ...areas.map((part) => unfitted(part, areas.length > 1)),
    prose`Nothing that was not fitted is checked by a run itself. ${code('throughcare validate')} holds a baseline against published figures that no part of it was fitted to, with one stated rate of false alarms; ${code('throughcare backtest')} starts in an earlier year and counts the miss year by year. Whoever uses these numbers runs them for the baseline and the area used here, and puts what they found in the assurance log below.`,
  ]);
}

const isFitted = ({ how }: TargetLine): boolean => how !== 'not fitted';

function targets({ targets: all }: ResultFrame): Markdown {
  const fitted = all.filter(isFitted);
  if (fitted.length === 0) return prose`Nothing: no figure was aimed at.`;
  const large = fitted.filter(({ target }) => Math.abs(target) >= LARGE);
  const counted = large.length === 0 ? fitted : large;
  const worst = counted.reduce((most, line) => (miss(line) > miss(most) ? line : most));
  const of = large.length === 0 ? 'of all' : `of figures of ${LARGE} or more`;
  return blocks([
    prose`${fitted.length} ${fitted.length === 1 ? 'figure was' : 'figures were'} aimed at. The first day is brought to them by weights (exact, raked) and the first year by multipliers (fitted), so that coming near is no test of the model. The largest miss ${of} is ${percent(miss(worst))}: ${worst.label}, ${tidy(shown(worst.modelled))} where ${tidy(shown(worst.target))} was aimed at.`,
    targetTable(fitted),
  ]);
}

/** A share of a smaller figure says little: one child of three is a third. */
export const LARGE = 10;

const shown = (value: number): number => Number(value.toFixed(1));

function miss({ residual, modelled, target }: TargetLine): number {
  return residual === null ? (modelled === target ? 0 : Number.POSITIVE_INFINITY) : Math.abs(residual);
}

function unfitted(part: AnnexArea, isNamed: boolean): Markdown {
  const lines = part.frame.targets.filter((line) => !isFitted(line));
  if (lines.length === 0) return NOTHING;
  return blocks([
    prose`${isNamed ? prose`${areaName(part)}: ` : ''}Figures of the first year that nothing was fitted to in this run:`,
    targetTable(lines),
  ]);
}

function targetTable(lines: readonly TargetLine[]): Markdown {
  return table(
    ['Figure', 'Published', 'Model', 'Difference', 'How', 'Source'],
    lines.map(({ label, target, modelled, residual, how, source }) => [
      label,
      tidy(shown(target)),
      tidy(shown(modelled)),
      residual === null ? 'the figure is 0' : signed(residual),
      how,
      source,
    ]),
  );
}

/** `+1.2%`; what rounds to none has no sign. */
function signed(share: number): string {
  const text = percent(share);
  return share > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
