/** Laws of any pathway, wider parts and all; a few in the quick tests, many in the long ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileLedger, ledgerBreaks } from '../../engine/ledger/compile.js';
import { ticksSpent } from '../../engine/ledger/read.js';
import { Tally, TICKS_PER_DAY, type TallyTables } from '../../engine/ledger/tally.js';
import { compilePathway } from '../../engine/pathway/compile.js';
import { seedKey } from '../../engine/random/index.js';
import { simulate } from '../../engine/simulate/simulate.js';
import { held } from './battery.js';
import { FAMILIES } from './clock-families.js';
import { livesOf, when } from './lives.js';
import { resolveData } from './pathway-files.js';
import type { RandomPathway } from './random-pathways.js';
import { runOnce, sum } from './runs.js';
import { stay } from './stays.js';
import { widerPathway, widerTurnedRound, type WiderOptions } from './wider-pathways.js';

type Data = Record<string, unknown>;
const ticks = (time: number): number => Math.floor(time * TICKS_PER_DAY);

/** Adds to a wide pathway without touching what is in it. */
const INERT: Readonly<Record<string, (file: Data) => Data>> = {
  'a frailty that nothing reads': (file) => ({
    ...file,
    frailties: { a_frailty: { gamma: { variance: 2 } }, ...(file['frailties'] as Data) },
  }),
  'a frailty to the power 0': (file) => ({
    ...file,
    frailties: { a_frailty: 'normal', ...(file['frailties'] as Data) },
    regions: eachTransition(file, (transition) => ({
      ...transition,
      frailty: { a_frailty: 0, ...(transition['frailty'] as Data | undefined) },
    })),
  }),
  'a frozen value that nothing reads': (file) => {
    const regions = structuredClone(file['regions']) as Record<string, Data>;
    for (const state of Object.values(regions['r0']!['states'] as Record<string, Data>))
      state['freezes'] = ['a_frozen', ...((state['freezes'] as string[] | undefined) ?? [])];
    return { ...file, frozen: { a_frozen: 'time', ...(file['frozen'] as Data) }, regions };
  },
  'a level that nothing reads': (file) => ({
    ...file,
    levels: { a_level: { count: { r0: ['r0_s0'] }, every: '3.7 days' }, ...(file['levels'] as Data | undefined) },
  }),
  'a level that everything reads, and is always 1': (file) => ({
    ...file,
    levels: { a_level: { count: { r0: ['r0_s0'] }, every: '10 days' }, ...(file['levels'] as Data | undefined) },
    regions: eachTransition(file, (transition) => ({
      ...transition,
      multiply: [
        ...[(transition['multiply'] as unknown[] | undefined) ?? []].flat(),
        { by: 'a_level', from: { 0: 1, 3: 1, 8: 1 } },
      ],
    })),
  }),
  'a time ratio of 1': (file) => ({
    ...file,
    regions: eachTransition(file, (transition) => ({
      ...transition,
      stretch: [
        ...[(transition['stretch'] as unknown[] | undefined) ?? []].flat(),
        { by: 'age', from: { 0: 1, 6: 1 } },
        { by: 'time', from: { '0 days': 1, '33 days': 1 } },
      ],
    })),
  }),
  'an attribute of the family': (file) => {
    const arrivals = structuredClone(file['arrivals']) as Record<string, Data>;
    for (const stream of Object.values(arrivals))
      stream['attributes'] = { a_house: { big: 0.4, small: 'rest' }, ...(stream['attributes'] as Data) };
    return {
      ...file,
      attributes: { a_house: { of: 'family', levels: ['big', 'small'] }, ...(file['attributes'] as Data) },
      arrivals,
    };
  },
  'a region of the family': (file) => ({
    ...file,
    regions: {
      a_house: {
        of: 'family',
        initial: 'warm',
        states: { warm: {}, cold: {} },
        transitions: {
          a_cools: { from: 'warm', to: 'cold', clock: { recurring: { every: '17 days' }, since: 'start' } },
          a_warms: { from: 'cold', to: 'warm', clock: { exponential: '0.2 per day' } },
        },
      },
      ...(file['regions'] as Data),
    },
  }),
  'a resource and a stream in which nobody comes': (file) => ({
    ...file,
    resources: {
      a_resource: { places: 3, priority: { by: 'age', from: { 0: 2, 5: 1 } } },
      ...(file['resources'] as Data | undefined),
    },
    arrivals: {
      a_stream: {
        rate: { '2025-04-01': '0 per day', '2026-04-01': '0 per day' },
        rate_between: 'lines',
        children: { 5: 1 },
        age: { '0 to 18': 1 },
        attributes: { kind: { plain: 1 } },
      },
      ...(file['arrivals'] as Data),
    },
  }),
};

/** The regions of a file with every transition that has a clock of chance changed. */
function eachTransition(file: Data, change: (transition: Data) => Data): Data {
  const regions = structuredClone(file['regions']) as Record<string, Data>;
  for (const region of Object.values(regions))
    region['transitions'] = Object.fromEntries(
      Object.entries(region['transitions'] as Record<string, Data>).map(([name, transition]) => [
        name,
        transition['clock'] === undefined || region['of'] === 'family' ? transition : change(transition),
      ]),
    );
  return regions;
}

export function testWiderLaws(pathways: number, seed: number): void {
  const claim = (law: string, what: string) => ({ section: 'Laws', law, what });
  function holds(what: string, check: (pathway: RandomPathway) => void, options: WiderOptions = {}, share = 1): void {
    const runs = Math.ceil(share * pathways);
    fc.assert(fc.property(widerPathway(options), check), { numRuns: runs, seed, endOnFailure: true });
    held(
      claim('On random pathways with families, frailties, levels, schedules and time ratios', what),
      `${runs} pathways`,
    );
  }
  const counted = ({ file, ledger }: RandomPathway, data: unknown = file) => {
    const reading = runOnce(resolveData(data as Data), { ledger });
    return { everything: reading.everything(), events: reading.events };
  };

  describe('lives and books', () => {
    test('what the ledger counts is what the lives come to, one by one', () => {
      holds(
        'the ledger is the sum of the lives: events, and time in every state to the tick',
        ({ file, ledger, transitions, regions }) => {
          const scenario = resolveData(file);
          const reading = runOnce(scenario, { ledger });
          const { lives, horizon, pathway } = livesOf({ ...scenario, ledger });
          const fired = new Map<string, number>();
          const strays: string[] = [];
          const spent = new Map<string, number>();
          const finals = new Set(pathway.stateNames.filter((_, s) => pathway.final[s] === 1));
          for (const { came, states, events } of lives) {
            const now = new Map(states.map((s, r) => [r, { name: pathway.stateNames[s]!, since: came }]));
            let isOver = false;
            let last = came;
            for (const { time, transition, to } of events) {
              expect(time).toBeGreaterThanOrEqual(last);
              last = time;
              if (transition !== '') {
                fired.set(transition, (fired.get(transition) ?? 0) + 1);
                // Who has ended does nothing more, but for a place that is held or awaited.
                if (isOver && !/^r0_/.test(transition)) strays.push(transition);
              }
              if (to === null) continue;
              const r = pathway.stateRegion[pathway.stateNames.indexOf(to)]!;
              const old = now.get(r)!;
              spent.set(old.name, (spent.get(old.name) ?? 0) + ticks(time) - ticks(old.since));
              now.set(r, { name: to, since: time });
              if (finals.has(to)) isOver = true;
            }
            for (const { name, since } of now.values())
              spent.set(name, (spent.get(name) ?? 0) + ticks(horizon) - ticks(since));
            expect(now.size).toBe(pathway.regionCount);
          }
          expect(strays).toEqual([]);
          for (const name of transitions) expect(reading.count(name), name).toBe(fired.get(name) ?? 0);
          for (const { states } of regions)
            for (const state of states) expect(sum(reading.ticks(`in_${state}`)), state).toBe(spent.get(state) ?? 0);
          const observed = sum(lives.map(({ came }) => ticks(horizon) - ticks(came)));
          expect(sum(reading.ticks('everyone'))).toBe(observed);
          expect(reading.stock('everyone').at(-1)).toBe(lives.length);
        },
      );
    });

    test('money in all is time at a rate and events at a price', () => {
      holds(
        'money: each state’s time at its rate, each event at its price, payers adding up',
        ({ file, ledger, regions, transitions }) => {
          const reading = runOnce(resolveData(file), { ledger });
          const price = (name: string): number => ledger.costs.find((cost) => cost.name === name)!.pence;
          for (const { states } of regions)
            for (const state of states) {
              const months = reading.pence(`week_${state}`);
              const exact = (sum(reading.ticks(`in_${state}`)) / TICKS_PER_DAY) * price(`week_${state}`);
              expect(Math.abs(sum(months) - exact)).toBeLessThanOrEqual(0.5 * months.length + 1e-6);
            }
          for (const name of transitions)
            expect(sum(reading.pence(`once_${name}`))).toBe(reading.count(name) * price(`once_${name}`));
        },
        {},
        0.3,
      );
    });

    test('the intervals of reporting change no total', () => {
      holds(
        'reporting by half months, weeks or all at once changes no total',
        ({ file, ledger: spec }) => {
          const scenario = resolveData(file);
          const pathway = compilePathway(scenario.model, ledgerBreaks(spec));
          const ledger = compileLedger(spec, pathway);
          const horizon = scenario.endDay - scenario.startDay;
          const tablesOf = (bounds: readonly number[]): TallyTables => {
            const tally = new Tally(ledger, bounds, pathway.variables.count, pathway.stateBase);
            simulate({
              pathway,
              tally,
              key: { seed: seedKey('laws'), draw: 0, replication: 0, area: '' },
              epoch: scenario.startDay,
              from: 0,
              horizon,
            });
            return tally.tables;
          };
          const every = (days: number): number[] => [
            ...Array.from({ length: Math.ceil(horizon / days) }, (_, i) => i * days),
            horizon,
          ];
          const totals = (bounds: readonly number[]) => {
            const tables = tablesOf(bounds);
            const n = tables.periods;
            const byRow = (table: ArrayLike<number>): number[] =>
              Array.from({ length: table.length / n }, (_, row) => {
                let all = 0;
                for (let k = 0; k < n; k++) all += table[row * n + k]!;
                return all;
              });
            return {
              initial: [...tables.initial],
              delta: byRow(tables.delta),
              events: byRow(tables.events),
              times: byRow(tables.timeSum),
              bins: sum(tables.timeBins.map((value, i) => value * ((i % 9973) + 1))),
              ticks: Array.from({ length: tables.initial.length }, (_, cell) => sum(ticksSpent(tables, cell, bounds))),
            };
          };
          const whole = totals([0, horizon]);
          for (const days of [30, 15, 7, 1]) expect(totals(every(days))).toEqual(whole);
        },
        {},
        0.4,
      );
    });
  });

  describe('the same luck', () => {
    test('in whatever order the file is written', () => {
      holds('the order of the file is irrelevant, for the wider parts too', (pathway) => {
        expect(counted(pathway, widerTurnedRound(pathway.file))).toEqual(counted(pathway));
      });
    });

    test.each(Object.keys(INERT))('%s moves nothing', (what) => {
      holds(
        `${what} moves nothing`,
        (pathway) => {
          expect(counted(pathway, INERT[what]!(pathway.file as Data)).everything).toEqual(counted(pathway).everything);
        },
        {},
        0.5,
      );
    });

    test('places without end are as no limit, with families and levels', () => {
      holds('a million places are as no limit', (pathway) => {
        const places = (n: unknown): Data => ({ ...(pathway.file as Data), resources: { places: { places: n } } });
        if (pathway.file['resources'] === undefined) return;
        expect(counted(pathway, places(1_000_000)).everything).toEqual(
          counted(pathway, places('unlimited')).everything,
        );
      });
    });
  });

  describe('unit by unit', () => {
    const queue = (
      places: Readonly<Record<string, number>>,
      perDay: number,
      clock: string,
      atStart: number,
      isFewerStop = false,
    ): string => `
pathway: queue
run: {start: 2025-04-01, years: 1, replications: 1, seed: waits}
resources: {desks: {places: ${JSON.stringify(places)}${isFewerStop ? ', when_fewer: stop' : ', when_fewer: finish'}}}
arrivals:
  early: {rate: ${perDay} per day, at_start: ${atStart}}
  late: {rate: {2025-04-01: 0 per day, 2025-09-01: ${perDay} per day, 2025-12-01: 0 per day}}
regions:
  case:
    initial: waiting
    states: {waiting: {queues: desks}, served: {holds: desks}, done: {final: true}}
    transitions:
      begin: {from: waiting, to: served, on: place}
      finish: {from: served, to: done, clock: {${clock}, since: entry}}
`;
    const runs = Math.ceil(1.5 * pathways);
    test('more places lengthen no wait', () => {
      let waits = 0;
      fc.assert(
        fc.property(
          fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 4 })),
          fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
          fc.integer({ min: 1, max: 40 }),
          fc.constantFrom(...FAMILIES.filter(({ family }) => family !== 'mixture')),
          fc.integer({ min: 0, max: 20 }),
          (few, more, rate, family, atStart) => {
            const days = ['2025-04-01', '2025-08-01', '2025-11-01'];
            const lives = [few, few.map((n, i) => n + more[i]!)].map(
              (counts) =>
                livesOf(
                  queue(
                    Object.fromEntries(days.map((day, i) => [day, counts[i]!])),
                    rate / 20,
                    family.clock(0.05),
                    atStart,
                  ),
                ).lives,
            );
            const [before, after] = lives.map(
              (list) => new Map(list.map((life) => [`${life.stream}/${life.unit}`, when(life, 'begin')])),
            );
            expect([...after!.keys()].sort()).toEqual([...before!.keys()].sort());
            for (const [unit, begins] of before!) {
              expect(after!.get(unit)!).toBeLessThanOrEqual(begins);
              waits++;
            }
          },
        ),
        { numRuns: runs, seed, endOnFailure: true },
      );
      held(
        claim('Unit by unit, on the same luck', 'more places never lengthen a wait (first come, first served)'),
        `${waits} waits in ${runs} pairs of queues`,
      );
    });

    test.each(FAMILIES)(
      'a higher hazard or a faster clock lengthens no stay, another risk neither: $family',
      ({ family, clock }) => {
        const common = {
          units: 20 * pathways,
          years: 5,
          file: 'attributes: {kind: [plain, odd]}\nfrailties: {risk: normal}',
          arrivals: 'attributes: {kind: {plain: 0.5, odd: rest}}, age: {0 to 18: 1}',
        };
        const text = (scale: number, ratio: number, risk = ''): string =>
          stay(`{${clock(1)}, since: entry}`, {
            ...common,
            more: `frailty: {risk: 0.7}, scale: ${scale}, stretch: [{by: kind, values: {odd: ${1.3 * ratio}, plain: ${ratio}}}, {by: time, from: {0 days: 1, 40 days: 0.7}}], multiply: [{by: time, from: {0 days: 0, 10 days: 1, 50 days: 0.5}}, {by: age, from: {0: 1, 9: 2}}]`,
          })
            .replace('regions:\n  case:', `regions:\n  case:`)
            .replace(/(\n {6}go: )/, `${risk}$1`);
        const base = livesOf(text(1, 1)).lives.map((life) => when(life, 'go'));
        const leaves = (changed: string): number[] =>
          livesOf(changed).lives.map(
            (life) => life.events.find(({ to }) => to === 'gone')?.time ?? Number.POSITIVE_INFINITY,
          );
        for (const changed of [
          text(1.4, 1),
          text(1, 0.8),
          text(3, 0.5),
          text(1, 1, '\n      also: {from: here, to: gone, clock: {exponential: 0.004 per day}}'),
        ])
          leaves(changed).forEach((time, i) => expect(time).toBeLessThanOrEqual(base[i]! + 1e-7));
        // The other risk only ever comes first, or changes nothing.
        const also = livesOf(
          text(1, 1, '\n      also: {from: here, to: gone, clock: {exponential: 0.004 per day}}'),
        ).lives;
        const kept = also.flatMap((life, i) => (Number.isFinite(when(life, 'go')) ? [i] : []));
        expect(kept.map((i) => when(also[i]!, 'go'))).toEqual(kept.map((i) => base[i]));
        held(
          claim(
            'Unit by unit, on the same luck',
            `a higher exit hazard, a smaller time ratio or one more risk never lengthens a stay: ${family}`,
          ),
          `${4 * base.length} stays`,
        );
      },
    );
  });
}
