/**
 * Adjusted outcomes happen as often as their odds ratio, risk ratio or points say, and the others keep their proportions.
 *
 * `expectNear` allows 4 standard errors: were the seeds drawn anew, each of the comparisons here (under 80) would fail by
 * chance 6 times in 100,000, so this file 5 times in 1,000. They are fixed: what passes once passes always.
 */
import { describe, expect, test } from 'vitest';
import type { Adjustment } from '../../engine/pathway/model.js';
import { adjusting, byBands, byKind, byState, forAll, moved, withMoved } from '../support/adjusted.js';
import { expectNear, shareEstimate } from '../support/estimates.js';
import { livesOf, type Life, type Watched } from '../support/lives.js';
import { resolveText } from '../support/pathway-files.js';

const DAYS = 1000;
const text = (units: number, arrival = ''): string => `
pathway: adjusted
run: {start: 2025-04-01, years: 3, replications: 1, seed: adjusted}
attributes: {kind: [plain, odd]}
arrivals:
  all:
    rate: 0 per day
    at_start: ${units}
    age: {5 to 15: 1}
    ${arrival}
    attributes: {kind: {plain: 0.5, odd: 0.5}}
    enters: {help: [{state: off, share: 0.4}, {state: on, share: 0.6}]}
regions:
  case:
    initial: here
    states: {here: , a: {stays: true, forces: {after: [{state: u, share: 0.25}, {state: v, share: rest}]}}, b: {stays: true}, c: {stays: true}}
    transitions:
      decide:
        from: here
        clock: {fixed: ${DAYS} days, since: entry}
        to:
          - {state: a, share: 0.2}
          - {state: b, share: {base: 0.3, by: kind, values: {odd: 1.5}}, forces: {after: [{state: w, share: 0.5}, {state: x, share: 0.5}]}}
          - {state: c, share: rest}
  help:
    initial: off
    states: {off: {stays: true}, on: {stays: true}}
  after:
    initial: none
    states: {none: {stays: true}, u: {stays: true}, v: {stays: true}, w: {stays: true}, x: {stays: true}}
measures:
  decided: {label: Decided, transitions: decide}
`;
const scenario = resolveText(text(30_000));
const ENDS = ['a', 'b', 'c'] as const;
const SETTLED = { plain: [0.2, 0.3, 0.5], odd: [0.2, 0.45, 0.35] } as const;

const lived = (adjust: Readonly<Record<string, readonly Adjustment[]>>, of = scenario): Watched =>
  livesOf(of, { model: adjusting(of.model, adjust) });
const endOf = (life: Life, region = 'case'): string | null =>
  life.events.findLast((event) => event.region === region)?.to ?? null;

interface Group {
  readonly help: string;
  readonly kind: 'plain' | 'odd';
}

/** Compares how everybody ended, by the state of the programme and by kind. */
function expectEnds({ lives, pathway }: Watched, chances: (group: Group) => readonly number[]): void {
  const r = pathway.variables.regions.indexOf('help');
  for (const help of ['off', 'on'])
    for (const kind of ['plain', 'odd'] as const) {
      const group = lives.filter(
        (life) => pathway.stateNames[life.states[r]!] === help && life.attributes['kind'] === kind,
      );
      const expected = chances({ help, kind });
      const seen = ENDS.map((end) => group.filter((life) => endOf(life) === end).length);
      const isSure = (p: number | undefined): boolean => p === 0 || p === 1;
      expect(seen.filter((_, i) => isSure(expected[i]))).toEqual(expected.filter(isSure).map((p) => p * group.length));
      ENDS.forEach((end, i) => {
        if (isSure(expected[i])) return;
        expectNear(shareEstimate(seen[i]!, group.length), expected[i]!, `${end} where ${help}, ${kind}`, 0.05);
      });
    }
}

describe('closed forms', () => {
  test('an odds ratio in a state: those not in it are as they were, and the others keep their proportions', () => {
    const watched = lived({ a: [byState('odds_ratio', 'help', { on: 2.5 })] });
    // Odds of 0.25 become 0.625: a chance of 5 in 13.
    expectEnds(watched, ({ help, kind }) => {
      const p = SETTLED[kind];
      const others = p[1] + p[2];
      return help === 'off' ? p : [5 / 13, (p[1] / others) * (8 / 13), (p[2] / others) * (8 / 13)];
    });
  });

  test('a risk ratio by an attribute, of the outcome that takes the rest', () => {
    const watched = lived({ c: [byKind('risk_ratio', { odd: 0.4 })] });
    expectEnds(watched, ({ kind }) => withMoved(SETTLED[kind], 2, 'risk_ratio', kind === 'odd' ? 0.4 : 1));
  });

  test('a risk ratio stops at 1: nothing else happens', () => {
    const watched = lived({ c: [byState('risk_ratio', 'help', { on: 5 })] });
    expectEnds(watched, ({ help, kind }) => (help === 'on' ? [0, 0, 1] : SETTLED[kind]));
  });

  test('points by age, as it is on the day', () => {
    const { lives } = lived({ b: [byBands('points', 'age', [0, 12], [-0.1, 0.25])] });
    for (const kind of ['plain', 'odd'] as const)
      for (const isOld of [false, true]) {
        const group = lives.filter((life) => {
          const age = (DAYS - life.birth) / 365.25;
          // Off the birthday itself, so that leap days do not matter.
          return life.attributes['kind'] === kind && (isOld ? age > 12.01 : age < 11.99);
        });
        const p = SETTLED[kind];
        const b = p[1] + (isOld ? 0.25 : -0.1);
        const expected = [(p[0] / (1 - p[1])) * (1 - b), b, (p[2] / (1 - p[1])) * (1 - b)];
        ENDS.forEach((end, i) => {
          const seen = group.filter((life) => endOf(life) === end).length;
          expectNear(shareEstimate(seen, group.length), expected[i]!, `${end}, ${kind}, ${isOld}`, 0.05);
        });
      }
  });

  test('points by date, as it is on the day', () => {
    const watched = lived({ a: [byBands('points', 'time', [0, DAYS - 1, DAYS + 1], [0.7, 0.1, 0.7])] });
    expectEnds(watched, ({ kind }) => withMoved(SETTLED[kind], 0, 'points', 0.1));
  });

  test('several, one after the other: outcomes in their order, and of each its own in theirs', () => {
    const watched = lived({
      c: [forAll('points', -0.1)],
      a: [byState('odds_ratio', 'help', { on: 3 }), byKind('risk_ratio', { odd: 0.5 })],
    });
    expectEnds(watched, ({ help, kind }) => {
      let p: readonly number[] = SETTLED[kind];
      if (help === 'on') p = withMoved(p, 0, 'odds_ratio', 3);
      if (kind === 'odd') p = withMoved(p, 0, 'risk_ratio', 0.5);
      return withMoved(p, 2, 'points', -0.1);
    });
  });

  test('of what a state forces, of what an outcome forces, and of what an arrival enters', () => {
    const { lives, pathway } = lived({
      u: [forAll('odds_ratio', 3)],
      w: [forAll('points', -0.2)],
      on: [byKind('risk_ratio', { odd: 0.5 })],
    });
    const r = pathway.variables.regions.indexOf('help');
    const odd = lives.filter((life) => life.attributes['kind'] === 'odd');
    const shareOf = (all: readonly Life[], one: (life: Life) => boolean) =>
      shareEstimate(all.filter(one).length, all.length);
    const isOn = (life: Life): boolean => pathway.stateNames[life.states[r]!] === 'on';
    expectNear(shareOf(odd, isOn), 0.3, 'on, odd', 0.05);
    expectNear(
      shareOf(
        lives.filter((life) => !odd.includes(life)),
        isOn,
      ),
      0.6,
      'on, plain',
      0.05,
    );
    const ended = (end: string): Life[] => lives.filter((life) => endOf(life) === end);
    expectNear(
      shareOf(ended('a'), (life) => endOf(life, 'after') === 'u'),
      0.5,
      'u',
      0.05,
    );
    expectNear(
      shareOf(ended('b'), (life) => endOf(life, 'after') === 'w'),
      0.3,
      'w',
      0.05,
    );
  });

  test('a way with a share of 0 that is given points, where the other had all of the chance', () => {
    const diversion = resolveText(
      text(20_000).replace('share: 0.2}', 'share: 0}').replace('{base: 0.3, by: kind, values: {odd: 1.5}}', '0'),
    );
    const watched = lived({ a: [byState('points', 'help', { on: 0.15 })] }, diversion);
    expectEnds(watched, ({ help }) => (help === 'on' ? [0.15, 0, 0.85] : [0, 0, 1]));
  });
});

describe('the same luck', () => {
  const small = resolveText(text(3000, 'children: {2: 1}\n    age_gap: {1 to 3: 1}'));
  const plain = lived({}, small);
  const told = (watched: Watched) =>
    watched.lives.map(({ birth, attributes, states, events }) => ({ birth, attributes, states, events }));

  test('adjustments that mean nothing to anybody change no bit of any event', () => {
    const neutral = lived(
      {
        a: [byState('odds_ratio', 'help', { on: 1 }), byKind('points', {}), byState('risk_ratio', 'help', {})],
        c: [forAll('points', 0)],
        u: [forAll('odds_ratio', 1)],
        on: [byKind('points', { odd: 0 })],
      },
      small,
    );
    expect(told(neutral)).toEqual(told(plain));
  });

  test('those to whom they mean nothing live on to the bit', () => {
    const some = lived(
      {
        a: [byState('odds_ratio', 'help', { on: 4 }), byState('points', 'help', { on: 0.1 })],
        w: [byState('risk_ratio', 'help', { on: 0.3 })],
      },
      small,
    );
    const r = plain.pathway.variables.regions.indexOf('help');
    const isOff = plain.lives.map((life) => plain.pathway.stateNames[life.states[r]!] === 'off');
    expect(told(some).filter((_, i) => isOff[i])).toEqual(told(plain).filter((_, i) => isOff[i]));
    expect(told(some).filter((_, i) => !isOff[i])).not.toEqual(told(plain).filter((_, i) => !isOff[i]));
  });

  test('who would have gone the way made likelier, first of all, still goes it, and nobody decides at another time', () => {
    const { lives } = lived({ a: [forAll('odds_ratio', 2.5)] }, small);
    const before = plain.lives.map((life) => endOf(life));
    const kept = lives.filter((_, i) => before[i] === 'a').map((life) => endOf(life));
    expect(new Set(kept)).toEqual(new Set(['a']));
    expect(lives.map((life) => life.events[0]!.time)).toEqual(plain.lives.map((life) => life.events[0]!.time));
    const changed = lives.filter((life, i) => endOf(life) === 'a' && before[i] !== 'a').length;
    expectNear(shareEstimate(changed, lives.length), moved('odds_ratio', 2.5, 0.2) - 0.2, 'changed', 0.05);
  });
});
