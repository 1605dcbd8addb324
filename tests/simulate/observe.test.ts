/** The story of one child: what is told is what happened, and its numbers give its times again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileLedger, ledgerBreaks } from '../../engine/ledger/compile.js';
import { Tally, type TallyTables } from '../../engine/ledger/tally.js';
import { compilePathway } from '../../engine/pathway/compile.js';
import type { CompiledPathway } from '../../engine/pathway/compiled.js';
import { cumulativeHazard, HazardKind, packHazard, remainingTime, seedKey } from '../../engine/random/index.js';
import type { Kernel, Observer } from '../../engine/simulate/kernel.js';
import type { ClockStory, Story } from '../../engine/simulate/observe-parts.js';
import { StoryRecorder, unitNameOf } from '../../engine/simulate/observe.js';
import { simulate } from '../../engine/simulate/simulate.js';
import { birthday, monthStarts, parseDate } from '../../engine/time/index.js';
import type { ResolvedScenario } from '../../scenarios/index.js';
import { resolveData, resolveText } from '../support/pathway-files.js';
import { randomPathway } from '../support/random-pathways.js';

/** Records everybody, each by a recorder of its own. */
class Everybody implements Observer {
  private readonly recorders = new Map<string, StoryRecorder>();
  constructor(private readonly pathway: CompiledPathway) {}

  private all(): StoryRecorder[] {
    return [...this.recorders.values()];
  }
  private nameOf(kernel: Kernel): string {
    const { stream, unit, member } = unitNameOf(kernel);
    return `${stream} ${unit} ${member}`;
  }
  stories(horizon: number): Story[] {
    return this.all().flatMap((recorder) => recorder.story(horizon) ?? []);
  }
  arrives(kernel: Kernel): void {
    const recorder = new StoryRecorder(this.pathway, unitNameOf(kernel));
    this.recorders.set(this.nameOf(kernel), recorder);
    recorder.arrives(kernel);
  }
  fires(kernel: Kernel, transition: number, outcome: number): void {
    this.recorders.get(this.nameOf(kernel))!.fires(kernel, transition, outcome);
  }
  forces(kernel: Kernel, region: number, state: number): void {
    this.recorders.get(this.nameOf(kernel))?.forces(kernel, region, state);
  }
  waits(kernel: Kernel, resource: number, ahead: number): void {
    this.recorders.get(this.nameOf(kernel))!.waits(kernel, resource, ahead);
  }
  releases(kernel: Kernel, resource: number, time: number): void {
    for (const recorder of this.all()) recorder.releases(kernel, resource, time);
  }
  settles(kernel: Kernel): void {
    this.recorders.get(this.nameOf(kernel))!.settles(kernel);
  }
}

function watched(scenario: ResolvedScenario, ledgerSpec = scenario.ledger) {
  const pathway = compilePathway(scenario.model, ledgerBreaks(ledgerSpec));
  const ledger = compileLedger(ledgerSpec, pathway);
  const bounds = monthStarts(scenario.startDay, Math.round(scenario.years * 12)).map((day) => day - scenario.startDay);
  const horizon = bounds.at(-1)!;
  const run = (observer?: Observer): { tables: TallyTables; events: number } => {
    const tally = new Tally(ledger, bounds, pathway.variables.count, pathway.stateBase);
    const events = simulate({
      pathway,
      tally,
      key: { seed: seedKey('watched'), draw: 0, replication: 0, area: '' },
      epoch: scenario.startDay,
      from: 0,
      horizon,
      ...(observer !== undefined && { observer }),
    });
    return { tables: tally.tables, events };
  };
  const observer = new Everybody(pathway);
  const seen = run(observer);
  return { pathway, ledger, horizon, seen, run, stories: observer.stories(horizon) };
}

const bytes = (column: number | ArrayBufferView): Buffer =>
  typeof column === 'number'
    ? Buffer.from(String(column))
    : Buffer.from(column.buffer, column.byteOffset, column.byteLength);

/** Works a clock through from its threshold and the changes of its multiplier alone, and says when it fires. */
function replayed({ hazard, threshold, spans }: ClockStory): number {
  if (hazard.family === 'birthday' || threshold === null) throw new Error('a time that is sure');
  const table: number[] = [];
  const { kind, offset } = packHazard(hazard, table);
  const numbers = Float64Array.from(table);
  let left = threshold;
  let fires = Number.POSITIVE_INFINITY;
  spans.forEach(({ time, zero, ratio, multiplier }, i) => {
    const age = (time - zero) / ratio;
    const before = spans[i - 1];
    if (before !== undefined && before.multiplier > 0) {
      const old = (before.time - before.zero) / before.ratio;
      const used = (at: number): number => (at <= 0 ? 0 : cumulativeHazard(kind, numbers, offset, at));
      left = Math.max(0, left - before.multiplier * (used(age) - used(old)));
    }
    fires =
      multiplier > 0
        ? time + remainingTime(kind, numbers, offset, age, left / multiplier) * ratio
        : Number.POSITIVE_INFINITY;
  });
  return fires;
}

const BY_HAND = `
pathway: by_hand
run: {start: 2025-04-01, years: 3, replications: 1}
attributes: {kind: [plain]}
moments: [opened]
arrivals:
  children: {rate: 0 per day, at_start: 1, age: {10 to 10: 1}, enters: {case: known}, attributes: {kind: {plain: 1}}}
regions:
  case:
    initial: known
    states:
      known: {label: Known}
      open: {label: Open, marks: opened, forces: {legal: ordered}}
      closed: {label: Closed, stays: true}
    transitions:
      come: {from: known, to: open, clock: {fixed: 30 days, since: entry}}
      go: {from: open, to: closed, birthday: 12}
      visit: {from: open, to: stay, clock: {recurring: {at: [20 days], every: 200 days}, since: opened}}
  legal:
    initial: none
    states: {none: {label: None}, ordered: {label: Ordered}, old: {label: Old, stays: true}}
    transitions:
      lapse: {from: ordered, to: old, on: {age: {from: 11}}}
`;

describe('a pathway whose times are all fixed', () => {
  const { stories, horizon } = watched(resolveText(BY_HAND));
  const [story] = stories;

  test('is told in full: when, what, why, and what it forced', () => {
    const born = parseDate('2015-04-01') - parseDate('2025-04-01');
    const eleven = parseDate('2026-04-01') - parseDate('2025-04-01');
    expect(stories).toHaveLength(1);
    expect(Math.abs(story!.birth - born)).toBeLessThanOrEqual(1);
    const turned = (years: number): number => birthday(story!.birth + 20_179, years) - 20_179;
    expect(Math.abs(turned(11) - eleven)).toBeLessThanOrEqual(1);
    const told = story!.events.map(({ time, transition, from, to, cause, forced, stay }) => [
      time,
      transition,
      from,
      to,
      cause.kind,
      forced.map((change) => `${change.region} ${change.from} ${change.to}`).join(),
      stay,
    ]);
    expect(told).toEqual([
      [30, 'come', 'known', 'open', 'clock', 'legal none ordered', 30],
      [50, 'visit', 'open', null, 'clock', '', 20],
      [250, 'visit', 'open', null, 'clock', '', 220],
      [turned(11), 'lapse', 'ordered', 'old', 'condition', '', turned(11) - 30],
      [450, 'visit', 'open', null, 'clock', '', 420],
      [650, 'visit', 'open', null, 'clock', '', 620],
      [turned(12), 'go', 'open', 'closed', 'birthday', '', turned(12) - 30],
    ]);
  });

  test('says which part of a condition came last', () => {
    const lapse = story!.events.find(({ transition }) => transition === 'lapse')!;
    expect(lapse.cause).toEqual({
      kind: 'condition',
      condition: [{ kind: 'age', from: 11 }],
      latest: [{ kind: 'age', from: 11 }],
    });
  });

  test('says when it begins, and where it stands at the end', () => {
    expect([story!.begins, story!.isStock, story!.stream]).toEqual([0, false, 'children']);
    expect(story!.end.map(({ region, state }) => `${region} ${state}`)).toEqual(['case closed', 'legal old']);
    expect([story!.ended, story!.endsAt]).toEqual([false, horizon]);
  });
});

describe('a clock whose pace changes', () => {
  const file = (clock: string, more: string): string => `
pathway: pace
run: {start: 2025-04-01, years: 10, replications: 1}
arrivals: {children: {rate: 0 per day, at_start: 300, age: {9 to 12: 1}}}
regions:
  case:
    initial: here
    states: {here: {}, gone: {stays: true}}
    transitions:
      go: {from: here, to: gone, clock: ${clock}, ${more}}
  other:
    initial: off
    states: {off: {}, on: {}}
    transitions:
      on: {from: off, to: on, clock: {exponential: 1 per year}}
      off: {from: on, to: off, clock: {exponential: 2 per year}}
`;
  const pace =
    'multiply: [{by: age, from: {0: 1, 11: 1.3, 12: 0.5}}, {by: other, values: {on: 0.8}}, {by: time, from: {2025-04-01: 1, 2026-04-01: 2}}]';
  const clocks = {
    exponential: '{exponential: 0.5 per year}',
    piecewise: '{piecewise: {0 days: 0.2 per year, 200 days: 0.6 per year}, since: entry}',
    weibull: '{weibull: {shape: 1.4, scale: 600 days}, since: entry}',
    lognormal: '{lognormal: {median: 500 days, sdlog: 0.7}, since: entry}',
  };

  test.each(Object.entries(clocks))('%s: the threshold is used up to the last bit of it', (_, clock) => {
    for (const more of [pace, `${pace}, when: {other: on}`]) {
      const fired = watched(resolveText(file(clock, more))).stories.flatMap(({ events }) =>
        events.flatMap(({ time, transition, cause }) =>
          transition === 'go' && cause.kind === 'clock' ? [{ time, clock: cause.clock }] : [],
        ),
      );
      expect(fired.length).toBeGreaterThan(100);
      expect(Math.max(...fired.map((item) => item.clock.spans.length))).toBeGreaterThan(4);
      for (const item of fired) {
        expect(item.clock.spans.at(-1)!.fires).toBe(item.time);
        expect(Math.abs(replayed(item.clock) - item.time)).toBeLessThan(1e-7);
        for (const { multiplier, factors, unmet } of item.clock.spans)
          expect(multiplier).toBe(
            unmet.length > 0 ? 0 : factors.reduce((product, factor) => product * factor.multiplier, 1),
          );
      }
    }
  });

  test('every change is noted at its birthday, its date, or the event that made it', () => {
    const { stories } = watched(resolveText(file(clocks.weibull, pace)));
    const date = parseDate('2026-04-01') - parseDate('2025-04-01');
    for (const { clocks: all, birth, events } of stories)
      for (const { transition, spans } of all.filter((clock) => clock.transition === 'go'))
        for (const { time } of spans.slice(1)) {
          const birthdays = [11, 12].map((years) => birthday(birth + 20_179, years) - 20_179);
          const allowed = [...birthdays, date, ...events.map((event) => event.time)];
          expect(allowed, transition).toContain(time);
        }
  });
});

describe('a queue', () => {
  const customers = (more: string): string => `
pathway: line
run: {start: 2025-04-01, years: 1, replications: 1}
resources: {desk: {places: {2025-04-01: 1, 2025-08-01: 2}, when_fewer: finish}}
attributes: {who: [a, b, c, d]}
arrivals:
${['a', 'b', 'c', 'd'].map((who) => `  ${who}: {rate: 0 per day, at_start: 1, enters: {case: coming}, attributes: {who: {${who}: 1}}}\n`).join('')}
regions:
  case:
    initial: coming
    states:
      coming: {}
      waiting: {queues: desk}
      served: {holds: desk}
      done: {final: true}
      lost: {final: true}
    transitions:
${['a', 'b', 'c', 'd'].map((who, i) => `      come_${who}: {from: coming, to: waiting, when: {who: ${who}}, clock: {fixed: ${[1, 2, 3, 4][i]!} days, since: entry}}\n`).join('')}
      begin: {from: waiting, to: served, on: place}
      ${more}
`;

  test('says behind how many, how long, and whose place it was', () => {
    const { stories } = watched(
      resolveText(
        customers(`finish: {from: served, to: done, clock: {fixed: 31 days, since: entry}}
      give_up: {from: waiting, to: lost, when: {who: c}, clock: {fixed: 10 days, since: entry}}`),
      ),
    );
    const [a, b, c, d] = stories;
    const begun = (story: Story) => story.events.find(({ transition }) => transition === 'begin')!;
    expect(begun(a!).cause).toMatchObject({ kind: 'place', waitedFrom: null, source: { kind: 'free' } });
    expect(b!.events[0]!.joined).toEqual([{ resource: 'desk', ahead: 0 }]);
    expect(c!.events[0]!.joined).toEqual([{ resource: 'desk', ahead: 1 }]);
    expect(d!.events[0]!.joined).toEqual([{ resource: 'desk', ahead: 2 }]);
    expect([begun(b!).time, begun(b!).cause]).toMatchObject([
      32,
      { waitedFrom: 2, source: { kind: 'given up', by: a!.name } },
    ]);
    expect(c!.events.map(({ time, transition, leftQueue }) => [time, transition, leftQueue])).toEqual([
      [3, 'come_c', null],
      [13, 'give_up', { resources: ['desk'], since: 3 }],
    ]);
    expect([begun(d!).time, begun(d!).cause]).toMatchObject([63, { source: { kind: 'given up', by: b!.name } }]);
  });

  test('says that new places opened', () => {
    const { stories } = watched(
      resolveText(
        customers(`finish: {from: served, to: done, clock: {fixed: 1 year, since: entry}}
      give_up: {from: waiting, to: lost, clock: {fixed: 2 years, since: entry}}`),
      ),
    );
    const opened = parseDate('2025-08-01') - parseDate('2025-04-01');
    expect(stories[1]!.events.at(-1)).toMatchObject({
      time: opened,
      transition: 'begin',
      cause: { waitedFrom: 2, source: { kind: 'opened', places: 2 } },
    });
  });
});

describe('any pathway', () => {
  test('watching changes no bit of the tables, and the stories add up to them', () => {
    fc.assert(
      fc.property(randomPathway(), ({ file, transitions, ledger: spec }) => {
        const { seen, run, stories, ledger } = watched(resolveData(file), spec);
        const plain = run();
        expect(seen.events).toBe(plain.events);
        for (const name of Object.keys(plain.tables) as (keyof TallyTables)[])
          expect(bytes(seen.tables[name]).equals(bytes(plain.tables[name])), name).toBe(true);
        const told = stories.flatMap(({ events }) => events);
        expect(told.length).toBe(plain.events);
        for (const name of transitions) {
          const m = ledger.spec.measures.findIndex((measure) => measure.name === name);
          const cell = ledger.measureBlocks[m]![0]!.first;
          const { periods, events } = plain.tables;
          const counted = events.subarray(cell * periods, (cell + 1) * periods).reduce((sum, n) => sum + n, 0);
          expect(told.filter(({ transition }) => transition === name).length, name).toBe(counted);
        }
      }),
      { numRuns: 30, seed: 11 },
    );
  });

  test('the numbers of every clock that fired give its time', () => {
    fc.assert(
      fc.property(randomPathway(), ({ file }) => {
        for (const { events } of watched(resolveData(file)).stories)
          for (const { time, cause } of events) {
            if (cause.kind !== 'clock') continue;
            const { clock } = cause;
            expect(clock.spans.at(-1)!.fires).toBe(time);
            const { hazard } = clock;
            if (clock.threshold === null || hazard.family === 'empirical' || hazard.family === 'birthday') continue;
            expect(HazardKind[hazard.family]).not.toBe(HazardKind.fixed);
            expect(Math.abs(replayed(clock) - time)).toBeLessThan(1e-6);
          }
      }),
      { numRuns: 30, seed: 12 },
    );
  });
});
