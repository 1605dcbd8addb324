/** Whatever stands in a file, the only thing ever thrown is an InputError that names a place. */
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { stringify } from 'yaml';
import { InputError, resolveScenario } from '../../scenarios/index.js';
import { CARE as FILES, LOCAL, QUEUE, SCENARIO } from '../scenarios/example-files.js';
import { memory } from '../scenarios/in-memory.js';

const CARE: Readonly<Record<string, string>> = {
  ...FILES,
  'local.yaml': LOCAL,
  'scenario.yaml': SCENARIO.replace('years: 10', 'years: 10\narea_data: ./local.yaml'),
};

/** Resolves, or refuses properly; anything else fails. */
function acceptsOrRefuses(texts: Readonly<Record<string, string>>, start: string): boolean {
  try {
    resolveScenario(start, memory(texts));
    return true;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const placed = error.problems.map(
      ({ file, line, column, sourceLine }) =>
        file !== '' && (line === 0 || (column >= 1 && column <= (sourceLine ?? '').length + 1)),
    );
    return placed.length > 0 && placed.every(Boolean);
  }
}

const WORDS = [
  'scenario',
  'baseline',
  'pathway',
  'regions',
  'arrivals',
  'to',
  'from',
  'share',
  '$x',
  'rest',
  'stay',
  'age',
  'yes',
  'null',
  '~',
  '.nan',
  '.inf',
  '0x1',
  '1e400',
  '-1',
  '__proto__',
  'constructor',
  'toString',
  '<<',
  '*a',
  '&a',
  '!!set',
  '? ',
  '- ',
  ': ',
  '\n',
  '  ',
  '\t',
  '{',
  '}',
  '[',
  ']',
  ',',
  '#',
  '"',
  "'",
  '|',
  '>',
  '%',
  '@',
  '`',
  '---',
  '2025-02-30',
  '1 per day',
  '🙂',
  '\u0000',
  '\uFEFF',
  '\u2028',
];

const soup = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((parts) => parts.join(''));
const json = fc.jsonValue({ maxDepth: 4 }).map((value) => stringify(value));

/** A good file with a piece of it cut out, doubled or replaced. */
function bent(text: string): fc.Arbitrary<string> {
  const at = fc.nat({ max: text.length });
  return fc
    .tuple(at, fc.nat({ max: 40 }), fc.oneof(fc.constant(''), soup, fc.constantFrom(...WORDS)))
    .map(([start, length, instead]) => text.slice(0, start) + instead + text.slice(start + length));
}

/** A good file with one value replaced by another kind of thing. */
function retyped(text: string): fc.Arbitrary<string> {
  const values = [...text.matchAll(/(?<=[:,[{] ?)[\w$. -]+/g)].map((match) => [match.index, match[0].length] as const);
  const instead = fc.constantFrom(
    '',
    '{}',
    '[]',
    '[[]]',
    'null',
    '-3',
    '1e999',
    '"x: y"',
    '{a: {b: c}}',
    '[1, 2]',
    '{from: {}}',
    '{state: x}',
    '$referrals',
    '{by: age, from: {x: 1}}',
    '.nan',
    'true',
  );
  return fc
    .tuple(fc.constantFrom(...values), instead)
    .map(([[start, length], word]) => text.slice(0, start) + word + text.slice(start + length));
}

describe('the loader throws nothing but refusals', () => {
  test('on any text at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), soup), (text) =>
        acceptsOrRefuses({ 'scenario.yaml': text }, 'scenario.yaml'),
      ),
      { numRuns: 800 },
    );
  });

  test('on any data at all', () => {
    fc.assert(
      fc.property(json, (text) => acceptsOrRefuses({ 'scenario.yaml': text }, 'scenario.yaml')),
      { numRuns: 200 },
    );
  });

  test('on a queue bent out of shape', () => {
    fc.assert(
      fc.property(fc.oneof(bent(QUEUE), retyped(QUEUE)), (text) =>
        acceptsOrRefuses({ 'queue.yaml': text }, 'queue.yaml'),
      ),
      { numRuns: 300 },
    );
  });

  test.each(Object.keys(CARE))('on a care scenario with %s bent out of shape', (file) => {
    const text = CARE[file] ?? '';
    fc.assert(
      fc.property(fc.oneof(bent(text), retyped(text)), (other) =>
        acceptsOrRefuses({ ...CARE, [file]: other }, 'scenario.yaml'),
      ),
      { numRuns: 80 },
    );
  });
});
