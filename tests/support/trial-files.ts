/** A small baseline in which every risk of a trial has a closed form, and a programme with trials on it. */
import { memory } from '../scenarios/in-memory.js';
import type { Files } from '../../scenarios/index.js';

/** Hazards a year: of entering care from the edge, of leaving it again, and of an event that changes nothing. */
export const ENTRY = 0.5;
const EXIT = 1.2;
const NOTICE = 0.8;

const BASELINE = `
baseline: small
title: Small
pathway: ./small-pathway.yaml
start_date: 2025-04-01
price_year: 2024-25
parameters:
  entry: {value: ${ENTRY} per year, source: assumption, mark: assumption, label: Entries, note: of the test}
`;

const PATHWAY = `
pathway: small
title: Small
attributes: {sex: [female, male]}
arrivals:
  known: {rate: 4000 per year, age: {2 to 3: 1}, attributes: {sex: {female: 0.5, male: 0.5}}, enters: {case: known}}
regions:
  case:
    initial: known
    states: {known: {label: Known}, edge: {label: At the edge}, care: {label: In care}, gone: {label: Gone, final: true}}
    transitions:
      come_to_edge: {from: known, to: edge, clock: {exponential: 2 per year}}
      enter: {from: edge, to: care, clock: {exponential: $entry}}
      leave: {from: care, to: edge, clock: {exponential: ${EXIT} per year}}
      go: {from: [known, edge, care], to: gone, birthday: 12}
  letters:
    initial: none
    states: {none: {label: None}, sent: {label: Sent, stays: true}}
    transitions:
      notice: {from: none, to: sent, when: {case: edge}, clock: {exponential: ${NOTICE} per year}}
`;

/** The effects of the programme, and its trials as they are given. */
export const programmeText = (trials: string): string => `
programme: help
title: Help
effects:
  fewer: {transitions: [enter]}
  notices: {transitions: [notice]}
  girls: {transitions: [enter], for: {sex: female}}
  timed: {transitions: [go]}
  turned: {diverts: {of: [enter], to: stay}}
trials:
${trials}`;

export function trialFiles(trials: string, more: Readonly<Record<string, string>> = {}): Files {
  return memory({
    'library/baselines/small.yaml': BASELINE,
    'library/baselines/small-pathway.yaml': PATHWAY,
    'help.yaml': programmeText(trials),
    ...more,
  });
}

const e = (rate: number, years: number): number => Math.exp(-rate * years);

/** In care after so many years at the edge: entries and exits at constant rates. */
export const prevalence = (years: number, entry = ENTRY, exit = EXIT): number =>
  (entry / (entry + exit)) * (1 - e(entry + exit, years));

/** Ever in care within so many years. */
export const incidence = (years: number, entry = ENTRY): number => 1 - e(entry, years);

/** Mean days in care within so many years. */
export const daysIn = (years: number, entry = ENTRY, exit = EXIT): number =>
  365.25 * (entry / (entry + exit)) * (years - (1 - e(entry + exit, years)) / (entry + exit));
