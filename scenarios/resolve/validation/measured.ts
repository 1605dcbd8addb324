/** What a run can be asked for: its measures, the groups of each, and the months of a date or a year. */
import type { Dimension, Measure } from '../../../engine/ledger/spec.js';
import type { PathwayModel } from '../../../engine/pathway/model.js';
import { dayNumber, formatDate, monthStarts } from '../../../engine/time/index.js';
import type { Path } from '../../load/index.js';
import type { Context } from '../context.js';
import { known, refuse } from '../context.js';
import type { ValidationRun } from './types.js';

/** The measure of a name, of one of the kinds allowed; undefined (and a problem) where there is none. */
export function measureNamed(
  context: Context,
  path: Path,
  run: ValidationRun,
  name: string,
  kinds: readonly Measure['kind'][],
  what: string,
): Measure | undefined {
  const measures = run.scenario.ledger.measures.filter(({ kind }) => kinds.includes(kind));
  const found = measures.find((measure) => measure.name === name);
  if (found !== undefined) return found;
  known(
    context,
    path,
    what,
    name,
    measures.map((measure) => measure.name),
  );
  return undefined;
}

/** The labels of a measure's breakdown; null where it is not counted by that. */
export function labelsOf(measure: Measure, by: string, model: PathwayModel): readonly string[] | null {
  const breakdown = measure.by.find(({ name }) => name === by);
  return breakdown === undefined ? null : dimensionLabels(breakdown.dimension, model);
}

function dimensionLabels(dimension: Dimension, model: PathwayModel): readonly string[] {
  switch (dimension.kind) {
    case 'age':
    case 'count':
      return dimension.labels;
    case 'attribute':
      return model.attributes.find(({ name }) => name === dimension.attribute)?.levels ?? [];
    case 'state':
      return model.regions.find(({ name }) => name === dimension.region)?.states.map(({ label }) => label) ?? [];
    case 'grouped':
      return [...Object.keys(dimension.groups), ...(dimension.rest === undefined ? [] : [dimension.rest])];
  }
}

/** Every group of a measure, as written: `all`, `age=under 1`, ... */
function groupsOf(measure: Measure, model: PathwayModel): readonly string[] {
  return [
    'all',
    ...measure.by.flatMap(({ name, dimension }) =>
      dimensionLabels(dimension, model).map((label) => `${name}=${label}`),
    ),
  ];
}

/** True where the group is one of the measure's; a problem where it is not. */
export function knownGroup(context: Context, path: Path, run: ValidationRun, measure: Measure, group: string): boolean {
  return known(context, path, `group of ${measure.name}`, group, groupsOf(measure, run.scenario.model));
}

/** The month that begins after a day; undefined (and a problem) where the day ends no month of the run. */
export function monthAfter(context: Context, path: Path, run: ValidationRun, day: number): number | undefined {
  const { startDay, endDay } = run.scenario;
  const month = monthStarts(startDay, run.months).indexOf(day + 1);
  if (month >= 0) return month;
  return refuse(
    context,
    path,
    day + 1 < startDay || day >= endDay
      ? `${formatDate(day)} is outside the run '${run.id}', which is from ${formatDate(startDay)} to ${formatDate(endDay - 1)}`
      : `a number at a date is kept for the last day of each month: ${formatDate(day)} is not one`,
  );
}

/** The months of the year ending on 31 March; undefined (and a problem) where they are not all in the run. */
export function monthsOfYear(
  context: Context,
  path: Path,
  run: ValidationRun,
  year: number,
): { readonly first: number; readonly end: number } | undefined {
  const { startDay, endDay } = run.scenario;
  const starts = monthStarts(startDay, run.months);
  const first = starts.indexOf(dayNumber(year - 1, 4, 1));
  const end = starts.indexOf(dayNumber(year, 4, 1));
  if (first >= 0 && end > first) return { first, end };
  return refuse(
    context,
    path,
    `the year ending 31 March ${year} is not within the run '${run.id}', which is from ${formatDate(startDay)} to ${formatDate(endDay - 1)}`,
  );
}
