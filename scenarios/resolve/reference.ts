/** A baseline by itself, as trials are simulated on it: national, without a scenario, an area or a programme. */
import type { PathwayModel } from '../../engine/pathway/model.js';
import type { Files, ParameterValues } from '../load/index.js';
import { Problems } from '../load/index.js';
import { pathwayFile, scenarioFile } from '../schema/index.js';
import { baselineOf } from './baseline.js';
import { baselineAsked } from './calibration/read.js';
import type { Vocabulary } from './context.js';
import { withParents } from './extends.js';
import { buildPathway, vocabularyOf } from './pathway.js';
import { checkPlain, contextOf, Session } from './session.js';

export interface ReferenceBaseline {
  /** The baseline's own file. */
  readonly path: string;
  readonly model: PathwayModel;
  readonly words: Vocabulary;
  readonly values: ParameterValues;
  /** Day 0, in days since 1970-01-01. */
  readonly startDay: number;
}

/** The name of the scenario put around the baseline, which no file has. */
const AROUND = '--trials';

/** Reading the files again for every trial would take longer than all else. */
const known = new WeakMap<Files, Map<string, ReferenceBaseline>>();

/** @throws InputError for what is wrong with the baseline */
export function referenceBaseline(files: Files, asked: string): ReferenceBaseline {
  const read = known.get(files) ?? new Map<string, ReferenceBaseline>();
  known.set(files, read);
  const found = read.get(asked) ?? readReference(files, asked);
  read.set(asked, found);
  return found;
}

function readReference(files: Files, asked: string): ReferenceBaseline {
  const around = JSON.stringify({ scenario: 'trials', title: 'Trials', baseline: 'trials' });
  const session = new Session({ ...files, read: (file) => (file === AROUND ? around : files.read(file)) });
  const { path, written } = baselineAsked(session, asked, 'used for trials');
  const root = session.read(AROUND);
  const baseRoot = withParents(session, written);
  const { values, baseline } = baselineOf(
    session,
    baseRoot,
    { root, file: checkPlain(scenarioFile, root) },
    null,
    null,
    {},
  );
  const named = session.named(baseRoot, ['pathway'], baseline.pathway, 'pathways');
  const { file, root: filled } = session.check(pathwayFile, named, values);
  const problems = new Problems();
  const words = vocabularyOf(file);
  const model = buildPathway(contextOf(filled, problems, words, baseline.start_date), file);
  problems.throwIfAny();
  return { path, model, words, values, startDay: baseline.start_date };
}
