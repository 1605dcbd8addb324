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

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest = (): Manifest => JSON.parse(packageFile('package.json')) as Manifest;

export function versions(): Readonly<Record<string, string>> {
  return { throughcare: manifest().version };
}

/** Libraries that the numbers of a run pass through: the others read files, draw and print. */
const NUMERIC = ['seedrandom', 'simple-statistics'] as const;

/** What runs a model, for its description: the same on every machine. */
export function software() {
  const { version, license, engines, dependencies } = manifest();
  return {
    version,
    licence: license,
    node: engines.node,
    libraries: Object.fromEntries(NUMERIC.map((name) => [name, dependencies[name] ?? ''])),
  };
}
