/** Where a study's charts stand, which of them a short page has, and how many a page of many areas can hold. */
import type { DrawnChart } from '../../page/index.js';
import type { DrawnStudy } from './types.js';

export type Place = 'numbers' | 'timescales' | 'costs' | 'who' | 'sure' | 'more';

/** By what a chart's name says, the first that fits: a new chart finds its place, or stands with the others. */
const PLACES: readonly (readonly [RegExp, Place])[] = [
  [/over-time|options|difference|safety|placement|looked-after/, 'numbers'],
  [/accept|information|not-knowing|matters/, 'sure'],
  [/reach|equity/, 'who'],
  [/cost|money|saving|waterfall|payback|impact|budget|plane|frontier/, 'costs'],
  [/time|permanence|wait/, 'timescales'],
];

/** A chart's name without that of its area. */
const ownName = ({ lead }: DrawnStudy, { name }: DrawnChart): string => name.slice(lead.length);

export function placeOf(study: DrawnStudy, chart: DrawnChart): Place {
  return PLACES.find(([pattern]) => pattern.test(ownName(study, chart)))?.[1] ?? 'more';
}

/** The charts of a short page, the most wanted first. Of many areas, each has as many as the page can hold. */
const SHORT: readonly string[] = [
  'differences',
  'net-saving',
  'options-over-time',
  'times-by-option',
  'safety-by-option',
  'payback-chance',
  'cost-effectiveness-plane',
  'acceptability',
  'value-of-information',
];
const EACH_OF_MANY = 3;

/** Letters of drawings and their tables on a short page: it stays small enough to send and to open at once. */
const ROOM = 3_000_000;

/** By area, the charts on the page: all on a full one. */
export function shownCharts(studies: readonly DrawnStudy[], isFull: boolean): readonly (readonly DrawnChart[])[] {
  if (isFull) return studies.map(({ charts }) => charts);
  const chosen = studies.map((): Set<DrawnChart> => new Set());
  let room = ROOM;
  for (const wanted of studies.length === 1 ? SHORT : SHORT.slice(0, EACH_OF_MANY)) {
    for (const [i, study] of studies.entries()) {
      const chart = study.charts.find((one) => ownName(study, one) === wanted);
      if (chart === undefined) continue;
      const size = chart.svg.length + 60 * chart.table.rows.flat().length;
      if (size > room) continue;
      room -= size;
      chosen[i]!.add(chart);
    }
  }
  return studies.map(({ charts }, i) => charts.filter((chart) => chosen[i]!.has(chart)));
}
