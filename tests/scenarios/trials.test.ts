/** Trials in programme files: what is refused and where, the table of what was found, and when that is out of date. */
import { describe, expect, test } from 'vitest';
import { simulateTrials } from '../../cli/host/trials.js';
import {
  cachedTrials,
  parseTrialTable,
  programmeTrials,
  renewed,
  trialTableText,
  type TrialRow,
} from '../../scenarios/index.js';
import { readYamlMapping } from '../../scenarios/load/index.js';
import { programmeText, trialFiles } from '../support/trial-files.js';
import { refusal } from './in-memory.js';

const GOOD = `
  once:
    label: A trial
    who: {case: edge, letters: none, age: {below: 10}}
    horizon: 1 year
    source: P1
    outcomes:
      in_care: {at_end: {case: care}, odds_ratio: 0.6, interval: [0.4, 0.9], effect: fewer}
      days: {days: {case: care}, control: 60, treated: 40, check: true}
`;
const OPTIONS = { baseline: 'small', children: 300 };

/** The trial with one outcome, and its marks. */
const withOutcome = (outcome: string, who = '{case: edge}'): string =>
  `  once: {label: A trial, who: ${who}, horizon: 1 year, source: P1, outcomes: {in_care: ${outcome}}}\n`;

/** The refusal of a programme with these trials: its words, its places, and the mark (where there is one). */
function refused(trials: string): { places: string[]; marks: string[]; message: string } {
  const marked = programmeText(trials);
  const marks = [...marked.matchAll(/❯/g)].map(({ index }) => {
    const before = marked.slice(0, index);
    return `${before.split('\n').length}:${index - before.lastIndexOf('\n')}`;
  });
  const error = refusal(() => programmeTrials(trialFiles(trials.replace('❯', '')), 'help.yaml', 'small'));
  return { places: error.problems.map(({ line, column }) => `${line}:${column}`), marks, message: error.message };
}

describe('what a trial cannot say', () => {
  test.each([
    [
      'a state there is none of',
      withOutcome('{at_end: {case: ❯caer}, odds_ratio: 2, effect: fewer}'),
      /no state of 'case' 'caer'/,
    ],
    [
      'a transition there is none of',
      withOutcome('{ever: {transitions: [❯entre]}, odds_ratio: 2, effect: fewer}'),
      /did you mean 'enter'/,
    ],
    [
      'an effect there is none of',
      withOutcome('{at_end: {case: care}, odds_ratio: 2, effect: ❯fever}'),
      /did you mean 'fewer'/,
    ],
    [
      'an effect that acts on no rate',
      withOutcome('{at_end: {case: care}, odds_ratio: 2, effect: ❯turned}'),
      /does not act on 'transitions'/,
    ],
    [
      'an effect on a birthday',
      withOutcome('{at_end: {case: care}, odds_ratio: 2, effect: ❯timed}'),
      /cannot change 'go'/,
    ],
    [
      'an effect twice',
      `  once: {label: A, who: {case: edge}, horizon: 1 year, source: P1, outcomes: {a: {at_end: {case: care}, odds_ratio: 2, effect: fewer}, b: {at_end: {case: care}, odds_ratio: 3, effect: ❯fewer}}}\n`,
      /from one outcome, and here are two/,
    ],
    [
      'two things to count',
      withOutcome('{at_end: {case: care}, days: {case: care}, odds_ratio: 2, effect: fewer}'),
      /one of 'at_end', 'ever' and 'days'/,
    ],
    [
      'two results',
      withOutcome('{at_end: {case: care}, odds_ratio: 2, risk_ratio: 2, effect: fewer}'),
      /one result is enough/,
    ],
    ['no result', withOutcome('{at_end: {case: care}, effect: fewer}'), /what was found is missing/],
    ['no effect', withOutcome('{at_end: {case: care}, odds_ratio: 2}'), /'effect' is missing/],
    [
      'a treated arm alone',
      withOutcome('{at_end: {case: care}, treated: 0.2, effect: fewer}'),
      /'treated' is beside a 'control'/,
    ],
    [
      'a control arm that nothing brings there',
      withOutcome('{at_end: {case: care}, control: 0.3, treated: 0.2, effect: fewer}'),
      /'control_scales' is missing/,
    ],
    [
      'a share above 1',
      withOutcome('{at_end: {case: care}, control: ❯44.8, control_scales: enter, treated: 0.2, effect: fewer}'),
      /a share, up to 1: found 44.8/,
    ],
    [
      'more days than there are',
      withOutcome('{days: {case: care}, control: ❯400, control_scales: enter, treated: 20, effect: fewer}'),
      /within the horizon: found 400/,
    ],
    ['odds of days', withOutcome('{days: {case: care}, odds_ratio: ❯0.5, effect: fewer}'), /days have no odds/],
    [
      'an interval without its estimate',
      withOutcome('{at_end: {case: care}, odds_ratio: 2, ❯interval: [0.5, 1.5], effect: fewer}'),
      /holds the estimate \(2\)/,
    ],
    [
      'a date',
      withOutcome('{at_end: {case: care}, odds_ratio: 2, effect: fewer}', '{case: edge, ❯time: {from: 2026-01-01}}'),
      /'time' has no meaning in a trial/,
    ],
    [
      'nobody in particular',
      withOutcome('{at_end: {case: care}, odds_ratio: 2, effect: fewer}', '{}'),
      /at least one line/,
    ],
    ['only checks', withOutcome('{at_end: {case: care}, control: 0.3, check: true}'), /at least one effect/],
    [
      'a fitted check',
      withOutcome('{at_end: {case: care}, control: 0.3, check: true, ❯effect: fewer}'),
      /only looked at/,
    ],
    ['an unknown key', withOutcome('{at_end: {case: care}, ❯odd_ratio: 2, effect: fewer}'), /odds_ratio/],
  ])('%s', (_, trials, words) => {
    const { message, places, marks } = refused(trials);
    expect(message).toMatch(words);
    expect(places).toEqual(expect.arrayContaining(marks));
  });

  test('a programme without trials has nothing to simulate', () => {
    const files = trialFiles('', { 'help.yaml': 'programme: help\ntitle: Help\n' });
    expect(refusal(() => programmeTrials(files, 'help.yaml', 'small')).message).toMatch(/help\.yaml:1:12.*no 'trials'/);
  });

  test('a figure out of reach is refused at its outcome, with what can be reached', async () => {
    const files = trialFiles(withOutcome('{at_end: {case: care}, risk_ratio: 9, effect: fewer}'));
    await expect(simulateTrials('help.yaml', { ...OPTIONS, files })).rejects.toThrow(
      /^help\.yaml:\d+:\d+: the treated arm cannot be brought to .* gives between/,
    );
  });
});

describe('the table', () => {
  const row = (programme: string, trial: string): TrialRow => ({
    programme,
    trial,
    effect: 'fewer',
    measure: 'hazard_ratio',
    value: '0.5',
    low: '',
    high: '',
    control_published: '',
    control_simulated: '0.3',
    treated_published: '',
    treated_simulated: '0.2',
    children: '300',
    seed: 'a, "b"',
    key: 'k',
  });

  test('is read as it was written, and renewed programme by programme', () => {
    const old = [row('b', 'old'), row('a', 'kept')];
    expect(parseTrialTable('t.csv', trialTableText(old))).toEqual(old);
    expect(renewed(old, [row('b', 'new')]).map(({ trial }) => trial)).toEqual(['kept', 'new']);
  });

  test('is refused where it is not one, at the line', () => {
    const text = trialTableText([row('a', 'x')]);
    expect(refusal(() => parseTrialTable('t.csv', 'a,b\n')).message).toMatch(
      /^t\.csv:1:1: this is not a table of trials/,
    );
    expect(refusal(() => parseTrialTable('t.csv', `${text}a,b\n`)).message).toMatch(/^t\.csv:3:1: 14 cells/);
    expect(refusal(() => parseTrialTable('t.csv', text.replace('0.5', 'half'))).message).toMatch(
      /^t\.csv:2:1: a hazard ratio/,
    );
    expect(refusal(() => parseTrialTable('t.csv', text.replace('hazard_ratio', 'odds'))).message).toMatch(/'odds'/);
  });
});

describe('what was found before', () => {
  const rootOf = (text: string, file = 'help.yaml') => readYamlMapping(file, text);
  const simulated = async (): Promise<{ csv: string; value: number }> => {
    const [found] = await simulateTrials('help.yaml', { ...OPTIONS, files: trialFiles(GOOD) });
    return { csv: trialTableText(found!.rows), value: found!.result.outcomes[0]!.hazardRatio!.value };
  };
  const cached = (csv: string, trials = GOOD, more: Readonly<Record<string, string>> = {}) =>
    cachedTrials(trialFiles(trials, { 'trials.csv': csv, ...more }), rootOf(programmeText(trials)), 'small');

  test('is found again, and holds as long as nothing it rests on has changed', async () => {
    const { csv, value } = await simulated();
    const found = cached(csv).find('once', 'fewer')!;
    expect(found.hazardRatio).toBeCloseTo(value, 4);
    expect(found.interval![0]).toBeLessThan(found.hazardRatio);
    expect(found.interval![1]).toBeGreaterThan(found.hazardRatio);
    expect(found).toMatchObject({
      isStale: false,
      warning: null,
      children: 300,
      seed: 'trials',
      controlPublished: null,
    });
    expect(found.treatedSimulated).toBeLessThan(found.controlSimulated);
    expect(cached(csv).find('once', 'girls')).toBeNull();
    expect(cached(csv).find('other', 'fewer')).toBeNull();
    expect(cached('', GOOD, { 'trials.csv': trialTableText([]) }).find('once', 'fewer')).toBeNull();
    // Words are no part of it.
    expect(cached(csv, GOOD.replace('A trial', 'The trial')).find('once', 'fewer')!.isStale).toBe(false);
  });

  test('is out of date, plainly, once the trial, the effect or the baseline is another', async () => {
    const { csv } = await simulated();
    const later = cached(csv, GOOD.replace('1 year', '2 years')).find('once', 'fewer')!;
    expect(later.isStale).toBe(true);
    expect(later.warning).toMatch(
      /simulated on an older baseline, or has changed since: `throughcare trials help` renews it/,
    );
    const baseline = trialFiles(GOOD).read('library/baselines/small.yaml').replace('0.5 per year', '0.51 per year');
    expect(cached(csv, GOOD, { 'library/baselines/small.yaml': baseline }).find('once', 'fewer')!.isStale).toBe(true);
    const effect = programmeText(GOOD).replace('fewer: {transitions: [enter]}', 'fewer: {transitions: [enter, leave]}');
    const files = trialFiles(GOOD, { 'trials.csv': csv });
    expect(cachedTrials(files, rootOf(effect), 'small').find('once', 'fewer')!.isStale).toBe(true);
  });

  test("is the library's for a user's own variant, until it changes the trial", async () => {
    const { csv } = await simulated();
    const variant = programmeText(GOOD).replace('programme: help', 'programme: mine\nextends: help');
    const files = trialFiles(GOOD, { 'library/programmes/trials.csv': csv });
    const of = (text: string) => cachedTrials(files, rootOf(text, 'own/mine.yaml'), 'small').find('once', 'fewer');
    expect(of(variant)).toMatchObject({ isStale: false });
    expect(of(variant.replace('0.6', '0.7'))).toMatchObject({ isStale: true });
  });
});
