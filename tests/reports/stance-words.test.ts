/** What was assumed of the programmes, and what intervals leave out, in the words of a first screen. */
import { describe, expect, it } from 'vitest';
import type { EffectLine, ProgrammeSummary } from '../../engine/study/result.js';
import { intervalsNote, stanceSentence } from '../../reports/findings/index.js';
import { careResult } from './fixture.js';

const [programme] = careResult().programmes;
const line = programme!.effects[0]!;
const one = (title: string, effects: readonly EffectLine[]): ProgrammeSummary => ({ ...programme!, title, effects });
const nothing = (title: string): ProgrammeSummary => one(title, [{ ...line, measure: 'hazard_ratio', value: 1 }]);
const acting = one('Teams', [{ ...line, label: 'entry to care', measure: 'hazard_ratio', value: 0.8 }]);
const route = one('Planning', []);
const said = (...programmes: ProgrammeSummary[]): string => stanceSentence({ programmes, stance: 'central' });

describe('the stance', () => {
  it('says which programmes are assumed to change nothing, and so where any difference comes from', () => {
    expect(said(nothing('A'), nothing('B'), route)).toBe(
      'Evidence stance “central”. A and B are assumed to change nothing, so any difference comes from Planning.',
    );
    expect(said(nothing('A'), route, acting)).toBe(
      'Evidence stance “central”. A is assumed to change nothing, so any difference comes from Planning and Teams (entry to care times 0.8).',
    );
  });

  it('credits nobody where all are assumed to change nothing', () => {
    expect(said(nothing('A'), nothing('B'))).toBe('Evidence stance “central”. A and B are assumed to change nothing.');
  });

  it('says how each acts where all do, and nothing where there is none', () => {
    expect(said(route, acting)).toBe(
      'Evidence stance “central”. Planning changes which steps children take. Teams: entry to care times 0.8.',
    );
    expect(said()).toBe('');
  });
});

describe('what intervals leave out', () => {
  it('is said beside the first numbers, by what the futures differ in', () => {
    expect(intervalsNote({ sampled: 10, spread: 'chance' })).toMatch(/chance only: .* less sure than they look/);
    expect(intervalsNote({ sampled: 10, spread: 'chance and not knowing' })).toMatch(/chance and what is not known/);
    expect(intervalsNote({ sampled: 1, spread: 'chance' })).toBe('');
  });
});
