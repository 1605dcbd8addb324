/** The account of a drift as a page of Markdown, which reads as plain text too: a row for each date. */
import { blocks, heading, list, prose, table, type Markdown } from '../model/markdown.js';
import { thousands } from '../numbers.js';
import type { DriftAccount, Estimate, OriginAccount, Series } from './account.js';

export interface Drift {
  readonly title: string;
  /** Name of the area; '' where there is none. */
  readonly area: string;
  /** What is counted: "Children looked after". */
  readonly measure: string;
  readonly account: DriftAccount;
  readonly replications: number;
  /** Local multipliers by name, where there are any. */
  readonly multipliers: Readonly<Record<string, number>>;
  /** How many of the area a row of the settled system's history stands for. */
  readonly weight: number;
  readonly historyYears: number;
  /** Rows of that history that no stratum of the start takes in. */
  readonly leftOut: number;
  /** Whether something that changes by date was held as it is on day 0. */
  readonly isHeld: boolean;
  /** Whether places are limited or levels shared, so that children touch each other. */
  readonly isShared: boolean;
  readonly version: string;
}

export function driftPage(drift: Drift): string {
  const { account, title, area, measure } = drift;
  const { origins } = account;
  const columns = origins.map(({ name }) => wordsOf(name));
  const byDate = (rows: (d: number) => readonly string[]): string[][] =>
    account.dates.map((date, d) => [date, ...rows(d)]);
  const stocks = (total: Series, of: (origin: OriginAccount) => Series): Markdown =>
    table(
      ['End of', 'Stock', ...columns],
      byDate((d) => [total[d]!, ...origins.map((origin) => of(origin)[d]!)].map(({ mean }) => thousands(mean))),
    );
  const local = account.multipliers === null ? [] : ['Local multipliers'];
  // Nothing on day 0: both have one start.
  const localAt = (d: number): readonly Estimate[] => (account.multipliers === null ? [] : [account.multipliers[d]!]);
  return `${
    blocks([
      heading(1, `Why the stock drifts: ${title}`),
      prose`${area === '' ? measure : `${measure} in ${area}`} at the end of each day, with nobody in a programme and with arrivals as on day 0. Means of ${drift.replications} replications.`,
      list(findings(drift)),
      heading(2, 'The stock, by where its children come from'),
      stocks(account.stock, ({ stock }) => stock),
      heading(2, 'The same system, settled'),
      settledWords(drift),
      stocks(account.settled, ({ settled }) => settled),
      heading(2, 'What the start brings over and above the settled one'),
      prose`The first table less the second, with the standard error of luck after day 0. The columns add up to the difference in every replication; the largest remainder is ${left(account)}.`,
      table(
        ['End of', 'Difference', ...columns, ...local],
        byDate((d) => [account.difference[d]!, ...origins.map(({ start }) => start[d]!), ...localAt(d)].map(signed)),
      ),
      heading(2, 'The drift since day 0'),
      prose`The same, less what it was on day 0; with the change of the settled system, which is chance and nothing else, it is the change of the stock. The error of the last column has that of the settled system's sample in it.`,
      table(
        ['End of', 'Change', ...columns, ...local, 'Settled, by chance'],
        byDate((d) =>
          [
            account.change[d]!,
            ...origins.map((origin) => origin.drift[d]!),
            ...localAt(d),
            account.settledChange[d]!,
          ].map(signed),
        ),
      ),
      ...(drift.version === '' ? [] : [prose`Made by \`throughcare drift\`, version ${drift.version}.`]),
    ]).source
  }\n`;
}

/** The account in sentences. */
function findings(drift: Drift): Markdown[] {
  const { account } = drift;
  const { dates } = account;
  const last = dates.length - 1;
  const change = account.change[last]!;
  const error = account.historyError[last]!;
  const parts = account.origins
    .filter(({ drift: series }) => series[last]!.mean !== 0)
    .map((origin) => `${wordsOf(origin.name).toLowerCase()} ${signed(origin.drift[last]!)}`);
  const local = account.multipliers;
  const found = [
    prose`From ${dates[0]!} to ${dates[last]!} the stock goes from ${thousands(account.stock[0]!.mean)} to ${thousands(account.stock[last]!.mean)}: ${signed(change)}. The settled system stands at ${thousands(account.settled[0]!.mean)} on the first of these days and at ${thousands(account.settled[last]!.mean)} on the last.`,
    prose`By where children come from: ${[...parts, ...(local === null ? [] : [`local multipliers ${signed(local[last]!)}`]), `the settled system by chance ${signed(account.settledChange[last]!)}`].join('; ')}. That is all of it: the remainder is ${left(account)}.`,
    account.sameArrivals
      ? prose`Whoever arrives after day 0 is the same child with the same life from either start, in every replication: arrivals are no part of the drift${local === null ? '' : ', but for what the multipliers change'}.`
      : prose`Whoever arrives after day 0 comes in either case, but ${drift.isShared ? 'feels who is there already, by limited places or shared levels' : 'does not lead the same life'}: that is part of the drift, in the column of those who arrive.`,
    prose`Chance: ${Number.isNaN(change.se) ? 'one replication does not tell its part in the change' : `the standard error of the change is ${thousands(change.se)}`}. The settled system rests on a history in which a child stands for ${thousands(drift.weight, 1)}, so its level is known to ${thousands(account.historyError[0]!)} on day 0 and what is left of its start to ${thousands(error)} at the end (standard errors, at most).`,
  ];
  const multipliers = Object.entries(drift.multipliers);
  if (multipliers.length > 0)
    found.push(
      prose`Local multipliers: ${multipliers.map(([name, value]) => `${name} ${value.toFixed(3)}`).join(', ')}; at 1 in the settled system.`,
    );
  if (drift.isHeld)
    found.push(
      prose`Rates, multipliers and places that change by date are held as they are on day 0, before it and after.`,
    );
  if (drift.leftOut > 0)
    found.push(
      prose`${thousands(drift.leftOut)} of the history's children are in no stratum of the start. They are left out of both runs, so the settled system is not quite settled.`,
    );
  return found;
}

function settledWords({ historyYears, isShared }: Drift): Markdown {
  const words = [
    `The run again, with the same luck for whoever arrives, from the stock that ${thousands(historyYears, 1)} years of the same arrivals leave, weighted to nothing.`,
    ...(isShared ? ['Places are unlimited in those years.'] : []),
    'Some leave as others come: the sum stays level but for chance.',
  ];
  return prose`${words.join(' ')}`;
}

const wordsOf = (name: string): string => {
  const spaced = name.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** `+120 (30)`: with its standard error, where that is known and rounds to more than 0. */
function signed({ mean, se }: Estimate): string {
  const text = thousands(mean);
  const value = mean > 0 && text !== '0' ? `+${text}` : text;
  return se >= 0.5 ? `${value} (${thousands(se)})` : value;
}

function left({ remainder }: DriftAccount): string {
  return remainder === 0 ? 'exactly 0' : thousands(remainder, 6);
}
