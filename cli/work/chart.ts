/** `chart RESULTS NAME`: one chart of results by its name, or one of the user's own over their tables. */
import { basename } from 'node:path';
import type { TableRow } from '../../engine/index.js';
import type { Chart } from '../../reports/index.js';
import { InputError, problemWithFile } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { drawOwn, readOwnSpec } from '../host/from-results/own-chart.js';
import { checkRun, chosenStudies, type PartAsked } from '../host/from-results/chosen.js';
import { readResults, type Results } from '../host/from-results/index.js';

export interface ChartArguments {
  readonly results: string;
  readonly name?: string | undefined;
  readonly list: boolean;
  readonly out?: string | undefined;
  readonly area?: string | undefined;
  readonly stance?: string | undefined;
  readonly spec?: string | undefined;
  readonly force: boolean;
}

const FORMATS = ['.svg', '.png', '.vl.json', '.vg.json'] as const;

export async function chart(typed: ChartArguments): Promise<void> {
  const { name, spec, list } = typed;
  if (spec !== undefined && name !== undefined)
    throw new InputError([
      problemWithFile('chart', `either a chart by name ('${name}') or a specification of your own (--spec), not both`),
    ]);
  const results = readResults(typed.results);
  const part = partOf(results, typed);
  if (spec !== undefined && !list) {
    // Dates without a time zone would else be drawn in that of the machine.
    process.env['TZ'] = 'UTC';
    const own = readOwnSpec(spec, nodeFiles(), part.rows);
    const out = typed.out ?? `${basename(spec).replace(/(?:\.vl)?\.(?:json|ya?ml)$/i, '')}.svg`;
    const format = checkedFormat(out, typed.force);
    return write(out, format, typed.force, await drawOwn(spec, own, (said) => process.stderr.write(`${said}\n`)));
  }
  const charts = await part.charts();
  if (list) {
    const width = Math.max(0, ...charts.map((one) => one.name.length));
    process.stdout.write(`${charts.map((one) => `${one.name.padEnd(width)}  ${one.title}`).join('\n')}\n`);
    return;
  }
  const chosen = chosenChart(charts, name);
  const out = typed.out ?? `${chosen.name}.svg`;
  const format = checkedFormat(out, typed.force);
  const { toSvg } = await import('../../reports/index.js');
  const { title, description } = chosen;
  const svg = await toSvg(chosen.spec, { id: chosen.name, title, description });
  return write(out, format, typed.force, { spec: chosen.spec, svg });
}

/** The part of results that a chart is of. */
interface Part {
  readonly rows: readonly TableRow[];
  readonly charts: () => Promise<readonly Chart[]>;
}

/** A run, or a study in one of its areas and stances; in all of them where none is named. */
function partOf(results: Results, asked: PartAsked): Part {
  const reports = import('../../reports/index.js');
  if (results.kind === 'run') {
    const { result } = results;
    checkRun(results, asked);
    return { rows: result.rows, charts: async () => (await reports).charts(result) };
  }
  const studies = chosenStudies(results.studies, asked);
  return {
    rows: studies.flatMap(({ rows }) => rows),
    charts: async () => {
      const { chartLeads, studyCharts } = await reports;
      // Under the names of their files where there are several.
      const leads = chartLeads(studies);
      return studies.flatMap((study, i) =>
        studyCharts(study).map((own) => ({ ...own, name: `${leads[i]!}${own.name}` })),
      );
    },
  };
}

function chosenChart(charts: readonly Chart[], name: string | undefined): Chart {
  const allowed = charts.map((one) => one.name);
  if (name === undefined)
    throw new InputError([problemWithFile('chart', 'name the chart to draw, or give --list or --spec', { allowed })]);
  const chosen = charts.find((one) => one.name === name);
  if (chosen !== undefined) return chosen;
  throw new InputError([
    problemWithFile('chart', `there is no chart '${name}' in these results`, { found: name, allowed }),
  ]);
}

function checkedFormat(out: string, mayReplace: boolean): (typeof FORMATS)[number] {
  const format = FORMATS.find((ending) => out.toLowerCase().endsWith(ending));
  if (format === undefined)
    throw new InputError([
      problemWithFile(out, `what to write is not clear from the name: end it in ${FORMATS.slice(0, 3).join(', ')}`),
    ]);
  checkOutputFile(out, mayReplace);
  return format;
}

async function write(
  out: string,
  format: (typeof FORMATS)[number],
  mayReplace: boolean,
  { spec, svg }: { readonly spec: Chart['spec']; readonly svg: string },
): Promise<void> {
  const { specJson, toPng } = await import('../../reports/index.js');
  const content = format === '.svg' ? `${svg}\n` : format === '.png' ? await toPng(svg) : `${specJson(spec)}\n`;
  writeOutputFile(out, content, mayReplace);
  process.stdout.write(`${out}\n`);
}
