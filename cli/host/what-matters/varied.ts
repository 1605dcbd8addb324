/**
 * A number that is given one value after another: the teams or places of a programme, its take-up, one of its effects, or a
 * number of the baseline.
 */
import {
  InputError,
  problemWithFile,
  type ProgrammeSize,
  type ResolvedProgramme,
  type ResolvedScenario,
  type ScenarioUncertainty,
} from '../../../scenarios/index.js';

export interface Varied {
  readonly name: string;
  readonly kind: 'teams' | 'places' | 'take-up' | 'effect' | 'parameter';
  /** The programme it is of, and its effect; '' for none. */
  readonly programme: string;
  readonly effect: string;
  /** Whether ratios matter, not amounts. */
  readonly isRatio: boolean;
  readonly isWhole: boolean;
  readonly least: number;
  readonly most: number;
}

/** @param option the word typed (`--vary`), for what is wrong with it @throws InputError where nothing has the name */
export function variedNumber(
  name: string,
  option: string,
  { programmes }: ResolvedScenario,
  { plain }: Pick<ScenarioUncertainty, 'plain'>,
): Varied {
  const all = new Map(programmes.flatMap(variedOf).map((varied) => [varied.name, varied]));
  const found = all.get(name);
  if (found !== undefined) return found;
  const number = plain.get(name);
  if (number === undefined)
    throw new InputError([
      problemWithFile(option, `nothing in this scenario that can be varied is called '${name}'`, {
        found: name,
        allowed: [...all.keys(), ...plain.keys()],
      }),
    ]);
  if (number.given !== null)
    throw new InputError([problemWithFile(option, `'${name}' cannot be varied: it is ${number.given}`)]);
  return {
    ...NOTHING,
    name,
    kind: 'parameter',
    least: -Infinity,
  };
}

const NOTHING = { programme: '', effect: '', isRatio: false, isWhole: false, least: 0, most: Infinity } as const;

function variedOf({ id, places, effects, costs }: ResolvedProgramme): Varied[] {
  const own = { ...NOTHING, programme: id };
  const isPerTeam = costs.length > 0;
  return [
    ...(places === null && !isPerTeam ? [] : [{ ...own, name: `${id}.teams`, kind: 'teams' as const, isWhole: true }]),
    { ...own, name: `${id}.places`, kind: 'places', isWhole: true },
    { ...own, name: `${id}.take_up`, kind: 'take-up', most: 1 },
    ...effects.flatMap(({ name, acts: { kind } }): Varied[] => {
      const effect = { ...own, name: `${id}.${name}`, kind: 'effect' as const, effect: name };
      if (kind === 'supply') return [];
      if (kind === 'diverted') return [{ ...effect, most: 1 }];
      if (kind === 'points') return [{ ...effect, least: -1, most: 1 }];
      return [{ ...effect, isRatio: true, least: 1e-6, ...(kind === 'referrals' && { most: 1 }) }];
    }),
  ];
}

/** @throws InputError for a value that the number cannot have */
export function checkValue({ name, least, most, kind }: Varied, value: number, option: string): void {
  const range =
    most === Infinity
      ? least === -Infinity
        ? 'a number'
        : least > 0
          ? 'a number above 0'
          : 'a number of 0 or more'
      : `a number from ${least > 0 && least < 1e-3 ? 'above 0' : least} to ${most}`;
  if (!Number.isFinite(value) || value < least || value > most)
    throw new InputError([problemWithFile(option, `${name} is ${range}: found ${value}`)]);
  if (kind === 'places' && !Number.isInteger(value))
    throw new InputError([problemWithFile(option, `${name} is a whole number: found ${value}`)]);
}

/** Sizes of programmes as given; those of nothing are left out, and named apart. */
export function sizesGiven(given: readonly (readonly [Varied, number])[]): {
  readonly sizes: ReadonlyMap<string, ProgrammeSize>;
  readonly none: ReadonlySet<string>;
} {
  const own = given.filter(([{ kind }]) => kind === 'teams' || kind === 'places');
  return {
    sizes: new Map(
      own
        .filter(([, value]) => value > 0)
        .map(([{ programme, kind }, value]) => [programme, kind === 'teams' ? { teams: value } : { places: value }]),
    ),
    none: new Set(own.filter(([, value]) => value === 0).map(([{ programme }]) => programme)),
  };
}

/** A programme with its take-up and effects as given. */
export function programmeWith(
  programme: ResolvedProgramme,
  given: readonly (readonly [Varied, number])[],
): ResolvedProgramme {
  const own = given.filter(([varied]) => varied.programme === programme.id);
  const takeUp = own.find(([{ kind }]) => kind === 'take-up')?.[1] ?? programme.takeUp;
  return {
    ...programme,
    takeUp,
    effects: programme.effects.map((effect) => {
      const found = own.find(([varied]) => varied.kind === 'effect' && varied.effect === effect.name);
      return found === undefined ? effect : { ...effect, value: found[1] };
    }),
  };
}
