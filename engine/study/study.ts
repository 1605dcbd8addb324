/**
 * The experiment: a baseline and an option with programmes, replication by replication on the same children with the
 * same luck. A study can be run in parts, anywhere and in any order: a replication depends on its number alone.
 */
import { placeRows } from './place-rows.js';
import { costFacets } from '../economics/tags.js';
import { partsAtPlaces, withProgrammes } from '../programmes/extend.js';
import { ampleProgrammes } from './ample.js';
import { equityOf } from './equity-columns.js';
import { DISTRIBUTION_MONTHS, OutputLayout, type ShownMeasure } from './output.js';
import type { StudyPlan } from './plan.js';
import type { MeasureInfo, StudyResult, TableRow } from './result.js';
import { summariseStudy } from './summarise.js';
import { countedOf, shownProgrammes } from './shown-programmes.js';
import { World, type Start } from './world.js';
import type { TallyTables } from '../ledger/tally.js';

/** What one replication leaves: a vector of the output columns for each option, and distributions of times. */
export interface Replicate {
  readonly replication: number;
  readonly events: number;
  readonly outputs: readonly Float64Array[];
  readonly distributions: readonly Float64Array[];
}

export class Study {
  readonly layout: OutputLayout;
  /** Ids of the options: the baseline, and the option where there are programmes. */
  readonly options: readonly string[];
  private readonly baseline: World;
  private readonly option: World | null;
  private readonly isForked: boolean;

  constructor(
    readonly plan: StudyPlan,
    measureInfo: readonly MeasureInfo[],
    start: Start | null,
    pairing: 'fork' | 'separate' = 'fork',
  ) {
    const { model, ledger, programmes } = plan;
    const { epoch, months, seed, area, draw = 0, from = 0 } = plan;
    const options = { epoch, months, seed, draw, area, from };
    const counted = countedOf(programmes, model);
    const equity = equityOf(ledger, programmes, 'both');
    const outcomes = equityOf(ledger, programmes, 'outcomes').specs;
    const isCompared = programmes.length > 0;
    const baseline = new World(
      model,
      isCompared ? { ...ledger, measures: [...ledger.measures, ...outcomes] } : ledger,
      options,
      start,
    );
    this.baseline = baseline;
    this.option =
      programmes.length === 0
        ? null
        : new World(
            ampleProgrammes(withProgrammes(model, programmes), model),
            {
              measures: [...ledger.measures, ...counted.map((item) => item.spec), ...equity.specs],
              costs: [...ledger.costs, ...plan.programmeCosts],
            },
            options,
            start,
          );
    // Where the baseline has limited places of its own, being refused one is not the baseline; where levels are shared,
    // whoever gets a place is felt by the others: two separate runs, then.
    const { limited, levels } = baseline.pathway;
    this.isForked =
      this.option !== null &&
      !limited.includes(1) &&
      levels.length === 0 &&
      partsAtPlaces(programmes) &&
      pairing === 'fork';
    this.options = programmes.length === 0 ? ['baseline'] : ['baseline', 'option'];
    const shown: ShownMeasure[] = [
      ...measureInfo.map((info) => ({ name: info.name, info })),
      ...shownProgrammes(counted),
    ];
    const costs = [...ledger.costs, ...plan.programmeCosts, ...plan.fixedCosts];
    this.layout = new OutputLayout((this.option ?? baseline).ledger, {
      shown,
      ...(isCompared && { equity }),
      bounds: baseline.bounds,
      epoch: plan.epoch,
      discountRate: plan.discountRate,
      discounting: plan.discounting,
      costs: costFacets(costs),
    });
  }

  /** Runs one replication of every option. */
  replicate(replication: number): Replicate {
    const { baseline, option } = this;
    if (option === null) {
      const { tables, events } = baseline.run(replication);
      return this.read(replication, events, [[baseline, tables]]);
    }
    if (this.isForked) {
      const run = option.runPaired(replication);
      return this.read(replication, run.events, [
        [option, run.without],
        [option, run.with],
      ]);
    }
    const without = baseline.run(replication);
    const placed = option.run(replication);
    return this.read(replication, without.events + placed.events, [
      [baseline, without.tables],
      [option, placed.tables],
    ]);
  }

  private read(replication: number, events: number, runs: readonly (readonly [World, TallyTables])[]): Replicate {
    return {
      replication,
      events,
      outputs: runs.map(([world, tables], i) =>
        this.layout.read(world.ledger, tables, i === 0 ? [] : this.plan.fixedCosts),
      ),
      distributions: runs.map(([world, tables]) => this.layout.readDistributions(world.ledger, tables)),
    };
  }

  /** Rows and distributions of replications, which are taken in the order of their numbers. */
  summarise(
    replicates: readonly Replicate[],
    area: string,
  ): { rows: TableRow[]; distributions: StudyResult['distributions'] } {
    const ordered = [...replicates].sort((a, b) => a.replication - b.replication);
    const rows = summariseStudy(
      this.layout.columns,
      this.options.map((option, i) => ({ option, matrix: { rows: ordered.map((item) => item.outputs[i]!) } })),
      area,
    );
    const distributions = this.options.flatMap((option, i) =>
      this.layout.distributions.map(({ measure, group }, row) => {
        const counts = new Array<number>(DISTRIBUTION_MONTHS).fill(0);
        for (const item of ordered)
          for (let m = 0; m < DISTRIBUTION_MONTHS; m++)
            counts[m]! += item.distributions[i]![row * DISTRIBUTION_MONTHS + m]!;
        return { option, measure, group, counts: counts.map((n) => n / ordered.length) };
      }),
    );
    return { rows, distributions };
  }

  /** Places of each programme over time, as rows: the same in every replication. */
  placeRows(area: string): TableRow[] {
    return placeRows(this.plan.programmes, this.layout.columns, this.plan.epoch, 'option', area);
  }
}
