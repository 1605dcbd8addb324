/** The columns that a chart of the user's own names: a misspelt one would draw nothing, and not say so. */
import { COLUMNS } from '../../../reports/tables/csv.js';
import { problemAt, type Located, type Problems } from '../../../scenarios/load/index.js';
import { valuePlace } from '../../../scenarios/load/located.js';

/** What transforms make where they do not say `as`: fold, density, quantile, counts. */
const MADE = ['table', 'key', 'value', 'density', 'prob', '__count'];

/** Adds a problem at every `field` that is neither a column nor made by a transform. */
export function checkFields(root: Located, problems: Problems): void {
  const made = new Set<string>([...COLUMNS, ...MADE]);
  let isKnown = true;
  const gather = (node: Located): void => {
    for (const [key, part] of node.parts ?? []) {
      if (key === 'as') for (const name of [part.data].flat()) made.add(String(name));
      // The columns it makes are values of the data.
      if (key === 'pivot') isKnown = false;
      gather(part);
    }
  };
  gather(root);
  if (!isKnown) return;
  const look = (node: Located): void => {
    for (const [key, part] of node.parts ?? []) {
      if (key === 'field' && typeof part.data === 'string' && /^\w+$/.test(part.data) && !made.has(part.data))
        problems.add(
          problemAt(valuePlace(part), `there is no column '${part.data}' in the tables`, {
            found: part.data,
            allowed: [...made],
          }),
        );
      look(part);
    }
  };
  look(root);
}
