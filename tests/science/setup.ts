/**
 * Before the science tests: no rows. After a whole run of them docs/correctness.md is written anew.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EACH, MOST_COMPARISONS, ROWS, type Row } from '../support/battery.js';

const PAGE = fileURLToPath(new URL('../../docs/correctness.md', import.meta.url));
const BEGIN = '<!-- results: written by npm run test:science -->';
const END = '<!-- end of results -->';

export function setup(): void {
  rmSync(ROWS, { recursive: true, force: true });
  mkdirSync(ROWS, { recursive: true });
}

export function teardown(): void {
  // One file alone, or some tests by name, are not the battery.
  if (process.argv.some((word) => /science\/|\.test|^-t|^--testNamePattern/.test(word))) return;
  const page = readFileSync(PAGE, 'utf8');
  const results = resultsOf(rows());
  const before = page.slice(0, page.indexOf(BEGIN) + BEGIN.length);
  const after = page.slice(page.indexOf(END));
  const written = `${before}\n\n${results}\n${after}`;
  if (written !== page) {
    writeFileSync(PAGE, written);
    process.stdout.write('docs/correctness.md has been written anew with these results.\n');
  }
}

function rows(): Row[] {
  return readdirSync(ROWS)
    .flatMap((name) => readFileSync(`${ROWS}${name}`, 'utf8').trim().split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** The results by section and law, in the order of their names. */
function resultsOf(all: readonly Row[]): string {
  const statistical = all.filter((row) => row.isStatistical).length;
  if (statistical > MOST_COMPARISONS)
    throw new Error(
      `${statistical} statistical comparisons: the battery's error rate is worked out for ${MOST_COMPARISONS}`,
    );
  const order = (a: Row, b: Row): number => {
    const keys = (row: Row): string => [row.section, row.law, row.what].join('\u0001');
    return keys(a) < keys(b) ? -1 : keys(a) > keys(b) ? 1 : 0;
  };
  const sections = new Map<string, Row[]>();
  for (const row of [...all].sort(order)) sections.set(row.section, [...(sections.get(row.section) ?? []), row]);
  const tables = [...sections].map(([section, list]) =>
    [
      `### ${section}`,
      '',
      '| law | figure | exact | simulated | verdict |',
      '|---|---|---|---|---|',
      ...list.map((row) => `| ${[row.law, row.what, row.exact, row.found, row.verdict].map(cell).join(' | ')} |`),
      '',
    ].join('\n'),
  );
  const summary =
    `${all.length} claims, ${statistical} of them statistical: each may fail a right engine once in ${Math.round(1 / EACH)} seeds, ` +
    `all of them together once in ${Math.round(1 / (statistical * EACH))}.`;
  return [summary, '', ...tables].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
