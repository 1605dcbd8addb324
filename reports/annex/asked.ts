/** What was asked: where, when, how often, with which luck; what differs from the defaults; how to have it again. */
import type { ChangeLine } from '../../engine/study/result.js';
import { limits } from '../findings/limits.js';
import { blocks, code, heading, list, prose, NOTHING, table, type Markdown, type Piece } from '../model/markdown.js';
import { thousands } from '../numbers.js';
import { longDate } from '../periods.js';
import { areaName, byArea } from './names.js';
import type { AnnexAbout } from './types.js';

export function askedSection(about: AnnexAbout): Markdown {
  const { frame } = about.areas[0];
  const areas = byArea(about.areas);
  return blocks([
    heading(2, 'What was run'),
    table(['What', 'Here'], facts(about)),
    heading(3, 'Changes against the default'),
    ...areas.map((part) =>
      blocks([areas.length === 1 ? NOTHING : prose`**${areaName(part)}**`, changesTable(part.frame.changes)]),
    ),
    heading(3, 'How to repeat it'),
    prose`The same files, seed and version give the same numbers to the last digit, on any computer and with any number of workers. ${code('run.json')} beside this annex holds the text of every file that was read.`,
    list(about.model.commands.map(code)),
    heading(3, 'What the numbers do not say'),
    list(limits(frame)),
  ]);
}

function facts({ areas, model }: AnnexAbout): (readonly Piece[])[] {
  const [{ frame, report }] = areas;
  const names = byArea(areas).flatMap(({ frame: own }) => (own.area === null ? [] : [own.area.name]));
  const stances = [...new Set(areas.flatMap((part) => part.report?.stanceName ?? []))];
  const replications = report?.replications ?? frame.replications;
  const replicated = `${thousands(replications)} ${replications === 1 ? 'replication' : 'replications'}`;
  const times =
    report === null || report.draws === 0
      ? `${replicated}: chance only`
      : `${thousands(report.draws)} ${report.draws === 1 ? 'draw' : 'draws'} of the numbers that are not known, ${replicated} of each: chance and not knowing`;
  const version = frame.versions['throughcare'] ?? model.software.version;
  return [
    ['Name', code(frame.name)],
    ...(frame.question === '' ? [] : [['Question', frame.question]]),
    ...(names.length === 0 ? [] : [[names.length === 1 ? 'Area' : 'Areas', names.join(', ')]]),
    ['Period', `${longDate(frame.startDate)} to ${longDate(frame.endDate)}`],
    ['Options', frame.options.map(({ label }) => label).join('; ')],
    ['How often', times],
    ['Seed', code(frame.seed)],
    stances.length === 0 ? ['Evidence stance', frame.stance] : ['Evidence stances', stances.join(', ')],
    ...(frame.priceYear === '' ? [] : [['Prices of', frame.priceYear]]),
    ['Version', `Throughcare ${version}`],
    ['SHA-256 of the files and of what was asked', code(model.hash)],
  ];
}

function changesTable(changes: readonly ChangeLine[] | undefined): Markdown {
  if (changes === undefined) return prose`Not known: this record was made before changes were kept.`;
  if (changes.length === 0)
    return prose`None: every number is that of the baseline, the area and the programmes, and every choice is the default.`;
  return table(
    ['What', 'Name', 'By default', 'Here', 'Changed by'],
    changes.map(({ name, label, from, to, where }) => [label, code(name), from, to, where]),
  );
}
