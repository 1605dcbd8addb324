/**
 * A pathway as things to draw: panels of states and of steps between them, notes, resources, programmes.
 * Pure and in the order of the model; where things go on the paper, and how they look, is decided elsewhere.
 */
import { isActing } from '../../programmes/effects.js';
import type { ProgrammePlan } from '../../programmes/plan.js';
import { changedBy, effectWords } from './effects.js';
import type { Forced, PathwayModel, Region, Resource, State, Transition } from '../model.js';
import {
  arrivalLabel,
  conditionInWords,
  duration,
  hazardWords,
  joined,
  regionLabel,
  resourceLabel,
  stateLabel,
  transitionLabel,
  triggerWords,
  type DrawingLabels,
  type Vocabulary,
} from './words.js';

export interface DrawnState {
  /** Unique in the drawing: letters and digits only. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly isInitial: boolean;
  readonly isFinal: boolean;
  /** Whether something is queued for or held there. */
  readonly usesPlaces: boolean;
  /** What is queued for and held there, and what sets it from elsewhere. */
  readonly lines: readonly string[];
  /** Numbers of the panel's notes. */
  readonly notes: readonly number[];
  /** Ids of programmes that move children here as they start. */
  readonly programmes: readonly string[];
}

export interface DrawnStep {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** Ids of the states it leaves, and of those it may lead to (its own too where it may stay). */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Whether it may leave the region as it is. */
  readonly mayStay: boolean;
  readonly trigger: string;
  /** What must hold while the clock runs; '' where nothing must. */
  readonly when: string;
  readonly notes: readonly number[];
  /** Programmes that change it. */
  readonly programmes: readonly DrawnChange[];
}

interface DrawnChange {
  /** Id of the programme. */
  readonly programme: string;
  /** `×0.8`. */
  readonly words: string;
}

export interface Panel {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly states: readonly DrawnState[];
  readonly steps: readonly DrawnStep[];
  /** What else happens, by number from 1. */
  readonly notes: readonly string[];
}

export interface DrawnItem {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly words: string;
}

export interface DrawnProgramme {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** What it changes, one line each. */
  readonly changes: readonly string[];
}

export interface Drawing {
  readonly name: string;
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly resources: readonly DrawnItem[];
  readonly arrivals: readonly DrawnItem[];
  readonly programmes: readonly DrawnProgramme[];
}

/** What is known of a programme beside what it does: its title and plan, and the words for its effects. */
export interface ProgrammeToDraw {
  readonly id: string;
  readonly title: string;
  readonly effects: ProgrammePlan['effects'];
  readonly onStart: ProgrammePlan['onStart'];
}

export interface DrawingChoices {
  readonly title?: string;
  readonly labels?: DrawingLabels;
  readonly startDay?: number | null;
  readonly programmes?: readonly ProgrammeToDraw[];
  /** Only these regions; all where absent. */
  readonly regions?: readonly string[];
}

/** What there is to draw of a pathway. */
export function drawingOf(model: PathwayModel, choices: DrawingChoices = {}): Drawing {
  const vocabulary: Vocabulary = { model, labels: choices.labels ?? {}, startDay: choices.startDay ?? null };
  const programmes = choices.programmes ?? [];
  const shown = model.regions.filter(({ name }) => choices.regions?.includes(name) ?? true);
  const stateIds = new Map(
    model.regions.flatMap((region, r) =>
      region.states.map((state, s) => [`${region.name}\n${state.name}`, `r${r + 1}s${s + 1}`] as const),
    ),
  );
  const stateId = (region: string, state: string): string => stateIds.get(`${region}\n${state}`) ?? '';
  const panels = shown.map((region) =>
    panelOf(vocabulary, region, `r${model.regions.indexOf(region) + 1}`, programmes, stateId),
  );
  const mentioned = new Set(
    shown.flatMap(({ states }) =>
      states.flatMap((state) => [...(state.holds ?? []), ...(state.queues ?? []).map(({ resource }) => resource)]),
    ),
  );
  const whole = shown.length === model.regions.length;
  return {
    name: model.name,
    title: choices.title ?? model.name,
    panels,
    resources: model.resources.flatMap((resource, i) =>
      whole || mentioned.has(resource.name)
        ? [
            {
              id: `q${i + 1}`,
              name: resource.name,
              label: resourceLabel(vocabulary, resource.name),
              words: resourceWords(vocabulary, resource),
            },
          ]
        : [],
    ),
    arrivals: model.arrivals.flatMap((stream, i) => {
      const enters = stream.enters.filter(({ region }) => shown.some(({ name }) => name === region));
      if (!whole && enters.length === 0) return [];
      return [
        {
          id: `a${i + 1}`,
          name: stream.name,
          label: arrivalLabel(vocabulary, stream.name),
          words:
            enters.length === 0
              ? 'start in the first state of every region'
              : `start as ${joined(
                  enters.map((forced) => becomes(vocabulary, forced)),
                  ' and ',
                )}`,
        },
      ];
    }),
    programmes: programmes.map((programme, i) => ({
      id: `p${i + 1}`,
      name: programme.id,
      label: programme.title,
      changes: changesOf(vocabulary, programme),
    })),
  };
}

function panelOf(
  vocabulary: Vocabulary,
  region: Region,
  id: string,
  programmes: readonly ProgrammeToDraw[],
  stateId: (region: string, state: string) => string,
): Panel {
  const { model } = vocabulary;
  const notes: string[] = [];
  const note = (text: string): number[] => {
    if (text === '') return [];
    const known = notes.indexOf(text);
    return known >= 0 ? [known + 1] : [notes.push(text)];
  };
  const states = region.states.map((state): DrawnState => ({
    id: stateId(region.name, state.name),
    name: state.name,
    label: state.label,
    isInitial: state.name === region.initial,
    isFinal: state.final === true,
    usesPlaces: state.holds !== undefined || state.queues !== undefined,
    lines: [
      ...stateLines(vocabulary, state),
      ...(state.name === region.initial ? [] : setBy(vocabulary, region.name, state.name)),
    ],
    notes: note(forcesWords(vocabulary, state.forces)),
    programmes: programmes.flatMap((programme, i) =>
      programme.onStart.some((forced) => leadsTo(forced, region.name, state.name)) ? [`p${i + 1}`] : [],
    ),
  }));
  const steps = model.transitions.flatMap((transition, index): DrawnStep[] => {
    if (transition.region !== region.name) return [];
    const goes = transition.outcomes.flatMap(({ to }) => (to === null ? [] : [to]));
    const mayStay = transition.outcomes.some(({ to }) => to === null);
    return [
      {
        id: `t${index + 1}`,
        name: transition.name,
        label: transitionLabel(vocabulary, transition.name, region.name),
        from: transition.from.map((state) => stateId(region.name, state)),
        to: [...new Set(goes)].map((state) => stateId(region.name, state)),
        mayStay,
        trigger: triggerWords(vocabulary, transition.trigger, region.name),
        when: transition.when.length === 0 ? '' : `while ${conditionInWords(vocabulary, transition.when)}`,
        notes: note(outcomesWords(vocabulary, transition)),
        programmes: programmes.flatMap((programme, i) => {
          const effects = programme.effects.filter(({ acts }) => changedBy(acts).includes(transition.name));
          return effects.length === 0
            ? []
            : [
                {
                  programme: `p${i + 1}`,
                  words: effects.map(effectWords).join(', '),
                },
              ];
        }),
      },
    ];
  });
  return { id, name: region.name, label: regionLabel(vocabulary, region.name), states, steps, notes };
}

function stateLines(vocabulary: Vocabulary, state: State): string[] {
  const lines: string[] = [];
  const queues = (state.queues ?? []).map(({ resource, when }) => {
    const condition = when.length === 0 ? '' : ` (if ${conditionInWords(vocabulary, when)})`;
    return resourceLabel(vocabulary, resource) + condition;
  });
  if (queues.length > 0) lines.push(`queues for ${joined(queues, ' or ')}`);
  if (state.needs !== undefined) {
    const { base, factors } = state.needs;
    if (factors.length > 0) lines.push('needs several places together');
    else if (Math.round(base) > 1) lines.push(`needs ${Math.round(base)} places together`);
  }
  const holds = (state.holds ?? []).map((name) => resourceLabel(vocabulary, name));
  if (holds.length > 0) {
    const long = state.holdsFor === undefined ? '' : `, given up ${hazardWords(state.holdsFor)}`;
    lines.push(`holds ${joined(holds, ' or ')}${long}`);
  }
  return lines;
}

/** `Legal status becomes Section 20; Placement changes (Foster care, Kinship care ...)`. */
function forcesWords(vocabulary: Vocabulary, forces: readonly Forced[]): string {
  // Regions that change in the same way are named together.
  const groups = new Map<string, string[]>();
  for (const forced of forces) {
    const how = becomes(vocabulary, forced);
    groups.set(how, [...(groups.get(how) ?? []), regionLabel(vocabulary, forced.region)]);
  }
  return [...groups].map(([how, regions]) => `${joined([...new Set(regions)], ' and ')} → ${how}`).join('; ');
}

function becomes(vocabulary: Vocabulary, forced: Forced): string {
  const ends = forced.outcomes.map(({ to, forces }) => {
    const then = forcesWords(vocabulary, forces);
    return (to === null ? 'as it is' : stateLabel(vocabulary, forced.region, to)) + (then === '' ? '' : ` (${then})`);
  });
  const only =
    forced.only === undefined
      ? ''
      : ` (only from ${joined(
          forced.only.map((state) => stateLabel(vocabulary, forced.region, state)),
          ' or ',
        )})`;
  return `${joined([...new Set(ends)], ' or ')}${only}`;
}

/** What the outcomes of a transition change elsewhere: the same for all, or which changes what. */
function outcomesWords(vocabulary: Vocabulary, { outcomes, region }: Transition): string {
  const words = outcomes.map(({ forces }) => forcesWords(vocabulary, forces));
  const distinct = [...new Set(words)];
  if (distinct.length <= 1) return distinct[0] ?? '';
  const oneEnd = new Set(outcomes.map(({ to }) => to)).size === 1;
  if (oneEnd)
    return (distinct.includes('') ? 'perhaps: ' : 'one of: ') + distinct.filter((text) => text !== '').join('; or ');
  return outcomes
    .flatMap(({ to }, i) => {
      if (words[i] === '') return [];
      return [`to ${to === null ? 'the same' : stateLabel(vocabulary, region, to)}: ${words[i]}`];
    })
    .join('; or ');
}

function resourceWords(vocabulary: Vocabulary, resource: Resource): string {
  const { places } = resource;
  const parts: string[] = [];
  if (places === null) parts.push('no limit');
  else {
    const counts = [...new Set(places.map((row) => row.places))];
    const [only = 0] = counts;
    if (counts.length <= 1) parts.push(`${only} place${only === 1 ? '' : 's'}`);
    else if (counts.length === 2 && only === 0)
      parts.push(`${counts[1]} places from ${startWords(places[1]!.from, vocabulary)}`);
    else parts.push(`${Math.min(...counts)} to ${Math.max(...counts)} places over time`);
  }
  if (resource.queueLimit !== undefined) parts.push(`at most ${resource.queueLimit} may wait`);
  if (resource.balking !== undefined) parts.push('some do not join a long queue');
  if (resource.priority !== undefined) parts.push('the most urgent first');
  if (resource.preempts === true) parts.push('the more urgent take over places');
  if (resource.whenFewer === 'stop') parts.push('the latest to start stop when places close');
  if (resource.each === 'family') parts.push('one place a family');
  return parts.join(', ');
}

function startWords(day: number, { startDay }: Vocabulary): string {
  return startDay === null ? `${duration(day)} after the start` : `day ${Math.floor(day)}`;
}

/** Whether a change may lead into a state, by itself or by what follows from it. */
function leadsTo(forced: Forced, region: string, state: string): boolean {
  return forced.outcomes.some(
    ({ to, forces }) =>
      (forced.region === region && to === state) || forces.some((further) => leadsTo(further, region, state)),
  );
}

/** What sets a state that no transition of its region leads to: otherwise it would seem to come from nowhere. */
function setBy(vocabulary: Vocabulary, region: string, state: string): string[] {
  const { model } = vocabulary;
  const reached = model.transitions.some(
    (transition) => transition.region === region && transition.outcomes.some(({ to }) => to === state),
  );
  if (reached) return [];
  const others = new Set<string>();
  if (model.arrivals.some(({ enters }) => enters.some((forced) => leadsTo(forced, region, state))))
    others.add('arrival');
  for (const transition of model.transitions)
    if (transition.outcomes.some(({ forces }) => forces.some((forced) => leadsTo(forced, region, state))))
      others.add(regionLabel(vocabulary, transition.region));
  for (const other of model.regions)
    if (other.states.some(({ forces }) => forces.some((forced) => leadsTo(forced, region, state))))
      others.add(regionLabel(vocabulary, other.name));
  return others.size === 0 ? [] : [`set by ${joined([...others], ' or ')}`];
}

function changesOf(vocabulary: Vocabulary, programme: ProgrammeToDraw): string[] {
  const regionOf = (name: string): string =>
    vocabulary.model.transitions.find((item) => item.name === name)?.region ?? '';
  const effects = programme.effects.map((effect) => {
    const { acts, afterDays } = effect;
    const names =
      acts.kind === 'referrals'
        ? acts.streams.map((name) => arrivalLabel(vocabulary, name))
        : acts.kind === 'supply'
          ? [resourceLabel(vocabulary, acts.resource)]
          : changedBy(acts).map((name) => transitionLabel(vocabulary, name, regionOf(name)));
    const pace =
      acts.kind === 'hazard_ratio'
        ? `${effect.value < 1 ? 'slower' : 'faster'} (${effectWords(effect)})`
        : effectWords(effect);
    const how = isActing(effect) ? `${pace}:` : 'no change to';
    return `${how} ${joined(names, ' and ')}${afterDays > 0 ? `, for ${duration(afterDays)} after too` : ''}`;
  });
  const starts = forcesWords(vocabulary, programme.onStart);
  return [...effects, ...(starts === '' ? [] : [`on starting: ${starts}`])];
}
