/** Every file of a study's results but its record: tables, charts, pages. */
import type { DrawnChart } from '../page/index.js';
import { annexFiles } from '../annex/files.js';
import { specFile, specJson, toPng, toSvg } from '../render/index.js';
import type { ReportChoices, ReportFile } from '../index.js';
import { disclosureOf, tableFiles, type TablesAbout } from '../tables/index.js';
import { anchor } from '../page/html.js';
import { studyCharts } from './charts/index.js';
import { discloseStudy } from './disclose.js';
import { studyHtml, type DrawnStudy } from './html/index.js';
import { studyPage } from './page.js';
import type { AreaStudy } from './types.js';

/** Every file of a study. The same studies give the same bytes everywhere. Areas' charts have the area's name before theirs where there are several. */
export async function buildStudyReport(
  whole: readonly AreaStudy[],
  choices: ReportChoices = {},
): Promise<ReportFile[]> {
  const { onProgress, pictures = true, full = false, disclosure, official = false, annex: model, compared } = choices;
  const studies = disclosure === undefined ? whole : whole.map(discloseStudy);
  const leads = chartLeads(studies);
  const charts = studies.map((study, i) =>
    studyCharts(study).map((chart) => ({ ...chart, name: `${leads[i]!}${chart.name}` })),
  );
  const rows = studies.flatMap((study) => study.rows);
  const tables = await tableFiles(rows, aboutStudies(studies, choices), { official });
  const total =
    tables.length + charts.flat().length * (pictures ? 3 : 2) + studies.length + 1 + (model === undefined ? 0 : 2);
  const files: ReportFile[] = [];
  const add = (path: string, content: string | Uint8Array): void => {
    files.push({ path, content });
    onProgress?.({ done: files.length, total, path });
  };
  for (const { path, content } of tables) add(path, content);
  const drawn: DrawnStudy[] = [];
  for (const [i, study] of studies.entries()) {
    const own: DrawnChart[] = [];
    for (const chart of charts[i]!) {
      // oxlint-disable-next-line no-await-in-loop -- one picture after another, in their order
      const svg = await toSvg(chart.spec, { id: chart.name, title: chart.title, description: chart.description });
      own.push({ ...chart, svg });
      add(`charts/${specFile(chart.name, chart.spec)}`, `${specJson(chart.spec)}\n`);
      add(`charts/${chart.name}.svg`, `${svg}\n`);
      // oxlint-disable-next-line no-await-in-loop
      if (pictures) add(`charts/${chart.name}.png`, await toPng(svg));
    }
    drawn.push({ ...study, lead: leads[i]!, charts: own });
    add(
      studies.length === 1 ? 'study.md' : `study-${i + 1}.md`,
      studyPage(
        study.report,
        studies.map(({ report }) => report),
      ),
    );
  }
  add('report.html', studyHtml(drawn, { full, annex: model !== undefined, compared }));
  const [first, ...rest] = studies;
  if (model !== undefined && first !== undefined)
    for (const { path, content } of annexFiles([first, ...rest], model)) add(path, content);
  return files;
}

/** What stands before the names of each area's charts: '1-leeds-'; nothing where there is but one. */
export function chartLeads(studies: readonly AreaStudy[]): readonly string[] {
  return studies.map(({ report }, i) =>
    studies.length === 1 ? '' : `${i + 1}-${anchor([report.area, report.stanceName ?? ''].join(' ').trim())}-`,
  );
}

function aboutStudies(studies: readonly AreaStudy[], { hash = '' }: ReportChoices): TablesAbout {
  const [first] = studies;
  return {
    title: first?.report.title ?? '',
    question: first?.report.question ?? '',
    frames: studies.map(({ frame }) => frame),
    hash,
    disclosure: disclosureOf(studies.map(({ frame }) => frame)),
  };
}
