/** `describe PATH`: a model's description, written from its own data files. */
import { describeModel } from '../../reports/model/index.js';
import { fileWords, InputError, problemWithFile, resolveScenario, type Resolution } from '../../scenarios/index.js';
import { nodeFiles } from '../host/index.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { placeOf } from '../host/place.js';
import { software } from '../host/versions.js';
import { rowsByName, sensitivityWords } from '../sensitivity-words.js';
import { readModelFile } from './model-file.js';
import { sensitivitiesOf } from './sensitivities.js';
import { sourceOf } from './source.js';

export interface DescribeArguments {
  readonly path: string;
  readonly out?: string | undefined;
  readonly programmes?: string | undefined;
  readonly force: boolean;
}

export function describe(typed: DescribeArguments): void {
  const { path, out, programmes, force } = typed;
  if (out !== undefined) checkOutputFile(out, force);
  const text = description(path, programmes);
  if (out === undefined) process.stdout.write(text);
  else {
    writeOutputFile(out, text, force);
    process.stdout.write(`${out}\n`);
  }
}

/** The description of what was named. @throws InputError */
export function description(path: string, programmes?: string): string {
  const { resolution, texts, isExperiment } = readModelFile(path, programmes, (name, { files, ...overrides }) =>
    // Not compiled: to look at every combination that can be reached takes long, and `check` and `run` do it.
    resolveScenario(name, files, overrides),
  );
  if (isExperiment && programmes !== undefined)
    throw new InputError([
      problemWithFile('--programmes', 'a scenario says itself which programmes it has: name a pathway or a baseline'),
    ]);
  const { scenario } = resolution;
  const { library } = nodeFiles();
  return describeModel(scenario, {
    words: fileWords(texts),
    software: software(),
    files: [...texts.keys()].map((file) => placeOf(file, library)),
    isExperiment,
    effects: effectsOf(resolution, path),
    writtenBy: `throughcare describe ${placeOf(path, library)}${programmes === undefined ? '' : ` --programmes ${programmes}`}`,
  });
}

/** What hangs on each number, in words by its name, where the baseline names a table of that. */
function effectsOf(resolution: Resolution, path: string): Readonly<Record<string, string>> {
  const { files, isRecord } = sourceOf(path, {});
  const names = resolution.scenario.parameters.map(({ name }) => name);
  const byName = rowsByName(sensitivitiesOf(resolution, files, isRecord), names);
  return Object.fromEntries([...byName].map(([name, rows]) => [name, sensitivityWords(name, rows, '')]));
}
