/** What the flow diagram of the pathway shows: flows of one year and the stock at its end, in both options. */
import { compareAt, labelOf, lastWholeYear, sumOf, type Comparison, type Estimate, type Reading } from '../../rows.js';
import { longDate } from '../../periods.js';
import { write } from '../../numbers.js';

/** One number of the diagram, in the baseline and in the option. */
export interface FlowNumber {
  readonly label: string;
  /** As drawn, in the baseline. */
  readonly value: number;
  /** Value and interval as written; the option's are '' where there is none. */
  readonly baseline: string;
  readonly option: string;
  readonly difference: string;
}

export interface FlowNumbers {
  readonly year: string;
  /** From referral to plan, in the order that a child meets them. */
  readonly help: readonly FlowNumber[];
  readonly started: FlowNumber;
  readonly stock: FlowNumber | null;
  readonly ceased: FlowNumber;
  /** Ways out, the commonest first; the rarest together. */
  readonly waysOut: readonly FlowNumber[];
  readonly returned: FlowNumber | null;
}

const HELP: readonly (readonly [measure: string, label: string])[] = [
  ['referrals', 'Referrals'],
  ['needs_started', 'Found to be in need'],
  ['enquiries', 'Section 47 enquiries'],
  ['plans_started', 'Protection plans'],
];

/** More ways out than this are drawn together. */
const MOST_WAYS = 8;

/** Null where children neither start nor cease to be looked after in the year. */
export function flowNumbers(reading: Reading): FlowNumbers | null {
  const year = lastWholeYear(reading, 'started_looked_after');
  if (year === null) return null;
  const flow = (measure: string, label: string): FlowNumber | null => {
    const at = compareAt(reading, measure, 'financial year', year);
    return at === null ? null : numberOf(label, at);
  };
  const started = flow('started_looked_after', 'Started to be looked after');
  const ceased = flow('ceased_looked_after', 'Ceased to be looked after');
  if (started === null || ceased === null || (started.value === 0 && ceased.value === 0)) return null;
  return {
    year,
    help: HELP.flatMap(([measure, label]) => flow(measure, label) ?? []),
    started,
    stock: stockOf(reading, year),
    ceased,
    waysOut: waysOut(reading, year),
    returned: flow('returned_to_care', labelOf(reading, 'returned_to_care')),
  };
}

function stockOf(reading: Reading, year: string): FlowNumber | null {
  const end = `${Number(year.slice(0, 4)) + 1}-03-31`;
  const days = reading.rows.series('looked_after', reading.baseline.id, 'day').map(({ period }) => period);
  const day = days.findLast((one) => one <= end);
  const at = day === undefined ? null : compareAt(reading, 'looked_after', 'day', day);
  return at === null ? null : numberOf(`Looked after on ${longDate(at.period)}`, at);
}

function waysOut(reading: Reading, year: string): FlowNumber[] {
  const all = reading.rows
    .levels('ceased_looked_after', 'reason')
    .flatMap((level) => {
      const at = compareAt(reading, 'ceased_looked_after', 'financial year', year, `reason=${level}`);
      return at === null || (at.baseline.value === 0 && (at.option?.value ?? 0) === 0) ? [] : [{ level, at }];
    })
    .toSorted((a, b) => b.at.baseline.value - a.at.baseline.value);
  if (all.length <= MOST_WAYS) return all.map(({ level, at }) => numberOf(level, at));
  const named = all.filter(({ level }) => !/^other( reasons?)?$/i.test(level)).slice(0, MOST_WAYS - 1);
  const rest = all.filter((one) => !named.includes(one));
  const sum = (pick: (at: Comparison) => Estimate | null): Estimate | null =>
    sumOf(rest.flatMap(({ at }) => pick(at) ?? []));
  const baseline = sum((at) => at.baseline);
  const others: FlowNumber[] =
    baseline === null
      ? []
      : [
          numberOf(`${rest.length} other ways out`, {
            baseline,
            option: sum((at) => at.option),
            difference: sum((at) => at.difference),
            period: year,
            periodKind: 'financial year',
          }),
        ];
  return [...named.map(({ level, at }) => numberOf(level, at)), ...others];
}

function numberOf(label: string, { baseline, option, difference }: Comparison): FlowNumber {
  return {
    label,
    value: baseline.value,
    baseline: write(baseline).both,
    option: option === null ? '' : write(option).both,
    difference: difference === null ? '' : write(difference, true).both,
  };
}
