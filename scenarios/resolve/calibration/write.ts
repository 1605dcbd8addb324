/** The baseline file that a fit writes: what it changes in its parent, and how sure that is. The same bytes every time. */
import type { Fit } from '../../../engine/study/calibrate/index.js';
import type { Located } from '../../load/index.js';
import { partAt } from '../../load/index.js';
import type { ResolvedFree } from './free.js';
import { fittedWords } from './provenance.js';
import { coordinatesOf, intervalsOf, valuesAt } from './problem.js';
import { scaledParameters, tidy } from './scale.js';
import { nodeOfLocated, yamlText, type Written } from './yaml.js';

/** A figure that was fitted to. */
export interface FittedFigure {
  readonly id: string;
  readonly published: number;
  readonly band: number;
  readonly weight: number;
  readonly source: string;
}

export interface FittedBaseline {
  readonly name: string;
  /** What it extends, as it is to be written. */
  readonly parent: string;
  /** With everything it extends. */
  readonly root: Located;
  readonly free: readonly ResolvedFree[];
  readonly figures: readonly FittedFigure[];
  readonly fit: Fit;
  /** How it was made, a line each. */
  readonly made: readonly string[];
}

/** A file that begins with this was written by the command, and may be written over by it. */
export const FITTED_FIRST_LINE = '# Fitted by `throughcare calibrate`: changes are lost when it is fitted again.';

/** The text of the file. */
export function fittedBaseline(from: FittedBaseline): string {
  const { name, parent, root, free, fit, made } = from;
  const changed = scaledParameters(root, free, valuesAt(free, fit.point));
  const ids = Object.keys((partAt(root, ['sources'])?.data ?? {}) as object);
  const sources = from.figures.map(({ source }) => source);
  const data = new Map<string, Written>([
    ['baseline', name],
    ['extends', parent],
    [
      'parameters',
      new Map(
        [...changed].map(([parameter, value]) => [
          parameter,
          parameterOf(
            parameter,
            value,
            from,
            sources.filter((id) => ids.includes(firstWord(id))),
          ),
        ]),
      ),
    ],
    ['calibration_result', resultOf(from)],
  ]);
  const header = [FITTED_FIRST_LINE, ...made.map((line) => `# ${line}`)].join('\n');
  return `${header}\n${yamlText(data, isBlock)}`;
}

/** One level of blocks for what a reader looks up by name, braces for what stands on a line. */
function isBlock(path: readonly string[]): boolean {
  const [section, second] = path;
  if (section === 'parameters') return path.length <= 2;
  if (section !== 'calibration_result') return true;
  if (second === 'covariance') return path.length === 2 || (path.length === 3 && path[2] === 'lower');
  return path.length === 1 || (path.length === 2 && (second === 'free' || second === 'figures'));
}

function firstWord(source: string): string {
  return /^[A-Za-z][A-Za-z0-9_-]*/.exec(source)?.[0] ?? source;
}

function parameterOf(
  parameter: string,
  value: Located,
  { root, free, fit }: FittedBaseline,
  sources: readonly string[],
): Written {
  const parent = (key: string): string | undefined => {
    const data = partAt(root, ['parameters', parameter, key])?.data;
    return typeof data === 'string' || typeof data === 'number' ? String(data) : undefined;
  };
  const words = fittedWords(parameter, free, fit);
  const written = parent('source') ?? 'assumption';
  // An assumption that was fitted rests on what it was fitted to.
  const source = firstWord(written) === 'assumption' ? (sources[0] ?? written) : written;
  const note = parent('note');
  return {
    value: nodeOfLocated(value),
    label: parent('label'),
    unit: parent('unit'),
    interval: words.interval,
    source,
    mark: firstWord(source) === 'assumption' ? 'assumption' : 'fitted',
    note: note === undefined ? words.note : `${note}; ${words.note}`,
  };
}

function resultOf({ free, fit, figures }: FittedBaseline): Written {
  const values = valuesAt(free, fit.point);
  const intervals = intervalsOf(free, fit);
  const n = fit.names.length;
  return {
    free: new Map(
      free.map(({ name, kind, within }): [string, Written] => [
        name,
        {
          [kind === 'scale' ? 'multiplier' : 'shift']: tidy(values[name]!),
          interval: intervals[name]!.map(tidy),
          prior: within.map(tidy),
        },
      ]),
    ),
    figures: new Map(
      figures.map(({ id, published, band, weight }, i): [string, Written] => {
        const fitted = fit.values[i]!;
        return [
          id,
          {
            published: tidy(published),
            fitted: tidy(fitted),
            weight: tidy(weight),
            residual: tidy(((fitted - published) * 2) / band),
            verdict: Math.abs(fitted - published) <= band ? 'within' : 'miss',
          },
        ];
      }),
    ),
    covariance: {
      names: coordinatesOf(free).map(({ name }) => name),
      lower: Array.from({ length: n }, (_, i) =>
        Array.from({ length: i + 1 }, (_unused, j) => tidy(fit.covariance[i * n + j]!)),
      ),
    },
    objective: { start: tidy(fit.objective.start), end: tidy(fit.objective.end) },
    evaluations: { ...fit.evaluations },
    stopped: fit.stopped,
  };
}
