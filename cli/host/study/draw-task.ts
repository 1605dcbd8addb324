/**
 * What a worker thread does with one draw of the parameters: the baseline as drawn, its history, its local fit, and so many
 * replications of every option on it. The same in the calling thread.
 */
import { DrawLuck, OptionStudy, type CommonCosts, type StudyPlan } from '../../../engine/index.js';
import {
  drawnCosts,
  drawnProgrammes,
  InputError,
  resolveScenario,
  uncertaintyOfScenario,
  type Ends,
  type ResolvedProgramme,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import { hireCrew } from '../crew.js';
import { checked, studyPlan } from '../prepare.js';
import { explained, settle } from '../run-study.js';
import { taskFiles, type TaskFiles } from '../task-files.js';

export interface DrawnOption {
  readonly programmes: readonly ResolvedProgramme[];
  /** Intervals of its costs and take-up as multiples of them, by name. */
  readonly ends: readonly (readonly [string, Ends])[];
}

export interface DrawTask extends TaskFiles {
  /** The scenario of the option that all are compared with. */
  readonly path: string;
  readonly overrides: ScenarioOverrides;
  readonly draw: number;
  /** Replications, by number. */
  readonly replications: readonly number[];
  readonly options: readonly DrawnOption[];
  readonly costs: CommonCosts;
  /** Multipliers of the local fit of the numbers as they are: where that of the draw begins. */
  readonly fitted: Readonly<Record<string, number>>;
}

/** What one draw leaves. */
export interface DrawResult {
  readonly draw: number;
  /** By option, then replication. */
  readonly values: readonly (readonly Float64Array[])[];
  readonly programmes: readonly (readonly Float64Array[])[];
  readonly events: number;
  /** Whether its local fit came near enough to what is published; true where there is none. */
  readonly close: boolean;
  /** Of setting the draw up, and of its replications. */
  readonly seconds: { readonly setUp: number; readonly replications: number };
}

/** A refusal loses its kind between threads. */
export type DrawTold = DrawResult | { readonly draw: number; readonly refused: string };

/** A draw is brought this near to what is published of its area: nearer than the figures are to the next year's. */
export const DRAW_CLOSE = 0.01;

export default async function performDraw(task: DrawTask): Promise<DrawTold> {
  try {
    return await drawn(task);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { draw: task.draw, refused: error.message };
  }
}

async function drawn(task: DrawTask): Promise<DrawResult> {
  const began = performance.now();
  const { path, draw, replications, options, costs, fitted } = task;
  const files = taskFiles(task);
  const plain = resolveScenario(path, files, task.overrides);
  const luck = new DrawLuck(plain.scenario.seed, draw);
  const normal = (name: string): number => luck.normal(name);
  const { parameters } = uncertaintyOfScenario(path, files, task.overrides, plain);
  const overrides = { ...task.overrides, parameters: parameters(normal) };
  const read = resolveScenario(path, files, overrides);
  const crew = hireCrew(0);
  const settled = await settle(path, files, { ...overrides, workers: 0 }, read, crew, () => {}, {
    from: fitted,
    closeTo: DRAW_CLOSE,
    isDraw: true,
  });
  const { scenario } = settled.resolution;
  const ready = performance.now();
  const values: Float64Array[][] = [];
  const programmes: Float64Array[][] = [];
  let events = 0;
  for (const option of options) {
    const plan: StudyPlan = {
      ...studyPlan(
        {
          ...scenario,
          ledger: drawnCosts(scenario, normal),
          programmes: drawnProgrammes(option.programmes, new Map(option.ends), normal),
        },
        null,
      ),
      model: checked(scenario.model),
      start: null,
      draw,
    };
    const study = explained(
      settled.resolution,
      () => new OptionStudy(plan, scenario.measureInfo, settled.start, costs),
    );
    const runs = replications.map((replication) => study.replicate(replication));
    values.push(runs.map((run) => run.values));
    programmes.push(runs.map((run) => run.programmes));
    events += runs.reduce((sum, run) => sum + run.events, 0);
  }
  const seconds = { setUp: (ready - began) / 1000, replications: (performance.now() - ready) / 1000 };
  return { draw, values, programmes, events, close: settled.fit?.close ?? true, seconds };
}
