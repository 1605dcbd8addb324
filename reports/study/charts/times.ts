/** How long children wait for permanence, by option: means with intervals, and medians. */
import type { TableRow } from '../../../engine/index.js';
import { chartSpec, domainOf, type Domain } from '../../charts/theme.js';
import type { Chart } from '../../charts/types.js';
import { inMonths, thousands, write } from '../../numbers.js';
import { dotPanels } from '../../charts/dots.js';
import { endsOf } from './panels.js';
import { bothNotes, drawnSpread, type DrawnSpread, type StudyReading } from './reading.js';

const TIMES = [
  'entry_to_placed_for_adoption',
  'entry_to_adoption_order',
  'entry_to_guardianship',
  'return_to_reentry',
  'proceedings_length',
  'length_of_care_ended',
] as const;

export function timesByOptionChart(reading: StudyReading): Chart | null {
  const { rows, report, first, all } = reading;
  const of = (measure: string, id: string): TableRow | null => rows.series(measure, id, 'whole run')[0] ?? null;
  const found = TIMES.filter((measure) => all.some(({ id }) => of(measure, id) !== null));
  if (found.length === 0) return null;
  const label = (measure: string): string => {
    const own = reading.frame.measures.find(({ name }) => name === measure)?.label ?? measure.replaceAll('_', ' ');
    return own.charAt(0).toUpperCase() + own.slice(1);
  };
  const panels = found.map((measure) => {
    const dots = all.flatMap((option, row) => {
      const own = of(measure, option.id);
      if (own === null) return [];
      const median = of(`${measure}_median`, option.id);
      return [
        {
          row,
          value: inMonths(own.value),
          ...drawnSpread(report, own, inMonths),
          hollow: median === null ? null : inMonths(median.value),
          text: thousands(inMonths(own.value), 1),
          ...(option === first ? { tone: 'first' as const } : {}),
        },
      ];
    });
    return { title: label(measure), dots, axis: 'months', domain: waitDomain(dots) };
  });
  const title = 'How long it takes, by option';
  const columns = Math.min(2, panels.length);
  return {
    name: 'times-by-option',
    title,
    spec: chartSpec(
      title,
      `Over the whole run. Dots and numbers: means. Hollow diamonds: medians. ${bothNotes('Thin lines', 'Thick lines', reading)} Each panel has its own scale; not all begin at zero.`,
      dotPanels({ rows: all.map((option) => option.label), panels, columns, signed: false }),
    ),
    description: `Panels of dots with whiskers, one for each time (${found.map(label).join('; ')}), one row for each option: means with intervals, and medians, in months.`,
    table: {
      columns: ['Time', 'Option', 'Mean', 'Median', `Mean, beside ${first.label}`, 'How many'],
      rows: found.flatMap((measure) =>
        all.map(({ id, label: option, difference }) => {
          const cell = (row: TableRow | null, signed = false): string =>
            row === null ? 'none' : write(row, signed).both;
          return [
            label(measure),
            option,
            cell(of(measure, id)),
            cell(of(`${measure}_median`, id)),
            id === first.id ? '' : cell(of(measure, difference), true),
            cell(of(`${measure}_n`, id)),
          ];
        }),
      ),
    },
  };
}

function waitDomain(
  dots: readonly (DrawnSpread & { readonly value: number; readonly hollow: number | null })[],
): Domain {
  return domainOf([...endsOf(dots), ...dots.flatMap(({ hollow }) => (hollow === null ? [] : [hollow]))]);
}
