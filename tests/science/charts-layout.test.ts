/** Whatever the names and the numbers, a chart is no wider than its page and none of its words is cut off or overprinted. */
import { expect, it } from 'vitest';
import type { StudyResult } from '../../engine/study/result.js';
import { charts } from '../../reports/charts/index.js';
import { toSvg } from '../../reports/render/index.js';
import { HOSTILE, generalResult } from '../reports/fixture.js';
import { fullResult, longNames, renamed, scaled } from '../reports/full-fixture.js';
import { wrongWith } from '../reports/svg-texts.js';

const FULL = fullResult();

const CASES: readonly (readonly [string, StudyResult])[] = [
  ['a name of 10,000 characters without a space', renamed(FULL, 'x'.repeat(10_000))],
  ['hostile names', renamed(FULL, HOSTILE)],
  ['a baseline alone', fullResult({ baselineOnly: true })],
  ['one replication', { ...FULL, replications: 1 }],
  ['programmes that change nothing', fullResult({ effect: 0 })],
  ['nothing at all, everywhere', scaled(FULL, 0)],
  ['a thousand million times as many', scaled(FULL, 1e9)],
  ['a millionth', scaled(FULL, 1e-6)],
  ['another pathway', generalResult()],
  ['another pathway with long names', longNames(generalResult())],
];

it.each(CASES)('%s: every chart is drawn within the page, every word in its own place', async (_, result) => {
  const wrong: string[] = [];
  for (const { name, title, description, spec } of charts(result)) {
    const warn = (said: string): unknown => wrong.push(`${name} warns: ${said}`);
    // oxlint-disable-next-line no-await-in-loop -- one after another: drawing is not parallel
    wrong.push(...wrongWith(name, await toSvg(spec, { id: name, title, description, warn })));
  }
  expect(wrong).toEqual([]);
});
