/** What a portfolio found, as plain data: everything its pages and tables are made from. */

/** A mean, the interval that holds 95% of futures, and how sure the mean is. */
export interface PortfolioSpread {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly mcSe: number;
}

export interface PortfolioMix {
  /** The place of each programme's size in its range. */
  readonly id: string;
  readonly words: string;
  /** Numbers of teams or places, in the order of the programmes; 0 is without it. */
  readonly sizes: readonly number[];
  readonly replications: number;
  /** What its programmes cost, pounds at present value. */
  readonly cost: PortfolioSpread;
  /** Of that, what is paid whoever comes. */
  readonly fixedCost: number;
  /** The goal beside no programme, as its measure counts it. */
  readonly goal: PortfolioSpread;
  /** By floor: the difference beside no programme, whether it keeps on average, and the chance that it does. */
  readonly floors: readonly { readonly difference: PortfolioSpread; readonly keeps: boolean; readonly kept: number }[];
  readonly isWithinBudget: boolean;
  /** Within the budget, and every floor kept, on average. */
  readonly keeps: boolean;
  /** The chance that it is the best of those that keep. */
  readonly best: number;
  readonly isEfficient: boolean;
}

export interface PortfolioReport {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly area: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly seed: string;
  readonly stance: string;
  readonly priceYear: string;
  readonly budget: number;
  readonly goal: {
    readonly label: string;
    readonly unit: string;
    /** 1 where more is wanted, -1 where fewer are. */
    readonly sign: 1 | -1;
    /** How much is wanted at least; null where nothing is said. */
    readonly reach: number | null;
  };
  readonly floors: readonly {
    readonly measure: string;
    readonly label: string;
    readonly unit: string;
    readonly words: string;
  }[];
  readonly programmes: readonly {
    readonly id: string;
    readonly title: string;
    readonly of: string;
    readonly sizes: readonly number[];
  }[];
  /** Of each leading mix. */
  readonly replications: number;
  /** Whether each is of a draw of its own of the numbers that are not known; else chance only. */
  readonly isDrawn: boolean;
  readonly drawn: readonly { readonly name: string; readonly group: string; readonly interval: string }[];
  readonly held: readonly { readonly name: string; readonly why: string }[];
  /** Mixes there are, those the budget can pay for before anybody comes, and those that were run. */
  readonly grid: { readonly all: number; readonly affordable: number; readonly run: number };
  /** Those that were run: the ones that keep budget and floors first, the likeliest to be best before others. */
  readonly mixes: readonly PortfolioMix[];
  readonly notes: readonly string[];
  readonly version: string;
}
