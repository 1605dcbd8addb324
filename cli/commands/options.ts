/** Options that several commands share. */
import { availableParallelism } from 'node:os';
// Not the folder's public face: what is needed to show help is loaded, and no more.
import { DISCLOSURES } from '../../reports/tables/disclosure/names.js';
import { STANCES } from '../../scenarios/schema/stances.js';

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

/** How long pages are. */
export const fullOption = {
  type: 'boolean',
  default: false,
  describe: 'Pages with every chart, assumption, effect and definition; they are short otherwise',
} as const;

/** How tables are written. */
export const tableOptions = {
  disclosure: {
    choices: DISCLOSURES,
    describe: 'Keep small numbers back in tables, charts and pages, as the Department for Education does',
    requiresArg: true,
  },
  official: {
    type: 'boolean',
    default: false,
    describe: "Also write the tables in the columns of the Department for Education's open data standards",
  },
} as const;

export const precisionOptions = {
  precision: {
    type: 'string',
    describe:
      'Run until a mean is known so nearly: half the width of its 95% interval, as a share (2%) or an amount (5)',
    requiresArg: true,
  },
  'precision-of': {
    type: 'string',
    describe: 'Whose mean (looked_after if not given); MEASURE:difference for that of the difference',
    requiresArg: true,
  },
  most: { type: 'number', describe: 'With --precision: replications (or draws) at most; 1000', requiresArg: true },
} as const;

export const workersOption = {
  type: 'number',
  describe: 'Worker threads (the result is the same for any number)',
  default: Math.min(8, availableParallelism()),
  requiresArg: true,
} as const;

/** Of commands that print a text, or write it as a page. */
export const pageOptions = {
  out: { type: 'string', describe: 'A page of Markdown to write as well', requiresArg: true },
  force: { type: 'boolean', default: false, describe: 'Write over a file that is there' },
  workers: workersOption,
  quiet: { type: 'boolean', default: false, describe: 'No progress; with --out nothing on the screen' },
  json: { type: 'boolean', default: false, describe: 'Print the result as JSON on standard output' },
} as const;

export const validationOption = {
  type: 'string',
  describe: "A validation file, or a baseline that names one; England's if not given",
} as const;
