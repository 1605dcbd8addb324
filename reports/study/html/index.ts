/** A study as one HTML file that opens offline, runs no script and loads nothing. */
import { style } from '../../page/style.js';
import type { DrawnChart } from '../../page/index.js';
import { html, raw } from '../../page/html.js';
import type { AreaStudy } from '../types.js';
import { choiceSentences, moneySentences, opening } from '../written.js';

/** An area of a study, with its charts drawn. */
export interface DrawnStudy extends AreaStudy {
  readonly charts: readonly DrawnChart[];
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export function studyHtml(studies: readonly DrawnStudy[]): string {
  const title = studies[0]?.report.title ?? '';
  return `<!doctype html>\n${
    html`<html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${studies.map(
            ({ report }) =>
              html`<p>${opening(report)} ${report.stance}</p>
                <ul>
                  ${[
                    ...(report.choice === null ? [] : choiceSentences(report, report.choice)),
                    ...report.options.flatMap((_, o) => moneySentences(report, o)),
                  ].map((line) => html`<li>${line}</li>`)}
                </ul>`,
          )}
        </main>
      </body>
    </html>`.text
  }\n`;
}
