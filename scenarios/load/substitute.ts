/**
 * `$name` in a file is replaced by the value of that parameter, before anything else is checked.
 * The value keeps the place where it was written, so a fault in it is shown on its own line, in its own file.
 */
import type { Located } from './located.js';
import { keyPlace, listOf, mappingOf, valuePlace, withKey } from './located.js';
import type { Problems } from './problem.js';
import { problemAt } from './problem.js';

/** Values by parameter name. */
export type ParameterValues = ReadonlyMap<string, Located>;

const PARAMETER_REFERENCE = /^\$([A-Za-z][A-Za-z0-9_-]*)$/;

/** The same tree with every `$name` replaced. Unknown names become problems and null. `used` gathers the names met. */
export function substitute(root: Located, values: ParameterValues, problems: Problems, used?: Set<string>): Located {
  return replace(root, values, problems, used, []);
}

function replace(
  node: Located,
  values: ParameterValues,
  problems: Problems,
  used: Set<string> | undefined,
  open: readonly string[],
): Located {
  if (node.shape === 'scalar') {
    const name = typeof node.data === 'string' ? PARAMETER_REFERENCE.exec(node.data)?.[1] : undefined;
    return name === undefined ? node : lookUp(node, name, values, problems, used, open);
  }
  if (node.shape === 'list') {
    const items = [...(node.parts?.values() ?? [])].map((item) => replace(item, values, problems, used, open));
    return withKey(listOf(items, node), node.key);
  }
  const parts = new Map<string, Located>();
  for (const [name, part] of node.parts ?? []) parts.set(name, replace(part, values, problems, used, open));
  return withKey(mappingOf(parts, node), node.key);
}

function lookUp(
  node: Located,
  name: string,
  values: ParameterValues,
  problems: Problems,
  used: Set<string> | undefined,
  open: readonly string[],
): Located {
  const value = values.get(name);
  if (value === undefined) {
    const message =
      values.size === 0
        ? `'$${name}' names a parameter, and there are none here: a baseline file gives parameters their values`
        : `there is no parameter '${name}'`;
    problems.add(problemAt(valuePlace(node), message, { found: name, allowed: [...values.keys()] }));
    return { ...node, data: null, shape: 'scalar' };
  }
  if (open.includes(name)) {
    problems.add(problemAt(keyPlace(value), `the parameter '${name}' is defined in terms of itself`));
    return { ...node, data: null, shape: 'scalar' };
  }
  used?.add(name);
  return withKey(replace(value, values, problems, used, [...open, name]), node.key);
}
