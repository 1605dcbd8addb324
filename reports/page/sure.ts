/** How sure the numbers are: what the intervals hold, what they leave out, and how near the model is to what is published. */
import type { ResultFrame, TargetLine } from '../../engine/study/result.js';
import { percent, thousands, tidy } from '../numbers.js';
import { holdsWords, knowsEnds } from '../findings/index.js';
import { html, link, prose, raw, table, type Html } from './html.js';

/** Targets of a short page: those missed by most. */
const WORST = 5;

export function sureBody(frame: ResultFrame, charts: Html | null, isFull: boolean, lead: Html | null = null): Html {
  const { replications, uncertainty, assumptions } = frame;
  const assumed = assumptions.filter(({ mark }) => mark === 'assumption').length;
  return html`${lead}
    <ul>
      ${intervalLines(replications, uncertainty).map((line) => html`<li>${prose(line)}</li> `)}
      ${
        assumptions.length === 0
          ? null
          : html`<li>
              ${prose(
                `${thousands(assumed)} of the ${thousands(assumptions.length)} numbers it rests on are assumptions, for want of a source.`,
              )}
            </li>`
      }
    </ul>
    ${targetsBody(frame, charts, isFull)}`;
}

function intervalLines(replications: number, uncertainty: string): string[] {
  if (replications < 2)
    return ['There is one replication, so there are no intervals, and nothing can be said of chance.'];
  const chance = uncertainty === 'chance only';
  return [
    `${holdsWords('Numbers in brackets', replications, uncertainty)} The 95% interval of an average is another: it says how well ${thousands(replications)} futures pin the average down.`,
    ...(knowsEnds(replications) ? [] : ['So nothing is said of single futures here.']),
    ...(chance
      ? [
          'They do not show how unsure the rates, costs and effects themselves are, so the truth is less certain than they look.',
        ]
      : []),
  ];
}

/** Targets under this are ranked by children: of them a large share is a part of one child. */
const SMALL = 5;

/** How far the model is from a target, for ranking: a share of it; of a small one, none under a child, and else a share of five. */
function weighed({ target, modelled }: TargetLine): number {
  const apart = Math.abs(modelled - target);
  return target < SMALL && apart < 1 ? 0 : apart / Math.max(target, SMALL);
}

const missed = ({ residual }: TargetLine): number => (residual === null ? 0 : Math.abs(residual));

/** Figures it was fitted to, and how near it came. */
export function targetsBody(
  { targets, sources }: ResultFrame,
  charts: Html | null,
  isFull: boolean,
  level: 3 | 4 = 3,
): Html | null {
  if (targets.length === 0) return charts;
  const near = targets.filter((line) => missed(line) <= 0.02).length;
  const shown = isFull ? targets : [...targets].sort((a, b) => weighed(b) - weighed(a)).slice(0, WORST);
  return html`${raw(`<h${level}>What it was fitted to</h${level}>`)}
    <p>
      The first day is brought to published or local figures and the first year is fitted to them, so a small difference
      here is no test of the model. Of ${thousands(targets.length)} figures the model is within 2% of
      ${thousands(near)}.${isFull || shown.length === targets.length ? '' : ` The ${shown.length} it misses by most:`}
    </p>
    ${charts}
    ${table(
      'Targets, what the model gives, and how far apart they are',
      ['Figure', 'Target', 'Model', 'Difference', 'How', 'Source'],
      shown.map((line) => [
        line.label.replaceAll('_', ' '),
        tidy(Number(line.target.toFixed(1))),
        tidy(Number(line.modelled.toFixed(1))),
        line.residual === null ? 'target is 0' : `${line.residual > 0 ? '+' : ''}${percent(line.residual)}`,
        line.how,
        link(sources.find(({ id }) => id === line.source)?.title ?? line.source),
      ]),
      (column) => column >= 1 && column <= 3,
    )}`;
}
