/**
 * Several counts at once: what the first option has in words above each panel, what the others change as dots beside it. Where
 * children live, and what stands for safety and stability.
 */
import type { TableRow } from '../../../engine/index.js';
import { shown } from '../../charts/fit.js';
import { chartSpec, domainOf } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { sharedStyle, write, type SharedStyle } from '../../numbers.js';
import { coversYear, inPeriod, longDate } from '../../periods.js';
import { dotPanels } from '../../charts/dots.js';
import { endsOf } from './panels.js';
import { bothNotes, drawnSpread, type DrawnOption, type StudyReading } from './reading.js';

interface Level {
  readonly title: string;
  /** The first option's own. */
  readonly base: TableRow;
  readonly own: (option: DrawnOption) => TableRow | null;
  readonly difference: (option: DrawnOption) => TableRow | null;
}

interface LevelsChart {
  readonly name: string;
  readonly title: string;
  readonly when: string;
  readonly axis: string;
  readonly what: string;
  readonly levels: readonly Level[];
  /** One scale for all panels, where they count the same thing. */
  readonly oneScale: boolean;
}

function levelsChart(reading: StudyReading, chart: LevelsChart): Chart | null {
  const { report, first, others } = reading;
  const { name, title, when, axis, what, levels, oneScale } = chart;
  if (others.length === 0 || levels.length === 0) return null;
  const styleOf = (some: readonly Level[]): SharedStyle =>
    sharedStyle(
      some.flatMap(({ difference }) => others.map((option) => difference(option)?.value ?? 0)),
      levels[0]?.base.unit ?? '',
    );
  const made = levels.map((level) => {
    const style = styleOf(oneScale ? levels : [level]);
    const dots = others.flatMap((option, row) => {
      const own = level.difference(option);
      if (own === null) return [];
      return [{ row, value: own.value, ...drawnSpread(report, own), text: style.write(own.value) }];
    });
    return { level, dots };
  });
  const ends = (dots: (typeof made)[number]['dots']): number[] => [0, ...endsOf(dots)];
  const all = domainOf(
    made.flatMap(({ dots }) => ends(dots)),
    'always',
  );
  const columns = levels.length === 1 ? 1 : levels.length > 4 && others.length < 6 ? 3 : 2;
  return {
    name,
    title,
    spec: chartSpec(
      title,
      `Above each panel, ${first.label} ${when}; dots, what each option changes. ${bothNotes('Thin lines', 'Thick lines', reading)}${oneScale ? '' : ' Each panel has its own scale.'}`,
      dotPanels({
        rows: others.map(({ label }) => label),
        panels: made.map(({ level, dots }, i) => ({
          title: level.title,
          under: write(level.base).both,
          dots,
          domain: oneScale ? all : domainOf(ends(dots), 'always'),
          axis: i >= made.length - columns ? axis : null,
        })),
        columns,
        signed: true,
      }),
    ),
    description: `Panels of dots with whiskers around a line at zero: ${what} ${when}, each option beside ${first.label}. With ${first.label}: ${levels.map(({ title: own, base }) => `${own} ${write(base).both}`).join('; ')}.`,
    table: {
      columns: ['What', first.label, ...others.flatMap(({ label }) => [label, `${label}: difference`])],
      rows: levels.map(({ title: own, base, own: valueOf, difference }) => [
        own,
        write(base).both,
        ...others.flatMap((option) => {
          const [value, change] = [valueOf(option), difference(option)];
          return [value === null ? 'none' : write(value).both, change === null ? 'none' : write(change, true).both];
        }),
      ]),
    },
  };
}

/** Where looked-after children live at the end of the run. */
export function placementsByOptionChart(reading: StudyReading): Chart | null {
  const { rows, first } = reading;
  const day = rows.series('looked_after', first.id, 'day').at(-1)?.period;
  if (day === undefined) return null;
  const at = (option: string, group: string): TableRow | null => rows.at('looked_after', option, 'day', day, group);
  const levels = rows.levels('looked_after', 'placement').flatMap((level): Level[] => {
    const group = `placement=${level}`;
    const base = at(first.id, group);
    const isThere = reading.all.some(({ id }) => (at(id, group)?.value ?? 0) !== 0);
    return base === null || !isThere
      ? []
      : [
          {
            title: shown(level),
            base,
            own: ({ id }) => at(id, group),
            difference: ({ difference }) => at(difference, group),
          },
        ];
  });
  return levelsChart(reading, {
    name: 'placements-by-option',
    title: 'Where looked-after children live, by option',
    when: `on ${longDate(day)}`,
    axis: 'children, difference',
    what: 'children in each kind of placement',
    levels: levels.sort((a, b) => b.base.value - a.base.value),
    oneScale: true,
  });
}

const SAFETY = ['returned_to_care', 'placement_moves', 'plans_started', 'rereferrals'] as const;

/** Returns to care, moves, plans and re-referrals in the last whole year. */
export function safetyByOptionChart(reading: StudyReading): Chart | null {
  const { rows, first, frame, report } = reading;
  const years = rows.series(SAFETY[0], first.id, 'financial year').map(({ period }) => period);
  const year = years.filter((own) => coversYear(own, report.startDate, report.endDate)).at(-1) ?? years.at(-1);
  if (year === undefined) return null;
  return levelsChart(reading, {
    name: 'safety-by-option',
    title: 'Safety and stability, by option',
    when: inPeriod(year, 'financial year'),
    axis: 'a year, difference',
    what: 'returns to care, placement moves, protection plans started and re-referrals',
    levels: SAFETY.flatMap((measure): Level[] => {
      const base = rows.at(measure, first.id, 'financial year', year);
      const label = frame.measures.find(({ name }) => name === measure)?.label ?? measure.replaceAll('_', ' ');
      return base === null
        ? []
        : [
            {
              title: label.charAt(0).toUpperCase() + label.slice(1),
              base,
              own: ({ id }) => rows.at(measure, id, 'financial year', year),
              difference: ({ difference }) => rows.at(measure, difference, 'financial year', year),
            },
          ];
    }),
    oneScale: false,
  });
}
