/** What hangs on a number, in words: `a 1% rise: looked after +0.4%, cost +0.3%`. */
import { nameIn, RESULTS, type Result, type SensitivityRow } from '../scenarios/index.js';

const WORDS: Readonly<Record<Result, string>> = {
  looked_after: 'looked after',
  starts: 'starts',
  in_need: 'in need',
  cost: 'cost',
};

/** Less than this in a percent, or than two standard errors, shows nothing. */
const LEAST = 0.05;

/** The effects that show, `looked after +0.4%, starts +0.6%`; '' where none does. */
export function effectWords({ effects, errors }: SensitivityRow): string {
  return RESULTS.flatMap((name) => {
    const effect = effects[name] ?? 0;
    if (Math.abs(effect) < LEAST || Math.abs(effect) <= 2 * (errors[name] ?? 0)) return [];
    return [`${WORDS[name]} ${signed(effect)}%`];
  }).join(', ');
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(1)}`;
}

/** Rows by what they are rows of: a parameter or a unit cost, of those named. */
export function rowsByName(
  rows: readonly SensitivityRow[],
  names: readonly string[],
): ReadonlyMap<string, readonly SensitivityRow[]> {
  const found = new Map<string, SensitivityRow[]>();
  for (const row of rows) {
    const name = nameIn(row.parameter, names);
    if (name !== null) found.set(name, [...(found.get(name) ?? []), row]);
  }
  return found;
}

/** What a 1% rise of a number does; of a number with parts, of each that does something. */
export function sensitivityWords(name: string, rows: readonly SensitivityRow[], lead = 'a 1% rise: '): string {
  const shown = rows.flatMap((row) => {
    const words = effectWords(row);
    const part = row.parameter === name ? '' : `${row.parameter.slice(name.length + 1)} `;
    return words === '' ? [] : [`${part}${words}`];
  });
  return `${lead}${shown.length === 0 ? 'none that shows' : shown.join('; ')}`;
}
