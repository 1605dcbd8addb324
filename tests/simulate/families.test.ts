/** Families, small and by hand: what their children share to the bit, and what is each child's own. */
import { describe, expect, test } from 'vitest';
import { familiesOf, livesOf, when, type Life } from '../support/lives.js';
import { membersAlone } from '../support/members.js';
import { runOnce } from '../support/runs.js';

const household = ({
  children = 'children: {1: 0.4, 3: rest}, age_gap: {1 to 3: 1},',
  of = 'of: family, ',
  atStart = 40,
} = {}): string => `
pathway: household
run: {start: 2025-04-01, years: 2, replications: 1, seed: household}
attributes: {sex: [f, m], area: {${of}levels: [n, s]}}
frailties: {risk: normal, home: {${of}gamma: {variance: 0.8}}}
arrivals:
  families: {rate: 0.05 per day, at_start: ${atStart}, ${children} age: {0 to 10: 1}, attributes: {sex: {f: 0.5, m: rest}, area: {n: 0.3, s: rest}}}
regions:
  household:
    ${of === '' ? '' : 'of: family'}
    initial: calm
    states: {calm: , strained: }
    transitions:
      strain: {from: calm, to: strained, clock: {weibull: {shape: 1.3, scale: 100 days}, since: entry}, frailty: {home: 1}}
      ease: {from: strained, to: calm, clock: {lognormal: {median: 60 days, sdlog: 0.7}, since: entry}}
  case:
    initial: home
    states: {home: , away: , grown: {final: true}}
    transitions:
      goes: {from: home, to: [{state: away, share: 0.8}, {state: stay, share: rest}], clock: {exponential: 0.01 per day}, frailty: {risk: 0.5}, multiply: {by: household, values: {strained: 3}}}
      back: {from: away, to: home, clock: {gamma: {shape: 2, mean: 40 days}, since: entry}}
      grows: {from: [home, away], to: grown, birthday: 12}
`;
/** A life without the fields that another file would not have. */
const plain = ({ stream, unit, member, came, birth, events }: Life) => ({ stream, unit, member, came, birth, events });

describe('a family', () => {
  const text = household();
  const { lives } = livesOf(text);
  const families = familiesOf(lives);

  test('has its children in order, of its sizes, each older than the last by the gap', () => {
    expect(new Set(families.map((members) => members.length))).toEqual(new Set([1, 3]));
    for (const members of families)
      members.forEach((life, i) => {
        expect(life.member).toBe(i);
        expect(life.came).toBe(members[0]!.came);
        if (i === 0) return;
        const gap = (members[i - 1]!.birth - life.birth) / 365.25;
        expect(gap).toBeGreaterThanOrEqual(1 - 1 / 365);
        expect(gap).toBeLessThanOrEqual(3 + 1 / 365);
      });
  });

  test('shares what is the family’s, and nothing else', () => {
    const big = families.filter((members) => members.length === 3);
    for (const members of big) {
      expect(new Set(members.map((life) => life.attributes['area'])).size).toBe(1);
      expect(new Set(members.map((life) => life.frailties['home'])).size).toBe(1);
      expect(new Set(members.map((life) => life.frailties['risk'])).size).toBe(3);
      const gone = members.map((life) => when(life, 'goes')).filter(Number.isFinite);
      expect(new Set(gone).size).toBe(gone.length);
      // Those who are followed all the way see the same household.
      const whole = members.filter((life) => when(life, 'grows') === Number.POSITIVE_INFINITY);
      const own = whole.map((life) => life.events.filter(({ transition }) => /strain|ease/.test(transition)));
      for (const events of own) expect(events).toEqual(own[0]);
    }
    expect(new Set(big.map((members) => members.map((life) => life.attributes['sex']).join())).size).toBeGreaterThan(4);
  });

  test('lives the same lives where its children are simulated one by one, in any order', () => {
    const alone = membersAlone(text, [...lives].reverse()).reverse();
    expect(alone.map(plain)).toEqual(lives.map(plain));
  });

  test('does not know of a family more or less', () => {
    const known = new Set(lives.map((life) => life.unit));
    const more = livesOf(household({ atStart: 45 })).lives.filter((life) => known.has(life.unit));
    expect(more.map(plain)).toEqual(lives.map(plain));
  });

  test('of one is a unit without families, bit for bit', () => {
    const one = household({ children: 'children: {1: 1},' });
    const none = household({ children: '', of: '' });
    expect(runOnce(one).everything()).toEqual(runOnce(none).everything());
    expect(livesOf(one).lives.map(plain)).toEqual(livesOf(none).lives.map(plain));
  });

  test('shares the luck of a transition that says so: one clock, one outcome, each visit and each refiring', () => {
    const lucky = (luck: string) =>
      livesOf(`
pathway: luck
run: {start: 2025-04-01, years: 5, replications: 1, seed: luck}
arrivals: {families: {rate: 0 per day, at_start: 60, children: {2: 1}}}
regions:
  case:
    initial: a
    states: {a: , b: }
    transitions:
      go: {from: a, to: [{state: b, share: 0.5}, {state: stay, share: rest}], clock: {weibull: {shape: 2, scale: 80 days}, since: entry}${luck}}
      back: {from: b, to: a, clock: {exponential: 0.02 per day}${luck}}
`).lives;
    const shared = familiesOf(lucky(', luck: family'));
    for (const [a, b] of shared) expect(a!.events).toEqual(b!.events);
    for (const [a, b] of familiesOf(lucky(''))) expect(a!.events).not.toEqual(b!.events);
    // The first child has the luck it would have alone.
    const first = (list: readonly Life[]) => list.filter((life) => life.member === 0).map(plain);
    expect(first(lucky(', luck: family'))).toEqual(first(lucky('')));
  });
});
