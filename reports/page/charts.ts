/** A chart on the page: the drawing, and under it the same numbers as a table. */
import type { Chart } from '../charts/index.js';
import { visible } from '../unseen.js';
import { html, raw, table, type Html } from './html.js';

/** A chart with its drawing. The SVG must be this project's own, with a title, a description and ids of its own. */
export interface DrawnChart extends Chart {
  readonly svg: string;
}

export function figure(chart: DrawnChart): Html {
  const { columns, rows } = chart.table;
  return html`<figure>
      <div class="scroll" tabindex="0" role="group" aria-label="Chart: ${chart.title}">${raw(visible(chart.svg))}</div>
    </figure>
    <details class="data">
      <summary>The numbers in this chart<span class="vh">: ${chart.title}</span></summary>
      ${table(chart.title, columns, rows, (i) => i >= textColumns(columns), { isCaptionHidden: true })}
    </details> `;
}

/** How many leading columns hold words, which align to the left. */
function textColumns(columns: readonly string[]): number {
  const words = new Set(['What', 'Time', 'Programme', 'Option']);
  return words.has(columns[0] ?? '') ? 2 : 1;
}

/** Where charts are that are not drawn here; null where all are. */
export function elsewhere(charts: readonly { readonly title: string }[]): Html | null {
  if (charts.length === 0) return null;
  const titles = [...new Set(charts.map(({ title }) => title))];
  return html`<li>
    <code>charts/</code> has every chart as a picture (SVG, PNG) and as Vega-Lite with its data; those that are not on
    this page are drawn on it with <code>--full</code>: ${titles.join('; ')}.
  </li> `;
}
