/** The programmes of the library by themselves, outside any scenario: a list, and a card of each. */
import type { EvidenceCard } from '../../engine/study/result.js';
import type { Files } from '../load/index.js';
import {
  InputError,
  joinPath,
  nearest,
  placeOf,
  problemAt,
  problemWithFile,
  Problems,
  readText,
  readYamlMapping,
  validate,
} from '../load/index.js';
import { programmeFile, STANCES, type Stance } from '../schema/index.js';
import { cardOf } from './programme.js';
import { underStance } from './stance.js';

export interface ProgrammeListing {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export interface ProgrammeCard extends ProgrammeListing {
  readonly eligible: string;
  readonly placesPerTeam: number | null;
  readonly effects: readonly {
    readonly label: string;
    readonly transitions: readonly string[];
    readonly stances: readonly { readonly stance: Stance; readonly hazardRatio: number }[];
    readonly bestStudy: string;
  }[];
  readonly costs: readonly {
    readonly name: string;
    readonly amount: string;
    readonly mark: string;
    readonly note: string;
  }[];
  readonly evidence: readonly EvidenceCard[];
  readonly caveats: readonly string[];
}

/** The ids of the library's programmes, in order. */
function ids(files: Files): readonly string[] {
  return (files.list?.(joinPath(files.library, 'programmes')) ?? [])
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5))
    .sort();
}

function readProgramme(files: Files, id: string) {
  const path = joinPath(files.library, `programmes/${id}.yaml`);
  const root = readYamlMapping(path, readText(files, path));
  const problems = new Problems();
  const file = validate(programmeFile, root, problems);
  problems.throwIfAny();
  if (file === undefined) throw new InputError([problemAt(placeOf(root, []), 'this is not a programme')]);
  return file;
}

export function programmeList(files: Files): readonly ProgrammeListing[] {
  return ids(files).map((id) => {
    const { title, description } = readProgramme(files, id);
    return { id, title, description };
  });
}

/** @throws InputError where there is no such programme, with the nearest */
export function programmeCard(files: Files, id: string): ProgrammeCard {
  const known = ids(files);
  if (!known.includes(id)) {
    const details = { found: id, suggestion: nearest(id, known, 1)[0], allowed: known };
    throw new InputError([problemWithFile('programmes', `there is no programme '${id}' in the library`, details)]);
  }
  const file = readProgramme(files, id);
  return {
    id,
    title: file.title,
    description: file.description,
    eligible: Object.entries(file.eligible)
      .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${words(value)}`)
      .join('; '),
    placesPerTeam: file.team?.places ?? null,
    effects: Object.values(file.effects).map((effect) => {
      const { design, hazard_ratio: hazardRatio, interval, note } = effect.best_trial;
      const trial = { design, hazardRatio: hazardRatio ?? null, interval: interval ?? null };
      const optimistic = effect.stances?.optimistic;
      const best =
        optimistic === undefined
          ? null
          : { hazardRatio: optimistic.hazard_ratio, design: optimistic.design ?? '', note: optimistic.note };
      return {
        label: effect.label,
        transitions: effect.transitions,
        stances: STANCES.map((stance) => ({ stance, hazardRatio: underStance(stance, trial, best).hazardRatio })),
        bestStudy: `${design}${hazardRatio === undefined ? '' : `, hazard ratio ${hazardRatio}`}${interval === undefined ? '' : ` (${interval[0]} to ${interval[1]})`}${note === undefined ? '' : `; ${note}`}`,
      };
    }),
    costs: Object.entries(file.costs ?? {}).flatMap(([name, cost]) =>
      typeof cost === 'object'
        ? [
            {
              name: name.replaceAll('_', ' '),
              amount:
                cost.price_year === undefined ? cost.value.text : `${cost.value.text} in ${cost.price_year} prices`,
              mark: cost.mark,
              note: cost.note ?? '',
            },
          ]
        : [],
    ),
    evidence: Object.values(file.evidence).map(cardOf),
    caveats: file.caveats ?? [],
  };
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join(' or ');
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${words(inner)}`)
      .join(', ');
  return String(value).replaceAll('_', ' ');
}
