/** The programmes: what they are, what they were taken to do and why, and the evidence itself. */
import { doesNothing, sizeWords } from '../../engine/programmes/size.js';
import type { EvidenceCard, ProgrammeSummary, ResultFrame } from '../../engine/study/result.js';
import type { Finding } from '../findings/index.js';
import { figure, type DrawnChart } from './charts.js';
import { html, link, long, prose, shortened, table, type Html } from './html.js';

/** What each evidence stance means: one rule for all programmes. */
const STANCES: Readonly<Record<string, string>> = {
  central:
    'A randomised trial whose interval includes no effect counts as no effect, else its estimate is used; a controlled study that was not randomised counts for half its effect (on the log scale); an uncontrolled study counts as no effect.',
  'as-trialled': 'The best trial’s estimate is used as it is, whichever way it points.',
  cautious: 'Half the effect (on the log scale) of the central stance.',
  optimistic: 'The best published effect is used, whatever the design of the study.',
  none: 'No programme has any effect: places, costs and waiting lists only.',
};

const NAME = 120;

const LISTED = (items: readonly string[]): Html =>
  html`<ul>
    ${items.map((item) => html`<li>${long(item)}</li> `)}
  </ul>`;

function evidence(card: EvidenceCard): Html {
  const interval = card.interval === '' ? '' : ` (${card.interval})`;
  return html`<div class="card">
    <h6>${card.study}</h6>
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
    ${card.note === '' ? null : html`<div class="rest">${long(card.note)}</div>`}
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
    lines.map((line) => [line.label, sizeWords(line), line.why, line.mark]),
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

function about(one: ProgrammeSummary, scenario: string, isFull: boolean): Html {
  const body = html`<dl>
      <dt>Opens</dt>
      <dd>${one.opens}</dd>
      <dt>Places</dt>
      <dd>${one.places}</dd>
      <dt>Who it is for</dt>
      <dd>${one.eligible}</dd>
    </dl>
    ${
      one.evidence.length === 0
        ? html`<p>No evidence is recorded for this programme.</p>`
        : html`<h5>Evidence</h5>
            ${one.evidence.map(evidence)}`
    }
    ${
      one.caveats.length === 0
        ? null
        : html`<h5>Caveats</h5>
            ${LISTED(one.caveats)}`
    }
    ${breakEven(one, scenario)}`;
  if (isFull) return body;
  const studies = one.evidence.length;
  const counted = studies === 0 ? 'no evidence recorded' : `${studies} ${studies === 1 ? 'study' : 'studies'}`;
  return html`<details>
    <summary>Who it is for, evidence (${counted}) and caveats<span class="vh">: ${one.title}</span></summary>
    ${body}
  </details>`;
}

function programme(one: ProgrammeSummary, found: Finding | undefined, scenario: string, isFull: boolean): Html {
  return html`<h4>${one.title}</h4>
    ${one.description === '' ? null : html`<div class="rest">${long(one.description, 400)}</div>`}
    ${
      one.warnings.length === 0
        ? null
        : html`<div class="warn">
            <p><strong>Warning</strong></p>
            ${one.warnings.map((text) => html`<div>${long(text)}</div> `)}
          </div>`
    }
    ${found === undefined ? null : html`<p>${prose(found.sentence)}</p>`} ${effects(one, one.title)}
    ${about(one, scenario, isFull)}`;
}

/** The programmes and what they rest on; null where there are none. */
export function programmesBody(
  { programmes, stance, name }: ResultFrame,
  findings: readonly Finding[],
  charts: readonly DrawnChart[],
  isFull: boolean,
): Html | null {
  if (programmes.length === 0 && charts.length === 0) return null;
  const meaning = STANCES[stance];
  return html`<h3 id="programmes">The programmes and their evidence</h3>
    <p>
      Evidence stance: <strong>${shortened(stance, NAME)}</strong>. ${meaning ?? 'Set by the scenario.'} A hazard ratio
      of 1 means no effect; below 1 the event comes later or to fewer, above 1 sooner or to more. Points are percentage
      points of a share.
    </p>
    ${charts.map(figure)}
    ${programmes.map((one) =>
      programme(
        one,
        findings.find(({ id }) => id === `programme-${one.id}`),
        `${shortened(name, NAME)}.yaml`,
        isFull,
      ),
    )}`;
}
