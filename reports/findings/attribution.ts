/** What several programmes do together beside what each does alone, in one sentence. */
import type { AttributedFigure } from '../attribution/account.js';
import { writtenFigure } from '../attribution/written.js';
import type { Estimate } from '../rows.js';
import { isSame, sameIn } from './few.js';
import { judge } from './verdict.js';

/** "Together they are less than the sum of each alone: −12 of −15." Only what is clear of chance is said so. */
export function togetherSentence(figure: AttributedFigure, replications: number): string {
  const { whole, sum, beyond, programmes } = figure;
  const said = writtenFigure(figure);
  const counted = replications - figure.leftOut;
  const isNothing = (one: Estimate): boolean => isSame(one, judge(one, counted));
  if (isNothing(whole) && programmes.every(({ alone, share }) => isNothing(alone) && isNothing(share)))
    return programmes.length === 1
      ? `With it and without, this is the same ${sameIn(counted)}.`
      : `With any of them or none, this is the same ${sameIn(counted)}.`;
  if (programmes.length === 1) return 'There is one programme: the whole is its own.';
  const both = `${said.whole} together, where each alone adds up to ${said.sum}`;
  switch (judge(beyond, counted)) {
    case 'exactly none':
      return 'Together they are exactly the sum of each alone: none gets in the way of another.';
    case 'untested':
      return `In this one replication ${both}.`;
    case 'none clear':
      return said.whole === said.sum
        ? `Together they are the sum of each alone, ${said.whole}, as far as can be told from chance.`
        : `${both}: the gap cannot be told from chance.`;
    case 'on average':
    case 'more chance than effect':
    case 'in almost every future':
      if (whole.value * sum.value <= 0)
        return `Together they are not the sum of each alone: ${said.whole}, not ${said.sum}.`;
      return Math.abs(whole.value) < Math.abs(sum.value)
        ? `Together they are less than the sum of each alone: ${said.whole} of ${said.sum}.`
        : `Together they are more than the sum of each alone: ${said.whole}, where each alone adds up to ${said.sum}.`;
  }
}
