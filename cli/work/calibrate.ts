/** `calibrate BASELINE`: fits what is free to published figures, writes the fitted baseline, and says how near it came. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { FITTED_FIRST_LINE, InputError, problemWithFile, valuesAt } from '../../scenarios/index.js';
import { looksLikePath } from '../../scenarios/load/index.js';
import { calibrate as fitBaseline, fittedText, type Calibrated } from '../host/calibrate.js';
import { ALONE, checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { versions } from '../host/versions.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { columns, wrap } from '../text.js';
import { workersOf } from './arguments.js';
import { calibrateArea } from './calibrate-area.js';

export interface CalibrateArguments {
  readonly baseline: string;
  readonly area?: string | undefined;
  readonly out?: string | undefined;
  readonly steps?: number | undefined;
  readonly replications?: number | undefined;
  readonly from?: string | undefined;
  readonly workers: number;
  readonly quiet: boolean;
}

export async function calibrate(typed: CalibrateArguments): Promise<void> {
  if (typed.area !== undefined) return calibrateArea({ ...typed, area: typed.area });
  checkWhole('--steps', typed.steps, 1000);
  checkWhole('--replications', typed.replications, 1_000_000);
  const asked = typed.baseline;
  const name = basename(asked).replace(/\.ya?ml$/i, '');
  const out = typed.out ?? `${name}-fitted.yaml`;
  if (!/\.ya?ml$/i.test(out))
    throw new InputError([problemWithFile(out, "a baseline is a YAML file: end its name in '.yaml'")]);
  if (looksLikePath(asked) && resolve(asked) === resolve(out))
    throw new InputError([
      problemWithFile(out, 'the fitted baseline extends the one that is fitted: name another file'),
    ]);
  const mayReplace = isFitted(out);
  checkOutputFile(out, mayReplace, ALONE);
  const workers = workersOf(typed.workers);
  const progress = makeProgress(typed.quiet);
  const signal = onInterrupt();
  try {
    const done = await fitBaseline(asked, {
      workers,
      steps: typed.steps,
      replications: typed.replications,
      from: typed.from,
      signal,
      onProgress: ({ done: points, of }) => progress.report({ stage: 'calibrating', done: points, of }),
    });
    signal.throwIfAborted();
    const parent = looksLikePath(asked) ? pathFrom(out, asked) : asked;
    writeOutputFile(
      out,
      fittedText(done, { name: nameOf(out, name), parent, made: madeBy(typed, done, parent) }),
      mayReplace,
    );
    progress.stop();
    if (!typed.quiet) process.stdout.write(`${summary(done).join('\n')}\n\nWrote ${out}.\n`);
  } finally {
    progress.stop();
  }
}

function checkWhole(option: string, found: number | undefined, most: number): void {
  if (found === undefined || (Number.isInteger(found) && found >= 1 && found <= most)) return;
  throw new InputError([problemWithFile(option, `a whole number from 1 to ${most} is needed: found ${found}`)]);
}

/** True of a file that an earlier fit wrote, which a new one may take the place of. */
function isFitted(path: string): boolean {
  try {
    return existsSync(path) && readFileSync(path, 'utf8').startsWith(FITTED_FIRST_LINE);
  } catch {
    return false;
  }
}

/** The parent as named in a file, with `/` on every system. */
function pathFrom(file: string, other: string): string {
  const path = relative(dirname(resolve(file)), resolve(other)).replaceAll('\\', '/');
  return /^(\.\.?\/|\/|[A-Za-z]:)/.test(path) ? path : `./${path}`;
}

function nameOf(out: string, parent: string): string {
  const name = basename(out).replace(/\.ya?ml$/i, '');
  return /^[A-Za-z][A-Za-z0-9_-]*$/.test(name) ? name : `${parent}-fitted`;
}

/** How it was made: enough to make it again, and nothing of when or where. */
function madeBy({ steps, replications, from }: CalibrateArguments, done: Calibrated, parent: string): string[] {
  const { validation, figures, fit, calibration } = done;
  const options = [
    ...(from === undefined ? [] : [`--from ${basename(from)}`]),
    ...(steps === undefined ? [] : [`--steps ${steps}`]),
    ...(replications === undefined ? [] : [`--replications ${replications}`]),
  ];
  const used = validation.runs.filter(({ id }) => figures.some(({ run }) => run === id));
  const runs = used.map((run) => `${run.id} (${run.replications} replications, seed "${run.scenario.seed}")`);
  return [
    ...wrap(`throughcare calibrate ${[parent, ...options].join(' ')}, version ${versions()['throughcare'] ?? ''}.`),
    ...wrap(
      `${calibration.free.length} free parameters fitted to ${figures.length} figures of ${validation.name}; runs: ${runs.join(', ')}.`,
    ),
    ...wrap(
      `Objective ${fit.objective.start.toPrecision(4)} before, ${fit.objective.end.toPrecision(4)} after ${fit.steps} steps (${fit.stopped}).`,
    ),
  ].map((line) => line.replaceAll(/[\r\n]/g, ' '));
}

function summary({ calibration, figures, fit }: Calibrated): string[] {
  const values = valuesAt(calibration.free, fit.point);
  const misses = figures.filter(({ published, band }, i) => Math.abs(fit.values[i]! - published) > band);
  const facts = calibration.free.map(({ name, kind, within }): [string, string] => {
    const value = values[name]!;
    const isOutside = value < within[0] || value > within[1];
    const shown = kind === 'scale' ? `times ${value.toFixed(3)}` : `logit ${value >= 0 ? '+' : ''}${value.toFixed(3)}`;
    return [name, `${shown}${isOutside ? '  (outside the interval it was believed in)' : ''}`];
  });
  return [
    ...columns(facts),
    '',
    `${figures.length - misses.length} of ${figures.length} figures are within their tolerance; objective ${fit.objective.start.toPrecision(4)} before, ${fit.objective.end.toPrecision(4)} after (${fit.steps} steps, ${fit.evaluations.full} full and ${fit.evaluations.half} half evaluations; ${fit.stopped}).`,
    ...misses.flatMap(({ id, published, band }) => {
      const i = figures.findIndex((figure) => figure.id === id);
      return wrap(
        `miss: ${id}: published ${tidy(published)}, fitted ${tidy(fit.values[i]!)}, allowed ${tidy(band)} either way`,
        '  ',
      );
    }),
  ];
}

function tidy(value: number): number {
  return Number(value.toPrecision(5));
}
