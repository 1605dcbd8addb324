/**
 * One child followed through both worlds: who there is to follow, and the story of one of them. Each world is run by
 * itself with the keys of the study, so that what is told is what the tables count.
 */
import { compileLedger, type CompiledLedger } from '../ledger/compile.js';
import { Tally } from '../ledger/tally.js';
import { compilePathway } from '../pathway/compile.js';
import type { CompiledPathway } from '../pathway/compiled.js';
import type { PathwayModel } from '../pathway/model.js';
import { withProgrammes } from '../programmes/extend.js';
import { programmeNames } from '../programmes/stages.js';
import { seedKey } from '../random/index.js';
import type { Observer } from '../simulate/kernel.js';
import { Census, type Life } from '../simulate/observe-census.js';
import type { Story, UnitName } from '../simulate/observe-parts.js';
import { StoryRecorder } from '../simulate/observe.js';
import { simulate } from '../simulate/simulate.js';
import { monthStarts } from '../time/index.js';
import { ampleProgrammes } from './ample.js';
import type { StudyPlan } from './plan.js';
import { StartReader } from './start-reader.js';
import type { Start } from './world.js';

/** A child there is to follow. */
export interface Candidate {
  readonly name: UnitName;
  /** Day on which it comes. */
  readonly comes: number;
  /** Events without the programmes, and with them. */
  readonly events: readonly number[];
  /** Whether its life outside of the programmes goes differently with them. */
  readonly differs: boolean;
  /** Programmes it starts. */
  readonly starts: readonly string[];
  /** Whether it ever gets a place. */
  readonly placed: boolean;
}

export interface Told {
  readonly baseline: Story;
  /** Null where there are no programmes. */
  readonly option: Story | null;
}

export class Trace {
  readonly horizon: number;
  private readonly baseline: TracedWorld;
  private readonly option: TracedWorld | null;

  constructor(
    private readonly plan: StudyPlan,
    start: Start | null,
  ) {
    this.baseline = new TracedWorld(plan.model, plan, start);
    this.option =
      plan.programmes.length === 0
        ? null
        : new TracedWorld(ampleProgrammes(withProgrammes(plan.model, plan.programmes), plan.model), plan, start);
    this.horizon = this.baseline.horizon;
  }

  /** The stream a child came by; null for the starting stock. */
  streamOf({ stream }: UnitName): string | null {
    return this.baseline.pathway.streams[stream]?.name ?? null;
  }

  /** Everybody of one replication: the starting stock, then stream by stream, each in the order of coming. */
  everybody(replication: number): Candidate[] {
    const { model, programmes } = this.plan;
    const regions = model.regions.map(({ name }) => name);
    const transitions = model.transitions.map(({ name }) => name);
    const census = (world: TracedWorld, watched: readonly string[]): Census => {
      const made = new Census(world.pathway, regions, transitions, watched);
      world.run(replication, made);
      return made;
    };
    const without = census(this.baseline, []);
    const starts = programmes.map(({ id }) => programmeNames(id).started);
    const placed = this.option === null ? null : census(this.option, starts);
    const others = placed?.everybody();
    const everybody = without.everybody().map((life, i): Candidate => {
      const other: Life | undefined = others?.[i];
      const key = without.keyOf(life.name);
      return {
        name: life.name,
        comes: life.comes,
        events: other === undefined ? [life.events] : [life.events, other.events],
        differs: other !== undefined && other.digest !== life.digest,
        starts: programmes.flatMap(({ id }, p) => (placed?.met.get(starts[p]!)?.has(key) === true ? [id] : [])),
        placed: (other ?? life).placed,
      };
    });
    // In the order of the file's streams: those of the compiled pathway are in the order of their names.
    const order = [null, ...model.arrivals.map(({ name }) => name)];
    return order.flatMap((stream) => everybody.filter(({ name }) => this.streamOf(name) === stream));
  }

  /** The story of one child in both worlds. */
  tell(replication: number, name: UnitName): Told {
    const story = (world: TracedWorld): Story => {
      const recorder = new StoryRecorder(world.pathway, name);
      world.run(replication, recorder);
      const told = recorder.story(world.horizon);
      if (told === null) throw new Error('nobody of that name comes in this replication');
      return told;
    };
    return { baseline: story(this.baseline), option: this.option === null ? null : story(this.option) };
  }
}

/** A world that is run for its children only: nothing is counted. */
class TracedWorld {
  readonly pathway: CompiledPathway;
  readonly horizon: number;
  private readonly ledger: CompiledLedger;
  private readonly seed: Uint32Array;
  private readonly reader: StartReader | null;

  constructor(
    model: PathwayModel,
    private readonly plan: StudyPlan,
    start: Start | null,
  ) {
    this.pathway = compilePathway(model);
    this.ledger = compileLedger({ measures: [], costs: [] }, this.pathway);
    this.horizon = monthStarts(plan.epoch, plan.months).at(-1)! - plan.epoch;
    this.seed = seedKey(plan.seed);
    this.reader = start === null ? null : new StartReader(start, this.pathway);
  }

  run(replication: number, observer: Observer): void {
    const { pathway, ledger, horizon, plan, seed, reader } = this;
    simulate({
      pathway,
      tally: new Tally(ledger, [0, horizon], pathway.variables.count, pathway.stateBase),
      key: { seed, draw: 0, replication, area: plan.area },
      epoch: plan.epoch,
      from: 0,
      horizon,
      observer,
      ...(reader !== null && { start: reader.units(seed, replication, plan.area) }),
    });
  }
}
