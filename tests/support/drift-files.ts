/**
 * A system whose drift has a closed form: children enter at birth, leave at a rate that depends on their age alone, and on
 * the 18th birthday at the latest. It starts from children of 10 and over only.
 */

/** Leaving, a year: below the age of 8, and from then on. */
const EARLY = 0.05;
const LATE = 0.2;
const TURN = 8;
const LEAVES_AT = 18;

export const ENTRIES = 3000;
export const AT_START = 9000;
const OLDEST_FROM = 10;

const PATHWAY = `pathway: ageing
attributes:
  sex: [female, male]
  origin: [in_care_on_day_0, arrived_since]
arrivals:
  entries:
    rate: $coming
    age: {0 to 0.0001: 1}
    attributes: {sex: {female: 0.5, male: 0.5}, origin: {arrived_since: 1}}
age_bands: {under 10: 0, 10 and over: 10}
regions:
  case:
    initial: care
    states: {care: {}, left: {final: true}}
    transitions:
      leave: {from: care, to: left, clock: {piecewise: {0 days: ${EARLY} per year, ${TURN} years: ${LATE} per year}, since: birth}, scale: $local}
      grow_up: {from: care, to: left, birthday: ${LEAVES_AT}}
measures:
  looked_after: {label: Children looked after, stock: {case: care}, by: [age, sex, origin]}
  ceased: {label: Children ceasing to be looked after, leaves: {case: care}}
`;

const BASELINE = `baseline: ageing
title: Ageing
pathway: ./pathway.yaml
start_date: 2025-04-01
sources: {D1: {title: The return}}
parameters:
  coming: {value: ${ENTRIES} per year, interval: none, source: D1, mark: published}
  local: {value: 1, unit: multiplier, interval: none, source: D1, mark: fitted}
start:
  history: 18 years
  share: 1
  note: an example
  strata:
    in_care:
      who: {case: care}
      figure: looked_after
      source: D1
      measure: looked_after
      sets: {origin: in_care_on_day_0}
      margins: {age: {under 10: 0, 10 and over: 1}}
`;

const SCENARIO = `scenario: ageing
title: Ageing
baseline: ./baseline.yaml
area_data: ./own.yaml
years: 2
replications: 2
`;

const OWN = `area_data: own
provenance: {source: A return, date: 2025-03-31, who: us}
figures: {looked_after: ${AT_START}, ceased: 2500}
`;

/** The files, by name; \`scenario.yaml\` is the scenario. */
export const driftFiles = (): Record<string, string> => ({
  'scenario.yaml': SCENARIO,
  'baseline.yaml': BASELINE,
  'pathway.yaml': PATHWAY,
  'own.yaml': OWN,
});

/** The same as an authority with figures of its own, to whose leavers a multiplier is fitted. */
export const localFiles = (): Record<string, string> => ({
  ...driftFiles(),
  'scenario.yaml': SCENARIO.replace('area_data', 'area: Leeds\narea_data'),
  'own.yaml': OWN.replace('area_data: own', 'area_data: own\narea: Leeds'),
  'baseline.yaml': `${BASELINE}  fit:\n    - {parameter: local, measure: ceased, figure: ceased, source: D1}\n`,
});

/** The share still in care at an age, in years. */
function survival(age: number): number {
  if (age >= LEAVES_AT) return 0;
  return Math.exp(-EARLY * Math.min(age, TURN) - LATE * Math.max(0, age - TURN));
}

/** Children-years in care between two ages, of each child who enters. */
function between(from: number, to: number): number {
  const early = (a: number): number => (1 - Math.exp(-EARLY * a)) / EARLY;
  const late = (a: number): number => early(TURN) + (survival(TURN) * (1 - Math.exp(-LATE * (a - TURN)))) / LATE;
  const upTo = (a: number): number => {
    const age = Math.min(a, LEAVES_AT);
    return age <= TURN ? early(age) : late(age);
  };
  return Math.max(0, upTo(to) - upTo(from));
}

/** What is expected after so many years: of those at the start, of those of a settled start, and of those who came since. */
export const expected = {
  survivors: (years: number): number =>
    (AT_START * between(OLDEST_FROM + years, LEAVES_AT)) / between(OLDEST_FROM, LEAVES_AT),
  settled: (years: number): number => ENTRIES * between(years, LEAVES_AT),
  arrived: (years: number): number => ENTRIES * between(0, years),
};
