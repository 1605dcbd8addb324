/**
 * The parameters of a baseline, drawn: what was fitted from the joint uncertainty of the fit, every other number from its
 * own stated interval. Exact counts, words in place of an interval, and what the user gives stay as they are.
 */
import { multiplierOf } from '../../../engine/study/calibrate/index.js';
import { InputError, keyPlaceOf, partAt, problemAt, Problems, type Located } from '../../load/index.js';
import type { BaselineFile } from '../../schema/index.js';
import { buildFree, type ResolvedFree } from '../calibration/free.js';
import { drawnAgainstFit } from '../calibration/result.js';
import { plainValues, scaledParameters, type FreeValues } from '../calibration/scale.js';
import { contextOf, NO_NAMES } from '../session.js';
import { changedTo, intervalOf, type Interval } from '../sensitivity/changes.js';
import { buildKnobs, type Knob } from '../sensitivity/knobs.js';
import { drawnFactor, drawnShare } from './spread.js';
import type { DrawnNumber, HeldNumber, NormalOf } from './types.js';

export interface BaselineDraws {
  readonly drawn: readonly DrawnNumber[];
  readonly held: readonly HeldNumber[];
  /** Values in place of the baseline's own, by parameter. */
  readonly at: (normal: NormalOf) => ReadonlyMap<string, unknown>;
  /** Multipliers (or shifts) of what was fitted, by name. */
  readonly sizes: (normal: NormalOf) => ReadonlyMap<string, number>;
  /** The same as `at`, each number by itself: what was fitted moves by its own spread, without what goes with it. */
  readonly alone: (normal: NormalOf) => ReadonlyMap<string, unknown>;
  /** Numbers that can be given another value, by name (`need_to_care`, `match_time.median`). */
  readonly plain: ReadonlyMap<string, PlainNumber>;
}

/** One number of a parameter, in the unit it is written in. */
export interface PlainNumber {
  readonly value: number;
  readonly unit: string;
  /** Set where another value would be lost: why. */
  readonly given: string | null;
  /** The parameter's value with another number. */
  readonly changed: (value: number) => ReadonlyMap<string, unknown>;
}

/**
 * @param root the baseline with everything it extends
 * @param file the same, its shape checked
 * @param given why a parameter is not the baseline's own number in this run, by parameter
 */
export function baselineDraws(root: Located, file: BaselineFile, given: ReadonlyMap<string, string>): BaselineDraws {
  const fit = fitOf(root, file);
  const drawn: DrawnNumber[] = [];
  const held: HeldNumber[] = [];
  for (const [name, touched] of fit?.touches ?? []) {
    // What is given in place of everything a fitted number moves comes after the draw, which then changes nothing.
    const whys = touched.map((parameter) => given.get(parameter));
    const why = whys.every((item) => item !== undefined) ? whys[0] : undefined;
    if (why !== undefined) held.push({ name, why });
    else drawn.push({ name, group: 'fit', programme: '', interval: fit?.words.get(name) ?? '' });
  }
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
    alone: (normal) =>
      new Map([
        ...(fit === null ? [] : fit.alone(normal)),
        ...singly.flatMap(([name, interval]) =>
          normal(name) === 0 ? [] : [...drawnParameter(root, interval, normal(name))],
        ),
      ]),
    plain: new Map(knobs.flatMap((knob) => plainNumber(root, knob, given.get(knob.parameter) ?? null))),
  };
}

/** A number that is moved by itself; none of what is moved together with others. */
function plainNumber(root: Located, knob: Knob, given: string | null): (readonly [string, PlainNumber])[] {
  const [only, ...more] = knob.leaves;
  if (only === undefined || more.length > 0 || only.number === 0) return [];
  const changed = (value: number): ReadonlyMap<string, unknown> => changedTo(root, knob, value / only.number);
  return [[knob.name, { value: only.number, unit: only.unit ?? '', given, changed }]];
}

/** One number and those that make room for it, at a place in its interval. */
function drawnParameter(root: Located, interval: Interval, normal: number): ReadonlyMap<string, unknown> {
  const { knob, factors } = interval;
  const [only] = knob.leaves;
  const isPlain = knob.leaves.every(({ number, unit }) => unit === null && number >= 0 && number <= knob.whole);
  if (knob.isShare && isPlain && only !== undefined && knob.leaves.length === 1) {
    const ends = [factors[0] * only.number, factors[1] * only.number] as const;
    const share = drawnShare(only.number, ends, knob.whole, normal);
    return share === only.number ? new Map() : changedTo(root, knob, share / only.number);
  }
  const factor = drawnFactor(factors, normal);
  // As it is written: those that make room would lose their last figure.
  if (factor === 1) return new Map();
  if (!knob.isShare || !isPlain) return changedTo(root, knob, factor);
  // Shares moved together stop where the largest of them is the whole.
  return changedTo(root, knob, Math.min(factor, knob.whole / Math.max(...knob.leaves.map(({ number }) => number))));
}

interface Fit {
  /** The parameters that each number that was free moves, by its name. */
  readonly touches: ReadonlyMap<string, readonly string[]>;
  /** Parameters that the fit has moved. */
  readonly parameters: ReadonlySet<string>;
  readonly words: ReadonlyMap<string, string>;
  readonly drawn: (normal: NormalOf) => FreeValues;
  readonly at: (normal: NormalOf) => ReadonlyMap<string, unknown>;
  readonly alone: (normal: NormalOf) => ReadonlyMap<string, unknown>;
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
    touches: new Map(own.map(({ name, leaves }) => [name, [...new Set(leaves.map(({ parameter }) => parameter))]])),
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
    at: (normal) => fittedParameters(root, own, drawn(normal)),
    alone: (normal) => {
      const moved = names.flatMap((name, i) => {
        const apart = normal(`fit: ${name}`) * Math.sqrt(result.covariance.lower[i]![i]!);
        if (apart === 0) return [];
        return [[name, result.free[name]?.multiplier === undefined ? apart : multiplierOf(apart)] as const];
      });
      const values: FreeValues = Object.fromEntries(moved);
      return fittedParameters(
        root,
        own.filter(({ name }) => Object.hasOwn(values, name)),
        values,
      );
    },
  };
}

/** The parameters that are moved, none of their shares above the whole. */
function fittedParameters(
  root: Located,
  free: readonly ResolvedFree[],
  values: FreeValues,
): ReadonlyMap<string, unknown> {
  const moved = plainValues(scaledParameters(root, free, values));
  return new Map(
    [...moved].map(([name, value]) => [name, isShareUnit(root, name) ? withinWhole(value) : withinShares(value)]),
  );
}

/** Whether a parameter is a share by itself, and no list of them. */
function isShareUnit(root: Located, parameter: string): boolean {
  const unit = partAt(root, ['parameters', parameter, 'unit'])?.data;
  return typeof unit === 'string' && /\b(?:share|probability)\b/i.test(unit);
}

/** Shares in a list of outcomes, none above the whole: a fit's uncertainty is of multipliers, which know no end. */
function withinShares(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) =>
    isMapping(item) && 'share' in item ? { ...item, share: withinWhole(item['share']) } : item,
  );
}

/** A share no greater than the whole, or the base of one that depends on the child. */
function withinWhole(share: unknown): unknown {
  if (typeof share === 'number') return Math.min(1, share);
  return isMapping(share) && typeof share['base'] === 'number' ? { ...share, base: Math.min(1, share['base']) } : share;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function whyHeld(interval: unknown): string {
  const words = Array.isArray(interval) ? interval.join(' to ') : interval;
  if (typeof words !== 'string') return 'no interval is given';
  return `its interval is not one number's: ${words}`;
}
