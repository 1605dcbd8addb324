/** The mixes of a portfolio, read: their programmes, what they cost whoever comes, and which of them the budget can pay. */
import { fixedOwnCost, mixesOf } from '../../../engine/index.js';
import {
  InputError,
  mixName,
  NO_MIX,
  problemAt,
  problemWithFile,
  readPortfolioFile,
  type Files,
  type PortfolioRead,
  type Resolution,
  type ResolvedProgramme,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import { pounds } from '../../../reports/numbers.js';
import { titlesOf } from '../compared-figures.js';
import { studyPlan } from '../prepare.js';
import { readScenario } from '../run-study.js';

export interface Mix {
  /** Place of each programme's size in its range. */
  readonly places: readonly number[];
  /** Sizes, in the order of the file's programmes. */
  readonly sizes: readonly number[];
  readonly programmes: readonly ResolvedProgramme[];
  /** Pounds at present value, whoever comes. */
  readonly fixedCost: number;
}

export interface MixSet {
  readonly read: PortfolioRead;
  /** Without any programme. */
  readonly nothing: Resolution;
  /** With every programme at its largest. */
  readonly all: Resolution;
  /** Titles of the programmes, in the order of the file. */
  readonly titles: readonly string[];
  readonly ids: readonly string[];
  /** The mixes whose fixed costs are within the budget, the least costly first. */
  readonly mixes: readonly Mix[];
  /** How many there are in all. */
  readonly of: number;
}

/** @throws InputError for what is wrong with the file, any of its programmes, or the budget */
export function readMixes(path: string, overrides: ScenarioOverrides, files: Files): MixSet {
  const read = readPortfolioFile(path, files);
  const { sizes } = read;
  const own = (option: string): Resolution => readScenario(path, { ...overrides, files, option });
  // Each programme at each of its sizes, in as few scenarios as will do.
  const most = Math.max(...sizes.map((list) => list.length));
  const bySize: ResolvedProgramme[][] = sizes.map(() => []);
  let all: Resolution | null = null;
  for (let k = most - 1; k >= 0; k--) {
    const places = sizes.map((list) => Math.min(k, list.length - 1));
    const resolution = own(mixName(places));
    all ??= resolution;
    const used = sizes.flatMap((list, i) => (list[places[i]!] === 0 ? [] : [i]));
    used.forEach((i, at) => {
      bySize[i]![places[i]!] = resolution.scenario.programmes[at]!;
    });
  }
  if (all === null) throw new RangeError('a portfolio without sizes');
  const fixed = bySize.map((list) =>
    list.map((programme) => fixedOwnCost(studyPlan({ ...all.scenario, programmes: [programme] }, null))),
  );
  const titles = titlesOf(all.scenario.programmes);
  const everything = mixesOf(sizes).map((places): Mix => {
    const used = places.flatMap((place, i) => (sizes[i]![place] === 0 ? [] : [[i, place] as const]));
    return {
      places,
      sizes: places.map((place, i) => sizes[i]![place]!),
      programmes: used.map(([i, place]) => bySize[i]![place]!),
      fixedCost: used.reduce((sum, [i, place]) => sum + fixed[i]![place]!, 0),
    };
  });
  const set = {
    read,
    nothing: own(NO_MIX),
    all,
    titles: all.scenario.programmes.map(({ id }) => titles.get(id)!),
    ids: all.scenario.programmes.map(({ id }) => id),
    of: everything.length,
  };
  return { ...set, mixes: affordable(set, everything) };
}

/** What the budget can pay for, were nobody to come. @throws InputError where that is no programme at all */
function affordable({ read, titles }: Omit<MixSet, 'mixes'>, everything: readonly Mix[]): Mix[] {
  const { budget } = read.file;
  const inOrder = [...everything].sort((a, b) => a.fixedCost - b.fixedCost);
  const mixes = inOrder.filter(({ fixedCost }) => fixedCost <= budget.pounds);
  if (mixes.some(({ programmes }) => programmes.length > 0)) return mixes;
  const cheapest = inOrder.find(({ programmes }) => programmes.length > 0);
  if (cheapest === undefined) throw new InputError([problemWithFile(read.path, 'no mix has a programme in it')]);
  const message = `${pounds(budget.pounds)} pays for none of the mixes: the nearest is ${mixWords(titles, read, cheapest.sizes)}, at ${pounds(cheapest.fixedCost)} over the run, present value`;
  throw new InputError([problemAt(read.placeOf(['budget']), message)]);
}

/** A mix in words: `2 teams of Multisystemic Therapy (MST) and Family Safeguarding`. */
export function mixWords(
  titles: readonly string[],
  { of }: Pick<PortfolioRead, 'of'>,
  sizes: readonly number[],
): string {
  const parts = sizes.flatMap((size, i) => {
    if (size === 0) return [];
    const unit = of[i]!;
    if (unit === 'whole') return [titles[i]!];
    return [`${size} ${size === 1 ? unit.slice(0, -1) : unit} of ${titles[i]!}`];
  });
  if (parts.length === 0) return 'no programme';
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}
