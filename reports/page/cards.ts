/** Numbers as cards: what, how much, between what, compared with what, and how sure. */
import type { Card } from '../findings/index.js';
import { html, prose, raw, type Html } from './html.js';

export function cardList(cards: readonly Card[]): Html | null {
  if (cards.length === 0) return null;
  return html`<ul class="cards">
    ${cards.map(
      ({ what, big, isWords, interval, beside, sure }) =>
        html`<li>
          <p class="what">${prose(what)}</p>
          <p class="big${raw(isWords ? ' none' : '')}">${prose(big)}</p>
          ${interval === '' ? null : html`<p>${rangeWords(interval)}</p>`}
          ${beside === '' ? null : html`<p class="beside">${prose(beside)}</p>`}
          ${sure === '' ? null : html`<p class="sure">${sure}</p>`}
        </li> `,
    )}
  </ul>`;
}

/** What a reader must know before any number; null where there is nothing. */
export function warningBox(warnings: readonly string[]): Html | null {
  if (warnings.length === 0) return null;
  return html`<div class="warn">
    ${warnings.map((line) => html`<p><strong>Warning.</strong> ${prose(line)}</p> `)}
  </div>`;
}

/** As much as stands on one line of a card. */
const LINE = 20;

/** An interval that is not torn apart where a line holds it. */
function rangeWords(interval: string): Html {
  const at = interval.lastIndexOf(': ') + 2;
  const range = interval.slice(at);
  return range.length > LINE ? prose(interval) : html`${prose(interval.slice(0, at))}<span class="i">${range}</span>`;
}

/** The sentences that answer, in a box that stands out. */
export function answerBox(sentences: readonly string[]): Html {
  return html`<section class="answer" aria-labelledby="answer">
    <h2 id="answer" class="vh">In short</h2>
    ${paragraphs(sentences)}
  </section>`;
}

/** The same for a part of a page that has a heading already. */
export function partBox(sentences: readonly string[]): Html {
  return html`<div class="answer">${paragraphs(sentences)}</div>`;
}

const paragraphs = (sentences: readonly string[]): Html => html`${sentences.map((one) => html`<p>${prose(one)}</p> `)}`;
