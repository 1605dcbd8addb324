/** Sections 2.1 to 2.4: the model drawn, region by region, what scenarios change, and the algorithms. */
import { drawingOf, mermaidOf, type Drawing } from '../../engine/pathway/drawing/index.js';
import { conditionInWords, regionLabel } from '../../engine/pathway/drawing/words.js';
import { algorithms } from './algorithms.js';
import { componentsSection } from './components.js';
import { vocabularyOf } from './language.js';
import { blocks, heading, list, prose, mermaid, NOTHING, type Markdown } from './markdown.js';
import { said } from './objectives.js';
import { programmesSection } from './programmes.js';
import { regionSections } from './regions.js';
import type { Subject } from './types.js';

export function logicSection(subject: Subject): Markdown {
  return blocks([
    heading(2, '2 Logic'),
    overview(subject),
    baseLogic(subject),
    programmesSection(subject),
    algorithms(subject),
    componentsSection(subject),
  ]);
}

function overview(subject: Subject): Markdown {
  const { model } = subject.of;
  const vocabulary = vocabularyOf(subject);
  return blocks([
    heading(3, '2.1 Base model overview diagram'),
    subject.choices.picture === undefined
      ? prose`One diagram for each region. Arrows are transitions; a diamond is an event that leaves one of several states or may end in one of several. A black dot leads to the first state, and from a final one.`
      : prose`One diagram for each region; a key stands at the top of each.`,
    ...model.regions.flatMap((region) => [
      prose`**${regionLabel(vocabulary, region.name)}**`,
      subject.choices.picture?.(region.name) ??
        mermaid(
          mermaidOf(
            plain(
              drawingOf(model, {
                title: subject.of.title,
                labels: subject.choices.words.labels,
                startDay: subject.of.startDay,
                regions: [region.name],
              }),
            ),
          ),
        ),
    ]),
  ]);
}

/** Names and arrows only: an overview, whose details stand in the tables. */
function plain(drawing: Drawing): Drawing {
  return {
    ...drawing,
    resources: [],
    arrivals: [],
    panels: drawing.panels.map((panel) => ({
      ...panel,
      notes: [],
      states: panel.states.map((state) => ({ ...state, lines: [], notes: [] })),
      steps: panel.steps.map((step) => ({ ...step, trigger: '', when: '', notes: [] })),
    })),
  };
}

function baseLogic(subject: Subject): Markdown {
  const { of, choices } = subject;
  const { model } = of;
  const vocabulary = vocabularyOf(subject);
  const families = model.transitions.some(({ trigger }) => trigger.kind === 'clock');
  return blocks([
    heading(3, '2.2 Base model logic'),
    said(choices.words, 'logic'),
    families
      ? prose`A clock counts from entry to the present state unless it says since when it counts. Numbers that multiply, multiply the hazard; below the first bound of a band its first number holds. Shares are weighed against each other, and "the rest" takes what the others leave of 1. Names of parameters stand for numbers in section 3.3.`
      : NOTHING,
    regionSections(subject),
    heading(4, 'Impossible combinations'),
    model.impossible.length === 0
      ? prose`None is declared.`
      : blocks([
          prose`Every combination that can be reached is looked at before a run, and a pathway that could reach one of these is refused:`,
          list(model.impossible.map((condition) => conditionInWords(vocabulary, condition))),
        ]),
  ]);
}
