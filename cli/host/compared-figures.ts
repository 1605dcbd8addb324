/** The figures that a scenario's programmes are compared by, those of the run's own report, and where they stand. */
import { summariseStudy, type Column } from '../../engine/index.js';
import type { FigureColumn } from '../../reports/attribution/index.js';
import { comparedFigures } from '../../reports/findings/key-figures.js';
import { read } from '../../reports/rows.js';
import type { Resolution, ResolvedProgramme } from '../../scenarios/index.js';
import { resultFrame } from './run-study.js';

/** Figures with their columns, out of the replications of a baseline (and an option, where there is one). */
export function figureColumns(
  resolution: Resolution,
  columns: readonly Column[],
  baseline: readonly Float64Array[],
  option: readonly Float64Array[],
): FigureColumn[] {
  const options = [
    { option: 'baseline', matrix: { rows: baseline } },
    { option: 'option', matrix: { rows: option } },
  ];
  const rows = summariseStudy(columns, options, resolution.scenario.area?.name ?? '');
  const reading = read({ ...resultFrame(resolution), rows, distributions: [] });
  return comparedFigures(reading).flatMap(({ measure, label, short, when, at }) => {
    const column = columns.findIndex(
      (one) =>
        one.measure === measure && one.group === 'all' && one.period === at.period && one.periodKind === at.periodKind,
    );
    // A total that is a sum of years has no column of its own.
    return column < 0 ? [] : [{ measure, label, short, when, unit: at.baseline.unit, column }];
  });
}

/** Titles of the programmes of several options, those of one name once. */
export function titlesOfAll(options: readonly { readonly resolution: Resolution }[]): ReadonlyMap<string, string> {
  const all = options.flatMap(({ resolution }) => resolution.scenario.programmes);
  return titlesOf([...new Map(all.map((programme) => [programme.id, programme])).values()]);
}

/** Titles of programmes; where two have the same, with the names by which the scenario uses them. */
export function titlesOf(programmes: readonly ResolvedProgramme[]): ReadonlyMap<string, string> {
  const isShared = (title: string): boolean => programmes.filter((other) => other.title === title).length > 1;
  return new Map(programmes.map(({ id, title }) => [id, isShared(title) ? `${title} (${id})` : title]));
}
