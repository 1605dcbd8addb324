/** What the run rests on, what it does not say, and how to repeat it. */
import type { ResultFrame } from '../../engine/study/result.js';
import { limits } from '../findings/limits.js';
import { thousands } from '../numbers.js';
import { longDate } from '../periods.js';
import { html, link, long, noNumbers, shortened, table, type Html } from './html.js';

const MARKS: readonly (readonly [string, string])[] = [
  ['published', 'as published'],
  ['derived', 'worked out from published figures'],
  ['fitted', 'fitted so that the model meets its targets'],
  ['assumption', 'assumed, for want of a source'],
  ['local', 'given by the area'],
];

/** A name of a scenario or a seed may be of any length. */
const NAME = 120;

/** Whose numbers they are; '' where there is no doubt. */
export interface AssumptionsOf {
  readonly whose: string;
  readonly assumptions: ResultFrame['assumptions'];
}

/** Notes, assumptions and sources: all of them on a full page; on a short one what they come to, and where the rest is. */
export function basisBody(
  { assumptions, notes, sources, measures }: ResultFrame,
  isFull: boolean,
  hasAnnex: boolean,
  each: readonly AssumptionsOf[] = [{ whose: '', assumptions }],
): Html {
  return html`${
    notes.length === 0
      ? null
      : html`<h3>Notes on the data</h3>
          <ul>
            ${notes.map((note) => html`<li>${long(note)}</li> `)}
          </ul>`
  }
  ${each.map((own) => (own.assumptions.length === 0 ? null : assumptionsPart(own, isFull, hasAnnex)))}
  ${isFull && sources.length > 0 ? sourcesPart(sources) : null}
  ${isFull && measures.length > 0 ? definitionsPart(measures) : null}`;
}

function whereWords(isFull: boolean, hasAnnex: boolean): Html | null {
  if (isFull) return null;
  return hasAnnex
    ? html`: every one is in <code>annex.html</code>`
    : html`: with <code>--full</code> every one is here`;
}

function assumptionsPart({ whose, assumptions }: AssumptionsOf, isFull: boolean, hasAnnex: boolean): Html {
  const of = whose === '' ? '' : ` of ${whose}`;
  const marks = MARKS.flatMap(([mark, meaning]) => {
    const count = assumptions.filter((line) => line.mark === mark).length;
    return count === 0 ? [] : [{ mark, meaning, count }];
  });
  return html`<h3>Assumptions${of}</h3>
    <p>
      ${thousands(assumptions.length)} ${assumptions.length === 1 ? 'number' : 'numbers'}, each with where it comes
      from${whereWords(isFull, hasAnnex)}. By their marks:
    </p>
    ${table(
      `How many numbers${of} have each mark`,
      ['Mark', 'Means', 'Numbers'],
      marks.map(({ mark, meaning, count }) => [mark, meaning, thousands(count)]),
      (column) => column === 2,
      { isCaptionHidden: true },
    )}
    ${isFull ? null : localSources(assumptions)}
    ${
      isFull
        ? table(
            `Assumptions${of}`,
            ['Number', 'Value', 'Interval', 'Mark', 'Source'],
            assumptions.map((line) => [
              line.label,
              `${line.value} ${line.unit}`.trim(),
              line.interval ?? 'none given',
              line.mark,
              link(line.source),
            ]),
            noNumbers,
          )
        : null
    }`;
}

/** Where the area's own figures come from; null where it gave none. */
function localSources(assumptions: ResultFrame['assumptions']): Html | null {
  const own = [...new Set(assumptions.filter(({ mark }) => mark === 'local').map(({ source }) => source))];
  return own.length === 0
    ? null
    : html`<p>The area’s own figures come from:</p>
        <ul>
          ${own.map((source) => html`<li>${long(source)}</li> `)}
        </ul>`;
}

/** What the short names of sources stand for. */
function sourcesPart(sources: ResultFrame['sources']): Html {
  return html`<h3 id="sources">Sources</h3>
    ${table(
      'What the short names of sources stand for',
      ['Short name', 'Source', 'Address'],
      sources.map((one) => [one.id, one.title, link(one.address)]),
      noNumbers,
      { isCaptionHidden: true },
    )}`;
}

function definitionsPart(measures: ResultFrame['measures']): Html {
  return html`<h3 id="definitions">What is counted</h3>
    ${table(
      'Definitions of measures',
      ['Measure', 'Name in the tables', 'Unit', 'Definition'],
      measures.map((one) => [one.label, html`<code>${one.name}</code>`, one.unit, one.definition]),
      noNumbers,
      { isCaptionHidden: true },
    )}`;
}

/** What no reader should take from the page. */
export function limitsBody(result: ResultFrame): Html {
  return html`<ul>
    ${limits(result).map((limit) => html`<li>${limit}</li> `)}
  </ul>`;
}

/** How results were made, in words, where it is not one run's frame that says it all. */
export interface MadeHow {
  /** Where everything needed is. */
  readonly lead: Html;
  readonly name: string;
  readonly seed: string;
  readonly replications: string;
  readonly stance: string;
  readonly versions: readonly (readonly [string, string])[];
}

function madeOf({ name, seed, replications, stance, versions }: ResultFrame): MadeHow {
  return {
    lead: html`<p>
      The same scenario, seed and version give the same numbers to the last digit, on any computer. Everything needed is
      in <code>run.json</code> beside this page.
    </p>`,
    name: shortened(name, NAME),
    seed: shortened(seed, NAME),
    replications: thousands(replications),
    stance: shortened(stance, NAME),
    versions: Object.entries(versions),
  };
}

/** How to get the same page again, and where everything is that is not on it. */
export function repeatBody(
  result: ResultFrame,
  more: Html | null,
  hasAnnex: boolean,
  made: MadeHow = madeOf(result),
): Html {
  return html`${made.lead}
    <ul>
      <li>
        <code>tables/</code> has every number with its interval, its unit and its measure, for a spreadsheet, R or
        Python.
      </li>
      ${more}
      ${
        hasAnnex
          ? html`<li>
              <code>annex.html</code> has the structure of the model, every assumption with its source, all evidence and
              the definition of all that is counted.
            </li>`
          : null
      }
    </ul>
    <dl>
      <dt>${result.options.length > 2 ? 'Study' : 'Scenario'}</dt>
      <dd>${made.name}</dd>
      <dt>Seed</dt>
      <dd><code>${made.seed}</code></dd>
      <dt>Replications</dt>
      <dd>${made.replications}</dd>
      <dt>Evidence stance</dt>
      <dd>${made.stance}</dd>
      <dt>Period</dt>
      <dd>${longDate(result.startDate)} to ${longDate(result.endDate)}</dd>
      <dt>Prices</dt>
      <dd>${result.priceYear}</dd>
      ${made.versions.map(
        ([name, version]) =>
          html`<dt>${name}</dt>
            <dd>${version}</dd> `,
      )}
    </dl>`;
}
