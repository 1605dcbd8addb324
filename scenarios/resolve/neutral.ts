/**
 * What a parameter makes neutral is left out of the model, so that a pathway may offer it at no cost: lookups that mean 1
 * for everybody, then the shared levels that nothing reads any more. Another value brings both back.
 */
import { levelFault } from '../../engine/pathway/check-level.js';
import type { Factor, Forced, Outcome, PathwayModel } from '../../engine/pathway/model.js';

/** The model without lookups all of whose values are 1: of clocks, of their time, and of shares. */
export function withoutNeutralLookups(model: PathwayModel): PathwayModel {
  return {
    ...model,
    regions: model.regions.map((region) => ({
      ...region,
      states: region.states.map((state) => ({ ...state, forces: forced(state.forces) })),
    })),
    arrivals: model.arrivals.map((stream) => ({ ...stream, enters: forced(stream.enters) })),
    transitions: model.transitions.map(({ stretch = [], ...transition }) => {
      const ratios = telling(stretch);
      return {
        ...transition,
        multiply: telling(transition.multiply),
        ...(ratios.length > 0 && { stretch: ratios }),
        outcomes: outcomesOf(transition.outcomes),
      };
    }),
  };
}

function telling(factors: readonly Factor[]): readonly Factor[] {
  return factors.filter(({ values }) => Object.values(values).some((value) => value !== 1));
}

function outcomesOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.map((outcome) => ({
    ...outcome,
    weight: { ...outcome.weight, factors: telling(outcome.weight.factors) },
    forces: forced(outcome.forces),
  }));
}

function forced(forces: readonly Forced[]): readonly Forced[] {
  return forces.map((force) => ({ ...force, outcomes: outcomesOf(force.outcomes) }));
}

/**
 * The model without shared levels that neither it nor `others` (measures, costs, programmes) read. One that is written
 * wrongly stays, to be refused like any other.
 */
export function withoutUnreadLevels(model: PathwayModel, others: readonly unknown[]): PathwayModel {
  const { levels, ...rest } = model;
  if (levels === undefined) return model;
  const read = new Set<string>();
  gatherLevels([rest, others], read);
  const kept = levels.filter((level) => read.has(level.name) || levelFault(level, model) !== null);
  return kept.length === 0 ? rest : { ...rest, levels: kept };
}

/** Names of the levels that conditions and lookups anywhere in plain data read. */
function gatherLevels(data: unknown, read: Set<string>): void {
  if (typeof data !== 'object' || data === null) return;
  if ('kind' in data && data.kind === 'level' && 'level' in data && typeof data.level === 'string')
    read.add(data.level);
  for (const part of Object.values(data)) gatherLevels(part, read);
}
