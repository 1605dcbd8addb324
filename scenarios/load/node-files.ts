/** Files on disk, for Node. The library is the package's own `scenarios` folder. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './files.js';

/** Reads from disk, paths relative to the working folder. */
export function nodeFiles(): Files {
  return {
    read: (path) => readFileSync(path, 'utf8'),
    list: (folder) => readdirSync(folder === '' ? '.' : folder),
    library: libraryFolder(),
  };
}

/** The nearest folder above this file that holds the data: the same from the sources and from what is built. */
function libraryFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, 'scenarios');
    if (existsSync(join(candidate, 'baselines', 'authorities-2025.csv'))) return candidate.replaceAll('\\', '/');
    const parent = dirname(folder);
    if (parent === folder) return 'scenarios';
    folder = parent;
  }
}
