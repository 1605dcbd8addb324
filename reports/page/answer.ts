/** The top of the page: the question, the answer in words, and a handful of numbers with their intervals. */
import { stanceSentence, type Finding, type KeyFigure } from '../findings/index.js';
import { thousands, write } from '../numbers.js';
import { longDate } from '../periods.js';
import type { Reading } from '../rows.js';
import { html, prose, table, type Html } from './html.js';
import { ANSWER } from './plan.js';

const WORDS = {
  'exactly none': 'exactly none',
  'none clear': 'none clear',
  'on average': 'clear on average',
  'more chance than effect': 'clear on average, but more chance than effect',
  'in almost every future': 'clear in almost every future',
  untested: 'one replication: not known',
} as const;

/** What the run was: where, when, how many times. */
export function setting({ result }: Reading): string {
  const where =
    result.area === null
      ? ''
      : `${result.area.name}${result.area.children === null ? '' : ` (${thousands(result.area.children)} children)`}, `;
  const times = result.replications === 1 ? '1 replication' : `${thousands(result.replications)} replications`;
  return `${where}${longDate(result.startDate)} to ${longDate(result.endDate)}, ${times}`;
}

function intervalSentence({ result }: Reading): string {
  if (result.replications < 2) return 'The run has one replication, so there are no intervals.';
  const few =
    result.replications < 40
      ? ` With only ${result.replications} replications the ends of these intervals are rough.`
      : '';
  return (
    `Numbers in brackets hold 95% of simulated futures: ${result.uncertainty}. ` +
    `The 95% interval of an average is narrower: it says how well ${thousands(result.replications)} replications pin the average down.${few}`
  );
}

export function answer(reading: Reading, findings: readonly Finding[], figures: readonly KeyFigure[]): Html {
  const { result, option } = reading;
  const care = result.kind === 'care';
  const chosen = care ? ANSWER.flatMap((id) => findings.find((one) => one.id === id) ?? []) : findings.slice(0, 5);
  const waits = care ? findings.filter(({ id }) => id.startsWith('programme-')) : [];
  const compared =
    option === null
      ? 'This run has no option to compare: it shows the baseline alone.'
      : `“${option.label}” (the option) is compared with “${reading.baseline.label}” (the baseline), ${care ? 'on the same children with the same luck' : 'case by case, with the same luck'}.`;
  return html`<section class="answer" aria-labelledby="answer">
      <h2 id="answer">In short</h2>
      ${(result.warnings ?? []).map((line) => html`<p><strong>${line}</strong></p> `)}
      <p>${compared} ${stanceSentence(result)}</p>
      <ul>
        ${[...chosen, ...waits].map((one) => html`<li><strong>${one.heading}.</strong> ${prose(one.brief)}</li> `)}
      </ul>
    </section>
    ${figures.length === 0 ? null : keyTable(reading, figures)}
    <p class="soft">
      ${intervalSentence(reading)}${care ? ' Fewer children in care is not by itself good: read returns, moves and waiting lists beside it.' : ''}
    </p>`;
}

function keyTable({ option }: Reading, figures: readonly KeyFigure[]): Html {
  const columns =
    option === null ? ['Number', 'Baseline'] : ['Number', 'Baseline', 'Option', 'Difference', 'Is there a difference?'];
  const rows = figures.map(({ label, when, at, verdict }) => [
    html`${label}, <span class="i">${when}</span>`,
    write(at.baseline).both,
    ...(option === null
      ? []
      : [
          at.option === null ? 'not known' : write(at.option).both,
          at.difference === null ? 'not known' : write(at.difference, true).both,
          verdict === null ? '' : WORDS[verdict],
        ]),
  ]);
  const caption = option === null ? 'Numbers to take away' : 'Numbers to take away, compared with the baseline';
  return html`<div class="key">${table(caption, columns, rows, (column) => column >= 1 && column <= 3)}</div>`;
}
