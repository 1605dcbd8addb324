/**
 * A baseline fitted to published figures: points asked for by the search, run on one crew, several at once. The result is
 * the same for any number of workers, and whatever finishes first.
 */
import { realpathSync } from 'node:fs';
import { Calibration, type Batch, type Evaluation, type Fit, type Target } from '../../engine/index.js';
import {
  coordinatesOf,
  earlierFit,
  fittedBaseline,
  InputError,
  plainValues,
  problemAt,
  readCalibration,
  resolveScenario,
  resolveValidation,
  scaledParameters,
  valuesAt,
  writtenValues,
  type Figure,
  type Files,
  type ResolvedCalibration,
  type ResolvedValidation,
} from '../../scenarios/index.js';
import { placeOf } from '../../scenarios/load/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { hireCrew, type Crew } from './crew.js';
import { runFigures } from './figures.js';
import { inTurn } from './in-turn.js';

export interface CalibrateOptions {
  /** Worker threads; 0 for none. Any number gives the same result. */
  readonly workers: number;
  /** Trials at most. */
  readonly steps?: number | undefined;
  readonly replications?: number | undefined;
  /** A fitted baseline, from whose multipliers the search goes on. */
  readonly from?: string | undefined;
  readonly files?: Files | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told after every point: points done and expected in all, and how far the search is. */
  readonly onProgress?: ((progress: CalibrationProgress) => void) | undefined;
}

interface CalibrationProgress {
  readonly done: number;
  /** Points expected in all: a guess from the steps there may be, never less than are done. */
  readonly of: number;
  readonly steps: number;
  readonly objective: number;
}

export interface Calibrated {
  readonly calibration: ResolvedCalibration;
  readonly validation: ResolvedValidation;
  /** Those fitted to, in the order of the file. */
  readonly figures: readonly Figure[];
  readonly fit: Fit;
}

/** How well any model can be expected to say a figure: the least standard deviation, as a share of it. */
const FLOOR = 0.01;
const STEPS = 8;
/** How far from the centre of the priors it is seen whether a run feels what is free. */
const PROBE = 0.005;

/** @throws InputError for what the user can mend */
export async function calibrate(asked: string, options: CalibrateOptions): Promise<Calibrated> {
  const files = options.files ?? nodeFiles();
  const calibration = readCalibration(asked, files);
  const { replications } = options;
  const validation = resolveValidation(calibration.validation, files, {
    ...(replications !== undefined && { replications }),
  });
  const figures = validation.figures.filter(({ use, weight }) => use === 'fit' && weight > 0);
  if (figures.length === 0)
    throw new InputError([
      problemAt(calibration.validationNamed, `no figure of ${calibration.validation} is there to fit to (use: fit)`),
    ]);
  checkRuns(calibration, validation, figures, files);
  const search = new Calibration(
    { coordinates: coordinatesOf(calibration.free), targets: figures.map(targetOf) },
    {
      maxSteps: options.steps ?? STEPS,
      ...(options.from !== undefined && { from: earlierFit(options.from, calibration.free, files) }),
    },
  );
  const crew = hireCrew(options.workers);
  try {
    const evaluate = (point: Float64Array, precision: Batch['precision']): Promise<Evaluation> =>
      evaluation(calibration, validation, figures, point, { ...options, files, crew, precision });
    let done = 0;
    for (let batch = search.next(); batch !== null; batch = search.next()) {
      const { points, precision } = batch;
      const isFirst = done === 0;
      const tell = (): void => {
        const left = Math.max(0, search.progress.most - search.progress.steps);
        // Slopes again every third step, and once more at the end.
        const slopes = (Math.ceil(left / 3) + 1) * (calibration.free.length + 1);
        options.onProgress?.({ done, of: Math.max(done, done + left + slopes), ...progressOf(search) });
      };
      tell();
      // oxlint-disable-next-line no-await-in-loop -- every batch needs the last
      const told = await inTurn(points, crew.size, async (point) => {
        options.signal?.throwIfAborted();
        const found = await evaluate(point, precision).catch((error: unknown) => {
          // What is tried may be impossible (shares above 1), where the search goes less far; what it starts from may not.
          if (error instanceof InputError && !isFirst) return null;
          throw error;
        });
        done++;
        tell();
        return found;
      });
      search.tell(told);
    }
    return { calibration, validation, figures, fit: search.fit };
  } finally {
    await crew.close();
  }
}

function progressOf(search: Calibration) {
  const { steps, objective } = search.progress;
  return { steps, objective };
}

function targetOf({ id, published, band, weight }: Figure): Target {
  return { id, published, band, weight, floor: FLOOR * Math.abs(published) };
}

/** Every parameter is given the value that the calibrated baseline has, or tries: a fitted file of an earlier day has no say. */
async function evaluation(
  { root, free, validationNamed }: ResolvedCalibration,
  validation: ResolvedValidation,
  figures: readonly Figure[],
  point: Float64Array,
  { crew, precision, signal, files, replications }: CalibrateOptions & { crew: Crew; precision: Batch['precision'] },
): Promise<Evaluation> {
  const tried = plainValues(scaledParameters(root, free, valuesAt(free, point)));
  const simulated = await runFigures(validation, {
    crew,
    precision,
    signal,
    files,
    replications,
    parameters: new Map([...writtenValues(root), ...tried]),
    figures: new Set(figures.map(({ id }) => id)),
    abreast: 1,
  });
  const found = figures.map(({ id }) => simulated.figures.get(id)!);
  const nothing = figures.find((_, i) => !Number.isFinite(found[i]!.mean));
  if (nothing !== undefined)
    throw new InputError([
      problemAt(validationNamed, `the run '${nothing.run}' has nothing to count for the figure '${nothing.id}'`),
    ]);
  return {
    values: Float64Array.from(found, ({ mean }) => mean),
    errors: Float64Array.from(found, ({ mcSe }) => (Number.isFinite(mcSe) ? mcSe : 0)),
  };
}

/** Runs must rest on what is calibrated, and what is free must be felt in one of them: else fitting would change nothing. */
function checkRuns(
  calibration: ResolvedCalibration,
  { runs }: ResolvedValidation,
  figures: readonly Figure[],
  files: Files,
): void {
  const { path, root, free, validationNamed } = calibration;
  const used = runs.filter(({ id }) => figures.some(({ run }) => run === id));
  // A little less of everything: a share stays one.
  const point = Float64Array.from(coordinatesOf(free), ({ centre }) => centre - PROBE);
  const tried = plainValues(scaledParameters(root, free, valuesAt(free, point)));
  const found = used.map((run) => {
    const { scenario, files: read } = resolveScenario(run.path, files, {
      years: run.years,
      parameters: tried,
      ...(run.settled !== null && { nationalBaseline: true }),
    });
    if (!read.some((file) => isSameFile(file, path)))
      throw new InputError([
        problemAt(
          validationNamed,
          `the run '${run.id}' (${run.path}) does not rest on ${path}: its scenario names that baseline, or one that extends it`,
        ),
      ]);
    return scenario.parameterValues;
  });
  const problems = free.flatMap(({ name, leaves }) => {
    const isFelt = leaves.some((leaf) =>
      found.some((values) => at(values[leaf.parameter], leaf.path) === at(tried.get(leaf.parameter), leaf.path)),
    );
    if (isFelt) return [];
    const message = `no run feels '${name}': each gives what it acts on a value of its own (by its area, its area_data or 'set')`;
    return [problemAt(placeOf(root, ['calibration', 'free', name]), message)];
  });
  if (problems.length > 0) throw new InputError(problems);
}

function at(data: unknown, path: readonly (string | number)[]): unknown {
  let found = data;
  for (const step of path)
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[step] : undefined;
  return found;
}

function isSameFile(a: string, b: string): boolean {
  try {
    return a === b || realpathSync(a) === realpathSync(b);
  } catch {
    // Not on a disk: in memory a file has one name.
    return false;
  }
}

/** The text of the fitted baseline. `parent` is how it is to name what it extends. */
export function fittedText(
  { calibration, figures, fit }: Calibrated,
  file: { readonly name: string; readonly parent: string; readonly made: readonly string[] },
): string {
  return fittedBaseline({ ...file, root: calibration.root, free: calibration.free, figures, fit });
}
