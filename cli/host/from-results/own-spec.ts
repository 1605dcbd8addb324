/**
 * A chart of the user's own: a Vega-Lite specification whose data are tables of the results by name. It is checked before it is
 * drawn: it loads nothing, links to nothing, and names only tables and columns that there are.
 */
import type { TableRow } from '../../../engine/index.js';
import { themed } from '../../../reports/charts/theme.js';
import type { ChartSpec } from '../../../reports/charts/types.js';
import { InputError, problemWithFile, type Files } from '../../../scenarios/index.js';
import {
  keyPlaceOf,
  problemAt,
  Problems,
  readText,
  readYamlMapping,
  type Located,
} from '../../../scenarios/load/index.js';
import { valuePlace } from '../../../scenarios/load/located.js';
import { checkFields } from './own-fields.js';

/** Every row of the results, of whatever table. */
const ALL_ROWS = 'rows';
/** Parts of a specification that hold data, in which any word may stand. */
const HOLD_DATA = new Set(['values', 'datasets', 'usermeta']);
const MARKS =
  'arc area bar boxplot circle errorband errorbar geoshape line point rect rule square text tick trail'.split(' ');
/** Pixels. */
const LARGEST = 10_000;
const LONGEST_SEQUENCE = 100_000;

/**
 * @param rows of the results, of which the specification may name tables
 * @returns the specification with its data inside, and the project's theme where it has no `config` of its own
 * @throws InputError at its line for what a chart cannot have
 */
export function readOwnSpec(path: string, files: Files, rows: readonly TableRow[]): ChartSpec {
  const root = readYamlMapping(path, readText(files, path));
  const tables = [...new Set(rows.map(({ table }) => table))];
  const found = new Found([ALL_ROWS, ...tables], root);
  found.walk(root);
  if (found.hasData && !found.hasOwnData) checkFields(root, found.problems);
  found.problems.throwIfAny();
  if (!found.hasData)
    throw new InputError([
      problemWithFile(path, `it does not say what it draws: add "data": {"name": "${tables[0] ?? ALL_ROWS}"}`, {
        allowed: [ALL_ROWS, ...tables],
      }),
    ]);
  const datasets = Object.fromEntries(
    [...found.used].map((name) => [
      name,
      rows.filter(({ table }) => name === ALL_ROWS || table === name).map((row) => datum(row, name === ALL_ROWS)),
    ]),
  );
  const written = withNames(root.data as ChartSpec, new Set(found.tables)) as ChartSpec;
  const own = (written['datasets'] ?? {}) as Readonly<Record<string, unknown>>;
  return withNumbers(themed({ ...written, datasets: { ...own, ...datasets } }), written);
}

/** Numbers as they are, with commas and no zeros that say nothing; a look of the specification's own is left as it is. */
function withNumbers(spec: ChartSpec, written: ChartSpec): ChartSpec {
  if (written['config'] !== undefined) return spec;
  return { ...spec, config: { ...(spec['config'] as object), numberFormat: ',~f' } };
}

/** A row with the column names of the tables. */
function datum(row: TableRow, hasTable: boolean): Readonly<Record<string, string | number | null>> {
  const number = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    ...(hasTable && { table: row.table }),
    option: row.option,
    area: row.area,
    period: row.period,
    period_kind: row.periodKind,
    group: row.group,
    measure: row.measure,
    value: number(row.value),
    lower: number(row.lower),
    upper: number(row.upper),
    mc_se: number(row.mcSe),
    unit: row.unit,
  };
}

/** The table that an address in the results folder is of: `tables/stocks.csv`; null for any other. */
function tableOf(url: unknown, tables: readonly string[]): string | null {
  if (typeof url !== 'string') return null;
  const name = /^(?:\.\/)?(?:tables\/)?([a-z]+)\.csv$/.exec(url)?.[1];
  return name !== undefined && tables.includes(name) ? name : null;
}

/** The same, with tables by name in place of their addresses. */
function withNames(node: unknown, tables: ReadonlySet<string>): unknown {
  if (Array.isArray(node)) return node.map((item) => withNames(item, tables));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, part]: [string, unknown]) => {
      const url = key === 'data' && typeof part === 'object' && part !== null && 'url' in part ? part.url : undefined;
      const table = url === undefined ? null : tableOf(url, [...tables]);
      if (table !== null) return [key, { name: table }];
      return [key, HOLD_DATA.has(key) ? part : withNames(part, tables)];
    }),
  );
}

/** What a walk through a specification finds: the tables it names, and what it may not have. */
class Found {
  readonly problems = new Problems();
  readonly used = new Set<string>();
  hasData = false;
  hasOwnData = false;
  readonly #own: ReadonlySet<string>;

  constructor(
    readonly tables: readonly string[],
    root: Located,
  ) {
    this.#own = ownNames(root.data);
    const schema = root.parts?.get('$schema');
    if (typeof schema?.data === 'string' && schema.data.includes('/schema/vega/'))
      this.#refuse(schema, 'this is a specification in Vega: one in Vega-Lite is needed');
  }

  walk(node: Located): void {
    for (const [key, part] of node.parts ?? []) {
      if (node.shape === 'mapping') this.#check(key, part);
      if (!HOLD_DATA.has(key)) this.walk(part);
    }
  }

  #check(key: string, part: Located): void {
    if (key === 'data') this.#data(part);
    else if (key === '__proto__') this.#refuseKey(part, `a specification has no '__proto__'`);
    else if (key === 'href' || (key === 'url' && tableOf(part.data, this.tables) === null))
      this.#refuseKey(part, `a chart loads nothing and links to nothing: '${key}' cannot be used`);
    else if (key === 'mark') this.#mark(part.shape === 'mapping' ? part.parts?.get('type') : part);
    else if ((key === 'width' || key === 'height') && typeof part.data === 'number' && part.data > LARGEST)
      this.#refuse(part, `at most ${LARGEST} pixels`);
    else if (key === 'sequence') this.#sequence(part);
  }

  #data(part: Located): void {
    if (part.data === null) return;
    this.hasData = true;
    const url = part.parts?.get('url');
    const name = part.parts?.get('name');
    if (url !== undefined) {
      const table = tableOf(url.data, this.tables);
      if (table !== null) this.used.add(table);
      return;
    }
    if (part.shape !== 'mapping') this.#refuse(part, "expected a mapping: {name: 'stocks'}, for example");
    else if (name === undefined || ['values', 'sequence', 'sphere', 'graticule'].some((way) => part.parts!.has(way)))
      this.hasOwnData = true;
    else if (this.#own.has(String(name.data))) this.hasOwnData = true;
    else if (this.tables.includes(String(name.data))) this.used.add(String(name.data));
    else
      this.problems.add(
        problemAt(valuePlace(name), `there is no table '${String(name.data)}' in these results`, {
          found: String(name.data),
          allowed: this.tables,
        }),
      );
  }

  #mark(part: Located | undefined): void {
    if (typeof part?.data !== 'string' || MARKS.includes(part.data)) return;
    const message = part.data === 'image' ? 'a chart loads no images' : `there is no mark '${part.data}'`;
    this.problems.add(problemAt(valuePlace(part), message, { found: part.data, allowed: MARKS }));
  }

  #sequence(part: Located): void {
    const [start, stop, step] = ['start', 'stop', 'step'].map((name) =>
      Number(part.parts?.get(name)?.data ?? Number.NaN),
    );
    const length = (stop! - start!) / (Number.isNaN(step) ? 1 : step!);
    if (!(Math.abs(length) <= LONGEST_SEQUENCE))
      this.#refuseKey(part, `a sequence has at most ${LONGEST_SEQUENCE} numbers`);
  }

  #refuse(part: Located, message: string): void {
    this.problems.add(problemAt(valuePlace(part), message));
  }

  #refuseKey(part: Located, message: string): void {
    this.problems.add(problemAt(keyPlaceOf(part), message));
  }
}

/** Names that the specification gives to data of its own. */
function ownNames(root: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (node: unknown, key: string): void => {
    if (typeof node !== 'object' || node === null || key === 'values') return;
    if (key === 'datasets') for (const name of Object.keys(node)) names.add(name);
    if (key === 'data' && 'name' in node && ('values' in node || 'sequence' in node)) names.add(String(node.name));
    if (key !== 'datasets') for (const [name, part] of Object.entries(node)) look(part, name);
  };
  look(root, '');
  return names;
}
