/** What stays true of any pathway with any programmes on it, both drawn at random. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerSpec, Measure } from '../../engine/ledger/spec.js';
import type { Condition } from '../../engine/pathway/model.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import type { Overlap, ProgrammeEffect, ProgrammePlan } from '../../engine/programmes/plan.js';
import { inStates, programmeNames, stagesOf } from '../../engine/programmes/stages.js';
import { resolveData } from './pathway-files.js';
import { programme } from './programme-plans.js';
import { entering, randomCourse, randomEffects } from './random-effects.js';
import { randomPathway, type RandomPathway } from './random-pathways.js';
import { runOnce, sum, type Reading } from './runs.js';

const IDS = ['first', 'second', 'third'] as const;
type Rule = Overlap | null;

const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.constant(null),
  fc.constant<Rule>({ rule: 'exclusive', with: IDS }),
  fc.constant<Rule>({ rule: 'strongest', with: IDS }),
  fc.constantFrom(0.3, 0.7).map((at): Rule => ({ rule: 'capped', at, with: IDS })),
);

/** Effects on everybody: a rule of overlap holds for no subgroup. */
const forAll = (effects: readonly ProgrammeEffect[]): ProgrammeEffect[] =>
  effects.map(({ name, acts, value, during, afterDays, halfLife }) => ({
    name,
    acts,
    value,
    during,
    afterDays,
    ...(halfLife !== undefined && { halfLife }),
  }));

function plansOf(pathway: RandomPathway): fc.Arbitrary<readonly ProgrammePlan[]> {
  const { model } = resolveData(pathway.file);
  const one = (id: string): fc.Arbitrary<ProgrammePlan> =>
    fc
      .tuple(
        randomEffects(pathway, model, { isNeutral: false }),
        randomCourse,
        rule,
        fc.record({
          opens: fc.nat({ max: 200 }),
          closes: fc.option(fc.integer({ min: 250, max: 700 })),
          takeUp: fc.constantFrom(0.3, 1),
          places: fc.option(fc.nat({ max: 4 })),
          waiting: fc.constantFrom<ProgrammePlan['waiting']>({ kind: 'no waiting' }, { kind: 'patient' }),
          stay: fc.integer({ min: 1, max: 200 }),
          endsWhenNotEligible: fc.boolean(),
          once: fc.boolean(),
          from: fc.subarray([...pathway.regions[0]!.states], { minLength: 1 }),
        }),
      )
      .map(([effects, course, overlap, { places, stay, once, from, ...plan }]) =>
        programme({
          ...plan,
          ...course,
          id,
          title: id,
          eligible: [{ kind: 'state', region: pathway.regions[0]!.name, states: from }],
          places: places === null ? null : [{ from: 0, places }],
          stay: { family: 'fixed', at: stay },
          again: once ? { kind: 'once' } : { kind: 'after', days: 20 },
          effects: overlap === null || overlap.rule === 'exclusive' ? effects : forAll(effects),
          ...(overlap !== null && { overlap }),
        }),
      );
  return fc
    .tuple(fc.integer({ min: 1, max: 3 }), ...IDS.map(one))
    .map(([n, ...plans]) => plans.slice(0, n))
    .map((plans) => {
      const isRuled = plans.some(({ overlap }) => overlap !== undefined && overlap.rule !== 'exclusive');
      return isRuled ? plans.map((plan) => ({ ...plan, effects: forAll(plan.effects) })) : plans;
    });
}

const never = (name: string, where: Condition): Measure => ({ kind: 'stock', name, label: name, where, by: [] });
const within = (region: string, states: readonly string[], not = false): Condition[number] => ({
  kind: 'state',
  region,
  states,
  ...(not && { not }),
});

/** Combinations that must never last: two exclusive programmes at once, and what follows a programme out of step with it. */
function impossible(plans: readonly ProgrammePlan[]): Measure[] {
  const found: Measure[] = [];
  for (const plan of plans) {
    const { region } = programmeNames(plan.id);
    for (const other of plans)
      if (other.id !== plan.id && plan.overlap?.rule === 'exclusive')
        found.push(
          never(`${plan.id} and ${other.id}`, [
            within(region, inStates(plan)),
            within(programmeNames(other.id).region, inStates(other)),
          ]),
        );
    for (const { name, only, acts } of plan.effects) {
      if (only === undefined || acts.kind === 'referrals' || acts.kind === 'supply') continue;
      const follows = programmeNames(plan.id).effect(name);
      const acting = stagesOf(plan).filter(({ after, fidelity }) => after === null && fidelity > 0);
      for (const { state } of acting) {
        found.push(
          never(`${plan.id} ${name} ${state} ahead`, [within(follows, [state]), within(region, [state], true)]),
        );
        found.push(
          never(`${plan.id} ${name} ${state} behind`, [
            within(follows, [state], true),
            within(region, [state]),
            ...only,
          ]),
        );
      }
    }
  }
  return found;
}

function expectSound(
  { regions }: RandomPathway,
  reading: Reading,
  nevers: readonly Measure[],
  plans: readonly ProgrammePlan[],
): void {
  const came = reading.flow('came');
  const everyone = reading.stock('everyone');
  let heads = 0;
  came.forEach((n, k) => expect(everyone[k + 1]).toBe((heads += n)));
  for (const { name, states } of regions) {
    everyone.forEach((n, k) =>
      expect(sum(states.map((state) => reading.stock('everyone', `${name}=${state}`)[k]!))).toBe(n),
    );
    for (const state of states) {
      const stock = reading.stock(`in_${state}`);
      expect(Math.min(...stock)).toBeGreaterThanOrEqual(0);
      const out = reading.flow(`out_of_${state}`);
      reading.flow(`into_${state}`).forEach((n, k) => expect(stock[k + 1]! - stock[k]!).toBe(n - out[k]!));
    }
  }
  for (const { name } of nevers) expect(sum(reading.ticks(name)), name).toBe(0);
  for (const plan of plans) {
    if (plan.places === null) continue;
    const most = plan.places[0]!.places;
    expect(Math.max(...reading.stock(`in ${plan.id}`))).toBeLessThanOrEqual(most);
  }
}

/** Tests it on so many pathways with programmes, the same ones for the same seed. */
export function testRandomProgrammes(cases: number, seed: number): void {
  // Of who is followed no further only the place held is followed, and not what follows the programme.
  const both = randomPathway({ finals: false })
    .map(entering)
    .chain((pathway) => plansOf(pathway).map((plans) => [pathway, plans] as const));

  test('whatever programmes do together, nobody is lost, and nobody is in what cannot be', () => {
    fc.assert(
      fc.property(both, ([pathway, plans]) => {
        const scenario = resolveData(pathway.file);
        let model;
        try {
          model = withProgrammes(scenario.model, plans);
        } catch (error) {
          // Too many combinations for a rule: refused, as it says.
          if (error instanceof Error && /at most 200/.test(error.message)) return;
          throw error;
        }
        const regions = new Set(model.regions.map(({ name }) => name));
        const nevers = impossible(plans)
          .filter(
            (measure) =>
              measure.kind === 'stock' &&
              measure.where.every((atom) => atom.kind !== 'state' || regions.has(atom.region)),
          )
          .filter(
            (measure) =>
              measure.kind === 'stock' &&
              measure.where.every(
                (atom) =>
                  atom.kind !== 'state' ||
                  atom.states.every((state) =>
                    model.regions.find(({ name }) => name === atom.region)!.states.some((one) => one.name === state),
                  ),
              ),
          );
        const ins = plans.map((plan) =>
          never(`in ${plan.id}`, [within(programmeNames(plan.id).region, inStates(plan))]),
        );
        const ledger: LedgerSpec = { ...pathway.ledger, measures: [...pathway.ledger.measures, ...nevers, ...ins] };
        expectSound(pathway, runOnce(scenario, { ledger, model }), nevers, plans);
      }),
      { numRuns: cases, seed },
    );
  });
}
