/** `npm ci` must work on every machine and behind any registry mirror; a lock file can quietly stop it doing so. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Record<string, string>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Record<string, LockedPackage> };
const manifest = read('package.json') as Record<'dependencies' | 'devDependencies', Record<string, string>>;

test('every platform package named in the lock file is locked', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});

test('every locked package has an integrity hash and names no private registry', () => {
  const odd = Object.entries(packages).filter(
    ([path, { integrity, resolved }]) =>
      path !== '' && (!integrity || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'))),
  );
  expect(odd).toEqual([]);
});

test('every package is pinned to one version', () => {
  const pinned = { ...manifest.dependencies, ...manifest.devDependencies };
  // A release of its own making (`-r.5`) is one version too; a range or a tag is not.
  expect(Object.entries(pinned).filter(([, version]) => !/^\d+\.\d+\.\d+(-r\.\d+)?$/.test(version))).toEqual([]);
});
