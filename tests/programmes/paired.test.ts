/** A study of a programme with an effect of each kind: lives simulated once for both worlds, or twice, give the same. */
import { describe, expect, test } from 'vitest';
import type { Overlap, ProgrammeEffect, ProgrammePlan } from '../../engine/programmes/plan.js';
import type { StudyPlan } from '../../engine/study/plan.js';
import type { MeasureInfo } from '../../engine/study/result.js';
import { Study } from '../../engine/study/study.js';
import { resolveText } from '../support/pathway-files.js';
import { effectOn } from '../support/programme-lives.js';
import { programme } from '../support/programme-plans.js';

const scenario = resolveText(`
pathway: paired
run: {start: 2025-04-01, years: 3, replications: 1, seed: paired}
attributes: {kind: [plain, odd]}
resources: {rooms: {places: unlimited}}
arrivals:
  all: {rate: 200 per year, at_start: 40, age: {5 to 15: 1}, attributes: {kind: {plain: 0.5, odd: 0.5}}, enters: {case: edge}}
regions:
  case:
    initial: edge
    states:
      edge: {}
      asks: {queues: rooms}
      care: {holds: rooms, forces: {home: [{state: kin, share: 0.3}, {state: foster, share: rest}]}}
      gone: {final: true}
    transitions:
      enter: {from: edge, to: asks, clock: {exponential: 2 per year}}
      begin: {from: asks, to: care, on: place}
      leave: {from: care, clock: {lognormal: {median: 150 days, sdlog: 0.8}, since: entry}, to: [{state: edge, share: 0.6, forces: {home: own}}, {state: gone, share: rest}]}
  home:
    initial: own
    states: {own: {stays: true}, kin: {stays: true}, foster: {stays: true}}
`);
const info = scenario.measureInfo;
const planOf = (programmes: readonly ProgrammePlan[]): StudyPlan => ({
  model: scenario.model,
  ledger: scenario.ledger,
  programmes,
  programmeCosts: [],
  fixedCosts: [],
  start: null,
  epoch: scenario.startDay,
  months: 36,
  seed: 'paired',
  area: '',
  discountRate: null,
  discounting: 'yearly',
});
const plan = (effect: ProgrammeEffect, more: Partial<ProgrammePlan> = {}): ProgrammePlan =>
  programme({
    opens: 60,
    places: [
      { from: 60, places: 15 },
      { from: 400, places: 40 },
    ],
    eligible: [{ kind: 'age', below: 18 }],
    takeUp: 0.7,
    stay: { family: 'lognormal', median: 100, sdlog: 0.5 },
    again: { kind: 'after', days: 60 },
    effects: [effect],
    ...more,
  });

function run(programmes: readonly ProgrammePlan[], shown: readonly MeasureInfo[] = info) {
  const study = planOf(programmes);
  const [forked, separate] = [new Study(study, shown, null), new Study(study, shown, null, 'separate')];
  const rows = (of: Study) => {
    const replicates = [0, 1].map((replication) => of.replicate(replication));
    const { rows: all, distributions } = of.summarise(replicates, '');
    return {
      rows: all.filter(({ option, measure }) => option === 'option' || !measure.startsWith('programme')),
      distributions,
      events: replicates.map(({ events }) => events),
    };
  };
  return { forked: rows(forked), separate: rows(separate) };
}

const only = [{ kind: 'attribute', attribute: 'kind', levels: ['odd'] }] as const;
const fading = { afterDays: 200, halfLife: 60 } as const;
const entering = { entering: { region: 'case', states: ['care'] }, region: 'home' } as const;
const AT_PLACES: readonly (readonly [string, ProgrammeEffect])[] = [
  ['a hazard ratio', effectOn({ kind: 'hazard_ratio', transitions: ['enter'] }, 0.3, fading)],
  ['a hazard ratio on some', effectOn({ kind: 'hazard_ratio', transitions: ['enter'] }, 0.3, { ...fading, only })],
  ['a time ratio', effectOn({ kind: 'time_ratio', transitions: ['leave'] }, 0.4, fading)],
  ['an odds ratio', effectOn({ kind: 'odds_ratio', towards: 'gone', of: { transitions: ['leave'] } }, 5, fading)],
  [
    'a risk ratio, by what is forced',
    effectOn({ kind: 'risk_ratio', towards: 'own', of: { transitions: ['leave'] } }, 0.3, fading),
  ],
  ['points, of what entry forces', effectOn({ kind: 'points', towards: 'kin', of: entering }, 0.5, fading)],
  ['a share that stays', effectOn({ kind: 'diverted', transitions: ['enter'], to: null }, 0.5, fading)],
  [
    'a share that goes elsewhere',
    effectOn({ kind: 'diverted', transitions: ['leave'], to: 'edge' }, 0.5, { ...fading, only }),
  ],
];

describe('simulated once or twice', () => {
  const changes = ({ rows }: ReturnType<typeof run>['forked']): boolean => {
    const values = (option: string): string =>
      JSON.stringify(
        rows.filter((row) => row.option === option && !row.measure.startsWith('programme')).map(({ value }) => value),
      );
    return values('option') !== values('baseline');
  };

  test.each(AT_PLACES)('it is the same: %s', (_, effect) => {
    const it = plan(effect, {
      dropOut: { family: 'exponential', rate: 0.003 },
      fidelity: [
        { from: 60, share: 0.5 },
        { from: 400, share: 1 },
      ],
    });
    const { forked, separate } = run([it]);
    expect(forked.rows).toEqual(separate.rows);
    expect(forked.distributions).toEqual(separate.distributions);
    forked.events.forEach((events, i) => expect(events).toBeLessThan(separate.events[i]!));
    expect(changes(forked)).toBe(true);
  });

  test.each<Overlap>([
    { rule: 'strongest', with: ['help', 'other'] },
    { rule: 'capped', at: 0.4, with: ['help', 'other'] },
    { rule: 'exclusive', with: ['help', 'other'] },
  ])('it is the same: two together, $rule', (overlap) => {
    const ratio = effectOn({ kind: 'hazard_ratio', transitions: ['enter'] }, 0.5, { afterDays: 90 });
    const { forked, separate } = run([plan(ratio, { overlap }), plan(ratio, { id: 'other', overlap, opens: 90 })]);
    expect(forked.rows).toEqual(separate.rows);
    expect(changes(forked)).toBe(true);
  });

  test('where everybody is reached', () => {
    const everyone: Partial<ProgrammePlan> = {
      places: null,
      takeUp: 1,
      stay: null,
      endsWhenNotEligible: true,
      eligible: [{ kind: 'state', region: 'case', states: ['edge'] }],
      again: { kind: 'after', days: 0 },
    };
    const { forked, separate } = run([plan(effectOn({ kind: 'hazard_ratio', transitions: ['enter'] }, 0.5), everyone)]);
    expect(forked.rows).toEqual(separate.rows);
    expect(changes(forked)).toBe(true);
  });

  test.each<readonly [string, ProgrammeEffect]>([
    ['fewer referrals', effectOn({ kind: 'referrals', streams: ['all'] }, 0.5)],
    ['more places', effectOn({ kind: 'supply', resource: 'rooms', steps: [{ from: 100, places: 3 }] }, 1)],
  ])('%s are felt before anybody asks: it is simulated twice', (_, effect) => {
    const { forked, separate } = run([plan(effect)]);
    expect(forked).toEqual(separate);
  });
});
