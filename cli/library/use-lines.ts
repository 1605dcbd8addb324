/** How a programme is put into a scenario: the lines to write, ready to run. */
import type { ProgrammeCard } from '../../scenarios/index.js';

/** A day by which a service could have been set up; within the first year of the usual run. */
export const OPENS = '2025-10-01';

/** `teams: 2` and what it means; null where everybody is reached. */
export function sizeLine({ suggested, placesPerTeam }: ProgrammeCard): readonly [line: string, meaning: string] | null {
  if (suggested === null) return null;
  if ('places' in suggested) return [`places: ${suggested.places}`, 'how many at a time; or: unlimited'];
  const { teams } = suggested;
  const each = placesPerTeam ?? 0;
  const all = Math.floor(teams * each + 1e-9);
  return [`teams: ${teams}`, teams === 1 ? `${all} places` : `${all} places: each team has ${each}`];
}

export function useLines(card: ProgrammeCard): readonly string[] {
  const size = sizeLine(card);
  return [
    'programmes:',
    `  - use: ${card.id}`,
    `    opens: ${OPENS}${size === null ? '          # everybody eligible is reached from this day' : ''}`,
    ...(size === null ? [] : [`    ${size[0].padEnd(24)}# ${size[1]}`]),
  ];
}
