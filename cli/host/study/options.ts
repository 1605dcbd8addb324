/** The options of a study, read: one baseline for all, and what each does besides. */
import {
  InputError,
  isStudyFile,
  problemWithFile,
  readStudyFile,
  resolveScenario,
  type Files,
  type ResolvedScenario,
  type Resolution,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import { nodeFiles } from '../../../scenarios/load/node-files.js';
import { readScenario } from '../run-study.js';

/** Where an option is written: a scenario file, or an option of a study file. */
export interface OptionSource {
  readonly path: string;
  readonly option?: string;
}

export interface StudyOption {
  readonly id: string;
  readonly title: string;
  readonly source: OptionSource;
  readonly resolution: Resolution;
}

/** Options that differ in nothing but their programmes. The first is what the others are compared with. */
export interface OptionSet {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly options: readonly [StudyOption, ...StudyOption[]];
  /** Areas by name or code, each a study of its own; none where the options name none. */
  readonly areas: readonly string[];
  readonly draws: number;
  readonly replications: number;
  /** What a reader should know of how the options were put together. */
  readonly notes: readonly string[];
}

export interface OptionsAsked extends ScenarioOverrides {
  readonly files?: Files | undefined;
  readonly draws?: number | undefined;
}

const DRAWS = 40;
const REPLICATIONS = 4;
/** Of a study without draws. */
const CHANCE_ONLY = 100;

/** @throws InputError for what is wrong with the study or any of its options */
export function readStudy(path: string, asked: OptionsAsked): OptionSet {
  const files = asked.files ?? nodeFiles();
  const { file, options, areas } = readStudyFile(path, files);
  const draws = asked.draws ?? file.draws ?? DRAWS;
  const own = (option: string): StudyOption => ({
    id: option,
    title: file.options[option]!.title,
    source: { path, option },
    resolution: readScenario(path, { ...asked, files, option, area: asked.area ?? areas[0] }),
  });
  const [first, ...rest] = options.map(own);
  return {
    name: file.study,
    title: file.title,
    question: file.question ?? '',
    options: toldApart([first!, ...rest]),
    areas: asked.area === undefined ? areas : [asked.area],
    draws,
    replications: asked.replications ?? file.replications ?? (draws === 0 ? CHANCE_ONLY : REPLICATIONS),
    notes: [],
  };
}

/** Options of the same title get their names as well. */
function toldApart(options: OptionSet['options']): OptionSet['options'] {
  const isShared = (title: string): boolean => options.filter((other) => other.title === title).length > 1;
  const [first, ...rest] = options.map((option) =>
    isShared(option.title) ? { ...option, title: `${option.title} (${option.id})` } : option,
  );
  return [first!, ...rest];
}

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
  const nothing: StudyOption = {
    id: 'nothing',
    title: 'No programme',
    source: { path: first!.path },
    resolution: { ...first!.resolution, scenario: { ...scenario, programmes: [] } },
  };
  const draws = asked.draws ?? 0;
  return {
    name: `compare-${scenario.name}`,
    title: `${read.length} scenarios${scenario.area === null ? '' : ` in ${scenario.area.name}`}`,
    question: '',
    options: toldApart([
      nothing,
      ...read.map(({ path, resolution }) => ({
        id: idOf(resolution.scenario.name),
        title: resolution.scenario.title,
        source: { path },
        resolution,
      })),
    ]),
    areas: asked.area === undefined ? [] : [asked.area],
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
  const [first] = read;
  const scenarios = read.map(({ resolution: { scenario } }) => scenario);
  const differ = (of: (scenario: ResolvedScenario) => string): boolean => new Set(scenarios.map(of)).size > 1;
  const notes: string[] = [];
  if (differ(({ seed }) => seed)) {
    const others = [...new Set(scenarios.map(({ seed }) => seed))].slice(1);
    notes.push(
      `All options were lived with the luck of ${first!.path} (seed ${scenarios[0]!.seed}), so that they can be taken from each other; by itself, a scenario of another seed (${others.join(', ')}) gives other numbers.`,
    );
  }
  if (differ(({ stance }) => stance))
    notes.push(
      `The scenarios do not believe the same of the evidence (${read.map(({ path, resolution }) => `${path}: ${resolution.scenario.stance}`).join('; ')}), so a difference between them may be one of belief: give --stance to put them on one footing.`,
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

/** The options in another area. */
export function optionsIn(set: OptionSet, area: string, asked: OptionsAsked): OptionSet {
  const files = asked.files ?? nodeFiles();
  const [first, ...rest] = set.options.map((option): StudyOption => {
    const { path, option: name } = option.source;
    const resolution = resolveScenario(path, files, { ...asked, area, option: name });
    // The option that all are compared with has no programmes, whatever its file has.
    return option.resolution.scenario.programmes.length === 0
      ? { ...option, resolution: { ...resolution, scenario: { ...resolution.scenario, programmes: [] } } }
      : { ...option, resolution };
  });
  return { ...set, options: [first!, ...rest] };
}
