/** `calibrate BASELINE --area NAME`: the local multipliers alone, as a file of local figures that scenarios may name. */
import { existsSync } from 'node:fs';
import { stringify } from 'yaml';
import { findArea, InputError, problemWithFile, readAreas } from '../../scenarios/index.js';
import { looksLikePath } from '../../scenarios/load/index.js';
import { formatDate } from '../../engine/index.js';
import { nodeFiles } from '../host/index.js';
import { ALONE, checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { fitLocally } from '../host/run-study.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { workersOf } from './arguments.js';

export interface AreaArguments {
  readonly baseline: string;
  readonly area: string;
  readonly out?: string | undefined;
  readonly steps?: number | undefined;
  readonly replications?: number | undefined;
  readonly workers: number;
  readonly quiet: boolean;
}

export async function calibrateArea(typed: AreaArguments): Promise<void> {
  for (const option of ['steps', 'replications'] as const)
    if (typed[option] !== undefined)
      throw new InputError([
        problemWithFile(`--${option}`, 'the local fit sets this by itself, from the size of the area: leave it out'),
      ]);
  const disk = nodeFiles();
  const finding = findArea(readAreas(disk), typed.area);
  if (!finding.found)
    throw new InputError([
      problemWithFile('--area', finding.message, {
        found: typed.area,
        suggestion: finding.suggestions[0],
        allowed: finding.suggestions,
      }),
    ]);
  const { area } = finding;
  const name = `${area.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-fitted`;
  const out = typed.out ?? `${name}.yaml`;
  checkOutputFile(out, false, ALONE);
  // A scenario that only asks for the area: as if it stood in the working folder.
  const question = 'calibrate --area';
  const baseline = looksLikePath(typed.baseline) ? typed.baseline.replaceAll('\\', '/') : typed.baseline;
  const text = stringify({ scenario: 'local-fit', title: area.name, baseline, area: area.code, years: 1 });
  if (looksLikePath(baseline) && !existsSync(baseline))
    throw new InputError([problemWithFile(baseline, 'the file does not exist')]);
  const files = { ...disk, read: (path: string) => (path === question ? text : disk.read(path)) };
  const workers = workersOf(typed.workers);
  const progress = makeProgress(typed.quiet);
  const signal = onInterrupt();
  try {
    const fit = await fitLocally(question, { workers, files, signal, onProgress: progress.report });
    signal.throwIfAborted();
    if (fit === null)
      throw new InputError([
        problemWithFile(
          typed.baseline,
          `there is nothing to fit to ${area.name}: its 'start' has no 'fit' that is of an area`,
        ),
      ]);
    const { scenario } = fit.resolution;
    const targets = (scenario.start?.fit ?? []).map(({ label, target }) => `${label} ${target}`);
    const data = {
      area_data: name,
      title: `${area.name}: local multipliers`,
      area: area.name,
      provenance: {
        source: `fitted to published figures of the area (${targets.join(', ')})`,
        date: formatDate(scenario.startDay - 1),
        who: 'throughcare calibrate',
        note: fit.close
          ? 'the first year comes to them'
          : 'the first year does not come near them in the steps there are',
      },
      parameters: Object.fromEntries(
        Object.entries(fit.multipliers).map(([parameter, value]) => [parameter, Number(value.toPrecision(6))]),
      ),
    };
    const header = `# Local multipliers of ${area.name} under the baseline ${baseline}: name this file in a scenario's 'area_data'.\n`;
    writeOutputFile(out, header + stringify(data, { lineWidth: 0 }), false);
    progress.stop();
    if (!typed.quiet) {
      const found = Object.entries(data.parameters).map(([parameter, value]) => `${parameter}: times ${value}`);
      const warning = fit.close ? [] : ['The first year does not come near the published figures.'];
      process.stdout.write(`${[...found, ...warning, '', `Wrote ${out}.`].join('\n')}\n`);
    }
  } finally {
    progress.stop();
  }
}
