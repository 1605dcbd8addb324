/** Which programmes of the library are asked for: by section, by whom they are for, by what they change, by grade. */
import { type Grade, InputError, problemWithFile, type ProgrammeListing, SECTIONS } from '../../scenarios/index.js';

export interface Filters {
  readonly section?: string | undefined;
  readonly for?: string | undefined;
  readonly changes?: string | undefined;
  readonly grade?: Grade | undefined;
}

/** @throws InputError for a name that no programme has, with the nearest */
export function filtered(list: readonly ProgrammeListing[], asked: Filters): readonly ProgrammeListing[] {
  const section = asked.section === undefined ? undefined : known('--section', asked.section, SECTIONS, 'section');
  const who = named(list, '--for', asked.for, (item) => item.names.for, 'is for');
  const changed = named(list, '--changes', asked.changes, (item) => item.names.changes, 'changes');
  return list.filter(
    (item) =>
      (section === undefined || item.section === section) &&
      (who === undefined || item.names.for.includes(who)) &&
      (changed === undefined || item.names.changes.includes(changed)) &&
      (asked.grade === undefined || isOfGrade(item, asked.grade)),
  );
}

/** `low` also takes what is very low, and what no study says anything of. */
function isOfGrade({ evidence: { grade } }: ProgrammeListing, asked: Grade): boolean {
  return grade === asked || (asked === 'low' && (grade === null || grade === 'very low'));
}

function named(
  list: readonly ProgrammeListing[],
  option: string,
  found: string | undefined,
  of: (item: ProgrammeListing) => readonly string[],
  verb: string,
): string | undefined {
  if (found === undefined) return undefined;
  const all = [...new Set(list.flatMap((item) => [...of(item)]))].toSorted();
  return known(option, found, all, `name of what a programme ${verb}`);
}

/** The allowed word that was meant: letter case, spaces and hyphens cost nothing. */
function known(option: string, found: string, allowed: readonly string[], what: string): string {
  const plain = (word: string): string => word.toLowerCase().replaceAll(/[-_ ]+/g, '_');
  const meant = allowed.find((word) => plain(word) === plain(found));
  if (meant !== undefined) return meant;
  throw new InputError([problemWithFile(option, `'${found}' is no ${what}`, { found, allowed })]);
}
