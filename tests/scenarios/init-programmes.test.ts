/** `init --programme` writes a scenario that says what it means, and is right as it stands. */
import { describe, expect, test } from 'vitest';
import { programmesFile, type ChosenProgramme } from '../../cli/library/scenario-file.js';
import { programmeCard, programmeIds, resolveScenario } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const files = nodeFiles();
const chosen = programmeIds(files).map((id): ChosenProgramme => ({ use: id, card: programmeCard(files, id) }));
const text = programmesFile('all', 'Leeds', chosen);

function read(written: string) {
  return resolveScenario('all.yaml', { ...files, read: (path) => (path === 'all.yaml' ? written : files.read(path)) })
    .scenario;
}

/** With every option used but the file of figures, which is not there. */
const used = (written: string): string => written.replaceAll(/^( *)#: (?!area_data)/gm, '$1');

describe('a scenario of every programme of the library', () => {
  test('is read as it stands, with places for whom there are places', () => {
    const { programmes } = read(text);
    expect(programmes.map(({ id }) => id)).toEqual(programmeIds(files));
    expect(programmes.map(({ places }) => places === null)).toEqual(chosen.map(({ card }) => card.everyone));
    expect(programmes.filter(({ places }) => places !== null && places[0]!.places < 6)).toEqual([]);
  });

  test('takes every effect at the size that its card shows', () => {
    const central = (effects: ChosenProgramme['card']['effects']): unknown =>
      effects.map(({ name, stances }) => [name, stances.find(({ stance }) => stance === 'central')!.value]);
    expect(
      read(text).programmes.map(({ id, effects }) => [id, effects.map(({ name, value }) => [name, value])]),
    ).toEqual(chosen.map(({ use, card }) => [use, central(card.effects)]));
  });

  test('is right with its options used, each of which does something', () => {
    const { programmes } = read(used(text));
    const told = programmes.map(({ id, stance, takeUp, closes, effects }) => ({
      id,
      stance,
      takeUp,
      closes: closes !== null,
      ownSize: effects.some(({ why }) => why === 'set in the scenario'),
    }));
    expect(told).toEqual(
      chosen.map(({ use, card }) => ({
        id: `${use}-again`,
        stance: 'optimistic',
        takeUp: card.everyone ? 1 : 0.5,
        closes: true,
        ownSize: card.effects.length > 0,
      })),
    );
  });

  test('says that files to be compared need the same seed, below the seed', () => {
    expect(text).toMatch(/^#: seed: .*\n +# .*compare.*the same$/m);
  });

  test('explains every key', () => {
    const silent = text.split('\n').filter((line) => /^ *(?:- )?[a-z_]+:/.test(line) && !line.includes('#'));
    expect(silent).toEqual([]);
    for (const stance of ['none', 'cautious', 'central', 'as-trialled', 'optimistic'])
      expect(text).toMatch(new RegExp(`^# {3}${stance} `, 'm'));
  });

  test('says of each who it is for, how sure it is, and each effect', () => {
    const flat = text.replaceAll(/\s*\n\s*#\s*/g, ' ');
    for (const { card } of chosen) {
      expect(flat, card.id).toContain(`For: ${card.who}.`);
      for (const effect of card.effects)
        expect(flat, card.id).toContain(`Effect ${effect.name}, ${effect.aim}: ${effect.label}.`);
    }
  });
});

test('a title that YAML would misread is quoted', () => {
  const [first] = chosen;
  const odd: ChosenProgramme = {
    use: first!.use,
    card: { ...first!.card, title: 'A: b #c "d"', description: 'Two\nlines # and: more' },
  };
  expect(read(programmesFile('all', 'Leeds', [odd])).title).toBe('A: b #c "d" in Leeds');
});
