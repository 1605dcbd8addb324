/** What ids in the rows are called by people: options, groups, periods. */
import type { ResultFrame } from '../../engine/study/result.js';
import { longDate } from '../periods.js';
import { partsOf } from './disclosure/counts.js';

/** The options in the rows and their differences, each under a name of its own, in the order of the study. */
export function optionLabels(frames: readonly ResultFrame[], found: readonly string[]): ReadonlyMap<string, string> {
  const own = new Map(frames.flatMap(({ options }) => options.map(({ id, label }) => [id, label] as const)));
  const [first] = frames[0]?.options ?? [];
  const name = (id: string): string => own.get(id) ?? id;
  const labels = new Map<string, string>();
  const order = [...own.keys(), ...found.filter((id) => !own.has(id))].filter((id) => found.includes(id));
  for (const id of order) {
    const [, option, less] = /^(.*) less (.*)$/s.exec(id) ?? [];
    const label =
      own.get(id) ??
      (option !== undefined && less !== undefined
        ? `${name(option)} less ${name(less)}`
        : id === 'difference'
          ? `Difference (less ${first?.label ?? 'baseline'})`
          : id);
    labels.set(id, [...labels.values()].includes(label) ? `${label} (${id})` : label);
  }
  return labels;
}

/** A group as a breakdown and its level: `age=1 to 4` is `Age`, `1 to 4`; `all` is `all` twice, as it is called. */
export function groupLabels(
  group: string,
  titles: ReadonlyMap<string, string>,
  all: string,
): readonly [string, string] {
  if (group === 'all') return [all, all];
  const { total, breakdown } = partsOf(group);
  const [, programme] = /^programme=(.*)$/s.exec(total) ?? [];
  if (programme !== undefined) {
    const title = titles.get(programme) ?? programme;
    if (breakdown === null) return ['Programme', title];
    return [`Programme and ${breakdown.replaceAll('_', ' ')}`, `${title}: ${level(group.slice(total.length + 2))}`];
  }
  if (breakdown === null) return [group, group];
  const words = breakdown.replaceAll('_', ' ');
  return [words.charAt(0).toUpperCase() + words.slice(1), level(group)];
}

function level(group: string): string {
  const own = group.slice(group.indexOf('=') + 1).replaceAll('_', ' ');
  return own.charAt(0).toUpperCase() + own.slice(1);
}

/** Programmes' titles by id. */
export function programmeTitles(frames: readonly ResultFrame[]): ReadonlyMap<string, string> {
  return new Map(frames.flatMap(({ programmes }) => programmes.map(({ id, title }) => [id, title] as const)));
}

/** `2026-03-31` is `31 March 2026`; other periods are their own names. */
export function periodLabel(period: string): string {
  return period === 'whole run' ? 'Whole run' : longDate(period);
}
