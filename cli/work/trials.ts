/** `trials [PROGRAMME]`: each trial as published and as simulated, the hazard ratios found, and a table of them on disk. */
import { existsSync, readFileSync } from 'node:fs';
import type { FoundOutcome } from '../../engine/index.js';
import {
  InputError,
  isTrialTable,
  parseTrialTable,
  problemWithFile,
  renewed,
  trialTableText,
  type TrialRow,
} from '../../scenarios/index.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { simulateTrials, type SimulatedTrial } from '../host/trials.js';
import { makeProgress } from '../progress.js';
import { wrap } from '../text.js';

export interface TrialsArguments {
  readonly programme?: string | undefined;
  readonly out?: string | undefined;
  readonly force: boolean;
  readonly baseline?: string | undefined;
  readonly children?: number | undefined;
  readonly seed?: string | undefined;
  readonly quiet: boolean;
}

const FEWEST = 500;
const MOST = 1_000_000;

export async function trials(typed: TrialsArguments): Promise<void> {
  const { programme, out, force, baseline, children, seed, quiet } = typed;
  if (children !== undefined && !(Number.isInteger(children) && children >= FEWEST && children <= MOST))
    throw new InputError([
      problemWithFile('--children', `a whole number from ${FEWEST} to ${MOST}, found ${children}`),
    ]);
  if (seed?.includes('\0') === true) throw new InputError([problemWithFile('--seed', 'a seed has no NUL character')]);
  const old = out === undefined ? [] : oldRows(out, force);
  // A trial is one long stretch of work that hears nothing meanwhile: Ctrl-C ends the process, and nothing is written.
  const progress = makeProgress(quiet);
  try {
    const found = await simulateTrials(programme, {
      baseline,
      children,
      seed,
      onProgress: (done, of) => progress.report({ stage: 'trials', done, of }),
    });
    progress.stop();
    if (out !== undefined)
      writeOutputFile(
        out,
        trialTableText(
          renewed(
            old,
            found.flatMap(({ rows }) => rows),
          ),
        ),
        force,
      );
    if (!quiet) {
      const lines =
        found.length === 0 ? ['No programme of the library has a trial to simulate.'] : found.flatMap(trialLines);
      process.stdout.write(`${lines.join('\n')}\n${out === undefined ? '' : `\nWrote ${out}.\n`}`);
    }
  } finally {
    progress.stop();
  }
}

/** The rows of a table that is there already: those of other programmes stay. */
function oldRows(out: string, force: boolean): readonly TrialRow[] {
  if (!/\.csv$/i.test(out))
    throw new InputError([problemWithFile(out, "a table is a CSV file: end its name in '.csv'")]);
  checkOutputFile(out, force);
  if (!existsSync(out)) return [];
  const text = readFileSync(out, 'utf8');
  if (!isTrialTable(text))
    throw new InputError([problemWithFile(out, 'this is not a table of trials, and is left as it is; name another')]);
  return parseTrialTable(out, text);
}

function trialLines({ programme, trial, result, plain }: SimulatedTrial): string[] {
  const { plan, label, labels } = trial;
  return [
    `${programme.programme}, ${plan.name}: ${label}`,
    ...wrap(`${result.children} children in each arm, followed for ${plain1(plan.horizon)} days.`, '  '),
    ...result.outcomes.flatMap((found) => {
      const isDays = plan.outcomes.some(({ name, estimand }) => name === found.name && estimand.kind === 'days');
      return outcomeLines(found, labels[found.name] ?? found.name, isDays, plain[found.name] ?? null);
    }),
    '',
  ];
}

function outcomeLines(found: FoundOutcome, label: string, isDays: boolean, plain: number | null): string[] {
  const { control, treated, hazardRatio, effect } = found;
  const figure = (value: number): string => (isDays ? `${value.toFixed(1)} days` : `${(100 * value).toFixed(1)}%`);
  const published = (value: number | null): string => (value === null ? '' : `, published ${figure(value)}`);
  const fitted =
    found.controlConstant === null
      ? ''
      : ` (${figure(found.model)} by itself, its hazards multiplied by ${found.controlConstant.toFixed(2)})`;
  const wanted = treated.isPublished
    ? published(treated.wanted)
    : treated.wanted === null
      ? ''
      : `, ${figure(treated.wanted)} by the published ratio`;
  return [
    ...wrap(`${label}${hazardRatio === null ? ' (not fitted)' : ''}`, '  '),
    ...wrap(`control ${figure(control.simulated)}${published(control.published)}${fitted}`, '    '),
    ...wrap(`treated ${figure(treated.simulated)}${wanted}`, '    '),
    ...(hazardRatio === null
      ? []
      : wrap(
          `${effect}: hazard ratio ${hazardRatio.value.toFixed(3)}${
            hazardRatio.interval === null
              ? ' (no interval published)'
              : ` (${hazardRatio.interval.map((end) => end.toFixed(3)).join(' to ')})`
          }${plain === null ? '' : `; the published ratio by itself is ${plain.toFixed(3)}`}`,
          '    ',
        )),
  ];
}

function plain1(value: number): string {
  return String(Number(value.toFixed(1)));
}
