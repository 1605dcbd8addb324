/** The points that slopes are run at, and the slopes from what is told of them. */
import type { Batch, CalibrationProblem, Evaluation } from './problem.js';
import { differenced, type Slopes } from './slopes.js';

export interface SlopesFrom {
  readonly problem: CalibrationProblem;
  readonly point: Float64Array;
  /** What is known at the point itself, at full precision. */
  readonly now: Evaluation;
  readonly difference: number;
  readonly precision: Batch['precision'];
}

/**
 * One step forward along each coordinate; where a point cannot be run (a share above 1, say) one step back instead.
 * At half precision the point itself is run again, for differences are of the same replications.
 */
export class SlopeRun {
  readonly #from: SlopesFrom;
  readonly #isHalf: boolean;
  #base: Float64Array | null;
  /** By coordinate; null until told, and where the step forward cannot be run. */
  #stepped: (Float64Array | null)[] | null = null;

  constructor(from: SlopesFrom) {
    this.#from = from;
    this.#isHalf = from.precision === 'half';
    this.#base = this.#isHalf ? null : from.now.values;
  }

  get batch(): Batch {
    const { point, precision } = this.#from;
    const along = Array.from(point, (_, j) => j);
    const points =
      this.#stepped === null
        ? [...(this.#isHalf ? [point] : []), ...along.map((j) => this.#stepAlong(j, 1))]
        : along.flatMap((j) => (this.#stepped![j] === null ? [this.#stepAlong(j, -1)] : []));
    return { purpose: 'jacobian', precision, points };
  }

  /** Takes the evaluations of the batch. @returns the slopes, or null where there is another batch to run */
  tell(evaluations: readonly (Evaluation | null)[]): Slopes | null {
    const { difference } = this.#from;
    if (this.#stepped === null) {
      const base = this.#base ?? evaluations[0]?.values ?? null;
      if (base === null)
        throw new RangeError('the model can be run at a point with all replications, and not with half of them');
      this.#base = base;
      this.#stepped = (this.#isHalf ? evaluations.slice(1) : evaluations).map((item) => item?.values ?? null);
      return this.#stepped.includes(null) ? null : this.#slopes(() => difference);
    }
    const back = new Set<number>();
    let told = 0;
    this.#stepped = this.#stepped.map((values, j) => {
      if (values !== null) return values;
      const found = evaluations[told++];
      if (found === null || found === undefined) {
        const { name } = this.#from.problem.coordinates[j]!;
        throw new RangeError(`the model cannot be run with '${name}' a little higher or a little lower`);
      }
      back.add(j);
      return found.values;
    });
    return this.#slopes((j) => (back.has(j) ? -difference : difference));
  }

  #slopes(step: (j: number) => number): Slopes {
    const stepped = this.#stepped!.map((values) => values!);
    return differenced(
      this.#base!,
      stepped,
      stepped.map((_, j) => step(j)),
    );
  }

  #stepAlong(j: number, sign: 1 | -1): Float64Array {
    const point = Float64Array.from(this.#from.point);
    point[j]! += sign * this.#from.difference;
    return point;
  }
}
