/** Each programme's places and waiting list: a list is unmet need, and empty places are money not working. */
import { heldWords } from './few.js';
import type { ProgrammeSummary } from '../../engine/study/result.js';
import { percent, thousands, write } from '../numbers.js';
import { inPeriod, longDate } from '../periods.js';
import { totalOf, type Estimate, type Reading } from '../rows.js';
import type { Finding, FindingNumber } from './types.js';

/** Fewer places used than this share is worth saying. */
const WELL_USED = 0.8;
/** A mean list shorter than this is called empty. */
const A_LIST = 0.5;

function programmeFinding(reading: Reading, programme: ProgrammeSummary): Finding | null {
  const { option, rows } = reading;
  if (option === null) return null;
  const group = `programme=${programme.id}`;
  const last = (measure: string) => rows.series(measure, option.id, 'day', group).at(-1) ?? null;
  const [places, inIt, waiting] = [last('programme_places'), last('programme_in'), last('programme_waiting')];
  // Where brothers and sisters share places, the children in it are more than the places they use.
  const used = (places === null ? null : last('programme_places_used')) ?? inIt;
  const day = (used ?? places ?? waiting)?.period;
  if (day === undefined) return null;
  const total = (measure: string) => totalOf(reading, measure, option.id, group);
  const flows = [
    ['started', total('programme_started')],
    ['declined', total('programme_declined')],
    ['gave up waiting', total('programme_gave_up')],
  ] as const;
  const opening =
    used === null
      ? places === null
        ? ''
        : `${thousands(places.value)} places are open`
      : places === null
        ? `${write(used).both} are in it`
        : `${write(used).both} of ${thousands(places.value)} places are used (${percent(places.value > 0 ? used.value / places.value : NaN, 0)})`;
  const list =
    waiting === null
      ? ''
      : waiting.value < A_LIST
        ? 'hardly anyone waits'
        : `${write(waiting).both} wait for a place: need that is not met`;
  const counted = flows.flatMap(([word, sum]) => (sum === null ? [] : [`${write(sum).value} ${word}`]));
  const empty =
    used !== null && places !== null && places.value > 0 && used.value < WELL_USED * places.value
      ? ' Fewer than four places in five are used.'
      : '';
  const counts: readonly (readonly [string, Estimate | null])[] = [
    ['places', places],
    ['in the programme', inIt],
    ['waiting', waiting],
    ...flows,
  ];
  const numbers = counts.flatMap(([label, one]): FindingNumber[] => {
    if (one === null) return [];
    const { value, lower, upper, unit } = one;
    return [{ label, value, lower, upper, unit, text: write(one).both }];
  });
  const { replications, uncertainty } = reading.result;
  const held = replications < 2 ? '(one future)' : `(in brackets ${heldWords(replications, uncertainty)})`;
  return {
    id: `programme-${programme.id}`,
    heading: programme.title,
    sentence:
      `With the option, on ${longDate(day)}, ${[opening, list].filter(Boolean).join(', and ')} ` +
      `${held}.${empty}` +
      (counted.length === 0
        ? ''
        : ` Over the whole run, on average: ${counted.join(', ')}. The baseline has no such places.`),
    brief: capital(`${[opening, list].filter(Boolean).join(', and ')}, ${inPeriod(day, 'day')}.`),
    numbers,
    verdict: null,
  };
}

export function programmeFindings(reading: Reading): Finding[] {
  return reading.result.programmes.flatMap((programme) => programmeFinding(reading, programme) ?? []);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
