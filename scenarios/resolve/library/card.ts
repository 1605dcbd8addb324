/** One programme on a card: who, what, how much under each stance, how it is delivered, what it costs, what is known. */
import type { EvidenceCard } from '../../../engine/study/result.js';
import type { Files } from '../../load/index.js';
import { partAt } from '../../load/index.js';
import { cardOf } from '../programme.js';
import { trialLookup } from '../trial-lookup.js';
import { costLines, costWords, type CostLine } from './costs.js';
import { deliveryLines, suggestedSize, type DeliveryLine, type Suggested } from './delivery.js';
import { libraryEffect, type LibraryEffect } from './effects.js';
import { bestEvidence, type BestEvidence } from './evidence.js';
import { examplesOf } from './examples.js';
import { pathwayNames } from './names.js';
import { programmeIds, readProgramme, type ReadProgramme } from './read.js';
import { whoNames, whoWords, type Written } from './who.js';

export interface ProgrammeListing {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly section: string;
  /** The programme that it is a variant of; empty where it stands by itself. */
  readonly variantOf: string;
  /** Who it is for, in few plain words. */
  readonly for: string;
  /** What it changes, in plain words: `less: entry to care from the edge of care`. */
  readonly changes: readonly string[];
  readonly evidence: BestEvidence;
  /** In one line: by place or by start. */
  readonly cost: string;
  /** Places a team has at a time; null where it has none of its own. */
  readonly placesPerTeam: number | null;
  /** Whether everybody eligible is reached: a practice of the whole system, without places. */
  readonly everyone: boolean;
  readonly effects: readonly LibraryEffect[];
  /** Names by which it may be found: of states, attributes and levels, and of what it changes. */
  readonly names: { readonly for: readonly string[]; readonly changes: readonly string[] };
}

export interface ProgrammeCard extends ProgrammeListing {
  /** Who it is for, every state named. */
  readonly who: string;
  readonly delivery: readonly DeliveryLine[];
  /** What it is counted for beside numbers in care. */
  readonly outcomes: readonly string[];
  readonly costs: readonly CostLine[];
  readonly studies: readonly EvidenceCard[];
  readonly caveats: readonly string[];
  readonly note: string;
  /** The scenarios of the library that use it. */
  readonly examples: readonly string[];
  readonly suggested: Suggested;
}

/** States that a line of a list names. */
const MOST_STATES = 2;

/** Every programme of the library, in the order of the alphabet. @throws InputError where one cannot be read */
export function programmeList(files: Files): readonly ProgrammeListing[] {
  return programmeIds(files).map((id) => listingOf(files, readProgramme(files, id)));
}

/**
 * @param named the id of a programme of the library, or the path of a file
 * @throws InputError where there is no such programme, with the nearest
 */
export function programmeCard(files: Files, named: string): ProgrammeCard {
  const read = readProgramme(files, named);
  const { file, root } = read;
  return {
    ...listingOf(files, read),
    who: whoWords(partAt(root, ['eligible'])?.data as Written, pathwayNames(files)),
    delivery: deliveryLines(file, root),
    outcomes: Object.values(file.outcomes ?? {}).map(({ label, note }) =>
      note === undefined ? label : `${label}; ${note}`,
    ),
    costs: costLines(file),
    studies: Object.values(file.evidence).map(cardOf),
    caveats: file.caveats ?? [],
    note: file.note ?? '',
    examples: examplesOf(files, read.id),
    suggested: suggestedSize(file),
  };
}

function listingOf(files: Files, { id, file, root }: ReadProgramme): ProgrammeListing {
  const names = pathwayNames(files);
  const eligible = partAt(root, ['eligible'])?.data as Written;
  const everyone = file.reach === 'everyone';
  const trials = trialLookup(files, root);
  const effects = Object.entries(file.effects).map(([name, effect]) =>
    libraryEffect(
      name,
      effect,
      partAt(root, ['effects', name])?.data as Written,
      everyone,
      trials,
      names,
      file.trials?.[effect.best_trial.trial ?? ''],
    ),
  );
  const forced = Object.entries((partAt(root, ['on_start', 'forces'])?.data ?? {}) as Written);
  const changes = effects.map(({ aim, label }) => `${aim}: ${label}`);
  if (forced.length > 0) changes.push('a route: it changes the steps a child takes');
  for (const { label } of Object.values(file.outcomes ?? {})) changes.push(`counted: ${label}`);
  return {
    id,
    title: file.title,
    description: file.description,
    section: file.section ?? '',
    variantOf: file.extends ?? '',
    for: whoWords(eligible, names, MOST_STATES),
    changes,
    evidence: bestEvidence(file),
    cost: costWords(file),
    placesPerTeam: file.team?.places ?? null,
    everyone,
    effects,
    names: {
      for: [...new Set(whoNames(eligible))],
      changes: [
        ...new Set([
          ...effects.flatMap(({ changes: of, towards }) => (towards === '' ? of : [...of, towards])),
          ...forced.flatMap(([region, to]) => (typeof to === 'string' ? [region, to] : [region])),
        ]),
      ],
    },
  };
}
