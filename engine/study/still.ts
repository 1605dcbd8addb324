/**
 * A model in which nothing changes by date: rates of arrival, places, what levels are counted per, and multipliers looked
 * up by time are what they are on day 0, before it and after. Conditions and clocks of the calendar are left as they are.
 */
import type {
  ArrivalStream,
  Factor,
  Forced,
  Outcome,
  PathwayModel,
  Quantity,
  State,
  Transition,
} from '../pathway/model.js';

/** @returns the model held still; the very same one where nothing in it changes by date */
export function heldStill(model: PathwayModel): PathwayModel {
  const levels = model.levels?.map((level) => ({ ...level, per: level.per === null ? null : first(level.per) }));
  const still: PathwayModel = {
    ...model,
    arrivals: model.arrivals.map(stillStream),
    transitions: model.transitions.map(stillTransition),
    regions: model.regions.map((region) => ({ ...region, states: region.states.map(stillState) })),
    resources: model.resources.map((resource) => ({
      ...resource,
      places: resource.places === null ? null : first(resource.places),
    })),
    ...(levels !== undefined && { levels }),
  };
  return JSON.stringify(still) === JSON.stringify(model) ? model : still;
}

/** Of values by date, the one of day 0: the last that began by then, or the first where none has. */
function first<T extends { readonly from: number }>(values: readonly T[]): readonly T[] {
  return values.length < 2 ? values : [values[onDay0(values.map(({ from }) => from))]!];
}

function onDay0(starts: readonly number[]): number {
  return Math.max(
    0,
    starts.findLastIndex((from) => from <= 0),
  );
}

function stillStream({ rates, rateShape, ...stream }: ArrivalStream): ArrivalStream {
  const rest = {
    ...stream,
    draws: stream.draws.map((draw) => ({ ...draw, weights: draw.weights.map(stillQuantity) })),
    enters: stream.enters.map(stillForced),
  };
  if (rates.length < 2) return { ...rest, rates, ...(rateShape !== undefined && { rateShape }) };
  const i = onDay0(rates.map(({ from }) => from));
  const { from, perDay } = rates[i]!;
  const next = rates[i + 1];
  const isSloping = rateShape === 'linear' && next !== undefined && from < 0;
  const rate = isSloping ? perDay + ((next.perDay - perDay) * -from) / (next.from - from) : perDay;
  return { ...rest, rates: [{ from, perDay: rate }] };
}

function stillTransition(transition: Transition): Transition {
  const { multiply, stretch, outcomes } = transition;
  return {
    ...transition,
    multiply: multiply.map(stillFactor),
    ...(stretch !== undefined && { stretch: stretch.map(stillFactor) }),
    outcomes: outcomes.map(stillOutcome),
  };
}

function stillState(state: State): State {
  const { needs, forces } = state;
  return { ...state, ...(needs !== undefined && { needs: stillQuantity(needs) }), forces: forces.map(stillForced) };
}

function stillOutcome(outcome: Outcome): Outcome {
  const { adjust, weight, forces } = outcome;
  return {
    ...outcome,
    weight: stillQuantity(weight),
    ...(adjust !== undefined && { adjust: adjust.map((item) => ({ ...item, factor: stillFactor(item.factor) })) }),
    forces: forces.map(stillForced),
  };
}

function stillForced(forced: Forced): Forced {
  return { ...forced, outcomes: forced.outcomes.map(stillOutcome) };
}

function stillQuantity({ base, factors }: Quantity): Quantity {
  return { base, factors: factors.map(stillFactor) };
}

/** A frozen time is of the past of one unit, and stays what it is. */
function stillFactor(factor: Factor): Factor {
  const { source, values } = factor;
  if (source.kind !== 'time' || source.frozen !== undefined || !isList(values) || values.length < 2) return factor;
  const i = onDay0(source.from);
  return { source: { kind: 'time', from: [source.from[i]!] }, values: [values[i]!] };
}

function isList(values: Factor['values']): values is readonly number[] {
  return Array.isArray(values);
}
