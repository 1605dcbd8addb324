/** The command as a user runs it: the built code in a process of its own, and what it leaves on disk. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBaseline } from '../../scenarios/index.js';
import { partAt } from '../../scenarios/load/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = join(ROOT, 'dist/cli/main.js');
export const LIBRARY = join(ROOT, 'scenarios');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Choices {
  /** Working folder. */
  readonly cwd?: string;
  /** Sends SIGINT as soon as standard error has this in it. */
  readonly interruptAt?: string;
  /** Another Node than that of the tests. */
  readonly node?: string;
}

/** Runs `throughcare` with these words, to its end. */
export async function throughcare(
  words: readonly string[],
  { cwd = ROOT, interruptAt, node = process.execPath }: Choices = {},
): Promise<Ended> {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: build first (npm test does)`);
  const child = spawn(node, [MAIN, ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  let isInterrupted = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (interruptAt === undefined || isInterrupted || !stderr.includes(interruptAt)) return;
    isInterrupted = true;
    child.kill('SIGINT');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
}

/** A folder of its own for a test file, and a way to fill it. Call `remove` when done. */
export class WorkFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'throughcare-test-'));

  at(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  /** Writes files by name, and says where the first one is. */
  write(files: Readonly<Record<string, string>>): string {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.at(name)), { recursive: true });
      writeFileSync(this.at(name), text);
    }
    return this.at(Object.keys(files)[0]!);
  }

  read(...names: readonly string[]): string {
    return readFileSync(this.at(...names), 'utf8');
  }

  has(...names: readonly string[]): boolean {
    return existsSync(this.at(...names));
  }

  /** Every file below a folder of it, by its path there, in order; hidden ones too. */
  list(...names: readonly string[]): string[] {
    return readdirSync(this.at(...names), { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.at(...names).length + 1))
      .sort();
  }

  /** Files below a folder of it, with their bytes as text. */
  contents(...names: readonly string[]): Record<string, string> {
    return Object.fromEntries(
      this.list(...names).map((name) => [name, readFileSync(this.at(...names, name)).toString('base64')]),
    );
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A line of a tidy table, by column. */
export type Line = Readonly<Record<string, string>>;

/** The lines of a CSV file without quoted line breaks. */
export function readCsv(text: string): Line[] {
  const cells = (line: string): string[] =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '',
    );
  const [header = [], ...lines] = text.trimEnd().split('\n').map(cells);
  return lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i] ?? ''])));
}

/** The one line that has these cells. */
export function lineWith(lines: readonly Line[], wanted: Line): Line {
  const found = lines.filter((line) => Object.entries(wanted).every(([name, value]) => line[name] === value));
  if (found.length !== 1) throw new Error(`${found.length} lines have ${JSON.stringify(wanted)}`);
  return found[0]!;
}

/** England's baseline made quick: a smaller history, and no fit to the area. The model is the same. JSON is YAML. */
export function quickBaseline(): string {
  const whole = readBaseline(join(LIBRARY, 'baselines/england-2025.yaml'), nodeFiles());
  const { fit: _, ...start } = partAt(whole, ['start'])!.data as Record<string, unknown>;
  return JSON.stringify(
    { baseline: 'quick', title: 'England, quickly', extends: 'england-2025', start: { ...start, share: 0.002 } },
    null,
    1,
  );
}

/** A queue that runs in no time. */
export const SMALL_QUEUE = `pathway: queue
title: One server, one queue
run: {start: 2025-04-01, years: 0.5, replications: 3}
resources:
  server: {places: 1}
arrivals:
  customers: {rate: 100 per year, enters: {case: waiting}}
regions:
  case:
    initial: waiting
    states:
      waiting: {queues: server}
      served: {holds: server}
      done: {final: true}
    transitions:
      begin: {from: waiting, to: served, on: place}
      finish: {from: served, to: done, clock: {exponential: 1 per day}}
`;
