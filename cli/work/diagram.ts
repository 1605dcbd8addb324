/** `diagram PATH`: draws a pathway, with the programmes of a scenario on it, as Mermaid text or as a picture. */
import { drawingOf, mermaidOf, type Drawing, type DrawingLabels } from '../../engine/pathway/drawing/index.js';
import { programmeNames, withProgrammes } from '../../engine/index.js';
import { fileWords, InputError, problemWithFile, type ResolvedScenario } from '../../scenarios/index.js';
import { readScenario } from '../host/index.js';
import { studyPlan } from '../host/prepare.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { idsOf, readModelFile } from './model-file.js';

export interface DiagramArguments {
  readonly path: string;
  readonly format?: 'svg' | 'mermaid' | undefined;
  readonly out?: string | undefined;
  readonly region?: string | undefined;
  readonly programmes?: string | undefined;
  readonly force: boolean;
}

const FORMATS = ['svg', 'mermaid'] as const;

export async function draw(typed: DiagramArguments): Promise<void> {
  const format = formatOf(typed.format, typed.out);
  if (typed.out !== undefined) checkOutputFile(typed.out, typed.force);
  const drawing = readDrawing(typed);
  let text: string;
  if (format === 'svg') {
    // Loaded late: nothing else of this command needs it.
    const { diagramSvg } = await import('../../reports/diagram/index.js');
    text = diagramSvg(drawing);
  } else text = mermaidOf(drawing);
  if (typed.out === undefined) process.stdout.write(text);
  else {
    writeOutputFile(typed.out, text, typed.force);
    process.stdout.write(`${typed.out}\n`);
  }
}

function formatOf(typed: DiagramArguments['format'], out: string | undefined): (typeof FORMATS)[number] {
  if (typed !== undefined) return typed;
  if (out === undefined) return 'mermaid';
  if (/\.svg$/i.test(out)) return 'svg';
  if (/\.(mmd|mermaid|md|txt)$/i.test(out)) return 'mermaid';
  throw new InputError([
    problemWithFile(out, "what to write is not clear from the name: end it in '.svg' or '.mmd', or give --format"),
  ]);
}

/** Reads what was named, and says what there is to draw. */
function readDrawing({ path, region, programmes: wanted }: DiagramArguments): Drawing {
  const { resolution, texts } = readModelFile(path, wanted, readScenario);
  const { scenario } = resolution;
  const programmes = chosenProgrammes(scenario, wanted);
  const plans = studyPlan(scenario, null).programmes;
  const isOwn = scenario.model.regions.some(({ name }) => name === region);
  const made = plans.find(({ id }) => !isOwn && (id === region || programmeNames(id).region === region));
  const model = made === undefined ? scenario.model : withProgrammes(scenario.model, plans);
  const names = scenario.model.regions.map(({ name }) => name);
  if (region !== undefined && made === undefined && !names.includes(region))
    throw new InputError([
      problemWithFile('--region', `there is no region '${region}'`, {
        found: region,
        allowed: [...names, ...plans.map(({ id }) => id)],
      }),
    ]);
  const { title, labels: words } = fileWords(texts);
  const labels = made === undefined ? words : withMade(words, made);
  return drawingOf(model, {
    title: scenario.kind === 'care' && scenario.programmes.length === 0 ? title || scenario.title : scenario.title,
    labels: labels,
    startDay: scenario.startDay,
    programmes: programmes.filter(({ id }) => made === undefined || id === made.id),
    ...(region !== undefined && { regions: [made === undefined ? region : programmeNames(made.id).region] }),
  });
}

/** Words for the region and the places of a programme. */
function withMade(words: DrawingLabels, { id, title }: { readonly id: string; readonly title: string }): DrawingLabels {
  const { region, resource } = programmeNames(id);
  return {
    ...words,
    regions: { ...words.regions, [region]: title },
    resources: { ...words.resources, [resource]: 'places of the programme' },
  };
}

function chosenProgrammes(scenario: ResolvedScenario, wanted: string | undefined): ResolvedScenario['programmes'] {
  if (wanted === undefined) return scenario.programmes;
  const ids = idsOf(wanted);
  const allowed = scenario.programmes.map(({ id }) => id);
  const unknown = ids.find((id) => !allowed.includes(id));
  if (unknown !== undefined)
    throw new InputError([
      problemWithFile('--programmes', `the scenario has no programme '${unknown}'`, { found: unknown, allowed }),
    ]);
  return scenario.programmes.filter(({ id }) => ids.includes(id));
}
