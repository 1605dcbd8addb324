/** Runs a JavaScript tool with this same Node, from the root of the repository, and stops if it fails. Needs no packages. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

export function build() {
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-b']);
}
