/** What a chart is: a specification with its data inside, the same in words, and the same as a table. */

/** A Vega-Lite 6 specification as JSON, data included; or one of Vega 6, where `$schema` says so. */
export type ChartSpec = Readonly<Record<string, unknown>>;

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Chart {
  /** File name without its ending, such as `looked-after`. */
  readonly name: string;
  readonly title: string;
  readonly spec: ChartSpec;
  /** The chart in words, for those who cannot see it. */
  readonly description: string;
  /** The numbers in the chart, as a reader would want to read them. */
  readonly table: ChartTable;
}
