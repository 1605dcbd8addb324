/** What the pathway of the library calls its states, for people: read as written, before any number is known. */
import type { Files } from '../../load/index.js';
import { joinPath, readText, readYamlMapping } from '../../load/index.js';

/** The pathway that the programmes of the library are written for. */
const PATHWAY = 'pathways/england.yaml';

export interface PathwayNames {
  /** The region that says where a child is; it needs no name of its own in a sentence. */
  readonly main: string;
  /** The label of every state, by region and state. */
  readonly regions: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const known = new WeakMap<Files, PathwayNames>();

/** @throws InputError where the pathway cannot be read */
export function pathwayNames(files: Files): PathwayNames {
  const found = known.get(files) ?? read(files);
  known.set(files, found);
  return found;
}

function read(files: Files): PathwayNames {
  const path = joinPath(files.library, PATHWAY);
  const root = readYamlMapping(path, readText(files, path));
  const regions = new Map(
    [...(root.parts?.get('regions')?.parts ?? [])].map(([region, body]) => {
      const states = [...(body.parts?.get('states')?.parts ?? [])];
      return [
        region,
        new Map(
          states.map(([state, part]) => [state, plain(part.parts?.get('label')?.data ?? spaced(state))] as const),
        ),
      ] as const;
    }),
  );
  return { main: [...regions.keys()][0] ?? '', regions };
}

export function spaced(name: string): string {
  return name.replaceAll('_', ' ');
}

/** A value of a file as a reader sees it. */
export function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
