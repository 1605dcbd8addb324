/** The difference the option makes to the number looked after: option minus baseline, on the same children. */
import { holdsWords } from '../findings/few.js';
import { write } from '../numbers.js';
import { longDate } from '../periods.js';
import { TAIL_REPLICATIONS, ofAverage, type Reading } from '../rows.js';
import { dateX, intervalNote, numberY, tableDays, zeroLine } from './parts.js';
import { PALETTE, chartSpec, domainOf } from './theme.js';
import type { Chart } from './types.js';

export function differenceChart(reading: Reading, measure = 'looked_after'): Chart | null {
  const rows = reading.rows.series(measure, 'difference', 'day');
  const last = rows.at(-1);
  if (reading.option === null || last === undefined || rows.every((row) => row.value === 0 && row.mcSe === 0))
    return null;
  const drawn = (value: number): number => Number(value.toPrecision(7));
  const { replications } = reading.result;
  // Of few futures the average alone is drawn: its interval may be the wider, and one within the other would mislead.
  const isTail = replications >= TAIL_REPLICATIONS;
  const values = rows.map((row) => ({
    date: row.period,
    value: drawn(row.value),
    ...(isTail ? { lower: drawn(row.lower), upper: drawn(row.upper) } : {}),
    // Of one replication no average is known.
    meanLower: drawn(replications < 2 ? row.value : ofAverage(row, replications).lower),
    meanUpper: drawn(replications < 2 ? row.value : ofAverage(row, replications).upper),
  }));
  const domain = domainOf(
    [
      0,
      ...values.flatMap(({ lower, upper, meanLower, meanUpper }) => [lower ?? meanLower, upper ?? meanUpper]),
      ...values.flatMap(({ meanLower, meanUpper }) => [meanLower, meanUpper]),
    ],
    'always',
  );
  const x = dateX(
    rows.map((row) => row.period),
    6,
    null,
  );
  const title = 'The difference in children looked after';
  const y = numberY('value', 'children, option minus baseline', domain, true);
  const band = (low: string, high: string, opacity: number) => ({
    mark: { type: 'area', opacity, color: PALETTE[0] },
    encoding: { x, y: { ...y, field: low }, y2: { field: high } },
  });
  return {
    name: 'looked-after-difference',
    title,
    spec: chartSpec(
      title,
      `Option minus baseline: the same children with the same luck. ${
        isTail || replications < 2
          ? intervalNote('Bands', reading)
          : `Where ${replications} futures lie is not drawn: that takes ${TAIL_REPLICATIONS} or more.`
      }${replications < 2 ? '' : ' Dark band: 95% interval of the average.'}`,
      {
        data: { values },
        width: 572,
        height: 220,
        layer: [
          ...(isTail ? [band('lower', 'upper', 0.16)] : []),
          band('meanLower', 'meanUpper', 0.4),
          { mark: { type: 'line', color: PALETTE[0] }, encoding: { x, y } },
          zeroLine,
        ],
      },
    ),
    description:
      'Line chart of option minus baseline, with a line at zero. ' +
      `On ${longDate(last.period)} the difference is ${write(last, true).both}. ${holdsWords('The interval', replications, '')}`,
    table: {
      columns: ['Date', 'Difference', '95% interval of the average'],
      rows: tableDays(rows).map((day) => {
        const row = rows.find((one) => one.period === day) ?? last;
        const average = { ...row, ...ofAverage(row, replications) };
        return [longDate(day), write(row, true).both, write(average, true).interval];
      }),
    },
  };
}
