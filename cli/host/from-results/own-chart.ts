/** Draws a chart of the user's own, and says what is wrong with it where it cannot be drawn. */
import { basename } from 'node:path';
import type { ChartSpec } from '../../../reports/index.js';
import { InputError, problemWithFile } from '../../../scenarios/index.js';

export { readOwnSpec } from './own-spec.js';

/** What would make a picture load or run something, in a tag of it. */
const LOADS = /^<(?:a|image|script|foreignObject)\b|\bhref=|url\(\s*["']?(?!["']?#)|javascript:/i;

/**
 * @param path of the specification, for errors
 * @param tell told of each warning, once
 * @throws InputError where Vega-Lite cannot draw it, and where nothing would be on it
 */
export async function drawOwn(
  path: string,
  spec: ChartSpec,
  tell: (said: string) => void,
): Promise<{ readonly spec: ChartSpec; readonly svg: string }> {
  const { toSvg } = await import('../../../reports/index.js');
  const warnings = new Set<string>();
  const title = titleOf(spec) || basename(path);
  const description = typeof spec['description'] === 'string' ? spec['description'] : title;
  let svg: string;
  let marks = 0;
  try {
    svg = await toSvg(spec, {
      id: 'chart',
      title,
      description,
      warn: (said) => warnings.add(plainer(said)),
      counted: (found) => {
        marks = found;
      },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError([problemWithFile(path, `Vega-Lite cannot draw this: ${why.slice(0, 500)}`)]);
  }
  if (marks === 0)
    throw new InputError([
      problemWithFile(
        path,
        'no row passes the filters, so nothing would be on the picture and none is written: look at the names of measures, groups and periods',
      ),
    ]);
  if ((svg.match(/<[^<>]+>/g) ?? []).some((tag) => LOADS.test(tag)))
    throw new InputError([problemWithFile(path, 'the picture would load or link to something: a chart does neither')]);
  for (const said of warnings) tell(`${path}: ${said}`);
  return { spec, svg };
}

function titleOf({ title }: ChartSpec): string {
  const text = typeof title === 'object' && title !== null && 'text' in title ? title.text : title;
  return typeof text === 'string' ? text : Array.isArray(text) ? text.join(' ') : '';
}

/** Vega's own words for an empty picture help nobody: one sentence in place of one for each channel. */
function plainer(said: string): string {
  return said.includes('Infinite extent')
    ? 'no row passes the filters of a part of it, which is empty: look at the names of measures, groups and periods'
    : said;
}
