/**
 * Where the options lie on the plane of costs and an outcome, in sentences: how often an option costs more or less and brings
 * more or fewer, counted over draws (replications where nothing is drawn). A sentence counts; what is good is for people to say.
 */
import type { Quadrant } from '../../engine/index.js';
import { percent } from '../numbers.js';
import type { StudyReport } from './types.js';

/** A sentence for each option but the first, in their order; none where no outcome is named. */
export function quadrantSentences({ options, frontier, draws }: StudyReport): string[] {
  if (frontier === null) return [];
  const over = draws === 0 ? 'replications' : 'draws';
  return options.flatMap(({ title }, o) => {
    const own = frontier.quadrants[o];
    if (own === null || own === undefined) return [];
    // Equal chances keep the order of the plane.
    const found = own.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
    const parts = found.map(
      (one, i) =>
        `${costWords(one)} and brings ${effectWords(one, frontier.want)} in ${percent(one.value, 0)}${i === 0 ? ` of ${over}` : ''} (${percent(one.lower, 0)} to ${percent(one.upper, 0)})`,
    );
    return [
      `Cost beside ${frontier.outcome.toLowerCase()}, compared with ${options[0]?.title ?? ''}: ${title} ${parts.join(', ')}.`,
    ];
  });
}

function costWords({ cost }: Quadrant): string {
  return { saves: 'costs less', same: 'costs the same', costs: 'costs more' }[cost];
}

function effectWords({ effect }: Quadrant, want: 'fewer' | 'more'): string {
  if (effect === 'same') return 'as many';
  return (effect === 'gains') === (want === 'more') ? 'more' : 'fewer';
}
