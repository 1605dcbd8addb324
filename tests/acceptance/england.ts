/** England's pathway with a scenario of a test's own, prepared in this process: the history, the weights, the plan. */
import { parseDocument } from 'yaml';
import { readScenario } from '../../cli/host/index.js';
import { studyPlan } from '../../cli/host/prepare.js';
import {
  buildHistory,
  Study,
  weightStock,
  type MeasureInfo,
  type Replicate,
  type Start,
  type Stock,
  type StudyPlan,
} from '../../engine/index.js';
import type { Column } from '../../engine/study/result.js';
import { resolveScenario, type Files, type ResolvedScenario } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const NAME = 'acceptance.yaml';

export interface Prepared {
  readonly scenario: ResolvedScenario;
  readonly plan: StudyPlan;
  readonly measures: readonly MeasureInfo[];
  readonly start: Start;
}

export interface Setting {
  /** Other files of the test's, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Changes to files of the library, by their path in it. */
  readonly library?: Readonly<Record<string, (text: string) => string>>;
}

/** A change to the data of a YAML file. JSON is YAML. */
export const edited =
  <Data>(edit: (data: Data) => void) =>
  (text: string): string => {
    const data = parseDocument(text, { merge: true }).toJS({ maxAliasCount: -1 }) as Data;
    edit(data);
    return JSON.stringify(data);
  };

/** A quarter of the history: quicker, and as good where its precision does not matter. */
export const SMALL_HISTORY = {
  'baselines/england.yaml': edited((data: { start: { share: number } }) => {
    data.start.share /= 4;
  }),
};

const histories = new Map<string, Stock>();

/** Resolves and prepares a scenario file, without a local fit. Scenarios with the same history share it. */
export function prepare(text: string, { files: own = {}, library = {} }: Setting = {}): Prepared {
  const disk = nodeFiles();
  const files: Files = {
    ...disk,
    read: (path) => {
      if (path === NAME) return text;
      if (Object.hasOwn(own, path)) return own[path]!;
      const name = path.startsWith(`${disk.library}/`) ? path.slice(disk.library.length + 1) : '';
      const change = Object.hasOwn(library, name) ? library[name] : undefined;
      return change === undefined ? disk.read(path) : change(disk.read(path));
    },
  };
  const { scenario } = readScenario(NAME, { files });
  const national = resolveScenario(NAME, files, { nationalBaseline: true }).scenario;
  const history = studyPlan(scenario, national.model).start!;
  const key = JSON.stringify([history.historyModel, history.historyDays, scenario.startDay]);
  const stock = histories.get(key) ?? buildHistory(history, scenario.startDay).stock;
  histories.set(key, stock);
  return {
    scenario,
    plan: studyPlan(scenario, null),
    measures: scenario.measureInfo,
    start: { stock, strata: weightStock(stock, history, scenario.startDay) },
  };
}

/** A study and its first replications. */
export class Runs {
  readonly study: Study;
  readonly replicates: readonly Replicate[];

  constructor({ plan, measures, start }: Prepared, replications: number, pairing: 'fork' | 'separate' = 'fork') {
    this.study = new Study(plan, measures, start, pairing);
    this.replicates = Array.from({ length: replications }, (_, replication) => this.study.replicate(replication));
  }

  get columns(): readonly Column[] {
    return this.study.layout.columns;
  }

  /** The values of the columns chosen, of one option in one replication. */
  values(replication: number, option: number, chosen: (column: Column) => boolean): number[] {
    const { outputs } = this.replicates[replication]!;
    return this.columns.flatMap((column, i) => (chosen(column) ? [outputs[option]![i]!] : []));
  }

  /** A measure by month ends, months or years, of one option in one replication. */
  series(
    replication: number,
    option: number,
    measure: string,
    periodKind: Column['periodKind'],
    group = 'all',
  ): number[] {
    return this.values(
      replication,
      option,
      (column) => column.measure === measure && column.periodKind === periodKind && column.group === group,
    );
  }

  /** Every value by the name of its column, of every replication and option: equal where two runs counted the same. */
  everything(chosen: (column: Column) => boolean = () => true): Record<string, readonly number[]> {
    return Object.fromEntries(
      this.columns.flatMap((column, i) =>
        chosen(column)
          ? [[nameOf(column), this.replicates.flatMap(({ outputs }) => outputs.map((output) => output[i]!))]]
          : [],
      ),
    );
  }

  /** The names of the columns in which the options differ in some replication. */
  different(): string[] {
    return this.columns
      .filter(
        (column, i) =>
          column.table !== 'programmes' &&
          !(column.table === 'equity' && column.group.startsWith('programme=')) &&
          this.replicates.some(({ outputs }) => !Object.is(outputs[0]![i], outputs[1]![i])),
      )
      .map(nameOf);
  }

  /** A number summed over replications. */
  total(option: number, measure: string, group = 'all'): number {
    return this.replicates.reduce(
      (sum, _, k) =>
        sum +
        this.values(k, option, (column) => column.measure === measure && column.group === group).reduce(
          (all, n) => all + n,
          0,
        ),
      0,
    );
  }
}

function nameOf({ measure, group, period }: Column): string {
  return `${measure} [${group}] ${period}`;
}
