/** An adjusted outcome in words: its share, then what is done to its chance, in order. */
import { expect, test } from 'vitest';
import type { Vocabulary } from '../../engine/pathway/drawing/words.js';
import { outcomeWords } from '../../reports/model/language.js';
import { go, pathway, region, rest, share } from '../pathway/small-model.js';
import { byKind, byState, forAll } from '../support/adjusted.js';

test('the share, then what is done to its chance, in order; names left out mean no change', () => {
  const model = pathway({
    attributes: [{ name: 'kind', levels: ['plain', 'odd'] }],
    regions: [region('case', { here: {}, gone: { stays: true } }), region('help', { off: {}, on: {} })],
    transitions: [go('leave', 'case', 'here', 'gone')],
  });
  const vocabulary: Vocabulary = { model, labels: {}, startDay: 0 };
  const adjust = [byState('odds_ratio', 'help', { on: 0.5 }), byKind('points', { odd: 0.1 }), forAll('risk_ratio', 2)];
  const words = (outcome: Parameters<typeof outcomeWords>[2]): string =>
    outcomeWords(vocabulary, 'case', outcome, false);
  expect(words({ ...share('gone', 0.25), adjust })).toBe(
    'gone: 0.25, then odds × (by Help: on 0.5, else 1), then plus (by kind: odd 0.1, else 0), then chance × (by age: 2)',
  );
  expect(words({ ...rest('gone'), adjust: [byKind('points', { odd: 0.1 })] })).toBe(
    'gone: the rest, then plus (by kind: odd 0.1, else 0)',
  );
});
