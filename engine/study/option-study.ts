/**
 * One option by itself: a baseline with some programmes, or with none, for comparisons among many options. The luck is
 * that of a `Study`, so what a replication leaves is what the study would leave for the same option; and every option
 * told of the same lines and payers has the same columns, so one is taken from another number by number.
 */
import { costFacets, type CostFacets } from '../economics/tags.js';
import { withProgrammes } from '../programmes/extend.js';
import { ampleProgrammes } from './ample.js';
import { equityOf } from './equity-columns.js';
import { OutputLayout } from './output.js';
import { countedOf, shownProgrammes } from './shown-programmes.js';
import type { StudyPlan } from './plan.js';
import type { MeasureInfo } from './result.js';
import { World, type Start } from './world.js';

/** Lines, payers, kinds and parts of the costs of all the options compared. */
export type CommonCosts = CostFacets;

/** What one replication of one option leaves: a number for each column. */
export interface OptionReplicate {
  readonly replication: number;
  readonly events: number;
  readonly values: Float64Array;
  /** A number for each column of its programmes. */
  readonly programmes: Float64Array;
  /** Bins of the times whose distributions are kept. */
  readonly distributions: Float64Array;
}

/** What the costs of a study are told apart by, with all of its programmes; of several studies, what any of them needs. */
export function commonCosts(...plans: readonly StudyPlan[]): CommonCosts {
  return costFacets(
    plans.flatMap(({ ledger, programmeCosts, fixedCosts }) => [...ledger.costs, ...programmeCosts, ...fixedCosts]),
  );
}

export class OptionStudy {
  readonly layout: OutputLayout;
  /** What is counted of the option's own programmes. */
  readonly programmes: OutputLayout;
  private readonly world: World;

  constructor(
    private readonly plan: StudyPlan,
    measureInfo: readonly MeasureInfo[],
    start: Start | null,
    costs: CommonCosts,
  ) {
    const { model, ledger, programmes, programmeCosts, epoch, months, seed, area, draw = 0, from = 0 } = plan;
    const counted = countedOf(programmes, model);
    const outcomes = equityOf(ledger, programmes, 'outcomes');
    const reached = equityOf(ledger, programmes, 'programmes');
    this.world = new World(
      programmes.length === 0 ? model : ampleProgrammes(withProgrammes(model, programmes), model),
      {
        measures: [...ledger.measures, ...counted.map(({ spec }) => spec), ...outcomes.specs, ...reached.specs],
        costs: [...ledger.costs, ...programmeCosts],
      },
      { epoch, months, seed, draw, area, from },
      start,
    );
    this.layout = new OutputLayout(this.world.ledger, {
      shown: measureInfo.map((info) => ({ name: info.name, info })),
      equity: outcomes,
      bounds: this.world.bounds,
      epoch,
      discountRate: plan.discountRate,
      discounting: plan.discounting,
      costs,
    });
    this.programmes = new OutputLayout(this.world.ledger, {
      shown: shownProgrammes(counted),
      equity: reached,
      bounds: this.world.bounds,
      epoch,
      discountRate: null,
      discounting: plan.discounting,
      costs: costFacets([]),
    });
  }

  replicate(replication: number): OptionReplicate {
    const { tables, events } = this.world.run(replication);
    const { ledger } = this.world;
    return {
      replication,
      events,
      values: this.layout.read(ledger, tables, this.plan.fixedCosts),
      programmes: this.programmes.read(ledger, tables, []),
      distributions: this.layout.readDistributions(ledger, tables),
    };
  }
}
