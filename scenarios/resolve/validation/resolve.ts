/**
 * A validation file, its table and its scenarios into runs and figures. Every problem of the file itself is told at once;
 * what is wrong in a scenario it names is told as for that scenario.
 */
import type { Files, Located } from '../../load/index.js';
import { besideFile, InputError, placeOf, Problems, problemWithFile } from '../../load/index.js';
import type { SourceLine } from '../../../engine/study/result.js';
import { validationFile, type ValidationFile, type WrittenRun } from '../../schema/validation.js';
import type { Context } from '../context.js';
import { known, refuse } from '../context.js';
import type { ScenarioOverrides } from '../overrides.js';
import { checkOverrides } from '../overrides.js';
import { sourceLines } from '../provenance.js';
import { checkPlain, contextOf, NO_NAMES, Session } from '../session.js';
import { buildFigures, type FigureSources } from './figures.js';
import { readPublished, type PublishedTable } from './published.js';
import { buildRun } from './runs.js';
import type { Figure, ResolvedBacktest, ResolvedValidation, ValidationRun } from './types.js';

export type ValidationOverrides = Pick<ScenarioOverrides, 'seed' | 'replications' | 'baseline'>;

interface Opened {
  readonly root: Located;
  readonly file: ValidationFile;
  readonly context: Context;
  readonly problems: Problems;
  readonly table: PublishedTable | null;
}

/** @throws InputError with every problem of the file */
export function resolveValidation(path: string, files: Files, overrides: ValidationOverrides = {}): ResolvedValidation {
  checkOverrides(overrides);
  const opened = open(path, files);
  const { file, context, problems } = opened;
  const runs = new Map<string, ValidationRun>();
  for (const [id, written] of Object.entries(file.runs)) {
    const run = buildRun(context, id, written, ['runs', id], { files, ...overrides });
    if (run !== undefined) runs.set(id, run);
  }
  problems.throwIfAny();
  const all = [...runs.values()];
  const from = figureSources(opened, all);
  const figures = Object.entries(file.figures).flatMap(([id, written]) => {
    const at = ['figures', id, 'run'];
    const run = runs.get(written.run);
    if (run === undefined) {
      known(context, at, 'run', written.run, Object.keys(file.runs));
      return [];
    }
    return buildFigures(context, id, written, run, from);
  });
  problems.throwIfAny();
  if (figures.length === 0) throw new InputError([problemWithFile(path, 'there is no figure in this file')]);
  return {
    name: file.validation,
    title: file.title,
    note: file.note ?? '',
    path,
    runs: all,
    figures,
    sources: sourcesOf(file, all),
    backtests: Object.keys(file.backtest ?? {}).map(Number),
  };
}

/** Figures of a backtest, each in both runs. @throws InputError where there is none from that year, with those there are */
export function resolveBacktest(
  path: string,
  files: Files,
  until: number | null,
  overrides: ValidationOverrides = {},
): ResolvedBacktest {
  checkOverrides(overrides);
  const opened = open(path, files);
  const { root, file, context, problems } = opened;
  const there = Object.keys(file.backtest ?? {});
  if (there.length === 0) throw new InputError([problemWithFile(path, "this file has no 'backtest'")]);
  const wanted = until === null ? there[there.length - 1]! : String(until);
  const written = file.backtest?.[wanted];
  if (written === undefined)
    throw new InputError([
      problemWithFile('--until', `there is no backtest from ${wanted} in ${path}`, { found: wanted, allowed: there }),
    ]);
  const at = ['backtest', wanted];
  const make = (which: 'own' | 'observed'): ValidationRun | undefined => {
    const run: WrittenRun = {
      scenario: written[which],
      ...(written.replications !== undefined && { replications: written.replications }),
    };
    return buildRun(context, which, run, at, { files, ...overrides, key: which });
  };
  const own = make('own');
  const observed = make('observed');
  problems.throwIfAny();
  if (own === undefined || observed === undefined) throw new RangeError('a run without a problem was not made');
  if (own.scenario.startDay !== observed.scenario.startDay || own.months !== observed.months)
    refuse(context, [...at, 'observed'], 'both runs of a backtest start on one day and last as long');
  problems.throwIfAny();
  const figuresOf = (run: ValidationRun): Figure[] => {
    const from = figureSources(opened, [run]);
    return written.figures.flatMap((id, index) => {
      const figure = Object.hasOwn(file.figures, id) ? file.figures[id] : undefined;
      if (figure !== undefined) return buildFigures(context, id, figure, run, from);
      known(context, [...at, 'figures', index], 'figure', id, Object.keys(file.figures));
      return [];
    });
  };
  const figures = { own: figuresOf(own), observed: figuresOf(observed) };
  problems.throwIfAny();
  return {
    title: file.title,
    note: written.note ?? '',
    path: root.source.file,
    year: Number(wanted),
    startDay: own.scenario.startDay,
    endDay: own.scenario.endDay,
    own: { runs: [own], figures: figures.own },
    observed: { runs: [observed], figures: figures.observed },
    sources: sourcesOf(file, [own]),
  };
}

function open(path: string, files: Files): Opened {
  const root = new Session(files).read(path);
  const file = checkPlain(validationFile, root);
  const problems = new Problems();
  const from = placeOf(root, ['published']);
  const table =
    file.published === undefined ? null : readPublished(files, besideFile(root.source.file, file.published), from);
  return { root, file, problems, table, context: contextOf(root, problems, NO_NAMES, 0) };
}

function figureSources({ file, table }: Opened, runs: readonly ValidationRun[]): FigureSources {
  const ids = sourcesOf(file, runs).map(({ id }) => id);
  return { table, rounding: file.rounding ?? null, sources: ids.length === 0 ? null : ids };
}

function sourcesOf(file: ValidationFile, runs: readonly ValidationRun[]): readonly SourceLine[] {
  const lines = [...sourceLines(file.sources), ...runs.flatMap(({ scenario }) => scenario.sources)];
  return lines.filter(({ id }, i) => lines.findIndex((line) => line.id === id) === i);
}
