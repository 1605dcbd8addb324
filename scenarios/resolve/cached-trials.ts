/** What simulating a programme's trials has found, from the table beside its file, and whether that still holds. */
import type { Files, Located } from '../load/index.js';
import { besideFile, joinPath } from '../load/index.js';
import { referenceBaseline } from './reference.js';
import { Session } from './session.js';
import { parseTrialTable, type TrialRow } from './trial-table.js';
import { readTrials, TRIAL_BASELINE, wordAt } from './trials.js';

export interface CachedTrial {
  readonly hazardRatio: number;
  readonly interval: readonly [number, number] | null;
  /** Null where the model's own control risk was used. */
  readonly controlPublished: number | null;
  readonly controlSimulated: number;
  /** Null where a ratio was published. */
  readonly treatedPublished: number | null;
  readonly treatedSimulated: number;
  readonly children: number;
  readonly seed: string;
  /** Whether the trial, the effect or the baseline has changed since. */
  readonly isStale: boolean;
  /** How it was found, in one plain sentence or two; says so where it is stale. */
  readonly note: string;
  /** What a reader must be told; null where the result is of the trial and the baseline as they are. */
  readonly warning: string | null;
}

export interface CachedTrials {
  /** Null where the trial has not been simulated for the effect. */
  readonly find: (trial: string, effect: string) => CachedTrial | null;
}

const TABLE = 'trials.csv';

/**
 * The simulated trials of a programme. Nothing is read before it is asked for.
 * @param root the programme file with everything it extends
 * @param baseline the baseline that the trials are to have been simulated on
 * @throws InputError (when asked) for a table, a trial or a baseline that cannot be read
 */
export function cachedTrials(files: Files, root: Located, baseline: string = TRIAL_BASELINE): CachedTrials {
  let rows: readonly TrialRow[] | null = null;
  let keys: ReadonlyMap<string, string> | null = null;
  const programme = wordAt(root, 'programme');
  return {
    find(trial, effect) {
      rows ??= rowsFor(files, root);
      const row = rows.find((one) => one.trial === trial && one.effect === effect && one.measure === 'hazard_ratio');
      if (row === undefined) return null;
      keys ??= keysOf(files, root, baseline);
      return cachedTrial(row, keys.get(trial) !== row.key, programme);
    },
  };
}

function cachedTrial(row: TrialRow, isStale: boolean, programme: string): CachedTrial {
  const figure = (text: string): number | null => (text === '' ? null : Number(text));
  const [control, treated] = [Number(row.control_simulated), Number(row.treated_simulated)];
  const warning = isStale
    ? `The trial '${row.trial}' was simulated on an older baseline, or has changed since: \`throughcare trials ${programme}\` renews it.`
    : null;
  const found = `Found by simulating the trial with ${row.children} children in each arm: ${arm(control)} against ${arm(treated)}.`;
  return {
    hazardRatio: Number(row.value),
    interval: row.low === '' || row.high === '' ? null : [Number(row.low), Number(row.high)],
    controlPublished: figure(row.control_published),
    controlSimulated: control,
    treatedPublished: figure(row.treated_published),
    treatedSimulated: treated,
    children: Number(row.children),
    seed: row.seed,
    isStale,
    note: warning === null ? found : `${found} ${warning}`,
    warning,
  };
}

/** A share as a percentage; more than a whole is days. */
function arm(figure: number): string {
  return figure <= 1 ? `${Number((100 * figure).toFixed(1))}%` : `${Number(figure.toFixed(1))} days`;
}

/** The rows of the table beside the file, and of the library's; of the programme, or of the one it is a variant of. */
function rowsFor(files: Files, root: Located): readonly TrialRow[] {
  const own = besideFile(root.source.file, TABLE);
  const library = joinPath(files.library, `programmes/${TABLE}`);
  const parent = wordAt(root, 'extends')
    .replace(/^.*[/\\]/, '')
    .replace(/\.ya?ml$/i, '');
  const names = [wordAt(root, 'programme'), ...(parent === '' ? [] : [parent])];
  const rows = [...new Set([own, library])].flatMap((path) => tableAt(files, path));
  return names.flatMap((name) => rows.filter(({ programme }) => programme === name));
}

/** The rows of a table; none where there is no such file. */
function tableAt(files: Files, path: string): readonly TrialRow[] {
  let text: string;
  try {
    text = files.read(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return parseTrialTable(path, text);
}

/** What the keys of the trials would be today. */
function keysOf(files: Files, root: Located, baseline: string): ReadonlyMap<string, string> {
  const trials = readTrials(new Session(files), root, referenceBaseline(files, baseline));
  return new Map(trials.map(({ plan, key }) => [plan.name, key]));
}
