/** Progress on standard error: a bar with time left on a terminal, a plain line now and then in a log, nothing when quiet. */
import { SingleBar } from 'cli-progress';
import type { Progress } from './host/index.js';

export interface ProgressReporter {
  readonly report: (
    progress:
      | Progress
      | {
          readonly stage: 'drawing' | 'calibrating' | 'changing' | 'trials';
          readonly done: number;
          readonly of: number;
        },
  ) => void;
  readonly stop: () => void;
}

const WORDS = {
  reading: 'Reading the scenario',
  history: 'Simulating the history',
  fitting: 'Fitting the area',
  running: 'Running replications',
  draws: 'Running parameter draws',
  summarising: 'Summarising',
  drawing: 'Drawing charts',
  calibrating: 'Calibrating',
  changing: 'Changing numbers',
  trials: 'Simulating trials',
} as const;

/** Share of a stage between two lines in a log. */
const LOG_STEP = 0.25;

export function makeProgress(quiet: boolean): ProgressReporter {
  if (quiet) return { report: () => {}, stop: () => {} };
  return process.stderr.isTTY ? terminalProgress() : logProgress();
}

function terminalProgress(): ProgressReporter {
  let bar: SingleBar | null = null;
  let stage = '';
  const stop = (): void => {
    bar?.stop();
    bar = null;
  };
  return {
    stop,
    report: (progress) => {
      if (progress.stage !== stage) {
        stop();
        stage = progress.stage;
        bar = new SingleBar({
          format: `${WORDS[progress.stage].padEnd(24)} {bar} {percentage}%  {duration_formatted} gone, {eta_formatted} left`,
          stream: process.stderr,
          hideCursor: true,
          barsize: 24,
          etaBuffer: 50,
        });
        bar.start(progress.of, progress.done);
      } else {
        bar?.setTotal(progress.of);
        bar?.update(progress.done);
      }
    },
  };
}

function logProgress(): ProgressReporter {
  let stage = '';
  let next = 0;
  let began = 0;
  return {
    stop: () => {},
    report: ({ stage: now, done, of }) => {
      if (now !== stage) {
        stage = now;
        next = LOG_STEP;
        began = performance.now();
        process.stderr.write(`${WORDS[now]}${of > 1 ? ` (${of})` : ''}\n`);
        return;
      }
      const share = of === 0 ? 1 : done / of;
      if (share < next || of <= 1) return;
      while (next <= share) next += LOG_STEP;
      const gone = (performance.now() - began) / 1000;
      const left = share > 0 ? (gone / share) * (1 - share) : 0;
      process.stderr.write(`${WORDS[now]}: ${done} of ${of}, ${seconds(gone)} gone, ${seconds(left)} left\n`);
    },
  };
}

function seconds(value: number): string {
  return value < 90 ? `${Math.round(value)} s` : `${Math.round(value / 60)} min`;
}
