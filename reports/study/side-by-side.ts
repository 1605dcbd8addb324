/** The same study under several stances, side by side: what each option does beside the first, by what is believed. */
import { heading, prose, table, type Markdown } from '../model/markdown.js';
import { fold } from '../findings/headline.js';
import type { OptionMoney, Spread, StudyReport } from './types.js';
import { spreadWords } from './written.js';

/** One option of one area: a line for each stance. */
export interface SideBySide {
  readonly area: string;
  readonly option: string;
  /** What `difference` is of: 'Children looked after, 31 Mar 2030'; '' where nothing is reported. */
  readonly figure: string;
  readonly first: string;
  readonly lines: readonly {
    readonly stance: string;
    /** In words, with its interval; 'not known' where there is none. */
    readonly difference: string;
    /** Net saving at present value likewise; null where nothing is paid. */
    readonly net: string | null;
  }[];
}

/**
 * @param reports of one study, all its areas and stances
 * @returns every option but the first, area by area; none where the study is done under one stance
 */
export function sideBySide(reports: readonly StudyReport[]): SideBySide[] {
  const areas = [...new Set(reports.map(({ area }) => area))];
  return areas.flatMap((area) => {
    const own = reports.filter((report) => report.area === area && report.stanceName !== null);
    const [head] = own;
    if (head === undefined) return [];
    const figure = head.figures[0];
    return head.options.slice(1).map(({ title }, i) => ({
      area,
      option: title,
      figure: figure === undefined ? '' : `${figure.label}, ${figure.when}`,
      first: head.options[0]?.title ?? '',
      lines: own.map((report) => ({
        stance: report.stanceName ?? '',
        difference: words(
          report.figures.find(({ measure, when }) => measure === figure?.measure && when === figure.when)?.differences[
            i + 1
          ],
          figure?.unit ?? '',
        ),
        net: netWords(report.money[i + 1] ?? null),
      })),
    }));
  });
}

function netWords(money: OptionMoney | null): string | null {
  return money === null ? null : words(money.net, 'GBP');
}

function words(spread: Spread | null | undefined, unit: string): string {
  return spreadWords(spread ?? null, unit, true);
}

const WIDTH = 80;

/** For a terminal: nothing where the study is done under one stance. */
export function sideBySideText(reports: readonly StudyReport[]): string[] {
  return sideBySide(reports).flatMap(({ area, option, figure, first, lines }) => [
    '',
    ...fold(`${lead(area)}${option} beside ${first}, by stance: ${headings(figure, lines).join('; ')}.`),
    ...lines.flatMap(({ stance, difference, net }) => {
      const wide = `  ${stance.padEnd(13)} ${difference.padEnd(24)}  ${net ?? ''}`.trimEnd();
      return wide.length <= WIDTH ? [wide] : fold(`${stance}: ${difference}; ${net ?? ''}`);
    }),
  ]);
}

/** As a section of a page of Markdown: nothing where the study is done under one stance. */
export function sideBySideMarkdown(reports: readonly StudyReport[]): Markdown[] {
  const all = sideBySide(reports);
  if (all.length === 0) return [];
  return [
    heading(2, 'By stance'),
    prose`The same study under each stance, beside ${all[0]!.first}; a page of its own for each has the rest.`,
    ...all.map(({ area, option, figure, lines }) =>
      table(
        [`${lead(area)}${option}`, ...headings(figure, lines)],
        lines.map(({ stance, difference, net }) => [stance, difference, ...(net === null ? [] : [net])]),
      ),
    ),
  ];
}

function headings(figure: string, lines: SideBySide['lines']): string[] {
  return [`difference in ${figure}`, ...(lines.some(({ net }) => net !== null) ? ['net saving, present value'] : [])];
}

function lead(area: string): string {
  return area === '' ? '' : `${area}: `;
}
