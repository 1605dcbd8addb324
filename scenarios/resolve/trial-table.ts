/** The table of what simulating the trials has found: `trials.csv`, beside the programme files. */
import type { TrialResult } from '../../engine/study/trial/index.js';
import { splitLine } from '../areas/table.js';
import { Problems, problemAt } from '../load/index.js';
import { SourceText } from '../load/source-text.js';
import type { ResolvedTrial } from './trials.js';

const TRIAL_COLUMNS = [
  'programme',
  'trial',
  'effect',
  'measure',
  'value',
  'low',
  'high',
  'control_published',
  'control_simulated',
  'treated_published',
  'treated_simulated',
  'children',
  'seed',
  'key',
] as const;

type Column = (typeof TRIAL_COLUMNS)[number];

/** One row: of an effect, or (measure `check: NAME`, without an effect or a value) of an outcome that was only looked at. */
export type TrialRow = Readonly<Record<Column, string>>;

const CHECK = 'check: ';

/** The rows of one simulated trial. */
export function rowsOf(
  programme: string,
  { plan, key }: ResolvedTrial,
  result: TrialResult,
  seed: string,
): readonly TrialRow[] {
  return result.outcomes.map(({ name, effect, control, treated, hazardRatio }): TrialRow => {
    const isDays = plan.outcomes.some((outcome) => outcome.name === name && outcome.estimand.kind === 'days');
    const figure = (value: number | null | undefined): string =>
      value === null || value === undefined ? '' : String(Number(value.toFixed(isDays ? 2 : 4)));
    const ratio = (value: number | undefined): string => (value === undefined ? '' : String(Number(value.toFixed(4))));
    return {
      programme,
      trial: plan.name,
      effect: effect ?? '',
      measure: hazardRatio === null ? `${CHECK}${name}` : 'hazard_ratio',
      value: ratio(hazardRatio?.value),
      low: ratio(hazardRatio?.interval?.[0]),
      high: ratio(hazardRatio?.interval?.[1]),
      control_published: figure(control.published),
      control_simulated: figure(control.simulated),
      treated_published: treated.isPublished ? figure(treated.wanted) : '',
      treated_simulated: figure(treated.simulated),
      children: String(result.children),
      seed,
      key,
    };
  });
}

export function isTrialTable(text: string): boolean {
  return text.split(/\r?\n/, 1)[0] === TRIAL_COLUMNS.join(',');
}

export function trialTableText(rows: readonly TrialRow[]): string {
  const cell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = rows.map((row) => TRIAL_COLUMNS.map((column) => cell(row[column])).join(','));
  return `${[TRIAL_COLUMNS.join(','), ...lines].join('\n')}\n`;
}

/** The rows of a table; those of the programmes just simulated take the place of what was there of them. */
export function renewed(old: readonly TrialRow[], rows: readonly TrialRow[]): readonly TrialRow[] {
  const programmes = new Set(rows.map(({ programme }) => programme));
  const kept = old.filter(({ programme }) => !programmes.has(programme));
  // In the order of their names, each programme's rows in the order of its file.
  return [...kept, ...rows].sort((a, b) => (a.programme < b.programme ? -1 : a.programme > b.programme ? 1 : 0));
}

/** @throws InputError for a line that is not of such a table */
export function parseTrialTable(file: string, text: string): readonly TrialRow[] {
  const problems = new Problems();
  const source = new SourceText(file, text);
  const rows: TrialRow[] = [];
  let at = 0;
  text.split(/\n/).forEach((written, index) => {
    const line = written.replace(/\r$/, '');
    const place = { source, at, end: at + line.length };
    at += written.length + 1;
    if (line === '') return;
    if (index === 0) {
      if (!isTrialTable(line))
        problems.add(problemAt(place, `this is not a table of trials, which begins ${TRIAL_COLUMNS.join(',')}`));
      return;
    }
    const cells = splitLine(line);
    const row = Object.fromEntries(TRIAL_COLUMNS.map((column, i) => [column, cells[i] ?? ''])) as Record<
      Column,
      string
    >;
    const isRatio = row.measure === 'hazard_ratio';
    const isNumber = (value: string): boolean => Number(value) > 0 && Number.isFinite(Number(value));
    if (cells.length !== TRIAL_COLUMNS.length)
      problems.add(problemAt(place, `${TRIAL_COLUMNS.length} cells were expected in this line, found ${cells.length}`));
    else if (!isRatio && !row.measure.startsWith(CHECK))
      problems.add(problemAt(place, `the measure is 'hazard_ratio' or '${CHECK}NAME', found '${row.measure}'`));
    else if (isRatio && !(isNumber(row.value) && [row.low, row.high].every((value) => value === '' || isNumber(value))))
      problems.add(problemAt(place, 'a hazard ratio and its interval are numbers above 0'));
    rows.push(row);
  });
  problems.throwIfAny();
  return rows;
}
