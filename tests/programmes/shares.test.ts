/** Effects on how an event turns out: odds ratios, risk ratios, points and shares diverted, by the chance they must give. */
import { describe, expect, test } from 'vitest';
import type { EffectTarget, ProgrammeEffect, ProgrammePlan } from '../../engine/programmes/plan.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import { PathwayError } from '../../engine/pathway/model.js';
import { moved, withMoved } from '../support/adjusted.js';
import { expectNear, shareEstimate } from '../support/estimates.js';
import type { Life, Watched } from '../support/lives.js';
import { resolveText } from '../support/pathway-files.js';
import { effectOn, livesWith } from '../support/programme-lives.js';
import { programme } from '../support/programme-plans.js';

const DAY = 400;
/** All decide on day 400; half of them, the odd ones, are offered the programme before. */
const scenario = resolveText(`
pathway: shares
run: {start: 2025-04-01, years: 3, replications: 1, seed: shares}
attributes: {kind: [plain, odd]}
arrivals:
  all: {rate: 0 per day, at_start: 6000, age: {5 to 15: 1}, attributes: {kind: {plain: 0.5, odd: 0.5}}, enters: {case: here}}
regions:
  case:
    initial: here
    states: {here: , a: {stays: true, forces: {after: [{state: u, share: 0.25}, {state: v, share: rest}]}}, b: {stays: true}, c: {stays: true}, d: {stays: true, by_programme: true}}
    transitions:
      decide:
        from: here
        clock: {fixed: ${DAY} days, since: entry}
        to:
          - {state: a, share: 0.4}
          - {state: b, share: 0.2, forces: {after: w}}
          - {state: c, share: rest, forces: {after: x}}
  after:
    initial: none
    states: {none: {stays: true}, u: {stays: true}, v: {stays: true}, w: {stays: true}, x: {stays: true}}
`);
const SETTLED = [0.4, 0.2, 0.4] as const;
const DECIDE = { transitions: ['decide'] };
const odd = [{ kind: 'attribute', attribute: 'kind', levels: ['odd'] }] as const;

/** In it on day 400, until told otherwise. */
const plan = (effects: readonly ProgrammeEffect[], more: Partial<ProgrammePlan> = {}): ProgrammePlan =>
  programme({ opens: 10, eligible: odd, stay: { family: 'fixed', at: 2000 }, effects, ...more });

const endOf = (life: Life, region = 'case'): string | null =>
  life.events.findLast((event) => event.region === region && event.to !== null)?.to ?? null;

function expectEnds(
  { lives }: Watched,
  kind: 'plain' | 'odd',
  ends: Readonly<Record<string, number>>,
  region = 'case',
  among?: string,
): void {
  const group = lives.filter(
    (life) => life.attributes['kind'] === kind && (among === undefined || endOf(life) === among),
  );
  const sure: [string, number, number][] = [];
  for (const [end, chance] of Object.entries(ends)) {
    const seen = group.filter((life) => (endOf(life, region) ?? 'none') === end).length;
    if (chance > 0 && chance < 1) expectNear(shareEstimate(seen, group.length), chance, `${end}, ${kind}`, 0.1);
    else sure.push([end, seen, chance * group.length]);
  }
  expect(sure.filter(([, seen, exact]) => seen !== exact)).toEqual([]);
}

const named = (chances: readonly number[]): Readonly<Record<string, number>> =>
  Object.fromEntries(['a', 'b', 'c'].map((end, i) => [end, chances[i]!]));

describe('shares of the outcomes of an event', () => {
  const cases = [
    ['odds_ratio', 2.5],
    ['risk_ratio', 0.5],
    ['points', 0.15],
    ['points', -0.6],
  ] as const;

  test.each(cases)('by the state one leads to: %s %d', (kind, value) => {
    const watched = livesWith(scenario, [plan([effectOn({ kind, towards: 'a', of: DECIDE }, value)])]);
    expectEnds(watched, 'odd', named(withMoved(SETTLED, 0, kind, value)));
    expectEnds(watched, 'plain', named(SETTLED));
  });

  test.each(cases)('by the state one forces elsewhere: %s %d', (kind, value) => {
    const watched = livesWith(scenario, [plan([effectOn({ kind, towards: 'w', of: DECIDE }, value)])]);
    expectEnds(watched, 'odd', named(withMoved(SETTLED, 1, kind, value)));
    expectEnds(watched, 'plain', named(SETTLED));
  });

  test.each(cases)('of what entering a state forces: %s %d', (kind, value) => {
    const of = { entering: { region: 'case', states: ['a'] }, region: 'after' };
    const watched = livesWith(scenario, [plan([effectOn({ kind, towards: 'u', of }, value)])]);
    const p = moved(kind, value, 0.25);
    expectEnds(watched, 'odd', { u: p, v: 1 - p }, 'after', 'a');
    expectEnds(watched, 'plain', { u: 0.25, v: 0.75 }, 'after', 'a');
    // What leads there is as it was.
    expectEnds(watched, 'odd', named(SETTLED));
  });

  test('of two programmes, one after the other', () => {
    const acts = (kind: 'odds_ratio' | 'points', towards: string): EffectTarget => ({ kind, towards, of: DECIDE });
    const watched = livesWith(scenario, [
      plan([effectOn(acts('odds_ratio', 'a'), 2)]),
      plan([effectOn(acts('points', 'b'), 0.1)], { id: 'other' }),
    ]);
    expectEnds(watched, 'odd', named(withMoved(withMoved(SETTLED, 0, 'odds_ratio', 2), 1, 'points', 0.1)));
  });

  test('of those who have left, by what is left of the effect; of those who dropped out, not at all', () => {
    const target = { kind: 'odds_ratio', towards: 'a', of: DECIDE } as const;
    // Left on day 210, 190 days before: in steps of 50 from a half-life of 100, the fourth is from day 150 to 200.
    const fading = plan([effectOn(target, 4, { afterDays: 1000, halfLife: 100 })], {
      stay: { family: 'fixed', at: 200 },
    });
    const share = (2 ** -1.5 - 2 ** -2) / (0.5 * Math.LN2);
    expectEnds(livesWith(scenario, [fading]), 'odd', named(withMoved(SETTLED, 0, 'odds_ratio', 4 ** share)));
    const dropped = plan([effectOn(target, 4, { afterDays: 1000 })], { dropOut: { family: 'fixed', at: 300 } });
    expectEnds(livesWith(scenario, [dropped]), 'odd', named(SETTLED));
    const points = plan([effectOn({ ...target, kind: 'points' }, 0.2, { afterDays: 1000, halfLife: 100 })], {
      stay: { family: 'fixed', at: 200 },
    });
    expectEnds(livesWith(scenario, [points]), 'odd', named(withMoved(SETTLED, 0, 'points', 0.2 * share)));
  });

  test('towards a state there is none of, or of what has one outcome, is refused', () => {
    const refused = (acts: EffectTarget, words: RegExp): void => {
      const extended = (): unknown => withProgrammes(scenario.model, [plan([effectOn(acts, 2)])]);
      expect(extended).toThrow(PathwayError);
      expect(extended).toThrow(words);
    };
    refused({ kind: 'odds_ratio', towards: 'nowhere', of: DECIDE }, /no outcome of "decide" leads to "nowhere"/);
    refused({ kind: 'odds_ratio', towards: 'a', of: { transitions: ['decided'] } }, /unknown transition "decided"/);
    const entering = { region: 'case', states: ['a'] };
    refused({ kind: 'points', towards: 'w', of: { entering, region: 'after' } }, /leads to "w"/);
    refused({ kind: 'points', towards: 'u', of: { entering, region: 'case' } }, /forces nothing in "case"/);
    refused(
      { kind: 'points', towards: 'u', of: { entering: { region: 'case', states: ['b'] }, region: 'after' } },
      /forces nothing/,
    );
    refused(
      { kind: 'points', towards: 'u', of: { entering: { region: 'cases', states: ['b'] }, region: 'after' } },
      /unknown region/,
    );
  });
});

describe('a share diverted', () => {
  const divert = (share: number, to: string | null, more: Partial<ProgrammePlan> = {}): ProgrammePlan =>
    plan([effectOn({ kind: 'diverted', transitions: ['decide'], to }, share)], more);

  test.each([0, 0.35, 1])('of %d goes to another state; the rest turn out as before', (share) => {
    const watched = livesWith(scenario, [divert(share, 'd')]);
    expectEnds(watched, 'odd', { ...named(SETTLED.map((p) => p * (1 - share))), d: share });
    expectEnds(watched, 'plain', named(SETTLED));
  });

  test('stays where it is, and nothing is forced', () => {
    const open = resolveText(
      JSON.stringify({
        pathway: 'open',
        run: { start: '2025-04-01', years: 2, replications: 1, seed: 'open' },
        arrivals: { all: { rate: '0 per day', at_start: 4000, enters: { case: 'here' } } },
        regions: {
          case: {
            initial: 'here',
            states: { here: {}, gone: { stays: true } },
            transitions: {
              go: { from: 'here', to: 'gone', clock: { exponential: '0.01 per day' }, forces: { after: 'told' } },
            },
          },
          after: { initial: 'none', states: { none: { stays: true }, told: { stays: true } } },
        },
      }),
    );
    const it = programme({
      stay: { family: 'fixed', at: 5000 },
      effects: [effectOn({ kind: 'diverted', transitions: ['go'], to: null }, 0.4)],
    });
    const { lives, horizon } = livesWith(open, [it]);
    const gone = lives.filter((life) => endOf(life) === 'gone');
    // Each time it happens 60% go: a hazard of 0.006.
    expectNear(shareEstimate(gone.length, lives.length), 1 - Math.exp(-0.006 * horizon), 'gone', 0.1);
    expect(lives.filter((life) => endOf(life, 'after') === 'told')).toEqual(gone);
    const stayed = lives.filter(({ events }) =>
      events.some(({ transition, to }) => transition === 'go' && to === null),
    );
    expect(stayed.length).toBeGreaterThan(500);
  });

  test('cannot be kept from what comes once, at a set time', () => {
    expect(() => withProgrammes(scenario.model, [divert(0.2, null)])).toThrow(/comes once, at a set time/);
    expect(() => withProgrammes(scenario.model, [divert(0, null)])).not.toThrow();
  });

  test('of two programmes: of those whom the first leaves, and of what it diverted, the second takes its share', () => {
    const watched = livesWith(scenario, [divert(0.3, 'd'), divert(0.5, 'c', { id: 'other' })]);
    expectEnds(watched, 'odd', { ...named(SETTLED.map((p, i) => p * 0.7 * 0.5 + (i === 2 ? 0.5 : 0))), d: 0.3 * 0.5 });
  });
});
