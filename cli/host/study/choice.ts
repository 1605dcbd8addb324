/** Which option is best by what is weighed, how sure that is, and what it would be worth to know before choosing. */
import { averaged, chancesOfBest, chancesWithoutNoise, evpi, evppi, summarise } from '../../../engine/index.js';
import { thousands } from '../../../reports/numbers.js';
import type { Choice, Learning } from '../../../reports/study/index.js';
import { titlesOfAll } from '../compared-figures.js';
import type { Outcome } from './frontier.js';
import { countedOver, isToldApart, LEAST_DRAWS, overDraws } from './judged.js';
import { allSavings } from './money.js';
import type { StudyRuns } from './run.js';

/** Groups of more numbers than this are not told together: the regression is additive there, and needs many draws. */
const MOST_TOGETHER = 15;

export function choiceOf(runs: StudyRuns, outcome: Outcome | null): Choice | null {
  const saved = allSavings(runs);
  if (saved === null || runs.values.length < 2) return null;
  const worth = outcome === null ? 0 : (outcome.pounds[0] + outcome.pounds[1]) / 2;
  const sign = outcome?.want === 'fewer' ? -1 : 1;
  // Net benefit beside the first option, pair by pair: the same children with the same luck.
  const benefit = saved.map((option, o) =>
    option.map((draw, d) =>
      draw.map((pounds, r) => {
        const gained = outcome === null ? 0 : outcome.results[o]![d]![r]! - outcome.results[0]![d]![r]!;
        return pounds + sign * worth * gained;
      }),
    ),
  );
  // Chance inside draws must be told from not knowing, and few draws say nothing of what knowing is worth.
  const isTold = isToldApart(runs);
  const { means, noise } = isTold ? averaged(benefit) : { means: benefit.map(overDraws), noise: undefined };
  const perfect = isTold ? evpi(means, noise) : null;
  const net = means.map((own) => summarise(own.slice())!.value);
  return {
    by:
      outcome === null
        ? 'money alone, to all payers, at present value'
        : `money to all payers at present value, and ${outcome.label.toLowerCase()} at £${thousands(worth)} each`,
    worth,
    net,
    best: noise === undefined ? chancesOfBest(means) : chancesWithoutNoise(means, noise),
    over: countedOver(runs),
    choice: net.indexOf(Math.max(...net)),
    perfect: perfect === null ? null : { value: perfect.value, se: perfect.se, lowBy: perfect.lowBy },
    learning: runs.draws > 0 ? learningOf(runs, means) : [],
  };
}

/** What it would be worth to know each group of numbers, the most valuable first. */
function learningOf({ set, drawn, sizes, draws }: StudyRuns, benefit: readonly Float64Array[]): Learning[] {
  const groups = new Map<string, { readonly label: string; readonly members: number[] }>();
  const titles = titlesOfAll(set.options);
  drawn.forEach(({ group, programme, name }, k) => {
    const named = (of: string): string =>
      group === 'effect' ? `effects of ${of}` : programme === '' ? group : `${group} of ${of}`;
    const key = named(programme);
    const label = {
      fit: 'what was fitted to published figures',
      parameter: 'other numbers of the baseline',
      'unit cost': 'unit costs',
    }[group as string];
    const own = groups.get(key) ?? { label: label ?? named(titles.get(programme) ?? programme), members: [] };
    own.members.push(k);
    groups.set(key, own);
    if (name === '') throw new RangeError('a number that is drawn has a name');
  });
  return [...groups]
    .map(([name, { label, members }]): Learning => {
      const known = { name, label, numbers: members.length };
      if (draws < LEAST_DRAWS)
        return { ...known, value: null, se: null, why: `not told: ${LEAST_DRAWS} draws or more are needed` };
      if (members.length > MOST_TOGETHER)
        return {
          ...known,
          value: null,
          se: null,
          why: `not told: ${members.length} numbers together, and a regression on draws tells of ${MOST_TOGETHER} at most`,
        };
      const found = evppi(
        benefit,
        members.map((k) => sizes[k]!),
      );
      return { ...known, value: found.value, se: found.se, why: '' };
    })
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
}
