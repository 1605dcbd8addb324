/** What several programmes do together, by the hazards that must result. */
import { describe, expect, test } from 'vitest';
import type { Overlap, ProgrammePlan } from '../../engine/programmes/plan.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import { PathwayError } from '../../engine/pathway/model.js';
import { modelOf, resolveText } from '../support/pathway-files.js';
import { effectOn, expectLaw, hazardLaw, livesWith, type Steps } from '../support/programme-lives.js';
import { programme } from '../support/programme-plans.js';
import { stay } from '../support/stays.js';

const RATE = 0.004;
const text = stay(`{exponential: ${RATE} per day}`, { units: 5000, years: 12 });

interface Spell {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly ratio: number;
}

const A: Spell = { id: 'a', from: 30, to: 300, ratio: 0.3 };
const B: Spell = { id: 'b', from: 100, to: 400, ratio: 0.7 };
const C: Spell = { id: 'c', from: 200, to: 350, ratio: 0.5 };

const plan = ({ id, from, to, ratio }: Spell, overlap?: Overlap, more: Partial<ProgrammePlan> = {}): ProgrammePlan =>
  programme({
    id,
    title: id,
    opens: from,
    stay: { family: 'fixed', at: to - from },
    effects: [effectOn({ kind: 'hazard_ratio', transitions: ['go'] }, ratio)],
    ...(overlap !== undefined && { overlap }),
    ...more,
  });

/** Steps of the hazard from who is in what, and what those do together. */
function steps(spells: readonly Spell[], together: (active: readonly Spell[]) => number): Steps {
  const days = [...new Set(spells.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  return days.map((day) => [day, together(spells.filter(({ from, to }) => from <= day && day < to))]);
}
const product = (active: readonly Spell[]): number => active.reduce((so, { ratio }) => so * ratio, 1);
/** The ratio furthest from 1. */
const strongest = (active: readonly Spell[]): number =>
  active.reduce((best, { ratio }) => (Math.abs(Math.log(ratio)) > Math.abs(Math.log(best)) ? ratio : best), 1);

function expectTogether(
  plans: readonly ProgrammePlan[],
  spells: readonly Spell[],
  together: (active: readonly Spell[]) => number,
): void {
  expectLaw(text, plans, hazardLaw(RATE, steps(spells, together)));
}

describe('without a rule', () => {
  test('ratios multiply', () => {
    expectTogether([plan(A), plan(B), plan(C)], [A, B, C], product);
  });
});

describe('the strongest', () => {
  const with2: Overlap = { rule: 'strongest', with: ['b'] };

  test('of two counts while both act', () => {
    expectTogether([plan(A, with2), plan(B)], [A, B], strongest);
  });

  test('counts once where both say so', () => {
    expectTogether([plan(A, with2), plan(B, { rule: 'strongest', with: ['a'] })], [A, B], strongest);
  });

  test('of three, whoever says so, and in whatever order they stand', () => {
    const rule = (...ids: string[]): Overlap => ({ rule: 'strongest', with: ids });
    const once = [plan(A, rule('b', 'c')), plan(B), plan(C)];
    const thrice = [plan(C, rule('a', 'b')), plan(B, rule('c', 'a')), plan(A, rule('b', 'c'))];
    expectTogether(once, [A, B, C], strongest);
    expectTogether(thrice, [A, B, C], strongest);
  });

  test('holds between those it names, and not between others', () => {
    // B gives way to A, and C has no rule with either.
    expectTogether([plan(A, with2), plan(B), plan(C)], [A, B, C], (active) => {
      const held = active.filter(({ id }) => id !== 'c');
      return strongest(held) * product(active.filter(({ id }) => id === 'c'));
    });
  });

  test('of a harm and a good is that which is further from 1', () => {
    const harm = { ...B, ratio: 5 };
    expectTogether([plan(A, with2), plan(harm)], [A, harm], strongest);
  });

  test('is judged as effects fade', () => {
    const fading = plan({ ...A, to: 200 }, with2, {
      effects: [effectOn({ kind: 'hazard_ratio', transitions: ['go'] }, 0.3, { afterDays: 200, halfLife: 100 })],
    });
    const other = { ...B, ratio: 0.6 };
    const left = (from: number): number => 0.3 ** ((2 ** (-from / 100) - 2 ** (-(from + 50) / 100)) / (0.5 * Math.LN2));
    const spells: Spell[] = [
      { ...A, to: 200 },
      ...[0, 50, 100, 150].map((from) => ({ id: 'a', from: 200 + from, to: 250 + from, ratio: left(from) })),
      other,
    ];
    // From day 350 on less than the other is left of it.
    expect(left(50)).toBeLessThan(other.ratio);
    expect(left(150)).toBeGreaterThan(other.ratio);
    expectTogether([fading, plan(other)], spells, strongest);
  });

  test('among those who are not there, or do not act there, changes nothing', () => {
    const neutral = plan({ ...B, ratio: 1 });
    for (const others of [[], [neutral]]) {
      const model = withProgrammes(modelOf(text), [plan(A, { rule: 'strongest', with: ['b', 'zzz'] }), ...others]);
      expect(model.regions.filter(({ name }) => name.startsWith('overlap'))).toEqual([]);
    }
  });
});

describe('a floor', () => {
  const capped = (at: number, ...ids: string[]): Overlap => ({ rule: 'capped', at, with: ids });

  test('is what two come to at least, each alone being what it is', () => {
    expectTogether([plan(B, capped(0.45, 'c')), plan(C)], [B, C], (active) => Math.max(0.45, product(active)));
  });

  test('is never above what the strongest does alone: nobody is worse off for having both', () => {
    expectTogether([plan(A, capped(0.5, 'b')), plan(B)], [A, B], (active) =>
      active.length === 2 ? 0.3 : product(active),
    );
  });

  test('of each of two is met, and counts once', () => {
    const both = [plan(B, capped(0.4, 'c')), plan(C, capped(0.45, 'b'))];
    expectTogether(both, [B, C], (active) => (active.length === 2 ? 0.45 : product(active)));
  });

  test('of three holds for two of them as well', () => {
    const mild = { ...A, ratio: 0.8 };
    expectTogether([plan(mild), plan(B, capped(0.5, 'a', 'c')), plan(C)], [mild, B, C], (active) =>
      Math.max(0.5, product(active)),
    );
  });

  test('that is not reached changes nothing', () => {
    const model = withProgrammes(modelOf(text), [plan(B, capped(0.1, 'c')), plan(C)]);
    expect(model.regions.filter(({ name }) => name.startsWith('overlap'))).toEqual([]);
  });
});

describe('one at a time', () => {
  const exclusive = (...ids: string[]): Overlap => ({ rule: 'exclusive', with: ids });
  const still = resolveText(stay('{exponential: 0 per day}', { units: 60, years: 3 }));
  const spellsOf = (plans: readonly ProgrammePlan[]): [string, number][][] =>
    livesWith(still, plans).lives.map(({ events }) =>
      events.flatMap(({ region, transition, to, time }): [string, number][] =>
        transition.endsWith('_started') || transition.endsWith('_completed') ? [[`${region} ${to!}`, time]] : [],
      ),
    );

  test.each([
    ['the first', [plan(A, exclusive('b')), plan(B)]],
    ['the second', [plan(A), plan(B, exclusive('a'))]],
    ['both', [plan(A, exclusive('b')), plan(B, exclusive('a'))]],
  ])('the other is offered only after, where %s says so', (_, plans) => {
    for (const spells of spellsOf(plans))
      expect(spells).toEqual([
        ['programme_a in_programme', 30],
        ['programme_a done', 300],
        ['programme_b in_programme', 300],
        ['programme_b done', 600],
      ]);
  });

  test('of three, all after one another', () => {
    const plans = [plan(A, exclusive('b', 'c')), plan(B, exclusive('c')), plan(C)];
    for (const spells of spellsOf(plans)) {
      expect(spells).toHaveLength(6);
      spells.forEach(([, time], i) => expect(time).toBeGreaterThanOrEqual(spells[i - 1]?.[1] ?? 0));
      expect(spells.filter(([, time], i) => i % 2 === 0 && i > 0 && time !== spells[i - 1]![1])).toEqual([]);
    }
  });

  test('who waits for one is not offered the other; who has turned one down is, and keeps that mind', () => {
    const none = { places: [{ from: 0, places: 0 }] } as const;
    const waiting = spellsOf([plan(A, exclusive('b'), none), plan(B)]);
    expect(waiting.flat()).toEqual([]);
    const declines = livesWith(still, [plan(A, exclusive('b'), { takeUp: 0 }), plan(B)]).lives;
    for (const { events } of declines) {
      expect(events.filter(({ transition }) => transition === 'programme_a_offered')).toHaveLength(1);
      expect(events.filter(({ transition }) => transition === 'programme_b_started')).toHaveLength(1);
    }
  });

  test('two that turn everybody away are each offered once, and an end is reached', () => {
    const full: Partial<ProgrammePlan> = {
      opens: 0,
      places: [{ from: 0, places: 0 }],
      waiting: { kind: 'no waiting' },
    };
    const { lives } = livesWith(still, [plan(A, exclusive('b'), full), plan(B, undefined, full)]);
    for (const { events } of lives)
      expect(events.map(({ transition }) => transition).sort()).toEqual([
        'programme_a_gave_up',
        'programme_a_offered',
        'programme_b_gave_up',
        'programme_b_offered',
      ]);
  });
});

describe('a rule that cannot be kept', () => {
  test('is refused for an effect on some', () => {
    const only = [{ kind: 'age', from: 10 }] as const;
    const some = plan(B, undefined, {
      effects: [effectOn({ kind: 'hazard_ratio', transitions: ['go'] }, 0.5, { only })],
    });
    expect(() => withProgrammes(modelOf(text), [plan(A, { rule: 'strongest', with: ['b'] }), some])).toThrow(
      /subgroup only/,
    );
  });

  test('is refused where it needs too many states, with how many there may be', () => {
    const many = (spell: Spell, overlap?: Overlap): ProgrammePlan =>
      plan(spell, overlap, {
        effects: [
          effectOn({ kind: 'hazard_ratio', transitions: ['go'] }, spell.ratio, { afterDays: 900, halfLife: 200 }),
        ],
        fidelity: [0.2, 0.4, 0.6, 0.8, 1].map((share, i) => ({ from: spell.from + 100 * i, share })),
      });
    const extended = (): unknown =>
      withProgrammes(modelOf(text), [many(A, { rule: 'strongest', with: ['b'] }), many(B)]);
    expect(extended).toThrow(PathwayError);
    expect(extended).toThrow(/at most 200/);
  });
});
