/** Parts of a study on disk: kept to the last bit, or not kept. */
import fc from 'fast-check';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Journal, type Part } from '../../cli/host/study/journal.js';
import { WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
beforeEach(() => Journal.clear(folder.at('out')));

const PART: Part = {
  values: [[Float64Array.of(0.1, -0, NaN, Infinity)], [Float64Array.of(5e-324, 2 ** 53 + 2, -1 / 3, 0)]],
  programmes: [[new Float64Array(0)], [Float64Array.of(7)]],
  events: 12,
  close: true,
};

test('a part is read back to the last bit', () => {
  const row = fc.array(fc.double()).map((values) => Float64Array.from(values));
  const numbers = fc.array(fc.array(row, { maxLength: 3 }), { maxLength: 3 });
  const journal = new Journal(folder.at('out'), 'any');
  journal.write('p', PART);
  expect(journal.read('p')).toEqual(PART);
  fc.assert(
    fc.property(numbers, numbers, fc.nat(), fc.boolean(), (values, programmes, events, close) => {
      journal.write('q', { values, programmes, events, close });
      expect(journal.read('q')).toEqual({ values, programmes, events, close });
    }),
    { numRuns: 30 },
  );
});

describe('a part is not taken for done', () => {
  const damages: readonly (readonly [string, (text: string) => string])[] = [
    ['cut short', (text) => text.slice(0, text.length / 2)],
    ['with another number in it', (text) => text.replace('mpmZm', 'mpmZn')],
    ['with another count of events', (text) => text.replace('12', '13')],
    ['that is empty', () => ''],
    ['that is another thing', () => '{}'],
    ['that is nothing', () => 'null'],
    ['whose text is not one', (text) => text.replace(/"part":".*","hash"/, '"part":3,"hash"')],
  ];

  test.each(damages)('%s', (_, damaged) => {
    const journal = new Journal(folder.at('out'), 'any');
    journal.write('p', PART);
    const [path] = readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    const text = readFileSync(folder.at(path!), 'utf8');
    expect(damaged(text)).not.toBe(text);
    writeFileSync(folder.at(path!), damaged(text));
    expect(journal.read('p')).toBeNull();
    journal.write('p', PART);
    expect(journal.read('p')).toEqual(PART);
  });

  test('of another question, of another name, or where none is kept', () => {
    new Journal(folder.at('out'), ['seed', 1]).write('p', PART);
    expect(new Journal(folder.at('out'), ['seed', 1]).read('p')).toEqual(PART);
    expect(new Journal(folder.at('out'), ['seed', 2]).read('p')).toBeNull();
    expect(new Journal(folder.at('out'), ['seed', 1]).read('q')).toBeNull();
    expect(new Journal(folder.at('other'), ['seed', 1]).read('p')).toBeNull();
    const none = new Journal(null, ['seed', 1]);
    none.write('p', PART);
    expect(none.read('p')).toBeNull();
  });

  test('once the study is done', () => {
    new Journal(folder.at('out'), 'one').write('p', PART);
    new Journal(folder.at('out'), 'another').write('p', PART);
    Journal.clear(folder.at('out'));
    expect(new Journal(folder.at('out'), 'one').read('p')).toBeNull();
    expect(folder.list()).toEqual([]);
  });
});
