/** Effects of every kind drawn at random for a pathway, and programmes that have them. */
import fc from 'fast-check';
import type { Outcome, PathwayModel, Transition } from '../../engine/pathway/model.js';
import type { EffectTarget, ProgrammeEffect, ProgrammePlan } from '../../engine/programmes/plan.js';
import { neutral } from '../../engine/programmes/stages.js';
import type { PathwayFileData } from './pathway-files.js';
import type { RandomPathway } from './random-pathways.js';

type Data = Record<string, unknown>;

/** The same pathway, saying of every stream where it enters: fewer referrals need it said. */
export function entering(pathway: RandomPathway): RandomPathway {
  const { name, states } = pathway.regions[0]!;
  const arrivals = Object.entries(pathway.file['arrivals'] as Record<string, Data>).map(([stream, data]) => [
    stream,
    { ...data, enters: { [name]: states[0]! } },
  ]);
  const file: PathwayFileData = { ...pathway.file, arrivals: Object.fromEntries(arrivals) as Data };
  return { ...pathway, file };
}

/** The states that exactly one of several outcomes leads to or forces. */
function towards(outcomes: readonly Outcome[]): readonly string[] {
  if (outcomes.length < 2) return [];
  const leads = outcomes.map(({ to, forces }) => [
    ...(to === null ? [] : [to]),
    ...forces.flatMap((forced) =>
      new Set(forced.outcomes.map((one) => one.to)).size === 1 ? [forced.outcomes[0]!.to] : [],
    ),
  ]);
  const states = new Set(leads.flat().filter((state) => state !== null));
  return [...states].filter((state) => leads.filter((list) => list.includes(state)).length === 1);
}

/** What an effect may act on in a pathway, of every kind. */
function targets(
  { regions }: RandomPathway,
  model: PathwayModel,
  kinds: readonly string[],
): fc.Arbitrary<EffectTarget>[] {
  const clocked = model.transitions.filter(({ trigger }) => trigger.kind === 'clock');
  const isOpen = ({ trigger }: Transition): boolean =>
    trigger.kind === 'clock' && trigger.hazard.family !== 'fixed' && trigger.hazard.family !== 'empirical';
  const plain = (region: string): readonly string[] =>
    regions.find(({ name }) => name === region)!.states.filter((state) => !/_(queue|held)$/.test(state));
  const some = (list: readonly Transition[]): fc.Arbitrary<string[]> =>
    fc.subarray(
      list.map(({ name }) => name),
      { minLength: 1, maxLength: 2 },
    );
  const drawn = clocked.flatMap(({ name, outcomes }) => towards(outcomes).map((state) => ({ name, state })));
  const open = clocked.filter(isOpen);
  const all: (fc.Arbitrary<EffectTarget> | null)[] = [
    open.length === 0 ? null : some(open).map((transitions): EffectTarget => ({ kind: 'hazard_ratio', transitions })),
    clocked.length === 0
      ? null
      : some(clocked).map((transitions): EffectTarget => ({ kind: 'time_ratio', transitions })),
    drawn.length === 0
      ? null
      : fc
          .tuple(
            fc.constantFrom(...drawn),
            fc.constantFrom('odds_ratio' as const, 'risk_ratio' as const, 'points' as const),
          )
          .map(([{ name, state }, kind]): EffectTarget => ({ kind, towards: state, of: { transitions: [name] } })),
    open.length === 0
      ? null
      : fc
          .constantFrom(...open)
          .chain(({ name, region }) =>
            fc
              .constantFrom(null, ...plain(region))
              .map((to): EffectTarget => ({ kind: 'diverted', transitions: [name], to })),
          ),
    fc
      .subarray(
        model.arrivals.map(({ name }) => name),
        { minLength: 1 },
      )
      .map((streams): EffectTarget => ({ kind: 'referrals', streams })),
    model.resources.length === 0
      ? null
      : fc
          .integer({ min: 1, max: 3 })
          .map((places): EffectTarget => ({ kind: 'supply', resource: 'places', steps: [{ from: 100, places }] })),
  ];
  const names = ['hazard_ratio', 'time_ratio', 'shares', 'diverted', 'referrals', 'supply'];
  return all.flatMap((target, i) => (target === null || !kinds.includes(names[i]!) ? [] : [target]));
}

export const AT_PLACES = ['hazard_ratio', 'time_ratio', 'shares', 'diverted'] as const;
const EVERY_KIND = [...AT_PLACES, 'referrals', 'supply'] as const;

function sizeOf(acts: EffectTarget): fc.Arbitrary<number> {
  if (acts.kind === 'supply') return fc.constant(1);
  if (acts.kind === 'referrals') return fc.constantFrom(0.2, 0.9);
  if (acts.kind === 'diverted') return fc.constantFrom(0.1, 0.8, 1);
  if (acts.kind === 'points') return fc.constantFrom(-0.9, -0.1, 0.3, 1);
  return fc.constantFrom(0.1, 0.6, 3);
}

/** Up to three effects, at their neutral values or at values that change much. */
export function randomEffects(
  pathway: RandomPathway,
  model: PathwayModel,
  { isNeutral, kinds = EVERY_KIND }: { readonly isNeutral: boolean; readonly kinds?: readonly string[] },
): fc.Arbitrary<readonly ProgrammeEffect[]> {
  const possible = targets(pathway, model, kinds);
  if (possible.length === 0) return fc.constant([]);
  const effect = fc.oneof(...possible).chain((acts) =>
    fc
      .record({
        value: isNeutral ? fc.constant(neutral(acts.kind)) : sizeOf(acts),
        afterDays: fc.constantFrom(0, 45, 200),
        halfLife: fc.constantFrom(null, 30),
        isSome: fc.boolean(),
      })
      .map(({ value, afterDays, halfLife, isSome }): Omit<ProgrammeEffect, 'name'> => {
        const isShared = acts.kind === 'referrals' || acts.kind === 'supply';
        const settled: EffectTarget = acts.kind === 'supply' && isNeutral ? { ...acts, steps: [] } : acts;
        return {
          acts: settled,
          value,
          during: true,
          afterDays: isShared ? 0 : afterDays,
          ...(halfLife !== null && afterDays > 0 && !isShared && { halfLife }),
          ...(isSome && !isShared && { only: [{ kind: 'attribute', attribute: 'kind', levels: ['odd'] }] }),
        };
      }),
  );
  return fc
    .array(effect, { minLength: 1, maxLength: 3 })
    .map((list) => list.map((one, i) => ({ ...one, name: `effect_${i}` })));
}

/** What else a programme may say of its effects: a ramp of fidelity, dropping out. */
export const randomCourse: fc.Arbitrary<Pick<ProgrammePlan, 'fidelity' | 'dropOut'>> = fc
  .record({ isRamp: fc.boolean(), drops: fc.boolean() })
  .map(({ isRamp, drops }) => ({
    ...(isRamp && {
      fidelity: [
        { from: 0, share: 0.3 },
        { from: 250, share: 1 },
      ],
    }),
    ...(drops && { dropOut: { family: 'exponential', rate: 0.01 } as const }),
  }));
