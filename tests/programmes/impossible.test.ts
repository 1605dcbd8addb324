/** The search for impossible combinations leaves the regions of programmes out, and still finds what they may bring about. */
import { describe, expect, test } from 'vitest';
import type { Outcome, PathwayModel } from '../../engine/pathway/model.js';
import { checkReachable } from '../../engine/pathway/reach.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import type { EffectTarget } from '../../engine/programmes/plan.js';
import { programme } from '../support/programme-plans.js';

const state = (name: string) => ({ name, label: name, marks: [], counts: [], forces: [] });
const share = (to: string, base: number, factors: Outcome['weight']['factors'] = []): Outcome => ({
  to,
  weight: { base, factors },
  forces: [],
});
/** No chance for children of one kind. */
const notOdd = { source: { kind: 'attribute', attribute: 'kind' }, values: { odd: 0 } } as const;

/** Who falls is hurt, but never if odd. */
const pathway: PathwayModel = {
  name: 'falls',
  attributes: [{ name: 'kind', levels: ['plain', 'odd'] }],
  moments: [],
  counters: [],
  resources: [],
  regions: [{ name: 'body', initial: 'well', states: ['well', 'hurt', 'tired'].map(state) }],
  arrivals: [
    {
      name: 'come',
      rates: [{ from: 0, perDay: 1 }],
      atStart: 0,
      ages: [{ from: 0, below: 18, weight: 1 }],
      draws: [],
      enters: [],
    },
  ],
  transitions: [
    {
      name: 'fall',
      region: 'body',
      from: ['well'],
      trigger: { kind: 'clock', hazard: { family: 'exponential', rate: 1 }, since: 'entry' },
      when: [],
      scale: 1,
      multiply: [],
      outcomes: [share('hurt', 0.5, [notOdd]), share('tired', 0.5)],
    },
  ],
  impossible: [
    [
      { kind: 'state', region: 'body', states: ['hurt'] },
      { kind: 'attribute', attribute: 'kind', levels: ['odd'] },
    ],
  ],
};

const withEffect = (acts: EffectTarget, value: number): PathwayModel =>
  withProgrammes(pathway, [
    programme({
      eligible: [{ kind: 'state', region: 'body', states: ['well'] }],
      effects: [{ name: 'effect', acts, value, during: true, afterDays: 0 }],
    }),
  ]);
const of = { transitions: ['fall'] };

describe('an impossible combination', () => {
  test('is not reached by the pathway itself, nor with an effect that opens nothing', () => {
    expect(() => checkReachable(pathway)).not.toThrow();
    expect(() => checkReachable(withEffect({ kind: 'odds_ratio', towards: 'tired', of }, 2))).not.toThrow();
    expect(() => checkReachable(withEffect({ kind: 'hazard_ratio', transitions: ['fall'] }, 2))).not.toThrow();
  });

  test('is found where a programme gives points to what some could not come to', () => {
    expect(() => checkReachable(withEffect({ kind: 'points', towards: 'hurt', of }, 0.2))).toThrow(/impossible/);
  });

  test('is found where a programme lowers the only other outcome', () => {
    expect(() => checkReachable(withEffect({ kind: 'risk_ratio', towards: 'tired', of }, 0.5))).toThrow(/impossible/);
  });

  test('is found where a programme forces it on those it may be offered to', () => {
    const forcing = withProgrammes(pathway, [
      programme({
        eligible: [{ kind: 'attribute', attribute: 'kind', levels: ['odd'] }],
        onStart: [{ region: 'body', outcomes: [share('hurt', 1)] }],
      }),
    ]);
    expect(() => checkReachable(forcing)).toThrow(/impossible/);
  });
});
