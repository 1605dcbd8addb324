/** How what is counted of programmes is shown: under the same names for all of them, grouped by programme. */
import type { ProgrammeMeasure } from '../programmes/measures.js';
import type { ShownMeasure } from './output.js';

export function shownProgrammes(counted: readonly ProgrammeMeasure[]): ShownMeasure[] {
  return counted.map(({ spec, programme, measure, label, definition }) => ({
    name: spec.name,
    programme,
    info: {
      name: measure,
      label,
      table: 'programmes',
      unit: spec.kind === 'stock' || spec.kind === 'use' ? 'children' : 'events',
      definition,
    },
  }));
}
