import { test } from 'vitest';
import { mkdirSync, writeFileSync } from 'node:fs';
import { buildReport } from '../../reports/index.js';
import { careResult, generalResult } from './fixture.js';
test('look', async () => {
  for (const [n, r] of [
    ['care', careResult()],
    ['general', generalResult()],
  ] as const) {
    const t = performance.now();
    for (const f of await buildReport(r)) {
      const p = `/tmp/look/${n}/${f.path}`;
      mkdirSync(p.replace(/\/[^/]+$/, ''), { recursive: true });
      writeFileSync(p, f.content);
    }
    console.log(n, performance.now() - t);
  }
});
