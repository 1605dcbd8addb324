/**
 * The frame of every page: one HTML file that opens offline and loads nothing, whole without its script. Its content
 * security policy allows its own style and script, by their hashes, and refuses all else.
 */
import { html, raw, shortened, type Html } from './html.js';
import { policy } from './policy.js';
import { script } from './script.js';
import { style } from './style.js';

export interface PageParts {
  readonly title: string;
  /** Above the title: where, when, how often. */
  readonly over: string;
  readonly question: string;
  /** The first screen, under the question. */
  readonly answer: Html;
  readonly sections: readonly PageSection[];
}

/** A section with a heading of its own, which the contents name. */
export interface PageSection {
  readonly id: string;
  readonly heading: string;
  readonly body: Html;
}

/** A section, its heading, and what stands in it. */
export function pageSection(id: string, heading: string, body: Html): PageSection {
  return {
    id,
    heading,
    body: html`<section aria-labelledby="${id}">
      <h2 id="${id}">${heading}</h2>
      ${body}
    </section> `,
  };
}

const TITLE = 200;
const QUESTION = 600;

export function pageDocument({ title, over, question, answer, sections }: PageParts): string {
  const isCut = title.length > TITLE || question.length > QUESTION;
  return `<!doctype html>\n${
    html`<html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${raw(policy(style, script))}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${shortened(title, TITLE)}</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the answer</a>
        <main id="main" tabindex="-1">
          <div class="first">
            <p class="over">${over}</p>
            <h1>${shortened(title, TITLE)}</h1>
            <p class="question">${shortened(question, QUESTION)}</p>
            ${answer}
          </div>
          <nav class="contents" aria-label="Contents">
            <p aria-hidden="true">Contents</p>
            <ul>
              ${sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li> `)}
            </ul>
            <div id="tools"></div>
          </nav>
          <div class="sections">
            ${sections.map(({ body }) => body)}
            ${
              isCut
                ? html`<details class="rest">
                    <summary>The whole title and question</summary>
                    <p>${title}</p>
                    <p>${question}</p>
                  </details>`
                : null
            }
          </div>
        </main>
        <footer>
          <p>
            Made by Throughcare, an open-source microsimulation of children’s social care. All children in it are
            simulated.
          </p>
        </footer>
        ${raw(`<script>${script}</script>`)}
      </body>
    </html>`.text
  }\n`;
}
