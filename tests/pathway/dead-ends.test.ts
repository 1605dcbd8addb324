/** A state that nothing leads out of says so, or is refused at its line. */
import { describe, expect, test } from 'vitest';
import { checkDeadEnds, deadEnds } from '../../engine/pathway/check-dead-ends.js';
import type { PathwayModel, State } from '../../engine/pathway/model.js';
import { force, go, pathway, refusalOf, region, rest, share, stream } from './small-model.js';

const care = (left: Partial<State>, more: Partial<PathwayModel> = {}): PathwayModel =>
  pathway({
    regions: [region('case', { home: {}, left })],
    transitions: [go('leave', 'case', 'home', 'left')],
    ...more,
  });

describe('a state that nothing leads out of', () => {
  test('is refused at its line, and told what to say', () => {
    const error = refusalOf(checkDeadEnds, care({}));
    expect(error.path).toEqual(['regions', 'case', 'states', 'left']);
    expect(error.message).toMatch(/nothing leads out of "left".*"final: true".*"stays: true"/);
  });

  test('is accepted where it says so', () => {
    expect(() => checkDeadEnds(care({ final: true }))).not.toThrow();
    expect(() => checkDeadEnds(care({ stays: true }))).not.toThrow();
  });

  test('is no matter where nothing enters it', () => {
    expect(
      deadEnds(
        care(
          { final: true },
          { regions: [region('case', { home: { stays: true }, lost: {}, left: { final: true } })] },
        ),
      ),
    ).toEqual([]);
  });

  test('is refused in a region of one state, and of none that is ever left', () => {
    const sky = (states: Record<string, Partial<State>>): PathwayModel =>
      pathway({ regions: [region('sky', states)], arrivals: [stream({ enters: [force('sky', 'rain')] })] });
    expect(refusalOf(checkDeadEnds, sky({ rain: {} })).found).toBe('rain');
    expect(() => checkDeadEnds(sky({ rain: { stays: true } }))).not.toThrow();
    expect(deadEnds(sky({ sun: {}, rain: {} })).map((end) => end.state)).toEqual(['sun', 'rain']);
  });
});

describe('nothing leads out by', () => {
  test.each<[string, PathwayModel['transitions'][number]]>([
    ['an event that stays', go('review', 'case', 'left', null)],
    ['an event that enters the state again', go('again', 'case', 'left', 'left')],
    ['a share of 0', go('back', 'case', 'left', [share(null, 1), share('home', 0)])],
    ['what the rest leaves', go('back', 'case', 'left', [share(null, 1), rest('home')])],
  ])('%s', (_, transition) => {
    const model = care({});
    expect(refusalOf(checkDeadEnds, { ...model, transitions: [...model.transitions, transition] }).found).toBe('left');
  });
});

describe('something leads out by', () => {
  const place = region('place', { none: {}, kin: {} });
  const more = (...transitions: PathwayModel['transitions']): PathwayModel => {
    const base = care({ final: true });
    return { ...base, regions: [...base.regions, place], transitions: [...base.transitions, ...transitions] };
  };

  test('what another region forces', () => {
    const there = go('move', 'place', 'none', 'kin');
    const out = (only?: string[]) =>
      go('out', 'case', 'home', null, { forces: [force('place', 'none', only === undefined ? {} : { only })] });
    expect(() => checkDeadEnds(more(there, out()))).not.toThrow();
    expect(() => checkDeadEnds(more(there, out(['kin'])))).not.toThrow();
    expect(refusalOf(checkDeadEnds, more(there, out(['none']))).found).toBe('kin');
    expect(refusalOf(checkDeadEnds, more(there)).found).toBe('kin');
  });

  test('an event of its own region that stays and forces it out', () => {
    const there = go('move', 'place', 'none', 'kin');
    expect(() =>
      checkDeadEnds(more(there, go('out', 'place', 'kin', null, { forces: [force('place', 'none')] }))),
    ).not.toThrow();
    expect(
      refusalOf(checkDeadEnds, more(there, go('out', 'place', 'none', null, { forces: [force('place', 'none')] })))
        .found,
    ).toBe('kin');
  });
});
