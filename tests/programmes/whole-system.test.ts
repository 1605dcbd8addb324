/** Effects on who is referred at all, and on places that everybody shares. */
import { describe, expect, test } from 'vitest';
import type { LedgerSpec } from '../../engine/ledger/spec.js';
import type { ProgrammeEffect, ProgrammePlan } from '../../engine/programmes/plan.js';
import { partsAtPlaces, withProgrammes } from '../../engine/programmes/extend.js';
import { expectNear, shareEstimate } from '../support/estimates.js';
import type { Life } from '../support/lives.js';
import { modelOf, resolveText } from '../support/pathway-files.js';
import { effectOn, livesWith, plainly } from '../support/programme-lives.js';
import { programme } from '../support/programme-plans.js';
import { queueOf } from '../support/queues.js';
import { runOnce } from '../support/runs.js';

const REGIONS = ['case', 'home'];
const text = (perDay = 7, atStart = 400): string => `
pathway: referred
run: {start: 2025-04-01, years: 3, replications: 1, seed: referred}
attributes: {kind: [plain, odd]}
arrivals:
  all: {rate: ${perDay} per day, at_start: ${atStart}, age: {5 to 15: 1}, attributes: {kind: {plain: 0.5, odd: 0.5}}, enters: {case: here, home: [{state: own, share: 0.4}, {state: other, share: rest}]}}
  others: {rate: 1 per day, age: {5 to 15: 1}, attributes: {kind: {plain: 1}}, enters: {case: here, home: own}}
regions:
  case:
    initial: none
    states: {none: {stays: true}, here: {}, gone: {final: true}}
    transitions:
      go: {from: here, to: gone, clock: {weibull: {shape: 1.5, scale: 200 days}, since: entry}, multiply: {by: kind, values: {odd: 2}}}
  home:
    initial: own
    states: {own: {}, other: {}}
    transitions:
      move: {from: own, to: other, clock: {exponential: 1 per year}}
      back: {from: other, to: own, clock: {exponential: 1 per year}}
measures:
  known: {label: Known, stock: {case: here}}
  referred: {label: Referred, enters: {case: here}}
  at_own: {label: Own, stock: {home: own}}
  to_own: {label: To own, enters: {home: own}}
  everyone: {label: All, stock: {home: [own, other]}}
`;
const fewer = (
  value: number,
  more: Partial<ProgrammePlan> = {},
  effect: Partial<ProgrammeEffect> = {},
): ProgrammePlan =>
  programme({
    opens: 300,
    stay: null,
    endsWhenNotEligible: true,
    eligible: [{ kind: 'state', region: 'case', states: ['here'] }],
    again: { kind: 'after', days: 0 },
    effects: [effectOn({ kind: 'referrals', streams: ['all'] }, value, effect)],
    ...more,
  });
const key = ({ stream, unit }: Life): string => `${stream}/${unit}`;
/** Those who are referred, by who they are. */
const referred = (plans: readonly ProgrammePlan[], scenario = resolveText(text())): Map<string, Life> => {
  const { lives, pathway } = livesWith(scenario, plans);
  const region = pathway.variables.regions.indexOf('case');
  return new Map(
    lives.filter((life) => pathway.stateNames[life.states[region]!] !== 'prevented').map((life) => [key(life), life]),
  );
};

describe('fewer referrals', () => {
  const baseline = referred([]);
  const expectShare = (found: Map<string, Life>, from: number, to: number, exact: number): void => {
    const within = [...baseline.values()].filter(({ stream, came }) => stream === 0 && came >= from && came < to);
    const kept = within.filter((life) => found.has(key(life))).length;
    if (exact === 1) expect(kept, `${from} to ${to}`).toBe(within.length);
    else expectNear(shareEstimate(kept, within.length), exact, `${from} to ${to}`, 0.1);
  };

  test('are the share said, from the day of opening to that of closing, of that stream alone', () => {
    const found = referred([fewer(0.6, { closes: 800 })]);
    expectShare(found, 0, 300, 1);
    expectShare(found, 300, 800, 0.6);
    expectShare(found, 800, 1096, 1);
    const others = (lives: Map<string, Life>): number =>
      [...lives.values()].filter(({ stream }) => stream === 1).length;
    expect(others(found)).toBe(others(baseline));
  });

  test('are of the same children: those who are left live the lives they had, to the bit', () => {
    const found = referred([fewer(0.6)]);
    for (const [name, life] of found) expect(plainly(life, REGIONS)).toEqual(plainly(baseline.get(name)!, REGIONS));
  });

  test('leave those who were known on the first day, even where it opens on it', () => {
    const found = referred([fewer(0.25, { opens: 0 })]);
    const atStart = [...baseline.values()].filter(({ came, stream }) => came === 0 && stream === 0);
    expect(atStart).toHaveLength(400);
    for (const life of atStart) expect(found.has(key(life))).toBe(true);
    expectNear(
      shareEstimate(
        found.size - 400 - [...found.values()].filter(({ stream }) => stream === 1).length,
        baseline.size - 400 - [...baseline.values()].filter(({ stream }) => stream === 1).length,
      ),
      0.25,
      'of the others',
      0.1,
    );
  });

  test('of two programmes multiply', () => {
    const found = referred([fewer(0.6), fewer(0.5, { id: 'other', opens: 500 })]);
    expectShare(found, 300, 500, 0.6);
    expectShare(found, 500, 1096, 0.3);
  });

  test('follow the ramp of fidelity, and stop at its closing whatever steps would come', () => {
    const fidelity = [300, 400, 700, 900].map((from, i) => ({ from, share: 0.25 * (i + 1) }));
    const open = referred([fewer(0.2, { fidelity })]);
    for (const [i, from] of [300, 400, 700, 900].entries())
      expectShare(open, from, [400, 700, 900, 1096][i]!, 0.2 ** (0.25 * (i + 1)));
    const closed = referred([fewer(0.2, { fidelity, closes: 350 })]);
    expectShare(closed, 300, 350, 0.2 ** 0.25);
    expectShare(closed, 350, 1096, 1);
  });

  test('those who never come are counted nowhere', () => {
    const scenario = resolveText(text());
    const none = runOnce(scenario, { model: withProgrammes(scenario.model, [fewer(1e-12, { opens: 0 })]) });
    const others = runOnce(text(0));
    expect(none.everything()).toEqual(others.everything());
  });

  test('more than there are, of a subgroup, or of a stream there is none of, are refused', () => {
    const refused = (plan: ProgrammePlan, words: RegExp): void => {
      expect(() => withProgrammes(modelOf(text()), [plan])).toThrow(words);
    };
    refused(fewer(1.2), /can only fall/);
    refused(fewer(0.5, {}, { only: [{ kind: 'age', from: 3 }] }), /subgroup/);
    refused(fewer(0.5, {}, { acts: { kind: 'referrals', streams: ['al'] } }), /unknown arrivals "al"/);
  });
});

describe('more places', () => {
  const clinic = (places: string): string =>
    queueOf({ perDay: 4, places: 0, service: 'exponential: 1 per day', years: 2 }).replace(
      'places: 0',
      `places: ${places}, when_fewer: finish`,
    );
  const supply = (...steps: readonly (readonly [number, number])[]): ProgrammePlan =>
    programme({
      id: 'more',
      places: [{ from: 0, places: 0 }],
      effects: [
        effectOn({ kind: 'supply', resource: 'desks', steps: steps.map(([from, places]) => ({ from, places })) }, 1),
      ],
    });
  const counted = (places: string, plan?: ProgrammePlan): ReturnType<ReturnType<typeof runOnce>['everything']> => {
    const scenario = resolveText(clinic(places));
    const ledger: LedgerSpec = scenario.ledger;
    return runOnce(scenario, { ledger, ...(plan && { model: withProgrammes(scenario.model, [plan]) }) }).everything();
  };

  test('are as if they had been there', () => {
    expect(counted('3', supply([0, 2]))).toEqual(counted('5'));
    expect(counted('3', supply([0, 2]))).not.toEqual(counted('3'));
  });

  test('come and go on their days, beside those whose number changes too', () => {
    // 30 June and 29 November 2025 are days 90 and 242; 1 April 2026 is day 365.
    expect(counted('{2025-04-01: 3, 2026-04-01: 5}', supply([90, 2], [242, 1]))).toEqual(
      counted('{2025-04-01: 3, 2025-06-30: 5, 2025-11-29: 4, 2026-04-01: 6}'),
    );
  });

  test('taken away leave none at the least', () => {
    expect(counted('3', supply([90, -5]))).toEqual(counted('{2025-04-01: 3, 2025-06-30: 0}'));
  });

  test('of what nothing limits change nothing', () => {
    expect(counted('unlimited', supply([0, 2]))).toEqual(counted('unlimited'));
  });

  test('of what there is none of are refused', () => {
    const plan = programme({ effects: [effectOn({ kind: 'supply', resource: 'desk', steps: [] }, 1)] });
    expect(() => withProgrammes(modelOf(clinic('3')), [plan])).toThrow(/unknown resource "desk"/);
  });

  test('and fewer referrals are felt by all: such worlds are run one by one', () => {
    expect(partsAtPlaces([programme()])).toBe(true);
    expect(partsAtPlaces([programme(), supply([0, 2])])).toBe(false);
    expect(partsAtPlaces([fewer(0.5)])).toBe(false);
  });
});
