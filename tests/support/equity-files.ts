/** A small system in which children of two sexes and several ages may be offered one programme. */
export interface EquityChoices {
  readonly takeUp?: number;
  readonly places?: string;
  readonly queue?: string;
  /** Hazard ratio of entering care. */
  readonly entry?: number;
  readonly who?: string;
  readonly again?: boolean;
}

const PATHWAY = `pathway: edge
run: {start: 2025-04-01, years: 2, replications: 6, seed: equity}
attributes:
  sex: [female, male]
arrivals:
  children: {rate: 200 per year, at_start: 60, enters: {case: edge}, age: {4 to 9: 0.5, 9 to 15: 0.5}, attributes: {sex: {female: 0.5, male: 0.5}}}
regions:
  case:
    initial: edge
    states:
      edge: {label: On the edge of care}
      care: {label: Looked after}
      home: {label: Home}
    transitions:
      enter: {from: edge, to: care, clock: {exponential: 0.8 per year}}
      stay_home: {from: edge, to: home, clock: {exponential: 1 per year}}
      worsens: {from: home, to: edge, clock: {exponential: 1 per year}}
      leave: {from: care, to: home, clock: {exponential: 0.6 per year}}
age_bands: {under 10: 0, 10 and over: 10}
measures:
  looked_after: {label: Children looked after, stock: {case: care}, by: [age, sex]}
  started: {label: Started to be looked after, enters: {case: care}, by: [sex]}
`;

/** The scenario and the files it uses; its path first. */
export function equityFiles(choices: EquityChoices = {}): Record<string, string> {
  const { takeUp = 0.6, places = 'unlimited', queue = 'waits: for ever', entry = 0.5, who = 'edge', again } = choices;
  return {
    'equity.yaml': `scenario: equity
title: Who is reached
pathway: ./edge.yaml
programmes:
  - {use: ./support.yaml, opens: 2025-04-01, places: ${places}, effects: {entry: ${entry}}}
`,
    'edge.yaml': PATHWAY,
    'support.yaml': `programme: support
title: Family support
description: An example.
eligible: {case: ${who}}
take_up: {value: ${takeUp}, source: assumption, mark: assumption, note: an example}
queue: {${queue}}
ends_when: {not_eligible: true}
${again === true ? 'again: {after: 30 days}' : 'once: true'}
effects:
  entry:
    label: entry to care
    transitions: [enter]
    lasts: {during: true}
    evidence: []
    best_trial: {design: none}
evidence: {}
`,
  };
}
