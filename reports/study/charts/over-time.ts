/** Children looked after over time, a panel an option: the number against the first's, and the difference from it. */
import type { TableRow } from '../../../engine/index.js';
import { dateX, numberY, tableDays } from '../../charts/parts.js';
import { axisNote, chartSpec, domainOf } from '../../charts/theme.js';
import type { Chart, ChartTable } from '../../charts/types.js';
import { tidy, write } from '../../numbers.js';
import { longDate } from '../../periods.js';
import { bandPanels, endsOf, type BandPoint } from './panels.js';
import { bothNotes, drawnSpread, futuresNote, type DrawnOption, type StudyReading } from './reading.js';

const MEASURE = 'looked_after';

const pointOf = (row: TableRow): BandPoint => ({
  date: row.period,
  value: row.value,
  lower: row.lower,
  upper: row.upper,
});

export function optionsOverTimeChart(reading: StudyReading): Chart | null {
  const { rows, first, others, all } = reading;
  const base = rows.series(MEASURE, first.id, 'day');
  const last = base.at(-1);
  if (last === undefined || all.every(({ id }) => rows.series(MEASURE, id, 'day').every(({ value }) => value === 0)))
    return null;
  const seriesOf = ({ id }: DrawnOption): readonly TableRow[] => rows.series(MEASURE, id, 'day');
  const drawnOptions = (others.length === 0 ? [first] : others).filter((option) => seriesOf(option).length > 0);
  const domain = domainOf(endsOf(all.flatMap((option) => seriesOf(option).map(pointOf))));
  const x = dateX(
    base.map(({ period }) => period),
    drawnOptions.length === 1 ? 6 : 5,
    null,
  );
  const title = 'Children looked after, by option';
  const grey = others.length === 0 ? '' : ` Grey dashes: ${first.label}.`;
  return {
    name: 'options-over-time',
    title,
    spec: chartSpec(
      title,
      `At the start and at each month end. ${futuresNote('Bands', reading)}${grey}${axisNote(domain, tidy)} Numbers: on the last day.`,
      bandPanels(
        drawnOptions.map((option) => {
          const own = seriesOf(option);
          const end = own.at(-1);
          return {
            title: option.label,
            under: end === undefined ? 'none' : write(end).both,
            points: own.map(pointOf),
            first: option === first ? [] : base.map(pointOf),
          };
        }),
        x,
        (titled) => numberY('value', titled ? 'children' : null, domain),
      ),
    ),
    description: `Small line charts of children looked after, one for each option beside ${first.label}, all on one scale. On ${longDate(last.period)}: ${all
      .flatMap((option) => {
        const end = seriesOf(option).at(-1);
        return end === undefined ? [] : [`${option.label} ${write(end).both}`];
      })
      .join('; ')}.`,
    table: daysTable(reading, all, base, ({ id }) => id, false),
  };
}

export function differenceOverTimeChart(reading: StudyReading): Chart | null {
  const { rows, report, first, others } = reading;
  const found = others.flatMap((option) => {
    const own = rows.series(MEASURE, option.difference, 'day');
    return own.length === 0 ? [] : [{ option, own }];
  });
  const [one] = found;
  if (one === undefined || found.every(({ own }) => own.every(({ value, mcSe }) => value === 0 && mcSe === 0)))
    return null;
  const points = found.map(({ own }) => own.map((row) => ({ ...pointOf(row), ...drawnSpread(report, row) })));
  const domain = domainOf([0, ...endsOf(points.flat())], 'always');
  const title = 'The difference in children looked after, by option';
  return {
    name: 'difference-over-time',
    title,
    spec: chartSpec(
      title,
      `Each option less ${first.label}: the same children with the same luck. ${bothNotes('Light bands', 'Dark bands', reading)} Numbers: on the last day.`,
      bandPanels(
        found.map(({ option, own }, i) => {
          const end = own.at(-1);
          return {
            title: option.label,
            under: end === undefined ? 'none' : write(end, true).both,
            points: points[i] ?? [],
            zero: true,
          };
        }),
        dateX(
          one.own.map(({ period }) => period),
          found.length === 1 ? 6 : 5,
          null,
        ),
        (titled) => numberY('value', titled ? 'children' : null, domain, true),
      ),
    ),
    description: `Small line charts with a line at zero, one for each option: children looked after less those with ${first.label}, on one scale. On the last day: ${found.map(({ option, own }) => `${option.label} ${write(own.at(-1) ?? own[0]!, true).both}`).join('; ')}.`,
    table: daysTable(reading, others, one.own, ({ difference }) => difference, true),
  };
}

function daysTable(
  { rows }: StudyReading,
  options: readonly DrawnOption[],
  days: readonly TableRow[],
  idOf: (option: DrawnOption) => string,
  signed: boolean,
): ChartTable {
  return {
    columns: ['Date', ...options.map(({ label }) => label)],
    rows: tableDays(days).map((day) => [
      longDate(day),
      ...options.map((option) => {
        const row = rows.at(MEASURE, idOf(option), 'day', day);
        return row === null ? 'none' : write(row, signed).both;
      }),
    ]),
  };
}
