/** Pictures of what a result hangs on: a tornado and a screening. */
import { reach95 } from '../../engine/index.js';
import { dotPanels, type Dot } from '../charts/dots.js';
import { namedPoints } from '../charts/named-points.js';
import { chartSpec, domainOf } from '../charts/theme.js';
import type { Chart } from '../charts/types.js';
import { inMonths } from '../numbers.js';
import { isMoving, morrisWriter, tornadoWriter } from './screened.js';
import type { AskedResult, MorrisResult, TornadoResult } from './types.js';
import { named, opening } from './words.js';

const MOST = 15;
const ENDS = ['At the upper end', 'At the lower end'] as const;

/** Half the 95% interval of an average over so many, by Student's t; 0 where it cannot be told. */
export function halfOf(mcSe: number, over: number): number {
  return over > 1 && mcSe > 0 ? reach95(over - 1) * mcSe : 0;
}

/** What an axis counts, and how a number of a unit comes on it. */
export function axisOf({ unit }: AskedResult): { readonly on: (value: number) => number; readonly words: string } {
  if (unit === 'GBP') return { on: (value) => value, words: '£' };
  if (unit === 'days') return { on: inMonths, words: 'months' };
  return { on: (value) => value, words: unit === 'events' ? 'number' : unit };
}

/** Null where no number changes the result. */
export function tornadoChart(result: TornadoResult): Chart | null {
  const moving = result.bars.filter(isMoving);
  const bars = moving.slice(0, MOST);
  if (bars.length === 0) return null;
  const write = tornadoWriter(result);
  const { on, words } = axisOf(result.result);
  const dots = bars.flatMap(({ upper, lower }, row) =>
    [upper, lower].map(({ change }, series): Dot => {
      const half = halfOf(change.mcSe, result.replications);
      return {
        row,
        series,
        value: on(change.value),
        lower: on(change.value - half),
        upper: on(change.value + half),
        text: `${series === 0 ? 'upper' : 'lower'} ${write.of({ value: change.value, mcSe: Number.NaN })}`,
      };
    }),
  );
  const title = 'What the result hangs on most';
  const base = result.result.of === 'difference' ? write.of(result.base) : write.size(result.base);
  return {
    name: 'tornado',
    title,
    spec: chartSpec(
      title,
      `${named(result.result)}: ${base}. ${opening(result)}. Each number at the upper end of its 95% interval (blue, above) and at the lower end (orange, below), all others as they are. Lines: 95% intervals of the average, by chance.${moving.length > bars.length ? ` The ${MOST} widest of ${moving.length}.` : ''}`,
      dotPanels({
        rows: bars.map(({ name, interval }) => `${name}: ${interval}`),
        panels: [
          {
            title: 'Change of the result',
            dots,
            axis: words,
            domain: domainOf(
              dots.flatMap(({ value, lower, upper }) => [0, value, lower ?? value, upper ?? value]),
              'always',
            ),
          },
        ],
        columns: 1,
        signed: true,
        bars: true,
        series: ENDS,
      }),
    ),
    description: `Pairs of horizontal bars around a line at zero, the widest first: by how much the result (${named(result.result)}, ${base}) changes with each number at the ends of its interval. The widest is ${bars[0]?.name ?? ''}.`,
    table: {
      columns: ['Number', 'Its 95% interval', 'At the lower end', 'At the upper end'],
      rows: result.bars.map(({ name, interval, lower, upper }) => [
        name,
        interval,
        write.of(lower.change),
        write.of(upper.change),
      ]),
    },
  };
}

const NAMED = 12;

/** Null where no number was moved. */
export function morrisChart(result: MorrisResult): Chart | null {
  const { on, words } = axisOf(result.result);
  const effects = result.effects.filter(({ muStar }) => Number.isFinite(muStar.value));
  if (effects.length === 0 || effects.every(({ muStar }) => muStar.value === 0)) return null;
  const write = morrisWriter(result);
  const alone = (value: number): string =>
    Number.isFinite(value) ? write.size({ value, mcSe: Number.NaN }) : 'not known';
  const sorted = effects.toSorted((a, b) => b.muStar.value - a.muStar.value);
  const title = 'Which numbers matter, and which by way of others';
  return {
    name: 'morris',
    title,
    spec: chartSpec(
      title,
      `${named(result.result)}. ${opening(result)}; trajectories: ${result.trajectories}. Right: the number matters. Up: what it does depends on others, or on where it stands; above the dashed line the spread is more than the size. Hollow: not clear of chance. Lines: 95% intervals over trajectories.`,
      namedPoints({
        points: sorted.map(({ name, muStar, sigma, stands }, i) => {
          const half = halfOf(muStar.mcSe, result.trajectories);
          const y = Number.isFinite(sigma) ? on(sigma) : 0;
          return {
            x: on(muStar.value),
            y,
            left: on(Math.max(0, muStar.value - half)),
            right: on(muStar.value + half),
            low: y,
            high: y,
            filled: stands !== false,
            name: i < NAMED && muStar.value > 0 ? name : '',
            words: `size ${alone(muStar.value)}, spread ${alone(sigma)}`,
          };
        }),
        across: { title: `mean size of its effects, ${words}`, signed: false },
        up: { title: `spread of its effects, ${words}`, signed: false },
        joined: false,
        diagonal: true,
      }),
    ),
    description: `Points, one for each uncertain number: the mean size of its effects across, their spread upwards. The largest: ${sorted
      .slice(0, 5)
      .map(({ name, muStar }) => `${name} ${alone(muStar.value)}`)
      .join('; ')}.`,
    table: {
      columns: ['Number', 'Its 95% interval', 'Mean size', 'Spread', 'Clear of chance'],
      rows: sorted.map(({ name, interval, muStar, sigma, stands }) => [
        name,
        interval,
        write.size(muStar),
        alone(sigma),
        stands === null ? 'not known' : stands ? 'yes' : 'no',
      ]),
    },
  };
}
