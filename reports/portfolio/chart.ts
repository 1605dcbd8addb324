/** What each mix costs and does, which of them no other beats, and how likely the best are to be the best. */
import { reach95 } from '../../engine/index.js';
import { fitLines } from '../charts/fit.js';
import { namedPoints } from '../charts/named-points.js';
import { chartSpec } from '../charts/theme.js';
import type { Chart } from '../charts/types.js';
import { pounds, write } from '../numbers.js';
import type { PortfolioReport } from './types.js';
import { chance, goalWords, portfolioOpening } from './written.js';

const NAMED = 8;
const MOST = 200;

/** Null where no mix was run. */
export function mixesChart(report: PortfolioReport): Chart | null {
  const { goal, mixes, budget } = report;
  const shown = mixes.slice(0, MOST);
  if (shown.length === 0) return null;
  // The likeliest to be best first, then what stands on the line.
  const named = new Set(
    [
      ...shown.filter(({ best }) => best > 0).toSorted((a, b) => b.best - a.best),
      ...shown.filter(({ isEfficient }) => isEfficient),
    ].slice(0, NAMED),
  );
  const half = (mcSe: number, replications: number): number =>
    replications > 1 && mcSe > 0 ? reach95(replications - 1) * mcSe : 0;
  const label = goal.label.charAt(0).toLowerCase() + goal.label.slice(1);
  const title = 'What mixes of programmes cost, and what they do';
  return {
    name: 'mixes',
    title,
    spec: chartSpec(
      title,
      `${portfolioOpening(report)} Each point is a mix, beside no programme; ${goal.sign === 1 ? 'more' : 'fewer'} of ${label} ${goal.sign === 1 ? 'is' : 'are'} wanted. Filled and joined: no mix does as much for less. Orange dashes: the budget, ${pounds(budget)}. Lines: 95% intervals of the averages.${mixes.length > MOST ? ` The first ${MOST} of ${mixes.length}.` : ''}`,
      namedPoints({
        points: shown.map((mix) => ({
          x: mix.cost.value,
          y: mix.goal.value,
          left: mix.cost.value - half(mix.cost.mcSe, mix.replications),
          right: mix.cost.value + half(mix.cost.mcSe, mix.replications),
          low: mix.goal.value - half(mix.goal.mcSe, mix.replications),
          high: mix.goal.value + half(mix.goal.mcSe, mix.replications),
          filled: mix.isEfficient,
          name: named.has(mix) ? mix.words : '',
          words: `${mix.keeps ? `best: ${chance(mix.best)}` : 'does not keep budget or floors'}`,
        })),
        across: { title: 'what programmes cost, £, present value', signed: false },
        up: {
          title: fitLines(`${label}, difference${goal.unit === 'GBP' ? ', £' : ''}`, 260, 12, 1)[0] ?? '',
          signed: true,
        },
        joined: true,
        marks: [{ x: budget }],
      }),
    ),
    description: `Points, one for each mix of programmes: what it costs across, ${label} beside no programme upwards, with the budget of ${pounds(budget)} as a dashed line. ${shown
      .slice(0, 3)
      .map((mix) => `${mix.words}: ${goalWords(report, mix.goal)} at ${pounds(mix.cost.value)}`)
      .join('; ')}.`,
    table: {
      columns: [
        'Mix',
        'Programmes cost',
        goal.label,
        'Chance of being the best',
        'Keeps budget and floors',
        'No mix does as much for less',
      ],
      rows: shown.map((mix) => [
        mix.words,
        write({ ...mix.cost, unit: 'GBP' }).both,
        goalWords(report, mix.goal),
        mix.keeps ? chance(mix.best) : 'none',
        mix.keeps ? 'yes' : 'no',
        mix.isEfficient ? 'yes' : 'no',
      ]),
    },
  };
}
