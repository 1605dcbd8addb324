/** `init [NAME]`: a first file to start from, every line of it explained, ready to run as it stands. */
import { ALONE, checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { findArea, InputError, problemWithFile, programmeCard, readAreas } from '../../scenarios/index.js';
import { nodeFiles, readScenario } from '../host/index.js';
import { programmesFile, type ChosenProgramme } from '../library/scenario-file.js';
import { CARE_FOOT, careHead, noted } from './init-lines.js';

export interface InitArguments {
  readonly name?: string | undefined;
  readonly area?: string | undefined;
  /** Ids of the library, or programme files; several by commas, or by giving the option again. */
  readonly programme?: string | readonly string[] | undefined;
  readonly kind: 'care' | 'queue';
  readonly out?: string | undefined;
}

export function init(typed: InitArguments): void {
  if (typed.kind === 'queue' && typed.area !== undefined)
    throw new InputError([problemWithFile('--area', 'a queue has no area: leave it out, or use --kind care')]);
  const chosen = chosenProgrammes(typed);
  const area = typed.kind === 'queue' ? '' : areaNamed(typed.area ?? 'Leeds');
  const name = typed.name ?? (typed.kind === 'queue' ? 'my-queue' : `${slug(area)}-${wordFor(chosen)}`);
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name))
    throw new InputError([
      problemWithFile('NAME', `'${name}' is no name: a letter, then letters, digits, '-' and '_'`, {
        found: name,
        suggestion: slug(name),
      }),
    ]);
  const out = typed.out ?? `${name}.yaml`;
  if (!/\.ya?ml$/i.test(out))
    throw new InputError([problemWithFile(out, "a scenario is a YAML file: end its name in '.yaml'")]);
  const text =
    typed.kind === 'queue'
      ? queueFile(name)
      : chosen.length === 0
        ? careFile(name, area)
        : programmesFile(name, area, chosen);
  checkOutputFile(out, false, ALONE);
  // An area without published figures is refused now, not when it is run.
  const files = nodeFiles();
  readScenario(out, { files: { ...files, read: (path) => (path === out ? text : files.read(path)) } });
  writeOutputFile(out, text, false);
  const shown = /[^\w./\\:-]/.test(out) ? `"${out}"` : out;
  process.stdout.write(
    `${[`Wrote ${out}. Next:`, `  node dist/cli/main.js check ${shown}`, `  node dist/cli/main.js run ${shown}`].join(
      '\n',
    )}\n`,
  );
}

/** The programmes asked for, each once. @throws InputError for a name that is none, with the nearest */
function chosenProgrammes({ programme, kind }: InitArguments): readonly ChosenProgramme[] {
  const named = [programme ?? []].flat().flatMap((text) => text.split(',').map((word) => word.trim()));
  const wanted = [...new Set(named)].filter((word) => word !== '');
  if (kind === 'queue' && wanted.length > 0)
    throw new InputError([
      problemWithFile('--programme', 'a queue has no programmes: leave it out, or use --kind care'),
    ]);
  const files = nodeFiles();
  return wanted.map((use) => ({ use, card: programmeCard(files, use) }));
}

/** What a scenario of these programmes is called. */
function wordFor(chosen: readonly ChosenProgramme[]): string {
  if (chosen.length === 0) return 'first';
  return chosen.length > 2 ? 'programmes' : chosen.map(({ card }) => card.id).join('-');
}

function areaNamed(text: string): string {
  const finding = findArea(readAreas(nodeFiles()), text);
  if (finding.found) return finding.area.name;
  throw new InputError([
    problemWithFile('--area', finding.message, {
      found: text,
      suggestion: finding.suggestions[0],
      allowed: finding.suggestions,
    }),
  ]);
}

/** Words as a name: `Kingston upon Hull, City of` becomes `kingston-upon-hull-city-of`. */
function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '');
  return plain === '' ? 'scenario' : plain;
}

/** A scenario of the care system. @returns the text of the file */
export function careFile(name: string, area: string): string {
  const head = careHead({
    name,
    area,
    title: `One MST team in ${area}`,
    question: 'What would one team do to the number of looked-after children, and what would it cost?',
    stances: [],
  });
  return `${head}${noted('  - use: mst', 'a programme of the library, or a path to a file of yours')}
${noted('    opens: 2025-10-01', 'the first day on which it takes children')}
${noted('    teams: 1', 'how many teams; each has the places its programme says')}
${noted('    #: closes: 2028-10-01', 'from this day nobody starts; whoever is in finishes')}
${noted('    #: as: mst-first', 'a name of its own, needed where a programme is used twice')}
${noted('    #: take_up: 0.6', "the share of those offered it who accept, in place of the programme's own")}
${noted('    #: stance: as-trialled', 'another stance for this programme only')}
${noted('    #: effects: {entry_to_care: 0.8}', 'a hazard ratio of your own: below 1 means less often')}
    #: note: words for yourself
${noted('  #: - use: family_safeguarding', "another programme: take '#: ' away from all three lines")}
${noted('  #:   opens: 2026-04-01', 'the same words as above')}
${noted('  #:   places: 60', 'places in all, in place of teams; or: places: unlimited')}
${CARE_FOOT}`;
}

/** A queue with a pathway of its own. @returns the text of the file */
export function queueFile(name: string): string {
  return `# A system of your own: who comes, where they wait, how long they take. Words after a '#' are notes and change nothing.
# A line that begins with '#:' is an option: take '#: ' away to use it, and leave what follows where it stands.
# Everything a pathway can say: docs/write-a-scenario.md. To see it drawn: node dist/cli/main.js diagram FILE

${noted(`pathway: ${name}`, `a short name; the results go to results/${name}`)}
${noted('title: Two rooms, one queue', 'the title of the report')}
#: note: words for yourself, which change nothing
${noted('run:', 'how to run this file by itself')}
${noted('  start: 2025-04-01', 'the first day, the first of a month')}
${noted('  years: 5', 'how long: whole months')}
${noted('  replications: 20', 'how many futures: more of them narrow the brackets and take longer')}
${noted('  #: seed: any words', 'the same words give the same futures on every machine')}
${noted('resources:', 'what there is too little of')}
  rooms:
${noted('    places: 2', 'or unlimited, or over time: {2025-04-01: 2, 2027-04-01: 3}')}
${noted('    #: label: Rooms', 'the words a diagram shows it under')}
${noted('arrivals:', 'who comes')}
  visitors:
${noted('    rate: 500 per year', 'at random, so many on average; or over time, as above')}
${noted('    #: at_start: 3', 'and so many there on the first day')}
${noted('    enters: {case: waiting}', 'the state they start in')}
${noted('regions:', 'aspects of a unit, each always in one of its states')}
  case:
${noted('    #: label: The visit', 'the words a diagram shows it under')}
${noted('    initial: waiting', 'the state of whoever does not say otherwise')}
    states:
${noted('      waiting: {queues: rooms}', 'first come, first served')}
${noted('      seen: {holds: rooms}', 'keeps a place while in this state')}
${noted('      gone: {final: true}', 'followed no further')}
${noted('    transitions:', 'what leads from one state to another')}
      # as soon as a place is free
      begin: {from: waiting, to: seen, on: place}
      # at a steady rate, one day on average; docs/write-a-scenario.md has the other clocks
      finish: {from: seen, to: gone, clock: {exponential: 1 per day}}
      # whoever has waited for so long goes away
      #: leave: {from: waiting, to: gone, clock: {fixed: 30 days, since: entry}}
${noted('#: measures:', 'what is counted; without this, every state and transition is')}
#:   seen: {label: Being seen, stock: {case: seen}}
${noted('#: costs:', 'in pounds: for as long as something holds, or for an event')}
#:   - {name: room, line: Rooms, payer: Clinic, while: {case: seen}, amount: 300 per week, source: assumption, mark: assumption, note: an example}
`;
}
