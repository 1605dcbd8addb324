/** Other versions of Node, from the npm registry, in a folder of their own: the same results are asked of each. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** One of each line that package.json names. */
const VERSIONS = ['20.20.2', '22.23.3', '24.21.0'] as const;

export interface OtherNode {
  readonly version: string;
  /** The program. */
  readonly path: string;
}

/**
 * The lines of Node besides that of this process, installed in `folder`.
 *
 * @throws Error where the registry cannot be reached, or has none for this machine: the claim is then not tested
 */
export function otherNodes(folder: string): readonly OtherNode[] {
  const own = process.versions.node.split('.')[0];
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  return VERSIONS.filter((version) => version.split('.')[0] !== own).map((version) => {
    const place = join(folder, `node-${version}`);
    try {
      execFileSync(
        process.platform === 'win32' ? 'npm.cmd' : 'npm',
        [
          'install',
          '--prefix',
          place,
          '--no-save',
          '--no-audit',
          '--no-fund',
          '--ignore-scripts',
          `${name}@${version}`,
        ],
        { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
      );
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(
        `Node ${version} could not be installed from the npm registry (${name}), so that the same bytes on every Node are not tested:\n${why}`,
        { cause: error },
      );
    }
    const bin = join(place, 'node_modules', name, 'bin');
    const path = [join(bin, 'node'), join(bin, 'node.exe')].find((file) => existsSync(file));
    if (path === undefined) throw new Error(`${name}@${version} holds no program in ${bin}`);
    const said = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
    if (said !== `v${version}`) throw new Error(`${path} is Node ${said}, not v${version}`);
    return { version, path };
  });
}
