/** `sensitivity BASELINE`: what each number does to the settled system, as a table on disk and the ten that matter most. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { thousands } from '../../reports/numbers.js';
import {
  byEffect,
  InputError,
  problemWithFile,
  RESULTS,
  sensitivityHeader,
  sensitivityText,
  type SensitivityKind,
} from '../../scenarios/index.js';
import { ALONE, checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { sensitivity as find, type Sensitivity } from '../host/sensitivity.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { effectWords } from '../sensitivity-words.js';
import { wrap } from '../text.js';
import { workersOf } from './arguments.js';
import { idsOf } from './model-file.js';

export interface SensitivityArguments {
  readonly baseline: string;
  readonly out?: string | undefined;
  readonly by: SensitivityKind;
  readonly only?: string | undefined;
  readonly share?: number | undefined;
  readonly workers: number;
  readonly quiet: boolean;
}

const ENDING = { percent: 'sensitivity', interval: 'interval' } as const;
const SHOWN = 10;

export async function sensitivity(typed: SensitivityArguments): Promise<void> {
  const { baseline, by, share, quiet } = typed;
  if (share !== undefined && !(share > 0 && share <= 1))
    throw new InputError([problemWithFile('--share', `a part of all arrivals, above 0 and up to 1: found ${share}`)]);
  const out = typed.out ?? `${basename(baseline).replace(/\.ya?ml$/i, '')}.${ENDING[by]}.csv`;
  if (!/\.csv$/i.test(out))
    throw new InputError([problemWithFile(out, "a table is a CSV file: end its name in '.csv'")]);
  const mayReplace = isTable(out);
  checkOutputFile(out, mayReplace, ALONE);
  const workers = workersOf(typed.workers);
  const progress = makeProgress(quiet);
  const signal = onInterrupt();
  try {
    const found = await find(baseline, {
      workers,
      by,
      ...(share !== undefined && { share }),
      ...(typed.only !== undefined && { only: idsOf(typed.only) }),
      signal,
      onProgress: (done, of) => progress.report({ stage: 'changing', done, of }),
    });
    signal.throwIfAborted();
    writeOutputFile(out, sensitivityText(found.rows, by), mayReplace);
    progress.stop();
    if (!quiet) process.stdout.write(`${summary(found, by).join('\n')}\n\nWrote ${out}.\n`);
  } finally {
    progress.stop();
  }
}

/** True of a table that the command wrote, which a new one may take the place of. */
function isTable(path: string): boolean {
  try {
    if (!existsSync(path)) return false;
    const text = readFileSync(path, 'utf8');
    return (['percent', 'interval'] as const).some((kind) => text.startsWith(`${sensitivityHeader(kind)}\n`));
  } catch {
    return false;
  }
}

function summary({ rows, left, base }: Sensitivity, by: SensitivityKind): string[] {
  const [stock, starts, need, cost] = RESULTS.map((name) => thousands(base[name]));
  const shown = byEffect(rows)
    .filter((row) => effectWords(row) !== '')
    .slice(0, SHOWN);
  const change = by === 'percent' ? 'a rise of 1%' : 'going from the lower end of its interval to the upper';
  return [
    ...wrap(
      `Settled: ${stock} children looked after, ${starts} starts a year, ${need} children in need, £${cost} a year to all payers.`,
    ),
    '',
    `${rows.length} numbers${shown.length === 0 ? ', none of which shows an effect' : `; what ${change} does, for those that matter most`}`,
    ...shown.flatMap((row) =>
      wrap(`${row.parameter}${by === 'percent' ? '' : ` (${row.change})`}: ${effectWords(row)}`, '  '),
    ),
    ...left.flatMap(({ parameter, why }) => wrap(`not changed by itself: ${parameter}: ${why}`, '  ')),
  ];
}
