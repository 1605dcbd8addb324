#!/usr/bin/env node
/** The command: reads the words typed, calls the command they name, and turns what goes wrong into an exit code. */
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { areasCommand } from './commands/areas.js';
import { attributeCommand } from './commands/attribute.js';
import { breakEvenCommand } from './commands/break-even.js';
import { calibrateCommand } from './commands/calibrate.js';
import { backtestCommand } from './commands/backtest.js';
import { chartCommand } from './commands/chart.js';
import { checkCommand } from './commands/check.js';
import { driftCommand } from './commands/drift.js';
import { describeCommand } from './commands/describe.js';
import { diagramCommand } from './commands/diagram.js';
import { initCommand } from './commands/init.js';
import { portfolioCommand } from './commands/portfolio.js';
import { programmesCommand } from './commands/programmes.js';
import { reportCommand } from './commands/report.js';
import { runCommand } from './commands/run.js';
import { sensitivityCommand } from './commands/sensitivity.js';
import { compareCommand, studyCommand } from './commands/study.js';
import { traceCommand } from './commands/trace.js';
import { trialsCommand } from './commands/trials.js';
import { validateCommand } from './commands/validate.js';
import { gridCommand, morrisCommand, seekCommand, tornadoCommand } from './commands/what-matters.js';
import { complaint } from './complaint.js';
import { EXIT, exitCodeOf, failure } from './exit.js';
import { InputError, problemWithFile } from '../scenarios/load/problem.js';
import { versions } from './host/versions.js';

const COMMANDS = [
  runCommand,
  studyCommand,
  compareCommand,
  portfolioCommand,
  reportCommand,
  chartCommand,
  checkCommand,
  traceCommand,
  validateCommand,
  backtestCommand,
  driftCommand,
  areasCommand,
  programmesCommand,
  diagramCommand,
  describeCommand,
  initCommand,
  calibrateCommand,
  sensitivityCommand,
  trialsCommand,
  attributeCommand,
  breakEvenCommand,
  tornadoCommand,
  gridCommand,
  seekCommand,
  morrisCommand,
] as const;

const parser = yargs(hideBin(process.argv))
  .scriptName('throughcare')
  .usage(
    "$0 <command>\n\nMoves synthetic children one by one through children's social care, under programmes, and counts what follows.",
  )
  .command([...COMMANDS] as never)
  .demandCommand(1, 'Say what to do: throughcare run SCENARIO, for example.')
  .strict()
  .check((typed) => {
    const isList = (name: string): boolean => name === '_' || ['programme', 'scenarios', 'results'].includes(name);
    const twice = Object.entries(typed).find(([name, value]) => !isList(name) && Array.isArray(value));
    if (twice !== undefined) throw new InputError([problemWithFile(`--${twice[0]}`, 'is given more than once')]);
    return true;
  })
  .recommendCommands()
  .version(versions()['throughcare'] ?? '')
  .help()
  .alias('help', 'h')
  .wrap(Math.min(100, process.stdout.columns ?? 100))
  .locale('en')
  .exitProcess(false)
  .fail((message, error) => {
    // Some complaints of yargs itself come as errors (an option without its value).
    if (error !== undefined && error !== null && error.name !== 'YError') throw error;
    process.stderr.write(`${complaint(message ?? error?.message ?? '', hideBin(process.argv), COMMANDS)}\n`);
    throw new Explained();
  });

// A reader that stops early (`| head`) has what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.ours);
});

/** Words that could not be understood, already explained. */
class Explained extends Error {}

try {
  await parser.parseAsync();
} catch (error) {
  if (error instanceof Explained) process.exitCode = EXIT.theirs;
  else {
    process.stderr.write(failure(error));
    process.exitCode = exitCodeOf(error);
  }
}
