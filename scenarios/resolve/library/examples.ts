/** Which scenarios of the library use a programme. */
import type { Files } from '../../load/index.js';
import { joinPath, readText, readYamlMapping } from '../../load/index.js';

const FOLDER = 'examples';

/** Their paths below the library's folder: `examples/leeds-three-programmes.yaml`. */
export function examplesOf(files: Files, programme: string): readonly string[] {
  return (files.list?.(joinPath(files.library, FOLDER)) ?? [])
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${FOLDER}/${name}`)
    .filter((name) => {
      const path = joinPath(files.library, name);
      const uses = readYamlMapping(path, readText(files, path)).parts?.get('programmes')?.parts ?? new Map();
      return [...uses.values()].some((use) => use.parts?.get('use')?.data === programme);
    })
    .toSorted();
}
