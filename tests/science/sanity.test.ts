/** All checks together: the bundled pathways pass, random ones are refused by none but the first two, and it is quick. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDeadEnds, deadEnds } from '../../engine/pathway/check-dead-ends.js';
import { checkEntered } from '../../engine/pathway/check-entered.js';
import { checkFamilies } from '../../engine/pathway/check-families.js';
import { checkLoops } from '../../engine/pathway/check-loops.js';
import { checkNames } from '../../engine/pathway/check-names.js';
import { checkQueueRules } from '../../engine/pathway/check-queue-rules.js';
import { checkSanity } from '../../engine/pathway/check-sanity.js';
import { checkSeizedTwice } from '../../engine/pathway/check-seized-twice.js';
import type { PathwayModel } from '../../engine/pathway/model.js';
import { InputError, resolveScenario } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { resolveData } from '../support/pathway-files.js';
import { randomPathway } from '../support/random-pathways.js';
import { go, pathway, region } from '../pathway/small-model.js';

describe('a bundled pathway is accepted', () => {
  test.each(['leeds-three-programmes', 'mm3-queue', 'three-state-chain', 'reference-model'])('%s, quickly', (name) => {
    const { model } = resolveScenario(`scenarios/examples/${name}.yaml`, nodeFiles()).scenario;
    const took = Array.from({ length: 5 }, () => {
      const from = performance.now();
      checkSanity(model);
      return performance.now() - from;
    });
    expect(Math.min(...took)).toBeLessThan(50);
  });
});

test('each check is among those made', () => {
  const good = pathway({
    regions: [region('case', { home: {}, left: { final: true } })],
    transitions: [go('leave', 'case', 'home', 'left')],
  });
  expect(() => checkSanity(good)).not.toThrow();
  expect(() => checkSanity({ ...good, transitions: [] })).toThrow(/nothing ever enters/);
  expect(() => checkSanity({ ...good, regions: [region('case', { home: {}, left: {} })] })).toThrow(
    /nothing leads out/,
  );
});

describe('a refusal leads to its line', () => {
  const TEXT = `pathway: rooms
run: {start: 2025-04-01, years: 1, replications: 1, seed: rooms}
resources:
  rooms: {places: 2}
arrivals:
  patients: {rate: 1 per day, enters: {case: waiting}}
regions:
  case:
    initial: waiting
    states:
      waiting: {queues: rooms}
      seen: {holds: rooms}
      done: {final: true}
    transitions:
      begin: {from: waiting, to: seen, on: place}
      finish: {from: seen, to: done, clock: {exponential: 1 per day}}
`;
  const lineOf = (text: string): number | undefined => {
    const disk = nodeFiles();
    const resolution = resolveScenario('rooms.yaml', {
      ...disk,
      read: (path) => (path === 'rooms.yaml' ? text : disk.read(path)),
    });
    try {
      checkSanity(resolution.scenario.model);
    } catch (error) {
      const explained = resolution.explain(error);
      expect(explained).toBeInstanceOf(InputError);
      return (explained as InputError).problems[0]!.line;
    }
    return undefined;
  };
  const more = (after: string, line: string): string => TEXT.replace(after, `${after}\n${line}`);

  test('and a pathway without fault has none', () => expect(lineOf(TEXT)).toBeUndefined());

  test.each<[string, string, ...number[]]>([
    ['a state nothing enters', more('done: {final: true}', '      lost: {final: true}'), 14],
    ['a state nothing leaves', TEXT.replace('done: {final: true}', 'done: {}'), 13],
    ['a limit without a way out', TEXT.replace('places: 2', 'places: 2, queue_limit: 3'), 11],
    [
      'a way out without a limit',
      more('to: seen, on: place}', '      turned_away: {from: waiting, to: done, on: full}'),
      16,
    ],
    [
      'a loop',
      more(
        'to: seen, on: place}',
        '      again: {from: seen, to: waiting, clock: {fixed: 0 days, since: entry}}',
      ).replace('places: 2', 'places: unlimited'),
      15,
      16,
    ],
  ])('%s', (_, text, ...lines) => {
    expect(lines).toContain(lineOf(text));
  });
});

/** The same, with every state that nothing leads out of saying so. */
function declared(model: PathwayModel): PathwayModel {
  const ends = deadEnds(model);
  return {
    ...model,
    regions: model.regions.map((item) => ({
      ...item,
      states: item.states.map((state) =>
        ends.some((end) => end.region === item.name && end.state === state.name) ? { ...state, stays: true } : state,
      ),
    })),
  };
}

describe('a random pathway', () => {
  test('is refused by no check but that of states nobody enters, or leaves', () => {
    fc.assert(
      fc.property(randomPathway(), ({ file }) => {
        const { model } = resolveData(file);
        for (const check of [checkNames, checkQueueRules, checkSeizedTwice, checkFamilies, checkLoops]) check(model);
      }),
      { numRuns: 300 },
    );
  });

  test('is accepted once it says where nothing leads out', () => {
    fc.assert(
      fc.property(randomPathway(), ({ file }) => {
        checkDeadEnds(declared(resolveData(file).model));
      }),
      { numRuns: 100 },
    );
  });

  test('is refused for a state that nothing names as a destination', () => {
    fc.assert(
      fc.property(randomPathway(), ({ file }) => {
        const { model } = resolveData(file);
        const [first, ...others] = model.regions;
        const lost = { ...first!.states[0]!, name: 'lost' };
        expect(() =>
          checkEntered({ ...model, regions: [{ ...first!, states: [lost, ...first!.states] }, ...others] }),
        ).toThrow(/nothing ever enters "lost"/);
      }),
      { numRuns: 50 },
    );
  });
});
