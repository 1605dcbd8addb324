/** `programmes [ID]`: the library as a list, one programme on a card, or the whole of it as a page. */
import { programmesPage } from '../../reports/library/index.js';
import {
  type Grade,
  InputError,
  practices,
  problemWithFile,
  programmeCard,
  programmeIds,
  programmeList,
  SECTIONS,
} from '../../scenarios/index.js';
import { nodeFiles } from '../host/index.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { cardText } from '../library/card-text.js';
import { filtered } from '../library/filter.js';
import { listText } from '../library/list-text.js';

export interface ProgrammesArguments {
  readonly id?: string | undefined;
  readonly section?: string | undefined;
  readonly for?: string | undefined;
  readonly changes?: string | undefined;
  readonly grade?: Grade | undefined;
  readonly out?: string | undefined;
  readonly force: boolean;
  readonly json: boolean;
}

export function programmes(typed: ProgrammesArguments): void {
  const { id, out, force, json } = typed;
  const filters = (['section', 'for', 'changes', 'grade'] as const).filter((name) => typed[name] !== undefined);
  if (id !== undefined && filters.length > 0)
    throw new InputError([problemWithFile(`--${filters[0]!}`, 'sifts the list: leave out the name of a programme')]);
  if (out !== undefined) {
    const other = [
      ...(id === undefined ? [] : ['the name of a programme']),
      ...filters.map((name) => `--${name}`),
      ...(json ? ['--json'] : []),
    ];
    if (other.length > 0)
      throw new InputError([
        problemWithFile('--out', `writes the page of the whole library: leave out ${other.join(', ')}`),
      ]);
    checkOutputFile(out, force);
    writeOutputFile(out, libraryPage(), force);
    process.stdout.write(`${out}\n`);
    return;
  }
  const files = nodeFiles();
  if (id !== undefined) {
    const card = programmeCard(files, id);
    process.stdout.write(json ? `${JSON.stringify(card)}\n` : cardText(card));
    return;
  }
  const list = filtered(programmeList(files), typed);
  process.stdout.write(json ? `${JSON.stringify(list)}\n` : listText(list));
}

/** The page of every programme and of the practices they answer, in Markdown. @throws InputError */
export function libraryPage(): string {
  const files = nodeFiles();
  return programmesPage({
    programmes: programmeIds(files).map((id) => programmeCard(files, id)),
    sections: SECTIONS,
    practices: practices(files),
    writtenBy: 'throughcare programmes --out docs/programmes.md',
  });
}
