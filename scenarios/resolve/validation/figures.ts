/** Written figures into a flat list: breakdowns and years laid out, each with its published number and its tolerance. */
import { civil, formatDate } from '../../../engine/time/index.js';
import { partAt, type Path } from '../../load/index.js';
import { checkProvenance } from '../provenance.js';
import type { Tolerance, WrittenFigure } from '../../schema/validation.js';
import type { Context } from '../context.js';
import { known, refuse, refuseKey } from '../context.js';
import { labelsOf } from './measured.js';
import type { PublishedTable } from './published.js';
import { publishedFor, type Published } from './published-figure.js';
import { readingOf, yearPath, type Asked } from './readings.js';
import type { Figure, ValidationRun } from './types.js';

export interface FigureSources {
  readonly table: PublishedTable | null;
  readonly rounding: number | null;
  /** Ids a source may begin with; null where they are not checked. */
  readonly sources: readonly string[] | null;
}

/** The figures that one entry of the file stands for; none (and problems) where it makes no sense. */
export function buildFigures(
  context: Context,
  id: string,
  written: WrittenFigure,
  run: ValidationRun,
  from: FigureSources,
): readonly Figure[] {
  const path: Path = ['figures', id];
  if (!hasSense(context, path, written)) return [];
  const years = yearsOf(context, path, written);
  return years.flatMap((year) => {
    const asked: Asked = { context, path, written, run, year };
    return groupsOf(asked, from.table).flatMap((group) => buildFigure(asked, id, group, from));
  });
}

const KINDS = ['measure', 'mean', 'median', 'cost'] as const;

/** Refuses words that do not go together. */
function hasSense(context: Context, path: Path, written: WrittenFigure): boolean {
  const kinds = KINDS.filter((kind) => written[kind] !== undefined);
  let fine = true;
  const no = (key: string | null, message: string): void => {
    fine = false;
    refuseKey(context, key === null ? path : [...path, key], message);
  };
  if (kinds.length !== 1)
    no(
      null,
      `a figure is of one 'measure', 'mean', 'median' or 'cost', found ${kinds.length === 0 ? 'none' : kinds.join(' and ')}`,
    );
  const kind = kinds[0];
  if (kind !== 'measure')
    for (const key of ['below', 'of', 'as'] as const)
      if (written[key] !== undefined) no(key, `'${key}' goes with 'measure' only`);
  if (kind === 'cost')
    for (const key of ['group', 'by'] as const)
      if (written[key] !== undefined) no(key, `a cost is told apart by 'line' and 'payer', not by '${key}'`);
  if (kind !== 'mean' && kind !== 'median' && written.unit !== undefined)
    no('unit', "'unit' is for a mean or a median time");
  if (written.group !== undefined && written.by !== undefined) no('group', "give either 'group' or 'by'");
  if (written.only !== undefined && written.by === undefined)
    no('only', "'only' picks from a breakdown: 'by' is missing");
  if ([written.at, written.year, written.years].filter((item) => item !== undefined).length > 1)
    no(null, "give one of 'at', 'year' and 'years'");
  if (written.as === undefined && (written.of !== undefined || written.below !== undefined))
    no(written.of === undefined ? 'below' : 'of', "a share of something is in percent: 'as: percent' is missing");
  if (written.within.kind === 'points' && written.as === undefined)
    no('within', 'points are for percentages: give a percentage of the figure, or a number in its unit');
  if (typeof written.published === 'number' && (written.by !== undefined || (written.years?.length ?? 0) > 1))
    no('published', 'one number cannot stand for several figures: leave it out and give a table, or give a row of it');
  return fine;
}

function yearsOf(context: Context, path: Path, written: WrittenFigure): readonly (number | null)[] {
  if (written.years !== undefined) {
    if (new Set(written.years).size < written.years.length)
      refuse(context, [...path, 'years'], 'a year is given twice: two figures would have one id');
    return [...new Set(written.years)];
  }
  if (written.year !== undefined) return [written.year];
  if (written.at === undefined) return [null];
  const { year, month, day } = civil(written.at);
  // Tables give numbers at 31 March; one that is written here may be of any date.
  if (typeof written.published !== 'number' && (month !== 3 || day !== 31)) {
    refuse(
      context,
      [...path, 'at'],
      `a table has numbers at 31 March: for ${formatDate(written.at)} give the number itself as 'published'`,
    );
    return [];
  }
  return [year];
}

/** The groups of a breakdown that are published, in the model's order; what the model does not tell apart is refused. */
function groupsOf(asked: Asked, table: PublishedTable | null): readonly string[] {
  const { context, path, written, run, year } = asked;
  const { by, only } = written;
  if (by === undefined) return [written.group ?? 'all'];
  const name = written.measure ?? written.mean ?? written.median ?? '';
  const measure = run.scenario.ledger.measures.find((item) => item.name === name);
  // An unknown measure is refused where it is read.
  if (measure === undefined) return ['all'];
  const labels = labelsOf(measure, by, run.scenario.model);
  if (labels === null) {
    known(
      context,
      [...path, 'by'],
      `breakdown of ${name}`,
      by,
      measure.by.map((item) => item.name),
    );
    return [];
  }
  if (only !== undefined) {
    only.forEach((label, index) => known(context, [...path, 'only', index], `group of '${by}'`, label, labels));
    return labels.filter((label) => only.includes(label)).map((label) => `${by}=${label}`);
  }
  const row = typeof written.published === 'object' ? written.published.measure : name;
  const published = (table?.groups(row) ?? [])
    .filter((group) => group.startsWith(`${by}=`) && !group.includes(';'))
    .filter((group) => year === null || table?.find(row, group, year) !== undefined)
    .map((group) => group.slice(by.length + 1));
  if (published.length === 0)
    refuse(
      context,
      [...path, 'by'],
      table === null
        ? "a breakdown needs a table of what is published: 'published' is missing at the top of the file"
        : `nothing is published of '${row}' by '${by}'${year === null ? '' : ` for ${year}`} in ${table.file}`,
    );
  const strange = published.find((label) => !labels.includes(label));
  if (strange !== undefined)
    refuse(
      context,
      [...path, 'by'],
      `'${strange}' is published, but ${name} is not counted under that: name the groups to compare with 'only'`,
      { found: strange, allowed: labels },
    );
  return labels.filter((label) => published.includes(label)).map((label) => `${by}=${label}`);
}

function buildFigure(asked: Asked, id: string, group: string, from: FigureSources): readonly Figure[] {
  const { context, path, written, run, year } = asked;
  const reading = readingOf(asked, group);
  if (reading === undefined) return [];
  const published = publishedFor(asked, group, from.table, yearPath(asked));
  if (published === undefined) return [];
  const source = written.source ?? published.source;
  if (source === '') refuse(context, path, "'source' is missing: who published this figure?");
  else if (from.sources !== null && written.source !== undefined)
    checkProvenance(context, { source, mark: 'published', interval: 'published' }, from.sources, path);
  const unit = unitOf(asked);
  const level = group.slice(group.indexOf('=') + 1);
  const series = written.by === undefined ? id : `${id}=${level}`;
  return [
    {
      id: written.years === undefined ? series : `${series}@${year ?? ''}`,
      series,
      label: labelOf(asked, group),
      part: written.part,
      use: written.use,
      run: run.id,
      reading,
      published: published.value,
      ...bandOf(written.within, published, unit, from.rounding),
      unit,
      year,
      source,
      note: written.note ?? published.note,
      weight: written.weight ?? 1,
    },
  ];
}

/** What is allowed either way: the tolerance, or half of what the published figure is rounded to where that is more. */
function bandOf(
  within: Tolerance,
  published: Published,
  unit: string,
  rounding: number | null,
): Pick<Figure, 'band' | 'within'> {
  const wanted = within.kind === 'relative' ? within.amount * Math.abs(published.value) : within.amount;
  const count = rounding === null || !published.isCount ? 0 : rounding / 2;
  const rounded = unit === 'percent' ? (100 * count) / published.of : count;
  return rounded > wanted ? { band: rounded, within: 'rounding' } : { band: wanted, within: within.text };
}

function unitOf({ written, run }: Asked): string {
  if (written.as === 'percent') return 'percent';
  if (written.cost !== undefined) return 'GBP';
  if (written.measure === undefined) return written.unit ?? 'days';
  const kind = run.scenario.ledger.measures.find(({ name }) => name === written.measure)?.kind;
  return kind === 'time'
    ? 'events'
    : (run.scenario.measureInfo.find(({ name }) => name === written.measure)?.unit ?? 'events');
}

function labelOf({ context, path, written, run }: Asked, group: string): string {
  const name = written.measure ?? written.mean ?? written.median;
  const { line, payer } = written.cost ?? {};
  const words =
    written.label ??
    (name === undefined
      ? [line, payer].filter((item) => item !== undefined).join(', ') || 'All costs'
      : (run.scenario.measureInfo.find((info) => info.name === name)?.label ?? name));
  // A figure of one group with words of its own says which, and below what, in them.
  const hasWords = written.label !== undefined && written.by === undefined;
  const below: unknown = partAt(context.root, [...path, 'below'])?.data;
  const details = [
    ...(group === 'all' || hasWords ? [] : [groupText(group)]),
    ...(typeof below !== 'string' || hasWords ? [] : [`under ${below}`]),
  ];
  return details.length === 0 ? words : `${words}: ${details.join(', ')}`;
}

/** The level of a group in words; with what it is a level of where it says nothing by itself. */
function groupText(group: string): string {
  const at = group.indexOf('=');
  const level = group.slice(at + 1);
  return /^(yes|no|\d+( or more)?)$/.test(level)
    ? `${group.slice(0, at).replaceAll('_', ' ')} ${level}`
    : level.replaceAll('_', ' ');
}
