/** One arm of a trial: the same children with the same luck, with hazards multiplied by what the arm has. */
import type { CompiledPathway } from '../../pathway/compiled.js';
import { Kernel, type Observer } from '../../simulate/kernel.js';
import { NOW } from '../../simulate/layout.js';
import type { Estimand, TrialPlan } from './plan.js';
import { Test, type Cohort, type TrialWorld } from './people.js';

/** Numbers that multiply the hazards of named transitions; `effect` where only those it acts on have it. */
export interface Multiplier {
  readonly transitions: readonly string[];
  readonly value: number;
  readonly effect: string | null;
}

/** Children on whom the same effects act: they share a copy of the pathway with its hazards multiplied. */
interface Group {
  readonly members: readonly number[];
  readonly effects: ReadonlySet<string>;
  readonly pathway: CompiledPathway;
  readonly kernel: Kernel;
}

export class Arms {
  private readonly groups: readonly Group[];
  private readonly watch: Watch;

  constructor(
    private readonly world: TrialWorld,
    private readonly plan: TrialPlan,
    private readonly cohort: Cohort,
  ) {
    const { pathway } = world;
    this.watch = new Watch(
      pathway,
      plan.outcomes.map(({ estimand }) => estimand),
    );
    const tests = plan.effects.map(({ name, only }) => ({ name, test: new Test(pathway, only, ['effects', name]) }));
    const patterns = new Map<string, number[]>();
    cohort.integers.forEach((I, child) => {
      const pattern = tests.map(({ test }) => (test.holds(I) ? '1' : '0')).join('');
      const members = patterns.get(pattern);
      if (members === undefined) patterns.set(pattern, [child]);
      else members.push(child);
    });
    this.groups = [...patterns].map(([pattern, members]): Group => {
      const own = { ...pathway, scale: pathway.scale.slice() };
      const kernel = new Kernel(own, world.tally(1), world.epoch, 0);
      kernel.observer = this.watch;
      return {
        members,
        effects: new Set(tests.flatMap(({ name }, i) => (pattern[i] === '1' ? [name] : []))),
        pathway: own,
        kernel,
      };
    });
  }

  /** Means of the outcomes over all children, in the order of the plan. */
  run(multipliers: readonly Multiplier[]): number[] {
    const { watch, plan, cohort } = this;
    watch.clear();
    for (const group of this.groups) {
      this.scale(group, multipliers);
      for (const child of group.members) this.follow(group.kernel, child, plan.horizon);
    }
    return [...watch.sums].map((sum) => sum / cohort.count);
  }

  private scale({ pathway, effects }: Group, multipliers: readonly Multiplier[]): void {
    const given = this.world.pathway.scale;
    const acting = multipliers.filter(({ effect }) => effect === null || effects.has(effect));
    for (let t = 0; t < pathway.transitionCount; t++) {
      let scale = given[t]!;
      for (const { transitions, value } of acting)
        if (transitions.includes(pathway.transitionNames[t]!)) scale *= value;
      pathway.scale[t] = scale;
    }
  }

  private follow(kernel: Kernel, child: number, horizon: number): void {
    const { cohort, watch } = this;
    kernel.F.set(cohort.doubles[child]!);
    kernel.I.set(cohort.integers[child]!);
    kernel.key = cohort.keys[child]!;
    kernel.until = kernel.F[NOW]! + horizon;
    kernel.takeUp();
    watch.begin(kernel);
    kernel.reread();
    kernel.burst();
    watch.end(kernel);
  }
}

const KIND = { at_end: 0, ever: 1, enters: 2, days: 3 } as const;

/** Counts the outcomes of one child after another. */
class Watch implements Observer {
  readonly sums: Float64Array;
  private readonly kinds: Uint8Array;
  private readonly tests: readonly Test[];
  /** By transition: the outcomes it brings about. */
  private readonly brings: readonly (readonly number[])[];
  private readonly holds: Uint8Array;
  private readonly happened: Uint8Array;
  private readonly days: Float64Array;
  private last = 0;

  constructor(pathway: CompiledPathway, estimands: readonly Estimand[]) {
    const n = estimands.length;
    this.sums = new Float64Array(n);
    this.kinds = Uint8Array.from(estimands, ({ kind }) => KIND[kind]);
    this.tests = estimands.map(
      (estimand, i) => new Test(pathway, estimand.kind === 'ever' ? [] : estimand.where, ['outcomes', String(i)]),
    );
    this.brings = pathway.transitionNames.map((name) =>
      estimands.flatMap((estimand, i) => (estimand.kind === 'ever' && estimand.transitions.includes(name) ? [i] : [])),
    );
    this.holds = new Uint8Array(n);
    this.happened = new Uint8Array(n);
    this.days = new Float64Array(n);
  }

  clear(): void {
    this.sums.fill(0);
  }

  begin({ F, I }: Kernel): void {
    this.happened.fill(0);
    this.days.fill(0);
    this.last = F[NOW]!;
    for (let i = 0; i < this.kinds.length; i++) this.holds[i] = this.tests[i]!.holds(I) ? 1 : 0;
  }

  arrives(): void {}
  forces(): void {}
  waits(): void {}

  fires(_: Kernel, transition: number): void {
    const outcomes = this.brings[transition]!;
    for (let k = 0; k < outcomes.length; k++) this.happened[outcomes[k]!] = 1;
  }

  settles({ F, I }: Kernel): void {
    this.passTo(F[NOW]!);
    for (let i = 0; i < this.kinds.length; i++) {
      const is = this.tests[i]!.holds(I) ? 1 : 0;
      if (is > this.holds[i]! && this.kinds[i] === KIND.enters) this.happened[i] = 1;
      this.holds[i] = is;
    }
  }

  private passTo(time: number): void {
    const gone = time - this.last;
    this.last = time;
    for (let i = 0; i < this.kinds.length; i++) if (this.holds[i] === 1) this.days[i]! += gone;
  }

  end(kernel: Kernel): void {
    this.passTo(kernel.until);
    for (let i = 0; i < this.kinds.length; i++) {
      const kind = this.kinds[i]!;
      this.sums[i]! += kind === KIND.days ? this.days[i]! : kind === KIND.at_end ? this.holds[i]! : this.happened[i]!;
    }
  }
}
