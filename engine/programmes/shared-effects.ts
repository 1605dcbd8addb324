/** Effects that are felt by all, and not by those in a programme alone: fewer referrals, and more places. */
import type { Factor, Forced, PathwayModel } from '../pathway/model.js';
import { PathwayError } from '../pathway/model.js';
import type { EffectTarget, ProgrammeEffect, ProgrammePlan } from './plan.js';
import { fidelitySteps, valueAt } from './stages.js';

/** Those whom a programme keeps from being referred end here. */
const PREVENTED = 'prevented';
/** Days: too soon after the first instant of a run for anybody to be referred in between. */
const AFTER_THE_START = 1 / 1_048_576;

/** From the day the programme opens, some who would have been referred never are: they end before anything is counted. */
export function withFewerReferrals(
  model: PathwayModel,
  plan: ProgrammePlan,
  effect: ProgrammeEffect,
  streams: readonly string[],
  path: readonly string[],
): PathwayModel {
  if (effect.value > 1)
    throw new PathwayError(
      `referrals can only fall: a ratio above 1 would need children there are none of`,
      path,
      String(effect.value),
    );
  if (effect.only !== undefined) throw new PathwayError('of referrals a subgroup cannot be chosen', [...path, 'for']);
  const names = model.arrivals.map(({ name }) => name);
  for (const name of streams)
    if (!names.includes(name)) throw new PathwayError(`unknown arrivals "${name}"`, path, name, names);
  // Whoever is there on the first day was referred before it, even where the programme opens on it.
  const opens = Math.max(plan.opens, AFTER_THE_START);
  const steps = fidelitySteps(plan);
  const bands = [
    { from: 0, value: 1 },
    ...steps.map(({ from, step, share }, i) => ({
      from: i === 0 ? opens : Math.max(from, opens),
      value: valueAt(effect, { state: '', step, after: null, fidelity: share }),
    })),
  ]
    .filter(({ from }) => plan.closes === null || from < plan.closes)
    .filter(({ from }, i, all) => i === all.length - 1 || all[i + 1]!.from > from);
  if (plan.closes !== null) bands.push({ from: plan.closes, value: 1 });
  const factor: Factor = {
    source: { kind: 'time', from: bands.map(({ from }) => from) },
    values: bands.map(({ value }) => value),
  };
  let region = '';
  const arrivals = model.arrivals.map((stream) => {
    if (!streams.includes(stream.name)) return stream;
    const first = stream.enters[0];
    if (first === undefined)
      throw new PathwayError(`"${stream.name}" says nowhere that its children enter`, path, stream.name);
    region = first.region;
    const kept = first.outcomes.filter(({ to }) => to !== PREVENTED);
    if (kept.length !== 1)
      throw new PathwayError(`the children of "${stream.name}" enter "${region}" in several ways`, path, stream.name);
    const enters: Forced = {
      ...first,
      outcomes: [
        { ...kept[0]!, adjust: [...(kept[0]!.adjust ?? []), { measure: 'risk_ratio', factor }] },
        { to: PREVENTED, weight: { base: 0, factors: [] }, forces: [], adjust: [] },
      ],
    };
    return { ...stream, enters: [enters, ...stream.enters.slice(1)] };
  });
  return {
    ...model,
    arrivals,
    regions: model.regions.map((item) =>
      item.name !== region || item.states.some(({ name }) => name === PREVENTED)
        ? item
        : {
            ...item,
            states: [
              ...item.states,
              {
                name: PREVENTED,
                label: 'Never referred, by a programme',
                marks: [],
                counts: [],
                forces: [],
                final: true,
                unseen: true,
              },
            ],
          },
    ),
  };
}

/** A resource with more places. @throws PathwayError where nothing limits it, so that more would be none */
export function withSupply(
  model: PathwayModel,
  { resource, steps }: Extract<EffectTarget, { kind: 'supply' }>,
  path: readonly string[],
): PathwayModel {
  const found = model.resources.find(({ name }) => name === resource);
  if (found === undefined)
    throw new PathwayError(
      `unknown resource "${resource}"`,
      path,
      resource,
      model.resources.map(({ name }) => name),
    );
  // Without a limit there is nothing that more places would change; the scenario's words say so.
  if (found.places === null) return model;
  const days = [...new Set([...found.places.map(({ from }) => from), ...steps.map(({ from }) => from)])].sort(
    (a, b) => a - b,
  );
  const at = (rows: readonly { from: number; places: number }[], day: number): number =>
    rows.filter(({ from }) => from <= day).at(-1)?.places ?? 0;
  const places = days.map((from) => ({ from, places: Math.max(0, at(found.places!, from) + at(steps, from)) }));
  return { ...model, resources: model.resources.map((item) => (item === found ? { ...item, places } : item)) };
}
