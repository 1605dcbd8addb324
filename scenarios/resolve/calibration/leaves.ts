/**
 * Which written numbers a path stands for: `match_time.median`, `care_by_age.from.10`, `next_from_foster.childrens_home`.
 *
 * A number or a quantity stands for itself. `{base, ...}` for its base; a lookup for all of its values; several lookups for
 * the first of them; a base of 1 for the lookup it merely carries; an outcome for its share; rates by time for all of them.
 */
import type { Located, Path } from '../../load/index.js';
import { keyPlaceOf, partAt, problemAt, valuePlace } from '../../load/index.js';
import type { Problem } from '../../load/index.js';

/** One number in a parameter's value. */
export interface Leaf {
  readonly parameter: string;
  /** As the baseline names it: `median`, `childrens_home`; '' for the whole parameter. */
  readonly part: string;
  /** Below the parameter's `value`. */
  readonly path: Path;
  readonly number: number;
  /** What follows the number: `per year`; null where it is a plain number. */
  readonly unit: string | null;
}

export type Leaves = readonly Leaf[] | Problem;

const QUANTITY =
  /^\s*([+-]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.))(?:\.\d+)?(?:e[+-]?\d+)?)\s*((?:per|an?|\/|[a-z]).*?)\s*$/i;
const RATE_UNIT = /^(?:per|an?|\/)\s*(?:day|week|month|year)$/i;

/** The leaves that a path below a parameter's value stands for, or what is wrong with it. */
export function leavesAt(parameter: string, value: Located, steps: readonly string[], written: Located): Leaves {
  let node = value;
  const path: (string | number)[] = [];
  for (let rest = steps; rest.length > 0;) {
    const next = nextPart(node, rest);
    if (next === null) {
      const allowed = namesOf(node);
      const found = rest.join('.');
      const where = [parameter, ...path].join('.');
      return problemAt(
        valuePlace(written),
        allowed.length === 0
          ? `'${where}' is a single value: nothing in it is called '${found}'`
          : `there is no '${found}' in '${where}'`,
        { found: rest[0], allowed },
      );
    }
    node = next.node;
    path.push(...next.path);
    rest = rest.slice(next.taken);
  }
  const found = leavesOf(parameter, node, path);
  return isProblem(found) ? found : found.map((leaf) => ({ ...leaf, part: steps.join('.') }));
}

interface Next {
  readonly node: Located;
  readonly path: Path;
  readonly taken: number;
}

/** The part that the first words of a path name; the longest name first, for a key may have a point in it. */
function nextPart(node: Located, steps: readonly string[]): Next | null {
  for (let taken = steps.length; taken > 0; taken--) {
    const name = steps.slice(0, taken).join('.');
    if (node.shape === 'mapping') {
      const part = node.parts?.get(name);
      if (part !== undefined) return { node: part, path: [name], taken };
    }
    if (node.shape === 'list')
      for (const [index, item] of node.parts ?? []) {
        const state = partAt(item, ['state']);
        if (state !== undefined && String(state.data) === name) return { node: item, path: [Number(index)], taken };
      }
  }
  return null;
}

function namesOf(node: Located): readonly string[] {
  if (node.shape === 'mapping') return [...(node.parts?.keys() ?? [])];
  return [...(node.parts?.values() ?? [])].flatMap((item) => {
    const state = partAt(item, ['state']);
    return state === undefined ? [] : [String(state.data)];
  });
}

/** The leaves of one part of a parameter's value, at its path below the value. */
export function leavesOf(parameter: string, node: Located, path: Path): Leaves {
  if (node.shape === 'scalar') return scalarLeaf(parameter, node, path);
  if (node.shape === 'list') return listLeaves(parameter, node, path);
  const part = (name: string): Located | undefined => partAt(node, [name]);
  if (part('state') !== undefined) {
    const share = part('share');
    return share === undefined
      ? problemAt(keyPlaceOf(node), 'this outcome has no share to scale')
      : leavesOf(parameter, share, [...path, 'share']);
  }
  const base = part('base');
  const [by, multiply] = [part('by'), part('multiply')];
  const carries = by !== undefined || multiply !== undefined;
  if (base !== undefined && !(base.data === 1 && carries)) return leavesOf(parameter, base, [...path, 'base']);
  if (by !== undefined) {
    const name = part('from') === undefined ? 'values' : 'from';
    const values = part(name);
    return values === undefined
      ? problemAt(keyPlaceOf(node), "this lookup has neither 'from' nor 'values'")
      : all(parameter, values, [...path, name]);
  }
  if (multiply !== undefined) return leavesOf(parameter, multiply, [...path, 'multiply']);
  return mappingLeaves(parameter, node, path);
}

function scalarLeaf(parameter: string, node: Located, path: Path): Leaves {
  const { data } = node;
  if (typeof data === 'number') return [{ parameter, part: '', path, number: data, unit: null }];
  const text = String(data);
  if (text.startsWith('$'))
    return problemAt(valuePlace(node), `this is the parameter '${text.slice(1)}': name that one to scale it`);
  if (text === 'rest')
    return problemAt(valuePlace(node), "'rest' follows from the other shares: it cannot be scaled by itself");
  const [, number, unit] = QUANTITY.exec(text) ?? [];
  if (number === undefined || unit === undefined)
    return problemAt(valuePlace(node), `'${text}' is not a number or a quantity: there is nothing to scale`);
  return [{ parameter, part: '', path, number: Number(number.replaceAll(',', '')), unit }];
}

function listLeaves(parameter: string, node: Located, path: Path): Leaves {
  const first = node.parts?.get('0');
  const states = namesOf(node);
  if (states.length > 0)
    return problemAt(
      keyPlaceOf(node),
      `these are ${states.length} outcomes: say which, such as '${[parameter, ...path, states[0]].join('.')}'`,
      { allowed: states },
    );
  return first === undefined
    ? problemAt(keyPlaceOf(node), 'there is nothing in this list to scale')
    : leavesOf(parameter, first, [...path, 0]);
}

/** Rates by time (or the one family of a clock that is made of rates): all of them. */
function mappingLeaves(parameter: string, node: Located, path: Path): Leaves {
  const parts = [...(node.parts ?? [])];
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && ['exponential', 'piecewise'].includes(only[0]))
    return leavesOf(parameter, only[1], [...path, only[0]]);
  const isRate = ({ data }: Located): boolean =>
    typeof data === 'string' && RATE_UNIT.test(QUANTITY.exec(data)?.[2] ?? '');
  if (parts.length > 0 && parts.every(([, item]) => isRate(item))) return all(parameter, node, path);
  return problemAt(
    keyPlaceOf(node),
    `it is not clear what of this is to be scaled: say which part, such as '${[parameter, ...path, only?.[0] ?? 'median'].join('.')}'`,
    { allowed: namesOf(node) },
  );
}

function all(parameter: string, node: Located, path: Path): Leaves {
  const leaves: Leaf[] = [];
  for (const [name, part] of node.parts ?? []) {
    const found =
      part.shape === 'scalar'
        ? scalarLeaf(parameter, part, [...path, name])
        : problemAt(keyPlaceOf(part), 'a number was expected here');
    if (isProblem(found)) return found;
    leaves.push(...found);
  }
  return leaves;
}

export function isProblem(found: Leaves): found is Problem {
  return !Array.isArray(found);
}
