/**
 * Several results as one comparison. Runs of the same baseline become its options; runs of other areas with the same programmes,
 * and studies of other areas with the same options, stand area by area. Anything else is refused, saying what differs: a
 * difference between runs that do not share their children and their luck would be a difference of luck.
 */
import type { AreaStudy } from '../../../reports/study/index.js';
import { discloseStudy } from '../../../reports/study/disclose.js';
import { InputError, problemWithFile } from '../../../scenarios/index.js';
import { compareRuns } from './compare-runs.js';
import { compareStudies } from './compare-studies.js';
import type { ComparedSource } from './comparison-record.js';
import type { Written } from '../written.js';
import type { Results, RunResults, StudyResults } from './read.js';
import { rewritten } from './rewrite.js';

export interface Comparison {
  readonly of: readonly ComparedSource[];
  readonly studies: readonly AreaStudy[];
  /** Numbers kept back in any of them are kept back in all. */
  readonly how: Written;
}

/** @throws InputError where they cannot be put side by side: which folder, and what it differs in */
export function compareResults(all: readonly Results[]): Comparison {
  const { disclosure } = all.map(({ record }) => record).find((record) => record.disclosure !== undefined) ?? {};
  // Each by itself first: nothing is taken from, or matched with, a number that another keeps back.
  const shown = disclosure === undefined ? all : all.map((results) => rewritten(results, { disclosure }));
  const runs = shown.filter((results): results is RunResults => results.kind === 'run');
  const studies = shown.filter((results): results is StudyResults => results.kind === 'study');
  if (runs.length > 0 && studies.length > 0)
    throw new InputError([
      problemWithFile(
        studies[0]!.folder,
        `these are the results of a study, and ${runs[0]!.folder} holds those of a run: compare runs with runs, and studies with studies`,
      ),
    ]);
  refuseTwice(all);
  const made = runs.length > 0 ? compareRuns(runs) : compareStudies(studies);
  return {
    of: all.map(sourceOf),
    studies: disclosure === undefined ? made : made.map(discloseStudy),
    how: { disclosure },
  };
}

function sourceOf({ folder, record, ...rest }: Results): ComparedSource {
  const title = 'result' in rest ? rest.result.title : rest.studies[0]!.report.title;
  return { folder, title, hash: record.hash };
}

function refuseTwice(all: readonly Results[]): void {
  const seen = new Map<string, string>();
  for (const { folder, text } of all) {
    const other = seen.get(text);
    if (other !== undefined)
      throw new InputError([problemWithFile(folder, `this is given twice: ${other} holds the same results`)]);
    seen.set(text, folder);
  }
}
