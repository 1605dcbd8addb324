/** Tornado, screening, grid and search of a small scenario, in this process: the numbers are those of the runs themselves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readScenario, runScenario } from '../../cli/host/run-study.js';
import { morrisOf, tornadoOf, type ScreenOptions } from '../../cli/host/what-matters/screen.js';
import { gridOf, seekOf } from '../../cli/host/what-matters/vary.js';
import {
  gridPage,
  gridTable,
  gridText,
  morrisPage,
  morrisText,
  seekPage,
  seekText,
  tornadoPage,
  tornadoTable,
  tornadoText,
  type TornadoResult,
} from '../../reports/what-matters/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { WorkFolder } from '../cli/command.js';
import { checkMarkdown } from '../reports/markdown-grammar.js';
import { twinFiles, USES } from '../support/twin-programmes.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

/** The twins with intervals: a unit cost, a cost of each start, and how many take it up. */
function files(uses: readonly string[], replace: readonly (readonly [string, string])[] = []): Record<string, string> {
  const intervals = [
    ['amount: 900 per week, ', 'amount: 900 per week, interval: [600, 1500], '],
    ['per_start: {value: 3000, ', 'per_start: {value: 3000, interval: [1500, 4500], '],
    ['take_up: {value: 1, ', 'take_up: {value: 0.5, interval: [0.25, 0.75], '],
    ...replace,
  ] as const;
  return Object.fromEntries(
    Object.entries(twinFiles(uses)).map(([name, text]) => [
      name,
      intervals.reduce((whole, [from, to]) => whole.replace(from, to), text),
    ]),
  );
}

let variants = 0;
function variant(uses: readonly string[], replace: readonly (readonly [string, string])[] = []): string {
  const name = `variant ${variants++}`;
  return folder.write(
    Object.fromEntries(Object.entries(files(uses, replace)).map(([file, text]) => [`${name}/${file}`, text])),
  );
}

function asked(path: string, more: Partial<ScreenOptions> = {}): ScreenOptions {
  const overrides = {};
  return {
    files: nodeFiles(),
    onDisk: true,
    overrides,
    resolution: readScenario(path),
    workers: 0,
    result: 'net_cost',
    ...more,
  };
}

/** What a run gives: the last row of a measure over all children, of a world. */
async function ran(path: string, measure: string, option = 'difference'): Promise<number> {
  const { result } = await runScenario(path, { workers: 0 });
  const rows = result.rows.filter(
    (row) => row.option === option && row.group === 'all' && row.measure === measure && row.table !== 'programmes',
  );
  return rows.findLast(({ periodKind }) => periodKind === 'whole run' || periodKind === 'day')!.value;
}

const ONE = [USES.first] as const;
const WIDE = { lines: 80 };

describe('a tornado', () => {
  let path: string;
  let found: TornadoResult;
  const bar = (name: string) => found.bars.find((one) => one.name === name)!;
  beforeAll(async () => {
    path = variant(ONE);
    found = await tornadoOf(path, asked(path));
  });

  test('is of what is uncertain, the widest first', () => {
    expect(found.bars.map(({ name }) => name).toSorted()).toEqual(['cost: care', 'first.per_start', 'first.take_up']);
    const widths = found.bars.map(({ width }) => width.value);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(found.result).toMatchObject({ measure: 'net_cost', of: 'difference', unit: 'GBP' });
  });

  test('begins at what the run itself says', async () => {
    expect(found.base.value).toBeCloseTo(await ran(path, 'cost_discounted'), 2);
  });

  test('reckons prices from their lines, to the pound of a run with that price', async () => {
    const cheap = await ran(variant(ONE, [['amount: 900 per week', 'amount: 600 per week']]), 'cost_discounted');
    const dear = await ran(variant(ONE, [['amount: 900 per week', 'amount: 1500 per week']]), 'cost_discounted');
    expect(Math.abs(bar('cost: care').lower.result.value - cheap)).toBeLessThan(1);
    expect(Math.abs(bar('cost: care').upper.result.value - dear)).toBeLessThan(1);
    const started = await ran(
      variant(ONE, [['per_start: {value: 3000', 'per_start: {value: 4500']]),
      'cost_discounted',
    );
    expect(Math.abs(bar('first.per_start').upper.result.value - started)).toBeLessThan(1);
    // A price is linear: equal steps up and down of equal size.
    const { lower, upper } = bar('first.per_start');
    expect(upper.change.value).toBeCloseTo(-lower.change.value, 2);
  });

  test('moves what is drawn with a price together with it', async () => {
    const fee = (amount: number) =>
      [
        'costs:\n  - {name: care',
        `costs:\n  - {name: fee, drawn_with: care, line: Fee, payer: Council, on_entry: {case: care}, amount: ${amount}, source: assumption, mark: assumption, note: an example}\n  - {name: care`,
      ] as const;
    const both = variant(ONE, [fee(3000)]);
    const { bars } = await tornadoOf(both, asked(both, { only: ['unit cost'] }));
    expect(bars.map(({ name }) => name)).toEqual(['cost: care']);
    const dear = await ran(
      variant(ONE, [fee(5000), ['amount: 900 per week', 'amount: 1500 per week']]),
      'cost_discounted',
    );
    expect(Math.abs(bars[0]!.upper.result.value - dear)).toBeLessThan(1);
  });

  test('runs take-up at both ends, as a run with that share would', async () => {
    const few = await ran(
      variant(ONE, [['take_up: {value: 0.5, interval: [0.25, 0.75]', 'take_up: {value: 0.25']]),
      'cost_discounted',
    );
    expect(bar('first.take_up').lower.result.value).toBeCloseTo(few, 2);
    expect(bar('first.take_up').width.mcSe).toBeGreaterThan(0);
  });

  test('of a count hangs on no price', async () => {
    const count = await tornadoOf(path, asked(path, { result: 'looked_after', of: 'option' }));
    expect(count.base.value).toBe(await ran(path, 'looked_after', 'option'));
    expect(count.bars[0]!.name).toBe('first.take_up');
    expect(count.bars.slice(1).map(({ width }) => width.value)).toEqual([0, 0]);
    expect(tornadoText(count).join(' ')).toMatch(/2 change nothing at all/);
  });

  test('looks at what is asked for alone, and at the baseline by itself', async () => {
    const only = await tornadoOf(path, asked(path, { only: ['take-up'] }));
    expect(only.bars.map(({ name }) => name)).toEqual(['first.take_up']);
    expect(only.bars[0]).toEqual(bar('first.take_up'));
    const base = await tornadoOf(path, asked(path, { result: 'cost', of: 'baseline' }));
    expect(base.bars.map(({ name }) => name)).toEqual(['cost: care']);
    expect(base.bars[0]!.upper.change.value / base.base.value).toBeCloseTo(600 / 900, 6);
  });

  test('is a page, a table and lines of 80 columns', () => {
    checkMarkdown(tornadoPage(found));
    expect(tornadoTable(found).split('\n')).toHaveLength(found.bars.length + 2);
    for (const line of tornadoText(found)) expect(line.length).toBeLessThanOrEqual(WIDE.lines);
  });

  test.each([
    [{ result: 'nonsense' }, /nothing in this scenario is counted as 'nonsense'/],
    [{ result: 'looked_after', at: '2040-03-31' }, /not counted then/],
    [{ of: 'option' as const }, /net_cost is what the option costs less the baseline/],
    [{ only: ['mst'] }, /no uncertain number 'mst'/],
  ])('refuses %o', async (more, why) => {
    await expect(tornadoOf(path, asked(path, more))).rejects.toThrow(why);
  });

  test('of a scenario without programmes is of its baseline; net cost is refused', async () => {
    const none = variant([]);
    await expect(tornadoOf(none, asked(none))).rejects.toThrow(/no programmes/);
    const { bars, result } = await tornadoOf(none, asked(none, { result: 'cost' }));
    expect(bars.map(({ name }) => name)).toEqual(['cost: care']);
    expect(result.of).toBe('baseline');
  });
});

describe('a screening', () => {
  test('finds prices linear where nothing else moves, and take-up to matter by way of them', async () => {
    const path = variant(ONE);
    const prices = await morrisOf(path, { ...asked(path, { only: ['first.per_start'] }), trajectories: 4 });
    const { bars } = await tornadoOf(path, asked(path));
    const width = bars.find(({ name }) => name === 'first.per_start')!.width.value;
    const [effect] = prices.effects;
    // Even on the log scale, on which a price is drawn, so a little curved; but the same size to within the curve.
    expect(effect!.muStar.value / width).toBeGreaterThan(0.75);
    expect(effect!.muStar.value / width).toBeLessThan(1.25);
    const all = await morrisOf(path, { ...asked(path), trajectories: 4 });
    expect(all.effects).toHaveLength(3);
    expect(all.effects.every(({ muStar }) => muStar.value > 0)).toBe(true);
    expect(all.effects.find(({ name }) => name === 'first.per_start')!.sigma).toBeGreaterThan(effect!.sigma);
    checkMarkdown(morrisPage(all));
    for (const line of morrisText(all)) expect(line.length).toBeLessThanOrEqual(WIDE.lines);
  });
});

describe('a grid', () => {
  test('has in each cell what a run with those values gives', async () => {
    const path = variant(ONE);
    const found = await gridOf(path, {
      ...asked(path),
      vary: { name: 'first.entry', values: [0.5, 1] },
      by: { name: 'first.take_up', values: [0, 0.5] },
    });
    const [half, one] = found.cells;
    // Nobody takes it up: no difference at all.
    expect([half![0], one![0]]).toEqual([
      { value: 0, mcSe: 0 },
      { value: 0, mcSe: 0 },
    ]);
    expect(half![1]!.value).toBeCloseTo(await ran(path, 'cost_discounted'), 2);
    const idle = variant([USES.first.replace('0.5}', '1}')]);
    expect(one![1]!.value).toBeCloseTo(await ran(idle, 'cost_discounted'), 2);
    checkMarkdown(gridPage(found));
    expect(gridTable(found).trim().split('\n')).toHaveLength(5);
    for (const line of gridText(found)) expect(line.length).toBeLessThanOrEqual(WIDE.lines);
  });

  test('takes places, none of which is the baseline itself', async () => {
    const path = variant(ONE);
    const { cells } = await gridOf(path, {
      ...asked(path, { result: 'looked_after', of: 'option' }),
      vary: { name: 'first.places', values: [0, 5] },
    });
    expect(cells[0]![0]!.value).toBe(await ran(path, 'looked_after', 'baseline'));
    const five = variant([USES.first.replace('places: unlimited', 'places: 5')]);
    expect(cells[1]![0]!.value).toBe(await ran(five, 'looked_after', 'option'));
  });

  test.each([
    ['first.entri', [1], /nothing in this scenario that can be varied is called 'first.entri'/],
    ['first.entry', [-1], /a number above 0: found -1/],
    ['first.take_up', [1.5], /from 0 to 1: found 1.5/],
    ['first.places', [1.5], /a whole number: found 1.5/],
  ])('refuses %s = %j', async (name, values, why) => {
    const path = variant(ONE);
    await expect(gridOf(path, { ...asked(path), vary: { name, values } })).rejects.toThrow(why);
  });
});

describe('a search', () => {
  test('finds the places that bring a stock to a target: those of a run with as many', async () => {
    const path = variant(ONE);
    const at = async (places: number) =>
      ran(variant([USES.first.replace('places: unlimited', `places: ${places}`)]), 'looked_after', 'option');
    const [few, many] = await Promise.all([at(2), at(30)]);
    const target = (few + many) / 2;
    const found = await seekOf(path, {
      ...asked(path, { result: 'looked_after' }),
      vary: { name: 'first.places', from: 0, to: 40 },
      target,
    });
    const { answer } = found;
    if (answer.kind !== 'found' || !answer.whole) throw new Error(answer.kind);
    expect(answer.before!.mean).toBeGreaterThan(target);
    expect(answer.reached.mean).toBeLessThanOrEqual(target);
    expect(answer.reached.mean).toBe(await at(answer.reached.value));
    checkMarkdown(seekPage(found));
    for (const line of seekText(found)) expect(line.length).toBeLessThanOrEqual(WIDE.lines);
  });

  test('says what it comes to where the target cannot be reached', async () => {
    const path = variant(ONE);
    const found = await seekOf(path, {
      ...asked(path, { result: 'looked_after' }),
      vary: { name: 'first.places', from: 0, to: 4 },
      target: 1,
    });
    expect(found.answer.kind).toBe('none');
    expect(seekText(found).join(' ')).toMatch(
      /cannot be brought to 1\.0 by first\.places from 0 to 4: at \d, where it comes nearest, it is \d/,
    );
  });

  test('of an effect finds where the programme pays, as a break-even does', async () => {
    const path = variant(ONE, [['value: 0.5, interval: [0.25, 0.75]', 'value: 1, interval: [0.9, 1]']]);
    const { answer } = await seekOf(path, {
      ...asked(path),
      vary: { name: 'first.entry', from: 0.05, to: 1 },
      target: 0,
    });
    if (answer.kind !== 'found' || answer.whole) throw new Error(answer.kind);
    const at = await ran(
      variant(
        [USES.first.replace('0.5}', `${answer.value}}`)],
        [['value: 0.5, interval: [0.25, 0.75]', 'value: 1, interval: [0.9, 1]']],
      ),
      'cost_discounted',
    );
    const none = await ran(
      variant(
        [USES.first.replace('0.5}', '1}')],
        [['value: 0.5, interval: [0.25, 0.75]', 'value: 1, interval: [0.9, 1]']],
      ),
      'cost_discounted',
    );
    expect(none).toBeGreaterThan(0);
    expect(Math.abs(at)).toBeLessThan(0.05 * none);
  });
});
