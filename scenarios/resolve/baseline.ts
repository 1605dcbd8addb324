/** A baseline file with its parameters, and what replaces them, filled in. */
import type { Area } from '../areas/index.js';
import type { Located } from '../load/index.js';
import { mappingOf, partAt, Problems } from '../load/index.js';
import type { ScenarioFile } from '../schema/index.js';
import { baselineFile } from '../schema/index.js';
import type { LocalData } from './local-figures.js';
import { gatherParameters } from './parameters.js';
import type { Session } from './session.js';
import { contextOf, NO_NAMES } from './session.js';

/** The baseline, its parameters gathered and put in place everywhere but in their own definitions. */
export function baselineOf(
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
  const baselineContext = contextOf(written, problems, NO_NAMES, 0);
  const parameters = gatherParameters(
    {
      baseline: { file: first, context: baselineContext },
      scenario: { file: scenario.file, context: contextOf(scenario.root, problems, NO_NAMES, 0) },
      ...(local !== null && {
        areaData: { file: local.file, context: { ...local.context, problems }, source: local.source },
      }),
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
