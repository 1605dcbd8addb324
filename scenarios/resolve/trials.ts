/** The trials of a programme file against the pathway of a baseline: plain data that the engine simulates. */
import type { Condition } from '../../engine/pathway/model.js';
import { hashName } from '../../engine/random/index.js';
import {
  trialModel,
  type Contrast,
  type Estimand,
  type TrialEffect,
  type TrialOutcome,
  type TrialPlan,
} from '../../engine/study/trial/index.js';
import type { Located, Path } from '../load/index.js';
import { mappingOf, partAt, Problems } from '../load/index.js';
import { condition, type WrittenCondition } from '../schema/condition.js';
import { trialsSection, type WrittenTrial, type WrittenTrialOutcome } from '../schema/trial.js';
import { name } from '../schema/words.js';
import { z } from '../schema/zod.js';
import { buildCondition } from './condition.js';
import type { Context } from './context.js';
import { known, refuse, refuseKey } from './context.js';
import type { ReferenceBaseline } from './reference.js';
import { contextOf, type Session } from './session.js';

/** The baseline that trials are simulated on unless another is asked for. */
export const TRIAL_BASELINE = 'england-2025';

export interface ResolvedTrial {
  readonly plan: TrialPlan;
  readonly label: string;
  readonly source: string;
  readonly note: string;
  readonly labels: Readonly<Record<string, string>>;
  /** A short hash of all that the result depends on, but for the number of children and the seed. */
  readonly key: string;
}

/** Of a programme file only what a trial needs; the rest is checked elsewhere. */
const withTrials = z.looseObject({
  trials: trialsSection.optional(),
  effects: z
    .record(z.string(), z.looseObject({ transitions: z.array(name).optional(), for: condition.optional() }))
    .optional(),
});

type WrittenEffects = NonNullable<z.output<typeof withTrials>['effects']>;

/**
 * The trials of a programme file, which has everything it extends.
 * @throws InputError with everything that is wrong with them
 */
export function readTrials(session: Session, root: Located, reference: ReferenceBaseline): readonly ResolvedTrial[] {
  const parts = new Map(
    ['trials', 'effects'].flatMap((key) => {
      const part = partAt(root, [key]);
      return part === undefined ? [] : [[key, part] as const];
    }),
  );
  if (!parts.has('trials')) return [];
  const { file, root: filled } = session.check(withTrials, mappingOf(parts, root), reference.values);
  const problems = new Problems();
  const context = contextOf(filled, problems, reference.words, reference.startDay);
  const builder = new Builder(context, reference, file.effects ?? {});
  const built = Object.entries(file.trials ?? {}).map(([id, written]) => builder.trial(id, written));
  problems.throwIfAny();
  return built;
}

class Builder {
  /** Transitions that a hazard ratio can change. */
  private readonly scalable: ReadonlySet<string>;
  private readonly modelHash: string;

  constructor(
    private readonly context: Context,
    reference: ReferenceBaseline,
    private readonly effects: WrittenEffects,
  ) {
    this.scalable = new Set(
      reference.model.transitions.flatMap(({ name: transition, trigger }) =>
        trigger.kind === 'clock' && trigger.hazard.family !== 'fixed' ? [transition] : [],
      ),
    );
    this.modelHash = shortHash(JSON.stringify([trialModel(reference.model), reference.startDay]));
  }

  trial(id: string, written: WrittenTrial): ResolvedTrial {
    const { context } = this;
    const path: Path = ['trials', id];
    const who = this.condition(written.who, [...path, 'who']);
    const named = new Set<string>();
    const outcomes = Object.entries(written.outcomes).map(([outcome, value]) =>
      this.outcome(outcome, value, written.horizon, named, [...path, 'outcomes', outcome]),
    );
    if (Object.values(written.outcomes).every(({ check }) => check === true))
      refuseKey(context, [...path, 'outcomes'], 'a trial finds the hazard ratio of at least one effect');
    const effects = [...named].map((effect): TrialEffect => {
      const { transitions = [], for: only = {} } = this.effects[effect] ?? {};
      return { name: effect, transitions, only: this.atoms(only, ['effects', effect, 'for']) };
    });
    const plan: TrialPlan = { name: id, who, horizon: written.horizon, effects, outcomes };
    return {
      plan,
      label: written.label,
      source: written.source,
      note: written.note ?? '',
      labels: Object.fromEntries(
        Object.entries(written.outcomes).map(([outcome, { label }]) => [
          outcome,
          label ?? outcome.replaceAll('_', ' '),
        ]),
      ),
      key: shortHash(JSON.stringify([1, this.modelHash, plan])),
    };
  }

  private outcome(
    id: string,
    written: WrittenTrialOutcome,
    horizon: number,
    named: Set<string>,
    path: Path,
  ): TrialOutcome {
    const { context } = this;
    const { control = null, control_scales: scales = [], effect = null, check = false } = written;
    const estimand = this.estimand(written, path);
    const most = estimand.kind === 'days' ? horizon : 1;
    const contrast = this.contrast(written, estimand, path);
    for (const [key, value] of [
      ['control', written.control],
      ['treated', written.treated],
    ] as const)
      if (value !== undefined && value > most)
        refuse(
          context,
          [...path, key],
          `this is ${most === 1 ? 'a share, up to 1' : 'a number of days within the horizon'}: found ${value}`,
        );
    if (check) {
      for (const key of ['effect', 'control_scales', 'odds_ratio', 'risk_ratio'] as const)
        if (written[key] !== undefined)
          refuseKey(
            context,
            [...path, key],
            "an outcome with 'check: true' is only looked at: it has 'control' and 'treated'",
          );
      return { name: id, estimand, control, controlScales: [], contrast, effect: null };
    }
    if (contrast === null) refuse(context, path, "what was found is missing: 'treated', 'odds_ratio' or 'risk_ratio'");
    if (contrast?.kind === 'treated' && control === null)
      refuse(context, path, "'treated' is beside a 'control': give both, or a ratio");
    if (control !== null && scales.length === 0)
      refuse(context, path, "'control_scales' is missing: the transitions that bring the control arm to its figure");
    if (control === null && scales.length > 0)
      refuseKey(context, [...path, 'control_scales'], "'control_scales' has no meaning without 'control'");
    scales.forEach((transition, i) => this.scales(transition, [...path, 'control_scales', i]));
    if (effect === null)
      refuse(context, path, "'effect' is missing: the effect whose hazard ratio is found ('check: true' for none)");
    else this.effect(effect, named, [...path, 'effect']);
    return { name: id, estimand, control, controlScales: scales, contrast, effect };
  }

  private effect(effect: string, named: Set<string>, path: Path): void {
    const { context, effects } = this;
    if (!known(context, path, 'effect of this programme', effect, Object.keys(effects))) return;
    if (named.has(effect))
      refuse(context, path, `the hazard ratio of '${effect}' is found from one outcome, and here are two`);
    named.add(effect);
    const { transitions } = effects[effect]!;
    if (transitions === undefined)
      refuse(context, path, `a trial finds a hazard ratio, and '${effect}' does not act on 'transitions'`);
    else transitions.forEach((transition) => this.scales(transition, path));
  }

  /** Refuses what is no transition, or one that a hazard ratio does not change. */
  private scales(transition: string, path: Path): void {
    const { context } = this;
    if (!known(context, path, 'transition', transition, context.words.transitions)) return;
    if (!this.scalable.has(transition))
      refuse(context, path, `a hazard ratio cannot change '${transition}': it is not left to chance when it happens`);
  }

  private estimand(written: WrittenTrialOutcome, path: Path): Estimand {
    const { context } = this;
    const nothing: Estimand = { kind: 'ever', transitions: [] };
    const { at_end: atEnd, ever, days } = written;
    const present = [atEnd, ever, days].filter((value) => value !== undefined);
    if (present.length !== 1)
      return refuse(context, path, "an outcome is one of 'at_end', 'ever' and 'days'") ?? nothing;
    if (atEnd !== undefined) return { kind: 'at_end', where: this.condition(atEnd, [...path, 'at_end']) };
    if (days !== undefined) return { kind: 'days', where: this.condition(days, [...path, 'days']) };
    const { transitions, enters } = ever!;
    if ((transitions === undefined) === (enters === undefined))
      return refuse(context, [...path, 'ever'], "'ever' has either 'transitions' or 'enters'") ?? nothing;
    if (enters !== undefined) return { kind: 'enters', where: this.condition(enters, [...path, 'ever', 'enters']) };
    transitions!.forEach((transition, i) =>
      known(context, [...path, 'ever', 'transitions', i], 'transition', transition, context.words.transitions),
    );
    return { kind: 'ever', transitions: transitions! };
  }

  private contrast(written: WrittenTrialOutcome, { kind: estimand }: Estimand, path: Path): Contrast | null {
    const { context } = this;
    const { interval } = written;
    const given = (['treated', 'odds_ratio', 'risk_ratio'] as const).filter((key) => written[key] !== undefined);
    const [kind] = given;
    if (given.length > 1) return refuse(context, path, `one result is enough: found ${given.join(' and ')}`) ?? null;
    if (kind === undefined) return null;
    const value = written[kind]!;
    if (kind === 'odds_ratio' && estimand === 'days')
      refuse(context, [...path, kind], "days have no odds: give 'treated' or 'risk_ratio'");
    if (interval !== undefined && (interval[0] > interval[1] || value < interval[0] || value > interval[1]))
      refuse(context, [...path, 'interval'], `an interval runs from low to high and holds the estimate (${value})`);
    return { kind, value, interval: interval ?? null };
  }

  /** A condition on the child alone, with something in it. */
  private condition(written: WrittenCondition, path: Path): Condition {
    if (Object.keys(written).length === 0) refuse(this.context, path, 'say what a child must be: at least one line');
    return this.atoms(written, path);
  }

  private atoms(written: WrittenCondition, path: Path): Condition {
    for (const key of Object.keys(written))
      if (key === 'time' || this.context.words.levels.includes(key))
        refuseKey(
          this.context,
          [...path, key],
          `'${key}' has no meaning in a trial: dates and what all share stand still`,
        );
    return buildCondition(this.context, written, path);
  }
}

/** Sixteen hexadecimal digits that stand for a text. */
function shortHash(text: string): string {
  return [hashName(text), hashName(`again ${text}`)].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** The word at a key of a file whose shape is checked elsewhere; nothing where there is none. */
export function wordAt(root: Located, key: string): string {
  const found = partAt(root, [key])?.data;
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}
