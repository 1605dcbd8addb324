/** Any queue of whole days, with any of a queue's rules at once, goes as a few plain loops have it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loops, RIGHT, type Readings } from '../support/queue-loops.js';
import { trace, type Customers, type Rules } from '../support/queue-trace.js';

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

const inOrder = (story: readonly string[]): string[] => [...story].sort();

/** What is unsettled does not decide the story: an end of service and another's end of patience on one day, say. */
function isSettled(rules: Rules, customers: Customers): boolean {
  const right = inOrder(loops(rules, customers)).join();
  const others: readonly Readings[] = [
    { ...RIGHT, endsFirst: false },
    { ...RIGHT, noticesRoom: false },
    { endsFirst: false, noticesRoom: false },
  ];
  return others.every((reading) => inOrder(loops(rules, customers, reading)).join() === right);
}

describe('the engine tells the same story as the loops', () => {
  test.each<[string, Choices, number]>([
    ['priorities, limits, balking, patience, places that change', { sites: ['desk'] }, 80],
    ['the same with places for the more urgent', { sites: ['desk'], preempts: true }, 120],
    ['with several places at once', { sites: ['desk'], needs: true }, 80],
    ['with both', { sites: ['desk'], preempts: true, needs: true }, 120],
    ['at two sites, not tried in the order of their names', { sites: ['south', 'north'] }, 80],
    ['at two sites, with places for the more urgent', { sites: ['south', 'north'], preempts: true }, 120],
    ['at three sites, with everything', { sites: ['south', 'mid', 'north'], preempts: true, needs: true }, 150],
  ])('%s', (_, choices, numRuns) => {
    fc.assert(
      fc.property(rulesOf(choices), customersOf(choices), (rules, customers) => {
        fc.pre(isSettled(rules, customers));
        expect(inOrder(trace(rules, customers))).toEqual(inOrder(loops(rules, customers)));
      }),
      { numRuns, seed: 1 },
    );
  });

  test('the stories are of some interest: every kind of thing happens in them', () => {
    const kinds = new Set<string>();
    const choices: Choices = { sites: ['desk'], preempts: true, needs: true };
    fc.assert(
      fc.property(rulesOf(choices), customersOf(choices), (rules, customers) => {
        for (const line of loops(rules, customers)) kinds.add(line.split(' ').slice(2).join(' '));
      }),
      { numRuns: 200, seed: 1 },
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
        const alike = Object.fromEntries(Object.entries(customers).map(([name, one]) => [name, { ...one, value: 2 }]));
        const desk = rules.sites['desk']!;
        const urgent: Rules = { ...rules, sites: { desk: { ...desk, preempts: true } } };
        fc.pre(isSettled(urgent, alike));
        expect(trace(urgent, alike)).toEqual(trace(rules, alike));
      }),
      { numRuns: 30, seed: 2 },
    );
  });
});
