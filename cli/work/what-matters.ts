/** `tornado`, `morris`, `grid` and `seek`: what a result of a scenario hangs on, on the screen, as JSON, page and table. */
import {
  gridChart,
  gridPage,
  gridTable,
  gridText,
  morrisChart,
  morrisPage,
  morrisTable,
  morrisText,
  seekChart,
  seekPage,
  seekTable,
  seekText,
  tornadoChart,
  tornadoPage,
  tornadoTable,
  tornadoText,
  type AskedResult,
} from '../../reports/what-matters/index.js';
import type { Chart } from '../../reports/index.js';
import { InputError, problemWithFile } from '../../scenarios/index.js';
import { readScenario } from '../host/index.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { checkPictureFile, writeChart } from '../host/picture-file.js';
import type { PointsOptions } from '../host/what-matters/points.js';
import type { ResultWords } from '../host/what-matters/result.js';
import { morrisOf, tornadoOf } from '../host/what-matters/screen.js';
import { gridOf, seekOf } from '../host/what-matters/vary.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { overridesOf, workersOf } from './arguments.js';
import type { PageArguments } from './attribute.js';
import { idsOf } from './model-file.js';
import { sourceOf } from './source.js';

interface Arguments extends PageArguments {
  readonly result: string;
  readonly at?: string | undefined;
  readonly of?: AskedResult['of'] | undefined;
  readonly table?: string | undefined;
  readonly chart?: string | undefined;
}

export interface ScreenArguments extends Arguments {
  readonly only?: string | undefined;
}

export interface MorrisArguments extends ScreenArguments {
  readonly trajectories: number;
}

export interface GridArguments extends Arguments {
  readonly vary: string;
  readonly by?: string | undefined;
}

export interface SeekArguments extends Arguments {
  readonly vary: string;
  readonly to: number;
}

export async function tornado(typed: ScreenArguments): Promise<void> {
  await perform(typed, (path, options) => tornadoOf(path, { ...options, only: onlyOf(typed) }), {
    text: tornadoText,
    page: tornadoPage,
    table: tornadoTable,
    chart: tornadoChart,
  });
}

export async function morris(typed: MorrisArguments): Promise<void> {
  const { trajectories } = typed;
  if (!(Number.isInteger(trajectories) && trajectories >= 1 && trajectories <= 1000))
    throw new InputError([problemWithFile('--trajectories', `a whole number from 1 to 1000: found ${trajectories}`)]);
  await perform(typed, (path, options) => morrisOf(path, { ...options, trajectories, only: onlyOf(typed) }), {
    text: morrisText,
    page: morrisPage,
    table: morrisTable,
    chart: morrisChart,
  });
}

export async function grid(typed: GridArguments): Promise<void> {
  const vary = valuesOf(typed.vary, '--vary');
  const by = typed.by === undefined ? undefined : valuesOf(typed.by, '--by');
  await perform(typed, (path, options) => gridOf(path, { ...options, vary, by }), {
    text: gridText,
    page: gridPage,
    table: gridTable,
    chart: gridChart,
  });
}

export async function seek(typed: SeekArguments): Promise<void> {
  const { to: target } = typed;
  if (!Number.isFinite(target)) throw new InputError([problemWithFile('--to', `a number is needed: found ${target}`)]);
  const vary = rangeOf(typed.vary);
  await perform(typed, (path, options) => seekOf(path, { ...options, vary, target }), {
    text: seekText,
    page: seekPage,
    table: seekTable,
    chart: seekChart,
  });
}

interface Shown<Result> {
  readonly text: (result: Result) => readonly string[];
  readonly page: (result: Result) => string;
  readonly table: (result: Result) => string;
  readonly chart: (result: Result) => Chart | null;
}

async function perform<Result>(
  typed: Arguments & { readonly scenario: string },
  find: (path: string, options: PointsOptions & ResultWords) => Promise<Result>,
  { text, page, table, chart }: Shown<Result>,
): Promise<void> {
  const { result, at, of, out, force, quiet, json } = typed;
  const { path, overrides, files, isRecord } = sourceOf(typed.scenario, overridesOf(typed));
  const workers = workersOf(typed.workers);
  const written = [out, typed.table, typed.chart].filter((file) => file !== undefined);
  for (const file of written) checkOutputFile(file, force);
  if (new Set(written).size < written.length)
    throw new InputError([problemWithFile(written.at(-1) ?? '', 'page, table and chart need a file each')]);
  if (typed.chart !== undefined) checkPictureFile(typed.chart);
  const resolution = readScenario(path, { ...overrides, files });
  const progress = makeProgress(quiet);
  const signal = onInterrupt();
  let found: Result;
  try {
    const onProgress = progress.report;
    const run = { files, onDisk: !isRecord, overrides, resolution, workers, signal, onProgress };
    found = await find(path, { ...run, result, at, of });
    signal.throwIfAborted();
  } finally {
    progress.stop();
  }
  if (out !== undefined) writeOutputFile(out, page(found), force);
  if (typed.table !== undefined) writeOutputFile(typed.table, table(found), force);
  if (typed.chart !== undefined) await writeChart(typed.chart, chart(found), force);
  if (json) process.stdout.write(`${JSON.stringify(found)}\n`);
  else if (!quiet || written.length === 0) process.stdout.write(`${text(found).join('\n')}\n`);
}

function onlyOf({ only }: ScreenArguments): readonly string[] | undefined {
  return only === undefined ? undefined : idsOf(only);
}

/** `mst.teams=1,2,4`. @throws InputError for anything else */
function valuesOf(typed: string, option: string): { readonly name: string; readonly values: readonly number[] } {
  const [name, written] = halves(typed, option, 'mst.teams=1,2,4');
  const values = written.split(',').map(numberOf);
  const wrong = values.findIndex(Number.isNaN);
  if (wrong >= 0)
    throw new InputError([
      problemWithFile(option, `numbers with commas between: found '${written.split(',')[wrong]!.trim()}'`),
    ]);
  if (new Set(values).size !== values.length)
    throw new InputError([problemWithFile(option, `each value once: found '${written}'`)]);
  return { name, values };
}

/** `mst.teams=0..20`. @throws InputError for anything else */
function rangeOf(typed: string): { readonly name: string; readonly from: number; readonly to: number } {
  const [name, written] = halves(typed, '--vary', 'mst.teams=0..20');
  const ends = written.split('..').map(numberOf);
  const [from, to] = ends;
  if (ends.length !== 2 || from === undefined || to === undefined || ends.some(Number.isNaN))
    throw new InputError([problemWithFile('--vary', `from one number to another, as 0..20: found '${written}'`)]);
  return { name, from, to };
}

function halves(typed: string, option: string, example: string): readonly [string, string] {
  const at = typed.lastIndexOf('=');
  if (at <= 0)
    throw new InputError([problemWithFile(option, `a number and its values, as ${example}: found '${typed}'`)]);
  return [typed.slice(0, at).trim(), typed.slice(at + 1)];
}

function numberOf(text: string): number {
  return /^\s*[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
}
