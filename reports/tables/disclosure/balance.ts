/**
 * Stocks and flows give each other away: who is there at the end of a month is who was there at its start, and who came, less
 * who left. Pairs of flows that make up a stock are found in the numbers themselves.
 */
import type { Block, Series } from './counts.js';

/** Means of whole numbers, added in another order, agree to this. */
const SAME = 1e-6;

/** Flows whose difference is the change of a stock that is counted too: one of such a pair gives the other away. */
export function linkedFlows(blocks: readonly Block[]): (readonly [Series, Series])[] {
  const byGroup = new Map<string, { stocks: Series[]; flows: Series[] }>();
  for (const { total, breakdowns } of blocks)
    for (const series of [total, ...[...breakdowns.values()].flat()]) {
      const [, group] = JSON.parse(series.id) as [string, string];
      const own = byGroup.get(group) ?? { stocks: [], flows: [] };
      byGroup.set(group, own);
      const kinds = new Set([...series.cells.values()].map(({ kind }) => kind));
      if (kinds.has('day')) own.stocks.push(series);
      else if (kinds.has('financial year')) own.flows.push(series);
    }
  return [...byGroup.values()].flatMap(({ stocks, flows }) => {
    const changes = stocks.map(changeOf);
    return flows.flatMap((a, i) =>
      flows
        .slice(i + 1)
        .flatMap((b): (readonly [Series, Series])[] =>
          changes.some((change) => isBalance(change, a, b) || isBalance(change, b, a)) ? [[a, b]] : [],
        ),
    );
  });
}

type Change = (period: string, kind: string, option: number) => number | null;

/** The change of a stock over a month or a financial year; null where its ends are not both counted. */
function changeOf(stock: Series): Change {
  const days = [...stock.cells.values()]
    .filter(({ kind }) => kind === 'day')
    .sort((a, b) => (a.period < b.period ? -1 : 1));
  return (period, kind, option) => {
    const last = kind === 'month' ? `${period}-31` : `${Number(period.slice(0, 4)) + 1}-03-31`;
    const before = kind === 'month' ? `${period}-00` : `${period.slice(0, 4)}-03-31`;
    const end = days.findLast((day) => day.period <= last);
    const start = days.findLast((day) => day.period <= before) ?? days[0];
    return end === undefined || start === undefined || end === start
      ? null
      : end.values[option]! - start.values[option]!;
  };
}

function isBalance(change: Change, comes: Series, leaves: Series): boolean {
  let compared = 0;
  for (const [key, { period, kind, values }] of comes.cells) {
    const out = leaves.cells.get(key);
    if (out === undefined || kind !== 'financial year') continue;
    for (let option = 0; option < values.length; option++) {
      const by = change(period, kind, option);
      const into = values[option]!;
      if (by === null || !(Math.abs(into - out.values[option]! - by) <= SAME * Math.max(1, into))) return false;
      compared += into > 0 ? 1 : 0;
    }
  }
  return compared > 0;
}
