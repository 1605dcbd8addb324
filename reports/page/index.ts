/**
 * The report of a run: one HTML file that opens offline and loads nothing. It answers first, then gives numbers, waits,
 * money, who gains, how sure that is, what it rests on and what it does not say. Short unless all is asked for.
 */
import type { StudyResult } from '../../engine/study/result.js';
import { findings as find, keyFigures, type Finding } from '../findings/index.js';
import { labelOf, read } from '../rows.js';
import { answer, keyTable, setting } from './answer.js';
import { basisBody, limitsBody, repeatBody } from './basis.js';
import { elsewhere, figure, type DrawnChart } from './charts.js';
import { pageDocument, pageSection, type PageSection } from './document.js';
import { anchor, html, prose, type Html } from './html.js';
import {
  CARE_CHAPTERS,
  FIT_CHARTS,
  PROGRAMME_CHARTS,
  shortCharts,
  SHORT_GENERAL,
  type Chapter,
  type Section,
} from './plan.js';
import { programmesBody } from './programmes.js';
import { shortNames } from './short-names.js';
import { sureBody } from './sure.js';
import { whoBody } from './who.js';

export type { DrawnChart } from './charts.js';

export interface PageChoices {
  /** Every chart, assumption, effect and definition; a short page says where they are. */
  readonly full?: boolean;
  /** Whether there is a technical annex to point to. */
  readonly annex?: boolean;
}

function sectionBody(
  plan: Section,
  findings: readonly Finding[],
  charts: readonly DrawnChart[],
  heading: string | null,
): Html | null {
  const said = plan.findings.flatMap((id) => findings.find((one) => one.id === id) ?? []);
  const drawn = plan.charts.flatMap((name) => charts.find((one) => one.name === name) ?? []);
  if (said.length === 0 && drawn.length === 0) return null;
  return html`${heading === null ? null : html`<h3 id="${anchor(heading)}">${heading}</h3>`}
  ${said.map((one) => html`<p>${one.heading === plan.heading ? null : html`<strong>${one.heading}.</strong> `}${prose(one.sentence)}</p> `)}
  ${drawn.map(figure)}`;
}

function chapter(
  { id, heading, sections }: Chapter,
  findings: readonly Finding[],
  charts: readonly DrawnChart[],
  lead: Html | null,
): PageSection[] {
  const bodies = sections.flatMap(
    (plan) => sectionBody(plan, findings, charts, sections.length === 1 ? null : plan.heading) ?? [],
  );
  return bodies.length === 0 && lead === null ? [] : [pageSection(id, heading, html`${lead} ${bodies}`)];
}

/** All of a general result: first what was found, then every chart. */
function generalChapter(findings: readonly Finding[], charts: readonly DrawnChart[]): Chapter {
  return {
    id: 'numbers',
    heading: 'The numbers',
    sections: [
      { heading: 'What was found', findings: findings.map(({ id }) => id), charts: charts.map(({ name }) => name) },
    ],
  };
}

/** Charts that no chapter names: nothing is lost on a full page. */
function otherCharts(charts: readonly DrawnChart[]): Chapter {
  const planned = new Set([
    ...CARE_CHAPTERS.flatMap(({ sections }) => sections.flatMap((one) => one.charts)),
    ...PROGRAMME_CHARTS,
    ...FIT_CHARTS,
  ]);
  return {
    id: 'more-charts',
    heading: 'More charts',
    sections: [
      {
        heading: 'More charts',
        findings: [],
        charts: charts.map(({ name }) => name).filter((name) => !planned.has(name)),
      },
    ],
  };
}

/** The whole page as text. `charts` are drawn already; see `buildReport` for the usual way here. */
export function reportHtml(
  whole: StudyResult,
  charts: readonly DrawnChart[],
  { full = false, annex = false }: PageChoices = {},
): string {
  const result = shortNames(whole);
  const reading = read(result);
  const findings = find(result);
  const care = result.kind === 'care';
  const short = shortCharts(charts.map(({ name }) => name));
  const shown = full
    ? charts
    : care
      ? charts.filter(({ name }) => short.includes(name))
      : charts.slice(0, SHORT_GENERAL);
  const of = (names: readonly string[]): DrawnChart[] => shown.filter(({ name }) => names.includes(name));
  const chapters = care ? CARE_CHAPTERS : [generalChapter(findings, shown)];
  const fit = of(FIT_CHARTS);
  const programmes = programmesBody(result, findings, of(PROGRAMME_CHARTS), full);
  const leads: Readonly<Record<string, Html | null>> = {
    numbers: keyTable(reading, keyFigures(reading)),
    who: whoBody(
      {
        futures: result.replications,
        rows: result.rows,
        options: reading.option === null ? [] : [reading.option],
        difference: () => 'difference',
        programmes: result.programmes,
        labelOf: (measure) => labelOf(reading, measure),
      },
      full,
    ),
  };
  return pageDocument({
    title: whole.title,
    over: setting(reading),
    question: whole.question,
    answer: answer(reading),
    sections: [
      ...chapters.flatMap((one) => chapter(one, findings, shown, leads[one.id] ?? null)),
      ...(care ? chapter(otherCharts(shown), [], shown, null) : []),
      pageSection('sure', 'How sure', sureBody(result, fit.length === 0 ? null : html`${fit.map(figure)}`, full)),
      pageSection('basis', 'What it rests on', html`${programmes} ${basisBody(result, full, annex)}`),
      pageSection('limits', 'What this does not say', limitsBody(result)),
      pageSection(
        'repeat',
        'How to repeat it, and where the rest is',
        repeatBody(result, elsewhere(charts.filter((one) => !shown.includes(one))), annex),
      ),
    ],
  });
}
