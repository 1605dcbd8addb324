/**
 * Fitting by asking: `next` says which points are to be evaluated, `tell` takes what the model says there, until there is
 * nothing more to ask and `fit` is the answer. Whoever asks may run the points at once and in any order.
 *
 * The model's luck must be common to all points (the same seed and replications), so that it falls out of differences.
 * Slopes come from forward differences of a step long enough to stand above the runs' small discontinuities.
 */
import { laplaceCovariance, type JointUncertainty } from './laplace.js';
import type { Batch, CalibrationProblem, Evaluation } from './problem.js';
import { checkProblem, objectiveAt, searchWeights } from './problem.js';
import { SlopeRun } from './slope-run.js';
import { learned, type Slopes } from './slopes.js';
import { findStep, type Step } from './step.js';

export interface CalibrationOptions {
  /** Trials at most. */
  readonly maxSteps?: number;
  /** Where the search begins; the centre of the priors if not given. */
  readonly from?: Float64Array;
  /** How far slopes look, on the scale searched. */
  readonly difference?: number;
  /** The longest step along any coordinate. */
  readonly limit?: number;
  /** How precisely slopes are run. */
  readonly slopePrecision?: 'full' | 'half';
}

export interface Fit extends JointUncertainty {
  /** What the model says there, and with what Monte Carlo error, in the order of the targets. */
  readonly values: Float64Array;
  readonly errors: Float64Array;
  /** Of the start and of the fit. */
  readonly objective: { readonly start: number; readonly end: number };
  readonly steps: number;
  /** Points evaluated, at full and at half precision. */
  readonly evaluations: { readonly full: number; readonly half: number };
  readonly stopped: 'converged' | 'most steps' | 'no better point';
}

/** A relative fall of the objective below this is no progress; twice running ends the search. */
const ENOUGH = 0.005;
/** So is a step no longer than this along any coordinate. */
const SMALL_STEP = 0.005;
/** Trials turned down one after another before the search gives up. */
const MOST_REFUSED = 4;
/** Trials after which slopes are run afresh. */
const SLOPES_LAST = 3;
/** Slopes run within this of the fit, along every coordinate, are slopes at the fit. */
const NEAR = 0.02;

type Phase = 'start' | 'slopes' | 'trial' | 'done';

export class Calibration {
  readonly #problem: CalibrationProblem;
  readonly #options: Required<Omit<CalibrationOptions, 'from'>>;
  #phase: Phase = 'start';
  #point: Float64Array;
  #now: Evaluation = { values: new Float64Array(0), errors: new Float64Array(0) };
  #weights: Float64Array = new Float64Array(0);
  #objective = Number.POSITIVE_INFINITY;
  #first = Number.POSITIVE_INFINITY;
  #slopes: Slopes | null = null;
  /** Where the slopes were last run, and how many trials have taught them since. */
  #slopesAt: Float64Array;
  #taught = 0;
  #running: SlopeRun | null = null;
  #damping = 0;
  #limit: number;
  #trial: Step | null = null;
  #steps = 0;
  #idle = 0;
  #refused = 0;
  #stopped: Fit['stopped'] | null = null;
  #full = 0;
  #half = 0;

  constructor(problem: CalibrationProblem, options: CalibrationOptions = {}) {
    checkProblem(problem);
    this.#problem = problem;
    this.#options = { maxSteps: 8, difference: 0.08, limit: 0.5, slopePrecision: 'half', ...options };
    const from = options.from ?? Float64Array.from(problem.coordinates, ({ centre }) => centre);
    if (from.length !== problem.coordinates.length)
      throw new RangeError(`a search over ${problem.coordinates.length} coordinates cannot begin at ${from.length}`);
    this.#point = from;
    this.#slopesAt = this.#point;
    this.#limit = this.#options.limit;
  }

  /** How many trials have been made, of how many at most, and the objective so far. */
  get progress(): { readonly steps: number; readonly most: number; readonly objective: number } {
    return { steps: this.#steps, most: this.#options.maxSteps, objective: this.#objective };
  }

  /** What is to be evaluated now; null when the search is over. */
  next(): Batch | null {
    switch (this.#phase) {
      case 'start':
        return { purpose: 'trial', precision: 'full', points: [this.#point] };
      case 'slopes':
        return this.#running!.batch;
      case 'trial':
        return { purpose: 'trial', precision: 'full', points: [this.#trialPoint()] };
      case 'done':
        return null;
    }
  }

  /**
   * Takes the evaluations of the last batch, in the order of its points; null where a point cannot be run at all.
   * @throws RangeError where the search cannot go on, saying why
   */
  tell(evaluations: readonly (Evaluation | null)[]): void {
    const batch = this.next();
    if (batch === null) throw new RangeError('the search is over: nothing was asked');
    if (evaluations.length !== batch.points.length)
      throw new RangeError(`${batch.points.length} points were asked for, and ${evaluations.length} were told`);
    for (const evaluation of evaluations) this.#check(evaluation);
    if (batch.precision === 'full') this.#full += evaluations.length;
    else this.#half += evaluations.length;
    switch (this.#phase) {
      case 'start':
        return this.#begin(evaluations[0]!);
      case 'slopes': {
        const slopes = this.#running!.tell(evaluations);
        if (slopes !== null) this.#useSlopes(slopes);
        return;
      }
      case 'trial':
        return this.#judge(evaluations[0]!);
      case 'done':
        return;
    }
  }

  /** The fit, once there is nothing more to ask. */
  get fit(): Fit {
    if (this.#phase !== 'done' || this.#slopes === null || this.#stopped === null)
      throw new RangeError('the search is not over');
    return {
      names: this.#problem.coordinates.map(({ name }) => name),
      point: this.#point,
      covariance: laplaceCovariance(this.#problem, this.#slopes, this.#now.errors),
      values: this.#now.values,
      errors: this.#now.errors,
      objective: { start: this.#first, end: this.#objective },
      steps: this.#steps,
      evaluations: { full: this.#full, half: this.#half },
      stopped: this.#stopped,
    };
  }

  #check(evaluation: Evaluation | null): void {
    if (evaluation === null) return;
    const { targets } = this.#problem;
    targets.forEach(({ id }, i) => {
      const [value, error] = [evaluation.values[i], evaluation.errors[i]];
      if (value === undefined || error === undefined || !Number.isFinite(value) || !(error >= 0))
        throw new RangeError(`the model says nothing of the figure '${id}' at a point: ${value} (${error})`);
    });
  }

  #begin(evaluation: Evaluation | null): void {
    if (evaluation === null) throw new RangeError('the model cannot be run where the search begins');
    this.#settle(this.#point, evaluation);
    this.#first = this.#objective;
    this.#runSlopes();
  }

  /** Stands at a point from now on: misses are weighed by its own Monte Carlo errors. */
  #settle(point: Float64Array, evaluation: Evaluation): void {
    this.#point = point;
    this.#now = evaluation;
    this.#weights = searchWeights(this.#problem.targets, evaluation.errors);
    this.#objective = objectiveAt(this.#problem, point, evaluation.values, this.#weights);
  }

  #runSlopes(): void {
    const { difference, slopePrecision: precision } = this.#options;
    this.#running = new SlopeRun({
      problem: this.#problem,
      point: this.#point,
      now: this.#now,
      difference,
      precision,
    });
    this.#phase = 'slopes';
  }

  #useSlopes(slopes: Slopes): void {
    this.#slopes = slopes;
    this.#slopesAt = this.#point;
    this.#taught = 0;
    this.#propose();
  }

  /** Finds the next trial, or ends the search. */
  #propose(): void {
    const trial = this.#findStep();
    const isIdle = trial.foretold <= 0.1 * ENOUGH * this.#objective || trial.longest <= SMALL_STEP;
    if (isIdle) return this.#finish('converged');
    // The search had ended but for slopes at the fit; with these there is something to gain after all.
    if (this.#stopped === 'converged' && trial.foretold <= ENOUGH * this.#objective) return this.#finish('converged');
    if (this.#stopped === 'no better point') return this.#finish('no better point');
    if (this.#steps >= this.#options.maxSteps) return this.#finish('most steps');
    if (this.#stopped !== null) this.#idle = 0;
    this.#stopped = null;
    this.#trial = trial;
    this.#phase = 'trial';
  }

  #findStep(): Step {
    return findStep({
      problem: this.#problem,
      point: this.#point,
      values: this.#now.values,
      weights: this.#weights,
      slopes: this.#slopes!,
      damping: this.#damping,
      limit: this.#limit,
    });
  }

  #trialPoint(): Float64Array {
    return this.#point.map((part, j) => part + this.#trial!.step[j]!);
  }

  #judge(evaluation: Evaluation | null): void {
    const { step, foretold, longest } = this.#trial!;
    const wasFresh = this.#taught === 0 && this.#isNear();
    this.#steps++;
    const point = this.#trialPoint();
    const objective =
      evaluation === null
        ? Number.POSITIVE_INFINITY
        : objectiveAt(this.#problem, point, evaluation.values, this.#weights);
    if (evaluation !== null) {
      const change = evaluation.values.map((value, i) => value - this.#now.values[i]!);
      this.#slopes = learned(this.#slopes!, step, change);
      this.#taught++;
    }
    const fall = this.#objective - objective;
    // A trial that is turned down says that the step was wrong, not that there is nothing to gain.
    if (evaluation === null || fall >= ENOUGH * this.#objective) this.#idle = 0;
    else if (fall > 0) this.#idle++;
    // Where the model cannot be run there is nothing to learn but to go less far.
    if (evaluation === null) this.#limit = longest / 2;
    else {
      this.#limit = Math.min(this.#options.limit, this.#limit * 2);
      this.#damping = nextDamping(this.#damping, fall / foretold);
    }
    if (evaluation !== null && fall > 0) {
      this.#refused = 0;
      this.#settle(point, evaluation);
    } else this.#refused++;
    if (this.#idle >= 2) return this.#finish('converged');
    if (this.#refused >= MOST_REFUSED) return this.#finish('no better point');
    if (this.#steps >= this.#options.maxSteps) return this.#finish('most steps');
    const isMisled = fall < 0.25 * foretold && !wasFresh;
    if (isMisled || this.#taught >= SLOPES_LAST) this.#runSlopes();
    else this.#propose();
  }

  /** Ends the search, once its slopes are those of the fit. */
  #finish(why: Fit['stopped']): void {
    this.#stopped = why;
    if (this.#isNear()) this.#phase = 'done';
    else this.#runSlopes();
  }

  #isNear(): boolean {
    return this.#point.every((part, j) => Math.abs(part - this.#slopesAt[j]!) <= NEAR);
  }
}

/** More damping where a step gave less than foretold, less where it gave most of it. */
function nextDamping(damping: number, gain: number): number {
  if (gain > 0.75) return damping < 0.01 ? 0 : damping / 10;
  if (gain > 0.25) return damping;
  return Math.max(0.05, damping * 6);
}
