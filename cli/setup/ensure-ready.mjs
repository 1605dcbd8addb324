/**
 * Makes a clone ready to run: installs the locked packages if they are missing or are not those of package-lock.json,
 * then builds. Needs nothing but Node and npm, so it works straight after `git clone`.
 *
 * Staleness is judged by content, not by file times: npm's own record of what it installed must agree with the lock.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, root, run } from './run-tool.mjs';

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function installedAsLocked() {
  const locked = packagesIn('package-lock.json');
  const installed = packagesIn('node_modules/.package-lock.json');
  if (!locked || !installed) return false;
  const same = (path) => installed[path]?.version === locked[path]?.version;
  const required = Object.keys(locked).filter((path) => path !== '' && !locked[path].optional && !locked[path].peer);
  return required.every(same) && Object.keys(installed).every(same);
}

if (!installedAsLocked()) {
  console.error('throughcare: installing the locked packages (npm ci) ...');
  // No package needs an install script, and the build follows below.
  const npm = process.env.npm_execpath;
  if (npm) run(process.execPath, [npm, 'ci', '--include=dev', '--ignore-scripts']);
  else run('npm', ['ci', '--include=dev', '--ignore-scripts'], { shell: process.platform === 'win32' });
}
build();
