/** Laws of brothers and sisters who come to a programme as one, held by any families. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withProgrammes } from '../../engine/programmes/extend.js';
import type { ProgrammePlan } from '../../engine/programmes/plan.js';
import type { TableRow } from '../../engine/study/result.js';
import { Study } from '../../engine/study/study.js';
import { effectOn } from '../support/programme-lives.js';
import { familiesOf, livesOf, type Life } from '../support/lives.js';
import { resolveText } from '../support/pathway-files.js';
import { programme } from '../support/programme-plans.js';
import { runOnce } from '../support/runs.js';
import { family, runHouseholds, type Household, type Stay } from '../support/sibling-programmes.js';

describe('whoever the families are', () => {
  const STAY = 10;

  /** The rule told again, day by day: who is in the programme, and from when to when. Without ties but within a family. */
  function byRule(families: Readonly<Record<string, Household>>, each: 'child' | 'family', places: number): Stay[] {
    const gone = ({ needs, until }: Household, child: number): number => needs + (until[child] ?? Infinity);
    const line = Object.entries(families)
      .sort(([, a], [, b]) => a.needs - b.needs)
      .map(([who, household]) => ({ who, household, left: household.until.map((_, child) => child) }));
    const stays: Stay[] = [];
    /** Places and when they are given up. */
    const held: { to: number; places: number }[] = [];
    const times = new Set<number>();
    for (const { household } of line) {
      times.add(household.needs);
      household.until.forEach((_, child) => times.add(gone(household, child)));
    }
    for (;;) {
      const now = [...times].sort((a, b) => a - b)[0];
      if (now === undefined || now > 365) return stays;
      times.delete(now);
      for (const entry of line) entry.left = entry.left.filter((child) => gone(entry.household, child) > now);
      for (const entry of line) {
        if (entry.left.length === 0) continue;
        if (entry.household.needs > now) break;
        const free = places - held.filter(({ to }) => to > now).reduce((sum, item) => sum + item.places, 0);
        const need = each === 'family' ? 1 : entry.left.length;
        const count = need <= free ? entry.left.length : need > places && each === 'child' ? free : 0;
        const come = entry.left.splice(0, count);
        const ends = come.map((child) => Math.min(now + STAY, gone(entry.household, child)));
        come.forEach((child, i) => stays.push({ who: entry.who, child: child + 1, from: now, to: ends[i]! }));
        if (each === 'family' && come.length > 0) held.push({ to: Math.max(...ends), places: 1 });
        else for (const to of ends) held.push({ to, places: 1 });
        for (const to of ends) times.add(to);
        if (entry.left.length > 0) break;
      }
    }
  }

  const households = fc
    .array(
      fc.record({
        needs: fc.integer({ min: 0, max: 40 }),
        until: fc.array(fc.option(fc.integer({ min: 1, max: 25 }), { nil: null }), { minLength: 1, maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    // No two families come at one instant, and no two events of different families either.
    .map((all) =>
      Object.fromEntries(
        all.map(({ needs, until }, i) => [
          `f${i}`,
          {
            needs: needs + (i + 1) / 64,
            until: until.map((days, child) => (days === null ? null : days + (child + 1) / 1024)),
          },
        ]),
      ),
    );
  const sorted = (stays: readonly Stay[]): string[] =>
    stays
      .filter(({ from }) => from < 365)
      .map(({ who, child, from, to }) => `${who}.${child} ${from.toFixed(6)} ${to.toFixed(6)}`)
      .sort();

  test.each(['child', 'family'] as const)('a place for each %s goes by the rule', (each) => {
    fc.assert(
      fc.property(households, fc.integer({ min: 1, max: 5 }), (families, places) => {
        const { stays, watched } = runHouseholds(families, family(each, places));
        expect(sorted(stays)).toEqual(sorted(byRule(families, each, places)));

        // What is given up is what was taken: nothing is in use at the end, and never more than there is.
        expect(watched.counted.stock('in_use').at(-1)).toBe(0);
        const held =
          each === 'child'
            ? stays.map(({ from, to }) => ({ from, to }))
            : [...new Set(stays.map(({ who, from }) => `${who} ${from}`))].map((key) => {
                const own = stays.filter(({ who, from }) => `${who} ${from}` === key);
                return { from: own[0]!.from, to: Math.max(...own.map(({ to }) => to)) };
              });
        for (const { from } of held)
          expect(held.filter((other) => other.from <= from && from < other.to).length).toBeLessThanOrEqual(places);
        const days = held.reduce((sum, { from, to }) => sum + to - from, 0);
        expect(Math.abs(watched.counted.days('in_use') - days)).toBeLessThan(0.01);
      }),
      { numRuns: 60, seed: 20251122 },
    );
  });
});

/** Families whose children come to need together, and stop by themselves; some need again. */
const populationFile = (children: string): string => `
pathway: population
run: {start: 2025-04-01, years: 3, replications: 1, seed: siblings}
attributes: {kind: [plain, odd]}
arrivals:
  families: {rate: 0.6 per day, at_start: 40, ${children} age: {1 to 9: 1}, attributes: {kind: {plain: 0.6, odd: rest}}}
regions:
  case:
    initial: home
    states: {home: {}, need: {}, care: {}, gone: {final: true}}
    transitions:
      needs: {from: home, to: need, clock: {exponential: 3 per year}, luck: family}
      eases: {from: need, to: home, clock: {weibull: {shape: 1.4, scale: 150 days}, since: entry}}
      enters: {from: need, to: care, clock: {exponential: 1 per year}, multiply: {by: kind, values: {odd: 1.5}}}
      leaves: {from: care, to: gone, clock: {exponential: 2 per year}}
measures:
  in_need: {label: In need, stock: {case: need}}
  entries: {label: Entries, enters: {case: care}}
`;
const SIBLINGS = 'children: {1: 0.4, 2: 0.3, 3: 0.2, 4: rest}, age_gap: {1 to 3: 0.7, 3 to 6: rest},';
const plan = (more: Partial<ProgrammePlan> = {}): ProgrammePlan =>
  programme({
    eligible: [{ kind: 'state', region: 'case', states: ['need'] }],
    takeUp: 0.7,
    places: [{ from: 0, places: 30 }],
    waiting: { kind: 'gives up', after: { family: 'fixed', at: 20 } },
    stay: { family: 'lognormal', median: 60, sdlog: 0.5 },
    dropOut: { family: 'exponential', rate: 0.004 },
    endsWhenNotEligible: true,
    again: { kind: 'after', days: 30 },
    effects: [effectOn({ kind: 'hazard_ratio', transitions: ['enters'] }, 0.6)],
    ...more,
  });

describe('a family of one', () => {
  test.each(['child', 'family'] as const)(
    'comes to a programme as one child does, to the bit: a place for each %s',
    (each) => {
      for (const children of ['', 'children: {1: 1},']) {
        const scenario = resolveText(populationFile(children));
        const lives = (plans: readonly ProgrammePlan[]): unknown => {
          const model = withProgrammes(scenario.model, plans);
          const { events, ...counted } = runOnce(scenario, { model });
          return [events, counted.tables, livesOf(scenario, { model }).lives];
        };
        const other = { id: 'other', title: 'Other', takeUp: 0.5, places: [{ from: 0, places: 8 }] } as const;
        expect(lives([plan({ siblings: { each } }), plan({ ...other, siblings: { each } })])).toEqual(
          lives([plan(), plan(other)]),
        );
      }
    },
  );

  test('among families of more lives as it does alone, where nobody has to wait', () => {
    const scenario = resolveText(populationFile(SIBLINGS));
    const ones = (siblings: Partial<ProgrammePlan>): readonly Life[] => {
      const model = withProgrammes(scenario.model, [plan({ ...siblings, places: [{ from: 0, places: 100_000 }] })]);
      return familiesOf(livesOf(scenario, { model }).lives).flatMap((life) => (life.length === 1 ? life : []));
    };
    const together = ones({ siblings: { each: 'family' } });
    expect(together.length).toBeGreaterThan(200);
    expect(together).toEqual(ones({}));
  });
});

describe('brothers and sisters', () => {
  const scenario = resolveText(populationFile(SIBLINGS));
  const lives = (each: 'child' | 'family', places: number): Life[][] =>
    familiesOf(
      livesOf(scenario, {
        model: withProgrammes(scenario.model, [plan({ siblings: { each }, places: [{ from: 0, places }] })]),
      }).lives,
    );
  /** Each child's first events in the programme, by the time at which it was offered. */
  const firsts = (members: readonly Life[]) =>
    members.flatMap(({ events }) => {
      const own = events.filter(({ region }) => region === 'programme_help');
      const [offer, next, then] = own;
      return offer === undefined ? [] : [{ offer, next, then }];
    });

  test('accept or decline as one, as often as families do', () => {
    let families = 0;
    let accepted = 0;
    for (const members of lives('child', 100_000)) {
      const answers = firsts(members).map(({ offer }) => offer.to);
      if (answers.length === 0) continue;
      expect(new Set(answers).size).toBe(1);
      families++;
      if (answers[0] === 'waiting') accepted++;
    }
    expect(families).toBeGreaterThan(500);
    // Four standard errors: one in 16,000 by chance.
    expect(Math.abs(accepted / families - 0.7)).toBeLessThan(4 * Math.sqrt((0.7 * 0.3) / families));
  });

  test('start together or wait together, stay and drop out as one, unless their own course ends it before', () => {
    const pairs = lives('child', 25).flatMap((members) => {
      const all = firsts(members).filter(({ offer, next }) => offer.to === 'waiting' && next?.to === 'in_programme');
      return all.flatMap((one, i) =>
        all.slice(i + 1).flatMap((other) => (one.offer.time === other.offer.time ? [[one, other] as const] : [])),
      );
    });
    for (const [one, other] of pairs) expect(one.next!.time).toBe(other.next!.time);
    // Those whose stay was not cut short by what became of the child.
    const whole = pairs.filter((pair) =>
      pair.every(({ then }) => then !== undefined && !then.transition.includes('ended')),
    );
    for (const [one, other] of whole)
      expect([one.then!.time, one.then!.to]).toEqual([other.then!.time, other.then!.to]);
    expect(whole.length).toBeGreaterThan(50);
    expect(pairs.length - whole.length).toBeGreaterThan(50);
  });

  test('nobody is lost: whoever accepts begins, leaves the queue, gives up or still waits', () => {
    const all = [...lives('child', 12), ...lives('family', 12)].flat();
    const after = (before: string): Set<string | null> =>
      new Set(
        all.flatMap(({ events }) => {
          const own = events.filter(({ region }) => region === 'programme_help');
          return own.flatMap(({ to }, i) => (to === before && i + 1 < own.length ? [own[i + 1]!.to] : []));
        }),
      );
    expect(after('waiting')).toEqual(new Set(['in_programme', 'not_offered', 'declined']));
    // A child who is followed no further has left the programme before.
    const last = all
      .filter(({ events }) => events.some(({ isFinal }) => isFinal))
      .map(({ events }) => events.findLast(({ region }) => region === 'programme_help')?.to);
    expect(last.length).toBeGreaterThan(100);
    expect(last).not.toContain('waiting');
    expect(last).not.toContain('in_programme');
  });

  test('come together to each of several programmes', () => {
    const plans = ['help', 'more'].map((id) =>
      plan({ id, title: id, takeUp: 1, siblings: { each: 'family' }, places: [{ from: 0, places: 60 }] }),
    );
    const found = familiesOf(livesOf(scenario, { model: withProgrammes(scenario.model, plans) }).lives);
    const pairs = ['help', 'more'].flatMap((id) =>
      found.flatMap((members) => {
        // Who came to it straight from its first wait.
        const starts = members.flatMap(({ events }) => {
          const [offer, next] = events.filter(({ region }) => region === `programme_${id}`);
          return offer !== undefined && next?.to === 'in_programme' ? [{ offered: offer.time, began: next.time }] : [];
        });
        return starts.flatMap((one, i) =>
          starts.slice(i + 1).flatMap((other) => (one.offered === other.offered ? [[one.began, other.began]] : [])),
        );
      }),
    );
    expect(pairs.length).toBeGreaterThan(300);
    for (const [one, other] of pairs) expect(one).toBe(other);
  });
});

/** Rows of a study of two replications. */
function studied(
  more: Partial<ProgrammePlan>,
  pairing: 'fork' | 'separate' = 'fork',
  children = SIBLINGS,
): readonly TableRow[] {
  const scenario = resolveText(populationFile(children));
  const study = new Study(
    {
      model: scenario.model,
      ledger: scenario.ledger,
      programmes: [plan(more)],
      programmeCosts: [],
      fixedCosts: [],
      start: null,
      epoch: scenario.startDay,
      months: 36,
      seed: 'siblings',
      area: '',
      discountRate: null,
      discounting: 'yearly',
    },
    scenario.measureInfo,
    null,
    pairing,
  );
  const { rows } = study.summarise(
    [0, 1].map((replication) => study.replicate(replication)),
    '',
  );
  return rows.filter(({ option, measure }) => option === 'option' || !measure.startsWith('programme'));
}

test('lives simulated once for both worlds, or twice, give the same; so do places without limit', () => {
  for (const each of ['child', 'family'] as const) {
    const few = { siblings: { each }, places: [{ from: 0, places: 25 }] };
    expect(studied(few)).toEqual(studied(few, 'separate'));
    const many = { siblings: { each }, places: [{ from: 0, places: 100_000 }] };
    expect(studied({ ...many, places: null })).toEqual(studied(many, 'separate'));
  }
});

test('places that siblings share are counted as places, where there are siblings', () => {
  const days = (rows: readonly TableRow[], name: string): number[] =>
    rows.filter(({ measure, periodKind }) => measure === name && periodKind === 'day').map(({ value }) => value);
  const rows = studied({ siblings: { each: 'family' }, places: [{ from: 0, places: 25 }] });
  const [used, children] = [days(rows, 'programme_places_used'), days(rows, 'programme_in')];
  expect(used.length).toBe(children.length);
  expect(Math.max(...used)).toBeLessThanOrEqual(25);
  expect(Math.max(...children)).toBeGreaterThan(25);
  used.forEach((places, i) => expect(places).toBeLessThanOrEqual(children[i]!));
  expect(days(studied({ siblings: { each: 'family' } }, 'fork', ''), 'programme_places_used')).toEqual([]);
  expect(days(studied({ siblings: { each: 'child' } }), 'programme_places_used')).toEqual([]);
});
