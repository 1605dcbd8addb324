/** The history behind the first day is the nation's: what a scenario sets of an authority's own counts does not reach it. */
import { expect, test } from 'vitest';
import { resolveScenario } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const FILES = nodeFiles();
const NAME = `${FILES.library}/examples/local-set.yaml`;

function resolved(more: string, nationalBaseline: boolean) {
  const text = `scenario: local-set\ntitle: Leeds\nbaseline: england-2025\nyears: 1\n${more}`;
  const files = { ...FILES, read: (name: string) => (name === NAME ? text : FILES.read(name)) };
  return resolveScenario(NAME, files, { nationalBaseline }).scenario;
}

const OWN = '7810.432 per year'; // 10,304 referrals in 2024-25 less 24.2%

test('setting what the figures of an authority give anyway changes nothing, in the run or in its history', () => {
  const set = `area: Leeds\nset: {first_referrals: ${OWN}}`;
  for (const national of [true, false])
    expect(resolved(set, national).model).toEqual(resolved('area: Leeds', national).model);
});

test('an authority’s own counts and sibling groups are of its run; a rate of the pathway is of its history too', () => {
  const of = (more: string) => [false, true].map((national) => resolved(`area: Leeds\nset: ${more}`, national).model);
  const [plain, past] = of('{}');
  const [families, pastOfFamilies] = of('{first_referrals: 4850 per year, sibling_groups: {1: 0.5, 2: rest}}');
  expect(families).not.toEqual(plain);
  expect(pastOfFamilies).toEqual(past);
  const [slower, pastSlower] = of('{revoke_placement_order: 0.1 per year}');
  expect(slower).not.toEqual(plain);
  expect(pastSlower).not.toEqual(past);
});

test('what is set of England itself is of its history', () => {
  const [plain, other] = ['{}', '{first_referrals: 400000 per year}'].map(
    (set) => resolved(`area: England\nset: ${set}`, true).model,
  );
  expect(other).not.toEqual(plain);
});
