/** Counts the children of a run in the order of their coming, and sums up each life, so that two worlds can be compared. */
import { TRIGGER, type CompiledPathway } from '../pathway/compiled.js';
import { hashName } from '../random/index.js';
import type { Kernel, Observer } from './kernel.js';
import { NOW } from './layout.js';
import type { UnitName } from './observe-parts.js';
import { unitNameOf } from './observe.js';

const UNITS = 0x100000000;
const MEMBERS = 256;
const HALF = 0x80000000;

/** What a census keeps of one child. */
export interface Life {
  readonly name: UnitName;
  readonly comes: number;
  /** How many events it had. */
  events: number;
  /** A hash of everything that happened to it in the regions that count. */
  digest: number;
  /** Whether it got a place anywhere. */
  placed: boolean;
}

export class Census implements Observer {
  private readonly lives = new Map<number, Life>();
  /** Those to whom each transition watched has happened. */
  readonly met = new Map<string, Set<number>>();
  private readonly double = new Float64Array(1);
  private readonly words = new Uint32Array(this.double.buffer);
  private current: Life | null = null;
  /** By compiled transition and by state: a number from its name, the same in every world; 0 for what does not count. */
  private readonly transitionMark: Uint32Array;
  private readonly stateMark: Uint32Array;

  /**
   * @param regions and @param transitions names of those that count
   * @param watched transitions of which it is noted who met them
   */
  constructor(
    private readonly pathway: CompiledPathway,
    regions: readonly string[],
    transitions: readonly string[],
    watched: readonly string[] = [],
  ) {
    for (const name of watched) this.met.set(name, new Set());
    const { stateNames, stateRegion, variables, transitionNames } = pathway;
    this.transitionMark = Uint32Array.from(transitionNames, (name) =>
      transitions.includes(name) ? hashName(name) : 0,
    );
    this.stateMark = Uint32Array.from(stateNames, (name, s) => {
      const region = variables.regions[stateRegion[s]!]!;
      return regions.includes(region) ? hashName(`${region}.${name}`) : 0;
    });
  }

  /** Everybody: the starting stock, then stream by stream, each in the order of coming. */
  everybody(): Life[] {
    return [...this.lives].sort(([a], [b]) => a - b).map(([, life]) => life);
  }

  /** A number that names a child and sorts as children are counted. */
  keyOf({ stream, unit, member }: UnitName): number {
    // The starting stock comes first, though its stream is numbered last; those there at the start have numbers below 0.
    const place = stream === this.pathway.streams.length ? 0 : stream + 1;
    return (place * UNITS + unit + HALF) * MEMBERS + member;
  }

  arrives(kernel: Kernel): void {
    const name = unitNameOf(kernel);
    const life: Life = { name, comes: kernel.F[NOW]!, events: 0, digest: 0, placed: false };
    this.lives.set(this.keyOf(name), life);
    this.current = life;
  }

  fires(kernel: Kernel, t: number, outcome: number): void {
    const { pathway } = this;
    const life = this.lifeOf(kernel);
    life.events++;
    if (pathway.trigger[t] === TRIGGER.place) life.placed = true;
    this.met.get(pathway.transitionNames[t]!)?.add(this.keyOf(life.name));
    const mark = this.transitionMark[t]!;
    const to = pathway.outcomeState[outcome]!;
    if (mark !== 0) this.mix(life, kernel, mark, to < 0 ? 0 : this.stateMark[to]!);
  }

  forces(kernel: Kernel, _region: number, state: number): void {
    if (this.stateMark[state] === 0) return;
    // What is forced on arrival comes before the child is told of, and is the same in every world.
    const { stream, unit, member } = unitNameOf(kernel);
    const life = this.lives.get(this.keyOf({ stream, unit, member }));
    if (life !== undefined) this.mix(life, kernel, 0, this.stateMark[state]!);
  }

  waits(): void {}

  private lifeOf(kernel: Kernel): Life {
    const { I, layout } = kernel;
    const { current } = this;
    if (
      current === null ||
      current.name.unit !== I[layout.unit] ||
      current.name.stream !== I[layout.stream] ||
      current.name.member !== I[layout.member]
    )
      this.current = this.lives.get(this.keyOf(unitNameOf(kernel)))!;
    return this.current!;
  }

  private mix(life: Life, kernel: Kernel, what: number, state: number): void {
    this.double[0] = kernel.F[NOW]!;
    let hash = life.digest;
    for (const word of [this.words[0]!, this.words[1]!, what, state]) {
      hash = Math.imul(hash ^ word, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    life.digest = hash;
  }
}
