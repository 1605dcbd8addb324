/** The first screen of a study of several areas: what is so in how many, and a table of area by option. */
import { isClearOnAverage, judge, yearsWords } from '../../findings/index.js';
import { write } from '../../numbers.js';
import { answerBox } from '../../page/cards.js';
import { html, prose, table, type Html } from '../../page/html.js';
import type { Estimate } from '../../rows.js';
import type { StudyReport } from '../types.js';
import { noteOf } from './first.js';
import { partsOf } from './parts.js';
import { differenceOf, featured, figureOf, futuresOf, netOf } from './compared.js';

interface Ways {
  readonly less: number;
  readonly more: number;
  readonly known: number;
}

/** In how many areas a difference is clear on average, and which way. */
function ways(reports: readonly StudyReport[], of: (report: StudyReport) => Estimate | null): Ways {
  let [less, more, known] = [0, 0, 0];
  for (const report of reports) {
    const difference = of(report);
    if (difference === null) continue;
    known++;
    const { sampled, futures } = futuresOf(report);
    if (!isClearOnAverage(judge(difference, sampled, futures))) continue;
    if (difference.value < 0) less++;
    else more++;
  }
  return { less, more, known };
}

/** `in 3 of 10 areas`, `in all 10 areas`. */
const inAreas = (count: number, of: number, many: string): string =>
  count === of ? `in all ${of} ${many}` : `in ${count} of ${of} ${many}`;

/** `lower in 8 of 10 areas and not clearly different in 2`. */
function told({ less, more, known }: Ways, down: string, up: string, many: string): string {
  const rest = known - less - more;
  const parts = [
    ...(less === 0 ? [] : [`${down} ${inAreas(less, known, many)}`]),
    ...(more === 0 ? [] : [`${up} ${inAreas(more, known, many)}`]),
  ];
  if (parts.length === 0)
    return `not clearly ${up.startsWith('a ') ? 'either' : 'different'} in any of ${known} ${many}`;
  return [...parts, ...(rest === 0 ? [] : [`not clear either way in ${rest}`])].join('; ');
}

function sentences(reports: readonly StudyReport[], option: number, many: string): string[] {
  const [first] = reports;
  if (first === undefined) return [];
  const n = reports.length;
  const by = first.choice?.by ?? null;
  const chosen = first.options
    .map(({ title }, o) => ({ title, count: reports.filter(({ choice }) => choice?.choice === o).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const title = first.options[option]?.title ?? '';
  const counts = ways(reports, (report) => {
    const figure = figureOf(report, 'looked_after');
    return figure === null ? null : differenceOf(figure, option);
  });
  const money = ways(reports, (report) => netOf(report, option));
  return [
    ...(by === null || chosen.length === 0
      ? []
      : [
          `By ${by}, ${chosen.map((one) => `${one.title} has the highest mean ${inAreas(one.count, n, many)}`).join('; ')}.`,
        ]),
    ...(counts.known === 0
      ? []
      : [
          `With ${title}, compared ${futuresOf(first).compared}, the number of children looked after at the end is on average ${told(counts, 'lower', 'higher', many)}.`,
        ]),
    ...(money.known === 0
      ? []
      : [
          `To all payers over ${yearsWords(first.years)}, at present value, it is on average ${told(money, 'a net cost', 'a net saving', many)}.`,
        ]),
  ];
}

function areaTable(
  reports: readonly StudyReport[],
  caption: string,
  of: (report: StudyReport, option: number) => Estimate | null,
  isSigned: (option: number) => boolean,
  from: number,
): Html {
  const options = reports[0]?.options ?? [];
  const { one: part, nameOf } = partsOf(reports);
  const shown = options.map((_, o) => o).slice(from);
  const text = table(
    caption,
    [`${part.charAt(0).toUpperCase()}${part.slice(1)}`, ...shown.map((o) => options[o]?.title ?? '')],
    reports.map((report) => [
      nameOf(report),
      ...shown.map((o) => {
        const one = of(report, o);
        return one === null ? '' : write(one, isSigned(o)).both;
      }),
    ]),
  );
  return html`<div class="strong">${text}</div>`;
}

export function areasScreen(reports: readonly StudyReport[]): Html {
  const [first] = reports;
  if (first === undefined) return html``;
  // The option most areas choose; where that is the first, the next best of most.
  const tally = new Map<number, number>();
  for (const report of reports) tally.set(featured(report), (tally.get(featured(report)) ?? 0) + 1);
  const option = [...tally].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
  const figure = figureOf(first, 'looked_after') ?? first.figures[0] ?? null;
  const base = first.options[0]?.title ?? '';
  return html`${answerBox(sentences(reports, option, partsOf(reports).many))}
    ${
      figure === null
        ? null
        : areaTable(
            reports,
            `${figure.label}, ${figure.when}: ${base}, and how many more or fewer with each other option`,
            (report, o) => {
              const own = report.figures.find(({ measure }) => measure === figure.measure) ?? null;
              if (own === null) return null;
              const simulated = own.options[0] ?? null;
              return o === 0 ? (simulated === null ? null : { ...simulated, unit: own.unit }) : differenceOf(own, o);
            },
            (o) => o > 0,
            0,
          )
    }
    ${
      reports.some(({ money }) => money.some((own) => own !== null))
        ? areaTable(reports, `Net saving beside ${base}, to all payers, present value`, netOf, () => true, 1)
        : null
    }
    <p class="soft">${prose(noteOf(first))}</p>`;
}
