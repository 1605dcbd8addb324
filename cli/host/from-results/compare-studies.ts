/** Studies of the same options in other areas, area by area. */
import type { AreaStudy, StudyReport } from '../../../reports/study/index.js';
import { InputError, problemWithFile } from '../../../scenarios/index.js';
import type { StudyResults } from './read.js';

/** @throws InputError where they are of other options or other years, or of one area twice */
export function compareStudies(all: readonly StudyResults[]): AreaStudy[] {
  const [first] = all;
  const known = first!.studies[0]!.report;
  const areas = new Map<string, string>();
  for (const { folder, studies } of all)
    for (const { report } of studies) {
      const place = JSON.stringify([report.area, report.stance]);
      const other = areas.get(place);
      const differs =
        other === undefined
          ? differenceOf(known, report)
          : `it is of ${report.area === '' ? 'the same system' : report.area} too: one study with all the options compares them pair by pair`;
      if (differs !== null)
        throw new InputError([
          problemWithFile(folder, `this cannot be put beside ${other ?? first!.folder}: ${differs}`),
        ]);
      areas.set(place, folder);
    }
  return all.flatMap(({ studies }) => studies);
}

function differenceOf(a: StudyReport, b: StudyReport): string | null {
  const options = ({ options: own }: StudyReport): string =>
    JSON.stringify(own.map(({ id, programmes }) => [id, programmes]));
  if (a.startDate !== b.startDate || a.endDate !== b.endDate)
    return `it runs from ${b.startDate} to ${b.endDate}, not from ${a.startDate} to ${a.endDate}`;
  if (options(a) !== options(b))
    return `its options are ${b.options.map(({ id }) => id).join(', ')}, not ${a.options.map(({ id }) => id).join(', ')}, or their programmes are others`;
  if ((a.draws === 0) !== (b.draws === 0))
    return `${b.draws === 0 ? 'nothing is drawn in it' : 'what is not known is drawn in it'}, so its intervals mean something else`;
  if (a.priceYear !== b.priceYear) return `its prices are those of ${b.priceYear}, not ${a.priceYear}`;
  return null;
}
