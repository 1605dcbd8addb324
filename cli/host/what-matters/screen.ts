/** The runs behind a tornado and behind a screening: the uncertain numbers of a scenario, one at a time or all about. */
import { estimateOf, morrisDesign, morrisEffects, tornado, type TornadoEnds } from '../../../engine/index.js';
import type { LookedAt, MorrisResult, TornadoResult } from '../../../reports/what-matters/index.js';
import { InputError, NORMAL_95, problemWithFile } from '../../../scenarios/index.js';
import { frameOf } from './frame.js';
import { uncertainNumbers, type UncertainNumber } from './numbers.js';
import { AS_IT_IS, mustBe, type Point } from './point.js';
import { before, withPoints, type PointsOptions } from './points.js';
import { resultColumn, type ResultColumn, type ResultWords } from './result.js';

export interface ScreenOptions extends PointsOptions, ResultWords {
  /** Names of numbers, of groups or of programmes; all, where not given. */
  readonly only?: readonly string[] | undefined;
}

interface Screened {
  readonly column: ResultColumn;
  readonly numbers: readonly UncertainNumber[];
  readonly movesBaseline: boolean;
}

/** @throws InputError where nothing is uncertain, or what is asked for is not there */
function screened(path: string, options: ScreenOptions): Screened {
  const { scenario } = options.resolution;
  const { uncertainty, columns } = before(path, options);
  const column = resultColumn(columns, scenario, options, scenario.programmes.length > 0 ? 'difference' : 'baseline');
  const numbers = uncertainNumbers(uncertainty, column.of, options.only);
  if (numbers.length === 0)
    throw new InputError([
      problemWithFile(path, 'no number of this scenario has an interval: there is nothing to look at'),
    ]);
  return { column, numbers, movesBaseline: numbers.some(({ reach }) => reach === 'baseline') };
}

function lookedAt({ name, group, programme, interval }: UncertainNumber): LookedAt {
  return { name, group, programme, interval };
}

/** Each uncertain number at both ends of its interval. @throws InputError for what the user can mend */
export async function tornadoOf(path: string, options: ScreenOptions): Promise<TornadoResult> {
  const asked = screened(path, options);
  const { numbers, column } = asked;
  return withPoints(path, options, asked, async (points) => {
    const ends = numbers.flatMap((number) =>
      [-NORMAL_95, NORMAL_95].map((normal): Point => ({ at: [[number, normal]], given: [] })),
    );
    const [base, ...results] = await points.results([AS_IT_IS, ...ends], (done, of) =>
      options.onProgress?.({ stage: 'changing', done, of }),
    );
    const own = mustBe(base!, path);
    const found: (TornadoEnds & { readonly number: UncertainNumber })[] = [];
    const left: TornadoResult['left'][number][] = [];
    numbers.forEach((number, i) => {
      const [lower, upper] = [results[2 * i]!, results[2 * i + 1]!];
      if ('refused' in lower) left.push({ name: number.name, why: lower.refused });
      else if ('refused' in upper) left.push({ name: number.name, why: upper.refused });
      else found.push({ name: number.key, lower, upper, number });
    });
    const byKey = new Map(numbers.map((number) => [number.key, number]));
    return {
      ...frameOf(options.resolution, column),
      base: estimateOf(own),
      bars: tornado(own, found).map((bar) => ({ ...bar, ...lookedAt(byKey.get(bar.name)!) })),
      left,
    };
  });
}

/**
 * Elementary effects of each uncertain number, as if they were independent: its interval is the grid from 0 to 1, evenly on
 * the scale on which it is drawn.
 * @throws InputError for what the user can mend
 */
export async function morrisOf(
  path: string,
  options: ScreenOptions & { readonly trajectories: number },
): Promise<MorrisResult> {
  const asked = screened(path, options);
  const { numbers, column } = asked;
  const { trajectories, resolution } = options;
  const design = morrisDesign(
    numbers.map(({ key }) => key),
    trajectories,
    resolution.scenario.seed,
  );
  return withPoints(path, options, asked, async (points) => {
    const places = design.trajectories.flatMap((trajectory) =>
      trajectory.points.map((levels): Point => {
        const at = numbers.map((number, i) => [number, NORMAL_95 * (2 * levels[i]! - 1)] as const);
        return { at, given: [] };
      }),
    );
    const results = await points.results(places, (done, of) => options.onProgress?.({ stage: 'changing', done, of }));
    const each = numbers.length + 1;
    const effects = morrisEffects(design, (t, p) => mustBe(results[t * each + p]!, `trajectory ${t + 1}`));
    const byKey = new Map(numbers.map((number) => [number.key, number]));
    return {
      ...frameOf(resolution, column),
      trajectories,
      effects: effects.map((effect) => ({ ...effect, ...lookedAt(byKey.get(effect.name)!) })),
    };
  });
}
