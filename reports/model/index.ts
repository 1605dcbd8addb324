/**
 * A model described from its own data, under the headings of STRESS-DES (Monks and others 2019, Journal of Simulation 13(1),
 * 55-67): objectives, logic, data, experimentation, implementation, code access. Markdown, the same bytes for the same model.
 */
import { dataSection } from './data.js';
import { experimentationSection } from './experimentation.js';
import { accessSection, implementationSection } from './implementation.js';
import { logicSection } from './logic.js';
import { blocks, comment, heading, prose, NOTHING, type Markdown } from './markdown.js';
import { objectivesSection } from './objectives.js';
import type { DescriptionChoices, ModelToDescribe } from './types.js';

export type { DescriptionChoices, ModelToDescribe } from './types.js';

/** Sections 1 to 6, each with its heading. */
export type ModelSections = Readonly<
  Record<'objectives' | 'logic' | 'data' | 'experimentation' | 'implementation' | 'access', Markdown>
>;

/** The sections by themselves, for a page that has more to say than the model. */
export function modelSections(of: ModelToDescribe, choices: DescriptionChoices): ModelSections {
  const subject = { of, choices };
  return {
    objectives: objectivesSection(subject),
    logic: logicSection(subject),
    data: dataSection(subject),
    experimentation: experimentationSection(subject),
    implementation: implementationSection(subject),
    access: accessSection(subject),
  };
}

/** The whole description, with an end of line at its end. */
export function describeModel(of: ModelToDescribe, choices: DescriptionChoices): string {
  const { objectives, logic, data, experimentation, implementation, access } = modelSections(of, choices);
  const { writtenBy } = choices;
  const text = blocks([
    writtenBy === '' ? NOTHING : comment(`Written by: ${writtenBy}. Changes belong in the data files it is made from.`),
    heading(1, of.title),
    prose`The model as its data files have it, under the headings of STRESS-DES, the reporting guideline for discrete-event simulation (Monks and others 2019, <https://doi.org/10.1080/17477778.2018.1442155>).`,
    objectives,
    logic,
    data,
    experimentation,
    implementation,
    access,
  ]);
  return `${text.source}\n`;
}
