/** Findings for a pathway that is not the care system: every stock at the end, every flow, every time. */
import { compareAtEnd, compareLastYear, labelOf, type Comparison, type Reading } from '../rows.js';
import { timeFinding } from './times.js';
import type { Finding } from './types.js';
import { briefSentence, comparisonSentence, lowerFirst, numbersOf, verdictOf } from './wording.js';

/** A page of findings, not a book. */
const MOST = 24;

const SUFFIX = /_(?:median|n)$/;

export function generalFindings(reading: Reading): Finding[] {
  const { rows } = reading.result;
  const measures = (table: string): string[] => [
    ...new Set(rows.filter((row) => row.table === table).map((row) => row.measure)),
  ];
  const made = (id: string, heading: string, at: Comparison | null): Finding[] =>
    at === null
      ? []
      : [
          {
            id,
            heading,
            sentence: comparisonSentence(reading, lowerFirst(heading), at),
            brief: briefSentence(reading, at),
            numbers: numbersOf(at),
            verdict: verdictOf(reading, at),
          },
        ];
  const stocks = measures('stocks').flatMap((measure) => {
    const label = labelOf(reading, measure);
    const all = made(`stock-${measure}`, label, compareAtEnd(reading, measure));
    if (all.length > 0) return all;
    return reading.rows
      .groups(measure)
      .flatMap((group) =>
        made(
          `stock-${measure}-${group}`,
          `${label}: ${group.slice(group.indexOf('=') + 1)}`,
          compareAtEnd(reading, measure, group),
        ),
      );
  });
  const flows = measures('flows').flatMap((measure) =>
    made(`flow-${measure}`, labelOf(reading, measure), compareLastYear(reading, measure)),
  );
  const all = measures('times');
  const times = all
    .filter((measure) => !SUFFIX.test(measure) || !all.includes(measure.replace(SUFFIX, '')))
    .flatMap((measure) => {
      const label = labelOf(reading, measure);
      return (
        timeFinding(reading, { id: `time-${measure}`, heading: label, measure, what: `mean ${lowerFirst(label)}` }) ??
        []
      );
    });
  return [...stocks, ...flows, ...times].slice(0, MOST);
}
