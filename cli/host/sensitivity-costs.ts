/** What hangs on each unit cost: its part of all that is paid, which needs no run of its own. */
import { amountEnds, type SensitivityKind, type SensitivityRow, type SettledBaseline } from '../../scenarios/index.js';
import { errorOf, meanOf, type Batches } from './sensitivity-statistics.js';

/** Rows of the unit costs, out of the run of the baseline as it is. */
export function costRows(
  { run, root }: SettledBaseline,
  base: Batches,
  by: SensitivityKind,
): readonly SensitivityRow[] {
  const all = base.get('cost')!;
  const whole = meanOf(all);
  // With income (a grant) all that is paid may be nothing, or less: there is no percentage of that.
  if (!(whole > 0)) return [];
  const marks = new Map(run.scenario.parameters.map(({ name, mark }) => [name, mark]));
  return run.scenario.ledger.costs.flatMap(({ name: id }): SensitivityRow[] => {
    const name = `cost: ${id}`;
    const own = base.get(name)!;
    const part = meanOf(own) / whole;
    const error = Math.abs(part) * (part === 0 ? 0 : errorOf(own, all, meanOf(own), whole));
    const row = (change: string, times: number): SensitivityRow => ({
      parameter: name,
      mark: marks.get(name) ?? '',
      change,
      effects: { looked_after: 0, starts: 0, in_need: 0, cost: part * times },
      errors: { looked_after: 0, starts: 0, in_need: 0, cost: error * times },
    });
    if (by === 'percent') return [row('exact', 1)];
    const ends = intervalOf(root, id);
    return ends === null ? [] : [row(ends.words, 100 * (ends.factors[1] - ends.factors[0]))];
  });
}

/** The interval of a unit cost as multiples of it, in the prices it is written in. */
function intervalOf(root: SettledBaseline['root'], id: string): ReturnType<typeof amountEnds> {
  for (const item of root.parts?.get('costs')?.parts?.values() ?? []) {
    const text = (key: string): unknown => item.parts?.get(key)?.data;
    if (text('name') !== id) continue;
    return amountEnds(String(text('amount')), text('interval'));
  }
  return null;
}
