/**
 * A published trial simulated: the control arm is brought to its published figures, then hazard ratios are found that
 * bring the treated arm to its own. Both arms are the same children with the same luck, so that the difference between
 * them is the hazard ratios' and nothing else's.
 */
import type { PathwayModel } from '../../pathway/model.js';
import { exp } from '../../random/index.js';
import { Arms, type Multiplier } from './arm.js';
import { FEWEST, recruit, trialModel, TrialWorld } from './people.js';
import {
  TrialError,
  type Contrast,
  type FoundOutcome,
  type TrialOutcome,
  type TrialPlan,
  type TrialResult,
} from './plan.js';
import { BOUND, MOST, solveMany, solveOne, type Roots } from './solve.js';

export interface TrialSetting {
  /** The baseline without programmes; it is held still. */
  readonly model: PathwayModel;
  /** Day 0, a day number since 1970-01-01. */
  readonly epoch: number;
  readonly seed: string;
  /** Children in each arm, at most. */
  readonly children: number;
}

/** How near a simulated figure must come to the published one: 0.2 percentage points, or 1% of the figure. */
const POINTS = 0.002;
const PART = 0.01;

/** @throws TrialError for a trial that nobody enters, or a figure that cannot be reached */
export function simulateTrial(plan: TrialPlan, { model, epoch, seed, children }: TrialSetting): TrialResult {
  const conditions = [
    plan.who,
    ...plan.effects.map(({ only }) => only),
    ...plan.outcomes.flatMap(({ estimand }) => (estimand.kind === 'ever' ? [] : [estimand.where])),
  ];
  const world = new TrialWorld(trialModel(model), epoch, conditions);
  const cohort = recruit(world, plan.who, plan.horizon, children, seed);
  if (cohort.count === 0) throw new TrialError('no child of the baseline ever comes to be as the trial asks', null);
  if (cohort.count < Math.min(FEWEST, children))
    throw new TrialError(`only ${cohort.count} children of the baseline come to be as the trial asks: too few`, null);
  return new Solver(plan, new Arms(world, plan, cohort), cohort.count).result();
}

/** A group of outcomes and as many unknowns: what each unknown multiplies. */
interface Fitted {
  readonly outcome: number;
  readonly transitions: readonly string[];
  readonly effect: string | null;
}

class Solver {
  constructor(
    private readonly plan: TrialPlan,
    private readonly arms: Arms,
    private readonly children: number,
  ) {}

  result(): TrialResult {
    const { plan, arms } = this;
    const model = arms.run([]);
    const controlled = plan.outcomes.flatMap((outcome, i): Fitted[] =>
      outcome.controlScales.length === 0 || outcome.control === null
        ? []
        : [{ outcome: i, transitions: outcome.controlScales, effect: null }],
    );
    const constants = this.fit(controlled, [], (i) => plan.outcomes[i]!.control!, 'control', model);
    const same = multipliersOf(controlled, constants.x);
    const control = arms.run(same);
    const acting = plan.outcomes.flatMap((outcome, i): Fitted[] => {
      const effect = plan.effects.find(({ name }) => name === outcome.effect);
      return effect === undefined ? [] : [{ outcome: i, transitions: effect.transitions, effect: effect.name }];
    });
    const wanted = (i: number): number => wantedOf(plan.outcomes[i]!.contrast!, control[i]!);
    const ratios = this.fit(acting, same, wanted, 'treated', control);
    const found = multipliersOf(acting, ratios.x);
    const treated = arms.run([...same, ...found]);
    const outcomes = plan.outcomes.map(({ name, effect, control: published, contrast }, i): FoundOutcome => {
      const k = acting.findIndex(({ outcome }) => outcome === i);
      const c = controlled.findIndex(({ outcome }) => outcome === i);
      return {
        name,
        effect,
        model: model[i]!,
        control: { published, simulated: control[i]! },
        controlConstant: c < 0 ? null : exp(constants.x[c]!),
        treated: {
          wanted: contrast === null ? null : wantedOf(contrast, control[i]!),
          isPublished: contrast?.kind === 'treated',
          simulated: treated[i]!,
        },
        hazardRatio:
          k < 0
            ? null
            : {
                value: exp(ratios.x[k]!),
                interval: this.interval(acting, k, same, ratios.x, treated[i]!, control[i]!),
              },
      };
    });
    return { trial: plan.name, children: this.children, outcomes };
  }

  /** What the ends of a published interval come to as hazard ratios, the other effects at their estimates. */
  private interval(
    acting: readonly Fitted[],
    k: number,
    same: readonly Multiplier[],
    estimates: readonly number[],
    atEstimate: number,
    control: number,
  ): readonly [number, number] | null {
    const { outcome } = acting[k]!;
    const { contrast } = this.plan.outcomes[outcome]!;
    if (contrast === null || contrast.interval === null) return null;
    const own = estimates[k]!;
    // Counted from the estimate, so that the solving starts there.
    const risk = (x: number): number =>
      this.arms.run([
        ...same,
        ...multipliersOf(
          acting,
          estimates.map((value, j) => (j === k ? own + x : value)),
        ),
      ])[outcome]!;
    const ends = contrast.interval.map((value) => {
      const target = wantedOf({ ...contrast, value }, control);
      const root = solveOne(risk, atEstimate, target, this.close(target));
      if (root === null || Math.abs(root.value - target) > this.tolerance(target))
        throw new TrialError(
          `the end ${value} of the interval cannot be reached: the treated arm would have to come to ${rounded(target)}, and comes to between ${this.range(risk)}`,
          this.plan.outcomes[outcome]!.name,
        );
      return exp(own + root.x);
    });
    return [Math.min(...ends), Math.max(...ends)];
  }

  /** Unknowns (logs) that bring their outcomes to what is wanted, on top of what is multiplied already. */
  private fit(
    fitted: readonly Fitted[],
    given: readonly Multiplier[],
    wanted: (outcome: number) => number,
    arm: 'control' | 'treated',
    at0: readonly number[],
  ): Roots {
    if (fitted.length === 0) return { x: [], values: [] };
    const targets = fitted.map(({ outcome }) => wanted(outcome));
    const run = (x: readonly number[]): readonly number[] => {
      const all = this.arms.run([...given, ...multipliersOf(fitted, x)]);
      return fitted.map(({ outcome }) => all[outcome]!);
    };
    let roots: Roots | null = null;
    if (fitted.length === 1) {
      const root = solveOne((x) => run([x])[0]!, at0[fitted[0]!.outcome]!, targets[0]!, this.close(targets[0]!));
      if (root !== null) roots = { x: [root.x], values: [root.value] };
    } else
      roots = solveMany(
        run,
        targets,
        targets.map((target) => this.close(target)),
      );
    const missed =
      roots === null
        ? 0
        : roots.values.findIndex((value, k) => !(Math.abs(value - targets[k]!) <= this.tolerance(targets[k]!)));
    if (roots !== null && missed < 0) return roots;
    const x = roots?.x ?? [0];
    const own = (value: number): number => run(x.map((other, k) => (k === missed ? value : other)))[missed]!;
    const others = fitted.length > 1 ? ' with the other outcomes where they came to' : '';
    throw new TrialError(
      `the ${arm} arm cannot be brought to ${rounded(targets[missed]!)}: multiplying ${fitted[missed]!.transitions.join(', ')} by 1/${MOST} to ${MOST} gives between ${this.range(own)}${others}`,
      this.plan.outcomes[fitted[missed]!.outcome]!.name,
    );
  }

  private range(f: (x: number) => number): string {
    const ends = [f(-BOUND), f(BOUND)].sort((a, b) => a - b);
    return `${rounded(ends[0]!)} and ${rounded(ends[1]!)}`;
  }

  /** Of few children one is more than that. */
  private tolerance(target: number): number {
    return Math.max(POINTS, PART * Math.abs(target), 2 / this.children);
  }

  /** As near as the children let it come: one of them more or less. */
  private close(target: number): number {
    return Math.max(1 / this.children, Math.abs(target) * 2e-4);
  }
}

function multipliersOf(fitted: readonly Fitted[], logs: readonly number[]): Multiplier[] {
  return fitted.map(({ transitions, effect }, k) => ({ transitions, effect, value: exp(logs[k]!) }));
}

/** What the treated arm is to come to, beside a control arm as it is. */
function wantedOf({ kind, value }: Pick<Contrast, 'kind' | 'value'>, control: number): number {
  switch (kind) {
    case 'treated':
      return value;
    case 'risk_ratio':
      return value * control;
    case 'odds_ratio':
      return (value * control) / (1 - control + value * control);
  }
}

/** The ratio that the published figures are by themselves. */
export function plainRatio({ control, contrast }: TrialOutcome): number | null {
  if (contrast === null) return null;
  if (contrast.kind !== 'treated') return contrast.value;
  return control === null ? null : contrast.value / control;
}

function rounded(value: number): string {
  return value < 2 ? value.toFixed(3) : value.toFixed(1);
}
