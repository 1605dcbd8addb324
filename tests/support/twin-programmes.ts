/**
 * A small system on which programmes get in each other's way: children on the edge of care enter it at a rate that two
 * programmes lower, both for everybody there. The twins are one file used under two names; the third acts on nobody.
 */
const PATHWAY = `pathway: edge
run: {start: 2025-04-01, years: 2, replications: 5, seed: twins, discount: {rate: 0.035, convention: yearly}}
arrivals:
  children: {rate: 120 per year, at_start: 90, enters: {case: edge}}
regions:
  case:
    initial: edge
    states:
      edge: {label: On the edge of care}
      care: {label: Looked after}
      home: {final: true}
      left: {final: true}
    transitions:
      enter: {from: edge, to: care, clock: {exponential: 0.8 per year}}
      stay_home: {from: edge, to: home, clock: {exponential: 0.5 per year}}
      leave: {from: care, to: left, clock: {exponential: 0.6 per year}}
measures:
  looked_after: {label: Children looked after, stock: {case: care}}
  started: {label: Started to be looked after, enters: {case: care}}
  stay: {label: Time in care, time: {in: care}, leaves: {case: care}}
costs:
  - {name: care, line: Care, payer: Council, while: {case: care}, amount: 900 per week, source: assumption, mark: assumption, note: an example}
`;

const programme = (id: string, state: string, costs: string) => `programme: ${id}
title: ${id === 'support' ? 'Family support' : 'Empty chairs'}
description: An example.
eligible: {case: ${state}}
take_up: {value: 1, source: assumption, mark: assumption, note: an example}
queue: {waits: for ever}
ends_when: {not_eligible: true}
once: true
effects:
  entry:
    label: entry to care
    transitions: [enter]
    lasts: {during: true}
    evidence: []
    best_trial: {design: none}
${costs}evidence: {}
`;

const COSTS = `costs:
  payer: Council
  per_start: {value: 3000, source: assumption, mark: assumption, note: an example}
`;

/** How the scenario uses its programmes: lines below \`programmes\`. */
export const USES = {
  first: '  - {use: ./support.yaml, as: first, opens: 2025-04-01, places: unlimited, effects: {entry: 0.5}}',
  second: '  - {use: ./support.yaml, as: second, opens: 2025-04-01, places: unlimited, effects: {entry: 0.5}}',
  idle: '  - {use: ./idle.yaml, opens: 2025-04-01, places: unlimited, effects: {entry: 0.5}}',
} as const;

/** The scenario and the files it uses; its path first. */
export function twinFiles(uses: readonly string[] = Object.values(USES)): Record<string, string> {
  const programmes = uses.length === 0 ? '' : `programmes:\n${uses.join('\n')}\n`;
  return {
    'twins.yaml': `scenario: twins\ntitle: Twins\npathway: ./edge.yaml\n${programmes}`,
    'edge.yaml': PATHWAY,
    'support.yaml': programme('support', 'edge', COSTS),
    'idle.yaml': programme('idle', 'home', ''),
  };
}
