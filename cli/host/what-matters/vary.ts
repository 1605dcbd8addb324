/** The runs behind a grid and behind a search: numbers of a scenario at values that are given. */
import { BreakEven, estimateOf, SeekWhole, type BreakEvenAnswer } from '../../../engine/index.js';
import { exp, log } from '../../../engine/random/index.js';
import type { GridResult, SeekResult } from '../../../reports/what-matters/index.js';
import { InputError, problemWithFile, resolveScenario, type ScenarioUncertainty } from '../../../scenarios/index.js';
import { frameOf } from './frame.js';
import { mustBe } from './point.js';
import { before, withPoints, type PointsOptions } from './points.js';
import { resultColumn, type ResultWords } from './result.js';
import { checkValue, sizesGiven, variedNumber, type Varied } from './varied.js';

export interface GridOptions extends PointsOptions, ResultWords {
  readonly vary: { readonly name: string; readonly values: readonly number[] };
  readonly by?: { readonly name: string; readonly values: readonly number[] } | undefined;
}

export interface SeekOptions extends PointsOptions, ResultWords {
  readonly vary: { readonly name: string; readonly from: number; readonly to: number };
  readonly target: number;
}

/** A result at every pair of values of two numbers. @throws InputError for what the user can mend */
export async function gridOf(path: string, options: GridOptions): Promise<GridResult> {
  const { resolution, vary, by } = options;
  const { scenario } = resolution;
  const { uncertainty, columns } = before(path, options);
  const column = resultColumn(columns, scenario, options, scenario.programmes.length > 0 ? 'difference' : 'baseline');
  const rows = variedNumber(vary.name, '--vary', scenario, uncertainty);
  const across = by === undefined ? null : variedNumber(by.name, '--by', scenario, uncertainty);
  if (across?.name === rows.name || (across !== null && areSizesOfOne(rows, across)))
    throw new InputError([problemWithFile('--by', `this is what --vary varies already: found '${across.name}'`)]);
  for (const value of vary.values) checkRun(path, options, uncertainty, rows, value, '--vary');
  if (across !== null) for (const value of by!.values) checkRun(path, options, uncertainty, across, value, '--by');
  const movesBaseline = rows.kind === 'parameter' || across?.kind === 'parameter';
  return withPoints(path, options, { column, movesBaseline }, async (points) => {
    const width = across === null ? 1 : by!.values.length;
    const results = await points.results(
      vary.values.flatMap((value) =>
        (across === null ? [[]] : by!.values.map((other) => [[across, other] as const])).map((more) => ({
          at: [],
          given: [[rows, value] as const, ...more],
        })),
      ),
      (done, of) => options.onProgress?.({ stage: 'changing', done, of }),
    );
    const cells = results.map((result) => estimateOf(mustBe(result, path)));
    return {
      ...frameOf(resolution, column),
      rows: { name: rows.name, values: vary.values },
      columns: across === null ? null : { name: across.name, values: by!.values },
      cells: vary.values.map((_, i) => cells.slice(i * width, (i + 1) * width)),
    };
  });
}

/** Refuses a value that the scenario cannot be read with, before anything is run. */
function checkRun(
  path: string,
  { files, overrides }: PointsOptions,
  { plain }: ScenarioUncertainty,
  varied: Varied,
  value: number,
  option: string,
): void {
  checkValue(varied, value, option);
  const { sizes } = sizesGiven([[varied, value]]);
  const parameters = varied.kind === 'parameter' ? plain.get(varied.name)!.changed(value) : undefined;
  if (parameters === undefined && sizes.size === 0) return;
  try {
    resolveScenario(path, files, { ...overrides, ...(parameters === undefined ? { sizes } : { parameters }) });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const why = error.problems[0]?.message ?? error.message;
    throw new InputError([problemWithFile(option, `${varied.name} cannot be ${value}: ${why}`)]);
  }
}

/** Teams and places of one programme say the same. */
function areSizesOfOne(a: Varied, b: Varied): boolean {
  const isSize = ({ kind }: Varied): boolean => kind === 'teams' || kind === 'places';
  return isSize(a) && isSize(b) && a.programme === b.programme;
}

/** The value at which a result comes to a target. @throws InputError for what the user can mend */
export async function seekOf(path: string, options: SeekOptions): Promise<SeekResult> {
  const { resolution, vary, target } = options;
  const { scenario } = resolution;
  const { uncertainty, columns } = before(path, options);
  const column = resultColumn(columns, scenario, options, scenario.programmes.length > 0 ? 'option' : 'baseline');
  const varied = variedNumber(vary.name, '--vary', scenario, uncertainty);
  const { from, to } = vary;
  if (!(from < to))
    throw new InputError([problemWithFile('--vary', `from a lower to a higher value: found ${from} to ${to}`)]);
  if (varied.isWhole && !(Number.isInteger(from) && Number.isInteger(to)))
    throw new InputError([problemWithFile('--vary', `${vary.name} is a whole number: found ${from} to ${to}`)]);
  if (column.of === 'baseline' && varied.kind !== 'parameter')
    throw new InputError([
      problemWithFile('--vary', `${vary.name} is of a programme, which changes nothing in the baseline`),
    ]);
  for (const value of [from, to]) checkRun(path, options, uncertainty, varied, value, '--vary');
  return withPoints(path, options, { column, movesBaseline: varied.kind === 'parameter' }, async (points) => {
    const at = async (value: number): Promise<Float64Array> => {
      const [result] = await points.results([{ at: [], given: [[varied, value]] }]);
      return mustBe(result!, `${vary.name} = ${value}`);
    };
    const answer = varied.isWhole
      ? { whole: true as const, ...(await seekWhole(at, options)) }
      : { whole: false as const, ...(await seekBetween(at, options, varied)) };
    return { ...frameOf(resolution, column), varied: vary.name, from, to, target, answer };
  });
}

type At = (value: number) => Promise<Float64Array>;

async function seekWhole(at: At, { vary, target, onProgress }: SeekOptions) {
  const search = new SeekWhole(vary.from, vary.to, target);
  for (let value = search.next(); value !== null; value = search.next()) {
    onProgress?.({ stage: 'changing', done: search.count, of: search.count + 3 });
    // oxlint-disable-next-line no-await-in-loop -- every value needs the last
    search.tell(await at(value));
  }
  return search.answer;
}

/** On the log scale for ratios, else on the range itself as from 0 to 1. */
async function seekBetween(
  at: At,
  { vary, target, onProgress }: SeekOptions,
  { isRatio }: Varied,
): Promise<BreakEvenAnswer> {
  const { from, to } = vary;
  const value = (part: number): number =>
    part === 0
      ? from
      : part === 1
        ? to
        : isRatio
          ? exp(log(from) + part * (log(to) - log(from)))
          : from + part * (to - from);
  const search = new BreakEven({ scale: 'linear', scan: [0, 1] });
  for (let part = search.next(); part !== null; part = search.next()) {
    onProgress?.({ stage: 'changing', done: search.count, of: search.count + 3 });
    // oxlint-disable-next-line no-await-in-loop -- every value needs the last
    search.tell((await at(value(part))).map((result) => result - target));
  }
  return onRange(search.answer, value);
}

/** An answer found on the range from 0 to 1 as values of the number. */
function onRange(answer: BreakEvenAnswer, value: (part: number) => number): BreakEvenAnswer {
  const tried = answer.tried.map((one) => ({ ...one, value: value(one.value) }));
  const ends = (between: { readonly lower: number | null; readonly upper: number | null } | null) =>
    between === null
      ? null
      : {
          lower: between.lower === null ? null : value(between.lower),
          upper: between.upper === null ? null : value(between.upper),
        };
  if (answer.kind === 'found')
    return {
      ...answer,
      tried,
      value: value(answer.value),
      average: ends(answer.average),
      futures: ends(answer.futures),
    };
  if (answer.kind === 'none')
    return { ...answer, tried, nearest: { ...answer.nearest, value: value(answer.nearest.value) } };
  return { ...answer, tried, result: { ...answer.result, value: value(answer.result.value) } };
}
