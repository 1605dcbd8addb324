/**
 * Refuses a pathway that can bring a child into a combination declared impossible.
 *
 * Walks every combination of the states and attributes that matter, treating any clock as able to fire first and any
 * age, date or count as possible. What it does not reach cannot be reached; what it reaches might be. Regions are
 * never multiplied out in the simulation itself, only here.
 */
import { openings } from './adjustments.js';
import { loosened } from './loosen.js';
import type {
  Atom,
  Condition,
  Factor,
  FactorSource,
  Forced,
  Outcome,
  PathwayModel,
  State,
  Transition,
} from './model.js';
import { PathwayError } from './model.js';

const MOST_COMBINATIONS = 200_000;

/** @throws PathwayError naming the combination, and the event that can lead to it. */
export function checkReachable(model: PathwayModel): void {
  if (model.impossible.length === 0) return;
  for (const condition of model.impossible)
    for (const atom of condition)
      if (!isPresent(atom))
        throw new PathwayError('an impossible combination may name states and attributes only, as they are', [
          'impossible',
        ]);
  const walk = new Walk(loosened(model));
  walk.run();
}

/** A requirement on one name: whether each of its values fulfils it. */
interface Need {
  readonly name: number;
  readonly allows: Uint8Array;
}

/** A condition of the walk: what it knows of it, and whether that is all of it. */
interface Needs {
  readonly needs: readonly Need[];
  readonly isWhole: boolean;
}

interface Way {
  /** The value the region takes; -1 where it stays as it is. */
  readonly to: number;
  /** Its position in the walk, -1 where it is of no interest; and in the model. */
  readonly name: number;
  readonly region: number;
  /** A share of 0 rules it out. */
  readonly unless: readonly Need[];
  readonly isNever: boolean;
  readonly forces: readonly Push[];
}

interface Push {
  readonly name: number;
  readonly region: number;
  readonly only: Uint8Array | null;
  readonly ways: readonly Way[];
}

interface Step {
  readonly event: string;
  readonly name: number;
  readonly from: Uint8Array;
  readonly when: readonly Need[];
  /** For an event by condition: whether it certainly happens at once, as far as it holds. */
  readonly isSure: boolean;
  readonly ways: readonly Way[];
}

/**
 * The walk, on numbers: a combination is an array of small whole numbers, changed in place and put back, and is known by
 * one number. Wide pathways have ten thousands of combinations and millions of ways between them.
 */
class Walk {
  private readonly names: readonly string[];
  private readonly values: readonly (readonly string[])[];
  private readonly factors: readonly number[];
  private readonly steps: readonly (readonly Step[])[];
  private readonly urgent: readonly Step[];
  private readonly impossible: readonly { readonly needs: Needs; readonly index: number }[];
  private readonly seen = new Set<number>();
  private readonly queue: number[] = [];
  /** The present combination, and which regions the present event has changed. */
  private readonly at: Int16Array;
  private readonly changed: Uint8Array;
  private cause = '';

  constructor(private readonly model: PathwayModel) {
    this.names = relevantNames(model);
    this.values = this.names.map((name) => valuesOf(model, name));
    const factors: number[] = [];
    let product = 1;
    for (const values of this.values) {
      factors.push(product);
      product *= values.length;
    }
    if (product > Number.MAX_SAFE_INTEGER) throw tooMany();
    this.factors = factors;
    this.at = new Int16Array(this.names.length);
    this.changed = new Uint8Array(model.regions.length);
    const steps = model.transitions.flatMap((transition) => this.step(transition));
    this.urgent = steps.filter(({ isSure }) => isSure);
    this.steps = this.names.map((_, i) => steps.filter(({ name }) => name === i));
    this.impossible = model.impossible.map((condition, index) => ({ needs: this.needsOf(condition), index }));
  }

  run(): void {
    for (const stream of this.model.arrivals) {
      const enters = stream.enters.map((force) => this.push(force));
      this.cause = `arrival "${stream.name}"`;
      this.eachStart(0, () => {
        this.force(enters, 0, () => this.visit());
      });
    }
    for (let key = this.queue.pop(); key !== undefined; key = this.queue.pop()) {
      this.restore(key);
      const steps = this.urgent.filter((step) => this.fits(step));
      for (const step of steps.length > 0 ? steps : this.steps.flatMap((of) => of.filter((item) => this.fits(item)))) {
        this.cause = `transition "${step.event}"`;
        for (const way of step.ways) if (this.isOpen(way)) this.take(way, () => this.visit());
      }
    }
  }

  private eachStart(i: number, done: () => void): void {
    if (i === this.names.length) return done();
    const region = this.model.regions.find(({ name }) => name === this.names[i]);
    const choices = region === undefined ? this.values[i]!.map((_, k) => k) : [this.values[i]!.indexOf(region.initial)];
    for (const choice of choices) {
      this.at[i] = choice;
      this.eachStart(i + 1, done);
    }
  }

  private restore(key: number): void {
    let rest = key;
    for (let i = 0; i < this.at.length; i++) {
      const n = this.values[i]!.length;
      this.at[i] = rest % n;
      rest = Math.floor(rest / n);
    }
  }

  private visit(): void {
    let key = 0;
    for (let i = 0; i < this.at.length; i++) key += this.at[i]! * this.factors[i]!;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    if (this.seen.size > MOST_COMBINATIONS) throw tooMany();
    this.queue.push(key);
    // Where some event certainly happens at once, the combination lasts no time.
    if (this.urgent.some((step) => this.fits(step))) return;
    for (const { needs, index } of this.impossible)
      if (needs.isWhole && this.holds(needs.needs)) {
        const words = this.model.impossible[index]!.map((atom) => atomWords(atom)).join(' with ');
        throw new PathwayError(
          `the pathway can reach a combination it declares impossible (${words}), by ${this.cause}`,
          ['impossible', String(index)],
        );
      }
  }

  private fits(step: Step): boolean {
    return step.from[this.at[step.name]!] === 1 && this.holds(step.when);
  }

  private holds(needs: readonly Need[]): boolean {
    for (const { name, allows } of needs) if (allows[this.at[name]!] === 0) return false;
    return true;
  }

  private isOpen(way: Way): boolean {
    return !way.isNever && this.holds(way.unless);
  }

  /** Goes one way, then does what it is told, then puts everything back. */
  private take(way: Way, then: () => void): void {
    if (way.to < 0) {
      this.force(way.forces, 0, then);
      return;
    }
    const before = way.name < 0 ? 0 : this.at[way.name]!;
    const was = this.changed[way.region]!;
    if (way.name >= 0) this.at[way.name] = way.to;
    this.changed[way.region] = 1;
    this.force(way.forces, 0, then);
    this.changed[way.region] = was;
    if (way.name >= 0) this.at[way.name] = before;
  }

  /** What is forced, one after the other: the first to reach a region wins. */
  private force(pushes: readonly Push[], i: number, then: () => void): void {
    const push = pushes[i];
    if (push === undefined) return then();
    const goOn = (): void => this.force(pushes, i + 1, then);
    const present = push.name < 0 ? -1 : this.at[push.name]!;
    if (this.changed[push.region] === 1 || (push.only !== null && present >= 0 && push.only[present] === 0))
      return goOn();
    for (const way of push.ways)
      if (this.isOpen(way)) {
        if (way.to >= 0 && way.to === present) goOn();
        else this.take(way, goOn);
      }
  }

  private step(transition: Transition): Step[] {
    const name = this.names.indexOf(transition.region);
    if (name < 0) return [];
    const { trigger } = transition;
    const region = this.model.regions.find((item) => item.name === transition.region)!;
    const from = Uint8Array.from(this.values[name]!, (value) =>
      transition.from.includes(value) &&
      canTrigger(
        trigger,
        region.states.find((state) => state.name === value),
      )
        ? 1
        : 0,
    );
    const when = this.needsOf([...transition.when, ...(trigger.kind === 'condition' ? trigger.condition : [])]);
    return [
      {
        event: transition.name,
        name,
        from,
        when: when.needs,
        isSure: trigger.kind === 'condition' && when.isWhole,
        ways: this.waysOf(transition.region, transition.outcomes),
      },
    ];
  }

  private waysOf(region: string, outcomes: readonly Outcome[]): Way[] {
    return outcomes.flatMap((outcome) => this.way(region, outcome, outcomes));
  }

  /** The ways to an outcome: by its share, and by each adjustment that can open it to a child whose share of it is 0. */
  private way(region: string, outcome: Outcome, outcomes: readonly Outcome[]): Way[] {
    const at = this.model.regions.findIndex((item) => item.name === region);
    const name = this.names.indexOf(region);
    const state = this.model.regions[at]?.states.find((item) => item.name === outcome.to);
    if (at < 0 || (outcome.to !== null && state === undefined)) return []; // Refused elsewhere, with its place.
    const forces = [...outcome.forces, ...(state?.forces ?? [])].filter((force) => this.matters(force));
    const unless =
      outcome.rest === true
        ? []
        : outcome.weight.factors.flatMap((factor) => this.lookupNeeds(factor, 1, (value) => value > 0));
    const way: Way = {
      // A region of no interest has no values: where it goes is the same for all of them.
      to: outcome.to === null ? -1 : name < 0 ? 0 : this.values[name]!.indexOf(outcome.to),
      name,
      region: at,
      unless,
      isNever: outcome.rest !== true && outcome.weight.base <= 0,
      forces: forces.map((force) => this.push(force)),
    };
    if (!canBeNothing(outcome)) return [way];
    const opened = openings(outcome, outcomes).map(({ factor, absent, opens }) => ({
      ...way,
      unless: this.lookupNeeds(factor, absent, opens),
      isNever: false,
    }));
    return [way, ...opened];
  }

  /** Whether what is forced can change anything the walk looks at. */
  private matters(force: Forced): boolean {
    return forcesAny([force], new Set(this.names));
  }

  private push(force: Forced): Push {
    const name = this.names.indexOf(force.region);
    return {
      name,
      region: this.model.regions.findIndex((item) => item.name === force.region),
      only:
        force.only === undefined || name < 0
          ? null
          : Uint8Array.from(this.values[name]!, (value) => (force.only!.includes(value) ? 1 : 0)),
      ways: this.waysOf(force.region, force.outcomes),
    };
  }

  /** That a looked-up value is as wanted; absent names have the value `absent`. */
  private lookupNeeds({ source, values }: Factor, absent: number, isWanted: (value: number) => boolean): Need[] {
    if (!isPresent(source)) return [];
    const name = this.names.indexOf(source.kind === 'state' ? source.region : source.attribute);
    if (name < 0) return [];
    const of = values as Readonly<Record<string, number>>;
    return [{ name, allows: Uint8Array.from(this.values[name]!, (value) => (isWanted(of[value] ?? absent) ? 1 : 0)) }];
  }

  /** What the walk knows of a condition; the rest is taken as possible either way. */
  private needsOf(condition: Condition): Needs {
    const needs: Need[] = [];
    for (const atom of condition) {
      if (!isPresent(atom)) continue;
      const name = this.names.indexOf(atom.kind === 'state' ? atom.region : atom.attribute);
      if (name < 0) continue;
      const members = atom.kind === 'state' ? atom.states : atom.levels;
      const wanted = atom.not === true ? 0 : 1;
      needs.push({
        name,
        allows: Uint8Array.from(this.values[name]!, (value) => ((members.includes(value) ? 1 : 0) === wanted ? 1 : 0)),
      });
    }
    return { needs, isWhole: needs.length === condition.length };
  }
}

function tooMany(): PathwayError {
  return new PathwayError('too many combinations of states to check what is impossible', ['impossible']);
}

function valuesOf(model: PathwayModel, name: string): readonly string[] {
  const region = model.regions.find((item) => item.name === name);
  if (region !== undefined) return region.states.map((state) => state.name);
  return model.attributes.find((attribute) => attribute.name === name)?.levels ?? [''];
}

/** Whether the state is one in which such an event happens: a queue tells of itself where one waits, a place where it is held. */
function canTrigger(trigger: Transition['trigger'], state: State | undefined): boolean {
  switch (trigger.kind) {
    case 'place':
    case 'full':
    case 'balk':
      return (state?.queues ?? []).length > 0;
    case 'stopped':
    case 'preempted':
      return (state?.holds ?? []).length > 0;
    default:
      return true;
  }
}

/** Whether it reads a state or an attribute as it is now, which the walk knows; all else it takes as possible either way. */
function isPresent<Item extends Atom | FactorSource>(
  item: Item,
): item is Extract<Item, { readonly kind: 'state' | 'attribute' }> {
  return (item.kind === 'state' || item.kind === 'attribute') && item.frozen === undefined;
}

/** The names in impossible combinations, and all that can change them or that guards such a change. */
function relevantNames(model: PathwayModel): string[] {
  const names = new Set<string>();
  const add = (condition: Condition): void => {
    for (const atom of condition) if (isPresent(atom)) names.add(atom.kind === 'state' ? atom.region : atom.attribute);
  };
  model.impossible.forEach(add);
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const region of model.regions)
      if (region.states.some((state) => forcesAny(state.forces, names))) {
        names.add(region.name);
        for (const state of region.states) for (const force of state.forces) addShares(force.outcomes, names);
      }
    for (const transition of model.transitions) {
      if (transition.outcomes.some((outcome) => forcesAny(outcome.forces, names))) names.add(transition.region);
      if (names.has(transition.region)) {
        addShares(transition.outcomes, names);
        add(transition.when);
        if (transition.trigger.kind === 'condition') add(transition.trigger.condition);
      }
    }
  }
  return [...names].sort();
}

/** What rules an outcome out (a share of 0), or opens it again, matters as much as what brings it about. */
function addShares(outcomes: readonly Outcome[], names: Set<string>): void {
  const add = ({ source }: Factor): void => {
    if (isPresent(source)) names.add(source.kind === 'state' ? source.region : source.attribute);
  };
  for (const outcome of outcomes) {
    outcome.weight.factors.filter(hasZero).forEach(add);
    if (canBeNothing(outcome)) openings(outcome, outcomes).forEach(({ factor }) => add(factor));
    for (const force of outcome.forces) addShares(force.outcomes, names);
  }
}

function hasZero({ values }: Factor): boolean {
  return Object.values(values).includes(0);
}

/** Whether the walk can find its share to be 0; what `rest` takes it always takes as possible. */
function canBeNothing({ rest, weight }: Outcome): boolean {
  return rest !== true && (weight.base <= 0 || weight.factors.some(hasZero));
}

function forcesAny(forces: readonly Forced[], names: ReadonlySet<string>): boolean {
  return forces.some(
    (force) => names.has(force.region) || force.outcomes.some((outcome) => forcesAny(outcome.forces, names)),
  );
}

function atomWords(atom: Atom): string {
  if (atom.kind === 'state') return `${atom.region} ${atom.not === true ? 'not ' : ''}${atom.states.join(' or ')}`;
  if (atom.kind === 'attribute')
    return `${atom.attribute} ${atom.not === true ? 'not ' : ''}${atom.levels.join(' or ')}`;
  return atom.kind;
}
