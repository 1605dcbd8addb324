/** One chart as a file, in the form that its name ends in. */
import type { Chart } from '../../reports/index.js';
import { specJson, toPng, toSvg } from '../../reports/render/index.js';
import { InputError, problemWithFile } from '../../scenarios/index.js';
import { writeOutputFile } from './output-file.js';

const ENDINGS = ['.svg', '.png', '.json'] as const;

/** Refuses a name that says no form, before any work is done. @throws InputError */
export function checkPictureFile(path: string): void {
  if (!ENDINGS.some((ending) => path.toLowerCase().endsWith(ending)))
    throw new InputError([problemWithFile(path, 'a picture ends in .svg or .png, a specification in .vl.json')]);
}

/** Draws a chart and writes it. @throws InputError where there is nothing to draw, or the file cannot go there */
export async function writeChart(path: string, chart: Chart | null, mayReplace: boolean): Promise<void> {
  if (chart === null)
    throw new InputError([problemWithFile(path, 'there is nothing to draw: the result has no numbers')]);
  const { name: id, title, description, spec } = chart;
  if (path.toLowerCase().endsWith('.json')) writeOutputFile(path, `${specJson(spec)}\n`, mayReplace);
  else {
    const svg = await toSvg(spec, { id, title, description });
    writeOutputFile(path, path.toLowerCase().endsWith('.png') ? await toPng(svg) : `${svg}\n`, mayReplace);
  }
}
