/** How large an effect would have to be for a result to come to 0, in sentences. */
import type { EffectKind } from '../../engine/programmes/plan.js';
import type { Between, Tried } from '../../engine/study/break-even.js';
import type { BreakEvenResult } from '../break-even/types.js';
import { MINUS, percent, thousands, write } from '../numbers.js';
import { ofAverage, TAIL_REPLICATIONS } from '../rows.js';
import { lowerFirst } from './wording.js';

const NAMES: Readonly<Record<EffectKind, string>> = {
  hazard_ratio: 'hazard ratio',
  time_ratio: 'time ratio',
  odds_ratio: 'odds ratio',
  risk_ratio: 'risk ratio',
  referrals: 'risk ratio',
  points: 'difference',
  diverted: 'share diverted',
  supply: 'supply',
};

const isShare = (kind: EffectKind): boolean => kind === 'points' || kind === 'diverted';
const neutralOf = (kind: EffectKind): number => (isShare(kind) ? 0 : 1);

/** `0.66`, or `34%` of a share; with more decimals where values close together are listed. */
export function effectValue(kind: EffectKind, value: number, decimals: 2 | 3 = 2): string {
  if (kind === 'diverted') return percent(value, decimals - 2);
  if (kind === 'points')
    return `${value > 0 ? '+' : value < 0 ? MINUS : ''}${thousands(Math.abs(value) * 100, 1)} points`;
  return thousands(value, value < 10 ? decimals : decimals - 1);
}

/** `cuts entry to care by 34%`; `verb` is what stands before: 'cuts' or, after "does not", 'cut'. */
function change({ effect }: BreakEvenResult, value: number, plain = false): string {
  const s = plain ? '' : 's';
  const what = lowerFirst(effect.label);
  const up = value > neutralOf(effect.kind);
  if (effect.kind === 'diverted') return `divert${s} ${percent(value, 0)} of ${what}`;
  if (effect.kind === 'points')
    return up
      ? `add${s} ${thousands(value * 100, 1)} percentage points to ${what}`
      : `take${s} ${thousands(-value * 100, 1)} percentage points from ${what}`;
  const size = percent(Math.abs(value - 1), 0);
  if (effect.kind === 'time_ratio') return `${up ? 'lengthen' : 'shorten'}${s} ${what} by ${size}`;
  return `${up ? 'raise' : 'cut'}${s} ${what} by ${size}`;
}

/** `hazard ratio 0.66; 0.60 to 0.71 by chance`. */
function brackets({ effect }: BreakEvenResult, value: number, average: Between | null): string {
  const name = `${NAMES[effect.kind]} ${effectValue(effect.kind, value)}`;
  return average === null ? name : `${name}; ${between(effect, average)} by chance`;
}

function between({ kind, from, to }: BreakEvenResult['effect'], { lower, upper }: Between): string {
  const low = lower === null ? `below ${effectValue(kind, from)}` : effectValue(kind, lower);
  return `${low} to ${upper === null ? `above ${effectValue(kind, to)}` : effectValue(kind, upper)}`;
}

const isCost = ({ figure, target }: BreakEvenResult): boolean => figure.unit === 'GBP' && target === 0;

/** Who pays for what: `MST pays for itself`, `The 3 programmes together pay for themselves`. */
function paying(result: BreakEvenResult, not = false): string {
  const { programme, against, others } = result;
  if (against === 'baseline' && others > 0)
    return `The ${others + 1} programmes together ${not ? 'do not pay' : 'pay'} for themselves`;
  return `${programme.title} ${not ? 'does not pay' : 'pays'} for itself`;
}

/** `the difference in children looked after, 31 Mar 2030, is −20`. */
function reaching({ figure, target }: BreakEvenResult): string {
  const wanted = target === 0 ? '0' : write({ value: target, lower: null, upper: null, unit: figure.unit }, true).value;
  return `The difference in ${lowerFirst(figure.label)}, ${figure.when}, is ${wanted}`;
}

/** The actor of the effect within a sentence whose subject it may not be. */
function actor(result: BreakEvenResult): string {
  const isSubject = isCost(result) && !(result.against === 'baseline' && result.others > 0);
  return isSubject ? 'it' : result.programme.title;
}

/**
 * "Multisystemic Therapy (MST) pays for itself if it cuts entry to care from the edge of care by at least 34% (hazard
 * ratio 0.66; 0.60 to 0.71 by chance)." The interval is of the average: how well the replications pin it down.
 */
export function breakEvenSentence(result: BreakEvenResult): string {
  const { answer, effect } = result;
  const range = `${NAMES[effect.kind]} from ${effectValue(effect.kind, effect.from)} to ${effectValue(effect.kind, effect.to)}`;
  const what = lowerFirst(effect.label);
  switch (answer.kind) {
    case 'found': {
      const { value, rises, average } = answer;
      const neutral = neutralOf(effect.kind);
      const found = brackets(result, value, average);
      if (Math.abs(value - neutral) < 0.005) {
        const lead = isCost(result) ? paying(result) : reaching(result);
        return `${lead} just when ${actor(result)} changes nothing of ${what} (${found}).`;
      }
      if (!isCost(result)) return `${reaching(result)} if ${actor(result)} ${change(result, value)} (${found}).`;
      const isNeeded = rises === value < neutral;
      return isNeeded
        ? `${paying(result)} if ${actor(result)} ${atLeast(change(result, value))} (${found}).`
        : `${paying(result)} even without an effect on ${what}, as long as ${actor(result)} does not ${change(result, value, true)} or more (${found}).`;
    }
    case 'none': {
      const near = `the nearest is ${resultWords(result, answer.nearest)} at ${effectValue(effect.kind, answer.nearest.value)}`;
      if (!isCost(result)) return `${reaching(result)} at no ${range} for ${what}: ${near}.`;
      return answer.nearest.mean > 0
        ? `${paying(result, true)} at any ${range} for ${what}: ${near}.`
        : `${paying(result)} at every ${range} for ${what}: ${near}.`;
    }
    case 'flat':
      return `The effect on ${what} changes nothing of ${lowerFirst(result.figure.label)}: the difference is ${resultWords(result, answer.result)} at every ${range}.`;
  }
}

const atLeast = (text: string): string => text.replace(/(\d[\d,.]*(?:%| percentage points))/, 'at least $1');

/** A difference with the 95% interval of its average. */
export function resultWords({ figure, target, replications }: BreakEvenResult, { mean, mcSe }: Tried): string {
  const value = mean + target;
  const interval =
    Number.isFinite(mcSe) && mcSe > 0 ? ofAverage({ value, mcSe }, replications) : { lower: null, upper: null };
  return write({ value, ...interval, unit: figure.unit }, true).both;
}

/** What goes with the sentence: what one future may bring, and what the scenario itself says. */
export function breakEvenNotes(result: BreakEvenResult): string[] {
  const { answer, effect, against, others, programme, replications } = result;
  const notes: string[] = [];
  if (answer.kind === 'found' && answer.futures !== null)
    notes.push(
      `The interval is that of the average, over ${thousands(replications)} replications.${
        replications < TAIL_REPLICATIONS
          ? ''
          : ` A single future breaks even anywhere from ${between(effect, answer.futures)} (95% of futures).`
      }`,
    );
  notes.push(`This scenario has ${effectValue(effect.kind, effect.value)}: ${effect.why}.`);
  if (others > 0)
    notes.push(
      against === 'others'
        ? `Compared with the same scenario without ${programme.title}; the other ${others === 1 ? 'programme is' : `${others} programmes are`} in both.`
        : 'Compared with the baseline, where there is no programme.',
    );
  return notes;
}
