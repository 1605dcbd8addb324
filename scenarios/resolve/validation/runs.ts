/** The runs of a validation file: each a scenario as it stands, or the settled state of its baseline. */
import { civil } from '../../../engine/time/index.js';
import type { Files, Path } from '../../load/index.js';
import { besideFile, placeOf, readText } from '../../load/index.js';
import type { WrittenRun } from '../../schema/validation.js';
import type { Context } from '../context.js';
import { refuse, refuseKey } from '../context.js';
import type { ScenarioOverrides } from '../overrides.js';
import { resolveScenario } from '../scenario.js';
import type { ValidationRun } from './types.js';

/** Replications of a settled run where nothing says how many; a scenario's own otherwise. */
const SETTLED_REPLICATIONS = 10;

export interface RunChoices extends Pick<ScenarioOverrides, 'seed' | 'replications' | 'baseline'> {
  readonly files: Files;
  /** The key under which the scenario is named, where it is not `scenario`. */
  readonly key?: string;
}

/** A run; undefined (and a problem) where it makes no sense. @throws InputError for what is wrong in the scenario itself */
export function buildRun(
  context: Context,
  id: string,
  written: WrittenRun,
  path: Path,
  { files, seed, replications, baseline, key = 'scenario' }: RunChoices,
): ValidationRun | undefined {
  const { scenario: asItStands, history_of: historyOf, warm_up: warmUp, share } = written;
  const file = asItStands ?? historyOf;
  if (file === undefined || (asItStands !== undefined && historyOf !== undefined))
    return refuseKey(context, path, "a run has either a 'scenario' or the baseline of one, 'history_of'");
  const isSettled = historyOf !== undefined;
  if (isSettled && (written.years === undefined || warmUp === undefined))
    return refuseKey(
      context,
      path,
      `'${written.years === undefined ? 'years' : 'warm_up'}' is missing: a settled run says how long is counted, and how long is simulated before`,
    );
  if (!isSettled && (warmUp !== undefined || share !== undefined))
    return refuseKey(
      context,
      [...path, warmUp === undefined ? 'share' : 'warm_up'],
      "a scenario is run as it stands: 'warm_up' and 'share' are for 'history_of'",
    );
  const place = [...path, isSettled ? 'history_of' : key];
  const scenarioPath = besideFile(context.root.source.file, file);
  // Read once by itself, so that a file that is missing is refused where it is named.
  readText(files, scenarioPath, placeOf(context.root, place));
  const { scenario, explain } = resolveScenario(scenarioPath, files, {
    ...(seed !== undefined && { seed }),
    ...(written.years !== undefined && { years: written.years }),
    ...(baseline !== undefined && { baseline }),
    ...(isSettled && { nationalBaseline: true }),
  });
  if (scenario.programmes.length > 0)
    return refuse(context, place, 'what is published is compared with the baseline: this scenario has programmes');
  if (scenario.area !== null && scenario.area.level !== 'National' && (scenario.start?.fit.length ?? 0) > 0)
    return refuse(
      context,
      place,
      `this scenario is of ${scenario.area.name}, which is fitted to its own figures: a validation is of the nation`,
    );
  const a = civil(scenario.startDay);
  const b = civil(scenario.endDay);
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return {
    id,
    path: scenarioPath,
    scenario,
    baseline: baseline ?? null,
    settled: isSettled ? { warmUp: warmUp ?? 0, share: share ?? 1 } : null,
    months,
    years: months / 12,
    replications: replications ?? written.replications ?? (isSettled ? SETTLED_REPLICATIONS : scenario.replications),
    explain,
  };
}
