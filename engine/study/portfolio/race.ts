/**
 * The race of mixes: every mix is run a little, the half that does best twice as often, and so on until the leading few
 * have been run as often as was asked. All runs are of the same children with the same luck, so that few are needed to tell
 * mixes apart (sequential halving: Z. Karnin, T. Koren and O. Somekh, "Almost optimal exploration in multi-armed bandits",
 * Proceedings of Machine Learning Research 28 (2013) 1238-1246, https://proceedings.mlr.press/v28/karnin13.html; unlike there,
 * what was run before counts on). A mix that was left behind, and may be best after all, is run as often as those ahead of it
 * before the race is over.
 *
 * Of a large grid not every mix is run: a first few, far apart, and then those that a surface through the results makes
 * likely (`surface`).
 */
import { normalCdf } from '../../decision/normal.js';
import { summarise, type Summary } from '../summarise.js';
import { efficientMixes } from './efficient.js';
import { spreadOut, surface } from './propose.js';
import { MixResults, type MixRun } from './results.js';

/** Replications of a mix to be run: from `from` up to `to`. */
export interface MixTask {
  readonly mix: number;
  readonly from: number;
  readonly to: number;
}

export interface RaceTerms {
  /** By mix, the size of each programme from 0 (none) to 1 (its largest). Of mixes that tie the first is taken. */
  readonly sizes: readonly (readonly number[])[];
  /** Of each of the leading mixes; two or more. */
  readonly replications: number;
  /** Of the draws behind the chances of being best. */
  readonly seed: string;
}

export interface MixStanding {
  readonly mix: number;
  readonly replications: number;
  readonly goal: Summary;
  readonly cost: Summary;
  /** By limit: how far it is passed on average, and the chance that on average it is kept. */
  readonly breaches: readonly { readonly mean: number; readonly mcSe: number; readonly kept: number }[];
  /** Whether every limit is kept on average. */
  readonly keeps: boolean;
  /** That it is the best of those that keep every limit; 0 for one that does not. */
  readonly best: number;
  /** Whether no mix that keeps every limit and costs no more reaches as much. */
  readonly isEfficient: boolean;
}

/** Grids larger than this are searched by a surface. */
const LARGE = 60;
const FIRST = 30;
const PROPOSED = 10;
/** Proposals are made until so many mixes have been run. */
const MOST_RUN = 60;
const LEAST_REPLICATIONS = 4;
/** So many are run as often as was asked. */
const LEADING = 5;
/** A mix left behind is run on where its chance of being best is as much. */
const MAY_BE_BEST = 0.01;

export class MixRace {
  readonly #terms: RaceTerms;
  readonly #results: MixResults;
  #field: number[];
  #count: number;
  #phase: 'search' | 'halving' | 'recall' = 'search';

  /** @throws RangeError for no mix or fewer than two replications */
  constructor(terms: RaceTerms) {
    const { sizes, replications } = terms;
    if (sizes.length === 0) throw new RangeError('a race of no mixes');
    if (!(Number.isInteger(replications) && replications >= 2))
      throw new RangeError(`a race needs two replications of each mix or more, not ${replications}`);
    this.#terms = terms;
    this.#results = new MixResults(terms.seed);
    const isLarge = sizes.length > LARGE;
    this.#field = isLarge ? spreadOut(sizes, FIRST) : sizes.map((_, mix) => mix);
    const halvings = doublings(Math.min(sizes.length, MOST_RUN) / LEADING);
    let first = replications;
    for (let i = 0; i < halvings; i++) first = Math.ceil(first / 2);
    this.#count = Math.min(replications, Math.max(LEAST_REPLICATIONS, first));
    if (!isLarge) this.#phase = 'halving';
  }

  /** Whether every mix of the grid has been run, or only those that seemed worth it. */
  get isWhole(): boolean {
    return this.#results.count === this.#terms.sizes.length;
  }

  /** What to run next; null where the race is over. Every task must have been told before this is asked again. */
  next(): readonly MixTask[] | null {
    for (;;) {
      const tasks = this.#tasks();
      if (tasks.length > 0) return tasks;
      if (!this.#advance()) return null;
    }
  }

  /** What came of a task, in the order of its replications. @throws RangeError where that is not what was asked */
  tell({ mix, from, to }: MixTask, runs: readonly MixRun[]): void {
    const own = this.#results.of(mix);
    if (own.length !== from || runs.length !== to - from)
      throw new RangeError(`mix ${mix} has ${own.length} replications, and was told of ${runs.length} from ${from} on`);
    this.#results.add(mix, runs);
  }

  /** Every mix that was run: those that keep the limits first, the best first; then the nearest to keeping them. */
  standings(): MixStanding[] {
    const mixes = this.#results.mixes;
    const keeping = mixes.filter((mix) => this.#results.keeps(mix));
    const chances = this.#results.chances(keeping);
    const efficient = new Set(
      efficientMixes(
        keeping.map((mix) => this.#results.mean(mix, ({ cost }) => cost)),
        keeping.map((mix) => this.#results.goal(mix)),
      ).map((i) => keeping[i]),
    );
    const standings = mixes.map((mix): MixStanding => {
      const runs = this.#results.of(mix);
      const column = (of: (run: MixRun) => number): Summary => summarise(Float64Array.from(runs, of))!;
      return {
        mix,
        replications: runs.length,
        goal: column(({ goal }) => goal),
        cost: column(({ cost }) => cost),
        breaches: runs[0].breaches.map((_, i) => {
          const { value, mcSe } = column(({ breaches }) => breaches[i]);
          return { mean: value, mcSe, kept: keptChance(value, mcSe) };
        }),
        keeps: keeping.includes(mix),
        best: chances.get(mix) ?? 0,
        isEfficient: efficient.has(mix),
      };
    });
    return standings.sort(
      (a, b) =>
        Number(b.keeps) - Number(a.keeps) ||
        (a.keeps
          ? b.best - a.best || this.#results.byGoal(a.mix, b.mix)
          : this.#results.missed(a.mix) - this.#results.missed(b.mix)) ||
        a.mix - b.mix,
    );
  }

  #tasks(): MixTask[] {
    return this.#field.flatMap((mix) => {
      const from = this.#results.of(mix).length;
      return from < this.#count ? [{ mix, from, to: this.#count }] : [];
    });
  }

  /** Goes one step on; false where there is none. */
  #advance(): boolean {
    const { replications } = this.#terms;
    if (this.#phase === 'search') {
      const proposed = this.#results.count < MOST_RUN ? this.#proposals() : [];
      if (proposed.length > 0) this.#field.push(...proposed);
      else this.#phase = 'halving';
      return true;
    }
    if (this.#phase === 'halving') {
      if (this.#count === replications) {
        this.#phase = 'recall';
        return true;
      }
      this.#field = this.#leading(Math.max(LEADING, Math.ceil(this.#field.length / 2)));
      this.#count = this.#field.length <= LEADING ? replications : Math.min(replications, 2 * this.#count);
      return true;
    }
    const keeping = this.#results.mixes.filter((mix) => !this.#results.isOut(mix));
    const chances = this.#results.chances(keeping);
    const recalled = keeping.filter(
      (mix) => this.#results.of(mix).length < replications && (chances.get(mix) ?? 0) >= MAY_BE_BEST,
    );
    this.#field.push(...recalled);
    return recalled.length > 0;
  }

  /** The mixes that do best among those that may keep the limits; or, where none does, those nearest to it. */
  #leading(count: number): number[] {
    const maybe = this.#field.filter((mix) => !this.#results.isOut(mix)).sort((a, b) => this.#results.byGoal(a, b));
    const kept: number[] = [];
    let sure = 0;
    for (const mix of maybe) {
      if (sure === count) break;
      kept.push(mix);
      if (this.#results.keeps(mix)) sure++;
    }
    if (kept.length > 0) return kept;
    return [...this.#field].sort((a, b) => this.#results.missed(a) - this.#results.missed(b) || a - b).slice(0, count);
  }

  /** Mixes not run yet that a surface makes the best of those that would keep the limits, or nearest to that. */
  #proposals(): number[] {
    const { sizes } = this.#terms;
    const known = this.#results.mixes;
    const through = (of: (run: MixRun) => number): Float64Array =>
      surface(
        sizes,
        known,
        Float64Array.from(known, (mix) => this.#results.mean(mix, of)),
      );
    const goals = through(({ goal }) => goal);
    const limits = this.#results.of(known[0])[0].breaches.map((_, i) => through(({ breaches }) => breaches[i]));
    const missed = sizes.map((_, mix) => limits.reduce((sum, own) => sum + Math.max(0, own[mix]), 0));
    return sizes
      .flatMap((_, mix) => (this.#results.of(mix).length > 0 ? [] : [mix]))
      .sort((a, b) => missed[a] - missed[b] || goals[b] - goals[a] || a - b)
      .slice(0, Math.min(PROPOSED, MOST_RUN - this.#results.count));
  }
}

/** The chance that a mean known with some error is 0 or below. */
function keptChance(mean: number, mcSe: number): number {
  if (!(mcSe > 0)) return mean <= 0 ? 1 : 0;
  return normalCdf((0 - mean) / mcSe);
}

/** How often 1 is doubled until it is no less than a value. */
function doublings(value: number): number {
  let times = 0;
  for (let left = value; left > 1; left /= 2) times++;
  return times;
}
