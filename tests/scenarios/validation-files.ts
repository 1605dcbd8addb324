/** A small system with known answers, and a validation of it, as files. */

/** 1,000 a year come and stay for half a year on average; half are of each kind. Nobody is there at first. */
export const STAYS = `
pathway: stays
title: Stays
run: {start: 2023-04-01, years: 2, replications: 4}
attributes: {kind: [short, long]}
arrivals:
  people: {rate: 1000 per year, attributes: {kind: {short: 0.5, long: 0.5}}, enters: {case: here}}
regions:
  case:
    initial: here
    states: {here: {label: Here}, gone: {final: true}}
    transitions:
      leave: {from: here, to: gone, clock: {exponential: {mean: 6 months}}}
measures:
  here: {label: Those here, stock: {case: here}, by: [kind, case]}
  came: {label: Those who came, enters: {case: here}, by: [kind]}
  left: {label: Those who left, leaves: {case: here}}
  stay: {label: Length of a stay, time: {in: here}, leaves: {case: here}, by: [kind]}
costs:
  - {name: stay, line: Stays, payer: Us, while: {case: here}, amount: 10 per day, source: assumption, mark: assumption, note: an example}
`;

/** 2,000 are there and stay for ever; a hundred come at the first instant of nothing else. */
const STILL = `
pathway: still
title: Nothing happens
run: {start: 2023-04-01, years: 2, replications: 2}
arrivals:
  people: {rate: 0 per year, at_start: 2000, enters: {case: here}}
regions:
  case:
    initial: here
    states: {here: {stays: true}}
measures:
  here: {label: Those here, stock: {case: here}}
`;

export const PUBLISHED = `measure,group,year,value,source,note
here,all,2024,2000,R1,
here,all,2025,2000,R1,
here,kind=long,2025,250,R1,"rounded, like the rest"
here,kind=short,2025,240,R1,
came,all,2024,1000,R1,
came,all,2025,1000,R1,
came,kind=short,2025,500,R1,
repeat_percent,all,2025,12.5,R2,
`;

export const VALIDATION = `validation: stays
title: Stays, checked
published: ./published.csv
rounding: 10
sources:
  R1: {title: The first return, address: "https://example.org/1"}
  R2: {title: The second}
runs:
  plain: {scenario: stays.yaml}
  settled: {history_of: stays.yaml, years: 2, warm_up: 5 years, share: 0.5}
figures:
  stock: {part: Stock, use: fit, run: plain, measure: here, at: 2025-03-31, within: 5%}
`;

/** The validation with other figures (lines of YAML, each indented by two), beside the files it leans on. */
export function validationWith(figures: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const head = VALIDATION.slice(0, VALIDATION.indexOf('figures:'));
  return {
    'validation.yaml': `${head}figures:\n${figures}\n`,
    'stays.yaml': STAYS,
    'still.yaml': STILL,
    'published.csv': PUBLISHED,
    ...more,
  };
}
