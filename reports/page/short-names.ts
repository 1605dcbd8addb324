/** Names that people give are of any length; on a page they stand in sentences, cells and headings. */
import type { StudyResult } from '../../engine/study/result.js';
import { shortened } from './html.js';

/** A label in a sentence. */
const LABEL = 120;
const LINE = 400;

/** The same result with every name cut to what a sentence holds. Rows keep their groups, which are looked up by name. */
export function shortNames<T extends Omit<StudyResult, 'rows' | 'distributions'>>(result: T): T {
  const name = (text: string): string => shortened(text, LABEL);
  const line = (text: string): string => shortened(text, LINE);
  return {
    ...result,
    stance: name(result.stance),
    area: result.area === null ? null : { ...result.area, name: name(result.area.name) },
    options: result.options.map((one) => ({ ...one, label: name(one.label) })),
    measures: result.measures.map((one) => ({ ...one, label: name(one.label) })),
    assumptions: result.assumptions.map((one) => ({ ...one, label: line(one.label), source: line(one.source) })),
    targets: result.targets.map((one) => ({ ...one, label: line(one.label), source: line(one.source) })),
    programmes: result.programmes.map((one) => ({
      ...one,
      title: name(one.title),
      opens: line(one.opens),
      places: line(one.places),
      eligible: line(one.eligible),
      effects: one.effects.map((effect) => ({ ...effect, label: name(effect.label), why: line(effect.why) })),
      evidence: one.evidence.map((card) => ({
        ...card,
        study: line(card.study),
        design: line(card.design),
        outcome: line(card.outcome),
        estimate: name(card.estimate),
        interval: name(card.interval),
        grade: line(card.grade),
      })),
    })),
  };
}
