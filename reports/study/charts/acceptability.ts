/** The chance that each option is the best value, by what one of the outcome is worth. */
import { drawn } from '../../charts/fit.js';
import { numberY, type Layer } from '../../charts/parts.js';
import { PALETTE, axisNumbers, chartSpec, domainOf } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { percent, pounds } from '../../numbers.js';
import { ticksIn } from '../../charts/dots.js';
import { outcomeOf } from './outcome.js';
import { bandPanels } from './panels.js';
import { type StudyReading } from './reading.js';

export function acceptabilityChart({ report, all }: StudyReading): Chart | null {
  const { frontier } = report;
  const points = frontier?.acceptability ?? [];
  if (frontier === null || points.length < 2 || all.length < 2) return null;
  const outcome = outcomeOf(frontier);
  const sampled = report.draws === 0 ? 'replications' : 'draws';
  const without = frontier.over === 'draws without chance' ? ' The chance within draws is taken out.' : '';
  const highest = Math.max(...points.map(({ worth }) => worth));
  const domain = domainOf([0, highest], 'always');
  const x = {
    field: 'worth',
    type: 'quantitative',
    title: `£ that one ${frontier.want} is worth`,
    scale: { domain: [domain.low, highest], nice: false },
    axis: { values: ticksIn(domain, 250), labelFlush: true, labelOverlap: 'greedy', ...axisNumbers(domain) },
  };
  const y = (titled: boolean): Layer => ({
    ...numberY('value', titled ? 'chance of being best' : null, { low: 0, high: 1, step: 0.25 }),
    axis: { format: '.0%', values: [0, 0.25, 0.5, 0.75, 1] },
  });
  const words = ({
    value,
    lower,
    upper,
  }: {
    readonly value: number;
    readonly lower: number;
    readonly upper: number;
  }): string => `${percent(value, 0)} (${percent(lower, 0)} to ${percent(upper, 0)})`;
  const title = 'The chance that each option is the best value';
  const chosen = points.map(({ worth, choice }) => `${pounds(worth)}: ${all[choice]?.label ?? ''}`);
  return {
    name: 'acceptability',
    title,
    spec: chartSpec(
      title,
      `${frontier.outcome}: by what one ${frontier.want} is worth; the chances of all options add up to 100%. Orange diamonds: where the option is the one to choose, by its average. Bands: what more ${sampled} might change (95%).${without}`,
      bandPanels(
        all.map((option) => {
          const own = points.map(({ worth, best, choice }) => {
            const { value, lower, upper } = best[option.at] ?? { value: 0, lower: 0, upper: 0 };
            return { worth, value, lower, upper, chosen: choice === option.at };
          });
          return {
            title: option.label,
            points: own,
            over: [
              {
                data: {
                  values: own
                    .filter((point) => point.chosen)
                    .map(({ worth, value }) => ({ worth, value: drawn(value) })),
                },
                mark: {
                  type: 'point',
                  filled: true,
                  shape: 'diamond',
                  size: 80,
                  fill: PALETTE[1],
                  stroke: '#ffffff',
                  strokeWidth: 1,
                  opacity: 1,
                },
                encoding: { x, y: y(false) },
              },
            ],
          };
        }),
        x,
        y,
        { height: 110, below: 26 },
      ),
    ),
    description: `Line charts from 0% to 100%, one for each option: the chance that it is the best, by what one ${frontier.want} of ${outcome} is worth. The option to choose by its average, at ${chosen.join('; at ')}.`,
    table: {
      columns: ['If one is worth', ...all.map(({ label }) => label), 'To choose, by the average'],
      rows: points.map(({ worth, best, choice }) => [
        pounds(worth),
        ...all.map(({ at }) => {
          const own = best[at];
          return own === undefined ? 'none' : words(own);
        }),
        all[choice]?.label ?? '',
      ]),
    },
  };
}
