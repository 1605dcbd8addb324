/**
 * A scenario file, and every file it leans on, into one resolved scenario.
 *
 * Files are read in the order they lean on each other; each is checked as far as it can be before the next is read, so
 * that one refusal names every problem of a file. What was carried forward is said in `notes`.
 */
import type { Measure } from '../../engine/ledger/spec.js';
import type { PathwayModel } from '../../engine/pathway/model.js';
import { PathwayError } from '../../engine/pathway/model.js';
import { hasSiblings } from '../../engine/pathway/siblings.js';
import { civil, dayNumber, formatDate } from '../../engine/time/index.js';
import type { Area } from '../areas/index.js';
import { readAreas } from '../areas/index.js';
import type { Files, Located, ParameterValues, Path, Place } from '../load/index.js';
import {
  besideFile,
  InputError,
  joinPath,
  keyPlaceOf,
  looksLikePath,
  partAt,
  placeOf,
  problemAt,
  Problems,
  problemWithFile,
} from '../load/index.js';
import type { BaselineFile, MeasuresFile, PathwayFile, ScenarioFile, Stance } from '../schema/index.js';
import { measuresFile, pathwayFile, scenarioFile, STANCES } from '../schema/index.js';
import { buildAppraisal } from './appraisal.js';
import { baselineOf, baselineRoot } from './baseline.js';
import { choiceChanges, commandChanges, localChanges } from './changes.js';
import type { Context } from './context.js';
import { buildCosts } from './costs.js';
import { publishedHistory } from './history.js';
import type { LocalData } from './local-figures.js';
import { areaDataOf, areaOf, localAmounts, overridesOf } from './local-figures.js';
import { locateInFiles } from './locate.js';
import type { BuiltMeasures } from './measures.js';
import { buildMeasures, plainMeasures } from './measures.js';
import type { ScenarioOverrides } from './overrides.js';
import { checkOverrides } from './overrides.js';
import { withoutUnreadLevels } from './neutral.js';
import { buildPathway, vocabularyOf } from './pathway.js';
import { buildPrices, NO_PRICES } from './prices.js';
import { buildProgrammes } from './programmes.js';
import { checkPlain, contextOf, NO_NAMES, Session } from './session.js';
import { sourceLines } from './provenance.js';
import { buildStart, type ResolvedStart } from './start.js';
import { isPortfolio, mixAsScenario } from './portfolio-file.js';
import { isStudy, optionAsScenario } from './study-file.js';
import type { ResolvedScenario } from './types.js';

/** A resolved scenario, and the way back from it to the lines of its files. */
export interface Resolution {
  readonly scenario: ResolvedScenario;
  /** Every file that was read, in order. */
  readonly files: readonly string[];
  /** Where a part of the model was written: for example ['transitions', 'enter_care', 'to']. */
  readonly locateModelPath: (path: readonly string[]) => Place;
  /** Where a part of the baseline's `start` section was written, keys and indexes below `start`. */
  readonly locateStart: (path: Path) => Place;
  /** The table of sensitivities that the baseline names, and where; null where it names none. */
  readonly sensitivity: { readonly path: string; readonly named: Place } | null;
  /** A refusal by the engine as one that points at a line; anything else is returned as it is. */
  readonly explain: (error: unknown) => unknown;
}

const REPLICATIONS = 100;
/**
 * Reads and resolves a scenario file, or a pathway file that says how to run itself.
 * @throws InputError with every problem found in the first file that has any
 */
export function resolveScenario(path: string, files: Files, overrides: ScenarioOverrides = {}): Resolution {
  checkOverrides(overrides);
  const session = new Session(files);
  const root = scenarioRoot(session, path, overrides);
  const isPathway = root.parts?.has('pathway') === true && root.parts.has('regions');
  return isPathway ? resolvePathway(session, root, overrides) : resolveFile(session, root, overrides);
}

/**
 * A scenario as it is written, or the option asked for of a study, or a mix of a portfolio, as the scenario it stands for.
 *
 * @throws InputError for a study of which no option is asked for
 */
export function scenarioRoot(session: Session, path: string, { option, area }: ScenarioOverrides): Located {
  const root = session.read(path);
  if (isPortfolio(root)) return mixAsScenario(root, option, area !== undefined);
  if (!isStudy(root)) return root;
  if (option !== undefined) return optionAsScenario(root, option, area !== undefined);
  const message = 'this is a study of several options, not a scenario: `throughcare study` takes it';
  throw new InputError([problemAt(placeOf(root, ['study']), message)]);
}

function resolvePathway(session: Session, root: Located, overrides: ScenarioOverrides): Resolution {
  const { file, root: filled } = session.check(pathwayFile, root, new Map());
  if (file.run === undefined) {
    const message =
      "this pathway does not say how to run it: add 'run: {start: 2025-04-01, years: 10}', or write a scenario";
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
  const costs = buildCosts(context, file.costs ?? [], null, NO_PRICES);
  problems.throwIfAny();
  const scenario: ResolvedScenario = {
    name: file.pathway,
    title: file.title ?? file.pathway,
    question: '',
    kind: 'general',
    model: withoutUnreadLevels(model, [built.measures, costs.items]),
    ledger: { measures: built.measures, costs: costs.items, ...equityIn(built) },
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
    sources: [],
    priceYear: '',
    discountRate: file.run.discount?.rate ?? null,
    discounting: file.run.discount?.convention ?? 'yearly',
    appraisal: { optimismBias: null, inflation: null },
    start: null,
    notes: [],
    changes: [],
    assurance: null,
  };
  return resolution(scenario, session, { pathway: filled, measures: filled, costs: filled, scenario: filled });
}

function resolveFile(session: Session, root: Located, overrides: ScenarioOverrides): Resolution {
  const file = checkPlain(scenarioFile, root);
  if ((file.baseline === undefined) === (file.pathway === undefined)) {
    const message = "a scenario has either a 'baseline' (the care system) or a 'pathway' (anything else)";
    throw new InputError([problemAt(placeOf(root, ['scenario']), message)]);
  }
  return file.baseline === undefined
    ? resolveGeneral(session, root, file, overrides)
    : resolveCare(session, root, file, file.baseline, overrides);
}

/** A scenario put to any pathway: no baseline, no area; programmes may still be used. */
function resolveGeneral(session: Session, root: Located, file: ScenarioFile, overrides: ScenarioOverrides): Resolution {
  const problems = new Problems();
  for (const key of ['area', 'area_data', 'set'] as const) {
    const part = partAt(root, [key]);
    if (part !== undefined) problems.add(problemAt(keyPlaceOf(part), `'${key}' has no meaning without a baseline`));
  }
  if (overrides.area !== undefined)
    problems.add(problemWithFile(root.source.file, 'an area has no meaning without a baseline'));
  problems.throwIfAny();
  const named = session.named(root, ['pathway'], file.pathway ?? '', 'pathways');
  const { file: pathway, root: filled } = session.check(pathwayFile, named, new Map());
  const startDay = file.start ?? pathway.run?.start;
  const years = overrides.years ?? file.years ?? pathway.run?.years;
  const scenarioContext = contextOf(root, problems, NO_NAMES, startDay ?? 0);
  if (startDay === undefined)
    problems.add(problemAt(placeOf(root, ['scenario']), "'start' is missing: the date the run starts"));
  if (years === undefined)
    problems.add(problemAt(placeOf(root, ['scenario']), "'years' is missing: how long the run lasts"));
  problems.throwIfAny();
  const context = contextOf(filled, problems, vocabularyOf(pathway), startDay ?? 0);
  const model = buildPathway(context, pathway);
  const built = measuresOf(context, pathway, model, 'units');
  const costs = buildCosts(context, pathway.costs ?? [], null, NO_PRICES);
  const appraised = buildAppraisal(scenarioContext, file.appraisal, '');
  problems.throwIfAny();
  const endDay = endOf(startDay ?? 0, years ?? 1);
  const stance = stanceOf(overrides, file, root);
  const programmes = buildProgrammes(session, {
    file,
    context: scenarioContext,
    model,
    words: context.words,
    values: new Map(),
    stance,
    endDay,
    yearsAsked: overrides.years,
    sources: null,
    prices: NO_PRICES,
    area: null,
    children: null,
    sizes: overrides.sizes,
  });
  const scenario: ResolvedScenario = {
    ...common(file, overrides, startDay ?? 0, endDay, years ?? 1, stance, pathway),
    kind: 'general',
    model: withoutUnreadLevels(model, [built.measures, costs.items, programmes.programmes]),
    ledger: { measures: built.measures, costs: costs.items, ...equityIn(built) },
    measureInfo: built.info,
    area: null,
    areaOverrides: null,
    programmes: programmes.programmes,
    parameters: [...costs.assumptions, ...appraised.assumptions, ...programmes.assumptions],
    parameterValues: {},
    sources: [],
    priceYear: '',
    discountRate: appraised.discountRate ?? pathway.run?.discount?.rate ?? null,
    discounting: pathway.run?.discount?.convention ?? 'yearly',
    appraisal: appraised.appraisal,
    start: null,
    notes: programmes.notes,
    changes: [...choiceChanges(file, null), ...programmes.changes, ...commandChanges(file, overrides, null)],
  };
  return resolution(scenario, session, {
    pathway: filled,
    measures: filled,
    costs: filled,
    scenario: root,
    programmes: programmes.roots,
  });
}

/** A scenario put to a baseline of the care system. */
function resolveCare(
  session: Session,
  root: Located,
  file: ScenarioFile,
  name: string,
  overrides: ScenarioOverrides,
): Resolution {
  const area = areaOf(session, root, file, overrides);
  const local = overrides.nationalBaseline === true ? null : areaDataOf(session, root, file, area);
  const baseRoot = baselineRoot(session, root, name, overrides);
  const whole =
    overrides.nationalBaseline === true ? areaOf(session, root, file, { ...overrides, nationalBaseline: false }) : null;
  const past =
    overrides.nationalBaseline !== true
      ? 'none'
      : whole === null || whole.level === 'National'
        ? 'of the nation'
        : 'of a part';
  const base = baselineOf(session, baseRoot, { root, file }, local, area, overrides, past);
  const { values, parameters, baseline } = base;

  const pathwayRoot = session.named(baseRoot, ['pathway'], baseline.pathway, 'pathways');
  const { file: pathway, root: filled } = session.check(pathwayFile, pathwayRoot, values);
  const problems = new Problems();
  const startDay = file.start ?? baseline.start_date;
  const years = overrides.years ?? file.years ?? pathway.run?.years;
  if (years === undefined)
    problems.add(problemAt(placeOf(root, ['scenario']), "'years' is missing: how long the run lasts"));
  const words = vocabularyOf(pathway);
  const context = contextOf(filled, problems, words, startDay);
  const model = buildPathway(context, pathway);
  problems.throwIfAny();

  const measures = careMeasures(session, baseRoot, baseline, { context, pathway, model }, values);
  const costContext = contextOf(base.root, problems, words, startDay);
  const lines = [...(baseline.costs ?? []), ...(pathway.costs ?? [])].map((cost) => cost.line);
  const { prices, assumptions: priceLines } = buildPrices(costContext, baseline, base.sources, [...new Set(lines)]);
  const costs = buildCosts(costContext, baseline.costs ?? [], base.sources, prices, localAmounts(local, baseline));
  const pathwayCosts = buildCosts(context, pathway.costs ?? [], base.sources, prices);
  const start = startOf(session, costContext, baseline, measures.built.measures, area, local, parameters.byUser);
  problems.throwIfAny();

  const endDay = endOf(startDay, years ?? 1);
  const stance = stanceOf(overrides, file, root);
  const scenarioContext = contextOf(root, problems, NO_NAMES, startDay);
  const appraised = buildAppraisal(scenarioContext, file.appraisal, prices.year);
  problems.throwIfAny();
  const used = overrides.nationalBaseline === true ? { ...file, programmes: [] } : file;
  const programmes = buildProgrammes(session, {
    file: used,
    context: scenarioContext,
    model,
    words,
    values,
    stance,
    endDay,
    yearsAsked: overrides.years,
    sources: base.sources,
    prices,
    area: area?.name ?? null,
    children: area?.figures.children_0_17_mid_2024 ?? null,
    sizes: overrides.sizes,
  });
  const scenario: ResolvedScenario = {
    ...common(file, overrides, startDay, endDay, years ?? 1, stance, pathway),
    ...askedElsewhere(file, area, overrides),
    kind: 'care',
    model: withoutUnreadLevels(model, [
      measures.built.measures,
      costs.items,
      pathwayCosts.items,
      programmes.programmes,
    ]),
    ledger: {
      measures: measures.built.measures,
      ...equityIn(measures.built),
      costs: [...costs.items, ...pathwayCosts.items],
    },
    measureInfo: measures.built.info,
    area,
    areaOverrides: local === null ? null : overridesOf(local),
    history:
      start === null || overrides.nationalBaseline === true
        ? []
        : publishedHistory(session.files, placeOf(base.root, ['start']), {
            area,
            own: local === null ? null : overridesOf(local),
            figuresDay: baseline.start_date,
            measureInfo: measures.built.info,
          }),
    programmes: programmes.programmes,
    parameters: [
      ...parameters.assumptions,
      ...priceLines,
      ...costs.assumptions,
      ...pathwayCosts.assumptions,
      ...appraised.assumptions,
      ...programmes.assumptions,
    ],
    parameterValues: Object.fromEntries([...values].map(([parameter, value]) => [parameter, value.data])),
    sources: [...sourceLines(baseline.sources), ...programmes.sources],
    priceYear: prices.year,
    discountRate: appraised.discountRate ?? baseline.discount_rate ?? null,
    discounting: 'yearly',
    appraisal: appraised.appraisal,
    start,
    notes: [
      ...parameters.notes,
      ...unused(session, parameters.replaced),
      ...datedNotes(startDay, local?.file.at === undefined ? baseline.start_date : local.file.at + 1, start),
      ...fitNotes(parameters.byUser, area === null || area.level === 'National' ? null : start),
      ...programmes.notes,
      ...(start?.notes ?? []),
      ...siblingNotes(model, start),
    ],
    changes: [
      ...choiceChanges(file, baseline),
      ...localChanges(local, area, baseline),
      ...parameters.changes,
      ...programmes.changes,
      ...commandChanges(file, overrides, area),
    ],
  };
  return resolution(scenario, session, {
    pathway: filled,
    measures: measures.root,
    costs: base.root,
    scenario: root,
    start: base.root,
    programmes: programmes.roots,
  });
}

function startOf(
  session: Session,
  context: Context,
  baseline: BaselineFile,
  measures: readonly Measure[],
  area: Area | null,
  local: LocalData | null,
  byUser: readonly string[],
): ResolvedStart | null {
  if (baseline.start === undefined) return null;
  const national = readAreas(session.files).find((item) => item.level === 'National');
  if (national === undefined) throw new RangeError('the table of areas has no national row');
  const own = local === null ? null : overridesOf(local);
  const ownContext = local === null ? null : { ...local.context, problems: context.problems };
  const start = buildStart(context, baseline.start, measures, { area: area ?? national, national, own, ownContext });
  // What a user gives is not fitted.
  return { ...start, fit: start.fit.filter(({ parameter }) => !byUser.includes(parameter)) };
}

/** A run that does not start on the day its figures are of starts from them all the same, which a reader should hear. */
function datedNotes(startDay: number, figuresDay: number, start: ResolvedStart | null): readonly string[] {
  if (start === null || startDay === figuresDay) return [];
  return [
    `The run starts on ${formatDate(startDay)} from figures of ${formatDate(figuresDay - 1)}: what happened in between is not simulated.`,
  ];
}

/** Each child of the history goes on by itself, which a reader should hear where children come in families. */
function siblingNotes(model: PathwayModel, start: ResolvedStart | null): readonly string[] {
  return start === null || !hasSiblings(model) ? [] : ['Children known on day 0 start without their siblings.'];
}

/** A local fit works against changes that a user makes to what is fitted. */
function fitNotes(byUser: readonly string[], start: ResolvedStart | null): readonly string[] {
  if (start === null || byUser.length === 0 || start.fit.length === 0) return [];
  return [
    `Parameters given for this run (${byUser.join(', ')}) are in place before the area is fitted, so ${start.fit.map(({ parameter }) => parameter).join(' and ')} make up for part of what they change in the first year. To keep the whole change, give those too.`,
  ];
}

/** A scenario put to another area than its own says so wherever its title stands. */
function askedElsewhere(file: ScenarioFile, area: Area | null, overrides: ScenarioOverrides) {
  if (overrides.area === undefined || area === null || file.area === undefined) return {};
  if (file.area === area.name || file.area === area.code) return {};
  return {
    title: `${area.name}: ${file.title} (written for ${file.area})`,
    question: `Asked of ${area.name}, not of ${file.area}: ${file.question ?? file.title}`,
  };
}

/** A parameter that is set and then used nowhere changes nothing, which a reader should hear. */
function unused(session: Session, replaced: readonly string[]): readonly string[] {
  return replaced
    .filter((name) => !session.used.has(name))
    .map((name) => `The scenario sets ${name}, but nothing in this run uses it.`);
}

function careMeasures(
  session: Session,
  baseRoot: Located,
  baseline: BaselineFile,
  own: { readonly context: Context; readonly pathway: PathwayFile; readonly model: PathwayModel },
  values: ParameterValues,
): { readonly built: BuiltMeasures; readonly root: Located } {
  const { context, pathway, model } = own;
  if (baseline.measures === undefined)
    return { built: measuresOf(context, pathway, model, 'children'), root: context.root };
  const from = placeOf(baseRoot, ['measures']);
  const path = looksLikePath(baseline.measures)
    ? besideFile(from.source.file, baseline.measures)
    : joinPath(session.files.library, `${baseline.measures}.yaml`);
  const { file, root } = session.check(measuresFile, session.read(path, from), values);
  const problems = new Problems();
  const built = buildMeasures({ ...context, root, problems }, file, 'children');
  problems.throwIfAny();
  return { built, root };
}

function equityIn({ equity }: BuiltMeasures): Pick<BuiltMeasures, 'equity'> {
  return equity === undefined ? {} : { equity };
}

function measuresOf(
  context: Context,
  file: PathwayFile,
  model: PathwayModel,
  counted: 'children' | 'units',
): BuiltMeasures {
  if (file.measures === undefined) return plainMeasures(model, counted);
  const given: Pick<MeasuresFile, 'measures' | 'age_bands' | 'groups'> = {
    measures: file.measures,
    ...(file.age_bands !== undefined && { age_bands: file.age_bands }),
    ...(file.groups !== undefined && { groups: file.groups }),
  };
  return buildMeasures(context, given, counted);
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
    assurance: file.assurance ?? null,
  };
}

function stanceOf(overrides: ScenarioOverrides, file: ScenarioFile, root: Located): Stance {
  const wanted = overrides.stance;
  if (wanted === undefined) return file.stance ?? 'central';
  const found = STANCES.find((stance) => stance === wanted);
  if (found !== undefined) return found;
  const details = { found: wanted, allowed: STANCES };
  throw new InputError([
    problemWithFile(`--stance (for ${root.source.file})`, `there is no stance '${wanted}'`, details),
  ]);
}

/** The day after the last of a run of so many years, by the calendar. */
function endOf(startDay: number, years: number): number {
  const { year, month, day } = civil(startDay);
  const months = month - 1 + Math.round(years * 12);
  return dayNumber(year + Math.floor(months / 12), (months % 12) + 1, day);
}

function sensitivityOf(baseline: Located): Resolution['sensitivity'] {
  const written = partAt(baseline, ['sensitivity']);
  const data = written?.data;
  if (typeof data !== 'string' && typeof data !== 'number') return null;
  const named = placeOf(baseline, ['sensitivity']);
  return { path: besideFile(named.source.file, String(data)), named };
}

function resolution(
  scenario: ResolvedScenario,
  session: Session,
  roots: {
    readonly pathway: Located;
    readonly measures: Located;
    readonly costs: Located;
    readonly scenario: Located;
    readonly start?: Located;
    readonly programmes?: ReadonlyMap<string, Located>;
  },
): Resolution {
  const locateModelPath = (path: readonly string[]): Place => locateInFiles(path, roots);
  return {
    scenario,
    files: session.paths,
    locateModelPath,
    locateStart: (path) => placeOf(roots.start ?? roots.scenario, ['start', ...path]),
    sensitivity: roots.start === undefined ? null : sensitivityOf(roots.start),
    explain: (error) => {
      if (!(error instanceof PathwayError)) return error;
      const { message, path, found, allowed } = error;
      return new InputError([problemAt(locateModelPath(path), message, { found, allowed })]);
    },
  };
}
