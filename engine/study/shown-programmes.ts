/** How what is counted of programmes is shown: under the same names for all of them, grouped by programme. */
import type { PathwayModel } from '../pathway/model.js';
import { familyPlaceMeasures, programmeMeasures, type ProgrammeMeasure } from '../programmes/measures.js';
import type { ProgrammePlan } from '../programmes/plan.js';
import type { ShownMeasure } from './output.js';

/** What is counted of programmes that are put to a pathway. */
export function countedOf(programmes: readonly ProgrammePlan[], model: PathwayModel): ProgrammeMeasure[] {
  return programmes.flatMap((plan) => [...programmeMeasures(plan), ...familyPlaceMeasures(plan, model)]);
}

/** What a measure of a programme counts, where not events. */
const UNITS: Readonly<Record<string, string>> = { stock: 'children', use: 'places' };

export function shownProgrammes(counted: readonly ProgrammeMeasure[]): ShownMeasure[] {
  return counted.map(({ spec, programme, measure, label, definition }) => ({
    name: spec.name,
    programme,
    info: {
      name: measure,
      label,
      table: 'programmes',
      unit: UNITS[spec.kind] ?? 'events',
      definition,
    },
  }));
}
