/** Figures of a study, and the outcome that money is weighed against, as the rows they are made of are shown. */
import type { TableRow } from '../../engine/study/result.js';
import { lowerFirst } from '../findings/wording.js';
import { isSmallCount, levelOf, roundedAs, type Level } from '../tables/disclosure/index.js';
import type { AreaStudy, Choice, Spread, StudyFigure, StudyReport } from './types.js';

/** Sums of means, added in another order, agree to this share. */
const SAME = 1e-6;

/** The rows of a study as they are, and as they are shown, in the same order. */
export interface BothRows {
  readonly level: Level;
  readonly rows: readonly TableRow[];
  readonly shown: readonly TableRow[];
}

export function bothRows({ frame, rows }: AreaStudy, shown: readonly TableRow[]): BothRows {
  return { level: levelOf(frame.area?.code), rows, shown };
}

/** A figure as its rows are shown: none of it where any option's number is kept back. */
export function discloseFigure(figure: StudyFigure, { options }: StudyReport, both: BothRows): StudyFigure {
  const first = options[0]?.id ?? '';
  const again = (spread: Spread | null, option: string): Spread | null =>
    spread === null ? null : spreadAgain(spread, figure, option, both);
  const all = figure.options.map((spread, o) => again(spread, options[o]!.id));
  const isHidden = figure.options.some(
    (spread, o) => spread !== null && (all[o] === null || isSmallCount(all[o]!.value, figure)),
  );
  const none = all.map(() => null);
  return isHidden
    ? { ...figure, options: none, differences: none, notKnowing: none }
    : {
        ...figure,
        options: all,
        differences: figure.differences.map((spread, o) => again(spread, `${options[o]!.id} less ${first}`)),
      };
}

/**
 * The same number as it is shown in the rows. One that is in no row is the sum of years: it is kept back where one of them is,
 * or where they do not add up to it. Of England and its regions it is rounded.
 */
function spreadAgain(spread: Spread, figure: StudyFigure, option: string, both: BothRows): Spread | null {
  const { level, rows, shown } = both;
  const own = placesOf(rows, figure.measure, option);
  const same = own.filter((at) => isSame(rows[at]!, spread));
  const [at] = same;
  if (at !== undefined) return same.some((one) => isKeptBack(shown[one]!)) ? null : spreadOf(shown[at]!);
  if (level === 'wider') {
    const to = (value: number): number => roundedAs(figure, value);
    return { ...spread, value: to(spread.value), lower: to(spread.lower), upper: to(spread.upper) };
  }
  const parts = wholeOf(rows, own);
  const sum = parts.reduce((all, one) => all + rows[one]!.value, 0);
  const isSum = parts.length > 0 && Math.abs(sum - spread.value) <= SAME * Math.max(1, Math.abs(sum));
  return isSum && !parts.some((one) => isKeptBack(shown[one]!)) ? spread : null;
}

/** Where the numbers of a measure of everybody stand. */
function placesOf(rows: readonly TableRow[], measure: string, option: string): number[] {
  return rows.flatMap((row, at) =>
    row.option === option && row.measure === measure && row.group === 'all' ? [at] : [],
  );
}

/** Over the whole run, else its years, else the last day: as a study reads a measure's one number. */
function wholeOf(rows: readonly TableRow[], places: readonly number[]): readonly number[] {
  const of = (kind: TableRow['periodKind']): number[] => places.filter((at) => rows[at]!.periodKind === kind);
  const [whole, years] = [of('whole run'), of('financial year')];
  if (whole.length > 0) return whole;
  return years.length > 0 ? years : of('day').slice(-1);
}

function isSame({ value, lower, mcSe }: TableRow, spread: Spread): boolean {
  return value === spread.value && lower === spread.lower && Object.is(mcSe, spread.mcSe);
}

const isKeptBack = ({ value }: TableRow): boolean => !Number.isFinite(value);

function spreadOf({ value, lower, upper, mcSe }: TableRow): Spread | null {
  return Number.isFinite(value) ? { value, lower, upper, mcSe } : null;
}

export interface Weighed {
  readonly frontier: StudyReport['frontier'];
  readonly choice: Choice | null;
  /** What a reader is told who would look for them. */
  readonly notes: readonly string[];
}

/**
 * What is made of an outcome. Where its rows are kept back there is no frontier, and no choice that weighs it: net benefit less
 * net saving would be the outcome. Of England and its regions the outcome is rounded as its rows are; chances, what is best,
 * and what one of the outcome costs are of the numbers before.
 */
export function discloseOutcome({ report, frame }: AreaStudy, both: BothRows): Weighed {
  const { frontier, choice, options } = report;
  if (frontier === null) return { frontier, choice, notes: [] };
  const measures = frame.measures.filter(({ name, label }) => [name, label].includes(frontier.outcome));
  const places = options.flatMap(({ id }) =>
    measures.map(({ name }) =>
      wholeOf(
        both.rows,
        placesOf(both.rows, name, id).filter((at) => isOutcome(both.rows[at]!)),
      ),
    ),
  );
  const isOpen =
    places.length > 0 && places.every((own) => own.length > 0 && own.every((at) => !isKeptBack(both.shown[at]!)));
  if (!isOpen)
    return {
      frontier: null,
      choice: null,
      notes: [
        `Cost beside ${lowerFirst(frontier.outcome)}, and which option is best with both weighed, are not told: small numbers of the outcome are kept back.`,
      ],
    };
  if (both.level === 'authority') return { frontier, choice, notes: [] };
  const row = both.rows[places[0]![0]!]!;
  const to = (effect: number): number => roundedAs(row, effect);
  return {
    frontier: {
      ...frontier,
      points: frontier.points.map((point) => ({ ...point, effect: to(point.effect) })),
      standing: frontier.standing.map((own) =>
        own.kind !== 'frontier' || own.increment === null
          ? own
          : { ...own, increment: { ...own.increment, effect: to(own.increment.effect) } },
      ),
      clouds: frontier.clouds.map((cloud) => ({ ...cloud, effect: cloud.effect.map(to) })),
    },
    choice,
    notes: [],
  };
}

/** What may be weighed: a number of children or events of everybody. */
function isOutcome({ table, unit }: TableRow): boolean {
  return table !== 'costs' && unit !== 'days';
}
