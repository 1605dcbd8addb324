/** A study file, and each of its options as the scenario it stands for. */
import { findArea, readAreas } from '../areas/index.js';
import type { Files, Located } from '../load/index.js';
import { InputError, mappingOf, partAt, placeOf, problemAt, Problems, scalarAt, valuePlace } from '../load/index.js';
import { studyFile, type StudyFile } from '../schema/study.js';
import { checkPlain, Session } from './session.js';

/** What a study and a scenario say in the same words. */
const SHARED = [
  'title',
  'question',
  'note',
  'baseline',
  'area',
  'area_data',
  'start',
  'years',
  'seed',
  'stance',
  'set',
  'assurance',
];

export interface StudyRead {
  readonly path: string;
  readonly root: Located;
  readonly file: StudyFile;
  /** Names of the options, the one compared with first. */
  readonly options: readonly string[];
  /** Areas to be asked of in turn; none where the study names none. */
  readonly areas: readonly string[];
}

/** Whether a file is a study. */
export function isStudy(root: Located): boolean {
  return root.parts?.has('study') === true && root.parts.has('options');
}

/** Whether the file at a path is a study. @throws InputError where it cannot be read */
export function isStudyFile(path: string, files: Files): boolean {
  return isStudy(new Session(files).read(path));
}

/**
 * The title and area that a file has by itself, whatever is asked for; null where it names none.
 *
 * @throws InputError where it cannot be read
 */
export function asWritten(path: string, files: Files): { readonly title: string | null; readonly area: string | null } {
  const root = new Session(files).read(path);
  const of = (key: string): string | null => {
    const written = partAt(root, [key])?.data;
    return typeof written === 'string' ? written : null;
  };
  return { title: of('title'), area: of('area') };
}

/** @throws InputError with what is wrong with the file by itself */
export function readStudyFile(path: string, files: Files): StudyRead {
  const root = new Session(files).read(path);
  if (root.parts?.has('study') !== true) {
    const message = `this is not a study, which begins 'study: NAME' and has 'options'`;
    throw new InputError([problemAt(placeOf(root, []), message)]);
  }
  const file = checkPlain(studyFile, root);
  const names = Object.keys(file.options);
  if (file.area !== undefined && file.areas !== undefined)
    throw new InputError([problemAt(placeOf(root, ['areas']), "a study has either 'area' or 'areas'")]);
  if (file.stance !== undefined && file.stances !== undefined)
    throw new InputError([problemAt(placeOf(root, ['stances']), "a study has either 'stance' or 'stances'")]);
  const again = (file.stances ?? []).findIndex((stance, i, all) => all.indexOf(stance) < i);
  if (again >= 0)
    throw new InputError([
      problemAt(
        placeOf(root, ['stances', again]),
        `${file.stances![again]!} is named twice: each stance is a study of its own`,
      ),
    ]);
  const first = file.compare_with ?? names[0]!;
  if (!names.includes(first))
    throw new InputError([
      problemAt(placeOf(root, ['compare_with']), `there is no option '${first}' in this study`, {
        found: first,
        allowed: names,
      }),
    ]);
  const areas = file.areas ?? (file.area === undefined ? [] : [file.area]);
  checkAreas(root, files, areas);
  if (areas.length > 1 && file.area_data !== undefined)
    throw new InputError([
      problemAt(placeOf(root, ['area_data']), `figures of one area's own cannot be those of ${areas.length} areas`),
    ]);
  return { path, root, file, options: [first, ...names.filter((name) => name !== first)], areas };
}

/** Refuses areas that are not there, or are there twice by whatever name, before any of them is run. */
function checkAreas(root: Located, files: Files, areas: readonly string[]): void {
  const problems = new Problems();
  const codes = new Set<string>();
  const isList = root.parts?.has('areas') === true;
  if (areas.length === 0) return;
  const known = readAreas(files);
  areas.forEach((area, i) => {
    const place = placeOf(root, isList ? ['areas', i] : ['area']);
    const finding = findArea(known, area);
    if (!finding.found) {
      const { message, suggestions } = finding;
      problems.add(problemAt(place, message, { found: area, suggestion: suggestions[0], allowed: suggestions }));
    } else if (codes.has(finding.area.code))
      problems.add(problemAt(place, `${finding.area.name} is named twice`, { found: area }));
    else codes.add(finding.area.code);
  });
  problems.throwIfAny();
}

/**
 * An option as a scenario, every part of which stands where the study has it. Its seed is the study's, so that all options
 * are lived by the same children with the same luck.
 *
 * @param option the name of an option
 * @param isAsked whether an area is asked of besides, in place of the study's own
 * @throws InputError where there is no such option
 */
export function optionAsScenario(root: Located, option: string, isAsked: boolean): Located {
  const options = partAt(root, ['options']);
  const names = [...(options?.parts?.keys() ?? [])];
  const own = options?.parts?.get(option);
  const study = partAt(root, ['study']);
  if (own === undefined || study === undefined)
    throw new InputError([
      problemAt(placeOf(root, ['options']), `there is no option '${option}' in this study`, {
        found: option,
        allowed: names,
      }),
    ]);
  const parts = new Map<string, Located>([['scenario', study]]);
  for (const key of SHARED) {
    const part = partAt(root, [key]);
    if (part !== undefined && !(isAsked && key === 'area')) parts.set(key, part);
  }
  const firstArea = partAt(root, ['areas', 0]);
  if (firstArea !== undefined && !isAsked) parts.set('area', firstArea);
  const firstStance = partAt(root, ['stances', 0]);
  if (firstStance !== undefined) parts.set('stance', firstStance);
  if (!parts.has('seed')) parts.set('seed', scalarAt(study.data, valuePlace(study)));
  const programmes = own.parts?.get('programmes');
  if (programmes !== undefined) parts.set('programmes', programmes);
  return mappingOf(parts, root);
}
