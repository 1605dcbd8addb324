/**
 * Parts of a study that are done, kept on disk so that an interrupted one goes on where it stopped. A part is a draw, or a
 * replication where there are no draws; its numbers are kept to the last bit, so that what comes out is the same. A journal
 * is of one question: other files, another version or another seed have another.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Numbers by option, then replication. */
export type Numbers = readonly (readonly Float64Array[])[];

export interface Part {
  readonly values: Numbers;
  readonly programmes: Numbers;
  readonly events: number;
  /** Whether the local fit of a draw came near enough; true of a replication, which has none of its own. */
  readonly close: boolean;
}

interface Kept {
  readonly values: readonly (readonly string[])[];
  readonly programmes: readonly (readonly string[])[];
  readonly events: number;
  readonly close: boolean;
}

/** A part on disk: its text, and the hash that tells whether it is still what was written. */
interface Sealed {
  readonly part: string;
  readonly hash: string;
}

/** Keeps parts under a folder; null keeps nothing. */
export class Journal {
  private readonly folder: string | null;

  /**
   * @param folder where the study's results go; null to keep nothing
   * @param question everything that the parts depend on
   */
  constructor(folder: string | null, question: unknown) {
    this.folder = folder === null ? null : join(partsBeside(folder), hashOf(JSON.stringify(question)).slice(0, 16));
  }

  /** A part that is done; null where it is not. A part that is not what was written is not done. */
  read(name: string): Part | null {
    const path = this.pathOf(name);
    if (path === null || !existsSync(path)) return null;
    try {
      const { part, hash } = JSON.parse(readFileSync(path, 'utf8')) as Sealed;
      if (hashOf(part) !== hash) return null;
      const { values, programmes, events, close } = JSON.parse(part) as Kept;
      return { values: decoded(values), programmes: decoded(programmes), events, close };
    } catch {
      return null;
    }
  }

  /** Keeps a part: whole, or not at all. */
  write(name: string, { values, programmes, events, close }: Part): void {
    const path = this.pathOf(name);
    if (path === null || this.folder === null) return;
    mkdirSync(this.folder, { recursive: true });
    const kept: Kept = { values: encoded(values), programmes: encoded(programmes), events, close };
    const part = JSON.stringify(kept);
    const sealed: Sealed = { part, hash: hashOf(part) };
    writeFileSync(`${path}.new`, JSON.stringify(sealed));
    renameSync(`${path}.new`, path);
  }

  /** Forgets every part of this and of other questions: the study is done. */
  static clear(folder: string): void {
    rmSync(partsBeside(folder), { recursive: true, force: true });
  }

  private pathOf(name: string): string | null {
    return this.folder === null ? null : join(this.folder, `${name}.json`);
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function encoded(numbers: Numbers): readonly (readonly string[])[] {
  return numbers.map((rows) =>
    rows.map((row) => Buffer.from(row.buffer, row.byteOffset, row.byteLength).toString('base64')),
  );
}

function decoded(numbers: readonly (readonly string[])[]): Numbers {
  return numbers.map((rows) =>
    rows.map((text) => {
      const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
      return new Float64Array(bytes.buffer);
    }),
  );
}

/** A folder beside the results, which are written whole and would take it with them. */
function partsBeside(folder: string): string {
  const target = resolve(folder);
  return join(dirname(target), `.${basename(target)}.parts`);
}
