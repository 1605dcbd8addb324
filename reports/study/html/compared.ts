/** Differences of a study as estimates that the rules for words can judge, and the option a first screen tells of. */
import type { Futures } from '../../findings/index.js';
import type { Estimate } from '../../rows.js';
import type { Spread, StudyFigure, StudyReport } from '../types.js';

/** How many futures there are of an option beside the first, and what with. */
export function futuresOf({ draws, replications, options }: StudyReport, option = 0): Futures {
  const first = options[0];
  return {
    sampled: draws === 0 ? replications : draws,
    futures: Math.max(1, draws) * replications,
    compared: first === undefined || first.programmes.length === 0 ? 'with no programme' : `with “${first.title}”`,
    spread: draws === 0 ? 'chance' : 'chance and not knowing',
    assumedNone: options[option]?.assumedNone ?? null,
  };
}

export const estimateOf = (spread: Spread, unit: string): Estimate => ({ ...spread, unit });

/** A figure's difference with an option; null for the first and where it is not known. */
export function differenceOf(figure: StudyFigure, option: number): Estimate | null {
  const spread = figure.differences[option] ?? null;
  return spread === null ? null : estimateOf(spread, figure.unit);
}

export const figureOf = ({ figures }: StudyReport, measure: string): StudyFigure | null =>
  figures.find((one) => one.measure === measure) ?? null;

/** Net saving of an option; null for the first and where nothing is paid. */
export function netOf({ money }: StudyReport, option: number): Estimate | null {
  const own = money[option] ?? null;
  return own === null ? null : estimateOf(own.net, 'GBP');
}

/** The option that the choice falls on; where that is the first, the next best by what is weighed. */
export function featured({ options, choice, money }: StudyReport): number {
  if (options.length < 2) return 0;
  if (choice !== null && choice.choice !== 0) return choice.choice;
  const worth = (o: number): number =>
    choice !== null ? (choice.net[o] ?? Number.NEGATIVE_INFINITY) : (money[o]?.net.value ?? Number.NEGATIVE_INFINITY);
  let best = 1;
  for (let o = 2; o < options.length; o++) if (worth(o) > worth(best)) best = o;
  return best;
}
