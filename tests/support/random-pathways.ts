/**
 * Small pathways drawn at random, as pathway files: regions with a few states each, clocks of every family, outcomes,
 * forced changes, conditions, factors, marks, counters, a queue, costs. Everything they make happen is counted, by names.
 *
 * They always end: what happens at once (a condition, a birthday) only leads on to a later state of its region, events that leave a region where
 * it is have clocks without an end, and forced changes never lead into a place.
 */
import fc from 'fast-check';
import type { Breakdown, CostItem, LedgerSpec, Measure } from '../../engine/ledger/spec.js';
import type { Condition } from '../../engine/pathway/model.js';
import type { PathwayFileData } from './pathway-files.js';

type Data = Record<string, unknown>;

export interface RandomPathway {
  readonly file: PathwayFileData;
  readonly regions: readonly {
    readonly name: string;
    readonly states: readonly string[];
    readonly hasQueue: boolean;
  }[];
  readonly transitions: readonly string[];
  /** Those that happen by chance, so that a hazard ratio can change them. */
  readonly chances: readonly string[];
  /** What is counted of it. */
  readonly ledger: LedgerSpec;
}

const number = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.round(from * 1000), max: Math.round(to * 1000) }).map((n) => n / 1000);

/** A clock without an end: it may be counted from a moment, and may leave its region where it is. */
const openClock: fc.Arbitrary<Data> = fc.oneof(
  number(20, 400).map((mean) => ({ exponential: { mean: `${mean} days` } })),
  fc.tuple(number(0.6, 2.5), number(30, 400)).map(([shape, scale]) => ({ weibull: { shape, scale: `${scale} days` } })),
  fc
    .tuple(number(20, 300), number(0.3, 1.2))
    .map(([median, sdlog]) => ({ lognormal: { median: `${median} days`, sdlog } })),
  fc
    .tuple(number(0, 0.02), number(10, 100), number(0, 0.02))
    .map(([a, at, b]) => ({ piecewise: { '0 days': `${a} per day`, [`${at} days`]: `${b} per day` } })),
);
const closedClock: fc.Arbitrary<Data> = fc.oneof(
  number(1, 200).map((days) => ({ fixed: `${days} days` })),
  fc.integer({ min: 1, max: 100 }).map((days) => ({ fixed: `${days} days` })),
  fc
    .tuple(number(5, 50), number(0.1, 0.9), number(60, 200))
    .map(([a, share, b]) => ({ empirical: { '0 days': 0, [`${a} days`]: share, [`${b} days`]: 1 } })),
);
const clock = fc.oneof({ weight: 3, arbitrary: openClock }, { weight: 1, arbitrary: closedClock });

const factor = (
  regions: readonly { name: string; states: readonly string[] }[],
  isDraw = false,
): fc.Arbitrary<Data> => {
  const multiplier = fc.oneof(fc.constant(0), number(0.2, 3));
  const choices: fc.Arbitrary<Data>[] = [
    fc
      .tuple(fc.integer({ min: 1, max: 17 }), multiplier, multiplier)
      .map(([age, a, b]) => ({ by: 'age', from: { 0: a, [age]: b } })),
    fc.tuple(multiplier, multiplier).map(([a, b]) => ({ by: 'kind', values: { plain: a, odd: b } })),
  ];
  if (!isDraw)
    choices.push(
      fc
        .tuple(number(10, 600), multiplier, multiplier)
        .map(([at, a, b]) => ({ by: 'time', from: { '0 days': a, [`${at} days`]: b } })),
      fc
        .tuple(fc.integer({ min: 1, max: 4 }), multiplier, multiplier)
        .map(([n, a, b]) => ({ by: 'times', from: { 0: a, [n]: b } })),
      fc
        .constantFrom(...regions)
        .chain((region) =>
          fc
            .tuple(fc.constantFrom(...region.states), multiplier)
            .map(([state, a]) => ({ by: region.name, values: { [state]: a } })),
        ),
    );
  return fc.oneof(...choices);
};

const condition = (regions: readonly { name: string; states: readonly string[] }[]): fc.Arbitrary<Data> =>
  fc.oneof(
    fc
      .constantFrom(...regions)
      .chain((region) =>
        fc
          .tuple(fc.constantFrom(...region.states), fc.boolean())
          .map(([state, not]) => ({ [region.name]: not ? { not: [state] } : [state] })),
      ),
    fc.integer({ min: 1, max: 17 }).map((from) => ({ age: { from } })),
    fc.integer({ min: 1, max: 17 }).map((below) => ({ age: { below } })),
    number(10, 600).map((from) => ({ time: { from: `${from} days` } })),
    fc.constant({ kind: 'odd' }),
    fc.integer({ min: 1, max: 3 }).map((least) => ({ times: { at_least: least } })),
  );

interface RegionPlan {
  readonly name: string;
  readonly states: string[];
  readonly hasQueue: boolean;
}

/** Where an event may lead: the plain states of a region, not its queue or place. */
const plainStates = (region: RegionPlan): string[] =>
  region.states.filter((state) => !state.endsWith('_held') && !state.endsWith('_queue'));

const outcomes = (states: readonly string[], mayStay: boolean, regions: readonly RegionPlan[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(...states),
    fc
      .tuple(
        fc.constantFrom(...states, ...(mayStay ? ['stay'] : [])),
        fc.constantFrom(...states),
        number(0.1, 0.9),
        fc.option(factor(regions, false), { nil: undefined }),
      )
      .map(([a, b, share, by]) => [
        { state: a, share: by === undefined ? share : { base: share, ...by } },
        { state: b, share: 'rest' },
      ]),
  );

const forcing = (others: readonly RegionPlan[], regions: readonly RegionPlan[]): fc.Arbitrary<Data> =>
  fc.constantFrom(...others).chain((other) =>
    fc.oneof(
      outcomes(plainStates(other), true, regions).map((to) => ({ [other.name]: to })),
      fc
        .tuple(fc.subarray(other.states, { minLength: 1 }), fc.constantFrom(...plainStates(other)))
        .map(([only, to]) => ({ [other.name]: { only, to } })),
    ),
  );

const transitionOf = (
  region: RegionPlan,
  from: string,
  name: string,
  regions: readonly RegionPlan[],
): fc.Arbitrary<[string, Data]> => {
  const others = regions.filter((other) => other !== region);
  const targets = plainStates(region);
  const later = targets.filter((state) => targets.indexOf(state) > targets.indexOf(from));
  const forces = others.length === 0 ? fc.constant<Data>({}) : fc.option(forcing(others, regions), { nil: {} });
  const clocked = fc
    .tuple(
      clock,
      outcomes(targets, false, regions),
      fc.option(fc.array(factor(regions), { minLength: 1, maxLength: 2 }), { nil: undefined }),
      fc.option(condition(regions), { nil: undefined }),
      forces,
    )
    .map(([hazard, to, multiply, when, forced]): [string, Data] => [
      name,
      {
        from,
        to,
        clock: { since: 'entry', ...hazard },
        ...(multiply && { multiply }),
        ...(when && { when }),
        ...(Object.keys(forced).length > 0 && { forces: forced }),
      },
    ]);
  const staying = fc.tuple(openClock, forces, fc.boolean()).map(([hazard, forced, moment]): [string, Data] => [
    name,
    {
      from,
      to: 'stay',
      clock: { since: moment ? 'came' : 'entry', ...hazard },
      ...(Object.keys(forced).length > 0 && { forces: forced }),
    },
  ]);
  const kinds = [
    { weight: 6, arbitrary: clocked },
    { weight: 1, arbitrary: staying },
  ];
  if (later.length > 0)
    kinds.push({
      weight: 2,
      arbitrary: fc.oneof(
        fc
          .tuple(condition(regions), fc.constantFrom(...later))
          .map(([on, to]): [string, Data] => [name, { from, to, on }]),
        fc
          .tuple(fc.integer({ min: 1, max: 18 }), fc.constantFrom(...later))
          .map(([birthday, to]): [string, Data] => [name, { from, to, birthday }]),
      ),
    });
  return fc.oneof(...kinds);
};

export interface RandomOptions {
  /** Whether one region may have a queue for a limited place. */
  readonly queues?: boolean;
  /** Whether a state may be final. */
  readonly finals?: boolean;
  readonly regions?: number;
}

/** A random pathway; shrinks towards few regions, states and transitions. */
export function randomPathway(options: RandomOptions = {}): fc.Arbitrary<RandomPathway> {
  const { queues = true, finals = true, regions: most = 3 } = options;
  return fc
    .tuple(
      fc.array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: most }),
      queues ? fc.boolean() : fc.constant(false),
      fc.integer({ min: 0, max: 3 }),
    )
    .chain(([sizes, hasQueue, places]) => {
      const plans: RegionPlan[] = sizes.map((size, r) => {
        const name = `r${r}`;
        const states = Array.from({ length: size }, (_, k) => `r${r}_s${k}`);
        return {
          name,
          states: hasQueue && r === 0 ? [...states, 'r0_queue', 'r0_held'] : states,
          hasQueue: hasQueue && r === 0,
        };
      });
      const transitions = plans.map((region) =>
        fc
          .array(
            fc
              .constantFrom(...plainStates(region))
              .chain((from) => transitionOf(region, from, 'name', plans).map(([, data]) => data)),
            { minLength: 1, maxLength: 2 * region.states.length },
          )
          .chain((list) => {
            // A way on from every state, so that none is out of reach.
            const plain = plainStates(region);
            const onwards = plain.map((from, i): [string, Data] => [
              `${region.name}_on${i}`,
              { from, to: plain[(i + 1) % plain.length], clock: { exponential: { mean: `${300 + 50 * i} days` } } },
            ]);
            const named = [...list.map((data, i): [string, Data] => [`${region.name}_t${i}`, data]), ...onwards];
            if (!region.hasQueue) return fc.constant(named);
            return fc
              .tuple(
                fc.constantFrom(...plainStates(region)),
                number(10, 150),
                number(20, 300),
                fc.option(number(20, 300), { nil: undefined }),
                fc.constantFrom(...plainStates(region)),
              )
              .map(([from, ask, stay, patience, after]): [string, Data][] => [
                ...named,
                [`${region.name}_ask`, { from, to: 'r0_queue', clock: { exponential: { mean: `${ask} days` } } }],
                [`${region.name}_begin`, { from: 'r0_queue', to: 'r0_held', on: 'place' }],
                [
                  `${region.name}_finish`,
                  { from: 'r0_held', to: after, clock: { exponential: { mean: `${stay} days` } } },
                ],
                ...(patience === undefined
                  ? []
                  : [
                      [
                        `${region.name}_give_up`,
                        { from: 'r0_queue', to: from, clock: { fixed: `${patience} days`, since: 'entry' } },
                      ] as [string, Data],
                    ]),
              ]);
          }),
      );
      const arrival = fc
        .tuple(
          fc.integer({ min: 2, max: 15 }),
          number(0, 0.2),
          number(0, 0.2),
          number(0.05, 0.95),
          fc.option(
            factor(plans, true).filter((data) => data['by'] === 'age'),
            { nil: undefined },
          ),
        )
        .map(([atStart, before, after, odd, by]) => ({
          rate: { '2025-04-01': `${before} per day`, '2025-11-01': `${after} per day` },
          at_start: atStart,
          age: { '0 to 6': 0.3, '6 to 18': 0.7 },
          attributes: {
            kind: by === undefined ? { plain: 1 - odd, odd: 'rest' } : { plain: 0.5, odd: { base: odd, ...by } },
          },
        }));
      return fc
        .tuple(
          fc.tuple(...transitions),
          fc.array(arrival, { minLength: 1, maxLength: 2 }),
          finals ? fc.boolean() : fc.constant(false),
          fc.integer({ min: 0, max: 20 }),
        )
        .map(([lists, arrivals, hasFinal, places2]) => {
          const regionData: Data = {};
          plans.forEach((plan, r) => {
            const states: Data = {};
            plan.states.forEach((state, k) => {
              const data: Data = {};
              if (state === 'r0_queue') data['queues'] = 'places';
              else if (state === 'r0_held') data['holds'] = 'places';
              else if (k === 0) Object.assign(data, { marks: 'came' });
              else if (k === 1) Object.assign(data, { counts: 'times' });
              if (hasFinal && k > 0 && k === plainStates(plan).length - 1 && r === plans.length - 1)
                data['final'] = true;
              else data['stays'] = true;
              states[state] = data;
            });
            regionData[plan.name] = { initial: plan.states[0], states, transitions: Object.fromEntries(lists[r]!) };
          });
          const names = lists.flat().map(([name]) => name);
          const file: Data = {
            pathway: 'random',
            run: { start: '2025-04-01', years: 2, replications: 1, seed: 'random' },
            ...(hasQueue && {
              resources: {
                places: { places: { '2025-04-01': places, '2026-04-01': Math.min(places2, 4) }, when_fewer: 'finish' },
              },
            }),
            attributes: { kind: ['plain', 'odd'] },
            moments: ['came'],
            counters: ['times'],
            arrivals: Object.fromEntries(arrivals.map((item, i) => [`stream${i}`, item])),
            regions: regionData,
          };
          const chances = lists
            .flat()
            .flatMap(([name, { clock: hazard }]) =>
              hazard === undefined || 'fixed' in (hazard as Data) ? [] : [name],
            );
          return {
            file,
            regions: plans,
            transitions: names,
            chances,
            ledger: { measures: measuresOf(plans, names), costs: costsOf(plans, names) },
          };
        });
    });
}

/** Everybody, by state, age and kind; who enters and leaves each state, and after how long; every transition. */
function measuresOf(plans: readonly RegionPlan[], transitions: readonly string[]): Measure[] {
  const is = (region: string, ...states: string[]): Condition => [{ kind: 'state', region, states }];
  const age: Breakdown = {
    name: 'age',
    dimension: { kind: 'age', from: [0, 5, 12], labels: ['under 5', '5 to 11', '12 and over'] },
  };
  const byState = ({ name, states }: RegionPlan): Breakdown => ({
    name,
    dimension: {
      kind: 'grouped',
      region: name,
      read: 'after',
      groups: Object.fromEntries(states.map((state) => [state, [state]])),
    },
  });
  const kind: Breakdown = { name: 'kind', dimension: { kind: 'attribute', attribute: 'kind' } };
  const [first] = plans;
  return [
    { kind: 'stock', name: 'everyone', label: 'Everyone', where: [], by: [kind, ...plans.map(byState)] },
    { kind: 'flow', name: 'came', label: 'Came', on: { enters: is(first!.name, ...first!.states) }, by: [] },
    ...plans.flatMap(({ name: region, states }) =>
      states.flatMap((state): Measure[] => [
        { kind: 'stock', name: `in_${state}`, label: state, where: is(region, state), by: [age] },
        { kind: 'flow', name: `into_${state}`, label: state, on: { enters: is(region, state) }, by: [age] },
        {
          kind: 'time',
          name: `out_of_${state}`,
          label: state,
          from: { entryTo: state },
          on: { leaves: is(region, state) },
          by: [],
        },
      ]),
    ),
    ...transitions.flatMap((name): Measure[] => [
      { kind: 'flow', name, label: name, on: { transitions: [name] }, by: [kind] },
      {
        kind: 'time',
        name: `since_${name}`,
        label: name,
        from: { moment: 'came' },
        on: { transitions: [name] },
        by: [],
      },
    ]),
  ];
}

/** Money: each state by the week to two payers, and each transition once. */
function costsOf(plans: readonly RegionPlan[], transitions: readonly string[]): CostItem[] {
  const payer = (i: number): string => (i % 2 === 0 ? 'council' : 'health');
  return [
    ...plans.flatMap(({ name: region, states }, r) =>
      states.map((state, k): CostItem => ({
        name: `week_${state}`,
        line: state,
        payer: payer(k),
        pence: (10_000 + 700 * k + 100 * r) / 7,
        on: { while: [{ kind: 'state', region, states: [state] }] },
      })),
    ),
    ...transitions.map((name, i): CostItem => ({
      name: `once_${name}`,
      line: name,
      payer: payer(i),
      pence: 5037 + 100 * i,
      on: { transitions: [name] },
    })),
  ];
}

/** The same file with the keys of its mappings of regions, states, transitions, streams, costs and the like turned round. */
export function turnedRound(file: PathwayFileData): PathwayFileData {
  const turn = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || depth < 0) return value;
    const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, turn(item, depth - 1)]);
    return Object.fromEntries(entries.reverse());
  };
  return { ...file, regions: turn(file['regions'], 2), arrivals: turn(file['arrivals'], 0) };
}
