/** The runs behind a break-even: one effect of a programme at one value after another, on the same luck. No printing. */
import {
  BreakEven,
  LOWERING,
  netMoney,
  POINTS,
  RATIOS,
  SHARES,
  withProgrammes,
  type EffectKind,
  type ProgrammePlan,
  type SearchRange,
} from '../../engine/index.js';
import type { FigureColumn } from '../../reports/attribution/index.js';
import type { BreakEvenResult } from '../../reports/break-even/index.js';
import { InputError, problemWithFile, type ResolvedEffect, type ResolvedProgramme } from '../../scenarios/index.js';
import { figureColumns, titlesOf } from './compared-figures.js';
import { optionColumns, withOptionRuns, type OptionRunsOptions } from './option-runs.js';
import { NET_COST, netCostLabel } from './net-cost.js';
import { studyPlan } from './prepare.js';
import { explained, resultFrame } from './run-study.js';
import { versions } from './versions.js';

export interface BreakEvenOptions extends OptionRunsOptions {
  /** `programme.effect`. */
  readonly effect: string;
  /** The result: the measure of a figure, or `net_cost`. */
  readonly measure: string;
  readonly against: BreakEvenResult['against'];
  /** The difference that is looked for. */
  readonly target: number;
}

/** @throws InputError for what the user can mend */
export async function breakEven(path: string, options: BreakEvenOptions): Promise<BreakEvenResult> {
  const { resolution, against, target } = options;
  const { programmes, replications } = resolution.scenario;
  const { programme, effect } = effectOf(path, options);
  const range = rangeOf(effect.acts.kind, options.effect);
  const changed =
    (value: number) =>
    (plan: ProgrammePlan): ProgrammePlan =>
      plan.id !== programme.id
        ? plan
        : { ...plan, effects: plan.effects.map((one) => (one.name === effect.name ? { ...one, value } : one)) };
  // What the engine refuses of any value is refused before anything is run, at its line.
  const { model, programmes: plans } = studyPlan(resolution.scenario, null);
  explained(resolution, () => withProgrammes(model, plans.map(changed(range.scan[1]))));
  const figure = figureOf(options);
  const isNetCost = options.measure === NET_COST;
  const bias = resolution.scenario.appraisal.optimismBias;
  const ids = programmes.map(({ id }) => id);
  const search = new BreakEven(range);
  return withOptionRuns(path, options, async (runs) => {
    let done = 0;
    const tell = (): void =>
      options.onProgress?.({ stage: 'running', done: done++, of: Math.max(done, (search.count + 6) * replications) });
    tell();
    const without = against === 'baseline' ? [] : ids.filter((id) => id !== programme.id);
    const reference = await runs.run({ programmes: without }, tell);
    for (let value = search.next(); value !== null; value = search.next()) {
      // oxlint-disable-next-line no-await-in-loop -- every value needs the last
      const option = await runs.run({ programmes: ids, change: changed(value) }, tell);
      const differences = isNetCost
        ? Array.from(netMoney(runs.columns, reference, option, bias).net, (saved) => 0 - saved)
        : option.map((row, r) => row[figure.column]! - reference[r]![figure.column]!);
      search.tell(differences.map((difference) => difference - target));
    }
    const frame = resultFrame(runs.resolution);
    const { label, when, unit, measure } = figure;
    return {
      title: frame.title,
      area: frame.area?.name ?? '',
      startDate: frame.startDate,
      endDate: frame.endDate,
      replications,
      seed: frame.seed,
      programme: { id: programme.id, title: titlesOf(programmes).get(programme.id)! },
      effect: {
        name: effect.name,
        label: effect.label,
        kind: effect.acts.kind,
        value: effect.value,
        why: effect.why,
        from: Math.min(...range.scan),
        to: Math.max(...range.scan),
      },
      figure: { measure, label, when, unit },
      against,
      others: programmes.length - 1,
      target,
      answer: search.answer,
      version: versions()['throughcare'] ?? '',
    };
  });
}

/** What is searched of an effect of a kind. */
function rangeOf(kind: EffectKind, name: string): SearchRange {
  switch (kind) {
    case 'hazard_ratio':
    case 'time_ratio':
    case 'odds_ratio':
    case 'risk_ratio':
      return RATIOS;
    case 'referrals':
      return LOWERING;
    case 'diverted':
      return SHARES;
    case 'points':
      return POINTS;
    case 'supply':
      throw new InputError([
        problemWithFile(
          name,
          'this effect adds places and has no one size to search: change its numbers in the scenario',
        ),
      ]);
  }
}

function effectOf(
  path: string,
  { effect: wanted, resolution }: BreakEvenOptions,
): { readonly programme: ResolvedProgramme; readonly effect: ResolvedEffect } {
  const { programmes } = resolution.scenario;
  if (programmes.length === 0)
    throw new InputError([problemWithFile(path, 'the scenario has no programmes: there is no effect to search')]);
  const all = programmes.flatMap((programme) =>
    programme.effects.map((effect) => ({ name: `${programme.id}.${effect.name}`, programme, effect })),
  );
  const found = all.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const allowed = all.map(({ name }) => name);
  const message =
    allowed.length === 0
      ? 'none of its programmes has an effect with a size'
      : `there is no effect '${wanted}' in this scenario: a programme and its effect, with a dot between`;
  throw new InputError([problemWithFile(path, message, { found: wanted, allowed })]);
}

/** The figure asked for, of those with a value in every replication. */
function figureOf({ resolution, measure }: BreakEvenOptions): FigureColumn {
  const columns = optionColumns(resolution);
  // Which figures there are depends on what is counted, not on what comes of it.
  const nothing = [new Float64Array(columns.length)];
  const figures = figureColumns(resolution, columns, nothing, nothing).filter(
    ({ column }) => columns[column]!.table !== 'times',
  );
  const named = (name: string): FigureColumn | undefined => figures.find((figure) => figure.measure === name);
  const cost = named('cost_discounted') ?? named('cost');
  const found = measure !== NET_COST ? named(measure) : cost && { ...cost, label: netCostLabel(cost.measure) };
  if (found !== undefined) return found;
  const allowed = [...(named('cost') === undefined ? [] : [NET_COST]), ...figures.map((figure) => figure.measure)];
  const message =
    measure === NET_COST ? 'nothing is paid in this scenario: name another result' : 'a result of the run';
  throw new InputError([problemWithFile('--measure', message, { found: measure, allowed })]);
}
