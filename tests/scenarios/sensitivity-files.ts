/** A system whose results are known in closed form, as files: children in need, some of whom are then looked after. */

/** Rates a year, shares, and what a child looked after costs a year. */
export const TRUTH = {
  coming: 3000,
  decide: 2,
  exit: 1,
  enters: 0.3,
  kept: 0.95,
  long: 0.75,
  faster: 4,
  perWeek: 100,
  each: 2000,
};

/** Children looked after, starts a year, children in need and pounds a year. */
export function results(given: Partial<typeof TRUTH> = {}) {
  const { coming, decide, exit, enters, kept, long, faster, perWeek, each } = { ...TRUTH, ...given };
  const starts = coming * enters * kept;
  const lookedAfter = (starts / exit) * (long + (1 - long) / faster);
  const stay = (perWeek / 7) * 365.25 * lookedAfter;
  return { looked_after: lookedAfter, starts, in_need: coming / decide, cost: stay + each * starts };
}

const PATHWAY = `
pathway: small
attributes: {kind: [short, long], colour: [red, blue]}
resources: {desks: {places: $desks}}
arrivals:
  children:
    rate: $coming
    attributes: {kind: $kinds, colour: $colours}
    enters: {case: need}
regions:
  case:
    initial: need
    states:
      need: {}
      door: {}
      care: {}
      gone: {final: true}
    transitions:
      decide: {from: need, to: $outcomes, clock: {exponential: $decide}}
      look: {from: door, to: [{state: care, share: $kept}, {state: gone, share: rest}], clock: {fixed: 0 days, since: entry}}
      leave: {from: care, to: gone, clock: {exponential: $exit}, multiply: $leaves_by_kind}
  desk:
    initial: none
    states: {none: {stays: true}, waits: {queues: desks, by_programme: true}, sits: {holds: desks}, left: {stays: true}}
    transitions:
      sit: {from: waits, to: sits, on: place}
      rise: {from: sits, to: left, clock: {exponential: 1 per year}}
measures:
  looked_after: {label: Looked after, stock: {case: care}}
  started_looked_after: {label: Started, enters: {case: care}}
  children_in_need: {label: In need, stock: {case: need}}
`;

const given = 'source: S, mark: published';
const assumed = 'source: assumption, mark: assumption, note: a guess';

export const BASELINE = `baseline: small
title: Small
pathway: ../pathway.yaml
start_date: 2025-04-01
sources: {S: {title: Made up}}
parameters:
  coming: {value: "3,000 per year", label: Arrivals, interval: not known, ${given}}
  decide: {value: 2 per year, label: Decisions, interval: plus or minus 10%, ${given}}
  exit: {value: 1 per year, label: Exits, interval: [0.8, 1.25], ${assumed}}
  outcomes: {value: [{state: door, share: 0.3}, {state: gone, share: 0.7}], label: Outcomes, interval: not known, ${given}}
  kept: {value: 0.95, unit: share of those at the door, label: Kept, interval: 0.9 to 0.97, ${assumed}}
  kinds: {value: {short: 0.25, long: 0.75}, label: Kinds, ${assumed}}
  colours: {value: {red: 0.5, blue: rest}, label: Colours, ${assumed}}
  leaves_by_kind: {value: {by: kind, values: {short: 4}}, label: Exits by kind, ${assumed}}
  desks: {value: 4, unit: desks, label: Desks, ${assumed}}
costs:
  - {name: stay, line: Care, payer: Us, while: {case: care}, amount: 100 per week, interval: 50 to 150, ${given}}
  - {name: start, line: Care, payer: Them, on_entry: {case: care}, amount: 2000, ${assumed}}
`;

export const SMALL = { 'pathway.yaml': PATHWAY, 'baselines/small.yaml': BASELINE };
