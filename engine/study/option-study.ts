/**
 * One option by itself: a baseline with some programmes, or with none, for comparisons among many options. The luck is
 * that of a `Study`, so what a replication leaves is what the study would leave for the same option; and every option
 * told of the same lines and payers has the same columns, so one is taken from another number by number.
 */
import { costFacets, type CostFacets } from '../economics/tags.js';
import { withProgrammes } from '../programmes/extend.js';
import { ampleProgrammes } from './ample.js';
import { OutputLayout } from './output.js';
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
}

/** What the costs of a study are told apart by, with all of its programmes. */
export function commonCosts({ ledger, programmeCosts, fixedCosts }: StudyPlan): CommonCosts {
  return costFacets([...ledger.costs, ...programmeCosts, ...fixedCosts]);
}

export class OptionStudy {
  readonly layout: OutputLayout;
  private readonly world: World;

  constructor(
    private readonly plan: StudyPlan,
    measureInfo: readonly MeasureInfo[],
    start: Start | null,
    costs: CommonCosts,
  ) {
    const { model, ledger, programmes, programmeCosts, epoch, months, seed, area, from = 0 } = plan;
    this.world = new World(
      programmes.length === 0 ? model : ampleProgrammes(withProgrammes(model, programmes), model),
      { measures: ledger.measures, costs: [...ledger.costs, ...programmeCosts] },
      { epoch, months, seed, area, from },
      start,
    );
    this.layout = new OutputLayout(this.world.ledger, {
      shown: measureInfo.map((info) => ({ name: info.name, info })),
      bounds: this.world.bounds,
      epoch,
      discountRate: plan.discountRate,
      discounting: plan.discounting,
      costs,
    });
  }

  replicate(replication: number): OptionReplicate {
    const { tables, events } = this.world.run(replication);
    return { replication, events, values: this.layout.read(this.world.ledger, tables, this.plan.fixedCosts) };
  }
}
