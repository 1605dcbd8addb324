/** Attribution and break-even of a small scenario, in this process: the numbers are those of the runs themselves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attribute } from '../../cli/host/attribute.js';
import { breakEven, type BreakEvenOptions } from '../../cli/host/break-even.js';
import { readScenario, runScenario } from '../../cli/host/run-study.js';
import { attributionPage, attributionText, type Attribution } from '../../reports/attribution/index.js';
import { breakEvenPage, breakEvenText } from '../../reports/break-even/index.js';
import { WorkFolder } from '../cli/command.js';
import { checkMarkdown } from '../reports/markdown-grammar.js';
import { twinFiles, USES } from '../support/twin-programmes.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

let variants = 0;
/** Writes a variant of the scenario into a folder of its own, and says where it is. */
function variant(uses: readonly string[]): string {
  const name = `variant ${variants++}`;
  const files = Object.entries(twinFiles(uses)).map(([file, text]) => [`${name}/${file}`, text]);
  return folder.write(Object.fromEntries(files));
}

/** The difference of one figure over the whole run, or on its last day, as `run` gives it. */
async function differences(uses: readonly string[]): Promise<(measure: string) => number> {
  const { result } = await runScenario(variant(uses), { workers: 0 });
  const rows = result.rows.filter(
    (row) =>
      row.option === 'difference' &&
      row.group === 'all' &&
      row.table !== 'programmes' &&
      row.periodKind !== 'month' &&
      row.periodKind !== 'quarter',
  );
  return (measure) => rows.findLast((row) => row.measure === measure)!.value;
}

const figureOf = (attribution: Attribution, measure: string) =>
  attribution.figures.find((figure) => figure.measure === measure)!;

describe('what each programme contributes', () => {
  const all = Object.values(USES);
  let found: Attribution;
  beforeAll(async () => {
    const path = variant(all);
    found = await attribute(path, { workers: 0, resolution: readScenario(path) });
  });

  test('is told of stocks, flows, times and costs, with every set run', () => {
    expect(found.figures.map(({ measure }) => measure)).toEqual([
      'looked_after',
      'started',
      'stay',
      'cost',
      'cost_discounted',
    ]);
    expect(found).toMatchObject({ sets: 8, orders: null, replications: 5 });
  });

  test('adds up to the whole, to the last bit', () => {
    for (const { programmes, whole } of found.figures) {
      expect(programmes.reduce((sum, { share }) => sum + share.value, 0)).toBe(whole.value);
      expect(programmes.reduceRight((sum, { share }) => sum + share.value, 0)).toBe(whole.value);
    }
  });

  test('twins have the same share, and whoever reaches nobody has none', () => {
    for (const { programmes } of found.figures) {
      const [first, second, idle] = programmes;
      expect(Math.abs(first!.share.value - second!.share.value)).toBeLessThanOrEqual(1 / 1024);
      expect(first!.share.lower).toBe(second!.share.lower);
      expect(idle).toMatchObject({ alone: { value: 0, mcSe: 0 }, last: { value: 0 }, share: { value: 0, upper: 0 } });
    }
  });

  test('gets in the way: together less than the sum of each alone', () => {
    const { whole, sum, beyond, programmes } = figureOf(found, 'started');
    expect(whole.value).toBeLessThan(0);
    expect(sum.value).toBeLessThan(whole.value);
    expect(beyond.value).toBeCloseTo(whole.value - sum.value, 2);
    for (const { alone, share, last } of programmes.slice(0, 2)) {
      expect(alone.value).toBeLessThan(share.value);
      expect(share.value).toBeLessThan(last.value);
    }
    expect(attributionText(found).join('\n')).toMatch(
      /Together they are less than the sum of each alone: −\d+ of −\d+\./,
    );
  });

  test('is what runs of the scenario with fewer programmes give', async () => {
    const [whole, alone, without] = await Promise.all([
      differences(all),
      differences([USES.first]),
      differences([USES.second, USES.idle]),
    ]);
    for (const measure of ['looked_after', 'started', 'cost', 'cost_discounted']) {
      const figure = figureOf(found, measure);
      expect(figure.whole.value).toBeCloseTo(whole(measure), 2);
      expect(figure.programmes[0]!.alone.value).toBe(alone(measure));
      expect(figure.programmes[0]!.last.value).toBeCloseTo(whole(measure) - without(measure), 4);
    }
  });

  test('is the same for any number of workers, and as a page is good Markdown', async () => {
    const path = variant(all);
    const again = await attribute(path, { workers: 0, resolution: readScenario(path) });
    expect(again).toEqual(found);
    checkMarkdown(attributionPage(found));
    for (const line of attributionText(found)) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('of one programme is the whole; of none is refused', async () => {
    const path = variant([USES.first]);
    const one = await attribute(path, { workers: 0, resolution: readScenario(path) });
    for (const { whole, programmes } of one.figures) expect(programmes[0]!.share.value).toBe(whole.value);
    const none = variant([]);
    await expect(attribute(none, { workers: 0, resolution: readScenario(none) })).rejects.toThrow(/no programmes/);
  });
});

describe('a break-even', () => {
  const search = (path: string, more: Partial<BreakEvenOptions> = {}) =>
    breakEven(path, {
      workers: 0,
      resolution: readScenario(path),
      effect: 'first.entry',
      measure: 'net_cost',
      against: 'others',
      target: 0,
      ...more,
    });

  test('is where a run with that effect costs what a run without the programme does', async () => {
    const result = await search(variant([USES.first, USES.idle]));
    if (result.answer.kind !== 'found') throw new Error(result.answer.kind);
    const { value, rises, average } = result.answer;
    expect(rises).toBe(true);
    expect(average!.lower!).toBeLessThan(value);
    expect(average!.upper!).toBeGreaterThan(value);
    expect(result.figure).toMatchObject({ measure: 'cost_discounted', unit: 'GBP' });
    const at = async (ratio: number): Promise<number> =>
      (await differences([USES.first.replace('0.5}', `${ratio}}`), USES.idle]))('cost_discounted');
    const none = await at(1);
    expect(none).toBeGreaterThan(0);
    expect(Math.abs(await at(value))).toBeLessThan(0.02 * none);
    expect(breakEvenText(result).join(' ')).toMatch(
      /Family support pays for itself if it cuts entry to care by at least \d+% \(hazard ratio 0\.\d\d; 0\.\d\d to 0\.\d\d by chance\)\./,
    );
    checkMarkdown(breakEvenPage(result));
  });

  test('beside a rival asks for more, and against the baseline speaks of both', async () => {
    const both = [USES.first, USES.second];
    const [alone, beside, together] = await Promise.all([
      search(variant([USES.first])),
      search(variant(both)),
      search(variant(both), { against: 'baseline' }),
    ]);
    const valueOf = ({ answer }: typeof alone): number => (answer.kind === 'found' ? answer.value : NaN);
    expect(valueOf(beside)).toBeLessThan(valueOf(alone));
    expect(breakEvenText(together).join(' ')).toContain('The 2 programmes together');
  });

  test('of another result, and of a difference other than 0', async () => {
    const path = variant([USES.first]);
    const same = await search(path, { measure: 'started' });
    expect(same.answer).toMatchObject({ kind: 'found', value: 1 });
    const fewer = await search(path, { measure: 'started', target: -20 });
    if (fewer.answer.kind !== 'found') throw new Error(fewer.answer.kind);
    expect(fewer.answer.value).toBeLessThan(1);
    const run = await differences([USES.first.replace('0.5}', `${fewer.answer.value}}`)]);
    expect(Math.abs(run('started') + 20)).toBeLessThan(3);
  });

  test('that is nowhere, or of an effect on nobody, is said so', async () => {
    const path = variant([USES.first, USES.idle]);
    expect((await search(path, { measure: 'started', target: -1e6 })).answer).toMatchObject({
      kind: 'none',
      nearest: { value: 0.05 },
    });
    const idle = await search(path, { effect: 'idle.entry', target: 100 });
    expect(idle.answer).toMatchObject({ kind: 'flat', result: { mean: -100 } });
    expect(breakEvenText(idle).join(' ')).toContain('changes nothing');
  });

  test('refuses a name that is none, with the nearest', async () => {
    const path = variant([USES.first]);
    await expect(search(path, { effect: 'first.entri' })).rejects.toThrow(/did you mean 'first\.entry'/);
    await expect(search(path, { measure: 'startd' })).rejects.toThrow(/--measure: [^]*did you mean 'started'/);
    await expect(search(path, { measure: 'stay' })).rejects.toThrow(
      /allowed here: net_cost, looked_after, started, cost/,
    );
  });
});
