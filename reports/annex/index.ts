/**
 * The technical annex of a run or a study, as HTML and as Markdown: what was run and what differs from the defaults, the
 * model under the headings of STRESS-DES (Monks and others 2019), how near it came to what it was fitted to, and the
 * assurance log of the AQuA Book. Written once, as Markdown; the page is the same words with pictures for the drawings.
 */
import { drawingOf } from '../../engine/pathway/drawing/index.js';
import { diagramSvg } from '../diagram/index.js';
import { modelSections, type DescriptionChoices } from '../model/index.js';
import { blocks, comment, escaped, heading, list, prose, NOTHING, type Markdown } from '../model/markdown.js';
import { askedSection } from './asked.js';
import { assuranceSection } from './assurance.js';
import { fittedSection } from './fitted.js';
import { byArea } from './names.js';
import { annexHtml, plain } from './page.js';
import { studySections } from './study.js';
import type { Annex, AnnexAbout } from './types.js';

export type { Annex, AnnexAbout, AnnexArea, AnnexModel } from './types.js';

/** Pixels of a large drawing: as wide as the paper of the page, lying. Laid out more narrowly it takes seconds. */
const WIDE = 1200;
/** More boxes than this are a large drawing. */
const LARGE = 60;

/**
 * Both forms of the annex, each with an end of line at its end. The same `about` gives the same bytes everywhere.
 *
 * `const { html, markdown } = annex({ areas: [{ frame, report: null }], model });`
 */
export function annex(about: AnnexAbout): Annex {
  // One line, without marks that turn the direction of what follows.
  const title = plain(escaped(`Technical annex: ${about.areas[0].frame.title}`));
  const drawn = written(about, title, (region) => comment(`picture: ${region}`));
  return {
    html: annexHtml(drawn, title, pictures(about)),
    markdown: `${written(about, title)}\n`,
  };
}

function written(about: AnnexAbout, title: string, picture?: (region: string) => Markdown): string {
  const { areas, model } = about;
  const choices: DescriptionChoices = {
    words: model.words,
    software: model.software,
    files: model.files,
    isExperiment: true,
    writtenBy: '',
    ...(picture !== undefined && { picture }),
  };
  const { objectives, logic, data, experimentation, implementation, access } = modelSections(model.of, choices);
  const warnings = byArea(areas).flatMap(({ frame }) => frame.warnings ?? []);
  return blocks([
    heading(1, title),
    prose`What a reviewer needs to judge the numbers of the report and to have them again. Sections 1 to 6 are those of STRESS-DES, the reporting guideline for discrete-event simulation (Monks and others 2019, <https://doi.org/10.1080/17477778.2018.1442155>); section 7 is on calibration and validation; section 8 is the assurance log of the AQuA Book.`,
    warnings.length === 0 ? NOTHING : list(warnings.map((text) => prose`**Warning.** ${text}`)),
    askedSection(about),
    objectives,
    logic,
    data,
    experimentation,
    studySections(about),
    implementation,
    access,
    fittedSection(about),
    assuranceSection(about),
  ]).source;
}

/** A drawing for each region, with what the programmes do to it. */
function pictures({ model: { of, words } }: AnnexAbout): ReadonlyMap<string, string> {
  return new Map(
    of.model.regions.map(({ name }, i) => {
      const drawing = drawingOf(of.model, {
        title: of.title,
        labels: words.labels,
        startDay: of.startDay,
        programmes: of.programmes,
        regions: [name],
      });
      const boxes = drawing.panels.reduce((sum, { states, steps }) => sum + states.length + steps.length, 0);
      return [name, diagramSvg(drawing, { id: `region-${i + 1}`, ...(boxes > LARGE && { width: WIDE }) })];
    }),
  );
}
