/** Words that several commands take, read and refused where they make no sense. */
import type { PrecisionAsked } from '../host/precision.js';
import type { Written } from '../host/written.js';
import { InputError, problemWithFile, type ScenarioOverrides } from '../../scenarios/index.js';

/** What may be typed instead of what the file says. */
export type OverrideArguments = Pick<ScenarioOverrides, 'area' | 'seed' | 'replications' | 'stance' | 'years'>;

/** How tables are written, as typed. */
export type TableArguments = Written;

/** How files are to be written, where it is typed. */
export function writtenOf({ disclosure, official, full }: Written): Written {
  // Not typed is false, and leaves what a record says.
  return { disclosure, official: official === true ? true : undefined, full: full === true ? true : undefined };
}

/** How nearly a mean is to be known, as typed. */
export interface PrecisionArguments {
  readonly precision?: string | undefined;
  readonly precisionOf?: string | undefined;
  readonly most?: number | undefined;
}

/** The precision typed; undefined where there is none. `least` is what there is to be before the first look. */
export function precisionOf(typed: PrecisionArguments, least: number | undefined): PrecisionAsked | undefined {
  const { precision, precisionOf: of, most } = typed;
  if (precision === undefined) {
    const alone = of === undefined ? (most === undefined ? null : '--most') : '--precision-of';
    if (alone === null) return undefined;
    throw new InputError([problemWithFile(alone, 'has no meaning without --precision')]);
  }
  const [, digits, sign] = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/.exec(precision.trim()) ?? [];
  if (digits === undefined || Number(digits) === 0)
    throw new InputError([
      problemWithFile('--precision', `a share such as 2%, or an amount such as 5, above 0: found '${precision}'`),
    ]);
  const number = Number(digits);
  return { within: sign === '%' ? { relative: number / 100 } : { halfWidth: number }, of, most, least };
}

/** The overrides typed, refused where they make no sense. */
export function overridesOf(typed: OverrideArguments): OverrideArguments {
  const { area, seed, replications, stance, years } = typed;
  if (replications !== undefined && !(Number.isInteger(replications) && replications >= 1 && replications <= 1_000_000))
    throw new InputError([
      problemWithFile('--replications', `a whole number from 1 to 1000000, found ${replications}`),
    ]);
  if (years !== undefined && !(years > 0 && years <= 200 && Number.isInteger(years * 12)))
    throw new InputError([problemWithFile('--years', `a number of years up to 200, in whole months, found ${years}`)]);
  return {
    ...(area !== undefined && { area }),
    ...(seed !== undefined && { seed }),
    ...(replications !== undefined && { replications }),
    ...(stance !== undefined && { stance }),
    ...(years !== undefined && { years }),
  };
}

/** A sensible number of worker threads. */
export function workersOf(typed: number): number {
  if (!(Number.isInteger(typed) && typed >= 1 && typed <= 256))
    throw new InputError([problemWithFile('--workers', `a whole number from 1 to 256, found ${typed}`)]);
  return typed;
}
