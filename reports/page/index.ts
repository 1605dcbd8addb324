/**
 * The report: one HTML file that opens offline, runs no script and loads nothing.
 * Its content security policy allows its own style and pictures written into it, and refuses all else.
 */
import type { StudyResult } from '../../engine/study/result.js';
import { findings as find, keyFigures, type Finding } from '../findings/index.js';
import { read } from '../rows.js';
import { answer, setting } from './answer.js';
import {
  assumptionsSection,
  definitionsSection,
  limitsSection,
  repeatSection,
  sourcesSection,
  targetsSection,
} from './basis.js';
import { figure, type DrawnChart } from './charts.js';
import { anchor, html, prose, raw, type Html } from './html.js';
import { CARE_SECTIONS, PROGRAMME_CHARTS, type Section } from './plan.js';
import { programmesSection } from './programmes.js';
import { style } from './style.js';

export type { DrawnChart } from './charts.js';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function section(plan: Section, findings: readonly Finding[], charts: readonly DrawnChart[]): Html | null {
  const said = plan.findings.flatMap((id) => findings.find((one) => one.id === id) ?? []);
  const drawn = plan.charts.flatMap((name) => charts.find((one) => one.name === name) ?? []);
  if (said.length === 0 && drawn.length === 0) return null;
  const id = anchor(plan.heading);
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${plan.heading}</h2>
    ${said.map((one) => html`<p>${one.heading === plan.heading ? null : html`<strong>${one.heading}.</strong> `}${prose(one.sentence)}</p> `)}
    ${drawn.map(figure)}
  </section> `;
}

/** Everything the care plan does not name, and all of a general result: first what was found, then every chart. */
function remaining(result: StudyResult, findings: readonly Finding[], charts: readonly DrawnChart[]): Section {
  const general = result.kind === 'general';
  const planned = new Set([...(general ? [] : CARE_SECTIONS.flatMap((one) => one.charts)), ...PROGRAMME_CHARTS]);
  return {
    heading: general ? 'What was found' : 'More charts',
    findings: general ? findings.map(({ id }) => id) : [],
    charts: charts.map(({ name }) => name).filter((name) => !planned.has(name)),
  };
}

/** The whole page as text. `charts` are drawn already; see `buildReport` for the usual way here. */
export function reportHtml(result: StudyResult, charts: readonly DrawnChart[]): string {
  const reading = read(result);
  const findings = find(result);
  const plans = [...(result.kind === 'care' ? CARE_SECTIONS : []), remaining(result, findings, charts)];
  const programmeCharts = charts.filter(({ name }) => PROGRAMME_CHARTS.includes(name));
  const sections = plans.flatMap((plan): { heading: string; body: Html }[] => {
    const body = section(plan, findings, charts);
    return body === null ? [] : [{ heading: plan.heading, body }];
  });
  const programmes = programmesSection(result, findings, programmeCharts);
  const targets = targetsSection(result);
  const assumptions = assumptionsSection(result);
  const sources = sourcesSection(result);
  const definitions = definitionsSection(result);
  const contents: [string, string][] = [
    ...sections.map(({ heading }): [string, string] => [anchor(heading), heading]),
    ...(programmes === null ? [] : [['programmes', 'The programmes and their evidence'] as [string, string]]),
    ['limits', 'What this does not say'],
    ...(targets === null ? [] : [['targets', 'What it was fitted to'] as [string, string]]),
    ...(assumptions === null ? [] : [['basis', 'What it rests on'] as [string, string]]),
    ...(sources === null ? [] : [['sources', 'Sources'] as [string, string]]),
    ...(definitions === null ? [] : [['definitions', 'What is counted'] as [string, string]]),
    ['repeat', 'How to repeat it'],
  ];
  const page = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${result.title}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the answer</a>
        <header>
          <p class="over">${setting(reading)}</p>
          <h1>${result.title}</h1>
          <p class="question">${result.question}</p>
        </header>
        <main id="main">
          ${answer(reading, findings, keyFigures(reading))}
          <nav aria-label="Contents">
            <ul>
              ${contents.map(([id, heading]) => html`<li><a href="#${id}">${heading}</a></li> `)}
            </ul>
          </nav>
          ${sections.map(({ body }) => body)} ${programmes} ${limitsSection(result)} ${targets} ${assumptions}
          ${sources} ${definitions} ${repeatSection(result)}
        </main>
        <footer>
          <p>
            Made by Throughcare, an open-source microsimulation of children’s social care. All children in it are
            simulated.
          </p>
        </footer>
      </body>
    </html> `;
  return page.text;
}
