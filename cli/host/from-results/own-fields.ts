/** The columns that a chart of the user's own names: a misspelt one would draw nothing, and not say so. */
import { COLUMNS } from '../../../reports/tables/csv.js';
import { problemAt, type Located, type Problems } from '../../../scenarios/load/index.js';
import { valuePlace } from '../../../scenarios/load/located.js';

/** What transforms make where they do not say `as`: fold, density, quantile, counts. */
const MADE = ['table', 'key', 'value', 'density', 'prob', '__count'];

/** Keys of transforms whose text is an expression over a row. */
const EXPRESSIONS = new Set(['filter', 'calculate']);
/** What holds several expressions of a filter. */
const TOGETHER = new Set(['and', 'or', 'not']);

/** Adds a problem at every `field`, and every `datum.NAME` of a filter or a formula, that is neither a column nor made by a transform. */
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
  const check = (part: Located, name: string): void => {
    if (made.has(name)) return;
    problems.add(
      problemAt(valuePlace(part), `there is no column '${name}' in the tables`, { found: name, allowed: [...made] }),
    );
  };
  const look = (node: Located, isExpression: boolean): void => {
    for (const [key, part] of node.parts ?? []) {
      const isOne = EXPRESSIONS.has(key) || (isExpression && (node.shape === 'list' || TOGETHER.has(key)));
      if (typeof part.data === 'string') {
        if (key === 'field' && /^\w+$/.test(part.data)) check(part, part.data);
        if (isOne) for (const name of columnsIn(part.data)) check(part, name);
      }
      look(part, isOne);
    }
  };
  look(root, false);
}

/** The columns that an expression names: `datum.measure`, `datum['measure']`; what stands between quotes is left aside. */
function columnsIn(expression: string): ReadonlySet<string> {
  const bare = expression.replaceAll(/\bdatum\[\s*(["'])(\w+)\1\s*\]/g, 'datum.$2').replaceAll(/(["']).*?\1/g, "''");
  return new Set([...bare.matchAll(/\bdatum\.(\w+)/g)].map(([, name]) => name!));
}
