/** Versions a run is recorded under. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Reads a file of the package, wherever the code runs from (sources or dist). */
function packageFile(name: string): string {
  for (const up of ['../../', '../../../']) {
    try {
      return readFileSync(fileURLToPath(new URL(up + name, import.meta.url)), 'utf8');
    } catch {
      // One level further up, then.
    }
  }
  throw new Error(`the package has no file ${name}`);
}

export function versions(): Readonly<Record<string, string>> {
  const manifest = JSON.parse(packageFile('package.json')) as { version: string };
  return { throughcare: manifest.version };
}
