/**
 * A pathway in which everything that programmes may do can happen at any time to anybody it may happen to: more can be
 * reached in it than in the pathway itself, so what cannot be reached in it cannot be at all. It has none of the regions
 * that programmes add, each of which would multiply the combinations to be looked at.
 */
import { openings } from './adjustments.js';
import type { Atom, Condition, Factor, Forced, Outcome, PathwayModel, Transition } from './model.js';

export function loosened(model: PathwayModel): PathwayModel {
  const added = new Map(
    model.regions.flatMap(({ name, added: by }) => (by === undefined ? [] : [[name, by.when] as const])),
  );
  // An impossible combination may itself be of a programme's states: then they are followed.
  const named = model.impossible.flat().some((atom) => atom.kind === 'state' && added.has(atom.region));
  // Events of programmes are put into a region that is looked at anyway.
  const looked = model.impossible.flat().flatMap((atom) => (atom.kind === 'state' ? [atom.region] : []));
  const home = model.regions.find(({ name }) => looked.includes(name) && !added.has(name));
  if (added.size === 0 || named || home === undefined) return model;
  const reads = (atom: Atom): boolean => atom.kind === 'state' && added.has(atom.region);
  const kept = (condition: Condition): Condition => condition.filter((atom) => !reads(atom));
  const isFree = ({ source }: Factor): boolean => source.kind === 'state' && added.has(source.region);
  const outcome = (one: Outcome, _i: number, all: readonly Outcome[]): Outcome => {
    const { adjust = [], weight } = one;
    // What a programme may give a chance has one.
    const isOpened = one.rest !== true && openings(one, all).some(({ factor }) => isFree(factor));
    return {
      ...one,
      weight: {
        base: isOpened ? 1 : weight.base,
        factors: isOpened ? [] : weight.factors.filter((factor) => !isFree(factor)),
      },
      adjust: adjust.filter(({ factor }) => !isFree(factor)),
      forces: one.forces.map(forced),
    };
  };
  const forced = (one: Forced): Forced => ({ ...one, outcomes: one.outcomes.map(outcome) });
  const everywhere = home.states.map(({ name }) => name);
  const transitions = model.transitions.flatMap((transition): readonly Transition[] => {
    const when = added.get(transition.region);
    if (when === undefined)
      return [
        {
          ...transition,
          when: kept(transition.when),
          trigger:
            transition.trigger.kind === 'condition'
              ? { ...transition.trigger, condition: kept(transition.trigger.condition) }
              : transition.trigger,
          multiply: transition.multiply.filter((factor) => !isFree(factor)),
          outcomes: transition.outcomes.map(outcome),
        },
      ];
    const forces = transition.outcomes.flatMap((one) => one.forces);
    if (forces.length === 0) return [];
    // It may happen to anybody it may be offered to, whatever else they are in.
    return [
      {
        ...transition,
        region: home.name,
        from: everywhere,
        trigger: { kind: 'clock', hazard: { family: 'exponential', rate: 1 }, since: 'entry' },
        when: kept(when),
        multiply: [],
        outcomes: transition.outcomes.map((one, i, all) => ({ ...outcome(one, i, all), to: null })),
      },
    ];
  });
  return {
    ...model,
    transitions,
    regions: model.regions
      .filter(({ name }) => !added.has(name))
      .map((region) => ({
        ...region,
        states: region.states.map((state) => ({ ...state, forces: state.forces.map(forced) })),
      })),
  };
}
