/** The rules that keep the folders apart and the engine pure are only worth having if they fire: here each is seen to. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const bannedInEngine = [
  'new Date()',
  'Date.now()',
  'Math.random()',
  'Math.log(x)',
  'Math.log1p(x)',
  'Math.log2(x)',
  'Math.log10(x)',
  'Math.exp(x)',
  'Math.expm1(x)',
  'Math.pow(x, x)',
  'Math.sin(x)',
  'Math.cos(x)',
  'Math.tan(x)',
  'Math.asin(x)',
  'Math.acos(x)',
  'Math.atan(x)',
  'Math.atan2(x, x)',
  'Math.sinh(x)',
  'Math.cosh(x)',
  'Math.tanh(x)',
  'Math.asinh(x)',
  'Math.acosh(x)',
  'Math.atanh(x)',
  'Math.cbrt(x)',
  'Math.hypot(x, x)',
  "Math['log'](x)",
  '[x].map(Math.exp)',
  'Object.values(Math)',
  'x ** 2',
  'x **= 2',
  'console.log(x)',
  'process.argv',
  'performance.now()',
  'crypto.randomUUID()',
  'setTimeout(() => x, 1)',
  "fetch('https://example.org')",
  "eval('x')",
  "new Function('return 1')",
  "Function('return 1')",
  'globalThis.x',
  'new Intl.NumberFormat()',
  'x.toLocaleString()',
  "'a'.localeCompare('b')",
];

const bannedImports = [
  ['engine', 'node:fs'],
  ['engine', 'fs'],
  ['engine', 'worker_threads'],
  ['engine', '../scenarios/index.js'],
  ['engine', '../reports/index.js'],
  ['engine', '../cli/host/index.js'],
  ['engine/random', '../../scenarios/index.js'],
  ['scenarios', '../reports/index.js'],
  ['scenarios/schema', '../../cli/host/index.js'],
  ['reports', '../scenarios/index.js'],
  ['reports', '../cli/host/index.js'],
  ['cli', '../tests/index.js'],
] as const;

const printing = [
  ['engine', 'console.log(1)'],
  ['scenarios', 'console.log(1)'],
  ['reports', "process.stdout.write('1')"],
  ['cli/host', 'console.error(1)'],
  ['cli/host', "process.stderr.write('1')"],
] as const;

/** What depends on the machine's language; engine output is held to it above. */
const localeBound = ['scenarios', 'reports', 'cli', 'cli/host', 'cli/work'].flatMap((where) =>
  ['x.toLocaleString()', 'new Intl.NumberFormat()', "'a'.localeCompare('b')"].map((code) => [where, code] as const),
);

const anywhere = [
  ["switch (kind) { case 'a': used(kind); }", 'switch-exhaustiveness-check'],
  ['promised();', 'no-floating-promises'],
  ['const loose: any = 1; used(loose);', 'no-explicit-any'],
  ['if (x == 1) used(x);', 'eqeqeq'],
] as const;

const allowed: Record<string, string> = {
  'engine/allowed.ts': `import { thing } from './thing.js';
import { other } from '../engine/programmes/index.js';
export const y = (x: number) =>
  Math.sqrt(x) + Math.floor(x) + Math.abs(x) + Math.min(x, 1) + Math.max(x, 1) + Math.imul(x, 3) + Math.trunc(x) +
  Math.round(x) + Math.ceil(x) + Math.fround(x) + Math.LN2 + thing + other;
`,
  'scenarios/allowed.ts': `import { readFileSync } from 'node:fs';
import { y } from '../engine/allowed.js';
export const z = [readFileSync, y, Math.log(2), 2 ** 3];
`,
  'cli/allowed.ts': `import { y } from '../engine/allowed.js';
import { z } from '../scenarios/allowed.js';
console.log(y, z);
process.stdout.write('done');
`,
};

interface Finding {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
}

let findings: Finding[];
let folder: string;

const preamble = `declare const x: any1; declare const kind: 'a' | 'b'; declare function used(value: unknown): void; declare function promised(): Promise<number>; type any1 = number;`;
const file = (lines: readonly string[]) => `${preamble}\n${lines.map((line) => `${line};`).join('\n')}\nexport {};\n`;
const nameOf = (where: string, index: number) => `${where}/case${index}.ts`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-lint-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const path of ['.oxlintrc.json', '.oxlint']) cpSync(join(root, path), join(folder, path), { recursive: true });
  write('package.json', '{ "type": "module" }');
  write(
    'tsconfig.json',
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "types": [], "noEmit": true }, "include": ["cli/anywhere.ts"] }',
  );
  write('engine/banned.ts', file(bannedInEngine));
  for (const [index, [where, from]] of bannedImports.entries()) {
    write(nameOf(where, index), `${preamble}\nimport { thing } from '${from}';\nused(thing);\n`);
  }
  for (const [index, [where, code]] of printing.entries()) write(nameOf(where, 100 + index), file([code]));
  for (const [index, [where, code]] of localeBound.entries()) write(nameOf(where, 200 + index), file([code]));
  write('cli/anywhere.ts', file(anywhere.map(([code]) => code)));
  for (const [path, text] of Object.entries(allowed)) write(path, text);

  findings = lint(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(cwd: string): Finding[] {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  let output: string;
  try {
    output = execFileSync(process.execPath, [oxlint, '--type-aware', '--format', 'json'], { cwd, encoding: 'utf8' });
  } catch (failure) {
    output = (failure as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: { filename: string; code: string; labels: { span: { line: number } }[] }[];
  };
  return diagnostics.map(({ filename, code, labels }) => ({
    path: filename.replaceAll('\\', '/'),
    line: labels[0]?.span.line ?? 0,
    // 'eslint(no-console)' -> 'no-console'
    rule: /\(([^)]+)\)$/.exec(code)?.[1] ?? code,
  }));
}

/** The rules that speak of the folders' bounds; other findings on a line do not count as having caught it. */
const boundary = /^(portable-arithmetic|no-restricted-(globals|properties|imports)|no-console)$/;

const rulesAt = (path: string, line: number) =>
  findings.filter((finding) => finding.path === path && finding.line === line).map(({ rule }) => rule);
const caught = (path: string, line: number) => rulesAt(path, line).some((rule) => boundary.test(rule));

describe('the engine is pure', () => {
  test.each(bannedInEngine.map((code, index) => ({ code, line: index + 2 })))('lint refuses $code', ({ line }) => {
    expect(caught('engine/banned.ts', line)).toBe(true);
  });
});

describe('arrows between folders run one way', () => {
  test.each(bannedImports.map(([where, from], index) => ({ where, from, index })))(
    'lint refuses $from in $where',
    ({ where, index }) => {
      expect(caught(nameOf(where, index), 2)).toBe(true);
    },
  );
});

describe('only the commands print', () => {
  test.each(printing.map(([where, code], index) => ({ where, code, index })))(
    'lint refuses $code in $where',
    ({ where, index }) => {
      expect(caught(nameOf(where, 100 + index), 2)).toBe(true);
    },
  );
});

describe('nothing that is written depends on a locale', () => {
  test.each(localeBound.map(([where, code], index) => ({ where, code, index })))(
    'lint refuses $code in $where',
    ({ where, index }) => {
      expect(caught(nameOf(where, 200 + index), 2)).toBe(true);
    },
  );
});

describe('mistakes the types can see', () => {
  test.each(anywhere.map(([code, rule], index) => ({ code, rule, line: index + 2 })))(
    'lint refuses $code',
    ({ rule, line }) => {
      expect(rulesAt('cli/anywhere.ts', line)).toContain(rule);
    },
  );
});

test.each(Object.keys(allowed))('lint has nothing to say about %s', (path) => {
  expect(findings.filter((finding) => finding.path === path)).toEqual([]);
});
