/** A told story laid out for a screen: two columns where there is room, else one world under the other; or as data. */
import { formatDate } from '../../../engine/index.js';
import type { Story } from '../../../engine/simulate/observe-parts.js';
import type { Traced } from './trace.js';
import { receivedBy, receivedWords } from './received.js';
import type { Passage } from './event-words.js';
import { datesOf } from './names.js';
import { tellStory } from './telling.js';

/** From this width on two columns fit side by side. */
const TWO_COLUMNS = 116;
const GAP = 4;
const WIDEST = 160;
const NARROW = 100;

/** The story as text. `width` is how wide the screen is; null where it is no screen. */
export function storyText(traced: Traced, width: number | null): string {
  const telling = tellStory(traced);
  const { date, age } = datesOf(traced);
  const isWide = width !== null && width >= TWO_COLUMNS;
  const full = isWide ? Math.min(width, WIDEST) : Math.min(width ?? NARROW, NARROW);
  const passages = (list: readonly Passage[], room: number): string[] => {
    const lines: string[] = [];
    let last = '';
    for (const { time, headline, details } of list) {
      const when = [date(time), age(time)].filter((part) => part !== '').join(', ');
      lines.push(
        ...(when === last ? wrapped(headline, room, '  ', '    ') : wrapped(`${when}: ${headline}`, room, '', '  ')),
      );
      last = when;
      for (const detail of details) lines.push(...wrapped(detail, room, '    ', '      '));
    }
    return lines;
  };
  const { heading, start, together, parting, baseline, option, ends } = telling;
  const lines = [...heading.flatMap((line) => wrapped(line, full, '')), ''];
  lines.push(...passages([start, ...together], full), '');
  if (parting.length === 0) {
    lines.push(...ends[0]!.flatMap((line) => wrapped(line, full, '')), ...received(traced, full));
    return `${lines.join('\n')}\n`;
  }
  lines.push(...parting.flatMap((line) => wrapped(line, full, '')), '');
  const names = ['WITHOUT THE PROGRAMMES', 'WITH THE PROGRAMMES'];
  const room = isWide ? Math.floor((full - GAP) / 2) : full;
  const columns = [baseline, option].map((list, i) => {
    const told = passages(list, room);
    return [names[i]!, ...told, ...ends[i]!.flatMap((line) => wrapped(line, room, ''))];
  });
  if (!isWide) lines.push(...columns[0]!, '', ...columns[1]!);
  else {
    const height = Math.max(...columns.map((column) => column.length));
    for (let i = 0; i < height; i++)
      lines.push(`${(columns[0]![i] ?? '').padEnd(room + GAP)}${columns[1]![i] ?? ''}`.trimEnd());
  }
  lines.push(...received(traced, full));
  return `${lines.join('\n')}\n`;
}

/** Which programmes the child had, with the programmes. */
function received(traced: Traced, width: number): string[] {
  const words = receivedWords(traced);
  return words === null ? [] : ['', ...wrapped(words, width, '', '  ')];
}

/** Breaks text into lines of so many characters; the lines after the first begin with `hanging`. */
function wrapped(text: string, width: number, indent: string, hanging = indent): string[] {
  const lines: string[] = [];
  let line = '';
  let lead = indent;
  for (const word of text.split(/\s+/)) {
    if (line !== '' && lead.length + line.length + 1 + word.length > width) {
      lines.push(lead + line);
      line = word;
      lead = hanging;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(lead + line);
  return lines;
}

/** The story as data: the engine's own record, with dates and the words beside it. */
export function storyData(traced: Traced): unknown {
  const telling = tellStory(traced);
  const { scenario, told, comparison } = traced;
  const day = (time: number): string => formatDate(scenario.startDay + Math.floor(time));
  const storyOf = (story: Story): unknown => ({
    ...story,
    born: day(story.birth),
    events: story.events.map((event) => ({ date: day(event.time), ...event })),
  });
  return {
    scenario: scenario.name,
    title: scenario.title,
    day0: day(0),
    replication: traced.replication,
    child: {
      number: traced.number,
      of: traced.of,
      stream: traced.stream,
      numberInStream: traced.numberInStream,
      ofStream: traced.ofStream,
      siblings: traced.siblings,
      why: traced.why,
    },
    parting: comparison?.parting == null ? null : { ...comparison.parting, date: day(comparison.parting.time) },
    life: comparison?.life == null ? null : { ...comparison.life, date: day(comparison.life.time) },
    words: telling,
    received: receivedBy(traced),
    baseline: storyOf(told.baseline),
    option: told.option === null ? null : storyOf(told.option),
  };
}
