/** What was taken to be true of the programmes: without it no difference can be read. */
import { doesNothing, sizeWords } from '../../engine/programmes/size.js';
import type { EffectLine, ProgrammeSummary, ResultFrame } from '../../engine/study/result.js';

/** One sentence on the stance and what follows from it for each programme; '' where there are no programmes. */
export function stanceSentence(result: ResultFrame): string {
  if (result.programmes.length === 0) return '';
  const parts = [
    said(result.programmes.filter(isNeutral), 'no effect is assumed', 'none'),
    said(result.programmes.filter(isRoute), 'a route, not a multiplier', 'none'),
    said(
      result.programmes.filter((one) => !isNeutral(one) && !isRoute(one)),
      '',
      'ratios',
    ),
  ].filter((part) => part !== '');
  return `Evidence stance “${result.stance}”. ${parts.join('; ')}.`;
}

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

function said(programmes: readonly ProgrammeSummary[], what: string, how: 'none' | 'ratios'): string {
  if (programmes.length === 0) return '';
  if (how === 'none') return `${programmes.map(({ title }) => title).join(', ')}: ${what}`;
  return programmes
    .map(
      ({ title, effects }) =>
        `${title}: ${effects
          .filter(isActing)
          .map((line) =>
            line.measure === 'hazard_ratio'
              ? `${line.label} times ${Number(line.value.toFixed(2))}`
              : `${line.label}: ${sizeWords(line)}`,
          )
          .join(', ')}`,
    )
    .join('; ');
}
