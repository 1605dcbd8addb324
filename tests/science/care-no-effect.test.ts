/** What has no effect changes nothing at all: on England's pathway, in Leeds, difference by difference. */
import { beforeAll, describe, expect, test } from 'vitest';
import { withProgrammes, World, type PathwayModel, type ProgrammePlan } from '../../engine/index.js';
import { edited, prepare, Runs, SMALL_HISTORY, type Prepared, type Setting } from '../acceptance/england.js';

const leeds = (rest: string, area = 'Leeds'): string => `scenario: leeds
title: Leeds
baseline: england-2025
area: ${area}
years: 1
seed: acceptance
${rest}`;

const TWO = `programmes:
  - {use: mst, opens: 2025-04-01, teams: 2}
  - {use: family_safeguarding, opens: 2025-07-01, teams: 6}
`;

/** A programme for most of the children there are, which does nothing and costs nothing. */
const NOTHING = `programme: nothing
title: Nothing
description: Children come and go, and nothing changes.
eligible: {case: [child_in_need, protection_plan, edge_of_care]}
take_up: {value: 0.7, source: assumption, mark: assumption, note: a test}
team: {places: 50, source: assumption, mark: assumption, note: a test}
queue: {gives_up_after: {value: 60 days, source: assumption, mark: assumption, note: a test}}
stay: {value: {lognormal: {median: 20 weeks, sdlog: 0.3}}, source: assumption, mark: assumption, note: a test}
ends_when: {not_eligible: true}
again: {after: 100 days}
effects:
  entry:
    label: entry to care
    transitions: [need_to_care, plan_to_care, edge_to_care]
    lasts: {during: true, after: 1 year}
    evidence: []
    best_trial: {design: none}
evidence: {}
`;

/** Nothing here depends on how long the history is: a quarter of it will do. */
const prepared = (text: string, { files = {}, library = {} }: Setting = {}): Prepared =>
  prepare(text, { files, library: { ...SMALL_HISTORY, ...library } });

describe('a programme with no effect', () => {
  test('MST and family safeguarding under the stance none: every difference but their cost is exactly 0', () => {
    const runs = new Runs(prepared(leeds(`stance: none\n${TWO}`)), 2);
    for (const programme of ['mst', 'family_safeguarding'])
      expect(runs.total(1, 'programme_in_average', `programme=${programme}`)).toBeGreaterThan(5);
    expect(
      runs
        .different()
        .filter(
          (name) =>
            !/^cost(_discounted)? \[(all|line=Programme: [^\]]+|kind=Cashable|programme [^\]]+|payer=(Local authority|Department for Education))\] /.test(
              name,
            ),
        ),
    ).toEqual([]);
    for (const { distributions } of runs.replicates) expect(distributions[1]).toEqual(distributions[0]);
  });

  test('nor cost: every row of every difference is exactly 0, costs too', () => {
    const runs = new Runs(
      prepared(leeds('programmes: [{use: ./nothing.yaml, opens: 2025-05-01, teams: 20}]\n'), {
        files: { 'nothing.yaml': NOTHING },
      }),
      2,
    );
    expect(runs.total(1, 'programme_in_average', 'programme=nothing')).toBeGreaterThan(200);
    expect(runs.different()).toEqual([]);
    const rows = runs.study.summarise(runs.replicates, 'Leeds').rows.filter((row) => row.option === 'difference');
    expect(rows.length).toBeGreaterThan(500);
    expect(rows.filter((row) => row.table === 'costs')).not.toHaveLength(0);
    for (const { value, lower, upper, mcSe } of rows) expect([value, lower, upper, mcSe]).toEqual([0, 0, 0, 0]);
  });

  test('an effective programme without places changes nothing', () => {
    const ready = prepared(leeds(`stance: optimistic\n${TWO}`));
    const closed = (plan: ProgrammePlan): ProgrammePlan => ({ ...plan, places: [{ from: plan.opens, places: 0 }] });
    const shut = { ...ready.plan, programmes: ready.plan.programmes.map(closed), programmeCosts: [], fixedCosts: [] };
    expect(new Runs(ready, 1).different()).not.toEqual([]);
    for (const pairing of ['fork', 'separate'] as const) {
      const runs = new Runs({ ...ready, plan: shut }, 1, pairing);
      expect(runs.total(1, 'programme_waiting_average', 'programme=mst')).toBeGreaterThan(0);
      expect(runs.total(1, 'programme_in_average', 'programme=mst')).toBe(0);
      expect(runs.different()).toEqual([]);
    }
  });

  test('more places than anyone could want are the same as no limit at all', () => {
    const ready = prepared(leeds(`stance: optimistic\n${TWO}`));
    const tables = (places: ProgrammePlan['places']) => {
      const programmes = ready.plan.programmes.map((plan) => ({ ...plan, places }));
      return worldTables(ready, withProgrammes(ready.plan.model, programmes));
    };
    expect(unlike(tables([{ from: -1, places: 1_000_000 }]), tables(null))).toEqual([]);
  });
});

describe('an addition that touches nobody', () => {
  let baseline: ReturnType<Runs['everything']>;
  beforeAll(() => {
    baseline = new Runs(prepared(leeds('')), 2).everything();
  });

  test('a state that nothing enters changes no number', () => {
    type Pathway = { regions: { case: { states: object; transitions: object } } };
    const library = {
      'pathways/england.yaml': edited(({ regions: { case: region } }: Pathway) => {
        region.states = { a_refuge: { label: 'Refuge', counts: ['plans'], marks: ['plan_at'] }, ...region.states };
        region.transitions = {
          a_coming: { from: 'closed', to: 'a_refuge', clock: { exponential: '0 per day' } },
          a_leaving: { from: 'a_refuge', to: 'closed', clock: { exponential: '1 per day' } },
          ...region.transitions,
        };
      }),
    };
    const added = prepared(leeds(''), { library });
    expect(added.scenario.model.regions.find((region) => region.name === 'case')!.states[0]!.name).toBe('a_refuge');
    expect(unlike(new Runs(added, 2).everything(), baseline)).toEqual([]);
  });

  test('a second area changes no number of the first', () => {
    const first = prepared(leeds(''));
    const second = prepared(leeds('', 'Rutland'));
    const [a, b] = [first, second].map((area) => new Runs(area, 0).study);
    const turns = [0, 1].map((replication) => [a!.replicate(replication), b!.replicate(replication)]);
    const leedsAgain = new Runs(first, 0);
    Object.assign(leedsAgain, { replicates: turns.map(([replicate]) => replicate!) });
    expect(unlike(leedsAgain.everything(), baseline)).toEqual([]);
    expect(turns[0]![1]!.outputs).not.toEqual(turns[0]![0]!.outputs);
  });

  test('nor does an area being struck from the table', () => {
    const library = { 'baselines/authorities-2025.csv': (text: string) => text.replace(/^.*,Rutland,.*\n/m, '') };
    expect(unlike(new Runs(prepared(leeds(''), { library }), 2).everything(), baseline)).toEqual([]);
  });

  test('one more child adds its own life and changes no other: the same addition among other children', () => {
    const ready = prepared(leeds(''));
    const [looked] = ready.start.strata;
    const rows = [...looked!.rows.slice(0, 501)];
    const child = rows.pop()!;
    const among = (others: readonly number[], more: readonly number[]) => {
      const stratum = (name: string, chosen: readonly number[]) => ({
        name,
        rows: Int32Array.from(chosen),
        weights: new Float64Array(chosen.length).fill(1),
        total: chosen.length,
        isExact: true,
        miss: 0,
        empty: [],
        achieved: [],
      });
      const strata = [stratum('others', others), ...(more.length > 0 ? [stratum('one more', more)] : [])];
      return worldTables({ ...ready, start: { ...ready.start, strata } }, ready.plan.model);
    };
    const addition = (others: readonly number[]) => {
      const [without, withChild] = [among(others, []), among(others, [child])];
      return Object.fromEntries(
        Object.entries(withChild).map(([name, values]) => [name, values.map((value, k) => value - without[name]![k]!)]),
      );
    };
    const added = addition(rows);
    expect(
      Object.values(added)
        .flat()
        .some((value) => value !== 0),
    ).toBe(true);
    expect(unlike(addition(rows.toReversed()), added)).toEqual([]);
  });
});

describe('the pairing', () => {
  test('forked and separate runs give identical outputs under the stance optimistic', () => {
    const ready = prepared(
      leeds(`stance: optimistic\n${TWO}  - {use: concurrent_planning, opens: 2025-05-01, teams: 4}\n`),
    );
    const forked = new Runs(ready, 2, 'fork');
    const separate = new Runs(ready, 2, 'separate');
    expect(forked.different()).not.toEqual([]);
    // Everything that is shown: a baseline has no programmes, whichever way it was run.
    const shown = (runs: Runs) => runs.study.summarise(runs.replicates, 'Leeds');
    expect(unlike(shown(forked).rows, shown(separate).rows)).toEqual([]);
    expect(shown(forked).distributions).toEqual(shown(separate).distributions);
    const counted = ({ table, group }: { table: string; group: string }): boolean =>
      table !== 'programmes' && !(table === 'equity' && group.startsWith('programme='));
    expect(unlike(forked.everything(counted), separate.everything(counted))).toEqual([]);
  });
});

/** Every table of whole numbers of one replication of a world. */
function worldTables({ plan, start }: Prepared, model: PathwayModel): Record<string, number[]> {
  const { tables } = new World(
    model,
    plan.ledger,
    { epoch: plan.epoch, months: plan.months, seed: plan.seed, area: plan.area },
    start,
  ).run(0);
  return Object.fromEntries(
    Object.entries(tables).flatMap(([name, table]) =>
      ArrayBuffer.isView(table) ? [[name, [...(table as Float64Array)]]] : [],
    ),
  );
}

/** The names of what is not the same in two records, or only in one. A difference between long lists is not for reading. */
function unlike(a: object, b: object): string[] {
  const [one, other] = [a, b].map(
    (item) => new Map(Object.entries(item).map(([name, value]) => [name, JSON.stringify(value)])),
  );
  return [...new Set([...one!.keys(), ...other!.keys()])].filter((name) => one!.get(name) !== other!.get(name));
}
