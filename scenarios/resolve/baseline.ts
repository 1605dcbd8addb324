/** A baseline file with its parameters, and what replaces them, filled in. */
import type { Area } from '../areas/index.js';
import type { Located } from '../load/index.js';
import { mappingOf, partAt, Problems } from '../load/index.js';
import type { BaselineFile, ScenarioFile } from '../schema/index.js';
import { baselineFile } from '../schema/index.js';
import { buildFree } from './calibration/free.js';
import { checkResult } from './calibration/result.js';
import { withParents } from './extends.js';
import type { LocalData } from './local-figures.js';
import type { ScenarioOverrides } from './overrides.js';
import { gatherParameters } from './parameters.js';
import type { Session } from './session.js';
import { contextOf, NO_NAMES } from './session.js';

/** The baseline a scenario names (or the command, instead), with what it extends. */
export function baselineRoot(
  session: Session,
  scenario: Located,
  name: string,
  overrides: Pick<ScenarioOverrides, 'baseline'>,
): Located {
  const { baseline } = overrides;
  const root =
    baseline === undefined ? session.named(scenario, ['baseline'], name, 'baselines') : session.read(baseline);
  return withParents(session, root);
}

/** The baseline, its parameters gathered and put in place everywhere but in their own definitions. */
export function baselineOf(
  session: Session,
  written: Located,
  scenario: { readonly root: Located; readonly file: ScenarioFile },
  local: LocalData | null,
  area: Area | null,
  overrides: Pick<ScenarioOverrides, 'fitted' | 'parameters'>,
  past: 'none' | 'of the nation' | 'of a part' = 'none',
) {
  // Parameters first, by themselves: the rest of the file may use them anywhere.
  const problems = new Problems();
  const first = firstReading(session, written);
  const sources = Object.keys(first.sources ?? {});
  const baselineContext = contextOf(written, problems, NO_NAMES, 0);
  const file = past === 'none' ? scenario.file : withoutLocal(scenario.file, first, past);
  const parameters = gatherParameters(
    {
      baseline: { file: first, context: baselineContext },
      scenario: { file, context: contextOf(scenario.root, problems, NO_NAMES, 0) },
      ...(local !== null && {
        areaData: { file: local.file, context: { ...local.context, problems }, source: local.source },
      }),
      area,
      fitted: overrides.fitted,
      instead: overrides.parameters,
    },
    sources,
  );
  if (first.calibration !== undefined) buildFree(baselineContext, first);
  if (first.calibration_result !== undefined) checkResult(baselineContext, first.calibration_result);
  problems.throwIfAny();
  const { file: checked, root } = session.check(baselineFile, withoutParameters(written), parameters.values);

  return { baseline: checked, root, parameters, values: parameters.values, sources };
}

/**
 * What a scenario sets, as far as a national history has it: an authority's own counts (those that its published figures
 * would else give) are not the nation's, and some things begin on day 0.
 */
function withoutLocal(file: ScenarioFile, baseline: BaselineFile, past: 'of the nation' | 'of a part'): ScenarioFile {
  const left = new Set([
    ...(baseline.start?.history_ignores ?? []),
    ...(past === 'of a part' ? Object.keys(baseline.area_parameters ?? {}) : []),
  ]);
  const set = Object.fromEntries(Object.entries(file.set ?? {}).filter(([name]) => !left.has(name)));
  return { ...file, set };
}

/** The file with its parameters as they are defined, its shape checked. */
export function firstReading(session: Session, written: Located): BaselineFile {
  const values = new Map<string, Located>();
  for (const [name, part] of partAt(written, ['parameters'])?.parts ?? []) {
    const value = part.parts?.get('value');
    if (value !== undefined) values.set(name, value);
  }
  const { file } = session.check(baselineFile, written, values);
  session.used.clear();
  return file;
}

/** The definitions of parameters do not count as uses of them. */
function withoutParameters(baseline: Located): Located {
  const parts = new Map([...(baseline.parts ?? [])].filter(([name]) => name !== 'parameters'));
  return mappingOf(parts, baseline);
}
