/** The area of a scenario, and figures of its own that take the place of published ones. */
import type { Area } from '../areas/index.js';
import { findArea, readAreas } from '../areas/index.js';
import type { Located } from '../load/index.js';
import {
  besideFile,
  InputError,
  keyPlaceOf,
  partAt,
  placeOf,
  problemAt,
  Problems,
  problemWithFile,
} from '../load/index.js';
import type { AreaDataFile, BaselineFile, ScenarioFile } from '../schema/index.js';
import { areaDataFile } from '../schema/index.js';
import type { Context } from './context.js';
import type { LocalAmount } from './costs.js';
import { localFigures } from './parameters.js';
import type { ScenarioOverrides } from './overrides.js';
import type { Session } from './session.js';
import { checkPlain, contextOf, NO_NAMES } from './session.js';
import type { AreaOverrides } from './types.js';

/** Figures of the area's own, as read. */
export interface LocalData {
  readonly root: Located;
  readonly file: AreaDataFile;
  readonly context: Context;
  readonly source: string;
}

/** The area a scenario is of; null where it names none, or where the nation is wanted. */
export function areaOf(session: Session, root: Located, file: ScenarioFile, overrides: ScenarioOverrides): Area | null {
  const wanted = overrides.area ?? file.area;
  if (wanted === undefined || overrides.nationalBaseline === true) return null;
  const finding = findArea(readAreas(session.files), wanted);
  if (finding.found) return finding.area;
  const details = { found: wanted, suggestion: finding.suggestions[0], allowed: finding.suggestions };
  throw new InputError([
    overrides.area === undefined
      ? problemAt(placeOf(root, ['area']), finding.message, details)
      : problemWithFile('--area', finding.message, details),
  ]);
}

/** The area's own figures, where the scenario names a file of them. */
export function areaDataOf(session: Session, root: Located, file: ScenarioFile, area: Area | null): LocalData | null {
  if (file.area_data === undefined) return null;
  const from = placeOf(root, ['area_data']);
  const dataRoot = session.read(besideFile(root.source.file, file.area_data), from);
  const data = checkPlain(areaDataFile, dataRoot);
  const problems = new Problems();
  if (data.area !== undefined && area !== null) {
    const finding = findArea(readAreas(session.files), data.area);
    if (!finding.found || finding.area.code !== area.code) {
      problems.add(
        problemAt(
          placeOf(dataRoot, ['area']),
          `these figures are of ${data.area}, and the scenario is of ${area.name}`,
        ),
      );
    }
  }
  const context = contextOf(dataRoot, problems, NO_NAMES, 0);
  localFigures(context, data);
  problems.throwIfAny();
  const { source, who } = data.provenance;
  const written = partAt(dataRoot, ['provenance', 'date'])?.data;
  return { root: dataRoot, file: data, context, source: `${source} (${who}, ${String(written)})` };
}

/** The same as plain data. */
export function overridesOf(local: LocalData): AreaOverrides {
  const { file, context, source } = local;
  return { name: file.area_data, source, figures: localFigures(context, file), margins: file.margins ?? null };
}

/** Unit costs of the area's own, by the name of the baseline's cost. */
export function localAmounts(local: LocalData | null, baseline: BaselineFile): ReadonlyMap<string, LocalAmount> {
  if (local === null) return new Map();
  const names = (baseline.costs ?? []).map((cost) => cost.name);
  const problems = new Problems();
  const amounts = Object.entries(local.file.unit_costs ?? {}).map(([name, amount]) => {
    const part = partAt(local.root, ['unit_costs', name]);
    if (!names.includes(name) && part !== undefined) {
      problems.add(
        problemAt(keyPlaceOf(part), `there is no cost '${name}' in the baseline`, { found: name, allowed: names }),
      );
    }
    return [name, { amount, source: local.source }] as const;
  });
  problems.throwIfAny();
  return new Map(amounts);
}
