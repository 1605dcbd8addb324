/**
 * A baseline's parameters and what replaces them: the area's published figures, then the area's own, then the scenario's.
 * Each value keeps the place it was written at, and its source and mark.
 */
import type { AssumptionLine, ChangeLine, Mark } from '../../engine/study/result.js';
import type { Area, AreaColumn } from '../areas/index.js';
import { AREA_COLUMNS, AREA_SOURCE, areaFigure } from '../areas/index.js';
import type { Located, ParameterValues } from '../load/index.js';
import { locatedAs, partAt, scalarAt, substitute, valuePlace } from '../load/index.js';
import type { AreaDataFile, BaselineFile, ScenarioFile, WrittenParameter } from '../schema/index.js';
import type { Context } from './context.js';
import { knownKey, refuse } from './context.js';
import type { KnownSources } from './provenance.js';
import { assumptionLine, checkProvenance, valueText } from './provenance.js';

export interface Parameters {
  readonly values: ParameterValues;
  /** Those that the scenario sets itself. */
  readonly replaced: readonly string[];
  /** Those that the scenario or the area's own file gives. */
  readonly byUser: readonly string[];
  readonly assumptions: readonly AssumptionLine[];
  /** What the area's own file and the scenario have otherwise than the area would have without them. */
  readonly changes: readonly ChangeLine[];
  readonly notes: readonly string[];
}

/** A value replaced: what stood there before, and who replaced it. */
interface Replaced {
  readonly name: string;
  readonly before: Located | undefined;
  readonly now: Located;
  readonly where: string;
}

interface Given {
  readonly value: Located;
  /** Set where the value is not the baseline's own. */
  readonly instead?: { readonly source: string; readonly mark: Mark };
}

export interface ParameterSources {
  readonly baseline: { readonly file: BaselineFile; readonly context: Context };
  readonly scenario?: { readonly file: ScenarioFile; readonly context: Context };
  readonly areaData?: { readonly file: AreaDataFile; readonly context: Context; readonly source: string };
  readonly area: Area | null;
  /** Values fitted to the area's published figures. */
  readonly fitted?: Readonly<Record<string, number>> | undefined;
  /** Values in place of the baseline's own, as plain data. */
  readonly instead?: ReadonlyMap<string, unknown> | undefined;
}

/** Gathers every parameter's value, in the order of precedence, and the line it adds to the list of assumptions. */
export function gatherParameters(from: ParameterSources, sources: KnownSources): Parameters {
  const { baseline, scenario, areaData } = from;
  const written = baseline.file.parameters ?? {};
  const names = Object.keys(written);
  const given = new Map<string, Given>();
  for (const [name, parameter] of Object.entries(written)) {
    checkParameter(baseline.context, name, parameter, sources);
    const value = partAt(baseline.context.root, ['parameters', name, 'value']);
    const instead = from.instead?.get(name);
    if (value !== undefined)
      given.set(name, { value: instead === undefined ? value : locatedAs(instead, valuePlace(value)) });
  }
  const strange = [...(from.instead?.keys() ?? [])].find((name) => !names.includes(name));
  if (strange !== undefined) throw new RangeError(`the baseline has no parameter '${strange}' to give a value to`);
  const notes = applyArea(from, names, given);
  const replaced: Replaced[] = [];
  if (areaData !== undefined) {
    const instead = { source: areaData.source, mark: 'local' } as const;
    const where = 'the area’s own file, parameters';
    replaced.push(...override(areaData.context, 'parameters', areaData.file.parameters, names, given, instead, where));
  }
  if (scenario !== undefined) {
    const source = `set in the scenario ${scenario.file.scenario}`;
    const instead = { source, mark: 'assumption' } as const;
    replaced.push(...override(scenario.context, 'set', scenario.file.set, names, given, instead, 'the scenario, set'));
  }
  for (const [name, value] of Object.entries(from.fitted ?? {})) {
    // What a user gives stays as given.
    if (isGivenByUser(from, name)) continue;
    const place = partAt(baseline.context.root, ['parameters', name, 'value']);
    if (place === undefined) throw new RangeError(`there is no parameter '${name}' to fit`);
    given.set(name, {
      value: scalarAt(value, valuePlace(place)),
      instead: { source: `fitted to ${from.area?.name ?? 'the area'}'s published figures`, mark: 'fitted' },
    });
  }
  const raw = new Map([...given].map(([name, { value }]) => [name, value] as const));
  const values = new Map(
    [...raw].map(([name, value]) => [name, substitute(value, raw, baseline.context.problems)] as const),
  );
  return {
    values,
    replaced: Object.keys(scenario?.file.set ?? {}),
    byUser: names.filter((name) => isGivenByUser(from, name)),
    assumptions: [...given].flatMap(([name, item]) => {
      const parameter = written[name];
      const value = values.get(name);
      return parameter === undefined || value === undefined ? [] : [lineOf(name, parameter, { ...item, value })];
    }),
    changes: replaced.flatMap((one) => {
      const parameter = written[one.name];
      if (parameter === undefined) return [];
      const words = (value: Located | undefined): string => {
        if (value === undefined) return '';
        const parts = partsOf(parameter, substitute(value, raw, baseline.context.problems));
        return `${parts.value} ${parts.unit}`.trim();
      };
      const { name, before, now, where } = one;
      return [{ name, label: labelOf(name, parameter), from: words(before), to: words(now), where }];
    }),
    notes,
  };
}

function isGivenByUser({ scenario, areaData }: ParameterSources, name: string): boolean {
  return Object.hasOwn(scenario?.file.set ?? {}, name) || Object.hasOwn(areaData?.file.parameters ?? {}, name);
}

function checkParameter(context: Context, name: string, parameter: WrittenParameter, sources: KnownSources): void {
  const path = ['parameters', name];
  checkProvenance(context, parameter, sources, path, true);
  if (parameter.value === null || parameter.value === undefined) {
    refuse(context, [...path, 'value'], `the parameter '${name}' has no value`);
  } else if (typeof parameter.value === 'number' && parameter.unit === undefined) {
    refuse(
      context,
      path,
      "'unit' is missing: a plain number says what it counts ('probability', 'hazard ratio', 'children')",
    );
  }
}

function override(
  context: Context,
  section: string,
  written: Readonly<Record<string, unknown>> | undefined,
  names: readonly string[],
  given: Map<string, Given>,
  instead: NonNullable<Given['instead']>,
  where: string,
): Replaced[] {
  const replaced: Replaced[] = [];
  for (const name of Object.keys(written ?? {})) {
    const value = partAt(context.root, [section, name]);
    if (value === undefined || !knownKey(context, [section, name], 'parameter', name, names)) continue;
    if (value.data === null) refuse(context, [section, name], `the parameter '${name}' has no value`);
    replaced.push({ name, before: given.get(name)?.value, now: value, where });
    given.set(name, { value, instead });
  }
  return replaced;
}

/** Figures of the area take the place of national ones; where a figure is not published the national one stays, aloud. */
function applyArea(from: ParameterSources, names: readonly string[], given: Map<string, Given>): readonly string[] {
  const { baseline, area, areaData } = from;
  const notes: string[] = [];
  for (const [name, rule] of Object.entries(baseline.file.area_parameters ?? {})) {
    const path = ['area_parameters', name];
    const column = AREA_COLUMNS.find((known) => known === rule.column);
    knownKey(baseline.context, path, 'parameter', name, names);
    if (column === undefined) {
      const message = `there is no column '${rule.column}' in the table of areas`;
      refuse(baseline.context, [...path, 'column'], message, { found: rule.column, allowed: AREA_COLUMNS });
      continue;
    }
    const written = partAt(baseline.context.root, path);
    const local = areaData?.file.figures ?? {};
    if (written === undefined || (area === null && local[column] === undefined)) continue;
    const place = valuePlace(partAt(written, ['column']) ?? written);
    const figures: number[] = [];
    let isLocal = false;
    for (const word of [rule.column, rule.less_percent]) {
      if (word === undefined) {
        figures.push(0);
        continue;
      }
      const known = AREA_COLUMNS.find((item) => item === word);
      if (known === undefined) {
        refuse(baseline.context, path, `there is no column '${word}' in the table of areas`, {
          found: word,
          allowed: AREA_COLUMNS,
        });
        break;
      }
      const own = local[known];
      if (own !== undefined) isLocal = true;
      const figure =
        own !== undefined
          ? { value: own, why: '' }
          : area === null
            ? { value: null, why: `No figure is given for ${known}` }
            : areaFigure(area, known);
      if (figure.value === null) {
        notes.push(`${figure.why}. The national figure is used for ${name} instead.`);
        break;
      }
      figures.push(figure.value);
    }
    const [figure, less] = figures;
    if (figure === undefined || less === undefined) continue;
    const number = scaled(figure * (1 - less / 100), rule.divide_by);
    const value = scalarAt(rule.unit === undefined ? number : `${number} ${rule.unit}`, place);
    if (isLocal && areaData !== undefined)
      given.set(name, {
        value,
        instead: { source: areaData.source, mark: rule.mark === 'assumption' ? 'assumption' : 'local' },
      });
    else
      given.set(name, {
        value,
        instead: {
          source: `${rule.source ?? AREA_SOURCE}: ${area?.name ?? ''}, ${column}`,
          mark: rule.mark ?? 'published',
        },
      });
  }
  return notes;
}

/** Published percentages have one decimal; dividing must not leave a tail of nines. */
function scaled(figure: number, divideBy: number | undefined): number {
  return divideBy === undefined ? figure : Number((figure / divideBy).toPrecision(12));
}

/** The figures of an area's own file must be columns of the table of areas. */
export function localFigures(context: Context, file: AreaDataFile): Readonly<Partial<Record<AreaColumn, number>>> {
  const figures: Partial<Record<AreaColumn, number>> = {};
  for (const [name, value] of Object.entries(file.figures ?? {})) {
    const column = AREA_COLUMNS.find((known) => known === name);
    if (column !== undefined) figures[column] = value;
    else knownKey(context, ['figures', name], 'figure', name, AREA_COLUMNS);
  }
  return figures;
}

function lineOf(name: string, parameter: WrittenParameter, { value, instead }: Given): AssumptionLine {
  return assumptionLine({
    name,
    label: labelOf(name, parameter),
    ...partsOf(parameter, value),
    provenance: instead ?? parameter,
  });
}

function labelOf(name: string, { label }: WrittenParameter): string {
  return label ?? name.replaceAll('_', ' ');
}

/** A value and its unit, which may be written in the value itself. */
function partsOf(parameter: WrittenParameter, { data }: Located): { readonly value: string; readonly unit: string } {
  const text = valueText(data);
  const [, number, unit] = /^(£?[\d.,]+)\s+(.+)$/.exec(text) ?? [];
  const separate = typeof data === 'string' && parameter.unit === undefined && number !== undefined;
  return separate ? { value: number, unit: unit ?? '' } : { value: text, unit: parameter.unit ?? '' };
}
