/** What came of the mixes so far: their means, whether they keep the limits, and the chances of being best. */
import { reach95 } from '../../decision/mean-interval.js';
import { summarise } from '../summarise.js';
import { bestChances } from './best-chances.js';

/** What a mix did in one replication, beside no programme in the same one. */
export interface MixRun {
  /** More is better. */
  readonly goal: number;
  /** What its programmes cost: pounds. */
  readonly cost: number;
  /** By limit (the budget, floors), how far it is passed, in parts of what is allowed; 0 or below where it is kept. */
  readonly breaches: readonly number[];
}

export class MixResults {
  readonly #runs = new Map<number, MixRun[]>();

  /** @param seed of the draws behind the chances of being best */
  constructor(private readonly seed: string) {}

  /** Adds replications, in their order. @throws RangeError for a result that is not a number */
  add(mix: number, runs: readonly MixRun[]): void {
    for (const { goal, cost, breaches } of runs)
      if (![goal, cost, ...breaches].every(Number.isFinite))
        throw new RangeError(`mix ${mix} has a result that is not a number`);
    this.#runs.set(mix, [...this.of(mix), ...runs]);
  }

  /** How many mixes have been run. */
  get count(): number {
    return this.#runs.size;
  }

  /** The mixes that have been run, by number. */
  get mixes(): number[] {
    return [...this.#runs.keys()].sort((a, b) => a - b);
  }

  /** Replications of a mix; none where it has not been run. */
  of(mix: number): readonly MixRun[] {
    return this.#runs.get(mix) ?? [];
  }

  /** By mix, the chance that it is the best of these. */
  chances(mixes: readonly number[]): Map<number, number> {
    // Those that cost less come first, and have what ties there are.
    const ordered = [...mixes].sort(
      (a, b) => this.mean(a, ({ cost }) => cost) - this.mean(b, ({ cost }) => cost) || a - b,
    );
    if (ordered.length === 0) return new Map();
    const goals = ordered.map((mix) => Float64Array.from(this.of(mix), ({ goal }) => goal));
    const chances = bestChances(goals, this.seed);
    return new Map(ordered.map((mix, i) => [mix, chances[i]]));
  }

  /** Higher goals first; of equal ones the cheaper. */
  byGoal(a: number, b: number): number {
    const cost = ({ cost: own }: MixRun): number => own;
    return this.goal(b) - this.goal(a) || this.mean(a, cost) - this.mean(b, cost) || a - b;
  }

  goal(mix: number): number {
    return this.mean(mix, ({ goal }) => goal);
  }

  mean(mix: number, of: (run: MixRun) => number): number {
    const runs = this.of(mix);
    let sum = 0;
    for (const run of runs) sum += of(run);
    return sum / runs.length;
  }

  /** Whether every limit is kept on average. */
  keeps(mix: number): boolean {
    return this.missed(mix) === 0;
  }

  /** How far limits are passed on average, in all. */
  missed(mix: number): number {
    return this.of(mix)[0].breaches.reduce(
      (sum, _, i) =>
        sum +
        Math.max(
          0,
          this.mean(mix, ({ breaches }) => breaches[i]),
        ),
      0,
    );
  }

  /** Whether a limit is passed by more than chance would explain. */
  isOut(mix: number): boolean {
    const runs = this.of(mix);
    return runs[0].breaches.some((_, i) => {
      const { value, mcSe } = summarise(Float64Array.from(runs, ({ breaches }) => breaches[i]))!;
      return value > 0 && value > reach95(runs.length - 1) * mcSe;
    });
  }
}
