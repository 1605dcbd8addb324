/** `prepare`: builds after `npm ci` in a clone; where the compiler was left out (`--omit=dev`) it says so and succeeds. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './run-tool.mjs';

if (existsSync(join(root, 'node_modules/typescript/bin/tsc'))) build();
else console.error('throughcare: the TypeScript compiler is not installed, so nothing was built.');
