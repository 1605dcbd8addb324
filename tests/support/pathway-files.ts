/** Pathway files written in a test: text in memory, everything else as on disk. */
import type { PathwayModel } from '../../engine/pathway/model.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { resolveScenario, type Files, type ResolvedScenario } from '../../scenarios/index.js';

const NAME = 'in-memory.yaml';

/** Resolves the text of a pathway file (or of a scenario that needs no other file of the test's). */
export function resolveText(text: string): ResolvedScenario {
  const disk = nodeFiles();
  const files: Files = { ...disk, read: (path) => (path === NAME ? text : disk.read(path)) };
  return resolveScenario(NAME, files).scenario;
}

/** The model of a pathway file. */
export function modelOf(text: string): PathwayModel {
  return resolveText(text).model;
}

/** A pathway file as data: JSON is YAML. */
export type PathwayFileData = Readonly<Record<string, unknown>>;

export function resolveData(file: PathwayFileData): ResolvedScenario {
  return resolveText(JSON.stringify(file));
}
