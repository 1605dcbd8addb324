/** Who is reached: of each 100 eligible, by programme, group of children and option. */
import type { TableRow } from '../../../engine/index.js';
import { shown } from '../../charts/fit.js';
import { chartSpec } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { write } from '../../numbers.js';
import { dotPanels, type Dot } from '../../charts/dots.js';
import { futuresNote, type DrawnOption, type StudyReading } from './reading.js';

const RATE = 'reached_per_100';
const ENOUGH = 1;
const MOST_SERIES = 4;
const MOST_ROWS = 24;

export function reachedChart(reading: StudyReading): Chart | null {
  const { rows, all, frame } = reading;
  const groups = rows.groups(RATE).flatMap((group) => {
    const found = /^programme=(.*?)(?:, (.+))?$/s.exec(group);
    return found === null ? [] : [{ group, programme: found[1] ?? '', part: found[2] ?? '' }];
  });
  const programmes = [...new Set(groups.map(({ programme }) => programme))];
  if (programmes.length === 0) return null;
  const at = (measure: string, option: DrawnOption, group: string): TableRow | null =>
    rows.series(measure, option.id, 'whole run', group)[0] ?? null;
  const having = all.filter((option) => groups.some(({ group }) => at(RATE, option, group) !== null));
  // Every option that has a programme has its own mark; of more than four, those of each programme are the first to show it.
  const series = having.slice(0, MOST_SERIES);
  const isEnough = (option: DrawnOption, group: string): boolean =>
    (at('eligible', option, group)?.value ?? 0) >= ENOUGH && at(RATE, option, group) !== null;
  const parts = [...new Set(groups.map(({ part }) => part))]
    .filter((part) => groups.some((own) => own.part === part && series.some((option) => isEnough(option, own.group))))
    .sort(byDimension(rows));
  const shownParts = parts.slice(0, MOST_ROWS);
  if (shownParts.length === 0) return null;
  const groupOf = (programme: string, part: string): string =>
    `programme=${programme}${part === '' ? '' : `, ${part}`}`;
  const panels = programmes.map((programme) => ({
    title: shown(frame.programmes.find(({ id }) => id === programme)?.title ?? programme),
    axis: 'reached of 100 eligible',
    domain: { low: 0, high: 100, step: 25 },
    dots: shownParts.flatMap((part, row) =>
      series.flatMap((option, k): Dot[] => {
        const group = groupOf(programme, part);
        const rate = isEnough(option, group) ? at(RATE, option, group) : null;
        return rate === null ? [] : [{ row, series: k, value: rate.value, lower: rate.lower, upper: rate.upper }];
      }),
    ),
  }));
  const title = 'Who is reached';
  const left = having.length - series.length;
  return {
    name: 'reached',
    title,
    spec: chartSpec(
      title,
      `Of 100 children ever eligible, how many were reached, over the whole run. ${futuresNote('Lines', reading)} Groups with fewer than one eligible child on average are left out.${left > 0 ? ` The first ${MOST_SERIES} options that have programmes; the table has all.` : ''}${parts.length > MOST_ROWS ? ` The first ${MOST_ROWS} groups.` : ''}`,
      dotPanels({
        rows: shownParts.map(partLabel),
        panels,
        columns: Math.min(3, panels.length),
        signed: false,
        ...(series.length > 1 ? { series: series.map(({ label }) => label) } : {}),
      }),
    ),
    description: `Dots with whiskers from 0 to 100, a panel for each programme (${panels.map((panel) => panel.title).join('; ')}) and a row for each group of children by age, sex and need: how many of 100 eligible were reached, by option.`,
    table: {
      columns: ['Programme', 'Group', 'Option', 'Eligible', 'Reached of 100'],
      rows: programmes.flatMap((programme, p) =>
        parts.flatMap((part) =>
          having.flatMap((option) => {
            const group = groupOf(programme, part);
            const [rate, eligible] = [at(RATE, option, group), at('eligible', option, group)];
            if (rate === null || eligible === null || eligible.value < ENOUGH) return [];
            return [
              [panels[p]?.title ?? programme, partLabel(part), option.label, write(eligible).both, write(rate).both],
            ];
          }),
        ),
      ),
    },
  };
}

/** Everyone first, then breakdown by breakdown, ages and others in the order they have where all children are counted. */
function byDimension(rows: StudyReading['rows']): (a: string, b: string) => number {
  const dimensions = ['', 'age', 'sex', 'need'];
  const placeOf = (part: string): readonly [number, number] => {
    const [dimension = '', level = ''] = part.split('=');
    const place = dimensions.indexOf(dimension);
    return [place < 0 ? dimensions.length : place, rows.levels('looked_after', dimension).indexOf(level)];
  };
  return (a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)];
    return first[0] - second[0] || first[1] - second[1];
  };
}

/** `need=abuse_or_neglect` is `need: abuse or neglect`. */
function partLabel(part: string): string {
  return part === '' ? 'Everyone eligible' : shown(part.replace('=', ': ').replaceAll('_', ' '));
}
