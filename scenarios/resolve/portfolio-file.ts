/** A portfolio file, and each of its mixes as the scenario it stands for. */
import type { Files, Located, Place } from '../load/index.js';
import { InputError, keyPlaceOf, mappingOf, partAt, placeOf, problemAt, scalarAt, valuePlace } from '../load/index.js';
import { listOf } from '../load/located.js';
import { gridSize, MOST_MIXES } from '../../engine/study/portfolio/grid.js';
import { portfolioFile, type PortfolioFile, type PortfolioUse } from '../schema/portfolio.js';
import { checkPlain, Session } from './session.js';

/** What a portfolio and a scenario say in the same words. */
const SHARED = [
  'title',
  'question',
  'note',
  'baseline',
  'pathway',
  'area',
  'area_data',
  'start',
  'years',
  'seed',
  'stance',
  'set',
  'replications',
];

/** The mix without any programme. */
export const NO_MIX = 'nothing';

export interface PortfolioRead {
  readonly path: string;
  readonly file: PortfolioFile;
  /** By programme, its sizes from the smallest: numbers of teams or places; 0 is without it, 1 is as it is written. */
  readonly sizes: readonly (readonly number[])[];
  /** By programme, what its sizes are numbers of. */
  readonly of: readonly ('teams' | 'places' | 'whole')[];
  /** The file's value at a path, for refusals. */
  readonly placeOf: (path: readonly (string | number)[]) => Place;
  /** The same for a key. */
  readonly keyPlaceOf: (path: readonly (string | number)[]) => Place;
}

/** Whether a file is a portfolio. */
export function isPortfolio(root: Located): boolean {
  return root.parts?.has('portfolio') === true && root.parts.has('budget');
}

/** @throws InputError with what is wrong with the file by itself */
export function readPortfolioFile(path: string, files: Files): PortfolioRead {
  const root = new Session(files).read(path);
  if (root.parts?.has('portfolio') !== true) {
    const message = `this is not a portfolio, which begins 'portfolio: NAME' and has a 'budget'`;
    throw new InputError([problemAt(placeOf(root, []), message)]);
  }
  const file = checkPlain(portfolioFile, root);
  const sizes = file.programmes.map((use, i) => sizesOf(use, root, i));
  const count = gridSize(sizes);
  if (count > MOST_MIXES)
    throw new InputError([
      problemAt(
        placeOf(root, ['programmes']),
        `these ranges make ${count} mixes, more than the ${MOST_MIXES} that can be searched: narrow them, or make a 'step' larger`,
      ),
    ]);
  return {
    path,
    file,
    sizes,
    of: file.programmes.map(({ teams, places }) =>
      Array.isArray(teams) ? 'teams' : Array.isArray(places) ? 'places' : 'whole',
    ),
    placeOf: (at) => placeOf(root, at),
    keyPlaceOf: (at) => keyPlaceOf(partAt(root, at) ?? root),
  };
}

/** Sizes are the smallest and so many steps more, and the largest. */
function sizesOf({ teams, places, step }: PortfolioUse, root: Located, index: number): readonly number[] {
  const refuse = (key: string, message: string): never => {
    throw new InputError([problemAt(placeOf(root, ['programmes', index, key]), message)]);
  };
  if (teams !== undefined && places !== undefined)
    refuse('places', "a programme has either 'teams' or 'places', not both");
  const range = Array.isArray(teams) ? teams : Array.isArray(places) ? places : null;
  if (range === null) {
    if (step !== undefined) refuse('step', "a 'step' needs a range, such as teams: [0, 3]");
    return [0, 1];
  }
  const [least, most] = range;
  if (Array.isArray(places) && step !== undefined && !Number.isInteger(step))
    refuse('step', `places are whole: found a step of ${step}`);
  const by = step ?? 1;
  if ((most - least) / by > MOST_MIXES) refuse('step', `steps of ${by} from ${least} to ${most} are too many`);
  const steps = Math.floor((most - least) / by + 1e-9);
  const sizes = Array.from({ length: steps + 1 }, (_, i) => Number((least + i * by).toPrecision(12)));
  return sizes.at(-1) === most ? sizes : [...sizes, most];
}

/** The name of a mix as an option of its file: the place of each programme's size in its range. */
export function mixName(places: readonly number[]): string {
  return places.join('-');
}

/**
 * A mix as a scenario, every part of which stands where the portfolio has it.
 *
 * @param option a `mixName`, NO_MIX for no programme at all, or every programme at its largest where none is given
 * @param isAsked whether an area is asked of besides, in place of the file's own
 * @throws InputError where there is no such mix, or the file is wrong by itself
 */
export function mixAsScenario(root: Located, option: string | undefined, isAsked: boolean): Located {
  const file = checkPlain(portfolioFile, root);
  const parts = new Map<string, Located>([['scenario', partAt(root, ['portfolio'])!]]);
  for (const key of SHARED) {
    const part = partAt(root, [key]);
    if (part !== undefined && !(isAsked && key === 'area')) parts.set(key, part);
  }
  if (!parts.has('seed')) parts.set('seed', scalarAt(file.portfolio, valuePlace(partAt(root, ['portfolio'])!)));
  if (option === NO_MIX) return mappingOf(parts, root);
  const sizes = file.programmes.map((use, i) => sizesOf(use, root, i));
  const chosen = option === undefined ? sizes.map((own) => own.length - 1) : option.split('-').map(Number);
  if (chosen.length !== sizes.length || chosen.some((place, i) => sizes[i]![place] === undefined))
    throw new InputError([
      problemAt(placeOf(root, ['programmes']), `there is no mix '${option ?? ''}' in this portfolio`),
    ]);
  const uses = partAt(root, ['programmes'])!;
  parts.set(
    'programmes',
    listOf(
      file.programmes.flatMap((use, i) => {
        const size = sizes[i]![chosen[i]!]!;
        return size === 0 ? [] : [useAt(partAt(uses, [i])!, use, size)];
      }),
      uses,
    ),
  );
  return mappingOf(parts, root);
}

/** A use with a number in place of its range. */
function useAt(written: Located, use: PortfolioUse, size: number): Located {
  const parts = new Map([...(written.parts ?? [])].filter(([key]) => key !== 'step'));
  for (const key of ['teams', 'places'] as const) {
    const own = parts.get(key);
    if (own !== undefined && Array.isArray(use[key]))
      parts.set(key, { ...scalarAt(size, valuePlace(own)), ...keyOf(own) });
  }
  return mappingOf(parts, written);
}

function keyOf({ key }: Located): { readonly key?: Place } {
  return key === undefined ? {} : { key };
}
