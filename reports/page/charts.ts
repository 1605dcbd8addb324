/** A chart on the page: the drawing, and under it the same numbers as a table. */
import type { Chart } from '../charts/index.js';
import { html, raw, table, type Html } from './html.js';

/** A chart with its drawing. The SVG must be this project's own, with a title, a description and ids of its own. */
export interface DrawnChart extends Chart {
  readonly svg: string;
}

export function figure(chart: DrawnChart): Html {
  const { columns, rows } = chart.table;
  return html`<figure>${raw(chart.svg)}</figure>
    <details class="data">
      <summary>Table: ${chart.title}</summary>
      ${table(chart.title, columns, rows, (i) => i >= textColumns(columns))}
    </details> `;
}

/** How many leading columns hold words, which align to the left. */
function textColumns(columns: readonly string[]): number {
  const words = new Set(['What', 'Time', 'Programme']);
  return words.has(columns[0] ?? '') ? 2 : 1;
}
