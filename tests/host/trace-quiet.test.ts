/** What a story leaves out: bookkeeping that takes no time, and nothing else. */
import { describe, expect, test } from 'vitest';
import { quietened } from '../../cli/host/trace/quiet.js';
import type { Cause, ForcedChange, Story, StoryEvent } from '../../engine/simulate/observe-parts.js';

const clock = { kind: 'birthday', years: 1 } as const satisfies Cause;
const atOnce = { kind: 'condition', condition: [], latest: [] } as const satisfies Cause;
const place = (kind: 'unlimited' | 'free'): Cause => ({
  kind: 'place',
  resources: ['homes'],
  waitedFrom: null,
  source: { kind },
});

function event(time: number, region: string, from: string, to: string, more: Partial<StoryEvent> = {}): StoryEvent {
  return {
    time,
    transition: `${from}_to_${to}`,
    region,
    from,
    to,
    cause: clock,
    stay: 0,
    outcome: null,
    forced: [],
    joined: [],
    leftQueue: null,
    final: false,
    ...more,
  };
}

const change = (region: string, from: string, to: string): ForcedChange => ({ region, from, to });

function story(events: readonly StoryEvent[], start: Story['start'] = []): Story {
  return {
    name: { stream: 0, unit: 0, member: 0 },
    begins: 0,
    isStock: false,
    stream: 'referrals',
    birth: -10,
    attributes: [],
    frailties: [],
    moments: [],
    start,
    joinedAtStart: [],
    events,
    clocks: [],
    end: [],
    endsAt: 100,
    ended: false,
  };
}

const told = (events: readonly StoryEvent[], start?: Story['start']) =>
  quietened(story(events, start), (region) => region === 'case');

describe('a state passed through in no time', () => {
  const there = event(9, 'year', 'counting', 'new_year');
  const back = event(9, 'year', 'new_year', 'counting', { cause: atOnce });

  test('is one event, marked as such', () => {
    const { story: quiet, passing } = told([there, back]);
    expect(quiet.events).toEqual([there]);
    expect([...passing]).toEqual([there]);
  });

  test.each([
    ['that is left later', [there, { ...back, time: 10 }]],
    ['that leads on to a third', [there, { ...back, to: 'other' }]],
    ['that changes something else', [there, { ...back, forced: [change('placement', 'none', 'foster')] }]],
    ['of another region', [there, { ...back, region: 'month' }]],
  ])('but one %s is two', (_, events) => {
    const { story: quiet, passing } = told(events);
    expect(quiet.events).toEqual(events);
    expect(passing.size).toBe(0);
  });
});

describe('a place that nobody limits', () => {
  const asked = event(5, 'placement', 'none', 'foster', {
    forced: [change('places', 'none', 'seeking'), change('provider', 'agency', 'none')],
  });
  const had = event(5, 'places', 'seeking', 'placed', {
    cause: place('unlimited'),
    forced: [change('provider', 'none', 'own')],
  });

  test('is had with what asked for it, and what that undid and did again has simply changed', () => {
    const { story: quiet } = told([asked, had]);
    expect(quiet.events).toEqual([
      { ...asked, forced: [change('places', 'none', 'placed'), change('provider', 'agency', 'own')] },
    ]);
  });

  test('that gives what there was before is no change', () => {
    const again = { ...had, forced: [change('provider', 'none', 'agency')] };
    expect(told([asked, again]).story.events[0]!.forced).toEqual([change('places', 'none', 'placed')]);
  });

  test('is had on arrival', () => {
    const start = [
      { region: 'places', state: 'seeking', since: 0 },
      { region: 'provider', state: 'none', since: 0 },
      { region: 'legal', state: 'order', since: 0 },
    ];
    const { story: quiet } = told([{ ...had, time: 0 }], start);
    expect(quiet.events).toEqual([]);
    expect(quiet.start.map(({ state }) => state)).toEqual(['placed', 'own', 'order']);
  });

  test.each([
    ['a place among few', [asked, { ...had, cause: place('free') }]],
    ['a place had later', [asked, { ...had, time: 6, stay: 1 }]],
    ['what the story is about', [asked, { ...had, region: 'case' }]],
  ])('but %s is told', (_, events) => {
    expect(told(events).story.events).toEqual(events);
  });
});
