/** The value that brings a result to a target, or how near it comes. */
import type { Between, Tried } from '../../engine/study/break-even.js';
import { fold } from '../findings/headline.js';
import { blocks, heading, prose, table } from '../model/markdown.js';
import type { SeekResult } from './types.js';
import { TAIL_REPLICATIONS } from '../rows.js';
import { CHANCE, csv, given, madeBy, named, opening, writer } from './words.js';

/** Values that were run, with the result itself. */
export function triedOf({ answer, target }: SeekResult): readonly Tried[] {
  return answer.whole ? answer.tried : answer.tried.map((one) => ({ ...one, mean: one.mean + target }));
}

function word(result: SeekResult): (tried: Tried) => string {
  const all = triedOf(result).map(({ mean, mcSe }) => ({ value: mean, mcSe }));
  const write = writer([...all, { value: result.target, mcSe: Number.NaN }], result.result.unit);
  const own = result.result.of === 'difference' ? write.of : write.size;
  return ({ mean, mcSe }) => own({ value: mean, mcSe });
}

/** What was found, in sentences. */
export function seekSentences(result: SeekResult): string[] {
  const { answer, varied, from, to, target } = result;
  const of = word(result);
  const wanted = of({ value: 0, mean: target, mcSe: Number.NaN });
  const what = named(result.result);
  if (answer.kind === 'none') {
    const nearest = answer.whole ? answer.nearest : { ...answer.nearest, mean: answer.nearest.mean + target };
    return [
      `${what} cannot be brought to ${wanted} by ${varied} from ${given(from)} to ${given(to)}: at ${given(nearest.value)}, where it comes nearest, it is ${of(nearest)}.`,
    ];
  }
  if (answer.kind === 'flat')
    return [
      `${what} does not depend on ${varied} from ${given(from)} to ${given(to)}: it is ${of(answer.whole ? answer.result : { ...answer.result, mean: answer.result.mean + target })}.`,
    ];
  const chance = intervals(result, answer.average, answer.futures, answer.whole);
  if (!answer.whole) return [`${what} comes to ${wanted} where ${varied} is ${given3(answer.value)}.`, ...chance];
  const { reached, before } = answer;
  return [
    `${what} comes to ${wanted} at ${varied} = ${given(reached.value)}, where it is ${of(reached)}${
      before === null ? '' : `; at ${given(before.value)} it is ${of(before)}`
    }.`,
    ...chance,
  ];
}

function intervals(
  { from, to, replications }: SeekResult,
  average: Between | null,
  futures: Between | null,
  isWhole: boolean,
): string[] {
  if (average === null || futures === null) return ['No interval can be told from these replications.'];
  const words = ({ lower, upper }: Between): string =>
    `${lower === null ? `below ${given(from)}` : given3(lower, isWhole)} to ${upper === null ? `above ${given(to)}` : given3(upper, isWhole)}`;
  const tail = replications < TAIL_REPLICATIONS ? '' : `; ${words(futures)} in 95% of futures`;
  return [`By chance: ${words(average)} for the average (95%)${tail}.`];
}

function given3(value: number, isWhole = false): string {
  return isWhole ? String(Number(value.toFixed(1))) : String(Number(value.toPrecision(3)));
}

/** Lines for a terminal, none longer than 80 columns. */
export function seekText(result: SeekResult): string[] {
  const of = word(result);
  return [
    ...fold(result.title),
    ...fold(opening(result)),
    '',
    ...seekSentences(result).flatMap(fold),
    '',
    ...fold(`${result.varied}: ${named(result.result)}`),
    ...triedOf(result).map((tried) => `${given(tried.value).padStart(14)}   ${of(tried)}`),
    '',
    ...fold(CHANCE),
  ];
}

export function seekPage(result: SeekResult): string {
  const of = word(result);
  return `${
    blocks([
      heading(1, `Search: ${result.title}`),
      prose`${opening(result)}.`,
      ...seekSentences(result).map((sentence) => prose`${sentence}`),
      table(
        [result.varied, named(result.result)],
        triedOf(result).map((tried) => [given(tried.value), of(tried)]),
      ),
      prose`${CHANCE}`,
      prose`${madeBy('seek', result.version)}`,
    ]).source
  }\n`;
}

export function seekTable(result: SeekResult): string {
  const { measure, of, unit } = result.result;
  return csv(
    ['varied', 'value', 'measure', 'of', 'unit', 'result', 'mc_se', 'target'],
    triedOf(result).map(({ value, mean, mcSe }) => [
      result.varied,
      value,
      measure,
      of,
      unit,
      mean,
      mcSe,
      result.target,
    ]),
  );
}
