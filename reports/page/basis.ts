/** What the run rests on: figures it was fitted to, every assumption with its source, and how to repeat it. */
import type { StudyResult } from '../../engine/study/result.js';
import { limits } from '../findings/limits.js';
import { percent, thousands, tidy } from '../numbers.js';
import { longDate } from '../periods.js';
import { html, link, noNumbers, table, type Html } from './html.js';

const MARKS: readonly (readonly [string, string])[] = [
  ['published', 'as published'],
  ['derived', 'worked out from published figures'],
  ['fitted', 'fitted so that the model meets its targets'],
  ['assumption', 'assumed, for want of a source'],
  ['local', 'given by the area'],
];

export function targetsSection({ targets }: StudyResult): Html | null {
  if (targets.length === 0) return null;
  return html`<section aria-labelledby="targets">
    <h2 id="targets">What it was fitted to</h2>
    <p>
      The first day is brought to these figures and the first year is fitted to them, so a small difference here is no
      test of the model. In an area, the figures by age, placement, legal status and asylum seeking are its total with
      England’s mix where it gives none of its own.
    </p>
    ${table(
      'Targets, what the model gives, and how far apart they are',
      ['Figure', 'Target', 'Model', 'Difference', 'How', 'Source'],
      targets.map((line) => [
        line.label,
        tidy(Number(line.target.toFixed(1))),
        tidy(Number(line.modelled.toFixed(1))),
        line.residual === null ? 'target is 0' : `${line.residual > 0 ? '+' : ''}${percent(line.residual)}`,
        line.how,
        link(line.source),
      ]),
      (column) => column >= 1 && column <= 3,
    )}
  </section> `;
}

export function assumptionsSection({ assumptions, notes }: StudyResult): Html | null {
  if (assumptions.length === 0 && notes.length === 0) return null;
  const used = MARKS.filter(([mark]) => assumptions.some((line) => line.mark === mark));
  return html`<section aria-labelledby="basis">
    <h2 id="basis">What it rests on</h2>
    ${
      notes.length === 0
        ? null
        : html`<h3>Notes on the data</h3>
            <ul>
              ${notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
    }
    ${
      assumptions.length === 0
        ? null
        : html`<h3>Assumptions</h3>
            <p>
              ${thousands(assumptions.length)} ${assumptions.length === 1 ? 'number' : 'numbers'}, each with where it
              comes from. Marks: ${used.map(([mark, words]) => `${mark}, ${words}`).join('; ')}.
            </p>
            ${table(
              'Assumptions',
              ['Number', 'Value', 'Interval', 'Mark', 'Source'],
              assumptions.map((line) => [
                line.label,
                `${line.value} ${line.unit}`.trim(),
                line.interval ?? 'none given',
                line.mark,
                link(line.source),
              ]),
              noNumbers,
            )}`
    }
  </section> `;
}

/** What the short names of sources stand for. */
export function sourcesSection({ sources }: StudyResult): Html | null {
  if (sources.length === 0) return null;
  return html`<section aria-labelledby="sources">
    <h2 id="sources">Sources</h2>
    ${table(
      'What the short names of sources stand for',
      ['Short name', 'Source', 'Address'],
      sources.map((one) => [one.id, one.title, link(one.address)]),
      noNumbers,
    )}
  </section> `;
}

export function definitionsSection({ measures }: StudyResult): Html | null {
  if (measures.length === 0) return null;
  return html`<section aria-labelledby="definitions">
    <h2 id="definitions">What is counted</h2>
    <details>
      <summary>Definitions of ${thousands(measures.length)} ${measures.length === 1 ? 'measure' : 'measures'}</summary>
      ${table(
        'Definitions',
        ['Measure', 'Name in the tables', 'Unit', 'Definition'],
        measures.map((one) => [one.label, html`<code>${one.name}</code>`, one.unit, one.definition]),
        noNumbers,
      )}
    </details>
  </section> `;
}

/** What no reader should take from the page. */
export function limitsSection(result: StudyResult): Html {
  return html`<section aria-labelledby="limits">
    <h2 id="limits">What this does not say</h2>
    <ul>
      ${limits(result).map((limit) => html`<li>${limit}</li>`)}
    </ul>
  </section> `;
}

/** How to get the same page again. */
export function repeatSection(result: StudyResult): Html {
  return html`<section aria-labelledby="repeat">
    <h2 id="repeat">How to repeat it</h2>
    <p>
      The same scenario, seed and version give the same numbers to the last digit, on any computer. Everything needed is
      in <code>run.json</code> beside this page; every number is in <code>tables/</code>, every chart in
      <code>charts/</code>.
    </p>
    <dl>
      <dt>Scenario</dt>
      <dd>${result.name}</dd>
      <dt>Seed</dt>
      <dd><code>${result.seed}</code></dd>
      <dt>Replications</dt>
      <dd>${thousands(result.replications)}</dd>
      <dt>Evidence stance</dt>
      <dd>${result.stance}</dd>
      <dt>Period</dt>
      <dd>${longDate(result.startDate)} to ${longDate(result.endDate)}</dd>
      <dt>Prices</dt>
      <dd>${result.priceYear}</dd>
      ${Object.entries(result.versions).map(
        ([name, version]) =>
          html`<dt>${name}</dt>
            <dd>${version}</dd> `,
      )}
    </dl>
  </section> `;
}
