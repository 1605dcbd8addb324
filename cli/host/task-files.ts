/** Files as a worker thread reads them: from the disk, or from texts that it was sent. */
import type { Files } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { libraryPath, recordedText } from './portable.js';

export interface TaskFiles {
  /** Texts by path, in place of the disk; null for the disk. */
  readonly texts: Readonly<Record<string, string>> | null;
  readonly library: string;
}

/** What is not among the texts is read from the disk: the library's own files. */
export function taskFiles({ texts, library }: TaskFiles): Files {
  const disk = nodeFiles();
  if (texts === null) return disk;
  return {
    library,
    read: (path) => recordedText(texts, path) ?? disk.read(libraryPath(path, disk.library)),
    list: (folder) => disk.list?.(libraryPath(folder, disk.library)) ?? [],
  };
}
