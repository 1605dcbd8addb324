/** Section 2.3: what a scenario changes in the base model, and each programme in full. */
import { conditionInWords, hazardWords, joined as inWords } from '../../engine/pathway/drawing/words.js';
import { sizeWords } from '../../engine/programmes/size.js';
import type { Vocabulary } from '../../engine/pathway/drawing/words.js';
import { changesWords, hazardNumbers, changedNames, vocabularyOf } from './language.js';
import {
  address,
  blocks,
  code,
  heading,
  list,
  prose,
  NOTHING,
  stacked,
  table,
  type Markdown,
  type Piece,
} from './markdown.js';
import { date, number, time } from './numbers.js';
import { said } from './objectives.js';
import type { ProgrammeToDescribe, Subject } from './types.js';

export function programmesSection(subject: Subject): Markdown {
  const { of, choices } = subject;
  return blocks([
    heading(3, '2.3 Scenario logic'),
    said(choices.words, 'scenarios'),
    prose`A scenario may replace parameters, and add programmes. A programme becomes one more region: whoever becomes eligible is offered it at once, takes it up with a chance, waits where no place is free, and is in it for as long as it lasts. While it lasts, and where it says so for a fixed time after, it changes named transitions: their hazards, the time they take or how they turn out; some practices change who is referred or how many places there are. Effects of several programmes multiply, unless a programme has a rule of its own (only the strongest, together not below a ratio, or not both). It may also make changes at its start. The baseline of a comparison is the same run, with the same luck, in which nobody ever gets a place.`,
    of.programmes.length === 0
      ? prose`No programme is part of this description.`
      : prose`What is believed of the evidence is the stance: here ${of.stance}.`,
    ...of.programmes.map((programme) => programmeBlock(subject, vocabularyOf(subject), programme)),
  ]);
}

function programmeBlock(subject: Subject, vocabulary: Vocabulary, programme: ProgrammeToDescribe): Markdown {
  const { id, title, description, summary, effects } = programme;
  const remarks = [...summary.caveats, ...summary.warnings];
  return blocks([
    heading(4, title, prose`(${code(id)})`),
    prose`${description}`,
    list(factsOf(subject, vocabulary, programme)),
    effects.length === 0
      ? programme.summary.outcomes.length > 0
        ? prose`It changes no numbers in care; counted: ${programme.summary.outcomes.join('; ')}.`
        : prose`It multiplies nothing: it changes which steps are taken.`
      : table(
          ['Effect', 'Acts on', 'How large', 'Holds', 'Mark', 'Why'],
          effects.map((effect) => [
            effect.label,
            changedNames(vocabulary, effect.acts).join(', '),
            sizeWords(effect),
            [effect.during ? 'while in it' : '', effect.afterDays > 0 ? `for ${time(effect.afterDays)} after` : '']
              .filter((text) => text !== '')
              .join(', '),
            effect.mark,
            effect.why,
          ]),
        ),
    table(
      ['Study', 'Design', 'Number', 'Outcome', 'Estimate', 'Interval', 'Grade', 'Address', 'Note'],
      summary.evidence.map((card) => [
        card.study,
        card.design,
        card.n,
        card.outcome,
        card.estimate,
        card.interval,
        card.grade,
        address(card.address),
        card.note,
      ]),
    ),
    remarks.length === 0 ? NOTHING : stacked([prose`Caveats:`]),
    list(remarks),
  ]);
}

function factsOf(subject: Subject, vocabulary: Vocabulary, programme: ProgrammeToDescribe): Piece[] {
  const { eligible, takeUp, siblings, queue, stay, endsWhen, onStart, againAfter, closes, opensDate, summary } =
    programme;
  const endings = [
    ...(stay === null ? [] : [stayWords(stay)]),
    ...(endsWhen.notEligible ? ['as soon as they are no longer eligible'] : []),
    ...endsWhen.any.map((condition) => `as soon as ${conditionInWords(vocabulary, condition)}`),
  ];
  const waiting = !queue.waits
    ? 'Whoever finds no place is turned away'
    : queue.givesUpAfter === null
      ? 'Whoever finds no place waits for as long as they are eligible'
      : `Whoever finds no place waits for up to ${time(queue.givesUpAfter)}`;
  const changes = changesWords(vocabulary, onStart);
  const open = subject.choices.isExperiment
    ? [
        prose`Opens ${opensDate}${closes === null ? '' : prose`, closes ${date(closes, subject.of.startDay)}`}; ${summary.places}.`,
      ]
    : [];
  return [
    prose`Eligible: ${conditionInWords(vocabulary, eligible)}.`,
    prose`Taken up by a share of ${number(takeUp)} when it is offered.`,
    ...(siblings === null
      ? []
      : [
          prose`Children of one family who become eligible at one instant accept, wait and stay as one, ${siblings.each === 'family' ? 'in one place' : 'with a place each'}.`,
        ]),
    ...open,
    prose`${waiting}.`,
    prose`Ends ${inWords(endings, ' or ')}.`,
    ...(changes === '' ? [] : [prose`At its start ${changes}.`]),
    againAfter === null ? prose`Once only.` : prose`It may be had again ${time(againAfter)} after its end.`,
  ];
}

function stayWords(stay: NonNullable<ProgrammeToDescribe['stay']>): string {
  const numbers = hazardNumbers(stay);
  return hazardWords(stay) + (numbers === '' ? '' : ` (${numbers})`);
}
