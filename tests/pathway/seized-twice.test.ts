/** A resource is asked for in one region only. */
import { describe, expect, test } from 'vitest';
import { checkSeizedTwice } from '../../engine/pathway/check-seized-twice.js';
import type { PathwayModel, State } from '../../engine/pathway/model.js';
import { is, pathway, places, refusalOf, region } from './small-model.js';

const queue = (...resources: string[]): Partial<State> => ({
  queues: resources.map((resource) => ({ resource, when: [] })),
});
const two = (a: Partial<State>, b: Partial<State>, more: Partial<PathwayModel> = {}, of?: 'family'): PathwayModel =>
  pathway({
    resources: [places('beds'), places('desks')],
    regions: [region('a', { home: {}, here: a }, of === undefined ? {} : { of }), region('b', { home: {}, there: b })],
    ...more,
  });

describe('two regions', () => {
  test('that queue for one resource are refused, at the second', () => {
    const error = refusalOf(checkSeizedTwice, two(queue('beds'), queue('desks', 'beds')));
    expect(error.path).toEqual(['regions', 'b', 'states', 'there', 'queues']);
    expect(error.message).toMatch(/"beds" would be seized twice.*"there".*"here"/);
  });

  test('of a family and of a child are two', () => {
    expect(refusalOf(checkSeizedTwice, two(queue('beds'), queue('beds'), {}, 'family')).found).toBe('beds');
  });

  test('that queue for different resources are accepted', () => {
    expect(() => checkSeizedTwice(two(queue('beds'), queue('desks')))).not.toThrow();
  });

  test('of which one holds what the other queues for are refused', () => {
    expect(refusalOf(checkSeizedTwice, two({ holds: ['beds'] }, queue('beds'))).message).toMatch(/holds it/);
    expect(refusalOf(checkSeizedTwice, two(queue('beds'), { holds: ['beds'] })).message).toMatch(/holds it/);
    expect(() => checkSeizedTwice(two({ holds: ['beds'] }, queue('desks')))).not.toThrow();
  });

  test('unless the place is given up after a time of its own', () => {
    const holdsFor = { family: 'fixed', at: 3 } as const;
    expect(() => checkSeizedTwice(two({ holds: ['beds'], holdsFor }, queue('beds')))).not.toThrow();
  });

  test('are accepted where they are never so together', () => {
    const impossible = [[is('a', 'here'), is('b', 'there')]];
    expect(() => checkSeizedTwice(two(queue('beds'), queue('beds'), { impossible }))).not.toThrow();
    const other = [[is('a', 'here'), is('b', 'home')]];
    expect(refusalOf(checkSeizedTwice, two(queue('beds'), queue('beds'), { impossible: other })).found).toBe('beds');
    const some = [[...impossible[0]!, { kind: 'attribute', attribute: 'kind', levels: ['odd'] } as const]];
    expect(refusalOf(checkSeizedTwice, two(queue('beds'), queue('beds'), { impossible: some })).found).toBe('beds');
  });
});

describe('one region', () => {
  test('may queue in several states, and hold in others', () => {
    const model = pathway({ regions: [region('a', { x: queue('beds'), y: queue('beds'), z: { holds: ['beds'] } })] });
    expect(() => checkSeizedTwice(model)).not.toThrow();
  });

  test('does not queue for what it holds', () => {
    const model = pathway({ regions: [region('a', { x: { ...queue('beds'), holds: ['beds'] } })] });
    expect(refusalOf(checkSeizedTwice, model).message).toMatch(/both holds and queues/);
  });
});
