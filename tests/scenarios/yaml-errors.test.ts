/** Text that is not good YAML is refused with its line. */
import { describe, expect, test } from 'vitest';
import { expectRefusal, refusal, resolve } from './in-memory.js';
import { CARE, changed } from './example-files.js';

const only = (text: string): Record<string, string> => ({ 'scenario.yaml': text });

describe('text that cannot be read', () => {
  test('a missing file is named', () => {
    const error = refusal(() => resolve({}, 'nowhere.yaml'));
    expect(error.message).toBe("nowhere.yaml: the file 'nowhere.yaml' cannot be read: it does not exist");
  });

  test('a missing file that another file names is refused at that line, with the nearest file there is', () => {
    const error = expectRefusal(changed('scenario.yaml', 'use: ./mst.yaml', 'use: ❯./mts.yaml'), /cannot be read/);
    expect(error.problems[0]?.suggestion).toBe('mst.yaml');
  });

  test('an empty file is refused, and one of comments only', () => {
    expect(refusal(() => resolve(only(''))).message).toBe('scenario.yaml: the file is empty');
    expect(refusal(() => resolve(only('# nothing yet\n'))).message).toBe('scenario.yaml: the file is empty');
  });

  test('a list is not a file', () => {
    expectRefusal(only('❯- scenario: a\n'), /expected a mapping .* found a list/);
  });

  test('a single value is not a file', () => {
    expectRefusal(only('❯leeds\n'), /expected a mapping .* found a single value/);
  });

  test('bad YAML is refused where it goes wrong', () => {
    expectRefusal(only('scenario: leeds\ntitle: ❯a: b: c\n'), /must be in quotes/);
  });

  test('a bracket that is never closed is refused', () => {
    expect(refusal(() => resolve(only('scenario: [leeds\ntitle: x\n'))).message).toMatch(/not YAML that can be read/);
  });

  test('a tab as indentation is refused in those words', () => {
    expectRefusal(only('scenario: leeds\nset:\n❯\tx: 1\n'), /tab cannot be used for indentation/);
  });

  test('a key given twice is refused at the second', () => {
    expectRefusal(changed('scenario.yaml', 'years: 10\n', 'years: 10\n❯years: 12\n'), /'years' is given twice/);
  });

  test('keys that only differ in how a number is written are the same key', () => {
    expectRefusal(changed('baseline.yaml', '{0: 1.5, 5: 1}', '{0: 1.5, 5: 1, ❯5.0: 2}'), /'5.0' is given twice/);
  });

  test('a second document is refused where it begins', () => {
    expectRefusal(only('scenario: a\n❯---\nscenario: b\n'), /one document/);
  });

  test('tags and YAML 1.1 are refused', () => {
    expectRefusal(only('scenario: ❯!secret leeds\n'), /tags such as '!secret'/);
    expectRefusal(only('❯%YAML 1.1\n---\nscenario: yes\n'), /YAML 1.2/);
  });

  test('an alias to nothing is refused', () => {
    expectRefusal(only('scenario: ❯*leeds\n'), /no '&leeds' above/);
  });

  test('an alias inside what it names is refused', () => {
    expectRefusal(only('scenario: x\nset: &a {b: ❯*a}\n'), /contains itself/);
  });

  test('aliases that multiply are refused before they fill the memory', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(', ')}]`,
    );
    const text = `a0: &a0 [x, x]\n${levels.join('\n')}\n`;
    expect(refusal(() => resolve(only(text))).message).toMatch(/YAML bomb/);
  });

  test('nesting without end is refused', () => {
    expect(refusal(() => resolve(only(`a: ${'['.repeat(30_000)}`))).message).toMatch(/nested too deeply/);
    expect(refusal(() => resolve(only(`a: ${'['.repeat(300)}${']'.repeat(300)}`))).message).toMatch(
      /nested too deeply/,
    );
  });

  test("a key named '__proto__' is refused", () => {
    expectRefusal(only('❯__proto__: {scenario: x}\n'), /cannot be used as a name/);
  });

  test('anchors and merges work, and errors point at what was merged', () => {
    const good = `scenario: merged
title: t
baseline: ./baseline.yaml
years: 2
programmes:
  - &first {use: ./mst.yaml, opens: 2025-10-01, teams: 2}
  - <<: *first
    as: second
    teams: 3
`;
    const { scenario } = resolve({ ...CARE, 'scenario.yaml': good });
    expect(scenario.programmes.map(({ id, places }) => [id, places?.at(-1)?.places])).toEqual([
      ['mst', 24],
      ['second', 36],
    ]);
    expectRefusal({ ...CARE, 'scenario.yaml': good.replace('teams: 2}', 'teams: 2, ❯team: 1}') }, /unknown key 'team'/);
  });

  test('an anchor given again names the last thing before the alias', () => {
    const text = (CARE['scenario.yaml'] ?? '')
      .replace('title: Two', 'title: &a Two')
      .replace('question: What', 'seed: *a\nquestion: &a What');
    expect(resolve({ ...CARE, 'scenario.yaml': `${text}note: *a\n` }).scenario.seed).toBe('Two more teams in Leeds');
  });

  test('a refusal shows the line, a caret under the fault and the nearest word', () => {
    const error = refusal(() => resolve(changed('scenario.yaml', 'teams: 2', 'teems: 2')));
    expect(error.message).toBe(
      [
        "scenario.yaml:10:5: unknown key 'teems'",
        '        teems: 2',
        '        ^^^^^',
        "    did you mean 'teams'?",
        '    allowed here: use, as, opens, closes, teams, places, capacity, take_up, stance, effects, note',
      ].join('\n'),
    );
  });
});
