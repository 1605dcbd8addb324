/**
 * Random pathways with the wider parts added to them: frailties, frozen values, time ratios, schedules, a shared level,
 * families. What is added where follows from the names of the transitions, so that it is the same whatever their order.
 */
import type fc from 'fast-check';
import type { PathwayFileData } from './pathway-files.js';
import { randomPathway, type RandomOptions, type RandomPathway } from './random-pathways.js';

type Data = Record<string, unknown>;

export interface WiderOptions extends RandomOptions {
  readonly levels?: boolean;
  readonly families?: boolean;
}

export function widerPathway(options: WiderOptions = {}): fc.Arbitrary<RandomPathway> {
  return randomPathway(options).map((pathway) => ({ ...pathway, file: widened(pathway.file, options) }));
}

function widened(file: PathwayFileData, { levels = true, families = true }: WiderOptions): PathwayFileData {
  const regions = structuredClone(file['regions']) as Record<string, Data>;
  let i = 0;
  for (const region of Object.values(regions))
    for (const transition of Object.values(region['transitions'] as Record<string, Data>)) {
      if (transition['clock'] === undefined) continue;
      const multiply = [(transition['multiply'] as unknown[] | undefined) ?? []].flat();
      switch (i++ % 5) {
        case 0:
          transition['frailty'] = { risk: 0.6 };
          transition['stretch'] = { by: 'kind', values: { odd: 1.7 } };
          break;
        case 1:
          transition['stretch'] = [{ by: 'time', from: { '0 days': 0.8, '200 days': 1.5 } }];
          if (families) transition['luck'] = 'family';
          break;
        case 2:
          transition['frailty'] = { frail: 1, risk: -0.2 };
          transition['multiply'] = [...multiply, { by: 'age_at_entry', from: { 0: 1, 8: 1.6 } }];
          break;
        case 3:
          if (levels) transition['multiply'] = [...multiply, { by: 'crowd', from: { 0: 1, 5: 0.7, 12: 1.5 } }];
          break;
        default:
          if (families) transition['multiply'] = [...multiply, { by: 'home', values: { strained: 2 } }];
      }
    }
  const first = regions['r0']!;
  const states = first['states'] as Record<string, Data>;
  states['r0_s0'] = { ...states['r0_s0'], freezes: ['age_at_entry', 'was'] };
  first['transitions'] = {
    ...(first['transitions'] as Data),
    r0_review: {
      from: 'r0_s0',
      to: 'stay',
      clock: { recurring: { at: ['20 days'], every: '45 days' }, since: 'came' },
      when: { kind: 'odd' },
    },
  };
  const arrivals = structuredClone(file['arrivals']) as Record<string, Data>;
  if (families) {
    for (const stream of Object.values(arrivals)) {
      stream['children'] = { 1: 0.5, 2: 0.3, 3: 'rest' };
      stream['age_gap'] = { '1 to 3': 1 };
    }
    regions['home'] = {
      of: 'family',
      initial: 'calm',
      states: { calm: {}, strained: {} },
      transitions: {
        strain: {
          from: 'calm',
          to: 'strained',
          clock: { weibull: { shape: 1.4, scale: '150 days' }, since: 'entry' },
          frailty: { frail: 0.5 },
        },
        ease: { from: 'strained', to: 'calm', clock: { gamma: { shape: 2, mean: '70 days' }, since: 'entry' } },
      },
    };
  }
  return {
    ...file,
    regions,
    arrivals,
    frailties: { risk: 'normal', frail: { ...(families && { of: 'family' }), gamma: { variance: 0.5 } } },
    frozen: { age_at_entry: 'age', was: 'kind' },
    ...(levels && {
      levels: { crowd: { count: { r0: ['r0_s0'] }, per: { '2025-04-01': 2, '2026-01-01': 3 }, every: 'month' } },
    }),
  };
}

/** The wider parts of a file turned round: the names of everything, in the opposite order. */
export function widerTurnedRound(file: PathwayFileData): PathwayFileData {
  const turn = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || depth < 0) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, item]): [string, unknown] => [key, turn(item, depth - 1)])
        .reverse(),
    );
  };
  const parts = ['regions', 'arrivals', 'frailties', 'frozen', 'levels', 'resources', 'attributes'];
  const turned = Object.fromEntries(
    Object.entries(file).map(([key, item]): [string, unknown] => [
      key,
      parts.includes(key) ? turn(item, key === 'regions' ? 2 : 0) : item,
    ]),
  );
  // Within a transition too: the frailties of one, and the order of its factors.
  for (const region of Object.values(turned['regions'] as Record<string, Data>))
    for (const transition of Object.values(region['transitions'] as Record<string, Data>))
      if (transition['frailty'] !== undefined) transition['frailty'] = turn(transition['frailty'], 0);
  return turned;
}
