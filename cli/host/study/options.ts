/** The options of a study, read: one baseline for all, and what each does besides; in each area, under each stance. */
import {
  readStudyFile,
  resolveScenario,
  type Files,
  type Resolution,
  type ScenarioOverrides,
  type Stance,
} from '../../../scenarios/index.js';
import { nodeFiles } from '../../../scenarios/load/node-files.js';
import { readScenario } from '../run-study.js';
import { elsewhere, elsewhereName, movedTo } from './elsewhere.js';
import { reportedMeasures } from './reported.js';

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
  /** What to believe of the evidence, each a study of its own; none where each option believes what it says. */
  readonly stances: readonly Stance[];
  /** Of the stances, the one that these options believe; null where there are not several. */
  readonly underStance: Stance | null;
  /** Measures to be reported, in their order; null for what a run reports. */
  readonly report: readonly string[] | null;
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
export const REPLICATIONS = 4;
/** Of a study without draws. */
const CHANCE_ONLY = 100;

/** @throws InputError for what is wrong with the study or any of its options */
export function readStudy(path: string, asked: OptionsAsked): OptionSet {
  const files = asked.files ?? nodeFiles();
  const { root, file, options, areas } = readStudyFile(path, files);
  const draws = asked.draws ?? file.draws ?? DRAWS;
  const stances = asked.stance === undefined ? (file.stances ?? []) : [];
  const shared = { ...asked, files, area: asked.area ?? areas[0], stance: asked.stance ?? stances[0] };
  const read = options.map((option) => ({ option, resolution: readScenario(path, { ...shared, option }) }));
  const { scenario } = read[0]!.resolution;
  const moved = asked.area === undefined ? null : movedTo(areas, scenario.area?.name ?? null, files);
  const [first, ...rest] = read.map(({ option, resolution }): StudyOption => ({
    id: option,
    title: elsewhere(file.options[option]!.title, moved),
    source: { path, option },
    resolution,
  }));
  return {
    name: elsewhereName(file.study, moved),
    title: elsewhere(file.title, moved),
    question: elsewhere(file.question ?? '', moved),
    options: toldApart([first!, ...rest]),
    areas: asked.area === undefined ? areas : [asked.area],
    stances,
    underStance: null,
    report: file.report === undefined ? null : reportedMeasures(root, file.report, scenario),
    draws,
    replications: asked.replications ?? file.replications ?? (draws === 0 ? CHANCE_ONLY : REPLICATIONS),
    notes: stances.length === 0 ? [] : ownStances(read.map(({ resolution }) => resolution)),
  };
}

/** Programmes that keep a stance of their own, whatever the study's. */
function ownStances(resolutions: readonly Resolution[]): string[] {
  const own = new Map(
    resolutions.flatMap(({ scenario }) =>
      scenario.programmes.flatMap(({ id, title, stance }) =>
        stance === scenario.stance ? [] : [[id, { title, stance }]],
      ),
    ),
  );
  return [...own.values()].map(
    ({ title, stance }) => `${title} is believed by a stance of its own (${stance}), under every stance of the study.`,
  );
}

/**
 * The options as one of the stances of the study: where there are several, their names say which, so that tables tell them
 * apart.
 */
export function underStance(set: OptionSet, stance: Stance | undefined): OptionSet {
  if (set.stances.length < 2 || stance === undefined) return set;
  const [first, ...rest] = set.options.map((option) => ({ ...option, id: `${option.id} (${stance})` }));
  return { ...set, options: [first!, ...rest], underStance: stance };
}

/** Options of the same title get their names as well. */
export function toldApart(options: OptionSet['options']): OptionSet['options'] {
  const isShared = (title: string): boolean => options.filter((other) => other.title === title).length > 1;
  const [first, ...rest] = options.map((option) =>
    isShared(option.title) ? { ...option, title: `${option.title} (${option.id})` } : option,
  );
  return [first!, ...rest];
}

/** The options in another area, or under another of the study's stances. */
export function optionsIn(set: OptionSet, asked: OptionsAsked): OptionSet {
  const files = asked.files ?? nodeFiles();
  const [first, ...rest] = set.options.map((option): StudyOption => {
    const { path, option: name } = option.source;
    const resolution = resolveScenario(path, files, { ...asked, option: name });
    // The option that all are compared with has no programmes, whatever its file has.
    return option.resolution.scenario.programmes.length === 0
      ? { ...option, resolution: { ...resolution, scenario: { ...resolution.scenario, programmes: [] } } }
      : { ...option, resolution };
  });
  return { ...set, options: [first!, ...rest] };
}
