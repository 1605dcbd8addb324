/** A resolved scenario in words, for a screen. */
import { sizeWords } from '../engine/index.js';
import { formatDate } from '../engine/index.js';
import { byEffect, nameIn, type ResolvedScenario, type SensitivityRow } from '../scenarios/index.js';
import { effectWords, rowsByName, sensitivityWords } from './sensitivity-words.js';
import { columns, wrap } from './text.js';

/** Events a year for each child of the area, in baseline and option together: measured on Leeds, only for the estimate of work. */
const EVENTS_PER_CHILD_YEAR = 0.28;

/** Numbers that are shown first, as those that matter most. */
const FIRST = 10;

/** `sensitivities` is the table that the baseline names; empty where it names none. */
export function describeScenario(
  scenario: ResolvedScenario,
  withAssumptions: boolean,
  sensitivities: readonly SensitivityRow[] = [],
): string {
  const lines: string[] = [`${scenario.title} (${scenario.name})`];
  if (scenario.question !== '') lines.push(...wrap(scenario.question));
  lines.push('');
  const facts: [string, string][] = [
    ['area', scenario.area === null ? 'none' : `${scenario.area.name} (${scenario.area.code})`],
    ['period', `${formatDate(scenario.startDay)} to ${formatDate(scenario.endDay - 1)}, ${scenario.years} years`],
    ['replications', `${scenario.replications}, seed "${scenario.seed}"`],
    ['stance', scenario.stance],
    [
      'pathway',
      `${scenario.model.regions.length} regions, ${scenario.model.regions.reduce((n, region) => n + region.states.length, 0)} states, ${scenario.model.transitions.length} transitions`,
    ],
  ];
  const children = scenario.area?.figures.children_0_17_mid_2024;
  if (children !== null && children !== undefined) {
    const events = children * scenario.years * scenario.replications * EVENTS_PER_CHILD_YEAR;
    facts.push(['work', `about ${round(events / 1e6)} million events`]);
  }
  lines.push(...columns(facts));
  for (const programme of scenario.programmes) {
    lines.push('', `${programme.title}: opens ${programme.opensDate}, ${programme.summary.places}`);
    lines.push(...wrap(`for: ${programme.summary.eligible}`, '  '));
    for (const effect of programme.effects)
      lines.push(...wrap(`${effect.label}: ${sizeWords(effect)} (${effect.why})`, '  '));
    if (programme.outcomes.length > 0)
      lines.push(...wrap(`counted for: ${programme.outcomes.map(({ label }) => label).join('; ')}`, '  '));
    else if (programme.effects.length === 0)
      lines.push('  a route, not a multiplier: it changes which steps a child takes');
    for (const warning of programme.summary.warnings) lines.push(...wrap(`warning: ${warning}`, '  '));
  }
  const marks = new Map<string, number>();
  for (const line of scenario.parameters) marks.set(line.mark, (marks.get(line.mark) ?? 0) + 1);
  if (marks.size > 0)
    lines.push(
      '',
      `Rests on ${scenario.parameters.length} numbers: ${[...marks].map(([mark, n]) => `${n} ${mark}`).join(', ')}.${withAssumptions ? '' : ' List them with --assumptions.'}`,
    );
  for (const note of scenario.notes) lines.push('', ...wrap(note));
  if (withAssumptions) {
    const byName = rowsByName(
      sensitivities,
      scenario.parameters.map(({ name }) => name),
    );
    lines.push(...mostFelt(scenario, sensitivities), '');
    for (const line of scenario.parameters) {
      lines.push(...wrap(`${line.label}: ${line.value}${line.unit === '' ? '' : ` ${line.unit}`} [${line.mark}]`));
      lines.push(
        ...wrap(`${line.interval === null ? '' : `interval: ${line.interval}; `}source: ${line.source}`, '    '),
      );
      const rows = byName.get(line.name);
      if (rows !== undefined) lines.push(...wrap(sensitivityWords(line.name, rows), '    '));
    }
    if (scenario.sources.length > 0) lines.push('', 'Sources');
    for (const source of scenario.sources) lines.push(...wrap(`${source.id}: ${source.title} ${source.address}`, '  '));
  }
  return `${lines.join('\n')}\n`;
}

/** The numbers that the results hang on most, by the number of children looked after. */
function mostFelt({ parameters }: ResolvedScenario, sensitivities: readonly SensitivityRow[]): string[] {
  const names = parameters.map(({ name }) => name);
  const shown = byEffect(sensitivities).flatMap((row) => {
    const words = effectWords(row);
    const line = parameters.find(({ name }) => name === nameIn(row.parameter, names));
    return words === '' || line === undefined ? [] : [{ row, words, line }];
  });
  if (shown.length === 0) return [];
  return [
    '',
    'What matters most: what a rise of 1% does to the settled system',
    ...shown.slice(0, FIRST).flatMap(({ row, words, line }) => {
      const part = row.parameter.slice(line.name.length + 1);
      return wrap(`${line.label}${part === '' ? '' : ` (${part})`} [${line.mark}]: ${words}`, '  ');
    }),
  ];
}

function round(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}
