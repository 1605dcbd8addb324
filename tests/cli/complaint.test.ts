/** Words that are not understood: what is wrong comes last and short. */
import { expect, test } from 'vitest';
import { complaint } from '../../cli/complaint.js';

const COMMANDS = [
  { command: 'report <results...>' },
  { command: 'grid <scenario> <first> <second>' },
  { command: 'areas [name]' },
];
const NONE = 'Not enough non-option arguments: got 0, need at least 1';

test.each([
  [
    NONE,
    ['report'],
    'report: RESULTS is missing: throughcare report RESULTS\nthroughcare report --help says what it takes.',
  ],
  [
    'Not enough non-option arguments: got 1, need at least 3',
    ['grid', 'a.yaml'],
    'grid: FIRST and SECOND are missing: throughcare grid SCENARIO FIRST SECOND\nthroughcare grid --help says what it takes.',
  ],
  [
    'Did you mean report?',
    ['reprot'],
    "There is no command 'reprot'. Did you mean report?\nthroughcare --help lists the commands.",
  ],
  ['Unknown argument: xyzzy', ['xyzzy'], "There is no command 'xyzzy'.\nthroughcare --help lists the commands."],
  ['Missing required argument: vary', ['grid', 'a'], '--vary is missing\nthroughcare grid --help says what it takes.'],
  ['Say what to do.', [], 'Say what to do.\nthroughcare --help lists the commands.'],
  [
    'Unknown argument: colour',
    ['areas', '--colour'],
    'Unknown argument: colour\nthroughcare areas --help says what it takes.',
  ],
])('%s', (message, words, said) => {
  expect(complaint(message, words, COMMANDS)).toBe(said);
});
