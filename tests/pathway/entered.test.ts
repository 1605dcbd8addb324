/** A state that nothing enters is refused at its line. */
import { describe, expect, test } from 'vitest';
import { checkEntered } from '../../engine/pathway/check-entered.js';
import { checkSanity } from '../../engine/pathway/check-sanity.js';
import type { PathwayModel } from '../../engine/pathway/model.js';
import { force, go, pathway, refusalOf, region, rest, share, stream } from './small-model.js';

const care = (more: Partial<PathwayModel>): PathwayModel =>
  pathway({
    regions: [region('case', { home: {}, care: {}, left: { final: true } })],
    transitions: [go('enter', 'case', 'home', 'care'), go('leave', 'case', 'care', 'left')],
    ...more,
  });

test('a pathway all of whose states are entered is accepted', () => {
  expect(() => checkEntered(care({}))).not.toThrow();
});

describe('a state that nothing enters', () => {
  test('is refused at its line, with the reason', () => {
    const error = refusalOf(checkEntered, care({ transitions: [go('enter', 'case', 'home', 'care')] }));
    expect(error.path).toEqual(['regions', 'case', 'states', 'left']);
    expect(error.message).toMatch(/nothing ever enters "left".*not where the region begins/);
  });

  test('and what can be come to only from there', () => {
    const error = refusalOf(checkEntered, care({ transitions: [go('leave', 'case', 'care', 'left')] }));
    expect(error.message).toContain('"care"');
    const circle = care({ transitions: [go('leave', 'case', 'care', 'left'), go('back', 'case', 'left', 'care')] });
    expect(refusalOf(checkEntered, circle).message).toMatch(/"care".*needs "left", which nothing enters/);
  });

  test('where its share is 0 for everybody', () => {
    const ends = (...outcomes: Parameters<typeof go>[3] & object): PathwayModel =>
      care({ transitions: [go('enter', 'case', 'home', outcomes)] });
    expect(refusalOf(checkEntered, ends(share('care', 1), share('left', 0))).found).toBe('left');
    expect(refusalOf(checkEntered, ends(share('care', 0.3), share(null, 0.7), rest('left'))).found).toBe('left');
    expect(() => checkEntered(ends(share('care', 0.9), rest('left')))).not.toThrow();
    const sex = [{ name: 'sex', levels: ['f', 'm'] }];
    const bySex = (values: Record<string, number>): PathwayModel => ({
      ...ends(share('care', 1), share('left', 0.5, [{ source: { kind: 'attribute', attribute: 'sex' }, values }])),
      attributes: sex,
    });
    expect(refusalOf(checkEntered, bySex({ f: 0, m: 0 })).found).toBe('left');
    expect(() => checkEntered(bySex({ f: 0 }))).not.toThrow();
  });

  test('unless shares of 0 are to count, as numbers that may be set', () => {
    const model = care({
      transitions: [
        go('enter', 'case', 'home', [share('care', 1), share('left', 0)]),
        go('back', 'case', 'care', 'home'),
      ],
    });
    expect(() => checkSanity(model)).toThrow(/"left"/);
    expect(() => checkSanity(model, { zeroSharesLead: true })).not.toThrow();
  });
});

describe('a state is entered', () => {
  const placement = region('placement', { none: {}, foster: {}, kin: {} });
  const withPlacement = (more: Partial<PathwayModel>): PathwayModel => {
    const base = care({});
    return { ...base, ...more, regions: [...(more.regions ?? base.regions), placement] };
  };

  test('by an arrival', () => {
    expect(refusalOf(checkEntered, withPlacement({})).found).toBe('foster');
    const arrivals = [
      stream({ enters: [force('placement', 'foster')] }),
      stream({ enters: [force('placement', 'kin')] }),
    ];
    expect(() => checkEntered(withPlacement({ arrivals }))).not.toThrow();
  });

  test('by what an event or a state forces, and what that forces', () => {
    const nested = {
      ...force('case', 'left'),
      outcomes: [{ ...share('left', 1), forces: [force('placement', 'kin')] }],
    };
    const transitions = [go('enter', 'case', 'home', 'care', { forces: [force('placement', 'foster'), nested] })];
    expect(() => checkEntered(withPlacement({ transitions }))).not.toThrow();
    const regions = [
      region('case', {
        home: {},
        care: { forces: [force('placement', 'foster')] },
        left: { final: true, forces: [force('placement', 'kin')] },
      }),
    ];
    expect(() => checkEntered(withPlacement({ regions }))).not.toThrow();
  });

  test('but not by a change confined to states that are not', () => {
    const only = (...states: string[]): PathwayModel =>
      withPlacement({
        transitions: [
          go('enter', 'case', 'home', 'care', { forces: [force('placement', 'foster', { only: states })] }),
          go('leave', 'case', 'care', 'left', { forces: [force('placement', 'kin')] }),
        ],
      });
    expect(() => checkEntered(only('none'))).not.toThrow();
    expect(refusalOf(checkEntered, only('foster')).found).toBe('foster');
  });
});
