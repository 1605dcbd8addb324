/** Sections 4.4 to 4.6, of a study: its options, what was drawn and what was held, and what differs between its areas. */
import type { AssumptionLine } from '../../engine/study/result.js';
import { blocks, code, heading, prose, NOTHING, table, type Markdown, type Piece } from '../model/markdown.js';
import { partName } from './names.js';
import type { AnnexAbout, AnnexArea } from './types.js';

export function studySections({ areas }: AnnexAbout): Markdown {
  const { report } = areas[0];
  if (report === null) return NOTHING;
  return blocks([
    heading(3, '4.4 Options compared'),
    prose`Each on the same children with the same luck, and with the same draws, pair by pair beside the first.`,
    table(
      ['Option', 'Name in the tables', 'Programmes'],
      report.options.map(({ id, title, programmes }) => [
        title,
        code(id),
        programmes.length === 0 ? 'none' : programmes.join(', '),
      ]),
    ),
    heading(3, '4.5 What was drawn, and what was held'),
    drawn(report),
    ...(areas.length === 1 ? [] : [heading(3, '4.6 Numbers that differ between areas or stances'), differing(areas)]),
  ]);
}

function drawn({ draws, drawn: lines, held }: NonNullable<AnnexArea['report']>): Markdown {
  if (draws === 0)
    return prose`Nothing was drawn: intervals are of chance only, and say nothing of how unsure the numbers themselves are.`;
  return blocks([
    prose`${lines.length} ${lines.length === 1 ? 'number was' : 'numbers were'} drawn from what is known of each, once a draw and the same for every option:`,
    table(
      ['Number', 'Kind', '95% interval'],
      lines.map(({ name, group, interval }) => [code(name), group, interval]),
    ),
    held.length === 0
      ? NOTHING
      : blocks([
          prose`${held.length} ${held.length === 1 ? 'number' : 'numbers'} stayed as ${held.length === 1 ? 'it is' : 'they are'}, so that intervals leave out how unsure ${held.length === 1 ? 'it is' : 'they are'}:`,
          table(
            ['Number', 'Why it was held'],
            held.map(({ name, why }) => [code(name), why]),
          ),
        ]),
  ]);
}

/** The parameters that are not the same everywhere: section 3 has those of the first area. */
function differing(areas: AnnexAbout['areas']): Markdown {
  const of = ({ frame }: AnnexArea): ReadonlyMap<string, AssumptionLine> =>
    new Map(frame.assumptions.map((line) => [line.name, line]));
  const maps = areas.map(of);
  const [first] = areas;
  const rows = first.frame.assumptions.flatMap((line): (readonly Piece[])[] => {
    const values = maps.map((own) => own.get(line.name)?.value ?? 'not used');
    return new Set(values).size === 1 ? [] : [[line.label, code(line.name), line.unit, ...values]];
  });
  if (rows.length === 0) return prose`None.`;
  return blocks([
    prose`Section 3 has the numbers of ${partName(first)}.`,
    table(['Parameter', 'Name', 'Unit', ...areas.map(partName)], rows),
  ]);
}
