/** What each option changes, figure by figure: dot and whisker beside the first option. */
import type { Chart } from '../../charts/types.js';
import { chartSpec, domainOf } from '../../charts/theme.js';
import { inMonths, sharedStyle, write } from '../../numbers.js';
import { dotPanels, type DotPanel } from '../../charts/dots.js';
import { bothNotes, drawnSpread, listed, type StudyReading } from './reading.js';
import { endsOf } from './panels.js';
import type { Spread, StudyFigure } from '../types.js';

/** What numbers of a unit are divided by on an axis, and what the axis counts. */
export function axisOf(unit: string): { readonly scale: (value: number) => number; readonly words: string } {
  if (unit === 'GBP') return { scale: (value) => value, words: '£' };
  if (unit === 'days') return { scale: inMonths, words: 'months' };
  return { scale: (value) => value, words: unit === 'events' ? 'number' : unit };
}

export function differencesChart(reading: StudyReading): Chart | null {
  const { report, first, others } = reading;
  const figures = report.figures.filter(({ differences }) => differences.some(isSomething));
  if (others.length === 0 || figures.length === 0) return null;
  const panels = figures.map((figure): DotPanel => panelOf(reading, figure));
  const title = `What each option changes, beside ${first.label}`;
  return {
    name: 'differences',
    title,
    spec: chartSpec(
      title,
      `The same children with the same luck. ${bothNotes('Thin lines', 'Thick lines', reading)} Each panel has its own scale.${still(reading, figures)}`,
      dotPanels({ rows: others.map(({ label }) => label), panels, columns: panels.length === 1 ? 1 : 2, signed: true }),
    ),
    description: `Panels of dots with whiskers around a line at zero, one panel for each of ${figures.length} figures and one row for each option beside ${first.label}: ${figures.map(({ label, when }) => `${label}, ${when}`).join('; ')}.`,
    table: {
      columns: ['What', 'When', ...others.map(({ label }) => label)],
      rows: report.figures.map((figure) => [
        figure.label,
        figure.when,
        ...others.map(({ at }) => {
          const own = figure.differences[at];
          return own === null || own === undefined ? 'not known' : write({ ...own, unit: figure.unit }, true).both;
        }),
      ]),
    },
  };
}

function isSomething(spread: Spread | null): spread is Spread {
  return spread !== null && !(spread.value === 0 && spread.lower === 0 && spread.upper === 0);
}

function still({ report }: StudyReading, figures: readonly StudyFigure[]): string {
  const same = report.figures.filter((figure) => !figures.includes(figure));
  return same.length === 0 ? '' : ` No option changes ${listed(same.map(({ label }) => label.toLowerCase()))}.`;
}

function panelOf({ report, others }: StudyReading, figure: StudyFigure): DotPanel {
  const { scale, words } = axisOf(figure.unit);
  const known = others.flatMap(({ at }, row) => {
    const own = figure.differences[at];
    return own === null || own === undefined ? [] : [{ row, own }];
  });
  const style = sharedStyle(
    known.map(({ own }) => own.value),
    figure.unit,
  );
  const dots = known.map(({ row, own }) => ({
    row,
    value: scale(own.value),
    ...drawnSpread(report, own, scale),
    text: style.write(own.value).replace(' months', ''),
  }));
  return {
    title: `${figure.label}, ${figure.when}`,
    dots,
    axis: words,
    domain: domainOf([0, ...endsOf(dots)], 'always'),
  };
}
