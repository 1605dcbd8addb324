/**
 * One child of a scenario followed through both worlds: reads and fits the scenario as a run does, finds the child, and
 * tells its story. No printing.
 */
import { compareStories, type Comparison } from '../../../engine/study/trace-compare.js';
import { Trace, type Candidate, type Told } from '../../../engine/study/trace.js';
import type { UnitName } from '../../../engine/simulate/observe-parts.js';
import { programmeNames, weightStock, withProgrammes, type PathwayModel, type Start } from '../../../engine/index.js';
import {
  InputError,
  problemWithFile,
  resolveScenario,
  type Files,
  type ResolvedScenario,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import { readYamlMapping } from '../../../scenarios/load/index.js';
import { nodeFiles } from '../../../scenarios/load/node-files.js';
import { hireCrew } from '../crew.js';
import { studyPlan } from '../prepare.js';
import { recordingFiles } from '../run-record.js';
import { readScenario, runScenario, type Progress } from '../run-study.js';

export interface TraceOptions extends ScenarioOverrides {
  /** Worker threads; 0 for none. */
  readonly workers: number;
  readonly files?: Files;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Which child, from 1, in the order of coming; of the stream named, where one is. */
  readonly child?: number | undefined;
  /** Which future, from 1. */
  readonly replication?: number | undefined;
  readonly stream?: string | undefined;
  /** The first child who starts this programme. */
  readonly touched?: string | undefined;
}

/** Words a pathway file gives to its parts; the model itself keeps only names. */
interface TraceLabels {
  readonly regions: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, string>>;
  readonly streams: Readonly<Record<string, string>>;
}

export interface Traced {
  readonly scenario: ResolvedScenario;
  /** The pathway with the programmes in it. */
  readonly model: PathwayModel;
  readonly labels: TraceLabels;
  readonly replication: number;
  /** The child's number among all, from 1, and how many there are; and the same within its stream. */
  readonly number: number;
  readonly of: number;
  readonly numberInStream: number;
  readonly ofStream: number;
  /** Name of the stream; `start` for the starting stock. */
  readonly stream: string;
  readonly why: 'asked for' | 'touched' | 'differs' | 'placed' | 'eventful' | 'first';
  readonly siblings: readonly number[];
  readonly told: Told;
  readonly comparison: Comparison | null;
  /** The number of any other child. */
  readonly numberOf: (name: UnitName) => number | null;
}

/** The stream of those who are there on the first day with a past. */
export const STOCK_STREAM = 'start';

/** Follows one child. @throws InputError for what the user can mend */
export async function traceScenario(path: string, options: TraceOptions): Promise<Traced> {
  const { child, replication: future = 1, stream, touched, ...rest } = options;
  const recording = recordingFiles(options.files ?? nodeFiles());
  const { files } = recording;
  const first = readScenario(path, { ...rest, files }).scenario;
  checkWords(first, options);
  const { scenario, start } = await fitted(path, { ...rest, files }, first);
  const plan = { ...studyPlan(scenario, null), start: null };
  const trace = new Trace(plan, start);
  options.onProgress?.({ stage: 'running', done: 0, of: 2 });
  const everybody = trace.everybody(future - 1);
  options.onProgress?.({ stage: 'running', done: 1, of: 2 });
  options.signal?.throwIfAborted();
  const streamOf = ({ name }: Candidate): string => trace.streamOf(name) ?? STOCK_STREAM;
  const among = everybody.flatMap((who, i) => (stream === undefined || streamOf(who) === stream ? [{ who, i }] : []));
  const chosen = choose(among, { child, touched, stream }, scenario);
  const { who, i } = chosen;
  const told = trace.tell(future - 1, who.name);
  options.onProgress?.({ stage: 'running', done: 2, of: 2 });
  const regions = new Set(plan.programmes.map(({ id }) => programmeNames(id).region));
  const ofStream = everybody.filter((other) => streamOf(other) === streamOf(who));
  return {
    scenario,
    model: withProgrammes(plan.model, plan.programmes),
    labels: labelsIn(recording.texts),
    replication: future,
    number: i + 1,
    of: everybody.length,
    numberInStream: ofStream.indexOf(who) + 1,
    ofStream: ofStream.length,
    stream: streamOf(who),
    why: chosen.why,
    siblings: everybody.flatMap(({ name }, k) =>
      k !== i && name.stream === who.name.stream && name.unit === who.name.unit ? [k + 1] : [],
    ),
    told,
    comparison: told.option === null ? null : compareStories(told.baseline, told.option, regions),
    numberOf: ({ stream: s, unit, member }) => {
      const k = everybody.findIndex(({ name }) => name.stream === s && name.unit === unit && name.member === member);
      return k < 0 ? null : k + 1;
    },
  };
}

/** Refuses what cannot be followed before anything long is begun. */
function checkWords(scenario: ResolvedScenario, { child, replication, stream, touched }: TraceOptions): void {
  const refuse = (option: string, why: string, found?: string, allowed?: readonly string[]): never => {
    throw new InputError([
      problemWithFile(option, why, {
        ...(found !== undefined && { found }),
        ...(allowed !== undefined && { allowed }),
      }),
    ]);
  };
  if (child !== undefined && !(Number.isInteger(child) && child >= 1))
    refuse('--child', `a whole number from 1, found ${child}`);
  const { replications } = scenario;
  if (replication !== undefined && !(Number.isInteger(replication) && replication >= 1 && replication <= replications))
    refuse('--replication', `the scenario has the replications 1 to ${replications}, found ${replication}`);
  const ids = scenario.programmes.map(({ id }) => id);
  if (touched !== undefined && ids.length === 0) refuse('--touched', 'the scenario has no programmes', touched);
  if (touched !== undefined && !ids.includes(touched))
    refuse('--touched', `the scenario has no programme '${touched}'`, touched, ids);
  const streams = [
    ...(scenario.start === null ? [] : [STOCK_STREAM]),
    ...scenario.model.arrivals.map(({ name }) => name),
  ];
  if (stream !== undefined && !streams.includes(stream))
    refuse('--stream', `nobody comes by the stream '${stream}'`, stream, streams);
  if (child !== undefined && touched !== undefined)
    refuse('--touched', 'give either --child or --touched: both say whom to follow');
}

/** The scenario with its area fitted, and those who are there on the first day, as a run has them. */
async function fitted(
  path: string,
  options: ScenarioOverrides & Pick<TraceOptions, 'workers' | 'onProgress' | 'signal'> & { readonly files: Files },
  scenario: ResolvedScenario,
): Promise<{ scenario: ResolvedScenario; start: Start | null }> {
  if (scenario.start === null) return { scenario, start: null };
  const national = resolveScenario(path, options.files, { ...options, nationalBaseline: true }).scenario.model;
  const plan = studyPlan(scenario, national).start!;
  // A thread of its own, so that the history is made beside the fit.
  const crew = hireCrew(Math.min(1, options.workers));
  try {
    const isFitted = scenario.area !== null && scenario.area.level !== 'National' && scenario.start.fit.length > 0;
    if (!isFitted) options.onProgress?.({ stage: 'history', done: 0, of: 1 });
    const [{ stock }, run] = await Promise.all([
      crew.do({ kind: 'history', plan, epoch: scenario.startDay }),
      isFitted ? runScenario(path, { ...options, replications: 1, onProgress: fitOnly(options.onProgress) }) : null,
    ]);
    const local = run?.resolution.scenario ?? scenario;
    const strata = weightStock(stock, studyPlan(local, national).start!, local.startDay);
    return { scenario: { ...local, replications: scenario.replications }, start: { stock, strata } };
  } finally {
    await crew.close();
  }
}

/** Progress of a run up to its replications. */
function fitOnly(tell: ((progress: Progress) => void) | undefined): (progress: Progress) => void {
  return (progress) => {
    if (progress.stage !== 'running' && progress.stage !== 'summarising') tell?.(progress);
  };
}

interface Among {
  readonly who: Candidate;
  readonly i: number;
}

function choose(
  among: readonly Among[],
  { child, touched, stream }: Pick<TraceOptions, 'child' | 'touched' | 'stream'>,
  scenario: ResolvedScenario,
): Among & { readonly why: Traced['why'] } {
  const place = stream === undefined ? 'in this replication' : `of '${stream}' in this replication`;
  const found = (item: Among, why: Traced['why']): Among & { readonly why: Traced['why'] } => ({ ...item, why });
  if (among.length === 0)
    throw new InputError([
      problemWithFile(stream === undefined ? '--replication' : '--stream', `nobody comes ${place}`),
    ]);
  if (child !== undefined) {
    const item = among[child - 1];
    if (item !== undefined) return found(item, 'asked for');
    throw new InputError([
      problemWithFile('--child', `there are the children 1 to ${among.length} ${place}, found ${child}`),
    ]);
  }
  if (touched !== undefined) {
    const item = among.find(({ who }) => who.starts.includes(touched));
    if (item !== undefined) return found(item, 'touched');
    const others = scenario.programmes
      .map(({ id }) => id)
      .filter((id) => among.some(({ who }) => who.starts.includes(id)));
    throw new InputError([
      problemWithFile('--touched', `nobody starts '${touched}' ${place}: try another --replication`, {
        found: touched,
        allowed: others,
      }),
    ]);
  }
  const differs = among.find(({ who }) => who.differs);
  if (differs !== undefined) return found(differs, 'differs');
  const starts = among.find(({ who }) => who.starts.length > 0);
  if (starts !== undefined) return found(starts, 'touched');
  const placed = among.find(({ who }) => who.placed);
  if (placed !== undefined) return found(placed, 'placed');
  const eventful = among.find(({ who }) => who.events.some((n) => n > 0));
  return eventful === undefined ? found(among[0]!, 'first') : found(eventful, 'eventful');
}

/** The words the pathway file gives to its regions, resources and streams. */
function labelsIn(texts: ReadonlyMap<string, string>): TraceLabels {
  for (const [path, text] of texts) {
    if (!/^\s*["']?regions["']?\s*:|"regions"/m.test(text)) continue;
    const { data } = readYamlMapping(path, text);
    if (partOf(data, 'pathway') === undefined || partOf(data, 'regions') === undefined) continue;
    return {
      regions: labelsOf(partOf(data, 'regions')),
      resources: labelsOf(partOf(data, 'resources')),
      streams: labelsOf(partOf(data, 'arrivals')),
    };
  }
  return { regions: {}, resources: {}, streams: {} };
}

function partOf(data: unknown, key: string): unknown {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, key)
    ? (data as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function labelsOf(parts: unknown): Record<string, string> {
  if (typeof parts !== 'object' || parts === null) return {};
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, part]) => {
      const label = partOf(part, 'label');
      return typeof label === 'string' ? [[name, label]] : [];
    }),
  );
}
