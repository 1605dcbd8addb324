/**
 * Tells the story of one child: every event with what brought it about, read off the kernel as it runs. Watching changes
 * nothing: no luck is drawn here and nothing of the unit is written.
 */
import { TRIGGER, SINCE, type CompiledPathway } from '../pathway/compiled.js';
import type { Factor, FactorSource } from '../pathway/model.js';
import { HazardKind } from '../random/index.js';
import { AdjustedChances, weightOf } from './chances.js';
import type { Kernel, Observer } from './kernel.js';
import { BIRTH, FIRES, MULTIPLIER, NOW, RATIO, REMAINING, SLOT_WIDTH, USED, ZERO } from './layout.js';
import type {
  Cause,
  ClockSpan,
  ClockStory,
  FactorReading,
  ForcedChange,
  PlaceSource,
  QueueJoined,
  Story,
  StoryEvent,
  StorySituation,
  UnitName,
} from './observe-parts.js';

/** From so many places on nobody limits them (see `engine/study/ample.ts`). */
const NO_LIMIT = 1_000_000_000;

type Growing<T> = { -readonly [K in keyof T]: T[K] };

interface OpenClock extends Growing<Omit<ClockStory, 'spans'>> {
  spans: ClockSpan[];
}

/** What a slot of the kernel is running: `key` says for which visit. */
interface Running {
  readonly key: string;
  readonly clock: OpenClock;
}

interface OpenEvent extends Growing<Omit<StoryEvent, 'forced' | 'joined'>> {
  forced: ForcedChange[];
  joined: QueueJoined[];
}

/** The name of the kernel's unit. */
export function unitNameOf(kernel: Kernel): UnitName {
  const { I, layout } = kernel;
  return { stream: I[layout.stream]!, unit: I[layout.unit]!, member: I[layout.member]! };
}

export class StoryRecorder implements Observer {
  private readonly events: OpenEvent[] = [];
  private readonly clocks: OpenClock[] = [];
  private readonly running = new Map<number, Running>();
  private readonly joinedAtStart: QueueJoined[] = [];
  private head: Omit<Story, 'events' | 'clocks' | 'end' | 'endsAt' | 'ended' | 'joinedAtStart'> | null = null;
  private end: StorySituation[] = [];
  private ended = false;
  private endsAt = 0;
  /** The variables as they were when the last instant was settled. */
  private before: Int32Array | null = null;
  /** By region: since when the child waits in a queue. */
  private readonly waitingSince = new Map<number, number>();
  /** Who gave up places, by resource and time; null where several did at once. */
  private readonly given: Map<number, UnitName | null>[];
  private readonly adjusted: AdjustedChances;

  constructor(
    private readonly pathway: CompiledPathway,
    private readonly wanted: UnitName,
  ) {
    this.adjusted = new AdjustedChances(pathway);
    this.given = pathway.resourceNames.map(() => new Map<number, UnitName | null>());
  }

  /** The story; null where the unit never came. `horizon` is when the run ended. */
  story(horizon: number): Story | null {
    if (this.head === null) return null;
    const { events, clocks, end, ended, joinedAtStart } = this;
    return {
      ...this.head,
      joinedAtStart,
      events,
      clocks,
      end,
      endsAt: ended ? this.endsAt : horizon,
      ended,
    };
  }

  private isWanted({ I, layout }: Kernel): boolean {
    const { wanted } = this;
    return I[layout.unit] === wanted.unit && I[layout.stream] === wanted.stream && I[layout.member] === wanted.member;
  }

  arrives(kernel: Kernel): void {
    if (!this.isWanted(kernel)) return;
    const { I, F, layout } = kernel;
    const { variables, model, streams } = this.pathway;
    const stream = streams[this.wanted.stream];
    this.head = {
      name: this.wanted,
      begins: F[NOW]!,
      isStock: stream === undefined,
      stream: stream?.name ?? null,
      birth: F[BIRTH]!,
      attributes: variables.attributes.map((name, a) => ({
        name,
        level: variables.levels[a]![I[variables.firstAttribute + a]!]!,
      })),
      frailties: (model.frailties ?? []).map(({ name }, i) => ({ name, value: F[layout.frailties + i]! })),
      moments: variables.moments.flatMap((name, m) => {
        const time = F[layout.moments + m]!;
        return Number.isNaN(time) ? [] : [{ name, time }];
      }),
      start: this.situation(kernel),
    };
  }

  private situation({ I, F, layout }: Kernel): StorySituation[] {
    const { variables } = this.pathway;
    return variables.regions.map((region, r) => ({
      region,
      state: variables.states[r]![I[r]!]!,
      since: F[layout.entries + r]!,
    }));
  }

  fires(kernel: Kernel, t: number, outcome: number): void {
    if (this.head === null || !this.isWanted(kernel)) return;
    const { F, layout } = kernel;
    const { pathway } = this;
    const now = F[NOW]!;
    const region = pathway.region[t]!;
    const from = pathway.fromState[t]!;
    const to = pathway.outcomeState[outcome]!;
    const waitedFrom = this.waitingSince.get(region) ?? null;
    const event: OpenEvent = {
      time: now,
      transition: pathway.transitionNames[t]!,
      region: pathway.variables.regions[region]!,
      from: pathway.stateNames[from]!,
      to: to < 0 ? null : pathway.stateNames[to]!,
      cause: this.cause(kernel, t, waitedFrom),
      stay: now - F[layout.entries + region]!,
      outcome: this.chance(kernel, t, outcome),
      forced: [],
      joined: [],
      leftQueue:
        waitedFrom === null || pathway.trigger[t] === TRIGGER.place
          ? null
          : { resources: this.sites(from), since: waitedFrom },
      final: to >= 0 && pathway.final[to] === 1,
    };
    if (to >= 0) this.waitingSince.delete(region);
    this.events.push(event);
  }

  /** Names of the resources queued for in a state. */
  private sites(state: number): string[] {
    const { siteFirst, siteResource, resourceNames } = this.pathway;
    return [...siteResource.subarray(siteFirst[state]!, siteFirst[state + 1]!)].map((q) => resourceNames[q]!);
  }

  private cause(kernel: Kernel, t: number, waitedFrom: number | null): Cause {
    const { pathway } = this;
    const model = pathway.model.transitions[pathway.source[t]!]!;
    const state = pathway.fromState[t]!;
    switch (model.trigger.kind) {
      case 'clock': {
        const { clock } = this.running.get(this.slotOf(t))!;
        clock.fired = true;
        clock.ended = kernel.F[NOW]!;
        this.running.delete(this.slotOf(t));
        return { kind: 'clock', clock };
      }
      case 'birthday':
        return { kind: 'birthday', years: model.trigger.years };
      case 'condition': {
        const all = [...model.trigger.condition, ...model.when];
        return { kind: 'condition', condition: all, latest: all.filter((_, i) => this.cameToHold(kernel, t, i)) };
      }
      case 'place':
        return {
          kind: 'place',
          resources: this.sites(state),
          waitedFrom,
          source: this.placeSource(kernel.F[NOW]!, state, waitedFrom),
        };
      case 'full':
      case 'balk':
        return { kind: model.trigger.kind, resources: this.sites(state) };
      case 'stopped':
      case 'preempted': {
        const held = kernel.I[kernel.layout.held + pathway.region[t]!]!;
        return { kind: model.trigger.kind, resources: held === 0 ? [] : [pathway.resourceNames[held - 1]!] };
      }
    }
  }

  /** Whether a part of a condition holds now and did not when the last instant was settled. */
  private cameToHold({ I }: Kernel, t: number, i: number): boolean {
    const { guardFirst, testVariable, testOffset, sets } = this.pathway;
    if (this.before === null) return false;
    const k = guardFirst[t]! + i;
    const variable = testVariable[k]!;
    return sets[testOffset[k]! + this.before[variable]!] === 0 && sets[testOffset[k]! + I[variable]!] === 1;
  }

  private placeSource(now: number, state: number, waitedFrom: number | null): PlaceSource {
    const { siteFirst, siteResource, limited, model } = this.pathway;
    const resources = [...siteResource.subarray(siteFirst[state]!, siteFirst[state + 1]!)];
    const changes = resources.flatMap((q) => model.resources[q]!.places ?? []);
    if (waitedFrom === null)
      return resources.some((q) => limited[q] === 0) || changes.some(({ places }) => places >= NO_LIMIT)
        ? { kind: 'unlimited' }
        : { kind: 'free' };
    const givers = resources.filter((q) => this.given[q]!.has(now)).map((q) => this.given[q]!.get(now)!);
    if (givers.length > 0) return { kind: 'given up', by: givers.length === 1 ? givers[0]! : null };
    const opened = changes.find(({ from }) => from === now);
    return opened === undefined ? { kind: 'turn came' } : { kind: 'opened', places: opened.places };
  }

  /** The chance of an outcome for the unit as it is; null where there is only one. */
  private chance({ I }: Kernel, t: number, outcome: number): StoryEvent['outcome'] {
    const { pathway } = this;
    const branch = pathway.branch[t]!;
    if (pathway.drawn[branch] === 0) return null;
    const first = pathway.outcomeFirst[branch]!;
    const end = pathway.outcomeFirst[branch + 1]!;
    const weights: number[] = [];
    let rest = -1;
    for (let o = first; o < end; o++) {
      if (pathway.outcomeRest[o] === 1) rest = o - first;
      weights.push(pathway.outcomeRest[o] === 1 ? 0 : weightOf(pathway, I, o));
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (
      pathway.branchIsAdjusted[branch] === 1 &&
      this.adjusted.settle(I, branch, total, rest < 0 ? -1 : first + rest)
    ) {
      const chances = this.adjusted.chances.subarray(0, end - first);
      return { chance: chances[outcome - first]!, ways: chances.filter((chance) => chance > 0).length };
    }
    const whole = rest >= 0 && total < 1 ? 1 : total;
    if (rest >= 0) weights[rest] = Math.max(0, whole - total);
    return { chance: weights[outcome - first]! / whole, ways: weights.filter((weight) => weight > 0).length };
  }

  forces(kernel: Kernel, region: number, state: number): void {
    if (this.head === null || !this.isWanted(kernel)) return;
    const { variables, stateNames } = this.pathway;
    this.waitingSince.delete(region);
    this.events.at(-1)?.forced.push({
      region: variables.regions[region]!,
      from: variables.states[region]![kernel.I[region]!]!,
      to: stateNames[state]!,
    });
  }

  waits(kernel: Kernel, resource: number, ahead: number): void {
    if (this.head === null || !this.isWanted(kernel)) return;
    const { pathway } = this;
    const now = kernel.F[NOW]!;
    const joined = { resource: pathway.resourceNames[resource]!, ahead };
    (this.events.at(-1)?.joined ?? this.joinedAtStart).push(joined);
    for (let r = 0; r < pathway.regionCount; r++) {
      const state = pathway.stateBase[r]! + kernel.I[r]!;
      if (this.sites(state).includes(joined.resource) && !this.waitingSince.has(r)) this.waitingSince.set(r, now);
    }
  }

  releases(kernel: Kernel, resource: number, time: number): void {
    const given = this.given[resource]!;
    given.set(time, given.has(time) ? null : unitNameOf(kernel));
  }

  settles(kernel: Kernel): void {
    if (this.head === null || !this.isWanted(kernel)) return;
    const { I, F, layout } = kernel;
    const { pathway } = this;
    this.before = I.slice(0, pathway.variables.count);
    this.end = this.situation(kernel);
    if (!this.ended && I[layout.ended] === 1) {
      this.ended = true;
      this.endsAt = F[NOW]!;
    }
    for (let r = 0; r < pathway.regionCount; r++) this.readClocks(kernel, r);
  }

  private slotOf(t: number): number {
    const { pathway } = this;
    return pathway.slotBase[pathway.region[t]!]! + t - pathway.slotFirst[pathway.fromState[t]!]!;
  }

  /** Notes the clocks of a region that were set going, changed or left. */
  private readClocks(kernel: Kernel, r: number): void {
    const { I, F, layout } = kernel;
    const { slotFirst, slotBase, stateBase } = this.pathway;
    const state = stateBase[r]! + I[r]!;
    const count = slotFirst[state + 1]! - slotFirst[state]!;
    const next = r + 1 < slotBase.length ? slotBase[r + 1]! : this.pathway.slotCount;
    for (let k = slotBase[r]!; k < next; k++) {
      const i = k - slotBase[r]!;
      const visit = I[layout.visits + state]!;
      const key = `${state} ${visit} ${I[layout.refires + k]!}`;
      const known = this.running.get(k);
      const isGone = i >= count || known?.key !== key;
      if (known !== undefined && isGone) {
        known.clock.ended = F[NOW]!;
        this.running.delete(k);
      }
      if (i >= count) continue;
      const at = layout.slots + k * SLOT_WIDTH;
      const last = isGone ? undefined : known?.clock.spans.at(-1);
      const multiplier = F[at + MULTIPLIER]!;
      if (last === undefined ? !(multiplier > 0) : last.multiplier === multiplier && last.ratio === F[at + RATIO]!)
        continue;
      const t = slotFirst[state]! + i;
      const clock = isGone || known === undefined ? this.open(kernel, t, k, key, visit) : known.clock;
      clock.spans.push(this.span(kernel, t, at));
    }
  }

  private open({ I, F, layout }: Kernel, t: number, k: number, key: string, visit: number): OpenClock {
    const { pathway } = this;
    const { name, region, trigger } = pathway.model.transitions[pathway.source[t]!]!;
    const at = layout.slots + k * SLOT_WIDTH;
    const since = pathway.since[t]!;
    const isSure =
      trigger.kind !== 'clock' ||
      pathway.hazardKind[t] === HazardKind.fixed ||
      pathway.hazardKind[t] === HazardKind.recurring;
    const clock: OpenClock = {
      transition: name,
      region,
      from: pathway.stateNames[pathway.fromState[t]!]!,
      visit,
      refire: I[layout.refires + k]!,
      hazard:
        trigger.kind === 'clock'
          ? trigger.hazard
          : { family: 'birthday', years: trigger.kind === 'birthday' ? trigger.years : 0 },
      since:
        since >= 0
          ? { moment: pathway.variables.moments[since]! }
          : since === SINCE.birth || trigger.kind === 'birthday'
            ? 'birth'
            : since === SINCE.day
              ? { day: pathway.sinceDay[t]! }
              : 'entry',
      threshold: isSure ? null : F[at + REMAINING]!,
      spans: [],
      ended: null,
      fired: false,
    };
    this.clocks.push(clock);
    this.running.set(k, { key, clock });
    return clock;
  }

  private span(kernel: Kernel, t: number, at: number): ClockSpan {
    const { I, F, layout } = kernel;
    const { pathway } = this;
    const model = pathway.model.transitions[pathway.source[t]!]!;
    const factors: FactorReading[] = [];
    if (model.scale !== 1) factors.push({ kind: 'constant', multiplier: model.scale });
    model.multiply.forEach((factor, i) => factors.push(this.reading(kernel, factor, pathway.factorFirst[t]! + i)));
    (model.frailty ?? []).forEach(({ name }, i) =>
      factors.push({
        kind: 'frailty',
        name,
        multiplier: F[layout.powers + pathway.frailties[pathway.frailtyFirst[t]! + i]!]!,
      }),
    );
    const guard = pathway.guardFirst[t]!;
    return {
      time: F[NOW]!,
      multiplier: F[at + MULTIPLIER]!,
      factors,
      remaining: F[at + REMAINING]!,
      used: F[at + USED]!,
      zero: F[at + ZERO]!,
      ratio: F[at + RATIO]!,
      stretch: (model.stretch ?? []).map((factor, i) => this.reading(kernel, factor, pathway.stretchFirst[t]! + i)),
      fires: F[at + FIRES]!,
      unmet:
        model.trigger.kind === 'condition'
          ? []
          : model.when.filter(
              (_, i) => pathway.sets[pathway.testOffset[guard + i]! + I[pathway.testVariable[guard + i]!]!] === 0,
            ),
    };
  }

  /** What a factor reads of the unit now, and what it comes to. */
  private reading({ I }: Kernel, { source }: Factor, k: number): FactorReading {
    const { lookupVariable, lookupOffset, multipliers } = this.pathway;
    const variable = lookupVariable[k]!;
    const multiplier = multipliers[lookupOffset[k]! + I[variable]!]!;
    const what = this.valueOf(variable, I[variable]!);
    if (what.name !== undefined) return { kind: 'reading', source, name: what.name, multiplier };
    return { kind: 'reading', source, name: null, ...bandOf(source, what.start), multiplier };
  }

  /** A value of a variable: the name of a state or level, or where its band begins. */
  private valueOf(variable: number, value: number): { name: string | null } | { name?: undefined; start: number } {
    const { variables } = this.pathway;
    const { firstAttribute, age, time, firstCounter, firstFrozen, firstLevel } = variables;
    const start = (breaks: readonly number[]): number => (value === 0 ? Number.NEGATIVE_INFINITY : breaks[value - 1]!);
    if (variable < firstAttribute) return { name: variables.states[variable]![value]! };
    if (variable < age) return { name: variables.levels[variable - firstAttribute]![value]! };
    if (variable === age) return { start: start(variables.ageBreaks) };
    if (variable === time) return { start: start(variables.timeBreaks) };
    if (variable < firstFrozen && variable >= firstCounter) return { start: value };
    if (variable < firstLevel) {
      if (value === variables.sizes[variable]! - 1) return { name: null };
      return this.valueOf(variables.frozenOf[variable - firstFrozen]!, value);
    }
    return { start: start(variables.levelBreaks[variable - firstLevel]!) };
  }
}

/** The band of a factor in which a segment lies that begins at `start`. */
function bandOf(source: FactorSource, start: number): { from?: number; below?: number } {
  if (source.kind === 'attribute' || source.kind === 'state') return {};
  let band = 0;
  for (let i = 1; i < source.from.length; i++) if (start >= source.from[i]!) band = i;
  return {
    ...(band > 0 && { from: source.from[band]! }),
    ...(band + 1 < source.from.length && { below: source.from[band + 1]! }),
  };
}
