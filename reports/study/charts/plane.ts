/** The plane of cost and an outcome: a cloud an option, and the chance of each quadrant in its corner. */
import { drawn } from '../../charts/fit.js';
import { numberAxis } from '../../charts/named-points.js';
import type { Layer } from '../../charts/parts.js';
import { INK, PALETTE, chartSpec, domainOf, type Domain } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { percent, write } from '../../numbers.js';
import type { Quadrant } from '../types.js';
import { meanOf, outcomeOf, type Frontier } from './outcome.js';
import { inColumns } from './panels.js';
import { type StudyReading } from './reading.js';

/** A step more above and below: the margins of the corners. */
const wide = ({ low, high, step }: Domain): Domain => ({ low: low - step, high: high + step, step });

/** As far to the left of zero as to the right, so that each corner has room for its words. */
const evenly = ({ low, high, step }: Domain): Domain => {
  const most = Math.max(-low, high);
  return { low: -most, high: most, step };
};

export function planeChart({ report, first, others }: StudyReading): Chart | null {
  const { frontier, draws } = report;
  if (frontier === null) return null;
  const found = others.filter(({ at }) => (frontier.clouds[at]?.cost.length ?? 0) > 0);
  if (found.length === 0) return null;
  const cloud = (at: number): Frontier['clouds'][number] => frontier.clouds[at] ?? { cost: [], effect: [] };
  const xs = evenly(domainOf([0, ...found.flatMap(({ at }) => cloud(at).effect)], 'always'));
  const ys = wide(domainOf([0, ...found.flatMap(({ at }) => cloud(at).cost)], 'always'));
  const columns = Math.min(2, found.length);
  const outcome = outcomeOf(frontier);
  const panels = found.map(({ at, label }, i) => {
    const { cost, effect } = cloud(at);
    const values = cost.map((own, d) => ({ effect: drawn(effect[d] ?? 0), cost: drawn(own) }));
    const mean = { effect: drawn(meanOf(effect)), cost: drawn(meanOf(cost)) };
    const [x, y] = [
      numberAxis('effect', 'more of them', xs, 260, true),
      { ...numberAxis('cost', i % columns === 0 ? '£ more' : null, ys, 300, true) },
    ];
    const line = (channel: 'x' | 'y'): Layer => ({
      data: { values: [{ zero: 0 }] },
      mark: { type: 'rule', color: INK, strokeWidth: 1 },
      encoding: channel === 'x' ? { x: { ...x, field: 'zero' } } : { y: { ...y, field: 'zero' } },
    });
    return {
      title: label,
      under: `${write({ value: mean.effect, lower: null, upper: null, unit: '' }, true).value}; ${write({ value: mean.cost, lower: null, upper: null, unit: 'GBP' }, true).value}`,
      layer: {
        layer: [
          line('x'),
          line('y'),
          {
            data: { values },
            mark: { type: 'point', filled: true, size: 26, opacity: 0.45, color: PALETTE[0] },
            encoding: { x, y },
          },
          {
            data: { values: [mean] },
            mark: {
              type: 'point',
              filled: true,
              shape: 'diamond',
              size: 130,
              opacity: 1,
              fill: PALETTE[1],
              stroke: '#ffffff',
              strokeWidth: 1.5,
            },
            encoding: { x, y },
          },
          ...corners(frontier.quadrants[at] ?? [], frontier.want),
        ],
      },
    };
  });
  const title = `Cost and ${outcome}, beside ${first.label}`;
  return {
    name: 'cost-effectiveness-plane',
    title,
    spec: chartSpec(
      title,
      `Right of zero: more ${outcome}; above it: costs more, all payers, present value. ${frontier.want === 'fewer' ? 'Fewer' : 'More'} are wanted. A dot ${draws === 0 ? 'a replication' : 'a draw (the mean over its replications)'}; the diamond is the average, whose two numbers stand above the panel. In the corners: the chance of each.`,
      inColumns(panels, panels.length === 1 ? 300 : 210, 26),
    ),
    description: `Scatter charts, one for each option beside ${first.label}: its difference in ${outcome} across, its difference in cost upwards, with lines at zero. ${found
      .map(
        ({ at, label }) =>
          `${label}: ${(frontier.quadrants[at] ?? [])
            .filter(({ value }) => value > 0)
            .map((own) => `${quadrantWords(own, frontier.want)} in ${percent(own.value, 0)}`)
            .join(', ')}`,
      )
      .join('; ')}.`,
    table: {
      columns: [
        'Option',
        `Difference in ${outcome}`,
        'Difference in cost',
        'Costs less, fewer',
        'Costs less, more',
        'Costs more, fewer',
        'Costs more, more',
        'On a line',
      ],
      rows: found.map(({ at, label }) => {
        const quadrants = frontier.quadrants[at] ?? [];
        const share = (cost: Quadrant['cost'], isMore: boolean): string => {
          const own = quadrants.find(
            (one) => one.cost === cost && one.effect === (isMore === (frontier.want === 'more') ? 'gains' : 'loses'),
          );
          return own === undefined
            ? 'none'
            : `${percent(own.value, 0)} (${percent(own.lower, 0)} to ${percent(own.upper, 0)})`;
        };
        const same = quadrants
          .filter(({ cost, effect }) => cost === 'same' || effect === 'same')
          .reduce((sum, { value }) => sum + value, 0);
        return [
          label,
          write({ value: meanOf(cloud(at).effect), lower: null, upper: null, unit: '' }, true).value,
          write({ value: meanOf(cloud(at).cost), lower: null, upper: null, unit: 'GBP' }, true).value,
          share('saves', false),
          share('saves', true),
          share('costs', false),
          share('costs', true),
          percent(same, 0),
        ];
      }),
    },
  };
}

function quadrantWords({ cost, effect }: Quadrant, want: Frontier['want']): string {
  const isMore = effect === 'gains' ? want === 'more' : want === 'fewer';
  const money = { saves: 'costs less', same: 'costs the same', costs: 'costs more' }[cost];
  return `${money}, ${effect === 'same' ? 'as many' : isMore ? 'more' : 'fewer'}`;
}

/** The chance of each quadrant in its corner, in the margin that no dot reaches. */
function corners(quadrants: readonly Quadrant[], want: Frontier['want']): Layer[] {
  return quadrants.flatMap((own): Layer[] => {
    if (own.cost === 'same' || own.effect === 'same') return [];
    const isRight = (own.effect === 'gains') === (want === 'more');
    const isTop = own.cost === 'costs';
    return [
      {
        data: { values: [{ words: `${quadrantWords(own, want)} ${percent(own.value, 0)}` }] },
        mark: {
          type: 'text',
          align: isRight ? 'right' : 'left',
          baseline: isTop ? 'top' : 'bottom',
          dx: isRight ? -4 : 4,
          dy: isTop ? 4 : -4,
          fontSize: 11,
        },
        encoding: {
          x: { value: isRight ? 'width' : 0 },
          y: { value: isTop ? 0 : 'height' },
          text: { field: 'words', type: 'nominal' },
        },
      },
    ];
  });
}
