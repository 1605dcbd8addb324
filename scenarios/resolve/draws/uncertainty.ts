/** Everything uncertain in a scenario that is put to a baseline, in one list. */
import type { Files } from '../../load/index.js';
import { scenarioFile, type BaselineFile } from '../../schema/index.js';
import { baselineRoot, firstReading } from '../baseline.js';
import type { ScenarioOverrides } from '../overrides.js';
import { sourceText } from '../provenance.js';
import { scenarioRoot, type Resolution } from '../scenario.js';
import { checkPlain, Session } from '../session.js';
import { baselineDraws, type PlainNumber } from './baseline.js';
import { scenarioDraws } from './scenario.js';
import type { DrawnNumber, FollowingNumber, HeldNumber, NormalOf } from './types.js';

export interface ScenarioUncertainty {
  readonly drawn: readonly DrawnNumber[];
  /** Drawn too, each with one of `drawn`, and so not a number to be told apart from it. */
  readonly following: readonly FollowingNumber[];
  readonly held: readonly HeldNumber[];
  /** Values of the baseline's parameters in a draw: `parameters` of the overrides. */
  readonly parameters: (normal: NormalOf) => ReadonlyMap<string, unknown>;
  /** Where a draw lies, of numbers that are drawn together: a size that grows with the number. Of others it is their normal. */
  readonly sizes: (normal: NormalOf) => ReadonlyMap<string, number>;
  /** As `parameters`, each number by itself: what was fitted moves by its own spread, without what goes with it. */
  readonly alone: (normal: NormalOf) => ReadonlyMap<string, unknown>;
  /** Numbers of the baseline that can be given another value, by name. */
  readonly plain: ReadonlyMap<string, PlainNumber>;
}

/**
 * @param path the scenario's file, which names a baseline
 * @param resolution the same, resolved with the same overrides
 * @throws InputError for a fit in the baseline that does not belong to it
 */
export function uncertaintyOfScenario(
  path: string,
  files: Files,
  overrides: ScenarioOverrides,
  { scenario }: Resolution,
): ScenarioUncertainty {
  const session = new Session(files);
  const root = scenarioRoot(session, path, overrides);
  const own = scenarioDraws(scenario);
  const named = root.parts?.has('baseline') === true ? checkPlain(scenarioFile, root).baseline : undefined;
  if (named === undefined)
    return { ...own, parameters: () => new Map(), sizes: () => new Map(), alone: () => new Map(), plain: new Map() };
  const written = baselineRoot(session, root, named, overrides);
  const file = firstReading(session, written);
  const baseline = baselineDraws(written, file, givenIn(scenario.parameters, file));
  return {
    drawn: [...baseline.drawn, ...own.drawn],
    following: own.following,
    held: [...baseline.held, ...own.held],
    parameters: baseline.at,
    sizes: baseline.sizes,
    alone: baseline.alone,
    plain: baseline.plain,
  };
}

/** Parameters whose value in this run is not the baseline's own: where it is from, which is why they stay. */
function givenIn(
  parameters: Resolution['scenario']['parameters'],
  { parameters: written = {} }: BaselineFile,
): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const { name, source } of parameters) {
    const own = written[name];
    if (own !== undefined && sourceText(own) !== source) given.set(name, `given: ${source}`);
  }
  return given;
}
