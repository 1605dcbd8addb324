/** The practices that reviews of the field name, and what of this library answers each: `practices.csv`. */
import { splitLine } from '../../areas/table.js';
import type { Files } from '../../load/index.js';
import { InputError, joinPath, problemWithFile, readText } from '../../load/index.js';

/** How a practice is answered. */
export const ANSWERS = ['file', 'variant', 'parameter', 'report', 'command'] as const;

const PRACTICE_COLUMNS = ['id', 'practice', 'target_group', 'mechanism', 'answered_by', 'how', 'note'] as const;

export type Practice = Readonly<Record<(typeof PRACTICE_COLUMNS)[number], string>>;

const TABLE = 'programmes/practices.csv';

/** @throws InputError for a table that is not one */
export function practices(files: Files): readonly Practice[] {
  const path = joinPath(files.library, TABLE);
  const [header, ...lines] = readText(files, path)
    .split(/\r?\n/)
    .filter((line) => line !== '');
  if (header !== PRACTICE_COLUMNS.join(','))
    throw new InputError([problemWithFile(path, `expected the columns ${PRACTICE_COLUMNS.join(',')}`)]);
  return lines.map((line, i) => {
    const cells = splitLine(line);
    if (cells.length !== PRACTICE_COLUMNS.length)
      throw new InputError([
        problemWithFile(
          path,
          `line ${i + 2} has ${cells.length} cells, and there are ${PRACTICE_COLUMNS.length} columns`,
        ),
      ]);
    return Object.fromEntries(PRACTICE_COLUMNS.map((column, k) => [column, cells[k] ?? ''])) as Practice;
  });
}
