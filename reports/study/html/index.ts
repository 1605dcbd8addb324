/**
 * A study as one HTML file that opens offline and loads nothing. It answers first; of several areas it shows them side by
 * side, then each in what can be opened. Short unless all is asked for.
 */
import { longDate } from '../../periods.js';
import { warningBox } from '../../page/cards.js';
import { basisBody, limitsBody, repeatBody } from '../../page/basis.js';
import { elsewhere } from '../../page/charts.js';
import { pageDocument, pageSection, type PageSection } from '../../page/document.js';
import { html, type Html } from '../../page/html.js';
import { programmesBody } from '../../page/programmes.js';
import type { PageChoices } from '../../page/index.js';
import { sureBody, targetsBody } from '../../page/sure.js';
import type { StudyReport } from '../types.js';
import { areasScreen } from './areas.js';
import { chapters } from './chapters.js';
import { areaScreen, firstScreen } from './first.js';
import { partsOf, type Parts } from './parts.js';
import { shownCharts } from './place.js';
import { shortStudy } from './short.js';
import type { DrawnStudy } from './types.js';
import { basisOfEach, ofEach, repeatOfEach, sureOfEach, timesWords, type ComparedFolder } from './whose.js';

export type { DrawnStudy } from './types.js';
export type { ComparedFolder } from './whose.js';

function setting({ startDate, endDate }: StudyReport, where: string, times: string): string {
  return `${where === '' ? '' : `${where}, `}${longDate(startDate)} to ${longDate(endDate)}, ${times}`;
}

/** What a page has, and what results it puts side by side; none where it is of one study. */
export interface StudyPageChoices extends PageChoices {
  readonly compared?: readonly ComparedFolder[] | undefined;
}

/** The page as text; `whole` are its areas, one or more, with their charts drawn. */
export function studyHtml(
  whole: readonly DrawnStudy[],
  { full = false, annex = false, compared = [] }: StudyPageChoices = {},
): string {
  const studies = whole.map(shortStudy);
  const [first] = studies;
  if (first === undefined) return '';
  const shown = shownCharts(studies, full);
  const isOne = studies.length === 1;
  const parts = partsOf(studies.map(({ report }) => report));
  const hidden = studies.flatMap(({ charts }, i) => charts.filter((chart) => !shown[i]!.includes(chart)));
  const own = isOne ? chapters(first, shown[0]!, full) : [];
  const sure = own.find(({ id }) => id === 'sure')?.body ?? null;
  const notes = [...new Set(studies.flatMap(({ report, frame }) => [...report.notes, ...frame.notes]))];
  const warnings = studies.flatMap(({ report, frame: own }) =>
    (own.warnings ?? []).map((line) => (isOne ? line : `${parts.nameOf(report)}: ${line}`)),
  );
  const named = studies.map((study) => ({ name: parts.nameOf(study.report), study }));
  const isComparison = compared.length > 0;
  const hasStances = parts.one.includes('stance');
  const stances = new Set(studies.map(({ frame: own }) => own.stance));
  const frame = { ...first.frame, notes, ...(isComparison && !hasStances && { stance: [...stances].join(' and ') }) };
  const times = named.map(({ name, study }) => ({ name, value: timesWords(study.report) }));
  const manyStances = hasStances
    ? html`<p>The effects named here are those of the first stance, ${frame.stance}.</p>`
    : null;
  return pageDocument({
    title: whole[0]?.report.title ?? '',
    over: setting(first.report, isOne ? first.report.area : `${studies.length} ${parts.many}`, ofEach(times)),
    question: whole[0]?.report.question ?? '',
    answer: html`${warningBox(warnings)}
    ${isOne ? firstScreen(first.report) : areasScreen(studies.map(({ report }) => report))}`,
    sections: [
      ...own.filter(({ id }) => id !== 'sure').map(({ id, heading, body }) => pageSection(id, heading, body)),
      ...(isOne ? [] : [areasSection(studies, parts, shown, full)]),
      pageSection(
        'sure',
        'How sure',
        isOne
          ? sureBody(frame, null, full, sure)
          : isComparison
            ? sureOfEach(named, full)
            : sureBody({ ...frame, targets: [] }, null, full),
      ),
      pageSection(
        'basis',
        'What it rests on',
        html`${manyStances}${programmesBody(frame, [], [], full)}
        ${isComparison ? basisOfEach(frame, named, full) : basisBody(frame, full, annex)}`,
      ),
      pageSection('limits', 'What this does not say', limitsBody(frame)),
      pageSection(
        'repeat',
        'How to repeat it, and where the rest is',
        isComparison
          ? repeatOfEach(frame, named, compared, elsewhere(hidden))
          : repeatBody(frame, elsewhere(hidden), annex),
      ),
    ],
  });
}

/** Every area in what can be opened, with headings of its own. */
function areasSection(
  studies: readonly DrawnStudy[],
  { one, nameOf }: Parts,
  shown: readonly (readonly (typeof studies)[number]['charts'][number][])[],
  isFull: boolean,
): PageSection {
  const body = studies.map((study, i): Html => {
    const name = nameOf(study.report);
    return html`<details class="area" data-area="${name}">
      <summary><h3>${name}</h3></summary>
      ${areaScreen(study.report)}
      ${chapters(study, shown[i]!, isFull).map(
        ({ heading, body: own }) =>
          html`<h4>${heading}</h4>
            ${own}`,
      )}
      ${isFull ? targetsBody(study.frame, null, true, 4) : null}
    </details> `;
  });
  return pageSection(
    'areas',
    `Each ${one}`,
    html`<div id="areas-list" data-find="${one === 'area' ? 'Find an area' : `Find one ${one}`}">${body}</div>`,
  );
}
