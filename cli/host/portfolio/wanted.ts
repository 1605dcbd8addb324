/** What a portfolio asks of each mix, as columns of its runs: the goal, the cost of its programmes, and what limits are passed. */
import { netMoney, type Column, type MeasureInfo, type MixRun } from '../../../engine/index.js';
import { InputError, problemAt, type PortfolioRead } from '../../../scenarios/index.js';
import { wholeColumns } from '../figure-columns.js';

/** A part of the goal: `weight` for each one more of the sum of these columns, or for each pound saved. */
interface Part {
  readonly weight: number;
  readonly columns: readonly number[] | typeof NET_SAVING;
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
    const found = wholeColumns(columns, measure, isCounted);
    if (found.length > 0) return found;
    const isFloor = at[0] === 'floors';
    const allowed = [
      ...(isFloor || !hasMoney(columns) ? [] : [NET_SAVING]),
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
  const saving = (at: readonly string[], isKey: boolean): typeof NET_SAVING =>
    // Where nothing is paid it is refused like a measure that is not counted.
    hasMoney(columns) ? NET_SAVING : (find(NET_SAVING, at, isKey), NET_SAVING);
  const aim = aimOf(goal, find, saving, labelOf, columns);
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
      const beside = nothing.slice(from, from + mix.length);
      // A portfolio states no allowance for optimism.
      const money = netMoney(columns, beside, mix, null);
      return mix.map((row, r) => {
        const cost = money.cost[r]!;
        const without = beside[r]!;
        const gained = ({ columns: own }: Part): number =>
          own === NET_SAVING ? money.net[r]! : total(row, own) - total(without, own);
        return {
          goal: aim.parts.reduce((sum, part) => sum + part.weight * gained(part), 0),
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
  saving: (at: readonly string[], isKey: boolean) => typeof NET_SAVING,
  labelOf: (measure: string) => string,
  columns: readonly Column[],
): Aim {
  if (goal === NET_SAVING || 'net_saving' in goal)
    return {
      label: 'Net saving to all payers',
      unit: 'GBP',
      sign: 1,
      parts: [{ weight: 1, columns: saving(['goal'], false) }],
    };
  if ('measure' in goal) {
    const sign = goal.want === 'fewer' ? -1 : 1;
    const own = find(goal.measure, ['goal', 'measure'], false);
    return {
      label: labelOf(goal.measure),
      unit: columns[own[0]!]!.unit,
      sign,
      parts: [{ weight: sign, columns: own }],
    };
  }
  const parts = Object.entries(goal.weights).map(([measure, weight]): Part => {
    const at = ['goal', 'weights', measure];
    return { weight, columns: measure === NET_SAVING ? saving(at, true) : find(measure, at, true) };
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

function hasMoney(columns: readonly Column[]): boolean {
  return columns.some(({ table }) => table === 'costs');
}

function total(row: Float64Array, columns: readonly number[]): number {
  return columns.reduce((sum, c) => sum + row[c]!, 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
