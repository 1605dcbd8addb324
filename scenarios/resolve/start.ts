/** The written start of a run, and an area's figures, into strata with sizes and margins, and what is to be fitted. */
import type { Dimension, Measure } from '../../engine/ledger/spec.js';
import type { Condition } from '../../engine/pathway/model.js';
import type { Area, AreaColumn } from '../areas/index.js';
import { AREA_COLUMNS, AREA_SOURCE, areaFigure } from '../areas/index.js';
import type { StartSection, WrittenStratum } from '../schema/index.js';
import { buildCondition } from './condition.js';
import type { Context } from './context.js';
import { known, knownKey, refuse, refuseKey } from './context.js';
import type { AreaOverrides } from './types.js';

export interface ResolvedMargin {
  readonly name: string;
  readonly dimension: Dimension;
  readonly targets: Readonly<Record<string, number>>;
  readonly source: string;
}

export interface ResolvedStratum {
  readonly name: string;
  readonly who: Condition;
  /** An exact number, or the area's number over the nation's for each unit of the history's full scale. */
  readonly size:
    | { readonly kind: 'exact'; readonly count: number }
    | { readonly kind: 'share'; readonly share: number };
  readonly margins: readonly ResolvedMargin[];
  /** Attributes given to whoever is taken from the stratum, by name; none where it gives none. */
  readonly sets: Readonly<Record<string, string>>;
  readonly source: string;
}

export interface ResolvedFit {
  readonly parameter: string;
  readonly measure: string;
  readonly label: string;
  readonly target: number;
  readonly source: string;
}

export interface ResolvedStart {
  readonly historyDays: number;
  readonly historyShare: number;
  readonly strata: readonly ResolvedStratum[];
  readonly fit: readonly ResolvedFit[];
  readonly notes: readonly string[];
}

interface Figures {
  readonly area: Area;
  readonly national: Area;
  readonly own: AreaOverrides | null;
  /** Where the area's own figures are written. */
  readonly ownContext: Context | null;
}

/** @returns the start; figures an area does not publish become problems that say why. */
export function buildStart(
  context: Context,
  written: StartSection,
  measures: readonly Measure[],
  figures: Figures,
): ResolvedStart {
  const { own, area } = figures;
  const unknown = new Set<AreaColumn>();
  const figure = (path: readonly (string | number)[], word: string): number => {
    const column = AREA_COLUMNS.find((item) => item === word);
    if (column === undefined) {
      known(context, path, 'column of the table of areas', word, AREA_COLUMNS);
      return 0;
    }
    const value = ownFigure(figures, column);
    if (value === null) unknown.add(column);
    return value ?? 0;
  };
  const strata = Object.entries(written.strata).map(([name, stratum]): ResolvedStratum => {
    const path = ['start', 'strata', name];
    return {
      name,
      who: buildCondition(context, stratum.who, [...path, 'who']),
      size: sizeOf(context, stratum, path, figure, figures),
      margins: marginsOf(context, name, stratum, path, measures, figures),
      sets: setsOf(context, stratum, [...path, 'sets']),
      source: own === null ? `${stratum.source}: ${AREA_SOURCE}` : own.source,
    };
  });
  checkMargins(written, figures);
  const fit = (written.fit ?? []).map((item, index): ResolvedFit => {
    const path = ['start', 'fit', index];
    const measure = measures.find((other) => other.name === item.measure);
    known(
      context,
      [...path, 'measure'],
      'measure',
      item.measure,
      measures.map((other) => other.name),
    );
    return {
      parameter: item.parameter,
      measure: item.measure,
      label: measure?.label ?? item.measure,
      target: figure([...path, 'figure'], item.figure),
      source: own !== null && Object.hasOwn(own.figures, item.figure) ? own.source : `${item.source}: ${AREA_SOURCE}`,
    };
  });
  if (unknown.size > 0) refuseUnknown(context, area, [...unknown]);
  const notes = [written.note];
  const national = [...new Set(strata.flatMap(({ margins }) => margins.map(({ name }) => name)))].filter(
    (name) => own?.margins?.[name] === undefined,
  );
  if (area.level !== 'National' && national.length > 0)
    notes.push(
      `Of ${area.name} only totals are published here: the mix of its looked-after children by ${national.join(', ')} on day 0 is England's (an assumption; figures of your own can replace it).`,
    );
  return { historyDays: written.history, historyShare: written.share, strata, fit, notes };
}

function ownFigure({ own, area }: Figures, column: AreaColumn): number | null {
  return own?.figures[column] ?? areaFigure(area, column).value;
}

/** One message for all the figures that a run of the area would need and that are not published. */
function refuseUnknown(context: Context, area: Area, columns: readonly AreaColumn[]): void {
  const why = columns.map((column) => {
    const found = areaFigure(area, column);
    return found.value === null ? found.why : `${area.name}: ${column} is not published`;
  });
  refuse(
    context,
    ['start'],
    `${why.join('; ')}. The run cannot start from what is not known; give the figures in a file of your own ('area_data', see docs/write-a-scenario.md)`,
  );
}

function sizeOf(
  context: Context,
  stratum: WrittenStratum,
  path: readonly string[],
  figure: (path: readonly (string | number)[], word: string) => number,
  figures: Figures,
): ResolvedStratum['size'] {
  if ((stratum.figure === undefined) === (stratum.in_proportion_to === undefined)) {
    refuseKey(context, path, "a stratum has either a 'figure' it comes to, or one it is 'in_proportion_to'");
    return { kind: 'exact', count: 0 };
  }
  if (stratum.in_proportion_to !== undefined) {
    const at = [...path, 'in_proportion_to'];
    const word = stratum.in_proportion_to;
    const column = AREA_COLUMNS.find((item) => item === word);
    const whole = column === undefined ? null : areaFigure(figures.national, column).value;
    return { kind: 'share', share: figure(at, word) / (whole ?? 1) };
  }
  const count = (stratum.less ?? []).reduce(
    (sum, word, i) => sum - figure([...path, 'less', i], word),
    figure([...path, 'figure'], stratum.figure ?? ''),
  );
  if (count < 0)
    refuse(
      context,
      [...path, 'figure'],
      `${stratum.figure ?? ''} is less than what is part of it (${(stratum.less ?? []).join(', ')})`,
    );
  return { kind: 'exact', count: Math.max(0, Math.round(count)) };
}

function setsOf(context: Context, { sets = {} }: WrittenStratum, path: readonly string[]): ResolvedStratum['sets'] {
  const { attributes } = context.words;
  for (const [name, level] of Object.entries(sets))
    if (knownKey(context, [...path, name], 'attribute', name, [...attributes.keys()]))
      known(context, [...path, name], `level of '${name}'`, level, attributes.get(name) ?? []);
  return sets;
}

function marginsOf(
  context: Context,
  name: string,
  stratum: WrittenStratum,
  path: readonly string[],
  measures: readonly Measure[],
  { own, ownContext }: Figures,
): ResolvedMargin[] {
  const measure = measures.find((item) => item.name === (stratum.measure ?? name));
  return Object.entries(stratum.margins ?? {}).flatMap(([margin, national]) => {
    const at = [...path, 'margins', margin];
    const breakdown = measure?.by.find((item) => item.name === margin);
    if (breakdown === undefined) {
      refuseKey(context, at, `'${stratum.measure ?? name}' is not counted by '${margin}'`, {
        found: margin,
        allowed: measure?.by.map((item) => item.name) ?? [],
      });
      return [];
    }
    const local = own?.margins?.[margin];
    const targets = local ?? national;
    const labels = labelsOf(context, breakdown.dimension);
    const place =
      local === undefined || ownContext === null
        ? { context, path: at }
        : { context: ownContext, path: ['margins', margin] };
    for (const label of Object.keys(targets))
      if (labels !== null) knownKey(place.context, [...place.path, label], `level of '${margin}'`, label, labels);
    return [
      {
        name: margin,
        dimension: breakdown.dimension,
        targets,
        source: local === undefined || own === null ? stratum.source : own.source,
      },
    ];
  });
}

/** Labels of a dimension, where they can be told without the model; a region's states are checked by the engine's labels. */
function labelsOf(context: Context, dimension: Dimension): readonly string[] | null {
  if (dimension.kind === 'age' || dimension.kind === 'count') return dimension.labels;
  if (dimension.kind === 'attribute') return context.words.attributes.get(dimension.attribute) ?? [];
  if (dimension.kind === 'grouped')
    return [...Object.keys(dimension.groups), ...(dimension.rest === undefined ? [] : [dimension.rest])];
  return null;
}

function checkMargins(written: StartSection, { own, ownContext }: Figures): void {
  if (ownContext === null) return;
  const allowed = Object.values(written.strata).flatMap((stratum) => Object.keys(stratum.margins ?? {}));
  for (const name of Object.keys(own?.margins ?? {}))
    knownKey(ownContext, ['margins', name], 'margin in the baseline', name, allowed);
}
