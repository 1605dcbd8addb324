/** The library as people meet it: the list that can be sifted, the cards, and the words they are in. */
import { describe, expect, test } from 'vitest';
import { cardText } from '../../cli/library/card-text.js';
import { filtered } from '../../cli/library/filter.js';
import { listText } from '../../cli/library/list-text.js';
import { InputError, programmeCard, programmeIds, programmeList } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { bestEvidence } from '../../scenarios/resolve/library/evidence.js';
import { whoNames, whoWords } from '../../scenarios/resolve/library/who.js';

const files = nodeFiles();
const list = programmeList(files);
const idsOf = (found: typeof list): readonly string[] => found.map(({ id }) => id);

/** The one problem that is refused. */
function problemOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.problems[0];
    throw error;
  }
  return expect.fail('nothing was refused');
}

describe('who a programme is for', () => {
  const names = {
    main: 'case',
    regions: new Map([
      [
        'case',
        new Map([
          ['at_home', 'At home'],
          ['edge_of_care', 'Edge of care'],
          ['out', 'UASC hotel'],
        ]),
      ],
      ['placement', new Map([['foster', 'Foster care']])],
    ]),
  };

  test.each([
    [{}, 'everybody'],
    [{ case: 'edge_of_care' }, 'edge of care'],
    [{ case: ['at_home', 'edge_of_care'] }, 'at home or edge of care'],
    [{ case: { not: ['out'] } }, 'not UASC hotel'],
    [{ placement: 'foster' }, 'placement: foster care'],
    [{ age: { from: 11, below: 18 } }, 'aged 11 to 17'],
    [{ age: { below: 1 } }, 'under 1'],
    [{ age: { from: 0, below: 2 } }, 'under 2'],
    [{ age: { from: -0.5, below: 2 } }, 'under 2, unborn too'],
    [{ age: { from: 16 } }, 'aged 16 and over'],
    [{ age: { from: 16, below: 17 } }, 'aged 16'],
    [{ placements: { at_least: 3 } }, 'placements 3 or more'],
    [{ twin: 'yes', left_handed: 'no' }, 'twin; not left handed'],
    [{ need: ['disability', 'low_income'] }, 'need: disability or low income'],
  ])('%j is said as %s', (condition, words) => {
    expect(whoWords(condition, names)).toBe(words);
  });

  test('names few states and counts the rest, but never counts one', () => {
    expect(whoWords({ case: ['at_home', 'edge_of_care', 'out'] }, names, 1)).toBe('at home or 2 more');
    expect(whoWords({ case: ['at_home', 'edge_of_care', 'out'] }, names, 2)).toBe(
      'at home or edge of care or UASC hotel',
    );
  });

  test('is found by what it is for, not by what it leaves out', () => {
    expect(
      whoNames({ case: ['a', 'b'], uasc: 'no', antisocial: 'yes', placement: { not: 'foster' }, need: 'disability' }),
    ).toEqual(['case', 'a', 'b', 'antisocial', 'need', 'disability']);
  });
});

describe('the best evidence', () => {
  const study = (grade: string, design = 'a study') => ({ study: 's', design, outcome: 'o', estimate: 'e', grade });
  const effect = (design: 'randomised' | 'controlled' | 'uncontrolled' | 'none', evidence: string[]) => ({
    label: 'l',
    evidence,
    best_trial: { design },
  });

  test('is of the strongest design, and of the studies cited for it', () => {
    const evidence = { strong: study('high'), weak: study('low') };
    const both = { a: effect('controlled', ['weak']), b: effect('uncontrolled', ['strong']) };
    expect(bestEvidence({ effects: both, evidence }).grade).toBe('low');
    expect(bestEvidence({ effects: { b: effect('randomised', ['weak', 'strong']) }, evidence }).grade).toBe('high');
  });

  test.each([
    ['controlled', 'moderate'],
    ['uncontrolled', 'low'],
    ['none', 'low'],
  ] as const)('is no higher than a %s design can give', (design, grade) => {
    expect(bestEvidence({ effects: { a: effect(design, ['x']) }, evidence: { x: study('high') } }).grade).toBe(grade);
  });

  test('without effects is of a study, and not of a count', () => {
    const evidence = {
      counts: study('high', 'national statistics'),
      trial: study('moderate', 'randomised controlled trial'),
    };
    expect(bestEvidence({ effects: {}, evidence })).toEqual({
      design: 'randomised controlled trial',
      grade: 'moderate',
    });
    expect(bestEvidence({ effects: {}, evidence: {} }).grade).toBe(null);
  });
});

describe('the list', () => {
  test('has every programme once, in a section with words for all that is asked', () => {
    expect(idsOf(list)).toEqual(programmeIds(files));
    for (const item of list) {
      expect(
        [item.title, item.section, item.for, item.evidence.design].filter((words) => words === ''),
        item.id,
      ).toEqual([]);
      expect(item.changes.length, item.id).toBeGreaterThan(0);
    }
    const text = listText(list);
    for (const { id } of list) expect(text.split(`  ${id}: `), id).toHaveLength(2);
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  test('is sifted by each name, however it is typed', () => {
    expect(idsOf(filtered(list, { for: 'Edge of care' }))).toEqual(idsOf(filtered(list, { for: 'edge_of_care' })));
    expect(idsOf(filtered(list, { for: 'edge_of_care' }))).toContain('mst');
    expect(idsOf(filtered(list, { for: 'edge_of_care' }))).not.toContain('concurrent_planning');
    expect(idsOf(filtered(list, { changes: 'edge-to-care' }))).toContain('mst');
    expect(filtered(list, { section: 'Permanence' }).every(({ section }) => section === 'permanence')).toBe(true);
    // Those that leave unaccompanied children out are not for them.
    expect(idsOf(filtered(list, { for: 'antisocial', section: 'edge of care' }))).toContain('mst');
    expect(() => filtered(list, { for: 'uasc' })).toThrow("'uasc' is no name");
  });

  test('is shared out among the grades', () => {
    const grades = (['high', 'moderate', 'low'] as const).map((grade) => filtered(list, { grade }).length);
    expect(grades.reduce((a, b) => a + b)).toBe(list.length);
    expect(idsOf(filtered(list, { grade: 'high' }))).toContain('mst');
  });

  test.each([
    [{ section: 'edge of cares' }, '--section', 'edge of care'],
    [{ for: 'edge_of_car' }, '--for', 'edge_of_care'],
    [{ changes: 'egde_to_care' }, '--changes', 'edge_to_care'],
  ])('refuses %j with the nearest', (filters, file, suggestion) => {
    expect(problemOf(() => filtered(list, filters))).toMatchObject({ file, suggestion });
  });

  test('says so where nothing is left', () => {
    expect(listText([])).toContain('No programme');
  });
});

describe('a card', () => {
  test.each(programmeIds(files))('of %s fits a screen, and says all there is', (id) => {
    const card = programmeCard(files, id);
    const text = cardText(card);
    const flat = text.replaceAll(/\s+/g, ' ');
    for (const line of text.split('\n').filter((one) => !/^ *(https?:|used by)/.test(one)))
      expect(line.length, line).toBeLessThanOrEqual(80);
    for (const words of [card.title, card.who, ...card.caveats, ...card.costs.map(({ amount }) => amount)])
      expect(flat).toContain(words.replaceAll(/\s+/g, ' '));
    for (const effect of card.effects) expect(flat).toContain(`${effect.name}: ${effect.aim}: ${effect.label}`);
    for (const { study } of card.studies) expect(flat).toContain(study);
    expect(flat).toContain(`use: ${id}`);
    expect(flat).not.toMatch(/undefined|\[object|NaN/);
  });

  test('says how brothers and sisters come to it, where they come as one', () => {
    const line = (id: string): string | undefined =>
      programmeCard(files, id).delivery.find(({ name }) => name === 'siblings')?.words;
    expect(line('family_safeguarding')).toBe('come together, in one place for the family');
    expect(line('fgc')).toBe('come together, with a place each');
    // A variant as what it is a variant of; a service to one child says nothing.
    expect(line('westminster_families')).toBe(line('family_intervention'));
    expect(line('mockingbird')).toBeUndefined();
  });

  test('names the examples that use it', () => {
    expect(programmeCard(files, 'mst').examples).toContain('examples/leeds-three-programmes.yaml');
  });

  test('shows the stances as the rule has them', () => {
    const own = `programme: own
title: Own
description: Own.
eligible: {case: edge_of_care}
take_up: {value: 0.5, source: assumption, mark: assumption}
queue: {no_waiting: true}
stay: {value: {fixed: 1 month}, source: assumption, mark: assumption}
once: true
effects:
  entry:
    label: entry
    transitions: [edge_to_care]
    lasts: {during: true, after: 6 months, half_life: 2 months}
    evidence: [x]
    best_trial: {design: controlled, hazard_ratio: 0.64}
costs: {per_team_year: {value: 100000, source: assumption, mark: assumption}}
evidence: {x: {study: X, design: comparison, outcome: care, estimate: "0.64", grade: high}}
`;
    const card = programmeCard(
      { ...files, read: (path) => (path === './own.yaml' ? own : files.read(path)) },
      './own.yaml',
    );
    const sizes = Object.fromEntries(card.effects[0]!.stances.map(({ stance, value }) => [stance, value]));
    expect(sizes['none']).toBe(1);
    expect(sizes['central']).toBeCloseTo(0.8, 12);
    expect(sizes['cautious']).toBeCloseTo(Math.sqrt(0.8), 12);
    expect(sizes['as-trialled']).toBe(0.64);
    expect(card.effects[0]!.lasts).toBe(
      'while in the programme and for 6 months after, fading after it, by half every 2 months',
    );
    expect([card.cost, card.suggested, card.evidence.grade]).toEqual([
      '£100,000 a team a year',
      { places: 20 },
      'moderate',
    ]);
  });

  test('is refused for a name there is not, with the nearest', () => {
    expect(problemOf(() => programmeCard(files, 'mts'))).toMatchObject({ suggestion: 'mst', found: 'mts' });
  });
});
