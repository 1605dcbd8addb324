/** What a portfolio asks of each mix, as columns of its runs: the goal, the cost of its programmes, and what limits are passed. */
import type { Column, MeasureInfo, MixRun } from '../../../engine/index.js';
import { InputError, problemAt, type PortfolioRead } from '../../../scenarios/index.js';

/** A part of the goal: `weight` for each one more of the sum of these columns. */
interface Part {
  readonly measure: string;
  readonly weight: number;
  readonly columns: readonly number[];
}

export interface Wanted {
  /** In words: 'net saving to all payers'. */
  readonly label: string;
  /** GBP, or the unit of the measure; '' where measures are weighed. */
  readonly unit: string;
  /** 1, or -1 where fewer of one measure are wanted: the goal times this is the difference in the measure. */
  readonly sign: 1 | -1;
  /** At least so much of the goal; null where there is no such mark. */
  readonly reach: number | null;
  readonly floors: readonly WantedFloor[];
  /** A mix beside no programme, replication by replication from `from` on; `nothing` has all of them from 0. */
  readonly judge: (mix: readonly Float64Array[], nothing: readonly Float64Array[], from: number) => MixRun[];
}

export interface WantedFloor {
  readonly measure: string;
  readonly label: string;
  readonly unit: string;
  /** As written: 'at most 2% more than with no programme'. */
  readonly words: string;
  readonly columns: readonly number[];
}

const NET_SAVING = 'net_saving';
const FIRST = 4;

/**
 * @param columns of the runs
 * @param measures of the scenario, for their labels
 * @throws InputError where a goal or floor is not something that is counted
 */
export function wantedOf(read: PortfolioRead, columns: readonly Column[], measures: readonly MeasureInfo[]): Wanted {
  const { goal, floors, budget } = read.file;
  const find = (measure: string, at: readonly (string | number)[], isKey: boolean): readonly number[] => {
    const found = measure === NET_SAVING ? moneyColumns(columns) : wholeRun(columns, measure);
    if (found.length > 0) return found;
    const isFloor = at[0] === 'floors';
    const allowed = [
      ...(isFloor ? [] : [NET_SAVING]),
      ...new Set(columns.filter(isCounted).map((column) => column.measure)),
    ];
    const message =
      measure === NET_SAVING
        ? 'nothing is paid here, so nothing can be saved'
        : `nothing here is counted as '${measure}'`;
    const place = isKey ? read.keyPlaceOf(at) : read.placeOf(at);
    throw new InputError([problemAt(place, message, { found: measure, allowed })]);
  };
  const labelOf = (measure: string): string =>
    measures.find(({ name }) => name === measure)?.label ?? measure.replaceAll('_', ' ');
  const reach = typeof goal === 'object' ? (goal.reach ?? null) : null;
  const aim = aimOf(goal, find, labelOf, columns);
  const limits = Object.entries(floors ?? {}).map(([measure, floor]) => {
    const isMost = 'at_most' in floor;
    const written = isMost ? floor.at_most : floor.at_least;
    if (measure === NET_SAVING)
      throw new InputError([
        problemAt(read.keyPlaceOf(['floors', measure]), 'a floor is of something counted: the budget limits money'),
      ]);
    const own = find(measure, ['floors', measure], true);
    const isShare = typeof written === 'string';
    const limit = isShare ? Number.parseFloat(written) / 100 : written;
    const amount = isShare ? `${Math.abs(limit * 100)}%` : String(Math.abs(limit));
    return {
      measure,
      label: labelOf(measure),
      unit: columns[own[0]!]!.unit,
      words: `at ${isMost ? 'most' : 'least'} ${limit === 0 ? 'as many as' : `${amount} ${limit > 0 ? 'more' : 'fewer'} than`} with no programme`,
      columns: own,
      isShare,
      limit,
      sign: isMost ? 1 : -1,
    };
  });
  const ownCost = programmeColumns(columns);
  const goalIn = (row: Float64Array): number =>
    aim.parts.reduce((sum, { weight, columns: own }) => sum + weight * total(row, own), 0);
  return {
    label: aim.label,
    unit: aim.unit,
    sign: aim.sign,
    reach,
    floors: limits,
    judge: (mix, nothing, from) => {
      // What passing a limit by one is worth of it: by the first replications, which every mix has.
      const sizes = limits.map(({ columns: own }) =>
        Math.max(1, Math.abs(meanOf(nothing.slice(0, FIRST).map((row) => total(row, own))))),
      );
      return mix.map((row, r) => {
        const cost = total(row, ownCost);
        const without = nothing[from + r]!;
        return {
          goal: goalIn(row) - goalIn(without),
          cost,
          breaches: [
            cost / budget.pounds - 1,
            ...limits.map(({ columns: own, isShare, limit, sign }, i) => {
              const base = total(without, own);
              return (sign * (total(row, own) - base - (isShare ? limit * base : limit))) / sizes[i]!;
            }),
          ],
        };
      });
    },
  };
}

interface Aim {
  readonly label: string;
  readonly unit: string;
  readonly sign: 1 | -1;
  readonly parts: readonly Part[];
}

function aimOf(
  goal: PortfolioRead['file']['goal'],
  find: (measure: string, at: readonly (string | number)[], isKey: boolean) => readonly number[],
  labelOf: (measure: string) => string,
  columns: readonly Column[],
): Aim {
  const saving = (at: readonly string[], isKey: boolean, weight: number): Part => {
    // A saving is money that is not spent.
    return { measure: NET_SAVING, weight: 0 - weight, columns: find(NET_SAVING, at, isKey) };
  };
  if (goal === NET_SAVING || 'net_saving' in goal)
    return { label: 'Net saving to all payers', unit: 'GBP', sign: 1, parts: [saving(['goal'], false, 1)] };
  if ('measure' in goal) {
    const sign = goal.want === 'fewer' ? -1 : 1;
    const own = find(goal.measure, ['goal', 'measure'], false);
    return {
      label: labelOf(goal.measure),
      unit: columns[own[0]!]!.unit,
      sign,
      parts: [{ measure: goal.measure, weight: sign, columns: own }],
    };
  }
  const parts = Object.entries(goal.weights).map(([measure, weight]): Part => {
    const at = ['goal', 'weights', measure];
    return measure === NET_SAVING ? saving(at, true, weight) : { measure, weight, columns: find(measure, at, true) };
  });
  const isMoney = goal.weights[NET_SAVING] === 1;
  const words = Object.entries(goal.weights).map(([measure, weight]) =>
    measure === NET_SAVING
      ? `net saving${weight === 1 ? '' : ` times ${weight}`}`
      : `${labelOf(measure)} at ${weight} each`,
  );
  return { label: words.join('; '), unit: isMoney ? 'GBP' : '', sign: 1, parts };
}

/** What is counted in whole, of everybody. */
function isCounted({ group, table }: Column): boolean {
  return group === 'all' && table !== 'costs';
}

/** A measure over the whole run, summed over its years, or as it is on the last day. */
function wholeRun(columns: readonly Column[], measure: string): readonly number[] {
  const own = columns.flatMap((column, c) =>
    isCounted(column) && column.measure === measure ? [{ ...column, c }] : [],
  );
  const whole = own.filter(({ periodKind }) => periodKind === 'whole run');
  const byYear = own.filter(({ periodKind }) => periodKind === 'financial year');
  const taken =
    whole.length > 0
      ? whole
      : byYear.length > 0
        ? byYear
        : own.filter(({ periodKind }) => periodKind === 'day').slice(-1);
  return taken.map(({ c }) => c);
}

/** Money to all payers at present value, what is only of social value left out. */
function moneyColumns(columns: readonly Column[]): readonly number[] {
  const measure = presentValue(columns);
  const whole = columns.flatMap((column, c) =>
    column.measure === measure && column.periodKind === 'whole run' ? [{ ...column, c }] : [],
  );
  const money = whole.filter(({ group }) => group.startsWith('kind=') && group !== 'kind=Social');
  return (money.length > 0 ? money : whole.filter(({ group }) => group === 'all')).map(({ c }) => c);
}

function programmeColumns(columns: readonly Column[]): readonly number[] {
  const measure = presentValue(columns);
  return columns.flatMap(({ measure: own, group, periodKind }, c) =>
    own === measure && periodKind === 'whole run' && group.startsWith('programme part=') ? [c] : [],
  );
}

/** The measure that money is summed in: discounted where the run discounts. */
function presentValue(columns: readonly Column[]): string {
  return columns.some(({ measure }) => measure === 'cost_discounted') ? 'cost_discounted' : 'cost';
}

function total(row: Float64Array, columns: readonly number[]): number {
  return columns.reduce((sum, c) => sum + row[c]!, 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
