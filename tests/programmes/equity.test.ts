/** Who is eligible, reached, waiting and turned away: what the equity table must add up to, whatever the programme. */
import { describe, expect, test } from 'vitest';
import { simulate, type TableRow } from '../../cli/host/index.js';
import { changeSentences, optionSentences, reachSentences } from '../../reports/equity/index.js';
import { WorkFolder } from '../cli/command.js';
import { equityFiles, type EquityChoices } from '../support/equity-files.js';

const folder = new WorkFolder();
let runs = 0;

async function run(choices: EquityChoices = {}) {
  const files = Object.entries(equityFiles(choices)).map(([name, text]) => [`${runs}/${name}`, text] as const);
  runs++;
  const { rows } = await simulate(folder.write(Object.fromEntries(files)), { workers: 0 });
  const of = (measure: string, group = '', option = 'option'): number =>
    rows.find(
      (row) =>
        row.table === 'equity' &&
        row.measure === measure &&
        row.option === option &&
        row.group === `programme=support${group === '' ? '' : `, ${group}`}`,
    )?.value ?? Number.NaN;
  const summed = (measure: string, table: TableRow['table'], group: string): number =>
    rows
      .filter(
        (row) =>
          row.measure === measure &&
          row.table === table &&
          row.group === group &&
          row.option === 'option' &&
          row.periodKind === 'financial year',
      )
      .reduce((sum, { value }) => sum + value, 0);
  return { rows, of, summed };
}

const AGES = ['age=under 10', 'age=10 and over'];
const SEXES = ['sex=female', 'sex=male'];
const DAYS = 730;

const LIMITED: EquityChoices = {
  takeUp: 0.7,
  places: '3',
  queue: 'gives_up_after: {value: 60 days, source: assumption, mark: assumption, note: an example}',
};

describe.each([
  ['without a limit', {}],
  ['with few places and families who give up', LIMITED],
  [
    'where hardly anybody waits',
    { ...LIMITED, queue: 'gives_up_after: {value: 1 day, source: assumption, mark: assumption, note: an example}' },
  ],
  ['offered again', { again: true }],
] as const)('a programme %s', (_, choices) => {
  test('reaches whom its other tables say, and groups add up', async () => {
    const { rows, of, summed } = await run(choices);
    const gaveUp = Number.isNaN(of('gave_up')) ? 0 : of('gave_up');
    expect(of('eligible')).toBeGreaterThan(50);
    expect(of('reached')).toBeGreaterThan(0);
    const starts = summed('programme_started', 'programmes', 'programme=support');
    const isAgain = 'again' in choices;
    expect(isAgain ? of('reached') < starts : Math.abs(of('reached') - starts) < 1e-9).toBe(true);
    expect(of('offers')).toBeGreaterThanOrEqual(of('eligible'));
    expect(of('reached')).toBeLessThanOrEqual(of('eligible'));
    expect(of('declined') + gaveUp).toBeCloseTo(summed('programme_declined', 'programmes', 'programme=support'), 9);
    const waiting = rows.find(({ measure, option }) => measure === 'programme_waiting_average' && option === 'option')!;
    expect(of('waiting_days')).toBeCloseTo(waiting.value * DAYS, 6);
    const measures = ['eligible', 'reached', 'declined', 'gave_up', 'waiting_days'];
    for (const measure of measures.filter((name) => !Number.isNaN(of(name))))
      for (const groups of [AGES, SEXES])
        expect(groups.reduce((sum, group) => sum + of(measure, group), 0)).toBeCloseTo(of(measure), 6);
    for (const group of ['', ...AGES, ...SEXES]) {
      expect(of('reached_per_100', group)).toBeGreaterThanOrEqual(0);
      expect(of('reached_per_100', group)).toBeLessThanOrEqual(100);
    }
  });
});

test('a rate is the ratio of the two means beside it', async () => {
  const { of } = await run(LIMITED);
  for (const group of ['', ...AGES, ...SEXES]) {
    expect(of('reached_per_100', group)).toBeCloseTo((100 * of('reached', group)) / of('eligible', group), 10);
    expect(of('waiting_days_each', group)).toBeCloseTo(of('waiting_days', group) / of('eligible', group), 10);
  }
});

test('everybody eligible is reached where everybody accepts and places have no limit', async () => {
  const { of } = await run({ takeUp: 1 });
  expect(of('reached')).toBe(of('eligible'));
  expect(of('reached_per_100')).toBe(100);
  expect(of('waiting_days')).toBe(0);
  expect(of('declined')).toBe(0);
});

test('nobody is reached where everybody declines', async () => {
  const { of, rows } = await run({ takeUp: 0 });
  expect(of('reached')).toBe(0);
  expect(of('declined')).toBeGreaterThanOrEqual(of('eligible'));
  expect(reachSentences(rows, 'option', 'support', 'Support')[0]).toContain('0 were reached');
});

test('a programme with no effect changes nothing for anybody, and says nothing', async () => {
  const { rows } = await run({ entry: 1 });
  const differences = rows.filter(({ table, option }) => table === 'equity' && option === 'difference');
  for (const { value, lower, upper } of differences) expect([value, lower, upper]).toEqual([0, 0, 0]);
  expect(changeSentences(rows, 'difference', 'looked_after', 'Looked after')).toEqual([]);
});

test('who is eligible does not hang on how many places there are, as far as places change nothing', async () => {
  const [few, many] = [await run({ ...LIMITED, entry: 1 }), await run({ ...LIMITED, entry: 1, places: '50' })];
  for (const group of ['', ...AGES, ...SEXES]) expect(few.of('eligible', group)).toBe(many.of('eligible', group));
  expect(few.of('reached')).toBeLessThan(many.of('reached'));
});

test('words are of rates and of differences, and judge nothing', async () => {
  const { rows } = await run(LIMITED);
  const said = [
    ...reachSentences(rows, 'option', 'support', 'Support'),
    ...changeSentences(rows, 'difference', 'looked_after', 'Looked after'),
  ];
  expect(said[0]).toMatch(
    /^Support: of \d+ \(\d+ to \d+\) children ever eligible, [\d.]+ were reached, [\d.]+ \(.*\) of 100;/,
  );
  expect(said[1]).toMatch(/^Reached of 100 eligible by age: under 10 .*, 10 and over /);
  expect(said.join(' ')).not.toMatch(/fair|better|worse|equal|just/i);
});

test('an option is told of by its programmes, and by its difference where it has one', async () => {
  const { rows } = await run(LIMITED);
  const programmes = [{ id: 'support', title: 'Support' }];
  const measures = [{ name: 'looked_after', label: 'Looked after' }];
  const reached = reachSentences(rows, 'option', 'support', 'Support');
  const first = { id: 'option', difference: null, programmes };
  expect(optionSentences(rows, first, measures)).toEqual(reached);
  expect(optionSentences(rows, { ...first, difference: 'difference' }, measures)).toEqual([
    ...reached,
    ...changeSentences(rows, 'difference', 'looked_after', 'Looked after'),
  ]);
});
