/**
 * The parameters of a baseline, drawn: what was fitted from the joint uncertainty of the fit, every other number from its
 * own stated interval. Exact counts, words in place of an interval, and what the user gives stay as they are.
 */
import { InputError, keyPlaceOf, partAt, problemAt, Problems, type Located } from '../../load/index.js';
import type { BaselineFile } from '../../schema/index.js';
import { buildFree, type ResolvedFree } from '../calibration/free.js';
import { drawnAgainstFit } from '../calibration/result.js';
import { plainValues, scaledParameters, type FreeValues } from '../calibration/scale.js';
import { contextOf, NO_NAMES } from '../session.js';
import { changedTo, intervalOf, type Interval } from '../sensitivity/changes.js';
import { buildKnobs } from '../sensitivity/knobs.js';
import { drawnFactor, drawnShare } from './spread.js';
import type { DrawnNumber, HeldNumber, NormalOf } from './types.js';

export interface BaselineDraws {
  readonly drawn: readonly DrawnNumber[];
  readonly held: readonly HeldNumber[];
  /** Values in place of the baseline's own, by parameter. */
  readonly at: (normal: NormalOf) => ReadonlyMap<string, unknown>;
  /** Multipliers (or shifts) of what was fitted, by name. */
  readonly sizes: (normal: NormalOf) => ReadonlyMap<string, number>;
}

/**
 * @param root the baseline with everything it extends
 * @param file the same, its shape checked
 * @param given why a parameter is not the baseline's own number in this run, by parameter
 */
export function baselineDraws(root: Located, file: BaselineFile, given: ReadonlyMap<string, string>): BaselineDraws {
  const fit = fitOf(root, file);
  const drawn: DrawnNumber[] = fit === null ? [] : fit.names.map((name) => fitted(name, fit));
  const held: HeldNumber[] = [];
  const singly: (readonly [string, Interval])[] = [];
  const knobs = buildKnobs(root);
  const moved = new Set(knobs.map(({ parameter }) => parameter));
  for (const name of Object.keys(file.parameters ?? {})) {
    if (fit?.parameters.has(name) === true || !moved.has(name)) continue;
    const why = given.get(name);
    const found = why === undefined ? intervalOf(root, knobs, name) : null;
    if (found === null) held.push({ name, why: why ?? whyHeld(partAt(root, ['parameters', name, 'interval'])?.data) });
    else {
      drawn.push({ name, group: 'parameter', programme: '', interval: found.words });
      singly.push([name, found]);
    }
  }
  return {
    drawn,
    held,
    at: (normal) =>
      new Map([
        ...(fit === null ? [] : fit.at(normal)),
        ...singly.flatMap(([name, interval]) => [...drawnParameter(root, interval, normal(name))]),
      ]),
    sizes: (normal) => new Map(fit === null ? [] : Object.entries(fit.drawn(normal))),
  };
}

/** One number and those that make room for it, at a place in its interval. */
function drawnParameter(root: Located, interval: Interval, normal: number): ReadonlyMap<string, unknown> {
  const { knob, factors } = interval;
  const [only] = knob.leaves;
  const isPlain = knob.leaves.every(({ number, unit }) => unit === null && number >= 0 && number <= knob.whole);
  if (knob.isShare && isPlain && only !== undefined && knob.leaves.length === 1) {
    const ends = [factors[0] * only.number, factors[1] * only.number] as const;
    return changedTo(root, knob, drawnShare(only.number, ends, knob.whole, normal) / only.number);
  }
  const factor = drawnFactor(factors, normal);
  if (!knob.isShare || !isPlain) return changedTo(root, knob, factor);
  // Shares moved together stop where the largest of them is the whole.
  return changedTo(root, knob, Math.min(factor, knob.whole / Math.max(...knob.leaves.map(({ number }) => number))));
}

interface Fit {
  readonly names: readonly string[];
  /** Parameters that the fit has moved. */
  readonly parameters: ReadonlySet<string>;
  readonly words: ReadonlyMap<string, string>;
  readonly drawn: (normal: NormalOf) => FreeValues;
  readonly at: (normal: NormalOf) => ReadonlyMap<string, unknown>;
}

/** The joint uncertainty a fit left in the baseline; null where none has. */
function fitOf(root: Located, file: BaselineFile): Fit | null {
  const result = file.calibration_result;
  if (result === undefined) return null;
  const problems = new Problems();
  const free = buildFree(contextOf(root, problems, NO_NAMES, 0), file);
  problems.throwIfAny();
  const { names } = result.covariance;
  const known = new Map(free.map((item) => [item.name, item]));
  const own = names.map((name) => known.get(name)).filter((item): item is ResolvedFree => item !== undefined);
  if (own.length !== names.length) {
    const written = partAt(root, ['calibration_result']);
    throw new InputError([
      problemAt(
        keyPlaceOf(written ?? root),
        "the fit is of numbers that this baseline no longer says are free under 'calibration'",
      ),
    ]);
  }
  const drawn = (normal: NormalOf): FreeValues =>
    drawnAgainstFit(
      result,
      names.map((name) => normal(`fit: ${name}`)),
    );
  return {
    names,
    parameters: new Set(own.flatMap(({ leaves }) => leaves.map(({ parameter }) => parameter))),
    words: new Map(
      Object.entries(result.free).map(
        ([
          name,
          {
            multiplier,
            interval: [lower, upper],
          },
        ]) => [
          name,
          multiplier === undefined
            ? `log-odds ${lower} to ${upper}`
            : `times ${short(lower / multiplier)} to ${short(upper / multiplier)}`,
        ],
      ),
    ),
    drawn,
    at: (normal) => plainValues(scaledParameters(root, own, drawn(normal))),
  };
}

function fitted(name: string, { words }: Fit): DrawnNumber {
  return { name, group: 'fit', programme: '', interval: words.get(name) ?? '' };
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function whyHeld(interval: unknown): string {
  const words = Array.isArray(interval) ? interval.join(' to ') : interval;
  if (typeof words !== 'string') return 'no interval is given';
  return `its interval is not one number's: ${words}`;
}
