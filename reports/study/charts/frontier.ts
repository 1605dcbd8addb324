/** The efficiency frontier: which options are worth a look, whatever one of the outcome is worth. */
import { tQuantile } from '../../../engine/index.js';
import { fitLines } from '../../charts/fit.js';
import type { Layer } from '../../charts/parts.js';
import { INK, PALETTE, SOFT_INK, chartSpec, domainOf } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { pounds, write } from '../../numbers.js';
import { differenceAxis, meanOf, outcomeOf, type Frontier } from './outcome.js';
import { drawn, type StudyReading } from './reading.js';

/** How far the mean of a cloud may be off either way, at 95%. */
function reachOf(values: readonly number[], sampled: number): number {
  const mean = meanOf(values);
  if (values.length < 2 || sampled < 2) return 0;
  const variance = values.reduce((sum, own) => sum + (own - mean) ** 2, 0) / (values.length - 1);
  return tQuantile(0.975, sampled - 1) * Math.sqrt(variance / sampled);
}

const WIDE = 370;
const LINE = 14;
const NAMES = 215;

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
  const xs = domainOf([0, ...spots.flatMap(({ left, right }) => [left, right])], 'always');
  const ys = domainOf([0, ...spots.flatMap(({ low, high }) => [low, high])], 'always');
  const names = spots.map(({ label, words }) => [
    ...fitLines(label, NAMES, 12, 2, true),
    ...fitLines(words, NAMES, 12, 2),
  ]);
  const height = Math.max(
    280,
    names.reduce((sum, own) => sum + own.length * LINE + 8, 0),
  );
  const places = apart(
    spots.map(({ y }, i) => ({
      at: ((ys.high - y) / (ys.high - ys.low)) * height,
      half: ((names[i]?.length ?? 1) * LINE) / 2,
    })),
    height,
  );
  const values = spots.map(({ x, y, left, right, low, high, on }, i) => ({
    x: drawn(x),
    y: drawn(y),
    left: drawn(left),
    right: drawn(right),
    low: drawn(low),
    high: drawn(high),
    on,
    place: drawn(ys.high - ((places[i] ?? 0) / height) * (ys.high - ys.low)),
  }));
  const words = names.flatMap((own, i) =>
    own.map((line, j) => ({
      line,
      bold: j < fitLines(spots[i]?.label ?? '', NAMES, 12, 2, true).length,
      place: drawn(ys.high - (((places[i] ?? 0) + (j - (own.length - 1) / 2) * LINE) / height) * (ys.high - ys.low)),
    })),
  );
  const outcome = outcomeOf(frontier);
  const [x, y] = [
    differenceAxis('x', `more ${outcome} than with ${first.label}`.slice(0, 60), xs, WIDE),
    differenceAxis('y', '£ more', ys, height),
  ];
  const title = 'Which options are worth a look, whatever one is worth';
  const text = (bold: boolean): Layer => ({
    data: { values: words.filter((word) => word.bold === bold) },
    mark: {
      type: 'text',
      align: 'left',
      baseline: 'middle',
      clip: false,
      ...(bold ? { fontWeight: 'bold' } : { color: SOFT_INK }),
    },
    encoding: { x: { value: WIDE + 18 }, y: { ...y, field: 'place' }, text: { field: 'line', type: 'nominal' } },
  });
  const onIt = values.filter(({ on }) => on).toSorted((a, b) => a.y - b.y);
  return {
    name: 'efficiency-frontier',
    title,
    spec: chartSpec(
      title,
      `Averages beside ${first.label}, ${frontier.want} ${outcome} wanted: ${frontier.want === 'fewer' ? 'left' : 'right'} and below is better value. Filled and joined: worth a look. Hollow: another, or a mix of two, does as much for less. Lines: 95% intervals of the averages.`,
      {
        width: WIDE,
        height,
        data: { values },
        layer: [
          {
            data: { values: [{ zero: 0 }] },
            mark: { type: 'rule', color: INK, strokeWidth: 1 },
            encoding: { x: { ...x, field: 'zero' } },
          },
          {
            data: { values: [{ zero: 0 }] },
            mark: { type: 'rule', color: INK, strokeWidth: 1 },
            encoding: { y: { ...y, field: 'zero' } },
          },
          {
            mark: { type: 'rule', color: '#c4c4c4', strokeWidth: 1 },
            encoding: { x, x2: { value: WIDE + 14 }, y, y2: { field: 'place' } },
          },
          ...(onIt.length < 2
            ? []
            : [
                {
                  data: { values: onIt },
                  mark: { type: 'line', color: PALETTE[0] },
                  encoding: { x, y, order: { field: 'y', type: 'quantitative' } },
                },
              ]),
          {
            mark: { type: 'rule', strokeWidth: 1.5, color: PALETTE[0], opacity: 0.6 },
            encoding: { x: { ...x, field: 'left' }, x2: { field: 'right' }, y },
          },
          {
            mark: { type: 'rule', strokeWidth: 1.5, color: PALETTE[0], opacity: 0.6 },
            encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
          },
          {
            mark: { type: 'point', filled: true, size: 90, opacity: 1, stroke: PALETTE[0], strokeWidth: 2 },
            encoding: { x, y, fill: { condition: { test: 'datum.on', value: PALETTE[0] }, value: '#ffffff' } },
          },
          text(true),
          text(false),
        ],
      },
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
      return `${name(standing.by)} costs no more and does no less`;
    case 'extendedly-dominated':
      return `a mix of ${name(standing.between[0])} and ${name(standing.between[1])} does as much for less`;
    case 'equal':
      return `the same as ${name(standing.to)}`;
  }
}

/** Places moved apart so that none overlaps another and all stay within the height. */
export function apart(wanted: readonly { readonly at: number; readonly half: number }[], height: number): number[] {
  const order = wanted.map((_, i) => i).toSorted((a, b) => (wanted[a]?.at ?? 0) - (wanted[b]?.at ?? 0) || a - b);
  const places = wanted.map(({ at }) => at);
  let floor = 0;
  for (const i of order) {
    const half = (wanted[i]?.half ?? 0) + 4;
    places[i] = Math.max(places[i] ?? 0, floor + half);
    floor = (places[i] ?? 0) + half;
  }
  let ceiling = height;
  for (const i of order.toReversed()) {
    const half = (wanted[i]?.half ?? 0) + 4;
    places[i] = Math.min(places[i] ?? 0, ceiling - half);
    ceiling = (places[i] ?? 0) - half;
  }
  return places;
}
