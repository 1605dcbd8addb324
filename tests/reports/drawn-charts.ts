/** Draws every chart it is given and says what is wrong with the pictures: for tests of charts, quick and long. */
import { toSvg } from '../../reports/render/index.js';
import type { Chart } from '../../reports/charts/types.js';
import { outside, overlapping, textsOf } from './svg-texts.js';

/** A page column of 680 pixels and the room around a chart. */
const WIDEST = 690;

export interface Looked {
  /** What is wrong with a chart or its picture; [] where nothing is. */
  readonly faults: readonly string[];
  /** Every word that it shows, in the order of the drawing. */
  readonly words: string;
}

export async function lookAt(chart: Chart): Promise<Looked> {
  const { name: id, title, description, table } = chart;
  const faults: string[] = [];
  const svg = await toSvg(chart.spec, { id, title, description, warn: (message) => faults.push(message) });
  const texts = textsOf(svg);
  if (texts.width > WIDEST) faults.push(`${texts.width} pixels wide`);
  if (/NaN|undefined|Infinity/.test(svg.replace(/<(title|desc)[^>]*>[^<]*<\/\1>/g, ''))) faults.push('not a number');
  if (/<(script|img)\b/i.test(svg)) faults.push('markup');
  faults.push(...outside(texts).map((text) => `outside: ${text}`));
  faults.push(...overlapping(texts).map((pair) => `overlapping: ${pair}`));
  if (description.length < 30) faults.push('hardly described');
  if (table.rows.length === 0) faults.push('no table');
  if (table.rows.some((row) => row.length !== table.columns.length)) faults.push('rows of its table are not whole');
  return {
    faults: faults.map((fault) => `${id}: ${fault}`),
    words: texts.texts.map(({ text }) => text).join(' | '),
  };
}

/** The faults of several charts, drawn one after another. */
export async function allFaults(charts: readonly Chart[]): Promise<string[]> {
  const faults: string[] = [];
  // oxlint-disable-next-line no-await-in-loop -- drawn one after another
  for (const chart of charts) faults.push(...(await lookAt(chart)).faults);
  return faults;
}
