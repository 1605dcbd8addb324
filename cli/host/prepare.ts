/**
 * From a resolved scenario to a study the engine can run: programmes and their costs, the month count, and the start.
 */
import type { FixedCost } from '../../engine/index.js';
import {
  civil,
  DAYS_PER_YEAR,
  type CostItem,
  type Factor,
  type PathwayModel,
  type ProgrammePlan,
  type StartPlan,
  type StudyPlan,
} from '../../engine/index.js';
import { inStates, programmeNames } from '../../engine/index.js';
import type { ResolvedProgramme, ResolvedScenario, ResolvedStart } from '../../scenarios/index.js';

/** The study of a scenario. `history` is the national baseline its start is made from, where it has a start. */
export function studyPlan(scenario: ResolvedScenario, history: PathwayModel | null): StudyPlan {
  const start = scenario.start === null || history === null ? null : startPlan(scenario.start, history);
  return {
    model: scenario.model,
    ledger: scenario.ledger,
    programmes: scenario.programmes.map(programmePlan),
    programmeCosts: scenario.programmes.flatMap(followingCosts),
    fixedCosts: scenario.programmes.flatMap((programme) => fixedCosts(programme, scenario.endDay - scenario.startDay)),
    start,
    epoch: scenario.startDay,
    months: monthsBetween(scenario.startDay, scenario.endDay),
    seed: scenario.seed,
    area: scenario.area?.code ?? '',
    discountRate: scenario.discountRate,
    discounting: scenario.discounting,
  };
}

/**
 * A model whose impossible combinations need not be looked for again: the search takes a second for a wide pathway, and the
 * run whose model this is, or is a history of, has made it.
 */
export function checked(model: PathwayModel): PathwayModel {
  return { ...model, impossible: [] };
}

/** Whole months from one first of a month to another. */
function monthsBetween(start: number, end: number): number {
  const a = civil(start);
  const b = civil(end);
  return (b.year - a.year) * 12 + b.month - a.month;
}

function startPlan(start: ResolvedStart, national: PathwayModel): StartPlan {
  const { historyDays, historyShare } = start;
  return {
    historyDays,
    historyModel: checked(sampleFrom(withoutLimits(national), -historyDays, historyShare)),
    strata: start.strata.map((stratum) => ({
      name: stratum.name,
      who: stratum.who,
      size: stratum.size.kind === 'exact' ? stratum.size : { kind: 'each', weight: stratum.size.share / historyShare },
      margins: stratum.margins,
      sets: stratum.sets,
    })),
  };
}

/**
 * A model in which places are unlimited and levels change no clock. Limits are of an area and of days to come; the past
 * of the children known on day 0 is a national one, whose published numbers are what limits had made of it.
 */
export function withoutLimits(model: PathwayModel): PathwayModel {
  const free = (factors: readonly Factor[]): readonly Factor[] =>
    factors.filter(({ source }) => source.kind !== 'level');
  return {
    ...model,
    resources: model.resources.map((resource) => ({ ...resource, places: null })),
    transitions: model.transitions.map((transition) => ({
      ...transition,
      multiply: free(transition.multiply),
      ...(transition.stretch !== undefined && { stretch: free(transition.stretch) }),
    })),
  };
}

/**
 * A model with a sample of its arrivals, and as large a part of what they share (places, and what levels are counted
 * per), at the first year's numbers from a day (below 0) on.
 */
export function sampleFrom(model: PathwayModel, day: number, share: number): PathwayModel {
  return {
    ...model,
    resources: model.resources.map((resource) =>
      resource.places === null
        ? resource
        : {
            ...resource,
            places: resource.places.slice(0, 1).map(({ places }) => ({ from: day, places: part(places, share) })),
          },
    ),
    ...(model.levels !== undefined && {
      levels: model.levels.map((level) => ({
        ...level,
        per: level.per?.slice(0, 1).map(({ by }) => ({ from: day, by: by * share })) ?? null,
      })),
    }),
    arrivals: model.arrivals.map((stream) => ({
      ...stream,
      rates: stream.rates.slice(0, 1).map((rate) => ({ from: day, perDay: rate.perDay * share })),
    })),
  };
}

/** So many places of a sample: whole, and one at least where there are any. */
function part(places: number, share: number): number {
  return places === 0 ? 0 : Math.max(1, Math.round(places * share));
}

function programmePlan(programme: ResolvedProgramme): ProgrammePlan {
  const { id, title, opens, closes, eligible, takeUp, siblings, queue, stay, endsWhen, onStart, againAfter, fidelity } =
    programme;
  return {
    id,
    title,
    opens,
    closes,
    eligible,
    takeUp,
    ...(siblings !== null && { siblings }),
    // Places open with the programme and close with it; children in it then finish.
    places:
      programme.places === null
        ? null
        : [
            ...programme.places.filter(({ from }) => closes === null || from < closes),
            ...(closes === null ? [] : [{ from: closes, places: 0 }]),
          ],
    waiting:
      queue.givesUpAfter !== null
        ? { kind: 'gives up', after: { family: 'fixed', at: queue.givesUpAfter } }
        : queue.waits
          ? { kind: 'patient' }
          : { kind: 'no waiting' },
    stay,
    endsWhen: endsWhen.any,
    endsWhenNotEligible: endsWhen.notEligible,
    onStart,
    again: againAfter === null ? { kind: 'once' } : { kind: 'after', days: againAfter },
    ...(programme.dropOut !== null && { dropOut: programme.dropOut }),
    ...(fidelity !== null && { fidelity }),
    ...(programme.overlap !== null && { overlap: programme.overlap }),
    outcomes: programme.outcomes,
    effects: programme.effects.map(({ name, acts, value, during, afterDays, halfLife, only }) => ({
      name,
      acts,
      value: acts.kind === 'supply' ? 1 : value,
      during,
      afterDays,
      ...(halfLife !== undefined && { halfLife }),
      ...(only !== undefined && { only }),
    })),
  };
}

/** Costs that follow the children in a programme: for each start, or for each day in it. */
function followingCosts(programme: ResolvedProgramme): CostItem[] {
  const names = programmeNames(programme.id);
  return programme.costs.flatMap(({ kind, from: _from, to: _to, ...cost }): CostItem[] => {
    if (kind === 'per start') return [{ ...cost, part: 'per child', on: { transitions: [names.started] } }];
    if (kind === 'per day')
      return [
        {
          ...cost,
          part: 'per child',
          on: { while: [{ kind: 'state', region: names.region, states: inStates(programmePlan(programme)) }] },
        },
      ];
    return [];
  });
}

/** Costs of setting up and of keeping teams, whether or not their places are used. */
function fixedCosts(programme: ResolvedProgramme, days: number): FixedCost[] {
  return programme.costs.flatMap(({ kind, ...cost }): FixedCost[] => {
    if (kind === 'set up') return [{ ...cost, part: 'set-up', pencePerDay: 0, to: cost.to ?? days }];
    if (kind === 'yearly')
      return [{ ...cost, part: 'running', pencePerDay: cost.pence / DAYS_PER_YEAR, pence: 0, to: cost.to ?? days }];
    return [];
  });
}
