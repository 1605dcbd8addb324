/** From a part of the model back to the line that said it. */
import type { Located, Place } from '../load/index.js';
import { keyPlaceOf, partAt, placeOf } from '../load/index.js';

export interface ModelFiles {
  readonly pathway: Located;
  readonly measures: Located;
  readonly costs: Located;
  /** Programme files, by the names under which a scenario uses them. */
  readonly programmes?: ReadonlyMap<string, Located>;
}

/** Names of the model's parts that files call something else. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  trigger: ['clock', 'birthday', 'on'],
  outcomes: ['to'],
  draws: ['attributes'],
  ages: ['age'],
  rates: ['rate'],
  hazard: ['clock'],
};

/** The place of the deepest part of a model path that a file wrote; the pathway's first line where none did. */
export function locateInFiles(path: readonly string[], files: ModelFiles): Place {
  const [section, name, ...rest] = path;
  if (section === 'transitions' && name !== undefined) return inTransitions(files.pathway, name, rest);
  const programme = section === 'programmes' && name !== undefined ? files.programmes?.get(name) : undefined;
  if (programme !== undefined) return deepest(programme, rest);
  if (section === 'measures') return deepest(files.measures, path);
  // The start stands in the baseline, beside its costs.
  if (section === 'start') return deepest(files.costs, path);
  if (section === 'costs' && name !== undefined) return inCosts(files, name, rest);
  return deepest(files.pathway, path);
}

function inTransitions(pathway: Located, name: string, rest: readonly string[]): Place {
  for (const [region, part] of partAt(pathway, ['regions'])?.parts ?? []) {
    if (partAt(part, ['transitions', name]) !== undefined)
      return deepest(pathway, ['regions', region, 'transitions', name, ...rest]);
  }
  return placeOf(pathway, ['regions']);
}

function inCosts({ costs, pathway }: ModelFiles, name: string, rest: readonly string[]): Place {
  for (const root of [costs, pathway]) {
    for (const [index, item] of partAt(root, ['costs'])?.parts ?? []) {
      if (partAt(item, ['name'])?.data === name) return deepest(root, ['costs', index, ...rest]);
    }
  }
  return placeOf(costs, ['costs']);
}

function deepest(root: Located, path: readonly string[]): Place {
  let node = root;
  for (const step of path) {
    const names = [step, ...(Object.hasOwn(WRITTEN, step) ? (WRITTEN[step] ?? []) : [])];
    const next = names.map((name) => node.parts?.get(name)).find((part) => part !== undefined);
    if (next === undefined) break;
    node = next;
  }
  return node.shape === 'scalar' ? placeOf(node, []) : keyPlaceOf(node);
}
