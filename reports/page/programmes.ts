/** The programmes: what they are, what they were taken to do and why, and the evidence itself. */
import { doesNothing, sizeWords } from '../../engine/programmes/size.js';
import type { EvidenceCard, ProgrammeSummary, StudyResult } from '../../engine/study/result.js';
import type { Finding } from '../findings/index.js';
import { figure, type DrawnChart } from './charts.js';
import { html, link, prose, table, type Html } from './html.js';

/** What each evidence stance means: one rule for all programmes. */
const STANCES: Readonly<Record<string, string>> = {
  central:
    'A randomised trial whose interval includes no effect counts as no effect, else its estimate is used; a controlled study that was not randomised counts for half its effect (on the log scale); an uncontrolled study counts as no effect.',
  'as-trialled': 'The best trial’s estimate is used as it is, whichever way it points.',
  cautious: 'Half the effect (on the log scale) of the central stance.',
  optimistic: 'The best published effect is used, whatever the design of the study.',
  none: 'No programme has any effect: places, costs and waiting lists only.',
};

const LISTED = (items: readonly string[]): Html =>
  html`<ul>
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;

function evidence(card: EvidenceCard): Html {
  const interval = card.interval === '' ? '' : ` (${card.interval})`;
  return html`<div class="card">
    <h4>${card.study}</h4>
    <dl>
      <dt>Design</dt>
      <dd>${card.design}${card.n === '' ? '' : `, n = ${card.n}`}</dd>
      <dt>Outcome</dt>
      <dd>${card.outcome}</dd>
      <dt>Estimate</dt>
      <dd>${card.estimate}${interval}</dd>
      <dt>Grade</dt>
      <dd>${card.grade}</dd>
      ${
        card.address === ''
          ? null
          : html`<dt>Where</dt>
              <dd>${link(card.address)}</dd>`
      }
    </dl>
    ${card.note === '' ? null : html`<p>${card.note}</p>`}
  </div> `;
}

function effects({ effects: lines, outcomes }: ProgrammeSummary, title: string): Html {
  if (lines.length === 0 && outcomes.length > 0)
    return html`<p>It is counted for what it gives (${outcomes.join('; ')}) and changes no numbers in care.</p>`;
  if (lines.length === 0)
    return html`<p>
      A route, not a multiplier: it changes which steps a child takes, and has no effect of its own on any chance.
    </p>`;
  return table(
    `Effects assumed: ${title}`,
    ['Effect', 'Size', 'Why', 'Mark'],
    lines.map((line) => [
      line.transitions.length === 0 ? line.label : `${line.label} (${line.transitions.join(', ')})`,
      sizeWords(line),
      line.why,
      line.mark,
    ]),
    (column) => column === 1,
  );
}

/** Where nothing is assumed of an effect: how to ask how large it would have to be. */
function breakEven({ id, effects: lines }: ProgrammeSummary, scenario: string): Html | null {
  const neutral = lines.filter(doesNothing);
  if (neutral.length === 0) return null;
  const commands = neutral.map(({ name }) => `throughcare break-even ${scenario} ${id}.${name}`);
  return html`<p>
    How large an effect that is taken as none here would have to be for the programme to pay for itself:
    ${commands.map((command, i) => html`${i === 0 ? '' : '; '}<code>${command}</code>`)}.
  </p>`;
}

function programme(one: ProgrammeSummary, found: Finding | undefined, scenario: string): Html {
  return html`<section>
    <h3>${one.title}</h3>
    ${one.description === '' ? null : html`<p>${one.description}</p>`}
    ${
      one.warnings.length === 0
        ? null
        : html`<div class="warn">
            <p><strong>Warning</strong></p>
            ${one.warnings.map((text) => html`<p>${text}</p>`)}
          </div>`
    }
    ${found === undefined ? null : html`<p>${prose(found.sentence)}</p>`}
    <dl>
      <dt>Opens</dt>
      <dd>${one.opens}</dd>
      <dt>Places</dt>
      <dd>${one.places}</dd>
      <dt>Who it is for</dt>
      <dd>${one.eligible}</dd>
    </dl>
    ${effects(one, one.title)} ${breakEven(one, scenario)}
    ${
      one.evidence.length === 0
        ? html`<p>No evidence is recorded for this programme.</p>`
        : html`<h4>Evidence</h4>
            ${one.evidence.map(evidence)}`
    }
    ${
      one.caveats.length === 0
        ? null
        : html`<h4>Caveats</h4>
            ${LISTED(one.caveats)}`
    }
  </section> `;
}

export function programmesSection(
  result: StudyResult,
  findings: readonly Finding[],
  charts: readonly DrawnChart[],
): Html | null {
  if (result.programmes.length === 0 && charts.length === 0) return null;
  const meaning = STANCES[result.stance];
  return html`<section aria-labelledby="programmes">
    <h2 id="programmes">The programmes and their evidence</h2>
    <p>
      Evidence stance: <strong>${result.stance}</strong>. ${meaning ?? 'Set by the scenario.'} A hazard ratio of 1 means
      no effect; below 1 the event comes later or to fewer, above 1 sooner or to more. Points are percentage points of a
      share.
    </p>
    ${charts.map(figure)}
    ${result.programmes.map((one) =>
      programme(
        one,
        findings.find(({ id }) => id === `programme-${one.id}`),
        `${result.name}.yaml`,
      ),
    )}
  </section> `;
}
