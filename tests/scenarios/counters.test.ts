/** Counters in files: where they start again, what is counted by them, and what is refused of it. */
import { describe, expect, test } from 'vitest';
import { CARE, changed } from './example-files.js';
import { expectRefusal, resolve } from './in-memory.js';

const BY = 'by: [age, published, uasc]';

/** The files with a grouping of measures by a counter. */
const withGroup = (group: string, texts: Readonly<Record<string, string>> = CARE): Record<string, string> => ({
  ...texts,
  'measures.yaml': CARE['measures.yaml']!.replace(BY, 'by: [age, published, uasc, times]').replace(
    'groups:',
    `groups:\n  times: ${group}`,
  ),
});

describe('a grouping by a counter', () => {
  test('has labels and the count from which each holds, in their order', () => {
    const { scenario } = resolve(withGroup('{counter: returns, from: {many: 3, once: 1, twice: 2}}'));
    expect(scenario.ledger.measures[0]!.by.at(-1)).toEqual({
      name: 'times',
      dimension: {
        kind: 'count',
        counter: 'returns',
        read: 'after',
        from: [1, 2, 3],
        labels: ['once', 'twice', 'many'],
      },
    });
  });

  test('is read before what ends, and after by another name', () => {
    const texts = withGroup('{counter: returns, from: {once: 1, more: 2}}');
    texts['measures.yaml'] = texts['measures.yaml']!.replace('{reason: case}, placement', 'times, {then: times}');
    const { by } = resolve(texts).scenario.ledger.measures[1]!;
    expect(by.map(({ name, dimension }) => [name, 'read' in dimension ? dimension.read : ''])).toEqual([
      ['times', 'before'],
      ['then', 'after'],
    ]);
  });

  test('may be a margin of the start', () => {
    const texts = withGroup('{counter: returns, from: {once: 1, more: 2}}');
    const margins = (words: string): Record<string, string> => ({
      ...texts,
      'baseline.yaml': CARE['baseline.yaml']!.replace('{age: {under 1: 1, 1 to 4: 3}}', words),
    });
    expect(resolve(margins('{times: {once: 3, more: 1}}')).scenario.start!.strata[0]!.margins[0]).toMatchObject({
      name: 'times',
      dimension: { kind: 'count', counter: 'returns' },
      targets: { once: 3, more: 1 },
    });
    expectRefusal(margins('{times: {once: 3, ❯mroe: 1}}'), /no level of 'times' 'mroe'/);
  });

  test.each([
    ['an unknown counter', '{counter: ❯retruns, from: {once: 1}}', /no counter 'retruns'/],
    ['no bands', '{counter: returns}', /'from' is missing/],
    ['empty bands', '{counter: returns, ❯from: {}}', /at least one band/],
    ['a count beyond what is told apart', '{counter: returns, from: {some: 1, many: ❯16}}', /up to 15, found 16/],
    ['two bands from one count', '{counter: returns, from: {one: 1, eins: ❯1}}', /two bands start at the count 1/],
    ['part of a time', '{counter: returns, from: {one: ❯1.5}}', /1\.5|whole|int/],
    ['a count below 0', '{counter: returns, from: {one: ❯-1}}', /-1|least|0/],
    ['a rest', '{counter: returns, from: {one: 1}, ❯rest: Other}', /'rest' has no meaning without 'region'/],
    [
      'two kinds of grouping',
      '{counter: returns, from: {one: 1}, region: case, groups: {all: left}}',
      /a grouping is of ages/,
    ],
    ['bands of nothing', '{age: {young: 0}, ❯from: {one: 1}}', /'from' has no meaning without 'counter'/],
  ])('is refused with %s', (_, group, words) => {
    const texts = withGroup(group);
    expectRefusal(texts, words);
  });
});

describe('a counter that starts again', () => {
  const resets = (words: string) => changed('pathway.yaml', 'counts: returns}', `counts: returns, resets: ${words}}`);

  test('is named by the state, one or several', () => {
    const states = (words: string) => resolve(resets(words)).scenario.model.regions[0]!.states;
    expect(states('returns').find(({ name }) => name === 'looked_after')).toMatchObject({ resets: ['returns'] });
    expect(states('[returns]').find(({ name }) => name === 'looked_after')).toMatchObject({ resets: ['returns'] });
    expect(states('returns')[0]).not.toHaveProperty('resets');
  });

  test('is one the file has', () => {
    expectRefusal(resets('❯retruns'), /no counter 'retruns'/);
    expectRefusal(resets('[returns, ❯sex]'), /no counter 'sex'/);
  });
});
