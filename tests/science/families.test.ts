/** Families: what children of one share and what is their own; a family taken apart; families of one. */
import { describe, expect, test } from 'vitest';
import { agrees, fits, held } from '../support/battery.js';
import { shareEstimate, estimateOf } from '../support/estimates.js';
import { familiesOf, livesOf, when, type Life } from '../support/lives.js';
import { membersAlone } from '../support/members.js';
import { independenceP, uniformP } from '../support/numerics.js';
import { runOnce } from '../support/runs.js';

const SECTION = 'Families';

/** A pathway with something of every kind that families share, and of every kind that they do not. */
export const household = (
  options: { children?: string; of?: string; rate?: string; atStart?: number; more?: string } = {},
): string => {
  const {
    children = 'children: {1: 0.4, 2: 0.3, 3: 0.2, 4: rest}, age_gap: {1 to 3: 0.7, 3 to 6: rest},',
    of = 'of: family, ',
    rate = '0.5 per day',
    atStart = 60,
    more = '',
  } = options;
  const shared = of !== '';
  return `
pathway: household
run: {start: 2025-04-01, years: 4, replications: 1, seed: household}
attributes: {sex: [f, m], area: {${of}levels: [n, s]}}
moments: [came]
counters: [moves]
frozen: {age_at_entry: age}
frailties: {risk: normal, home: {${of}gamma: {variance: 0.8}}}
arrivals:
  families: {rate: ${rate}, at_start: ${atStart}, ${children} age: {0 to 10: 1}, attributes: {sex: {f: 0.5, m: rest}, area: {n: 0.3, s: rest}}}
regions:
  household:
    ${shared ? 'of: family' : ''}
    initial: calm
    states: {calm: {marks: came}, strained: }
    transitions:
      strain: {from: calm, to: strained, clock: {weibull: {shape: 1.3, scale: 200 days}, since: entry}, frailty: {home: 1}, multiply: {by: area, values: {n: 1.5}}}
      ease: {from: strained, to: calm, clock: {lognormal: {median: 60 days, sdlog: 0.7}, since: entry}}
  case:
    initial: home
    states: {home: {freezes: age_at_entry}, away: {counts: moves}, grown: {final: true}}
    transitions:
      goes: {from: home, to: [{state: away, share: 0.8}, {state: stay, share: rest}], clock: {exponential: 0.01 per day}, frailty: {risk: 0.5, home: 0.5}, multiply: [{by: household, values: {strained: 3}}, {by: age_at_entry, from: {0: 1, 5: 2}}, {by: moves, from: {0: 1, 2: 1.4}}]}
      back: {from: away, to: home, clock: {gamma: {shape: 2, mean: 40 days}, since: entry}, stretch: {by: sex, values: {m: 1.3}}${shared ? ', luck: family' : ''}}
      review: {from: home, to: stay, clock: {recurring: {every: 50 days}, since: came}}
      grows: {from: [home, away], to: grown, birthday: 12}
${more}
`;
};

const life = ({ stream, unit, member, ...rest }: Life): unknown => [stream, unit, member, rest];

describe('a family taken apart', () => {
  const text = household();
  const { lives } = livesOf(text);

  test('lives the same lives, whoever else is simulated, in whatever order', () => {
    expect(lives.length).toBeGreaterThan(1000);
    const alone = membersAlone(text, [...lives].reverse()).reverse();
    lives.forEach((whole, i) => expect(life(alone[i]!)).toEqual(life(whole)));
    held(
      {
        section: SECTION,
        law: 'A member of a family simulated alone lives the life it lives in it',
        what: 'every event, to the bit',
      },
      `${lives.length} children`,
    );
  });

  test('in two parts, is the same family: what is the family’s happens to both parts at the same instants', () => {
    const families = familiesOf(lives);
    let together = 0;
    for (const members of families) {
      const own = members.map((item) =>
        item.events.filter(({ transition }) => transition === 'strain' || transition === 'ease'),
      );
      const ends = members.map(
        (item) => item.events.find(({ to }) => to === 'grown')?.time ?? Number.POSITIVE_INFINITY,
      );
      own.forEach((events, i) => {
        const until = Math.min(ends[0]!, ends[i]!);
        expect(events.filter(({ time }) => time < until)).toEqual(own[0]!.filter(({ time }) => time < until));
        together += events.length;
      });
    }
    held(
      {
        section: SECTION,
        law: 'A region of the family moves for all its children at once',
        what: 'every event, to the bit',
      },
      `${together} events in ${families.length} families`,
    );
  });

  test('one more family changes no other', () => {
    const more = livesOf(household({ atStart: 61 })).lives;
    const units = new Set(lives.map((item) => item.unit));
    const known = more.filter((item) => units.has(item.unit));
    expect(known.map(life)).toEqual(lives.map(life));
  });
});

describe('a family of one', () => {
  test('is a unit without families, bit for bit', () => {
    const one = runOnce(household({ children: 'children: {1: 1},', rate: '2 per day' }));
    const none = runOnce(household({ children: '', of: '', rate: '2 per day' }));
    expect(one.everything()).toEqual(none.everything());
    expect(one.events).toBe(none.events);
    expect(livesOf(household({ children: 'children: {1: 1}, age_gap: {2 to 3: 1},' })).lives.map(life)).toEqual(
      livesOf(household({ children: '', of: '' })).lives.map(life),
    );
    held(
      {
        section: SECTION,
        law: 'A family of one is a unit without families',
        what: 'every life, stock, flow and time, to the bit',
      },
      `${one.events} events`,
    );
  });

  test('the first child of any family is that unit too', () => {
    const eldest = livesOf(household({ children: 'children: {1: 0.2, 5: rest},' })).lives.filter(
      (item) => item.member === 0,
    );
    const single = livesOf(household({ children: 'children: {1: 1},' })).lives;
    expect(eldest.map(life)).toEqual(single.map(life));
  });
});

const siblings = (luck: string, attributes = ''): string => `
pathway: siblings
run: {start: 2025-04-01, years: 30, replications: 1, seed: siblings}
${attributes}
arrivals: {families: {rate: 0 per day, at_start: 40000, children: {2: 1}, age: {0 to 8: 1}, ${attributes === '' ? '' : 'attributes: {sex: {f: 0.5, m: rest}, area: {n: 0.3, s: rest}},'} age_gap: {1 to 3: 0.7, 3 to 7: rest}}}
regions:
  case:
    initial: here
    states: {here: , a: {final: true}, b: {final: true}}
    transitions:
      go: {from: here, to: [{state: a, share: 0.3}, {state: b, share: rest}], clock: {weibull: {shape: 1.5, scale: 100 days}, since: entry}${luck}}
`;

/** Both children of each family. */
const pairsOf = (lives: readonly Life[]): (readonly [Life, Life])[] =>
  familiesOf(lives).map((members) => [members[0]!, members[1]!] as const);

describe('luck', () => {
  test('of the family is one clock and one outcome for all', () => {
    const pairs = pairsOf(livesOf(siblings(', luck: family')).lives);
    for (const [a, b] of pairs) expect(a.events).toEqual(b.events);
    held(
      {
        section: SECTION,
        law: 'Luck of the family is the same for all its children',
        what: 'time and outcome, to the bit',
      },
      `${pairs.length} families`,
    );
    fits(
      {
        section: SECTION,
        law: 'Luck of the family is the same for all its children',
        what: 'and has the law of the clock',
      },
      `Kolmogorov, ${pairs.length} times`,
      uniformP(pairs.map(([a]) => Math.exp(-((when(a, 'go') / 100) ** 1.5)))),
    );
  });

  test('of their own has nothing in common', () => {
    const pairs = pairsOf(livesOf(siblings('')).lives);
    const law = 'Luck of their own: siblings are independent';
    const places = pairs.map((pair) => pair.map((item) => Math.exp(-((when(item, 'go') / 100) ** 1.5))));
    fits(
      { section: SECTION, law, what: 'times of the two' },
      'correlation',
      independenceP(
        places.map(([a]) => a!),
        places.map(([, b]) => b!),
      ),
    );
    const wins = pairs.map((pair) => pair.map((item) => (item.events[0]!.to === 'a' ? 1 : 0)));
    fits(
      { section: SECTION, law, what: 'outcomes of the two' },
      'correlation',
      independenceP(
        wins.map(([a]) => a!),
        wins.map(([, b]) => b!),
      ),
    );
    fits(
      { section: SECTION, law, what: 'time of one, outcome of the other' },
      'correlation',
      independenceP(
        places.map(([a]) => a!),
        wins.map(([, b]) => b!),
      ),
    );
    fits(
      { section: SECTION, law, what: 'the second child’s times have the law too' },
      `Kolmogorov, ${pairs.length} times`,
      uniformP(places.map(([, b]) => b!)),
    );
    agrees(
      { section: SECTION, law, what: 'both come out the first way' },
      shareEstimate(wins.filter(([a, b]) => a! + b! === 2).length, pairs.length),
      0.09,
      0.02,
    );
  });
});

describe('ages and attributes', () => {
  test('the elder are older by a gap, whose law is that of the file; attributes are shared or their own', () => {
    const pairs = pairsOf(livesOf(siblings('', 'attributes: {sex: [f, m], area: {of: family, levels: [n, s]}}')).lives);
    const law = 'Ages, sexes and areas of siblings';
    const claim = (what: string) => ({ section: SECTION, law, what });
    const gaps = pairs.map(([a, b]) => (a.birth - b.birth) / 365.25);
    agrees(claim('mean gap in age'), estimateOf(gaps), 0.7 * 2 + 0.3 * 5);
    agrees(claim('gaps of under three years'), shareEstimate(gaps.filter((gap) => gap < 3).length, gaps.length), 0.7);
    const youngest = pairs.map(([a]) => (a.came - a.birth) / 365.25);
    fits(claim('gap and age of the youngest'), 'correlation', independenceP(gaps, youngest));
    for (const [a, b] of pairs) expect(a.attributes['area']).toBe(b.attributes['area']);
    agrees(
      claim('of one sex'),
      shareEstimate(pairs.filter(([a, b]) => a.attributes['sex'] === b.attributes['sex']).length, pairs.length),
      0.5,
    );
    agrees(
      claim('in the north, both'),
      shareEstimate(pairs.filter(([a]) => a.attributes['area'] === 'n').length, pairs.length),
      0.3,
    );
  });

  test('families have as many children as the file says', () => {
    const { lives } = livesOf(siblings('').replace('{2: 1}', '{1: 0.5, 2: 0.2, 4: rest}'));
    const sizes = familiesOf(lives).map((members) => members.length);
    for (const [size, share] of [
      [1, 0.5],
      [2, 0.2],
      [4, 0.3],
    ] as const)
      agrees(
        { section: SECTION, law: 'Families have as many children as the file says', what: `${size}` },
        shareEstimate(sizes.filter((n) => n === size).length, sizes.length),
        share,
      );
    expect(sizes.includes(3)).toBe(false);
  });
});
