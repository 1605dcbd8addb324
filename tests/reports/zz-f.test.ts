import { test } from 'vitest';
import { findings, headline } from '../../reports/findings/index.js';
import { careResult, generalResult } from './fixture.js';
test('f', () => {
  for (const r of [careResult(), careResult({ effect: 0 }), careResult({ baselineOnly: true }), generalResult()]) {
    console.log(
      headline(r)
        .map((l) => l.padEnd(80) + '|' + l.length)
        .join('\n'),
    );
    console.log(
      findings(r)
        .map((f) => `${f.heading} [${f.verdict}]\n   ${f.sentence}`)
        .join('\n'),
    );
  }
});
