/** Scenario files as the options of one study: what they must share, and what is said where they do not. */
import {
  asWritten,
  InputError,
  isStudyFile,
  problemWithFile,
  type ResolvedScenario,
  type Resolution,
} from '../../../scenarios/index.js';
import { nodeFiles } from '../../../scenarios/load/node-files.js';
import { readScenario } from '../run-study.js';
import { elsewhere, elsewhereName, movedTo } from './elsewhere.js';
import { REPLICATIONS, toldApart, type OptionsAsked, type OptionSet, type StudyOption } from './options.js';

/**
 * Scenario files as the options of one study. A scenario with programmes is an option as it is; what all are compared with
 * is the baseline they share, without any.
 *
 * The seed is the first one's, and so are replications, where the command does not say: all options share them.
 *
 * @throws InputError where they are not of one baseline, saying what they differ in
 */
export function optionsOfScenarios(paths: readonly string[], asked: OptionsAsked): OptionSet {
  const files = asked.files ?? nodeFiles();
  for (const path of paths)
    if (isStudyFile(path, files))
      throw new InputError([
        problemWithFile(path, "this is a study, which has its own options: run it with 'study', and compare scenarios"),
      ]);
  const read = paths.map((path) => ({ path, resolution: readScenario(path, { ...asked, files }) }));
  const [first, ...others] = read;
  for (const other of others) {
    const difference = differenceOf(first!.resolution.scenario, other.resolution.scenario);
    if (difference !== null)
      throw new InputError([problemWithFile(other.path, `this cannot be compared with ${first!.path}: ${difference}`)]);
  }
  const taken = new Set(['nothing']);
  const idOf = (name: string): string => {
    let id = name;
    for (let n = 2; taken.has(id); n++) id = `${name}_${n}`;
    taken.add(id);
    return id;
  };
  const { scenario } = first!.resolution;
  const written = asked.area === undefined ? [] : read.map(({ path }) => asWritten(path, files));
  const moved = movedTo(
    written.flatMap(({ area }) => area ?? []),
    scenario.area?.name ?? null,
    files,
  );
  const nothing: StudyOption = {
    id: 'nothing',
    title: 'No programme',
    source: { path: first!.path },
    resolution: { ...first!.resolution, scenario: { ...scenario, programmes: [] } },
  };
  const draws = asked.draws ?? 0;
  return {
    name: `compare-${elsewhereName(scenario.name, moved)}`,
    title: `${read.length} scenarios compared`,
    question: '',
    options: toldApart([
      nothing,
      ...read.map(({ path, resolution }, i) => ({
        id: idOf(elsewhereName(resolution.scenario.name, moved)),
        title: elsewhere(written[i]?.title ?? resolution.scenario.title, moved),
        source: { path },
        resolution,
      })),
    ]),
    areas: asked.area === undefined ? [] : [asked.area],
    stances: [],
    underStance: null,
    report: null,
    draws,
    replications: asked.replications ?? (draws === 0 ? scenario.replications : REPLICATIONS),
    notes: sharedNotes(read),
  };
}

interface Read {
  readonly path: string;
  readonly resolution: Resolution;
}

/** Said where scenarios ask for different luck, which options of one study share, or believe different things. */
function sharedNotes(read: readonly Read[]): string[] {
  const scenarios = read.map(({ resolution: { scenario } }) => scenario);
  const differ = (of: (scenario: ResolvedScenario) => string): boolean => new Set(scenarios.map(of)).size > 1;
  const notes: string[] = [];
  if (differ(({ seed }) => seed)) {
    const others = [...new Set(scenarios.map(({ seed }) => seed))].slice(1);
    notes.push(
      `All options were lived with the luck of '${scenarios[0]!.title}' (seed ${scenarios[0]!.seed}), so that they can be taken from each other; by itself, a scenario of another seed (${others.join(', ')}) gives other numbers.`,
    );
  }
  if (differ(({ stance }) => stance))
    notes.push(
      `The scenarios do not believe the same of the evidence (${read.map(({ resolution }) => `${resolution.scenario.title}: ${resolution.scenario.stance}`).join('; ')}), so a difference between them may be one of belief: give --stance to put them on one footing.`,
    );
  return notes;
}

/** What two scenarios differ in besides their programmes and names; null where in nothing. */
function differenceOf(a: ResolvedScenario, b: ResolvedScenario): string | null {
  const same = (of: (scenario: ResolvedScenario) => unknown): boolean =>
    JSON.stringify(of(a)) === JSON.stringify(of(b));
  if (!same(({ area }) => area?.code)) return `it is of ${b.area?.name ?? 'no area'}, not ${a.area?.name ?? 'no area'}`;
  if (a.startDay !== b.startDay) return 'it starts on another day';
  if (a.years !== b.years) return `it lasts ${b.years} years, not ${a.years}: give --years`;
  if (!same(({ parameterValues }) => parameterValues)) return `its baseline has other numbers: ${numbersApart(a, b)}`;
  if (!same(({ model }) => model)) return 'its pathway is another';
  if (!same(({ ledger }) => ledger)) return 'it counts or costs other things';
  if (!same(({ start }) => start) || !same(({ areaOverrides }) => areaOverrides)) return 'it starts from other figures';
  if (!same(({ discountRate, discounting, priceYear, appraisal }) => [discountRate, discounting, priceYear, appraisal]))
    return 'its prices, its discounting or its appraisal are others';
  return null;
}

const SHOWN = 5;

function numbersApart(a: ResolvedScenario, b: ResolvedScenario): string {
  const names = [...new Set([...Object.keys(a.parameterValues), ...Object.keys(b.parameterValues)])].filter(
    (name) => JSON.stringify(a.parameterValues[name]) !== JSON.stringify(b.parameterValues[name]),
  );
  return names.length > SHOWN
    ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`
    : names.join(', ');
}
