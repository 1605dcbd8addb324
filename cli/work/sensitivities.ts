/** The sensitivities of the numbers a scenario rests on, where its baseline names a table of them. */
import { readSensitivity, type Files, type Resolution, type SensitivityRow } from '../../scenarios/index.js';

/**
 * Empty where no table is named, and for the record of a run, which has no table in it (no run reads one).
 * @throws InputError with the lines of the table that cannot be read, or are of nothing known
 */
export function sensitivitiesOf(
  { sensitivity, scenario }: Resolution,
  files: Files,
  isRecord: boolean,
): readonly SensitivityRow[] {
  if (sensitivity === null || isRecord) return [];
  const names = scenario.parameters.map(({ name }) => name);
  return readSensitivity(files, sensitivity.path, sensitivity.named, names);
}
