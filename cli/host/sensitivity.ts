/**
 * What follows when one number of a baseline is changed: its settled system is run again with the same luck, once for
 * every number. Samples run by themselves (batches) say how sure that is. The same for any number of workers.
 */
import {
  changesOf,
  intervalOf,
  InputError,
  problemWithFile,
  resolveScenario,
  RESULTS,
  settledBaseline,
  type Change,
  type Files,
  type Knob,
  type Result,
  type SensitivityKind,
  type SensitivityRow,
  type SettledBaseline,
  type SettledChoices,
} from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { hireCrew, type Crew } from './crew.js';
import { runFigures } from './figures.js';
import { inTurn } from './in-turn.js';
import { costRows } from './sensitivity-costs.js';
import { apart, effectsOf, meanOf, type Batches } from './sensitivity-statistics.js';

export interface SensitivityOptions extends Partial<SettledChoices> {
  /** Worker threads; 0 for none. */
  readonly workers: number;
  /** `percent`: each number a little more; `interval`: from one end of its stated interval to the other. */
  readonly by?: SensitivityKind | undefined;
  /** Names of parameters, of parts of them or of unit costs; everything if not given. */
  readonly only?: readonly string[] | undefined;
  readonly files?: Files | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told after every number: how many are done, of how many. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

export interface Sensitivity {
  readonly rows: readonly SensitivityRow[];
  /** Numbers that could not be changed by themselves, and why. */
  readonly left: readonly { readonly parameter: string; readonly why: string }[];
  /** The results with every number as it is, of the whole and a year. */
  readonly base: Readonly<Record<Result, number>>;
}

const SETTLED: SettledChoices = { share: 0.04, batches: 4, warmUp: 14 * 365.25, years: 5 };

/** @throws InputError for what the user can mend */
export async function sensitivity(asked: string, options: SensitivityOptions): Promise<Sensitivity> {
  const { share, batches, warmUp, years, seed } = { ...SETTLED, ...options };
  const { by = 'percent', signal, onProgress = () => {} } = options;
  const choices = { share, batches, warmUp, years, seed };
  const settled = settledBaseline(asked, options.files ?? nodeFiles(), choices);
  const isWanted = wantedOf(settled, options.only);
  const marks = new Map(settled.run.scenario.parameters.map(({ name, mark }) => [name, mark]));
  const tasks = tasksOf(settled, by).filter(({ knob }) => isWanted(knob.name));
  const crew = hireCrew(options.workers);
  try {
    const of = tasks.length + 1;
    let done = 0;
    onProgress(done, of);
    // What nothing is changed in comes first: everything is a part of it.
    const base = await batchesOf(settled, crew, options, null, 'all');
    onProgress(++done, of);
    const model = modelText(settled, new Map());
    const told = await inTurn(tasks, crew.size, async (task) => {
      signal?.throwIfAborted();
      const found = await tried(task, settled, model, base, crew, options);
      onProgress(++done, of);
      return 'effects' in found ? { ...found, mark: marks.get(task.knob.parameter) ?? '' } : found;
    });
    const isRow = (found: Found): found is SensitivityRow => 'effects' in found;
    const rows = told.filter(isRow);
    return {
      rows: [...rows, ...costRows(settled, base, by).filter(({ parameter }) => isWanted(parameter))],
      left: told.flatMap((found) => (isRow(found) ? [] : [found])),
      base: Object.fromEntries(
        RESULTS.map((name) => {
          const isFlow = name === 'starts' || name === 'cost';
          return [name, (meanOf(base.get(name)!) * batches) / share / (isFlow ? settled.run.years : 1)];
        }),
      ) as Record<Result, number>,
    };
  } finally {
    await crew.close();
  }
}

/** Runs that say what one number does: one with each change, until one can be run; or both ends of its interval. */
interface Task {
  readonly knob: Knob;
  readonly attempts: readonly Attempt[];
}

interface Attempt {
  readonly words: string;
  /** Values of parameters, and of what the other run is with; null for the baseline as it is. */
  readonly changed: ReadonlyMap<string, unknown>;
  readonly against: ReadonlyMap<string, unknown> | null;
  /** The log of the factor between them, for elasticities; null for a plain change in percent. */
  readonly size: number | null;
}

type Found = SensitivityRow | { readonly parameter: string; readonly why: string };

function tasksOf({ root, knobs }: SettledBaseline, by: SensitivityKind): readonly Task[] {
  if (by === 'percent')
    return knobs.map((knob) => ({
      knob,
      attempts: changesOf(root, knob).map(({ words, size, parameters }: Change) => ({
        words,
        changed: parameters,
        against: null,
        size,
      })),
    }));
  return [...new Set(knobs.map(({ parameter }) => parameter))].flatMap((parameter): Task[] => {
    const found = intervalOf(root, knobs, parameter);
    if (found === null) return [];
    const { knob, words, lower, upper } = found;
    return [{ knob, attempts: [{ words, changed: upper, against: lower, size: null }] }];
  });
}

async function tried(
  { knob, attempts }: Task,
  settled: SettledBaseline,
  model: string,
  base: Batches,
  crew: Crew,
  options: SensitivityOptions,
): Promise<Found> {
  let why = 'there is nothing in it to change';
  for (const { words, changed, against, size } of attempts) {
    try {
      // What changes nothing in the model has no effect: it need not be run to know.
      const run = async (parameters: ReadonlyMap<string, unknown>): Promise<Batches> =>
        modelText(settled, parameters) === model ? base : batchesOf(settled, crew, options, parameters, 'results');
      // oxlint-disable-next-line no-await-in-loop -- the next is only tried where this one cannot be run
      const [from, to] = [against === null ? base : await run(against), await run(changed)];
      const found = size === null ? apart(from, to, base) : effectsOf(from, to, size);
      return { parameter: knob.name, mark: '', change: words, ...found };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      why = error.problems[0]?.message ?? error.message;
    }
  }
  return { parameter: knob.name, why };
}

/** The model and its costs with some values, as text: what a run depends on. */
function modelText({ run, files }: SettledBaseline, parameters: ReadonlyMap<string, unknown>): string {
  const { scenario } =
    parameters.size === 0
      ? run
      : resolveScenario(run.path, files, {
          years: run.years,
          baseline: run.baseline ?? undefined,
          nationalBaseline: true,
          parameters,
        });
  return JSON.stringify([scenario.model, scenario.ledger]);
}

/** The results of each batch, and with `all` those of each unit cost. */
async function batchesOf(
  { set, run, files }: SettledBaseline,
  crew: Crew,
  { signal }: SensitivityOptions,
  parameters: ReadonlyMap<string, unknown> | null,
  which: 'all' | 'results',
): Promise<Batches> {
  const { figures } = await runFigures(set, {
    crew,
    files,
    signal,
    seed: run.scenario.seed,
    figures: which === 'all' ? 'all' : new Set(RESULTS),
    ...(parameters === null ? {} : { parameters, abreast: 1 }),
  });
  return new Map([...figures].map(([id, { perReplication }]) => [id, perReplication]));
}

/** Whether a number was asked for. @throws InputError where a name is of none */
function wantedOf({ knobs, run }: SettledBaseline, only: readonly string[] | undefined): (name: string) => boolean {
  if (only === undefined) return () => true;
  const costs = run.scenario.ledger.costs.map(({ name }) => `cost: ${name}`);
  const parameters = run.scenario.parameters.map(({ name }) => name).filter((name) => !name.startsWith('cost: '));
  const allowed = [...new Set([...parameters, ...knobs.map(({ name }) => name), ...costs])];
  const strange = only.find((name) => !allowed.includes(name));
  if (strange !== undefined)
    throw new InputError([
      problemWithFile('--only', `there is no parameter and no unit cost '${strange}' in this baseline`, {
        found: strange,
        allowed,
      }),
    ]);
  return (name) => only.includes(name) || only.some((wanted) => name.startsWith(`${wanted}.`));
}
