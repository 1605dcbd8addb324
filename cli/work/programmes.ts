/** `programmes [ID]`: the programmes of the library, or one programme's card: who, what, how sure, how much. */
import { MEASURE_WORDS } from '../../engine/index.js';
import { programmeCard, programmeList } from '../../scenarios/index.js';
import { nodeFiles } from '../host/index.js';
import { wrap } from '../text.js';

export interface ProgrammesArguments {
  readonly id?: string | undefined;
  readonly json: boolean;
}

type Card = ReturnType<typeof programmeCard>;

function cardLines(card: Card): string[] {
  const lines = [
    `${card.title} (${card.id})`,
    ...wrap(card.description),
    '',
    ...wrap(`For: ${card.eligible}`),
    card.everyone ? 'Everybody eligible is reached: no places.' : `Places a team: ${card.placesPerTeam ?? 'not given'}`,
  ];
  lines.push('', 'Effects by stance:');
  for (const effect of card.effects) {
    lines.push(...wrap(`${effect.name}: ${effect.label} (${MEASURE_WORDS[effect.measure]!} on ${effect.changes.join(', ')})`, '  '));
    lines.push(
      `    ${effect.stances.map(({ stance, value }) => `${stance} ${value === null ? '?' : Number(value.toFixed(3))}`).join(', ')}`,
    );
    lines.push(...wrap(`best study: ${effect.bestStudy}`, '    '));
  }
  if (card.outcomes.length > 0) lines.push(...wrap(`counted for: ${card.outcomes.join('; ')}`, '  '));
  else if (card.effects.length === 0) lines.push('  none: a route, which changes the steps a child takes');
  lines.push('', 'Costs:');
  for (const cost of card.costs)
    lines.push(...wrap(`${cost.name}: £${cost.amount} [${cost.mark}]; ${cost.note}`, '  '));
  lines.push('', 'Evidence:');
  for (const item of card.evidence) {
    lines.push(
      ...wrap(
        `${item.study}: ${item.design}, ${item.n}; ${item.outcome}: ${item.estimate}${item.interval === '' ? '' : ` (${item.interval})`}; grade ${item.grade}${item.note === '' ? '' : `; ${item.note}`}`,
        '  ',
      ),
    );
    if (item.address !== '') lines.push(`    ${item.address}`);
  }
  if (card.caveats.length > 0) lines.push('', 'Bear in mind:');
  for (const caveat of card.caveats) lines.push(...wrap(caveat, '  '));
  return lines;
}

export function programmes({ id, json }: ProgrammesArguments): void {
  const files = nodeFiles();
  if (id === undefined) {
    const list = programmeList(files);
    process.stdout.write(
      json
        ? `${JSON.stringify(list)}\n`
        : list.flatMap((item) => [`${item.id}: ${item.title}`, ...wrap(item.description, '    ')]).join('\n') + '\n',
    );
    return;
  }
  const card = programmeCard(files, id);
  process.stdout.write(json ? `${JSON.stringify(card)}\n` : `${cardLines(card).join('\n')}\n`);
}
