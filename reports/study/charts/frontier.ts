/** The efficiency frontier: which options are worth a look, whatever one of the outcome is worth. */
import { reach95 } from '../../../engine/index.js';
import { fitLines } from '../../charts/fit.js';
import { namedPoints } from '../../charts/named-points.js';
import { chartSpec } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { pounds, write } from '../../numbers.js';
import { meanOf, outcomeOf, type Frontier } from './outcome.js';
import { type StudyReading } from './reading.js';

/** How far the mean of a cloud may be off either way, at 95%. */
function reachOf(values: readonly number[], sampled: number): number {
  const mean = meanOf(values);
  if (values.length < 2 || sampled < 2) return 0;
  const variance = values.reduce((sum, own) => sum + (own - mean) ** 2, 0) / (values.length - 1);
  return reach95(sampled - 1) * Math.sqrt(variance / sampled);
}

export function frontierChart({ report, all, first }: StudyReading): Chart | null {
  const { frontier } = report;
  if (frontier === null || all.length < 2) return null;
  const sampled = report.draws === 0 ? report.replications : report.draws;
  const base = frontier.points[0] ?? { cost: 0, effect: 0 };
  const spots = all.map(({ at, label }) => {
    const own = frontier.points[at] ?? base;
    const standing = frontier.standing[at];
    const cloud = frontier.clouds[at] ?? { cost: [], effect: [] };
    const [x, y] = [own.effect - base.effect, own.cost - base.cost];
    const [dx, dy] = [reachOf(cloud.effect, sampled), reachOf(cloud.cost, sampled)];
    return {
      at,
      label,
      x,
      y,
      left: x - dx,
      right: x + dx,
      low: y - dy,
      high: y + dy,
      on: standing?.kind === 'frontier',
      words:
        standing === undefined
          ? ''
          : standingWords(
              standing,
              all.map((option) => option.label),
              frontier.want,
            ),
    };
  });
  const outcome = outcomeOf(frontier);
  const title = 'Which options are worth a look, whatever one is worth';
  return {
    name: 'efficiency-frontier',
    title,
    spec: chartSpec(
      title,
      `Averages beside ${first.label}, ${frontier.want} ${outcome} wanted: ${frontier.want === 'fewer' ? 'left' : 'right'} and below is better value. Filled and joined: worth a look. Hollow: beaten by another, or by a mix of two, that does as much and costs no more. Lines: 95% intervals of the averages.`,
      namedPoints({
        points: spots.map(({ label, on, ...spot }) => ({ ...spot, name: label, filled: on })),
        across: { title: fitLines(`more ${outcome} than with ${first.label}`, 350, 12, 1)[0] ?? '', signed: true },
        up: { title: '£ more', signed: true },
        joined: true,
      }),
    ),
    description: `Options by their average difference in ${outcome} (across) and in cost (upwards) beside ${first.label}. ${spots.map(({ label, words: own }) => `${label}: ${own}`).join('; ')}.`,
    table: {
      columns: ['Option', `Difference in ${outcome}`, 'Difference in cost', 'Standing'],
      rows: spots.map(({ label, x: effect, y: cost, words: own, left, right, low, high }) => [
        label,
        write({ value: effect, lower: left, upper: right, unit: '' }, true).both,
        write({ value: cost, lower: low, upper: high, unit: 'GBP' }, true).both,
        own,
      ]),
    },
  };
}

function standingWords(
  standing: Frontier['standing'][number],
  labels: readonly string[],
  want: Frontier['want'],
): string {
  const name = (at: number): string => labels[at] ?? '';
  switch (standing.kind) {
    case 'frontier':
      return standing.increment === null
        ? 'costs the least of those worth a look'
        : `${pounds(standing.increment.ratio)} for each one ${want}, beyond ${name(standing.increment.over)}`;
    case 'dominated':
      return `beaten by ${name(standing.by)}`;
    case 'extendedly-dominated':
      return `beaten by a mix of ${name(standing.between[0])} and ${name(standing.between[1])}`;
    case 'equal':
      return `the same as ${name(standing.to)}`;
  }
}
