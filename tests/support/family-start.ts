/** A household whose children come and go, and the start that its history makes. */
import { sampleFrom } from '../../cli/host/prepare.js';
import { buildHistory, weightStock, type StartPlan } from '../../engine/study/start-plan.js';
import { resolveText } from './pathway-files.js';

export interface HouseholdChoices {
  readonly start?: string;
  readonly months?: number;
  readonly atStart?: number;
  readonly children?: string;
  readonly rate?: string;
}

/** A household that is strained or calm, by its area and by something about it that nobody sees; its children come and go. */
export const household = ({
  start = '2025-04-01',
  months = 18,
  atStart = 3000,
  children = 'children: {1: 0.4, 3: rest}, age_gap: {1 to 3: 1},',
  rate = '0 per day',
}: HouseholdChoices = {}): string => `
pathway: household
run: {start: ${start}, years: ${months / 12}, replications: 1, seed: household}
attributes: {sex: [f, m], area: {of: family, levels: [n, s]}}
frailties: {risk: normal, home: {of: family, gamma: {variance: 1.5}}}
counters: [strains]
moments: [strained_at]
arrivals:
  families: {rate: ${rate}, at_start: ${atStart}, ${children} age: {0 to 10: 1}, attributes: {sex: {f: 0.5, m: rest}, area: {n: 0.3, s: rest}}}
regions:
  household:
    of: family
    initial: calm
    states: {calm: , strained: {counts: strains, marks: strained_at}}
    transitions:
      strain: {from: calm, to: strained, clock: {weibull: {shape: 1.3, scale: 150 days}, since: entry}, frailty: {home: 1}, multiply: {by: area, values: {s: 2}}}
      ease: {from: strained, to: calm, clock: {lognormal: {median: 60 days, sdlog: 0.7}, since: entry}, frailty: {home: -0.5}}
  case:
    initial: home
    states: {home: , away: , grown: {final: true}}
    transitions:
      goes: {from: home, to: away, clock: {exponential: 0.004 per day}, frailty: {risk: 0.8}, multiply: {by: household, values: {strained: 4}}}
      back: {from: away, to: home, clock: {gamma: {shape: 2, mean: 100 days}, since: entry}, luck: family}
      grows: {from: [home, away], to: grown, birthday: 12}
measures:
  away: {label: Away, stock: {case: away}, by: [area, household]}
  strained: {label: Strained, stock: {household: strained}, by: [area]}
  often: {label: Often, stock: {case: [home, away], strains: {at_least: 3}}}
`;

/** Days from 1 April to 1 October. */
const HISTORY = 183;

/** What the families have come to by 1 October, and the file that goes on from there, with nobody new. */
export function startFrom(text: string, quiet: string) {
  const scenario = resolveText(quiet);
  const model = resolveText(text).model;
  const plan: StartPlan = {
    historyModel: sampleFrom(model, -HISTORY, 1),
    historyDays: HISTORY,
    strata: [{ name: 'all', who: [], size: { kind: 'each', weight: 1 }, margins: [] }],
  };
  const { stock } = buildHistory(plan, scenario.startDay);
  return { stock, scenario, start: { stock, strata: weightStock(stock, plan, scenario.startDay) } };
}
