/** Any queue of whole days, with any of a queue's rules at once, goes as a few plain loops have it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loops, type Readings } from './queue-loops.js';
import { lines, queueFile, trace, type Customers, type Rules } from './queue-trace.js';

interface Choices {
  readonly sites: readonly string[];
  readonly preempts?: boolean;
  readonly needs?: boolean;
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The same from the start to the end, or other numbers on up to three days. */
const places = fc.oneof(
  fc.nat({ max: 3 }),
  fc
    .tuple(
      fc.nat({ max: 4 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
      fc.array(fc.nat({ max: 4 }), { minLength: 3, maxLength: 3 }),
    )
    .map(([first, days, numbers]) => [
      [0, first] as const,
      ...[...days].sort((a, b) => a - b).map((day, i) => [day, numbers[i]!] as const),
    ]),
);

function rulesOf({ sites, preempts }: Choices): fc.Arbitrary<Rules> {
  const site = fc.record(
    {
      places,
      whenFewer: fc.constantFrom<'finish' | 'stop'>('finish', 'stop'),
      limit: fc.nat({ max: 3 }),
      balksAt: fc.nat({ max: 3 }),
      ...(preempts === true && { preempts: fc.boolean() }),
    },
    { requiredKeys: ['places'] },
  );
  return fc.record(
    {
      sites: fc.record(Object.fromEntries(sites.map((name) => [name, site]))),
      stoppedGoTo: fc.constant<'waiting'>('waiting'),
    },
    { requiredKeys: ['sites'] },
  );
}

function customersOf({ sites, needs }: Choices): fc.Arbitrary<Customers> {
  const customer = fc.record(
    {
      comes: fc.nat({ max: 25 }),
      service: fc.integer({ min: 1, max: 12 }),
      patience: fc.nat({ max: 12 }),
      value: fc.nat({ max: 3 }),
      perDay: fc.constantFrom(0, 0.25, 0.5, 1),
      ...(needs === true && { need: fc.integer({ min: 1, max: 3 }) }),
      ...(sites.length > 1 && { only: fc.subarray([...sites]) }),
    },
    { requiredKeys: ['comes', 'service'] },
  );
  return fc
    .array(customer, { minLength: 1, maxLength: 8 })
    .map((all) => Object.fromEntries(all.map((who, i) => [NAMES[i]!, who])));
}

const inOrder = (story: Iterable<string>): string[] => [...story].sort();

/** What is unsettled does not decide the story: an end of service and another's end of patience on one day, say. */
function isSettled(rules: Rules, customers: Customers): boolean {
  const right = inOrder(loops(rules, customers)).join();
  const others: Readings[] = [];
  for (const endsFirst of [true, false])
    for (const noticesRoom of [true, false])
      for (const asksInTurn of [true, false]) others.push({ endsFirst, noticesRoom, asksInTurn });
  return others.every((reading) => inOrder(loops(rules, customers, reading)).join() === right);
}

/** The laws on random queues; `share` of the usual number of them. */
export function testQueueLoops(share: number, seed: number): void {
  const runs = (usual: number): number => Math.ceil(usual * share);

  describe('the engine tells the same story as the loops', () => {
    test.each<[string, Choices, number]>([
      ['priorities, limits, balking, patience, places that change', { sites: ['desk'] }, 60],
      ['the same with places for the more urgent', { sites: ['desk'], preempts: true }, 80],
      ['with several places at once', { sites: ['desk'], needs: true }, 60],
      ['with both', { sites: ['desk'], preempts: true, needs: true }, 80],
      ['at two sites, not tried in the order of their names', { sites: ['south', 'north'] }, 60],
      ['at two sites, with places for the more urgent', { sites: ['south', 'north'], preempts: true }, 80],
      ['at three sites, with everything', { sites: ['south', 'mid', 'north'], preempts: true, needs: true }, 100],
    ])('%s', (_, choices, numRuns) => {
      fc.assert(
        fc.property(rulesOf(choices), customersOf(choices), (rules, customers) => {
          fc.pre(isSettled(rules, customers));
          expect(inOrder(trace(rules, customers))).toEqual(inOrder(loops(rules, customers)));
        }),
        { numRuns: runs(numRuns), seed },
      );
    });

    test('the stories are of some interest: every kind of thing happens in them', () => {
      const kinds = new Set<string>();
      const choices: Choices = { sites: ['desk'], preempts: true, needs: true };
      fc.assert(
        fc.property(rulesOf(choices), customersOf(choices), (rules, customers) => {
          for (const line of loops(rules, customers)) kinds.add(line.split(' ').slice(2).join(' '));
        }),
        { numRuns: 200, seed },
      );
      expect([...kinds].sort()).toEqual([
        'balks',
        'begins',
        'finishes',
        'gives up',
        'gives way',
        'is stopped',
        'is turned away',
      ]);
    });
  });

  describe('whatever the rules', () => {
    test('without more urgent customers nobody ever gives way, and the story is that without the rule', () => {
      const choices: Choices = { sites: ['desk'] };
      fc.assert(
        fc.property(rulesOf(choices), customersOf(choices), (rules, customers) => {
          fc.pre(isSettled(rules, customers));
          const alike = Object.fromEntries(
            Object.entries(customers).map(([name, one]) => [name, { ...one, value: 2 }]),
          );
          const desk = rules.sites['desk']!;
          const urgent: Rules = { ...rules, sites: { desk: { ...desk, preempts: true } } };
          fc.pre(isSettled(urgent, alike));
          expect(trace(urgent, alike)).toEqual(trace(rules, alike));
        }),
        { numRuns: runs(30), seed: seed + 1 },
      );
    });
  });

  describe('a family is to a queue as one customer', () => {
    /** The same customers as families of as many children as they need places. */
    function familyFile(rules: Rules, customers: Customers, each: 'child' | 'family'): string {
      const file = JSON.parse(queueFile(rules, customers)) as Record<string, Record<string, Record<string, unknown>>>;
      const levels = file['attributes']!['who'];
      const region = file['regions']!['case']!;
      const states = region['states'] as Record<string, Record<string, unknown>>;
      for (const resource of Object.values(file['resources']!)) resource['each'] = each;
      for (const [name, { need = 1 }] of Object.entries(customers))
        file['arrivals']![name]!['children'] = { [need]: 1 };
      region['of'] = 'family';
      delete states['waiting']!['places'];
      return JSON.stringify({ ...file, attributes: { who: { of: 'family', levels } } });
    }

    /** What happens to the families: an event counts when it happens to all the children on one day. */
    function story(rules: Rules, customers: Customers, each: 'child' | 'family'): string[] {
      const several = Object.keys(rules.sites).length > 1;
      const told = lines(familyFile(rules, customers, each), several);
      const seen = new Map<string, number>();
      // Of a family that needs one place in all one child holds it: where the others are is not told.
      for (const line of told) {
        const event = line.replace(/^(\d+ \w+)\.\d+/, '$1').replace(each === 'family' ? / at \w+$/ : /$^/, '');
        seen.set(event, (seen.get(event) ?? 0) + 1);
      }
      return [...seen].map(([event, times]) => {
        const { need = 1 } = customers[event.split(' ')[1]!]!;
        return times % need === 0 ? event : `${event} to ${times} of ${need}`;
      });
    }

    test.each<[string, Choices, number]>([
      ['at one site', { sites: ['desk'], needs: true }, 60],
      ['at one site, with places for the more urgent', { sites: ['desk'], needs: true, preempts: true }, 80],
      ['at two sites, with places for the more urgent', { sites: ['south', 'north'], needs: true, preempts: true }, 80],
    ])('that needs as many places as it has children, %s', (_, choices, numRuns) => {
      fc.assert(
        fc.property(rulesOf(choices), customersOf(choices), (rules, customers) => {
          fc.pre(isSettled(rules, customers));
          expect(inOrder(story(rules, customers, 'child'))).toEqual(inOrder(new Set(trace(rules, customers))));
        }),
        { numRuns: runs(numRuns), seed: seed + 2 },
      );
    });

    test.each<[string, Choices, number]>([
      ['at one site', { sites: ['desk'], needs: true }, 60],
      ['at one site, with places for the more urgent', { sites: ['desk'], needs: true, preempts: true }, 80],
      ['at two sites, with places for the more urgent', { sites: ['south', 'north'], needs: true, preempts: true }, 80],
    ])('that needs one, %s', (_, choices, numRuns) => {
      fc.assert(
        fc.property(rulesOf(choices), customersOf(choices), (rules, customers) => {
          const single = Object.fromEntries(
            Object.entries(customers).map(([name, one]) => [name, { ...one, need: 1 }]),
          );
          fc.pre(isSettled(rules, single));
          const expected = trace(rules, single).map((line) => line.replace(/ at \w+$/, ''));
          expect(inOrder(story(rules, customers, 'family'))).toEqual(inOrder(new Set(expected)));
        }),
        { numRuns: runs(numRuns), seed: seed + 3 },
      );
    });
  });
}
