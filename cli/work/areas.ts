/** `areas [NAME]`: the areas there are figures for, or one area's figures. */
import {
  AREA_COLUMNS,
  AREA_SOURCE,
  areaFigure,
  areaList,
  findArea,
  InputError,
  problemWithFile,
  readAreas,
} from '../../scenarios/index.js';
import { nodeFiles } from '../host/index.js';
import { columns, wrap } from '../text.js';

export interface AreasArguments {
  readonly name?: string | undefined;
  readonly json: boolean;
}

export function areas({ name, json }: AreasArguments): void {
  const areas = readAreas(nodeFiles());
  if (name === undefined) {
    const list = areaList(areas);
    process.stdout.write(
      json
        ? `${JSON.stringify(list)}\n`
        : `${list.map((area) => `${area.code}  ${area.name}${area.level === 'Local authority' ? `, ${area.region}` : ''}`).join('\n')}\n`,
    );
    return;
  }
  const finding = findArea(areas, name);
  if (!finding.found)
    throw new InputError([
      problemWithFile('areas', finding.message, {
        found: name,
        suggestion: finding.suggestions[0],
        allowed: finding.suggestions,
      }),
    ]);
  const { area } = finding;
  if (json) {
    process.stdout.write(`${JSON.stringify(area)}\n`);
    return;
  }
  const facts = AREA_COLUMNS.map((column): [string, string] => {
    const figure = areaFigure(area, column);
    return [column.replaceAll('_', ' '), figure.value === null ? `not known (${figure.why})` : String(figure.value)];
  });
  process.stdout.write(`${[`${area.name} (${area.code})`, ...columns(facts), '', ...wrap(AREA_SOURCE)].join('\n')}\n`);
}
