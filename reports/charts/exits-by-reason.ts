/** Why children leave care: one pair of bars a reason, the commonest first and the rarest together. */
import { write } from '../numbers.js';
import { inPeriod } from '../periods.js';
import { compareAt, lastWholeYear, sumOf, type Comparison, type Estimate, type Reading } from '../rows.js';
import { barLayers } from './bars.js';
import { intervalNote, optionSeries, withDifference } from './parts.js';
import { chartSpec } from './theme.js';
import type { Chart } from './types.js';

interface Reason {
  readonly level: string;
  readonly at: Comparison;
}

/** Reasons with their counts over the whole run where those were kept, else in the last full financial year. */
function reasonsForLeaving(reading: Reading): readonly Reason[] {
  const measure = 'ceased_looked_after';
  const levels = reading.rows.levels(measure, 'reason');
  const whole = levels.some(
    (level) => reading.rows.series(measure, reading.baseline.id, 'whole run', `reason=${level}`).length > 0,
  );
  const year = whole ? 'whole run' : lastWholeYear(reading, measure);
  if (year === null) return [];
  return levels
    .flatMap((level): Reason[] => {
      const at = compareAt(reading, measure, whole ? 'whole run' : 'financial year', year, `reason=${level}`);
      return at === null || (at.baseline.value === 0 && (at.option?.value ?? 0) === 0) ? [] : [{ level, at }];
    })
    .sort((a, b) => b.at.baseline.value - a.at.baseline.value);
}

/** More bars than this, and the eye finds none. */
const MOST_BARS = 10;
const OTHERS = 'Other reasons';

interface Drawn {
  readonly level: string;
  readonly values: readonly (Estimate | null)[];
}

/** What is drawn: each reason, or where they are many the commonest, and the others as one. */
function drawnOf(reasons: readonly Reason[]): { readonly drawn: readonly Drawn[]; readonly together: number } {
  const valuesOf = ({ at }: Reason): readonly (Estimate | null)[] => [at.baseline, at.option];
  if (reasons.length <= MOST_BARS)
    return { drawn: reasons.map((reason) => ({ level: reason.level, values: valuesOf(reason) })), together: 0 };
  // A level that says "Other reason" already would read as the same bar twice.
  const named = reasons.filter(({ level }) => !/^other( reasons?)?$/i.test(level)).slice(0, MOST_BARS - 1);
  const others = reasons.filter((reason) => !named.includes(reason)).map(valuesOf);
  const sums = [0, 1].map((i) => sumOf(others.flatMap((values) => values[i] ?? [])));
  return {
    drawn: [
      ...named.map((reason) => ({ level: reason.level, values: valuesOf(reason) })),
      { level: OTHERS, values: sums },
    ],
    together: others.length,
  };
}

export function exitsByReasonChart(reading: Reading): Chart | null {
  const reasons = reasonsForLeaving(reading);
  const [first] = reasons;
  if (first === undefined) return null;
  const series = optionSeries(reading);
  const period = inPeriod(first.at.period, first.at.periodKind);
  const title = `Why children leave care, ${period}`;
  const { drawn, together } = drawnOf(reasons);
  const bars = drawn.flatMap(({ level, values }) =>
    series.flatMap(({ label }, i) => {
      const one = values[i] ?? null;
      if (one === null) return [];
      return [{ level, series: label, value: one.value, lower: one.lower, upper: one.upper, text: write(one).value }];
    }),
  );
  return {
    name: 'exits-by-reason',
    title,
    spec: chartSpec(
      title,
      `Children who ceased to be looked after. ${intervalNote('Whiskers', reading)}` +
        (together === 0 ? '' : ` ${OTHERS}: ${together} together, without whiskers; the table has each.`),
      barLayers({ bars, series: series.map(({ label }) => label), axis: `children ${period}`, signed: false }),
    ),
    description: `Horizontal bars: children who ceased to be looked after ${period}, by reason, baseline beside option. The commonest reason is ${first.level}.`,
    table: {
      columns: ['Reason', ...withDifference(series).map(({ label }) => label)],
      rows: reasons.map(({ level, at }) => [
        level,
        write(at.baseline).both,
        ...(at.option === null ? [] : [write(at.option).both]),
        ...(series.length < 2 ? [] : [at.difference === null ? 'none' : write(at.difference, true).both]),
      ]),
    },
  };
}
