/** Studies of the same options in other areas, area by area. */
import type { AreaStudy } from '../../../reports/study/index.js';
import { InputError, problemWithFile } from '../../../scenarios/index.js';
import { programmesApart, termsApart } from './alike.js';
import { stanceOf } from './chosen.js';
import type { StudyResults } from './read.js';

/** @throws InputError where they are of other options, other years, other beliefs or another appraisal, or of one area twice */
export function compareStudies(all: readonly StudyResults[]): AreaStudy[] {
  const [first] = all;
  const areas = new Map<string, string>();
  for (const results of all) {
    const { folder, studies } = results;
    const differs = stancesApart(first!.studies, studies);
    if (differs !== null) refuse(folder, first!.folder, differs);
    for (const study of studies) {
      const { area } = study.report;
      const place = JSON.stringify([area, stanceOf(study)]);
      const other = areas.get(place);
      if (other !== undefined)
        refuse(
          folder,
          other,
          `it is of ${area === '' ? 'the same system' : area} too: one study with all the options compares them pair by pair`,
        );
      const known = first!.studies.find((one) => stanceOf(one) === stanceOf(study)) ?? first!.studies[0]!;
      const isTreated = [first!, results].some(({ record }) => record.disclosure !== undefined);
      const apart = differenceOf(known, study) ?? (isTreated ? null : weighedApart(known, study));
      if (apart !== null) refuse(folder, first!.folder, apart);
      areas.set(place, folder);
    }
  }
  const notes = luckNotes(all);
  return all.flatMap(({ studies }) =>
    studies.map(({ report, frame, rows }) => ({
      report: { ...report, notes: [...notes, ...report.notes] },
      frame,
      rows,
    })),
  );
}

function refuse(folder: string, other: string, differs: string): never {
  throw new InputError([problemWithFile(folder, `this cannot be put beside ${other}: ${differs}`)]);
}

function stancesApart(a: readonly AreaStudy[], b: readonly AreaStudy[]): string | null {
  const names = (studies: readonly AreaStudy[]): string => [...new Set(studies.map(stanceOf))].toSorted().join(' and ');
  return names(a) === names(b)
    ? null
    : `its evidence stance is ${names(b)}, not ${names(a)}: run it again with the same`;
}

function differenceOf({ report: a, frame }: AreaStudy, { report: b, frame: other }: AreaStudy): string | null {
  const options = ({ options: own }: AreaStudy['report']): string =>
    JSON.stringify(own.map(({ id, programmes }) => [id, programmes]));
  if (frame.kind !== other.kind) return 'its pathway is another';
  if (a.startDate !== b.startDate || a.endDate !== b.endDate)
    return `it runs from ${b.startDate} to ${b.endDate}, not from ${a.startDate} to ${a.endDate}`;
  if (options(a) !== options(b))
    return `its options are ${b.options.map(({ id }) => id).join(', ')}, not ${a.options.map(({ id }) => id).join(', ')}, or their programmes are others`;
  const programmes = programmesApart(frame, other);
  if (programmes !== null) return programmes;
  if ((a.draws === 0) !== (b.draws === 0))
    return `${b.draws === 0 ? 'nothing is drawn in it' : 'what is not known is drawn in it'}, so its intervals mean something else`;
  if (a.priceYear !== b.priceYear) return `its prices are those of ${b.priceYear}, not ${a.priceYear}`;
  if (a.stance !== b.stance) return `it believes other things of the programmes: ${b.stance}`;
  return termsApart(frame, other);
}

/** What the choice weighs beside money; not known where small numbers were kept back. */
function weighedApart({ report: a }: AreaStudy, { report: b }: AreaStudy): string | null {
  const outcome = ({ frontier }: AreaStudy['report']): string =>
    frontier === null ? 'money alone' : `money and ${frontier.want} of ${frontier.outcome}`;
  const worth = ({ choice }: AreaStudy['report']): number | null => choice?.worth ?? null;
  if (outcome(a) !== outcome(b)) return `it weighs ${outcome(b)}, not ${outcome(a)}`;
  if (worth(a) !== null && worth(b) !== null && worth(a) !== worth(b))
    return `one of the outcome is worth £${worth(b)!} in it, not £${worth(a)!}`;
  return null;
}

/** Said where studies had other luck, or more of it: it does not touch differences within an area, which are pair by pair. */
function luckNotes(all: readonly StudyResults[]): string[] {
  const notes: string[] = [];
  const note = (what: string, of: (study: AreaStudy) => string | number, why: string): void => {
    const own = all.flatMap(({ studies }) => studies.map((study) => ({ study, value: String(of(study)) })));
    if (new Set(own.map(({ value }) => value)).size < 2) return;
    const each = [...new Set(own.map(({ study, value }) => `${study.report.area || study.report.title}: ${value}`))];
    notes.push(`The studies do not have the same ${what} (${each.join('; ')}), ${why}`);
  };
  note(
    'seeds',
    ({ report }) => report.seed,
    'so their luck is not shared; differences within each are pair by pair all the same.',
  );
  note('draws', ({ report }) => report.draws, 'so their means are not equally sure.');
  note('replications', ({ report }) => report.replications, 'so their means are not equally sure.');
  note(
    'versions',
    ({ frame }) => frame.versions['throughcare'] ?? 'unknown',
    'so a difference between areas may be one of the model.',
  );
  return notes;
}
