/**
 * A programme without an effect changes nothing at all, whoever is in it, on pathways and programmes drawn at random; and
 * two worlds simulated at once are those simulated one by one.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsAtPlaces, withProgrammes } from '../../engine/programmes/extend.js';
import type { ProgrammePlan } from '../../engine/programmes/plan.js';
import { World } from '../../engine/study/world.js';
import type { Condition } from '../../engine/pathway/model.js';
import { resolveData } from './pathway-files.js';
import { programme } from './programme-plans.js';
import { AT_PLACES, entering, randomCourse, randomEffects } from './random-effects.js';
import { randomPathway, type RandomOptions, type RandomPathway } from './random-pathways.js';
import { runOnce, Reading } from './runs.js';

const days = fc.integer({ min: 1, max: 300 });

/** A programme drawn at random for a pathway, without an effect: of every kind, ratios are 1 and differences 0. */
function neutral(pathway: RandomPathway): fc.Arbitrary<ProgrammePlan> {
  const { model } = resolveData(pathway.file);
  return fc
    .tuple(bare(pathway), randomEffects(pathway, model, { isNeutral: true }), randomCourse)
    .map(([plan, effects, course]) => ({ ...plan, ...course, effects }));
}

/** The same without anything that it acts on. */
function bare({ regions }: RandomPathway): fc.Arbitrary<ProgrammePlan> {
  const atom = fc.oneof(
    fc
      .constantFrom(...regions)
      .chain(({ name, states }) =>
        fc
          .subarray([...states], { minLength: 1 })
          .map((some) => ({ kind: 'state' as const, region: name, states: some })),
      ),
    fc.integer({ min: 1, max: 17 }).map((from) => ({ kind: 'age' as const, from })),
    fc.integer({ min: 1, max: 17 }).map((below) => ({ kind: 'age' as const, below })),
    fc.constant({ kind: 'attribute' as const, attribute: 'kind', levels: ['odd'] }),
  );
  const condition: fc.Arbitrary<Condition> = fc.array(atom, { maxLength: 2 });
  return fc
    .record({
      opens: fc.nat({ max: 200 }),
      closes: fc.option(fc.integer({ min: 250, max: 700 })),
      eligible: condition,
      takeUp: fc.constantFrom(0, 0.3, 1),
      places: fc.option(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }))),
      waiting: fc.oneof(
        fc.constant<ProgrammePlan['waiting']>({ kind: 'no waiting' }),
        fc.constant<ProgrammePlan['waiting']>({ kind: 'patient' }),
        days.map((at): ProgrammePlan['waiting'] => ({ kind: 'gives up', after: { family: 'fixed', at } })),
      ),
      stay: days.map((median) => ({ family: 'lognormal' as const, median, sdlog: 0.5 })),
      endsWhenNotEligible: fc.boolean(),
      again: fc.oneof(
        fc.constant<ProgrammePlan['again']>({ kind: 'once' }),
        days.map((n): ProgrammePlan['again'] => ({ kind: 'after', days: n })),
      ),
    })
    .map(({ places, ...plan }) =>
      programme({
        ...plan,
        places:
          places === null
            ? null
            : [
                { from: 0, places: places[0] },
                { from: 250, places: places[1] },
              ],
      }),
    );
}

/** A file's own measures, counted with a programme in place and without. */
function bothWays(
  { file, ledger }: RandomPathway,
  plan: ProgrammePlan,
): [Record<string, readonly number[]>, Record<string, readonly number[]>] {
  const scenario = resolveData(file);
  const model = withProgrammes(scenario.model, [plan]);
  return [runOnce(scenario, { ledger, model }).everything(), runOnce(scenario, { ledger }).everything()];
}

/** Tests it on so many pathways with programmes, the same ones for the same seed. */
export function testNoEffect(cases: number, seed: number): void {
  function claims(
    claim: (pathway: RandomPathway, plan: ProgrammePlan) => void,
    options: RandomOptions,
    share: number,
  ): void {
    const both = randomPathway(options)
      .map(entering)
      .chain((pathway) => neutral(pathway).map((plan) => [pathway, plan] as const));
    fc.assert(
      fc.property(both, ([pathway, plan]) => {
        claim(pathway, plan);
      }),
      { numRuns: Math.ceil(share * cases), seed },
    );
  }

  describe('a programme without an effect changes nothing at all', () => {
    test('of what units live through', () => {
      claims(
        (pathway, plan) => {
          const [placed, baseline] = bothWays(pathway, plan);
          expect(placed).toEqual(baseline);
        },
        { finals: false },
        1,
      );
    });

    test('even for units that are followed no further from some state on', () => {
      claims(
        (pathway, plan) => {
          const [placed, baseline] = bothWays(pathway, plan);
          expect(placed).toEqual(baseline);
        },
        { finals: true },
        1,
      );
    });

    test('nor does one with an effect that nobody may have', () => {
      claims(
        (pathway, plan) => {
          const effects = [
            {
              name: 'strong',
              acts: { kind: 'hazard_ratio' as const, transitions: pathway.chances },
              value: 5,
              during: true,
              afterDays: 50,
            },
          ];
          for (const nobody of [
            { ...plan, effects, takeUp: 0 },
            { ...plan, effects, places: [{ from: 0, places: 0 }] },
          ]) {
            const [placed, baseline] = bothWays(pathway, nobody);
            expect(placed).toEqual(baseline);
          }
        },
        { finals: false },
        0.6,
      );
    });
  });

  describe('lives simulated once for both worlds', () => {
    const options = { epoch: 20_179, months: 24, seed: 'paired', area: '' };

    test('are those of two separate runs, with the places and without, whatever effects the programme has', () => {
      const acting = randomPathway({ queues: false })
        .map(entering)
        .chain((pathway) => {
          const { model } = resolveData(pathway.file);
          return fc
            .tuple(bare(pathway), randomEffects(pathway, model, { isNeutral: false, kinds: AT_PLACES }), randomCourse)
            .map(([plan, effects, course]) => [pathway, { ...plan, ...course, effects }] as const);
        });
      fc.assert(
        fc.property(acting, ([{ file, ledger }, plan]) => {
          const { model } = resolveData(file);
          expect(partsAtPlaces([plan])).toBe(true);
          const limited = { ...plan, places: plan.places ?? [{ from: 0, places: 1_000_000 }] };
          const placed = new World(withProgrammes(model, [limited]), ledger, options, null);
          const baseline = new World(model, ledger, options, null);
          const pair = placed.runPaired(3);
          const read = (world: World, tables: ReturnType<World['run']>['tables']): Record<string, readonly number[]> =>
            new Reading(world, tables, 0).everything();
          expect(read(placed, pair.without)).toEqual(read(baseline, baseline.run(3).tables));
          expect(read(placed, pair.with)).toEqual(read(placed, placed.run(3).tables));
        }),
        { numRuns: cases, seed },
      );
    });
  });
}
