/**
 * A scenario file, and every file it leans on, into one resolved scenario.
 *
 * Files are read in the order they lean on each other; each is checked as far as it can be before the next is read, so
 * that one refusal names every problem of a file. Nothing is assumed aloud only: what was carried forward is in `notes`.
 */
import { civil, dayNumber } from '../../engine/time/index.js';
import type { Measure } from '../../engine/ledger/spec.js';
import type { PathwayModel } from '../../engine/pathway/model.js';
import { PathwayError } from '../../engine/pathway/model.js';
import type { AssumptionLine } from '../../engine/study/result.js';
import type { Area } from '../areas/index.js';
import { findArea, readAreas } from '../areas/index.js';
import type { Files, Located, ParameterValues, Path, Place } from '../load/index.js';
import {
  besideFile,
  InputError,
  joinPath,
  keyPlaceOf,
  looksLikePath,
  mappingOf,
  partAt,
  placeOf,
  problemAt,
  Problems,
  problemWithFile,
  readText,
  readYamlMapping,
  substitute,
  validate,
} from '../load/index.js';
import type { AreaDataFile, BaselineFile, MeasuresFile, PathwayFile, ProgrammeUse, ScenarioFile, Stance } from '../schema/index.js';
import { areaDataFile, baselineFile, measuresFile, pathwayFile, programmeFile, scenarioFile, STANCES } from '../schema/index.js';
import type { Context, Vocabulary } from './context.js';
import type { LocalAmount } from './costs.js';
import { buildCosts } from './costs.js';
import { locateInFiles } from './locate.js';
import type { BuiltMeasures } from './measures.js';
import { buildMeasures, plainMeasures } from './measures.js';
import { gatherParameters, localFigures } from './parameters.js';
import { buildPathway, vocabularyOf } from './pathway.js';
import { buildProgramme } from './programme.js';
import { buildStart, type ResolvedStart } from './start.js';
import type { AreaOverrides, ResolvedProgramme, ResolvedScenario } from './types.js';
import type { z } from 'zod';

/** What a command may ask for instead of what the file says. */
export interface ScenarioOverrides {
  readonly area?: string | undefined;
  readonly years?: number | undefined;
  readonly replications?: number | undefined;
  readonly seed?: string | undefined;
  readonly stance?: string | undefined;
  /** Values of parameters fitted to the area's published figures. */
  readonly fitted?: Readonly<Record<string, number>> | undefined;
  /** The baseline by itself: national figures, without the area, its own figures and the scenario's programmes. */
  readonly nationalBaseline?: boolean | undefined;
}

/** A resolved scenario, and the way back from it to the lines of its files. */
export interface Resolution {
  readonly scenario: ResolvedScenario;
  /** Every file that was read, in order. */
  readonly files: readonly string[];
  /** Where a part of the model was written: for example ['transitions', 'enter_care', 'to']. */
  readonly locateModelPath: (path: readonly string[]) => Place;
  /** Where a part of the baseline's `start` section was written, keys and indexes below `start`. */
  readonly locateStart: (path: Path) => Place;
  /** A refusal by the engine as one that points at a line; anything else is returned as it is. */
  readonly explain: (error: unknown) => unknown;
}

const REPLICATIONS = 100;
const EMPTY: Vocabulary = { regions: new Map(), attributes: new Map(), moments: [], counters: [], resources: [], transitions: [] };

/**
 * Reads and resolves a scenario file, or a pathway file that says how to run itself.
 * @throws InputError with every problem found in the first file that has any
 */
export function resolveScenario(path: string, files: Files, overrides: ScenarioOverrides = {}): Resolution {
  const session = new Session(files);
  const root = session.read(path);
  const isPathway = root.parts?.has('pathway') === true && root.parts.has('regions');
  return isPathway ? resolvePathway(session, root, overrides) : resolveFile(session, root, overrides);
}

/** One resolving: the files read so far. */
class Session {
  /** Paths of the files read so far. */
  readonly paths: string[] = [];
  /** Parameters that something has used. */
  readonly used = new Set<string>();

  constructor(readonly files: Files) {}

  /** Reads a YAML mapping; `from` is the place that names it and `word` the word used there. */
  read(path: string, from?: Place, word?: string): Located {
    this.paths.push(path);
    return readYamlMapping(path, readText(this.files, path, from, word));
  }

  /** A file named in another: a path from that file, or the name of one in the library's folder. */
  named(root: Located, at: Path, name: string, folder: string): Located {
    const from = placeOf(root, at);
    if (looksLikePath(name)) return this.read(besideFile(root.source.file, name), from);
    return this.read(joinPath(this.files.library, `${folder}/${name}.yaml`), from, name);
  }

  /** Replaces parameters and checks the shape of a file; throws where anything is wrong. */
  check<Schema extends z.ZodType>(schema: Schema, root: Located, values: ParameterValues): Checked<Schema> {
    const problems = new Problems();
    const filled = substitute(root, values, problems, this.used);
    problems.throwIfAny();
    const file = validate(schema, filled, problems);
    problems.throwIfAny();
    return { file: file as z.output<Schema>, root: filled };
  }
}

interface Checked<Schema extends z.ZodType> {
  readonly file: z.output<Schema>;
  /** With parameters filled in. */
  readonly root: Located;
}

/** Checks a file that holds no parameters of its own to replace. */
function checkPlain<Schema extends z.ZodType>(schema: Schema, root: Located): z.output<Schema> {
  const problems = new Problems();
  const file = validate(schema, root, problems);
  problems.throwIfAny();
  return file as z.output<Schema>;
}

function contextOf(root: Located, problems: Problems, words: Vocabulary, startDay: number): Context {
  return { root, problems, words, startDay };
}

function resolvePathway(session: Session, root: Located, overrides: ScenarioOverrides): Resolution {
  const { file, root: filled } = session.check(pathwayFile, root, new Map());
  if (file.run === undefined) {
    const message = "this pathway does not say how to run it: add 'run: {start: 2025-04-01, years: 10}', or write a scenario";
    throw new InputError([problemAt(placeOf(filled, ['pathway']), message)]);
  }
  if (overrides.area !== undefined) {
    throw new InputError([problemWithFile(root.source.file, 'an area has no meaning for a pathway by itself')]);
  }
  const problems = new Problems();
  const { start: startDay, replications, seed } = file.run;
  const years = overrides.years ?? file.run.years;
  const context = contextOf(filled, problems, vocabularyOf(file), startDay);
  const model = buildPathway(context, file);
  const built = measuresOf(context, file, model, 'units');
  const costs = buildCosts(context, file.costs ?? [], null, '');
  problems.throwIfAny();
  const scenario: ResolvedScenario = {
    name: file.pathway,
    title: file.title ?? file.pathway,
    question: '',
    kind: 'general',
    model,
    ledger: { measures: built.measures, costs: costs.items },
    measureInfo: built.info,
    area: null,
    areaOverrides: null,
    startDay,
    endDay: endOf(startDay, years),
    years,
    replications: overrides.replications ?? replications ?? REPLICATIONS,
    seed: overrides.seed ?? seed ?? file.pathway,
    stance: 'central',
    programmes: [],
    parameters: costs.assumptions,
    parameterValues: {},
    priceYear: '',
    discountRate: null,
    start: null,
    notes: [],
  };
  return resolution(scenario, session, { pathway: filled, measures: filled, costs: filled, scenario: filled });
}

function resolveFile(session: Session, root: Located, overrides: ScenarioOverrides): Resolution {
  const file = checkPlain(scenarioFile, root);
  if ((file.baseline === undefined) === (file.pathway === undefined)) {
    const message = "a scenario has either a 'baseline' (the care system) or a 'pathway' (anything else)";
    throw new InputError([problemAt(placeOf(root, ['scenario']), message)]);
  }
  return file.baseline === undefined ? resolveGeneral(session, root, file, overrides) : resolveCare(session, root, file, file.baseline, overrides);
}

/** A scenario put to any pathway: no baseline, no area; programmes may still be used. */
function resolveGeneral(session: Session, root: Located, file: ScenarioFile, overrides: ScenarioOverrides): Resolution {
  const problems = new Problems();
  for (const key of ['area', 'area_data', 'set'] as const) {
    const part = partAt(root, [key]);
    if (part !== undefined) problems.add(problemAt(keyPlaceOf(part), `'${key}' has no meaning without a baseline`));
  }
  if (overrides.area !== undefined) problems.add(problemWithFile(root.source.file, 'an area has no meaning without a baseline'));
  problems.throwIfAny();
  const named = session.named(root, ['pathway'], file.pathway ?? '', 'pathways');
  const { file: pathway, root: filled } = session.check(pathwayFile, named, new Map());
  const startDay = file.start ?? pathway.run?.start;
  const years = overrides.years ?? file.years ?? pathway.run?.years;
  const scenarioContext = contextOf(root, problems, EMPTY, startDay ?? 0);
  if (startDay === undefined) problems.add(problemAt(placeOf(root, ['scenario']), "'start' is missing: the date the run starts"));
  if (years === undefined) problems.add(problemAt(placeOf(root, ['scenario']), "'years' is missing: how long the run lasts"));
  problems.throwIfAny();
  const context = contextOf(filled, problems, vocabularyOf(pathway), startDay ?? 0);
  const model = buildPathway(context, pathway);
  const built = measuresOf(context, pathway, model, 'units');
  const costs = buildCosts(context, pathway.costs ?? [], null, '');
  problems.throwIfAny();
  const endDay = endOf(startDay ?? 0, years ?? 1);
  const stance = stanceOf(overrides, file, root);
  const programmes = buildProgrammes(session, { file, context: scenarioContext, model, words: context.words, values: new Map(), stance, endDay, sources: null, priceYear: '' });
  const scenario: ResolvedScenario = {
    ...common(file, overrides, startDay ?? 0, endDay, years ?? 1, stance, pathway),
    kind: 'general',
    model,
    ledger: { measures: built.measures, costs: costs.items },
    measureInfo: built.info,
    area: null,
    areaOverrides: null,
    programmes: programmes.programmes,
    parameters: [...costs.assumptions, ...programmes.assumptions],
    parameterValues: {},
    priceYear: '',
    discountRate: null,
    start: null,
    notes: programmes.notes,
  };
  return resolution(scenario, session, { pathway: filled, measures: filled, costs: filled, scenario: root });
}

/** A scenario put to a baseline of the care system. */
function resolveCare(session: Session, root: Located, file: ScenarioFile, name: string, overrides: ScenarioOverrides): Resolution {
  const area = areaOf(session, root, file, overrides);
  const local = overrides.nationalBaseline === true ? null : areaDataOf(session, root, file, area);
  const baseRoot = session.named(root, ['baseline'], name, 'baselines');
  const base = baselineOf(session, baseRoot, { root, file }, local, area, overrides.fitted);
  const { values, parameters, baseline } = base;

  const pathwayRoot = session.named(baseRoot, ['pathway'], baseline.pathway, 'pathways');
  const { file: pathway, root: filled } = session.check(pathwayFile, pathwayRoot, values);
  const problems = new Problems();
  const startDay = file.start ?? baseline.start_date;
  const years = overrides.years ?? file.years ?? pathway.run?.years;
  if (years === undefined) problems.add(problemAt(placeOf(root, ['scenario']), "'years' is missing: how long the run lasts"));
  const words = vocabularyOf(pathway);
  const context = contextOf(filled, problems, words, startDay);
  const model = buildPathway(context, pathway);
  problems.throwIfAny();

  const measures = careMeasures(session, baseRoot, baseline, { context, pathway, model }, values);
  const priceYear = baseline.price_year ?? '';
  const costContext = contextOf(base.root, problems, words, startDay);
  const costs = buildCosts(costContext, baseline.costs ?? [], base.sources, priceYear, localAmounts(local, baseline));
  const pathwayCosts = buildCosts(context, pathway.costs ?? [], base.sources, priceYear);
  const start = startOf(session, costContext, baseline, measures.built.measures, area, local);
  problems.throwIfAny();

  const endDay = endOf(startDay, years ?? 1);
  const stance = stanceOf(overrides, file, root);
  const scenarioContext = contextOf(root, problems, EMPTY, startDay);
  const used = overrides.nationalBaseline === true ? { ...file, programmes: [] } : file;
  const programmes = buildProgrammes(session, { file: used, context: scenarioContext, model, words, values, stance, endDay, sources: base.sources, priceYear });
  const scenario: ResolvedScenario = {
    ...common(file, overrides, startDay, endDay, years ?? 1, stance, pathway),
    kind: 'care',
    model,
    ledger: { measures: measures.built.measures, costs: [...costs.items, ...pathwayCosts.items] },
    measureInfo: measures.built.info,
    area,
    areaOverrides: local === null ? null : overridesOf(local),
    programmes: programmes.programmes,
    parameters: [...parameters.assumptions, ...costs.assumptions, ...pathwayCosts.assumptions, ...programmes.assumptions],
    parameterValues: Object.fromEntries([...values].map(([parameter, value]) => [parameter, value.data])),
    priceYear,
    discountRate: baseline.discount_rate ?? null,
    start,
    notes: [...parameters.notes, ...unused(session, parameters.replaced), ...programmes.notes, ...(start?.notes ?? [])],
  };
  return resolution(scenario, session, { pathway: filled, measures: measures.root, costs: base.root, scenario: root, start: base.root });
}

function startOf(
  session: Session,
  context: Context,
  baseline: BaselineFile,
  measures: readonly Measure[],
  area: Area | null,
  local: LocalData | null,
): ResolvedStart | null {
  if (baseline.start === undefined) return null;
  const national = readAreas(session.files).find((item) => item.level === 'National');
  if (national === undefined) throw new RangeError('the table of areas has no national row');
  return buildStart(context, baseline.start, measures, { area: area ?? national, national, own: local === null ? null : overridesOf(local) });
}

/** A parameter that is set and then used nowhere changes nothing, which a reader should hear. */
function unused(session: Session, replaced: readonly string[]): readonly string[] {
  return replaced
    .filter((name) => !session.used.has(name))
    .map((name) => `The scenario sets ${name}, but nothing in this run uses it.`);
}

interface LocalData {
  readonly root: Located;
  readonly file: AreaDataFile;
  readonly context: Context;
  readonly source: string;
}

function areaOf(session: Session, root: Located, file: ScenarioFile, overrides: ScenarioOverrides): Area | null {
  const wanted = overrides.area ?? file.area;
  if (wanted === undefined || overrides.nationalBaseline === true) return null;
  const finding = findArea(readAreas(session.files), wanted);
  if (finding.found) return finding.area;
  const details = { found: wanted, suggestion: finding.suggestions[0], allowed: finding.suggestions };
  throw new InputError([
    overrides.area === undefined ? problemAt(placeOf(root, ['area']), finding.message, details) : problemWithFile('--area', finding.message, details),
  ]);
}

function areaDataOf(session: Session, root: Located, file: ScenarioFile, area: Area | null): LocalData | null {
  if (file.area_data === undefined) return null;
  const from = placeOf(root, ['area_data']);
  const dataRoot = session.read(besideFile(root.source.file, file.area_data), from);
  const data = checkPlain(areaDataFile, dataRoot);
  const problems = new Problems();
  if (data.area !== undefined && area !== null) {
    const finding = findArea(readAreas(session.files), data.area);
    if (!finding.found || finding.area.code !== area.code) {
      problems.add(problemAt(placeOf(dataRoot, ['area']), `these figures are of ${data.area}, and the scenario is of ${area.name}`));
    }
  }
  const context = contextOf(dataRoot, problems, EMPTY, 0);
  localFigures(context, data);
  problems.throwIfAny();
  const { source, who } = data.provenance;
  const written = partAt(dataRoot, ['provenance', 'date'])?.data;
  return { root: dataRoot, file: data, context, source: `${source} (${who}, ${String(written)})` };
}

function overridesOf(local: LocalData): AreaOverrides {
  const { file, context, source } = local;
  return { name: file.area_data, source, figures: localFigures(context, file), margins: file.margins ?? null };
}

function localAmounts(local: LocalData | null, baseline: BaselineFile): ReadonlyMap<string, LocalAmount> {
  if (local === null) return new Map();
  const names = (baseline.costs ?? []).map((cost) => cost.name);
  const problems = new Problems();
  const amounts = Object.entries(local.file.unit_costs ?? {}).map(([name, amount]) => {
    const part = partAt(local.root, ['unit_costs', name]);
    if (!names.includes(name) && part !== undefined) {
      problems.add(problemAt(keyPlaceOf(part), `there is no cost '${name}' in the baseline`, { found: name, allowed: names }));
    }
    return [name, { amount, source: local.source }] as const;
  });
  problems.throwIfAny();
  return new Map(amounts);
}

/** The baseline, its parameters gathered and put in place everywhere but in their own definitions. */
function baselineOf(
  session: Session,
  written: Located,
  scenario: { readonly root: Located; readonly file: ScenarioFile },
  local: LocalData | null,
  area: Area | null,
  fitted: Readonly<Record<string, number>> | undefined,
) {
  // Parameters first, by themselves: the rest of the file may use them anywhere.
  const problems = new Problems();
  const definitions = partAt(written, ['parameters']);
  const values = new Map<string, Located>();
  for (const [name, part] of definitions?.parts ?? []) {
    const value = part.parts?.get('value');
    if (value !== undefined) values.set(name, value);
  }
  const { file: first } = session.check(baselineFile, written, values);
  session.used.clear();
  const sources = Object.keys(first.sources ?? {});
  const baselineContext = contextOf(written, problems, EMPTY, 0);
  const parameters = gatherParameters(
    {
      baseline: { file: first, context: baselineContext },
      scenario: { file: scenario.file, context: contextOf(scenario.root, problems, EMPTY, 0) },
      ...(local !== null && { areaData: { file: local.file, context: { ...local.context, problems }, source: local.source } }),
      area,
      fitted,
    },
    sources,
  );
  problems.throwIfAny();
  const { file: baseline, root } = session.check(baselineFile, withoutParameters(written), parameters.values);

  return { baseline, root, parameters, values: parameters.values, sources };
}

/** The definitions of parameters do not count as uses of them. */
function withoutParameters(baseline: Located): Located {
  const parts = new Map([...(baseline.parts ?? [])].filter(([name]) => name !== 'parameters'));
  return mappingOf(parts, baseline);
}

function careMeasures(
  session: Session,
  baseRoot: Located,
  baseline: BaselineFile,
  own: { readonly context: Context; readonly pathway: PathwayFile; readonly model: PathwayModel },
  values: ParameterValues,
): { readonly built: BuiltMeasures; readonly root: Located } {
  const { context, pathway, model } = own;
  if (baseline.measures === undefined) return { built: measuresOf(context, pathway, model, 'children'), root: context.root };
  const from = placeOf(baseRoot, ['measures']);
  const path = looksLikePath(baseline.measures)
    ? besideFile(baseRoot.source.file, baseline.measures)
    : joinPath(session.files.library, `${baseline.measures}.yaml`);
  const { file, root } = session.check(measuresFile, session.read(path, from), values);
  const problems = new Problems();
  const built = buildMeasures({ ...context, root, problems }, file, 'children');
  problems.throwIfAny();
  return { built, root };
}

function measuresOf(context: Context, file: PathwayFile, model: PathwayModel, counted: 'children' | 'units'): BuiltMeasures {
  if (file.measures === undefined) return plainMeasures(model, counted);
  const given: Pick<MeasuresFile, 'measures' | 'age_bands' | 'groups'> = {
    measures: file.measures,
    ...(file.age_bands !== undefined && { age_bands: file.age_bands }),
    ...(file.groups !== undefined && { groups: file.groups }),
  };
  return buildMeasures(context, given, counted);
}

interface ProgrammeSetting {
  readonly file: ScenarioFile;
  readonly context: Context;
  readonly model: PathwayModel;
  readonly words: Vocabulary;
  readonly values: ParameterValues;
  readonly stance: Stance;
  readonly endDay: number;
  readonly sources: readonly string[] | null;
  readonly priceYear: string;
}

function buildProgrammes(session: Session, setting: ProgrammeSetting) {
  const { context } = setting;
  const programmes: ResolvedProgramme[] = [];
  const assumptions: AssumptionLine[] = [];
  const notes: string[] = [];
  const problems = new Problems();
  (setting.file.programmes ?? []).forEach((use: ProgrammeUse, index) => {
    const usePath: Path = ['programmes', index];
    const written = session.named(context.root, [...usePath, 'use'], use.use, 'programmes');
    const { file, root } = session.check(programmeFile, written, setting.values);
    const built = buildProgramme({
      file,
      context: contextOf(root, problems, setting.words, context.startDay),
      use,
      useContext: { ...context, problems },
      usePath,
      stance: setting.stance,
      model: setting.model,
      endDay: setting.endDay,
      sources: setting.sources,
      priceYear: setting.priceYear,
    });
    const { id } = built.programme;
    if (programmes.some((other) => other.id === id)) {
      const message = `the programme '${id}' is already used: give this use a name of its own with 'as'`;
      problems.add(problemAt(placeOf(context.root, [...usePath, use.as === undefined ? 'use' : 'as']), message));
    }
    programmes.push(built.programme);
    assumptions.push(...built.assumptions);
    notes.push(...built.notes);
  });
  problems.throwIfAny();
  return { programmes, assumptions, notes };
}

function common(
  file: ScenarioFile,
  overrides: ScenarioOverrides,
  startDay: number,
  endDay: number,
  years: number,
  stance: Stance,
  pathway: PathwayFile,
) {
  return {
    name: file.scenario,
    title: file.title,
    question: file.question ?? '',
    startDay,
    endDay,
    years,
    replications: overrides.replications ?? file.replications ?? pathway.run?.replications ?? REPLICATIONS,
    seed: overrides.seed ?? file.seed ?? file.scenario,
    stance,
  };
}

function stanceOf(overrides: ScenarioOverrides, file: ScenarioFile, root: Located): Stance {
  const wanted = overrides.stance;
  if (wanted === undefined) return file.stance ?? 'central';
  const found = STANCES.find((stance) => stance === wanted);
  if (found !== undefined) return found;
  const details = { found: wanted, allowed: STANCES };
  throw new InputError([problemWithFile(`--stance (for ${root.source.file})`, `there is no stance '${wanted}'`, details)]);
}

/** The day after the last of a run of so many years, by the calendar. */
function endOf(startDay: number, years: number): number {
  const { year, month, day } = civil(startDay);
  const months = month - 1 + Math.round(years * 12);
  return dayNumber(year + Math.floor(months / 12), (months % 12) + 1, day);
}

function resolution(
  scenario: ResolvedScenario,
  session: Session,
  roots: { readonly pathway: Located; readonly measures: Located; readonly costs: Located; readonly scenario: Located; readonly start?: Located },
): Resolution {
  const locateModelPath = (path: readonly string[]): Place => locateInFiles(path, roots);
  return {
    scenario,
    files: session.paths,
    locateModelPath,
    locateStart: (path) => placeOf(roots.start ?? roots.scenario, ['start', ...path]),
    explain: (error) => {
      if (!(error instanceof PathwayError)) return error;
      const { message, path, found, allowed } = error;
      return new InputError([problemAt(locateModelPath(path), message, { found, allowed })]);
    },
  };
}
