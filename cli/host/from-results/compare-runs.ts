/** Runs as the options of one baseline, in one area or several. */
import type { ResultFrame, StudyResult, TableRow } from '../../../engine/index.js';
import {
  placeOf,
  SHARED_BASELINE,
  studyOfRuns,
  type AreaStudy,
  type ComparedRun,
} from '../../../reports/study/index.js';
import { InputError, problemWithFile } from '../../../scenarios/index.js';
import { programmesApart, programmesOf, termsApart } from './alike.js';
import type { RunResults } from './read.js';

/** @throws InputError where they cannot be put side by side: which folder, and what it differs in */
export function compareRuns(all: readonly RunResults[]): AreaStudy[] {
  const [first] = all;
  for (const other of all.slice(1)) refuseWhere(first!, other, spanApart(first!.result, other.result));
  // Without a programme nothing is appraised.
  const [appraised, ...rest] = all.filter(({ result }) => result.options.length > 1);
  for (const other of rest) refuseWhere(appraised!, other, termsApart(appraised!.result, other.result));
  const areas = new Map<string, RunResults[]>();
  for (const run of all) {
    const { area } = run.result;
    const place = area?.code ?? '';
    areas.set(place, [...(areas.get(place) ?? []), run]);
  }
  const groups = [...areas.values()];
  for (const [own, ...others] of groups)
    for (const other of others) refuseWhere(own!, other, baselinesApart(own!.result, other.result));
  const ordered = groups.length === 1 ? groups : alike(groups);
  const ids = idsOf(ordered[0]!);
  return ordered.map((runs) => {
    const area = runs[0]!.result.area?.name;
    const where = groups.length > 1 ? ` in ${groups.length} areas` : area === undefined ? '' : ` in ${area}`;
    return studyOfRuns(toldApart(runs, ids, groups.length > 1), {
      name: 'comparison',
      title: `${runs.length === 1 ? 'One scenario' : `${runs.length} scenarios`}${where}`,
      question: '',
      notes: [...beliefs(all), ...madeBy(all)],
    });
  });
}

/** A word as every shell takes it, that of Windows too, which knows no single quotes. */
function typed(word: string): string {
  return /^[\w.:@+,/-]+$/.test(word) ? word : `"${word}"`;
}

function refuseWhere(one: RunResults, other: RunResults, differs: string | null): void {
  if (differs === null) return;
  throw new InputError([problemWithFile(other.folder, `this cannot be compared with ${one.folder}: ${differs}`)]);
}

/** What runs of any two areas must share. */
function spanApart(a: ResultFrame, b: ResultFrame): string | null {
  if (a.kind !== b.kind) return 'its pathway is another';
  if (a.startDate !== b.startDate) return `it starts on ${b.startDate}, not ${a.startDate}`;
  if (a.endDate !== b.endDate) return `it lasts ${b.years} years, not ${a.years}: run it again with --years ${a.years}`;
  if (a.priceYear !== b.priceYear) return `its prices are those of ${b.priceYear}, not ${a.priceYear}`;
  return null;
}

/** What runs must share to be options of one baseline: every number that both counted of it. */
function baselinesApart(a: StudyResult, b: StudyResult): string | null {
  if (a.seed !== b.seed)
    return `its children lived with other luck (seed ${b.seed}, not ${a.seed}): run it again with --seed ${typed(a.seed)}`;
  if (a.replications !== b.replications)
    return `it has ${b.replications} replications, not ${a.replications}: run it again with --replications ${a.replications}`;
  const known = new Map(baselineRows(a).map((row) => [placeOf(row), row]));
  const apart = baselineRows(b).filter((row) => {
    const own = known.get(placeOf(row));
    return own !== undefined && !isSame(own, row);
  });
  if (apart.length === 0) return null;
  const numbers = numbersApart(a, b);
  if (numbers.length > 0)
    return `its baseline has other numbers: ${numbers.slice(0, SHOWN).join(', ')}${more(numbers)}`;
  const [mine, theirs] = [a, b].map(({ versions }) => versions['throughcare'] ?? 'unknown');
  if (mine !== theirs) return `it was made by version ${theirs}, not ${mine}, whose baseline has other results`;
  const [row] = apart;
  return `the results of its baseline are others (${row!.measure}, ${row!.period}: ${row!.value}, not ${known.get(placeOf(row!))!.value})`;
}

const SHOWN = 5;

function more(names: readonly string[]): string {
  return names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
}

function baselineRows({ rows, options }: StudyResult): readonly TableRow[] {
  return rows.filter(({ option }) => option === options[0]!.id);
}

/** A number kept back in one may be shown in the other. */
function isSame(a: TableRow, b: TableRow): boolean {
  if (Number.isNaN(a.value) || Number.isNaN(b.value)) return true;
  return (['value', 'lower', 'upper', 'mcSe'] as const).every((column) => Object.is(a[column], b[column]));
}

function numbersApart(a: ResultFrame, b: ResultFrame): string[] {
  const known = new Map(a.assumptions.map(({ name, value }) => [name, value]));
  return b.assumptions
    .filter(({ name, value }) => known.has(name) && known.get(name) !== value)
    .map(({ name }) => name);
}

/** The same options in the same order in every area. @throws InputError where an area has others */
function alike(groups: readonly (readonly RunResults[])[]): (readonly RunResults[])[] {
  const [first] = groups;
  return groups.map((runs) => {
    const left = [...runs];
    const own = first!.map((wanted) => {
      const at = left.findIndex(({ result }) => programmesOf(result) === programmesOf(wanted.result));
      if (at >= 0) return left.splice(at, 1)[0]!;
      const near = left.find(({ result }) => idsIn(result) === idsIn(wanted.result));
      const apart = near === undefined ? '' : `: ${programmesApart(wanted.result, near.result) ?? ''}`;
      throw new InputError([
        problemWithFile(
          (near ?? runs[0]!).folder,
          `this cannot be put beside ${wanted.folder}, which is of another area: no run of ${areaOf(runs[0]!)} has the programmes of that one (${namesOf(wanted)})${apart}`,
        ),
      ]);
    });
    if (left.length > 0)
      throw new InputError([
        problemWithFile(
          left[0]!.folder,
          `no run of ${areaOf(first![0]!)} has the programmes of this one (${namesOf(left[0]!)}): areas are put side by side with the same options`,
        ),
      ]);
    return own;
  });
}

const idsIn = ({ programmes }: ResultFrame): string => JSON.stringify(programmes.map(({ id }) => id));

function namesOf({ result }: RunResults): string {
  return result.programmes.map(({ title, places, opens }) => `${title}, ${places}, from ${opens}`).join('; ') || 'none';
}

function areaOf({ result }: RunResults): string {
  return result.area?.name ?? 'the system';
}

/** Names of scenarios; where two have the same, numbered. */
function idsOf(runs: readonly RunResults[]): readonly string[] {
  const taken = new Set<string>([SHARED_BASELINE]);
  return runs.map(({ result: { name } }) => {
    let id = name;
    for (let n = 2; taken.has(id); n++) id = `${name}_${n}`;
    taken.add(id);
    return id;
  });
}

/** Options with titles; those of the same title get their names as well. A title may name an area, so areas have programmes'. */
function toldApart(runs: readonly RunResults[], ids: readonly string[], areas: boolean): ComparedRun[] {
  const titles = runs.map(({ result }) => {
    const programmes = result.programmes.map(({ title }) => title).join(', ');
    return areas && programmes !== '' ? programmes : result.title;
  });
  return runs.map(({ result }, i) => {
    const { rows, distributions: _, ...frame } = result;
    const own = titles[i]!;
    const isShared = titles.filter((title) => title === own).length > 1;
    return { id: ids[i]!, title: isShared ? `${own} (${ids[i]!})` : own, frame, rows };
  });
}

/** Said where runs do not believe the same of the evidence. */
function beliefs(all: readonly RunResults[]): string[] {
  if (new Set(all.map(({ result }) => result.stance)).size < 2) return [];
  const each = all.map(({ result }) => `${result.title}: ${result.stance}`).join('; ');
  return [
    `The runs do not believe the same of the evidence (${each}), so a difference between them may be one of belief: run them with one --stance to put them on one footing.`,
  ];
}

function madeBy(all: readonly RunResults[]): string[] {
  const versions = [...new Set(all.map(({ result }) => result.versions['throughcare'] ?? 'unknown'))];
  return versions.length < 2 ? [] : [`The runs were made by different versions (${versions.join(', ')}).`];
}
