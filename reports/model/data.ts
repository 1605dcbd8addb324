/** Section 3: where the numbers come from, what was done to them, what they are, and which of them nobody knows. */
import type { AssumptionLine, SourceLine } from '../../engine/study/result.js';
import { own } from './language.js';
import { address, blocks, code, heading, joined, list, prose, NOTHING, table, type Markdown } from './markdown.js';
import { said } from './objectives.js';
import type { Subject } from './types.js';

const MARKS: readonly (readonly [AssumptionLine['mark'], string])[] = [
  ['published', 'read in a published table'],
  ['derived', 'arithmetic on published figures'],
  ['fitted', 'set so that the model gives published figures'],
  ['local', 'given by the area'],
  ['assumption', 'no source was found'],
];

export function dataSection(subject: Subject): Markdown {
  return blocks([
    heading(2, '3 Data'),
    sources(subject),
    preprocessing(subject),
    inputParameters(subject),
    assumptions(subject),
  ]);
}

function sources({ of }: Subject): Markdown {
  const used = (id: string): number => of.parameters.filter(({ source }) => firstWord(source) === id).length;
  return blocks([
    heading(3, '3.1 Data sources'),
    of.sources.length === 0
      ? prose`The files name none.`
      : table(
          ['Source', 'What it is', 'Address', 'Numbers below from it'],
          distinct(of.sources).map(({ id, title, address: at }) => [code(id), title, address(at), used(id)]),
        ),
  ]);
}

/** A baseline and a programme may name the same source. */
function distinct(sources: readonly SourceLine[]): readonly SourceLine[] {
  const same = (a: SourceLine, b: SourceLine): boolean =>
    a.id === b.id && a.title === b.title && a.address === b.address;
  return sources.filter((source, i) => sources.findIndex((other) => same(other, source)) === i);
}

function firstWord(source: string): string {
  return /^[A-Za-z][A-Za-z0-9_-]*/.exec(source)?.[0] ?? '';
}

function preprocessing({ of, choices }: Subject): Markdown {
  const derived = of.parameters.filter(({ mark }) => mark === 'derived').length;
  return blocks([
    heading(3, '3.2 Pre-processing'),
    said(choices.words, 'preprocessing'),
    prose`${derived === 0 ? 'No number is marked as derived from others.' : prose`The ${derived} numbers marked as derived are arithmetic on published figures, which their notes show (3.3).`}${of.area === null ? '' : prose` Figures published for ${of.area.name} stand in place of the national ones where there are any.`}`,
  ]);
}

function inputParameters(subject: Subject): Markdown {
  const { of, choices } = subject;
  const groups = new Map<string, AssumptionLine[]>();
  for (const line of of.parameters) {
    const section = sectionOf(subject, line);
    groups.set(section, [...(groups.get(section) ?? []), line]);
  }
  const used = MARKS.filter(([mark]) => of.parameters.some((line) => line.mark === mark));
  return blocks([
    heading(3, '3.3 Input parameters'),
    of.parameters.length === 0
      ? prose`All numbers stand in the pathway itself; sections 2.2 and 2.5 give them.`
      : prose`Every number by itself, section by section and by how well it is founded: ${used.map(([mark, meaning]) => `${mark} (${meaning})`).join(', ')}. Numbers that stand in the pathway itself are in sections 2.2 and 2.5.`,
    table(
      ['Section', ...used.map(([mark]) => mark), 'all'],
      groups.size < 2
        ? []
        : [...groups].map(([section, lines]) => [
            section,
            ...used.map(([mark]) => lines.filter((line) => line.mark === mark).length),
            lines.length,
          ]),
    ),
    ...[...groups].flatMap(([section, lines]) => [
      heading(4, section),
      ...MARKS.flatMap(([mark, meaning]) => {
        const marked = lines.filter((line) => line.mark === mark);
        return marked.length === 0 ? [] : [prose`**${mark}** (${meaning}):`, parameterTable(marked, choices)];
      }),
    ]),
  ]);
}

/** The heading of the file, or what the number is for. */
function sectionOf({ of, choices }: Subject, { name }: AssumptionLine): string {
  const written = own(choices.words.parameters, name);
  if (written !== undefined) return written.section === '' ? 'Parameters' : written.section;
  if (name.startsWith('cost: ')) return 'Unit costs';
  const programme = of.programmes.find(({ id }) => name.startsWith(`${id}.`));
  return programme === undefined ? 'Other numbers' : `Programme: ${programme.title}`;
}

function parameterTable(lines: readonly AssumptionLine[], { words, effects = {} }: Subject['choices']): Markdown {
  return table(
    ['Parameter', 'Name', 'Value', 'Unit', 'Interval', 'A rise of 1%', 'Source', 'Note'],
    lines.map(({ name, label, value, unit, interval, source }) => {
      // A note that is not the number's own (an area's figure stands in its place) is not part of the source.
      const note = own(words.parameters, name)?.note ?? '';
      const apart = note !== '' && source.endsWith(` (${note})`);
      return [
        label,
        code(name.replace(/^cost: /, '')),
        value,
        unit,
        interval ?? '',
        own(effects, name) ?? '',
        apart ? source.slice(0, -note.length - 3) : source,
        apart ? note : '',
      ];
    }),
  );
}

function assumptions({ of, choices }: Subject): Markdown {
  const assumed = of.parameters.filter(({ mark }) => mark === 'assumption');
  const leftOut = said(choices.words, 'left_out');
  const limits = said(choices.words, 'limitations');
  return blocks([
    heading(3, '3.4 Assumptions'),
    assumed.length === 0
      ? NOTHING
      : prose`Of the ${of.parameters.length} numbers, ${assumed.length} are assumptions, which 3.3 gives with what they rest on: ${joined(
          assumed.map(({ name }) => code(name.replace(/^cost: /, ''))),
          ', ',
        )}.`,
    list(of.notes),
    prose`Assumed of every model: ages and times are exact and continuous; given its attributes, its history and what multiplies its clocks, a life depends on others only by places${(of.model.levels ?? []).length > 0 ? ', levels' : ''} and what a family shares; rates go on as they are given, without trends that the files do not state.`,
    ...(leftOut.source === '' ? [] : [prose`**What is left out**`, leftOut]),
    ...(limits.source === '' ? [] : [prose`**Limitations**`, limits]),
  ]);
}
