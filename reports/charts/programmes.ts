/** Each programme's places, how many are used and how many children wait, over time. */
import { write } from '../numbers.js';
import { longDate } from '../periods.js';
import type { Reading } from '../rows.js';
import {
  bandsAndLines,
  dateX,
  intervalNote,
  numberY,
  panels,
  pointOf,
  tableDays,
  type Point,
  type Series,
} from './parts.js';
import { chartSpec, domainOf } from './theme.js';
import type { Chart } from './types.js';

const COUNTS: readonly Series[] = [
  { id: 'programme_places', label: 'Places' },
  { id: 'programme_in', label: 'In the programme' },
  { id: 'programme_waiting', label: 'Waiting' },
];

export function programmesChart(reading: Reading): Chart | null {
  const { rows, option, result } = reading;
  if (option === null) return null;
  const found = result.programmes.filter(({ id }) =>
    COUNTS.some((count) => rows.occurs(count.id, [option.id], 'day', `programme=${id}`)),
  );
  if (found.length === 0) return null;
  const columns = Math.min(2, found.length);
  const made = found.map(({ id, title: programme }, i) => {
    const points = COUNTS.flatMap((count) =>
      rows
        .series(count.id, option.id, 'day', `programme=${id}`)
        .map((row): Point => ({ ...pointOf(row, count), date: row.period })),
    );
    const dates = [...new Set(points.map(({ date }) => date ?? ''))].sort();
    const domain = domainOf(
      points.flatMap(({ lower, upper }) => [lower, upper]),
      'always',
    );
    const y = numberY('value', i % columns === 0 ? 'places or children' : null, domain);
    return { title: programme, ...bandsAndLines(COUNTS, points, dateX(dates, 5, null), y, true) };
  });
  const title = 'Programmes: places, use and waiting';
  return {
    name: 'programmes',
    title,
    spec: chartSpec(
      title,
      `With the option, at each month end; ticks at 31 March. ${intervalNote('Bands', reading)} Each panel has its own scale, from zero.`,
      panels(columns, 140, made),
    ),
    description: `Small line charts, one for each programme (${found.map(({ title: programme }) => programme).join('; ')}): places, children in the programme and children waiting.`,
    table: {
      columns: ['Programme', 'Date', ...COUNTS.map(({ label }) => label)],
      rows: found.flatMap(({ id, title: programme }) =>
        tableDays(
          COUNTS.map((count) => rows.series(count.id, option.id, 'day', `programme=${id}`)).find((s) => s.length > 0) ??
            [],
        ).map((day) => [
          programme,
          longDate(day),
          ...COUNTS.map((count) => {
            const row = rows.at(count.id, option.id, 'day', day, `programme=${id}`);
            return row === null ? 'none' : write(row).both;
          }),
        ]),
      ),
    },
  };
}
