/** Options that several commands share. */
import { availableParallelism } from 'node:os';
// Not the folder's public face: what is needed to show help is loaded, and no more.
import { InputError, problemWithFile } from '../../scenarios/load/problem.js';
import { STANCES } from '../../scenarios/schema/stances.js';
import type { ScenarioOverrides } from '../../scenarios/index.js';

export const scenarioOption = {
  describe: 'A scenario file, a pathway file that says how to run itself, or a run.json',
  type: 'string',
  demandOption: true,
} as const;

export const overrideOptions = {
  area: {
    type: 'string',
    describe: 'Another area: an authority, a region or England, by name or ONS code',
    requiresArg: true,
  },
  seed: { type: 'string', describe: 'Another seed: any text', requiresArg: true },
  replications: { type: 'number', describe: 'How many replications', requiresArg: true },
  stance: { choices: STANCES, describe: 'How far to believe the evidence for the programmes', requiresArg: true },
  years: { type: 'number', describe: 'How many years to run', requiresArg: true },
} as const;

export const workersOption = {
  type: 'number',
  describe: 'Worker threads (the result is the same for any number)',
  default: Math.min(8, availableParallelism()),
  requiresArg: true,
} as const;

/** What may be typed instead of what the file says. */
export type OverrideArguments = Pick<ScenarioOverrides, 'area' | 'seed' | 'replications' | 'stance' | 'years'>;

/** The overrides typed, refused where they make no sense. */
export function overridesOf(typed: OverrideArguments): OverrideArguments {
  const { area, seed, replications, stance, years } = typed;
  if (replications !== undefined && !(Number.isInteger(replications) && replications >= 1 && replications <= 1_000_000))
    throw new InputError([
      problemWithFile('--replications', `a whole number from 1 to 1000000, found ${replications}`),
    ]);
  if (years !== undefined && !(years > 0 && years <= 200 && Number.isInteger(years * 12)))
    throw new InputError([problemWithFile('--years', `a number of years up to 200, in whole months, found ${years}`)]);
  return {
    ...(area !== undefined && { area }),
    ...(seed !== undefined && { seed }),
    ...(replications !== undefined && { replications }),
    ...(stance !== undefined && { stance }),
    ...(years !== undefined && { years }),
  };
}

/** A sensible number of worker threads. */
export function workersOf(typed: number): number {
  if (!(Number.isInteger(typed) && typed >= 1 && typed <= 256))
    throw new InputError([problemWithFile('--workers', `a whole number from 1 to 256, found ${typed}`)]);
  return typed;
}
