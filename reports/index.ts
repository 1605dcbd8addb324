/**
 * Results into things people read: tidy tables, charts, and a page. Writing them to disk is the caller's work.
 *
 * `for (const file of await buildReport(result)) write(file.path, file.content);`
 */
import type { StudyResult } from '../engine/study/result.js';
import { annexFiles } from './annex/files.js';
import type { AnnexModel } from './annex/index.js';
import { charts as makeCharts } from './charts/index.js';
import { reportHtml, type DrawnChart } from './page/index.js';
import { specFile, specJson, toPng, toSvg } from './render/index.js';
import type { ComparedFolder } from './study/html/whose.js';
import { aboutRun, disclose, tableFiles, type Disclosure } from './tables/index.js';

export { annex, type Annex, type AnnexAbout, type AnnexArea, type AnnexModel } from './annex/index.js';
export { charts, type Chart, type ChartSpec, type ChartTable } from './charts/index.js';
export { findings, headline, judge, type Finding, type FindingNumber, type Verdict } from './findings/index.js';
export { changeSentences, outcomesOf, reachSentences } from './equity/index.js';
export { reportHtml, type DrawnChart, type PageChoices } from './page/index.js';
export { specJson, toPng, toSvg, type SvgOptions } from './render/index.js';
export type { ComparedFolder } from './study/html/whose.js';
export { buildStudyReport, chartLeads } from './study/build.js';
export { discloseStudy } from './study/disclose.js';
export { disclose, tableCsv, tableFiles, tables, type Disclosure } from './tables/index.js';
export { studyCharts } from './study/charts/index.js';

/** One file of a report, with a path relative to the results folder, `/` between its parts. */
export interface ReportFile {
  readonly path: string;
  /** Text is UTF-8. */
  readonly content: string | Uint8Array;
}

export interface ReportProgress {
  readonly done: number;
  readonly total: number;
  /** What was just finished, such as `charts/looked-after.png`. */
  readonly path: string;
}

export interface ReportChoices {
  readonly onProgress?: (progress: ReportProgress) => void;
  /** Leave out the PNG pictures, which take half of the time. */
  readonly pictures?: boolean;
  /** Keep small numbers back in everything that is made. */
  readonly disclosure?: Disclosure | undefined;
  /** Also write the tables in the columns of the open-data standards. */
  readonly official?: boolean | undefined;
  /** SHA-256 of all that was read, to stand in the tables. */
  readonly hash?: string;
  /** The model as it was run, for the technical annex; there is no annex without it. */
  readonly annex?: AnnexModel | undefined;
  /** Pages with every chart, assumption, effect and definition; they are short otherwise. */
  readonly full?: boolean | undefined;
  /** Of a comparison: the results folders put side by side. */
  readonly compared?: readonly ComparedFolder[] | undefined;
}

/** Every file of a report. The same result gives the same bytes everywhere. */
export async function buildReport(whole: StudyResult, choices: ReportChoices = {}): Promise<ReportFile[]> {
  const { onProgress, pictures = true, full = false, disclosure, official = false, hash = '', annex: model } = choices;
  const result = disclosure === undefined ? whole : disclose(whole);
  const tables = await tableFiles(result.rows, aboutRun(result, hash), { official });
  const charts = makeCharts(result);
  const total = tables.length + charts.length * (pictures ? 3 : 2) + 1 + (model === undefined ? 0 : 2);
  const files: ReportFile[] = [];
  const add = (path: string, content: string | Uint8Array): void => {
    files.push({ path, content });
    onProgress?.({ done: files.length, total, path });
  };
  for (const { path, content } of tables) add(path, content);
  const drawn: DrawnChart[] = [];
  for (const chart of charts) {
    const svg = await toSvg(chart.spec, { id: chart.name, title: chart.title, description: chart.description });
    drawn.push({ ...chart, svg });
    add(`charts/${specFile(chart.name, chart.spec)}`, `${specJson(chart.spec)}\n`);
    add(`charts/${chart.name}.svg`, `${svg}\n`);
    if (pictures) add(`charts/${chart.name}.png`, await toPng(svg));
  }
  add('report.html', reportHtml(result, drawn, { full, annex: model !== undefined }));
  if (model !== undefined)
    for (const file of annexFiles([{ frame: result, report: null }], model)) add(file.path, file.content);
  return files;
}
