/** A small system of care in five files, which tests bend out of shape. */
export const QUEUE = `pathway: mm3
title: Three servers, one queue
run: {start: 2025-04-01, years: 20, replications: 20}
resources:
  servers: {places: 3}
arrivals:
  customers:
    rate: 1000 per year
    enters: {case: waiting}
regions:
  case:
    initial: waiting
    states:
      waiting: {label: Waiting, queues: servers}
      served: {holds: servers}
      done: {final: true}
    transitions:
      begin: {from: waiting, to: served, on: place}
      finish: {from: served, to: done, clock: {exponential: 1 per day}}
`;

const PATHWAY = `pathway: small
attributes:
  sex: [female, male]
  uasc: [yes, no]
moments: [entered_care]
counters: [returns]
arrivals:
  referrals:
    rate: $referrals
    age: {-0.5 to 0: 0.02, 0 to 1: 0.1, 1 to 18: rest}
    attributes:
      sex: {female: 0.49, male: 0.51}
      uasc: {yes: {base: 0.1, by: age, from: {0: 0, 11: 2}}, no: 0.9}
    enters: {case: edge_of_care}
regions:
  case:
    initial: edge_of_care
    states:
      edge_of_care: {label: Edge of care}
      looked_after: {marks: entered_care, counts: returns}
      left: {final: true}
    transitions:
      enter:
        from: edge_of_care
        clock: {exponential: 0.4 per year}
        scale: $no_further_action
        multiply: [$by_age, {by: uasc, values: {yes: 3}}]
        to: looked_after
        forces: {placement: foster}
      home:
        from: looked_after
        clock: {piecewise: {0 days: 0.4 per year, 6 months: 0.2 per year}, since: entered_care}
        when: {placement: [foster, kinship], uasc: no, age: {from: 11, below: 18}}
        to: [{state: edge_of_care, share: 0.7}, {state: left, share: rest}]
        forces: {placement: none}
      leave_at_18: {from: [edge_of_care, looked_after], birthday: 18, to: left}
  placement:
    initial: none
    states:
      none:
      foster: {label: Foster care}
      kinship: {label: Kinship care}
    transitions:
      move: {from: foster, to: kinship, clock: {lognormal: {median: 31 working days, sdlog: 0.5}, since: entry}}
`;

const MEASURES = `measures:
  looked_after: {label: Children looked after, stock: {case: looked_after}, by: [age, published, uasc]}
  ceased: {label: Ceased, leaves: {case: looked_after}, by: [{reason: case}, placement]}
  care_to_exit: {label: Entry to exit, time: {from: entered_care}, enters: {case: left}}
  edge: {label: Time on the edge of care, time: {in: edge_of_care}, leaves: {case: edge_of_care}}
age_bands: {under 1: 0, 1 to 4: 1, 5 and over: 5}
groups:
  published: {region: placement, groups: {Family: [foster, kinship]}, rest: Other}
`;

export const BASELINE = `baseline: small
title: A small baseline
pathway: ./pathway.yaml
measures: ./measures.yaml
start_date: 2025-04-01
price_year: 2024-25
discount_rate: $discount
sources:
  D1: {title: Published files}
parameters:
  discount: {value: 0.035, unit: a year, interval: exact, source: D1 guidance, mark: published}
  referrals: {value: 1000 per year, interval: [900 per year, 1100 per year], source: D1 table 1, mark: published}
  no_further_action: {value: 0.065, unit: probability, interval: exact count, source: D1, mark: published}
  by_age: {value: {by: age, from: {0: 1.5, 5: 1}}, source: assumption, mark: assumption, note: nothing better}
area_parameters:
  no_further_action: {column: no_further_action_percent, divide_by: 100}
costs:
  - {name: foster, line: Placements, payer: council, while: {placement: foster}, amount: 765 per week, source: D1, mark: published}
  - {name: entry, line: Casework, payer: council, on_transition: enter, amount: 1649, source: D1, mark: published}
start:
  history: 2 years
  share: 0.01
  note: Lengths of stay so far are simulated.
  strata:
    looked_after: {who: {case: looked_after}, figure: looked_after, source: D1, margins: {age: {under 1: 1, 1 to 4: 3}}}
`;

export const PROGRAMME = `programme: mst
title: Multisystemic Therapy
description: Therapy at home.
eligible: {case: edge_of_care, age: {from: 11, below: 18}}
take_up: {value: 0.8, source: assumption, mark: assumption, note: no figure}
team: {places: 12, source: trial, mark: published}
queue: {gives_up_after: {value: 60 days, source: assumption, mark: assumption, note: no figure}}
stay: {value: {lognormal: {median: 19 weeks, sdlog: 0.25}}, source: trial, mark: published}
ends_when: {not_eligible: true}
once: true
effects:
  entry:
    label: entry to care
    transitions: [enter]
    lasts: {during: true, after: 18 months}
    evidence: [trial]
    best_trial: {design: randomised, hazard_ratio: 1.22, interval: [0.79, 1.84]}
    stances:
      optimistic: {hazard_ratio: 0.6, design: uncontrolled, note: one service}
costs:
  payer: council
  per_team_year: {value: 500000, source: assumption, mark: assumption, note: round}
  per_week: {value: 10, source: trial, mark: published}
evidence:
  trial: {study: A trial, design: randomised, outcome: care, estimate: 1.22, interval: 0.79 to 1.84}
caveats: [one trial]
`;

export const SCENARIO = `scenario: leeds
title: Two more teams in Leeds
question: What would two teams do?
baseline: ./baseline.yaml
area: Leeds
years: 10
programmes:
  - use: ./mst.yaml
    opens: 2025-10-01
    teams: 2
`;

/** Figures of an area's own, to put beside the scenario. */
export const LOCAL = `area_data: leeds-2025
area: Leeds
provenance: {source: Local return, date: 2025-06-30, who: performance team}
figures: {looked_after: 1510, no_further_action_percent: 12}
parameters: {referrals: 900 per year}
unit_costs: {foster: 800 per week}
margins: {age: {under 1: 60}}
`;

export const CARE: Readonly<Record<string, string>> = {
  'scenario.yaml': SCENARIO,
  'baseline.yaml': BASELINE,
  'pathway.yaml': PATHWAY,
  'measures.yaml': MEASURES,
  'mst.yaml': PROGRAMME,
};

/** The files with one thing changed in one of them. The thing must be there exactly once. */
export function changed(file: string, from: string, to: string): Record<string, string> {
  const text = CARE[file] ?? '';
  if (text.split(from).length !== 2) throw new Error(`'${from}' is not in ${file} exactly once`);
  return { ...CARE, [file]: text.replace(from, () => to) };
}

/** The queue with one thing changed. */
export function queueWith(from: string, to: string): Record<string, string> {
  if (QUEUE.split(from).length !== 2) throw new Error(`'${from}' is not in the queue exactly once`);
  return { 'queue.yaml': QUEUE.replace(from, () => to) };
}
