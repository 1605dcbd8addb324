/** Pathways some of whose outcomes are adjusted: the adjustments put where they belong in a model, and what they must make of chances. */
import type { Adjustment, Factor, Forced, Outcome, PathwayModel } from '../../engine/pathway/model.js';

type Measure = Adjustment['measure'];

export const byState = (
  measure: Measure,
  region: string,
  values: Readonly<Record<string, number>>,
  frozen?: string,
): Adjustment => ({
  measure,
  factor: { source: { kind: 'state', region, ...(frozen !== undefined && { frozen }) }, values },
});
export const byKind = (measure: Measure, values: Readonly<Record<string, number>>): Adjustment => ({
  measure,
  factor: { source: { kind: 'attribute', attribute: 'kind' }, values },
});
export const byBands = (
  measure: Measure,
  kind: 'age' | 'time',
  from: readonly number[],
  values: readonly number[],
): Adjustment => ({ measure, factor: { source: { kind, from }, values } });
/** The same for everybody. */
export const forAll = (measure: Measure, value: number): Adjustment => byBands(measure, 'age', [0], [value]);
export const zeroFor = (...levels: string[]): Factor => ({
  source: { kind: 'attribute', attribute: 'kind' },
  values: Object.fromEntries(levels.map((level) => [level, 0])),
});

/** The model with adjustments of outcomes by the state they lead to, wherever such an outcome stands. */
export function adjusting(model: PathwayModel, adjust: Readonly<Record<string, readonly Adjustment[]>>): PathwayModel {
  const outcomes = (list: readonly Outcome[]): Outcome[] =>
    list.map((outcome) => {
      const found = adjust[outcome.to ?? 'stay'];
      return { ...outcome, forces: forces(outcome.forces), ...(found !== undefined && { adjust: found }) };
    });
  const forces = (list: readonly Forced[]): Forced[] =>
    list.map((force) => ({ ...force, outcomes: outcomes(force.outcomes) }));
  return {
    ...model,
    arrivals: model.arrivals.map((stream) => ({ ...stream, enters: forces(stream.enters) })),
    regions: model.regions.map((region) => ({
      ...region,
      states: region.states.map((state) => ({ ...state, forces: forces(state.forces) })),
    })),
    transitions: model.transitions.map((item) => ({ ...item, outcomes: outcomes(item.outcomes) })),
  };
}

/** What an adjustment makes of one chance, by its definition. */
export function moved(measure: Measure, value: number, p: number): number {
  if (measure === 'points') return Math.min(1, Math.max(0, p + value));
  if (measure === 'risk_ratio') return Math.min(1, value * p);
  // The odds p / (1 - p), times the ratio, back to a chance.
  if (p === 1) return value === 0 ? 0 : 1;
  const odds = (value * p) / (1 - p);
  return odds / (1 + odds);
}

/** Chances with one of them moved; the others, of which some is above 0, keep their proportions. */
export function withMoved(chances: readonly number[], i: number, measure: Measure, value: number): number[] {
  const p = chances[i]!;
  const next = moved(measure, value, p);
  return chances.map((chance, k) => (k === i ? next : (chance * (1 - next)) / (1 - p)));
}
