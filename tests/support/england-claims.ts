/**
 * What must be true of every child on the pathway of England: nobody is lost, nobody is in two places or in none, no
 * combination that cannot be, birthdays to the day, and counts and money as the children's own episodes add up.
 */
import { expect } from 'vitest';
import type { EnglandRun } from './england-runs.js';
import { birthdayOf, meets, ticksWithin, TICKS, type Followed, type Situation } from './followed.js';
import { sum } from './runs.js';

const YOUNGEST: readonly (readonly [region: string, state: string, age: number])[] = [
  ['placement', 'supported', 16],
  ['placement', 'residential_school', 4],
  ['placement', 'youth_custody', 10],
  ['placement', 'secure_home', 11],
  ['case', 'independent_supported', 16],
  ['case', 'independent_alone', 16],
  ['legal', 'remand', 10],
];
const LEAVERS = ['independent_supported', 'independent_alone', 'stayed_with_carers', 'adult_care', 'left_at_18'];

const is = (region: string, state: string) => (situation: Situation) => situation.states[region] === state;
const isLookedAfter = is('case', 'looked_after');

/** Who breaks a rule, by number and time: an empty list reads better than thousands of equalities. */
function breaches(
  { children }: EnglandRun,
  broken: (child: Followed, situation: Situation) => boolean,
): readonly string[] {
  return children.flatMap((child, i) =>
    child.situations.flatMap((item) =>
      broken(child, item) ? [`child ${i}, from ${item.from} to ${item.to}: ${JSON.stringify(item.states)}`] : [],
    ),
  );
}

/** Periods of care: stretches of time looked after, end to end within one. */
function periodsOfCare({ episodes }: Followed): readonly { readonly from: number; readonly to: number }[] {
  return episodes['case']!.filter(({ state }) => state === 'looked_after');
}

/** Claims about one run. Each throws where it does not hold. */
export const CLAIMS: Readonly<Record<string, (run: EnglandRun) => void>> = {
  'nobody is lost: known at the start and come since = still followed and ended': (run) => {
    const { children, lives, counted, stock, scenario } = run;
    expect(children.flatMap(({ faults }) => faults)).toEqual([]);
    const ended = children.filter((child) => child.ended < Number.POSITIVE_INFINITY).length;
    const everyone = counted.stock('everyone');
    expect(everyone[0]).toBe(stock.count);
    expect(stock.count).toBeGreaterThan(500);
    expect(lives.filter(({ came }) => came <= 0).length).toBe(stock.count);
    expect(everyone.at(-1)).toBe(lives.length);
    const { states } = scenario.model.regions.find(({ name }) => name === 'case')!;
    const final = states.filter((state) => state.final === true);
    expect(sum(final.map(({ label }) => counted.stock('everyone', `case=${label}`).at(-1)!))).toBe(ended);
    expect(ended).toBeGreaterThan(50);
    expect(lives.length - ended).toBeGreaterThan(200);
  },

  'a child is somewhere from coming to going, without a gap': ({ children, horizon }) => {
    for (const { life, situations, ended } of children) {
      const end = Math.min(ended, horizon);
      if (situations.length === 0) expect(end).toBe(life.came);
      else expect([situations[0]!.from, situations.at(-1)!.to]).toEqual([life.came, end]);
      situations.slice(1).forEach((item, k) => expect(item.from).toBe(situations[k]!.to));
    }
  },

  'at every month end each state of each region holds as many as the lives say, and each region everybody': (run) => {
    const { counted, scenario } = run;
    const everyone = counted.stock('everyone');
    for (const region of scenario.model.regions) {
      const own = monthEnds(run, region.name);
      const all = everyone.map(() => 0);
      for (const { name, label } of region.states) {
        const held = counted.stock('everyone', `${region.name}=${label}`);
        expect(held, `${region.name}: ${name}`).toEqual(own.get(name) ?? everyone.map(() => 0));
        held.forEach((n, k) => (all[k]! += n));
      }
      expect(all, region.name).toEqual(everyone);
    }
  },

  'the number looked after changes by those who start and those who cease, who are the children’s own': (run) => {
    const { counted, children } = run;
    const ends = [...counted.bounds];
    const stock = counted.stock('looked_after');
    const [starts, ceased] = [counted.flow('started_looked_after'), counted.flow('ceased_looked_after')];
    starts.forEach((n, k) => expect(stock[k + 1]).toBe(stock[k]! + n - ceased[k]!));
    // Periods of no length too: into care and out of it at one instant.
    const within = (times: readonly number[]): number[] =>
      starts.map((_, k) => times.filter((time) => ends[k]! <= time && time < ends[k + 1]!).length);
    const entries = children.flatMap(({ life }) => entriesToCare(run, life));
    const exits = children.flatMap(({ life }) => exitsFromCare(life));
    expect(within(entries)).toEqual(starts);
    expect(within(exits)).toEqual(ceased);
    expect(sum(starts)).toBeGreaterThan(20);
  },

  'who is looked after has a placement, a legal status and a provider, and nobody else has': (run) => {
    for (const region of ['placement', 'legal', 'provider', 'phase', 'year_in_care'])
      expect(
        breaches(
          run,
          (_, item) =>
            isLookedAfter(item) !== (item.states[region] !== 'none') &&
            !(region === 'provider' && item.states['places']!.startsWith('seeking')),
        ),
        region,
      ).toEqual([]);
  },

  'placements, and legal statuses, fill each period of care from its first instant to its last': ({ children }) => {
    for (const child of children) {
      const periods = periodsOfCare(child);
      periods.slice(1).forEach((period, k) => expect(period.from).toBeGreaterThanOrEqual(periods[k]!.to));
      for (const region of ['placement', 'legal']) {
        const spells = child.episodes[region]!.filter(({ state }) => state !== 'none');
        for (const period of periods) {
          const inside = spells.filter(({ from, to }) => from < period.to && to > period.from);
          expect([inside[0]?.from, inside.at(-1)?.to], region).toEqual([period.from, period.to]);
          inside.slice(1).forEach((item, k) => expect(item.from).toBe(inside[k]!.to));
        }
        const outside = spells.filter(({ from, to }) => !periods.some((item) => item.from <= from && to <= item.to));
        expect(outside, region).toEqual([]);
      }
    }
  },

  'no combination that the file calls impossible lasts': (run) => {
    expect(run.impossible.length).toBeGreaterThan(10);
    for (const condition of run.impossible)
      expect(
        breaches(run, (_, item) => meets(item, condition)),
        JSON.stringify(condition),
      ).toEqual([]);
  },

  'nor one that the law does not know: too young, adoption without an order, with parents under section 20': (run) => {
    for (const [region, state, age] of YOUNGEST)
      expect(
        breaches(
          run,
          ({ life }, item) => is(region, state)(item) && item.from < birthdayOf(life, age, run.scenario.startDay),
        ),
        `${state} under ${age}`,
      ).toEqual([]);
    const placed = ['placed', 'placed_ten_weeks'];
    const underOrder = ['awaiting_match', 'matched', ...placed];
    expect(
      breaches(
        run,
        (_, { states }) => underOrder.includes(states['permanence']!) && states['legal'] !== 'placement_order',
      ),
    ).toEqual([]);
    expect(
      breaches(
        run,
        (_, { states }) =>
          ['placed_for_adoption', 'adoption_same_carer'].includes(states['placement']!) &&
          (states['legal'] !== 'placement_order' || !placed.includes(states['permanence']!)),
      ),
    ).toEqual([]);
    expect(
      breaches(run, (_, { states }) => states['placement'] === 'with_parents' && states['legal'] === 'section_20'),
    ).toEqual([]);
    expect(
      breaches(run, ({ life }, item) => life.attributes['uasc'] === 'yes' && !is('proceedings', 'none')(item)),
    ).toEqual([]);
  },

  'childhood ends on the 18th birthday, to the day, and care the day before': (run) => {
    const { startDay } = run.scenario;
    const grown = (life: Followed['life']): number => birthdayOf(life, 18, startDay);
    const late = ({ life }: Followed, { to, states }: Situation): boolean =>
      to > grown(life) && !LEAVERS.includes(states['case']!);
    expect(breaches(run, late)).toEqual([]);
    for (const { life } of run.children)
      for (const { transition, time } of life.events)
        // The eldest of a family that comes together may be grown up already.
        if (transition === 'leave_at_18' || transition === 'turn_18')
          expect(time, transition).toBe(Math.max(life.came, grown(life)));
    const left = run.children.filter(({ life }) => life.events.some(({ transition }) => transition === 'leave_at_18'));
    expect(left.length).toBeGreaterThan(3);
    for (const child of left) expect(periodsOfCare(child).at(-1)?.to ?? grown(child.life)).toBe(grown(child.life));
  },

  'care leavers, and only they, have a home after care, to the 25th birthday': (run) => {
    const { startDay } = run.scenario;
    for (const region of ['home_after_care', 'activity'])
      expect(
        breaches(run, (_, { states }) => LEAVERS.includes(states['case']!) !== (states[region] !== 'none')),
        region,
      ).toEqual([]);
    expect(breaches(run, ({ life }, { to }) => to > birthdayOf(life, 25, startDay))).toEqual([]);
    for (const { life, ended } of run.children)
      for (const { transition, time } of life.events)
        if (transition === 'turn_25') expect([time, ended]).toEqual([birthdayOf(life, 25, startDay), time]);
  },

  'money is days at the daily rate: own carers and children’s homes, to the penny in every month': (run) => {
    const { counted, children, scenario } = run;
    const paid: Readonly<Record<string, (item: Situation) => boolean>> = {
      foster_care_in_house: ({ states }) =>
        ['foster', 'foster_long_term', 'early_permanence'].includes(states['placement']!) &&
        ['own_authority', 'other_authority'].includes(states['provider']!),
      childrens_home: ({ states }) => states['placement'] === 'childrens_home' && states['places'] === 'in_home',
    };
    for (const [name, where] of Object.entries(paid)) {
      const daily = scenario.ledger.costs.find((cost) => cost.name === name)!.pence;
      const spells = children.flatMap(({ situations }) => situations.filter(where));
      const own = [...counted.bounds].slice(1).map((end, k) => {
        const ticks = sum(spells.map((spell) => ticksWithin(spell, counted.bounds[k]!, end)));
        return Math.round(ticks * (daily / TICKS));
      });
      expect(counted.pence(name), name).toEqual(own);
      expect(sum(own), name).toBeGreaterThan(0);
    }
  },
};

/** How many are in each state of a region at the start and at each month end, as the children's own episodes say. */
function monthEnds(run: EnglandRun, region: string): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>();
  const ends = [...run.counted.bounds];
  const count = (state: string, k: number): void => {
    const row = found.get(state) ?? ends.map(() => 0);
    row[k]! += 1;
    found.set(state, row);
  };
  for (const { life, episodes } of run.children) {
    if (life.came <= 0) count(run.pathway.stateNames[life.states[regionOf(run, region)]!]!, 0);
    // On the evening before: what happens at the first instant of a month is of that month.
    for (const { state, from, to } of episodes[region]!)
      ends.forEach((end, k) => {
        if (k > 0 && from < end && end <= to) count(state, k);
      });
  }
  return found;
}

function regionOf({ pathway }: EnglandRun, name: string): number {
  return pathway.variables.regions.indexOf(name);
}

function entriesToCare(run: EnglandRun, life: Followed['life']): number[] {
  const first = run.pathway.stateNames[life.states[regionOf(run, 'case')]!] === 'looked_after' && life.came > 0;
  const later = life.events.filter(({ region, to }) => region === 'case' && to === 'looked_after');
  return [...(first ? [life.came] : []), ...later.map(({ time }) => time)];
}

function exitsFromCare(life: Followed['life']): number[] {
  return life.events
    .filter(({ region, from, to }) => region === 'case' && from === 'looked_after' && to !== null)
    .map(({ time }) => time);
}
