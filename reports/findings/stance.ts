/** What was taken to be true of the programmes: without it no difference can be read. */
import { doesNothing, sizeWords } from '../../engine/programmes/size.js';
import type { EffectLine, ProgrammeSummary, ResultFrame } from '../../engine/study/result.js';
import { listWords } from '../numbers.js';

/** The stance and what follows from it for each programme, in a sentence or two; '' where there are no programmes. */
export function stanceSentence({ programmes, stance }: Pick<ResultFrame, 'programmes' | 'stance'>): string {
  if (programmes.length === 0) return '';
  const neutral = programmes.filter(isNeutral);
  const others = programmes.filter((one) => !isNeutral(one));
  const parts = neutral.length > 0 ? [neutralWords(neutral, others)] : actingWords(others);
  return [`Evidence stance “${stance}”`, ...parts].map((part) => `${part}.`).join(' ');
}

function neutralWords(neutral: readonly ProgrammeSummary[], others: readonly ProgrammeSummary[]): string {
  const assumed = `${named(neutral)} ${neutral.length === 1 ? 'is' : 'are'} assumed to change nothing`;
  if (others.length === 0) return assumed;
  const sources = others.map((one) => (isRoute(one) ? one.title : `${one.title} (${sizesOf(one)})`));
  return `${assumed}, so any difference comes from ${listWords(sources)}`;
}

function actingWords(all: readonly ProgrammeSummary[]): string[] {
  const routes = all.filter(isRoute);
  const sized = all.filter((one) => !isRoute(one));
  return [
    ...(routes.length === 0
      ? []
      : [`${named(routes)} ${routes.length === 1 ? 'changes' : 'change'} which steps children take`]),
    ...(sized.length === 0 ? [] : [sized.map((one) => `${one.title}: ${sizesOf(one)}`).join('; ')]),
  ];
}

const named = (programmes: readonly ProgrammeSummary[]): string => listWords(programmes.map(({ title }) => title));

/**
 * The stance by which every effect of every programme is taken as none, so that no difference is an assumption and no
 * finding; null where an effect acts, where a programme acts by its pathway, and where there are no programmes.
 */
export function assumedNone({ programmes, stance }: Pick<ResultFrame, 'programmes' | 'stance'>): string | null {
  return programmes.length > 0 && programmes.every(isNeutral) ? stance : null;
}

const isRoute = (one: ProgrammeSummary): boolean => one.effects.length === 0;
const isNeutral = (one: ProgrammeSummary): boolean => one.effects.length > 0 && one.effects.every(doesNothing);
const isActing = (line: EffectLine): boolean => !doesNothing(line);

function sizesOf({ effects }: ProgrammeSummary): string {
  return effects
    .filter(isActing)
    .map((line) =>
      line.measure === 'hazard_ratio'
        ? `${line.label} times ${Number(line.value.toFixed(2))}`
        : `${line.label}: ${sizeWords(line)}`,
    )
    .join(', ');
}
