/**
 * A small system put to several options, as files: its baseline has numbers with intervals, and its programmes have effects,
 * costs and take-up with and without.
 */
import { BASELINE, SMALL } from '../scenarios/sensitivity-files.js';

const assumed = 'source: assumption, mark: assumption, note: an example';

const programme = (id: string, title: string, bestTrial: string, costs: string) => `programme: ${id}
title: ${title}
description: An example.
eligible: {case: care}
take_up: {value: 0.8, interval: [0.6, 0.95], ${assumed}}
stay: {value: {fixed: 2 months}, ${assumed}}
queue: {waits: for ever}
ends_when: {not_eligible: true}
once: true
effects:
  home:
    label: leaving care
    aim: more
    transitions: [leave]
    lasts: {during: true}
    evidence: [trial]
    best_trial: ${bestTrial}
${costs}evidence:
  trial: {study: A trial, design: a design, outcome: leaving, estimate: some}
`;

const SUPPORT_TRIAL = '{design: randomised, hazard_ratio: 1.5, interval: [1.2, 1.9]}';

/** The files of the options: the baseline, and two programmes. */
export const STUDY_FILES: Readonly<Record<string, string>> = {
  ...SMALL,
  'baselines/small.yaml': `${BASELINE.replace('3,000 per year', '600 per year')}discount_rate: 0.035\n`,
  'support.yaml': programme(
    'support',
    'Support',
    SUPPORT_TRIAL,
    `costs:\n  payer: Us\n  per_start: {value: 500, interval: [400, 700], ${assumed}}\n  set_up: {value: 10000, ${assumed}}\n`,
  ),
  'reunion.yaml': programme(
    'reunion',
    'Reunion',
    '{design: controlled, hazard_ratio: 2, interval: [1.5, 2.7]}',
    `costs:\n  payer: Them\n  per_start: {value: 900, interval: plus or minus 30%, ${assumed}}\n`,
  ),
};

export const OPTIONS = {
  nothing: '{title: Nothing}',
  support: '{title: Support, programmes: [{use: ./support.yaml, opens: 2025-05-01, places: unlimited}]}',
  reunion: '{title: Reunion, programmes: [{use: ./reunion.yaml, opens: 2025-05-01, places: unlimited}]}',
} as const;

/** A study file of these options; `more` is further lines. */
export function studyText(options: Readonly<Record<string, string>> = OPTIONS, more = ''): string {
  const lines = Object.entries(options).map(([name, written]) => `  ${name}: ${written}\n`);
  return `study: small\ntitle: A small study\nbaseline: ./baselines/small.yaml\nyears: 0.25\nstance: as-trialled\n${more}options:\n${lines.join('')}`;
}

/** A scenario of one programme, put to the same baseline. */
export function scenarioText(name: string, uses: string, more = ''): string {
  const programmes =
    uses === '' ? '' : `programmes:\n  - {use: ./${uses}.yaml, opens: 2025-05-01, places: unlimited}\n`;
  return `scenario: ${name}\ntitle: With ${name}\nbaseline: ./baselines/small.yaml\nyears: 0.25\nstance: as-trialled\nseed: small\nreplications: 2\n${more}${programmes}`;
}
