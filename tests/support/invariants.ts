/**
 * What is true of any pathway, on small ones drawn at random: nobody is lost, the books balance, names and not places
 * in a file carry the luck, and what is added without an effect has none. A few in the quick tests, many in the long ones.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CostItem, LedgerSpec, Measure } from '../../engine/ledger/spec.js';
import type { Condition } from '../../engine/pathway/model.js';
import type { PathwayFileData } from './pathway-files.js';
import { resolveData } from './pathway-files.js';
import { randomPathway, turnedRound, type RandomOptions, type RandomPathway } from './random-pathways.js';
import { runOnce, sum, type Reading, type RunChoices } from './runs.js';

type Data = Record<string, unknown>;
type Counted = Record<string, readonly number[]>;

/** Runs a file, counting what is counted of a random pathway. */
function runFile(file: PathwayFileData, ledger: LedgerSpec, choices: RunChoices = {}): Reading {
  return runOnce(resolveData(file), { ...choices, ledger });
}

/** The runs of the random pathways as they are: many claims are about the same ones. */
const readings = new Map<string, Reading>();
function runOf({ file, ledger }: RandomPathway): Reading {
  const key = JSON.stringify(file);
  const reading = readings.get(key) ?? runFile(file, ledger);
  readings.set(key, reading);
  return reading;
}

/** Adds to a file, without touching what is in it. */
const ADDITIONS: Readonly<Record<string, (file: Data) => Data>> = {
  'a state that nobody comes to': (file) => {
    const regions = structuredClone(file['regions']) as Record<string, Data>;
    const region = regions['r0']!;
    region['states'] = { a_lonely: { label: 'Lonely', counts: 'times', marks: 'came' }, ...(region['states'] as Data) };
    region['transitions'] = {
      aa_come: { from: 'r0_s0', to: 'a_lonely', clock: { exponential: '0 per day' } },
      aa_leave: { from: 'a_lonely', to: 'r0_s0', clock: { exponential: '1 per day' } },
      ...(region['transitions'] as Data),
    };
    return { ...file, regions };
  },
  'an attribute that nothing reads': (file) => {
    const arrivals = structuredClone(file['arrivals']) as Record<string, Data>;
    for (const stream of Object.values(arrivals))
      stream['attributes'] = { a_colour: { red: 0.3, blue: 'rest' }, ...(stream['attributes'] as Data) };
    return { ...file, attributes: { a_colour: ['red', 'blue'], ...(file['attributes'] as Data) }, arrivals };
  },
  'a stream in which nobody comes': (file) => ({
    ...file,
    arrivals: {
      a_stream: { rate: '0 per day', age: { '0 to 18': 1 }, attributes: { kind: { plain: 1 } } },
      ...(file['arrivals'] as Data),
    },
  }),
  'a region that touches nothing': (file) => ({
    ...file,
    regions: {
      a_weather: {
        initial: 'sun',
        states: { sun: {}, rain: {} },
        transitions: {
          a_rain: { from: 'sun', to: 'rain', clock: { exponential: '3 per month' } },
          a_sun: { from: 'rain', to: 'sun', clock: { weibull: { shape: 2, scale: '4 days' }, since: 'entry' } },
        },
      },
      ...(file['regions'] as Data),
    },
  }),
  'more regions than there are bits in a word': (file) => ({
    ...file,
    regions: {
      ...Object.fromEntries(
        Array.from({ length: 35 }, (_, i) => [
          `a_${i}`,
          {
            initial: 'x',
            states: { x: {}, y: { stays: true } },
            transitions: {
              [`a_${i}_go`]: { from: 'x', to: 'y', clock: { exponential: { mean: `${30 * (i + 1)} days` } } },
            },
          },
        ]),
      ),
      ...(file['regions'] as Data),
    },
  }),
  'a moment, a counter and a resource that nothing uses': (file) => ({
    ...file,
    moments: ['aaa', ...(file['moments'] as string[])],
    counters: ['aab', ...(file['counters'] as string[])],
    resources: { a_resource: { places: 3 }, ...(file['resources'] as Data | undefined) },
  }),
  'a transition with a rate of 0': (file) => {
    const regions = structuredClone(file['regions']) as Record<string, Data>;
    const region = regions['r0']!;
    region['transitions'] = {
      a_never: { from: ['r0_s0', 'r0_s1'], to: 'r0_s0', clock: { exponential: '0 per day' } },
      ...(region['transitions'] as Data),
    };
    return { ...file, regions };
  },
  'a factor of 1 that changes with age, date and state': (file) => {
    const regions = structuredClone(file['regions']) as Record<string, Data>;
    for (const region of Object.values(regions))
      for (const transition of Object.values(region['transitions'] as Record<string, Data>)) {
        if (transition['clock'] === undefined) continue;
        transition['multiply'] = [
          ...((transition['multiply'] as Data[] | undefined) ?? []),
          { by: 'age', from: { 0: 1, 7.5: 1, 9: 1 } },
          { by: 'time', from: { '0 days': 1, '45 days': 1, '50.5 days': 1 } },
          { by: 'r0', values: { r0_s1: 1 } },
        ];
      }
    return { ...file, regions };
  },
};

/**
 * The file with every age and date that a hazard, a share or a condition reads put as a state of a region of its own,
 * which turns on that birthday or date.
 */
function agesAsRegions(file: PathwayFileData): PathwayFileData {
  const added: Data = {};
  const regionOf = (by: string, at: string): string => {
    const name = `a_${by}_${at.replace(/ days$/, '').replace('.', '_')}`;
    const from = by === 'age' ? Number(at) : at;
    added[name] = {
      initial: 'under',
      states: { under: {}, over: { stays: true } },
      transitions: { [`${name}_turns`]: { from: 'under', to: 'over', on: { [by]: { from } } } },
    };
    return name;
  };
  const rewrite = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rewrite);
    if (typeof value !== 'object' || value === null) return value;
    const data = value as Data;
    if (data['by'] === 'age' || data['by'] === 'time') {
      const { by, from, ...rest } = data as { by: string; from: Record<string, number> };
      // The keys of a lookup by number come out in order; the first is 0.
      const [[, under], [at, over]] = Object.entries(from) as [[string, number], [string, number]];
      return { ...rest, by: regionOf(by, at), values: { under, over } };
    }
    return Object.fromEntries(
      Object.entries(data).map(([key, item]): [string, unknown] => {
        if (key !== 'when' && key !== 'on') return [key, rewrite(item)];
        const [[what, test]] = Object.entries(item as Data) as [[string, { from?: string | number; below?: number }]];
        if (what !== 'age' && what !== 'time') return [key, item];
        const at = String(test.from ?? test.below);
        return [key, { [regionOf(what, at)]: test.from === undefined ? 'under' : 'over' }];
      }),
    );
  };
  const regions = rewrite(file['regions']) as Data;
  return { ...file, regions: { ...added, ...regions } };
}

/** Sums of two tables, without the rounded money and the sparse bins. */
const plus = (a: Counted, b: Counted, sign = 1): Counted =>
  Object.fromEntries(
    Object.entries(a).flatMap(([name, values]) =>
      /( pence| bins)$/.test(name) ? [] : [[name, values.map((value, k) => value + sign * b[name]![k]!)]],
    ),
  );

/** The file with only these streams, changed. */
const withStreams = (file: PathwayFileData, change: (stream: Data, name: string) => Data): PathwayFileData => ({
  ...file,
  arrivals: Object.fromEntries(
    Object.entries(file['arrivals'] as Record<string, Data>).map(([name, stream]) => [name, change(stream, name)]),
  ),
});

function bytes(table: ArrayBufferView): Buffer {
  return Buffer.from(table.buffer, table.byteOffset, table.byteLength);
}

/** Whether some event may lead from a state to itself. */
function entersAgain(file: PathwayFileData, state: string): boolean {
  const regions = Object.values(
    file['regions'] as Record<string, { transitions: Record<string, { from: string; to: unknown }> }>,
  );
  return regions.some(({ transitions }) =>
    Object.values(transitions).some(({ from, to }) => from === state && JSON.stringify(to).includes(`"${state}"`)),
  );
}

/** Tests every claim on so many random pathways, the same ones for the same seed. */
export function testInvariants(pathways: number, seed: number): void {
  /** Holds a claim against random pathways; `share` of them where each takes several runs. */
  function holds(
    claim: (pathway: RandomPathway, reading: Reading) => void,
    options: RandomOptions = {},
    share = 1,
  ): void {
    fc.assert(
      fc.property(randomPathway(options), (pathway) => {
        claim(pathway, runOf(pathway));
      }),
      { numRuns: Math.ceil(share * pathways), seed },
    );
  }

  describe('nobody is lost', () => {
    test('at every month’s end each unit that has come is in one state of each region', () => {
      holds(({ regions }, reading) => {
        const came = reading.flow('came');
        let heads = 0;
        const everyone = reading.stock('everyone');
        came.forEach((n, k) => expect(everyone[k + 1]).toBe((heads += n)));
        for (const { name, states } of regions)
          everyone.forEach((n, k) =>
            expect(sum(states.map((state) => reading.stock('everyone', `${name}=${state}`)[k]!))).toBe(n),
          );
      });
    });

    test('no stock is below 0, and no age or kind is missed', () => {
      holds(({ regions }, reading) => {
        const everyone = reading.stock('everyone');
        everyone.forEach((n, k) =>
          expect(reading.stock('everyone', 'kind=plain')[k]! + reading.stock('everyone', 'kind=odd')[k]!).toBe(n),
        );
        for (const { states } of regions)
          for (const state of states) {
            const inState = reading.stock(`in_${state}`);
            expect(Math.min(...inState)).toBeGreaterThanOrEqual(0);
            inState.forEach((n, k) =>
              expect(
                sum(['under 5', '5 to 11', '12 and over'].map((age) => reading.stock(`in_${state}`, `age=${age}`)[k]!)),
              ).toBe(n),
            );
          }
      });
    });
  });

  describe('the books balance', () => {
    test('a stock changes by entries less exits, in every month', () => {
      holds(({ regions }, reading) => {
        for (const { states } of regions)
          for (const state of states) {
            const stock = reading.stock(`in_${state}`);
            const into = reading.flow(`into_${state}`);
            const out = reading.flow(`out_of_${state}`);
            into.forEach((n, k) => expect(stock[k + 1]! - stock[k]!).toBe(n - out[k]!));
          }
      });
    });

    test('time in the states of a region adds up to the time units were observed, to the tick', () => {
      holds(({ regions }, reading) => {
        const observed = reading.ticks('everyone');
        for (const { name, states } of regions)
          observed.forEach((ticks, k) =>
            expect(sum(states.map((state) => reading.ticks('everyone', `${name}=${state}`)[k]!))).toBe(ticks),
          );
      });
    });

    test('time in a state is the stays that ended there and those that go on', () => {
      holds(({ regions, file }, reading) => {
        for (const { states } of regions)
          for (const state of states) {
            const inState = sum(reading.ticks(`in_${state}`));
            const ended = sum(reading.timeTicks(`out_of_${state}`));
            const still = reading.stock(`in_${state}`).at(-1)!;
            expect(ended).toBeLessThanOrEqual(inState);
            // An event that enters the state it leaves starts its time again.
            const isOver = still === 0 && !entersAgain(file, state);
            expect(isOver ? inState : ended).toBe(ended);
          }
      });
    });

    test('every time counted is in a bin', () => {
      holds(({ transitions, regions }, reading) => {
        for (const measure of [
          ...transitions.map((name) => `since_${name}`),
          ...regions.flatMap(({ states }) => states.map((state) => `out_of_${state}`)),
        ])
          expect(sum(reading.bins(measure))).toBe(reading.count(measure));
      });
    });

    test('money is whole pence: a state’s time at its rate, an event’s number at its price', () => {
      holds(({ regions, transitions, ledger }, reading) => {
        const price = (name: string): number => ledger.costs.find((cost) => cost.name === name)!.pence;
        for (const { states } of regions)
          for (const state of states)
            reading.pence(`week_${state}`).forEach((pence, k) => {
              expect(Number.isInteger(pence)).toBe(true);
              expect(
                Math.abs(pence - (reading.ticks(`in_${state}`)[k]! / 1024) * price(`week_${state}`)),
              ).toBeLessThanOrEqual(0.5 + 1e-6);
            });
        for (const name of transitions)
          expect(reading.pence(`once_${name}`)).toEqual(reading.flow(name).map((n) => n * price(`once_${name}`)));
      });
    });

    test('who pays makes no difference to the sum', () => {
      holds(({ file, ledger }, reading) => {
        const costs = ledger.costs.flatMap((cost): CostItem[] =>
          'while' in cost.on
            ? []
            : [
                { ...cost, name: `${cost.name} a`, payer: 'council', pence: 1000 },
                { ...cost, name: `${cost.name} b`, payer: 'health', pence: cost.pence - 1000 },
              ],
        );
        const split = runFile(file, { ...ledger, costs });
        for (const { name } of ledger.costs.filter(({ on }) => !('while' in on)))
          expect(split.pence(`${name} a`).map((pence, k) => pence + split.pence(`${name} b`)[k]!)).toEqual(
            reading.pence(name),
          );
      });
    });
  });

  describe('the same luck', () => {
    test('the same seed gives the same tables', () => {
      holds(({ file, ledger }, reading) => {
        const again = runFile(file, ledger);
        for (const name of ['initial', 'delta', 'partial', 'events', 'timeSum', 'timeBins'] as const)
          expect(Buffer.compare(bytes(reading.tables[name]), bytes(again.tables[name])), name).toBe(0);
      });
    });

    test('another seed, replication or area gives others', () => {
      holds(
        ({ file, ledger }, reading) => {
          if (reading.events < 30) return;
          expect(runFile(file, ledger, { seed: 'other' }).everything()).not.toEqual(reading.everything());
          expect(runFile(file, ledger, { area: 'other' }).everything()).not.toEqual(reading.everything());
        },
        {},
        0.5,
      );
    });

    test('the order of a file means nothing', () => {
      holds(({ file, ledger }, reading) => {
        const turned = runFile(turnedRound(file), ledger);
        expect(turned.everything()).toEqual(reading.everything());
        expect(turned.events).toBe(reading.events);
      });
    });
  });

  describe('what has no effect changes nothing at all', () => {
    test.each(Object.keys(ADDITIONS))('%s', (what) => {
      holds(
        ({ file, ledger }, reading) => {
          const counted = reading.everything();
          expect(runFile(ADDITIONS[what]!(file as Data), ledger).everything()).toEqual(counted);
        },
        {},
        0.7,
      );
    });

    test('a measure or a cost that is added', () => {
      holds(
        ({ file, ledger }, reading) => {
          const counted = reading.everything();
          const where: Condition = [
            { kind: 'age', from: 3.3 },
            { kind: 'time', from: 77 },
          ];
          const more: LedgerSpec = {
            measures: [{ kind: 'stock', name: 'aaa', label: 'More', where, by: [] }, ...ledger.measures],
            costs: [{ name: 'aab', line: 'more', payer: 'council', pence: 3, on: { while: where } }, ...ledger.costs],
          };
          const found = runFile(file, more).everything();
          expect(Object.fromEntries(Object.keys(counted).map((name) => [name, found[name]]))).toEqual(counted);
        },
        {},
        0.7,
      );
    });
  });

  describe('ages and dates', () => {
    test('may as well be regions that turn on a birthday or a day', () => {
      holds(({ file, ledger }) => {
        // Stocks are not counted by age here, so that a run may pass over birthdays on which nothing depends.
        const measures = ledger.measures.map((measure): Measure =>
          measure.kind === 'stock' ? { ...measure, by: [] } : measure,
        );
        const spec = { ...ledger, measures };
        expect(runFile(agesAsRegions(file), spec).everything()).toEqual(runFile(file, spec).everything());
      });
    });
  });

  describe('no life depends on another, where nothing is shared', () => {
    const alone = { queues: false } as const;

    test('two streams together count what each counts alone', () => {
      holds(
        ({ file, ledger }, reading) => {
          const only = (which: string): Counted =>
            runFile(
              withStreams(file, (stream, name) =>
                name === which ? stream : { ...stream, rate: '0 per day', at_start: 0 },
              ),
              ledger,
            ).everything();
          const streams = Object.keys(file['arrivals'] as Data);
          if (streams.length < 2) return;
          expect(plus(only('stream0'), only('stream1'))).toEqual(plus(reading.everything(), reading.everything(), 0));
        },
        alone,
        0.7,
      );
    });

    test('one more unit at the start adds its own life and changes no other', () => {
      holds(
        ({ file, ledger }) => {
          const counted = (extra: number, others: boolean): Counted =>
            runFile(
              withStreams(file, (stream, name) =>
                name === 'stream0'
                  ? { ...stream, rate: '0 per day', at_start: Number(stream['at_start']) + extra }
                  : others
                    ? stream
                    : { ...stream, rate: '0 per day', at_start: 0 },
              ),
              ledger,
            ).everything();
          expect(plus(counted(1, true), counted(0, true), -1)).toEqual(plus(counted(1, false), counted(0, false), -1));
        },
        alone,
        0.5,
      );
    });

    test('one more unit at the start changes nobody who arrives later in the same stream', () => {
      holds(
        ({ file, ledger }) => {
          const counted = (extra: number, isOpen: boolean): Counted =>
            runFile(
              withStreams(file, (stream) => ({
                ...stream,
                ...(isOpen ? {} : { rate: '0 per day' }),
                at_start: Number(stream['at_start']) + extra,
              })),
              ledger,
            ).everything();
          expect(plus(counted(1, true), counted(0, true), -1)).toEqual(plus(counted(1, false), counted(0, false), -1));
        },
        alone,
        0.5,
      );
    });

    test('more arrivals later change nothing before them', () => {
      holds(
        ({ file, ledger }, reading) => {
          const more = runFile(
            withStreams(file, (stream) => ({
              ...stream,
              rate: { ...(stream['rate'] as Data), '2026-04-01': '1 per day' },
            })),
            ledger,
          );
          const first = (counted: Counted): Counted =>
            Object.fromEntries(
              Object.entries(counted).flatMap(([name, values]) =>
                name.endsWith(' bins') ? [] : [[name, values.slice(0, 12)]],
              ),
            );
          expect(first(more.everything())).toEqual(first(reading.everything()));
        },
        {},
        0.5,
      );
    });

    test('a longer run begins with the shorter one', () => {
      holds(
        ({ file, ledger }, reading) => {
          const longer = runFile({ ...file, run: { ...(file['run'] as Data), years: 3.5 } }, ledger).everything();
          const shorter = Object.entries(reading.everything()).filter(([name]) => !name.endsWith(' bins'));
          for (const [name, values] of shorter) expect(longer[name]!.slice(0, values.length), name).toEqual(values);
        },
        {},
        0.7,
      );
    });
  });

  describe('places', () => {
    const places = (file: PathwayFileData, n: unknown): PathwayFileData => ({
      ...file,
      resources: { places: { places: n } },
    });
    /** A quick generator of pathways that do have a queue. */
    const queued = (claim: (pathway: RandomPathway) => void, share = 0.6): void => {
      fc.assert(
        fc.property(
          randomPathway({ finals: false }).filter(({ file }) => file['resources'] !== undefined),
          (pathway) => {
            claim(pathway);
          },
        ),
        { numRuns: Math.ceil(share * pathways), seed: seed + 1 },
      );
    };

    test('more than anybody could want are the same as no limit', () => {
      queued(({ file, ledger }) =>
        expect(runFile(places(file, 1_000_000), ledger).everything()).toEqual(
          runFile(places(file, 'unlimited'), ledger).everything(),
        ),
      );
    });

    test('no limit is the same as going on at once, without any resource', () => {
      queued(({ file, ledger }) => {
        const regions = structuredClone(file['regions']) as Record<string, Data>;
        const states = regions['r0']!['states'] as Record<string, Data>;
        delete states['r0_queue']!['queues'];
        delete states['r0_held']!['holds'];
        (regions['r0']!['transitions'] as Record<string, Data>)['r0_begin'] = {
          from: 'r0_queue',
          to: 'r0_held',
          on: {},
        };
        const { resources: _, ...rest } = file;
        const free = { ...rest, regions };
        expect(runFile(free, ledger).everything()).toEqual(runFile(places(file, 'unlimited'), ledger).everything());
      });
    });

    test('none at all are the same as a queue that nobody leaves for a place', () => {
      queued(({ file, ledger }) => {
        const reading = runFile(places(file, 0), ledger);
        expect(reading.count('into_r0_held')).toBe(0);
        const regions = structuredClone(file['regions']) as Record<string, Data>;
        const states = regions['r0']!['states'] as Record<string, Data>;
        delete states['r0_queue']!['queues'];
        delete states['r0_held']!['holds'];
        (regions['r0']!['transitions'] as Record<string, Data>)['r0_begin'] = {
          from: 'r0_queue',
          to: 'r0_held',
          clock: { exponential: '0 per day' },
        };
        const { resources: _, ...rest } = file;
        expect(runFile({ ...rest, regions }, ledger).everything()).toEqual(reading.everything());
      });
    });

    test('are never more than there are: who holds one, at every month’s end and on average', () => {
      queued(({ file, ledger }) => {
        for (const n of [0, 1, 2, 5]) {
          const reading = runFile(places(file, n), ledger);
          expect(Math.max(...reading.stock('in_r0_held'))).toBeLessThanOrEqual(n);
          reading
            .ticks('in_r0_held')
            .forEach((ticks, k) =>
              expect(ticks).toBeLessThanOrEqual(n * (reading.bounds[k + 1]! - reading.bounds[k]!) * 1024),
            );
        }
      });
    });

    test('are used while anybody waits: nobody is in the queue of a place that is free', () => {
      queued(({ file, ledger }) => {
        const reading = runFile(places(file, 2), ledger);
        const held = reading.stock('in_r0_held').filter((_, k) => reading.stock('in_r0_queue')[k]! > 0);
        expect(held.filter((n) => n !== 2)).toEqual([]);
      });
    });
  });
}
