/** Who programmes reach and for whom outcomes change: a table of programmes, and beside it what differs by group. */
import type { ProgrammeSummary, TableRow } from '../../engine/study/result.js';
import { caution, changeSentences, outcomesOf, reachSentences } from '../equity/index.js';
import { write } from '../numbers.js';
import { html, prose, table, type Html } from './html.js';

/** Breakdowns told of on a short page. */
const SHOWN = 2;

export interface WhoAsked {
  /** How many futures were simulated. */
  readonly futures: number;
  readonly rows: readonly TableRow[];
  /** Options with programmes, and what each is called. */
  readonly options: readonly { readonly id: string; readonly label: string }[];
  /** The name of an option's difference in the rows. */
  readonly difference: (option: string) => string;
  readonly programmes: readonly Pick<ProgrammeSummary, 'id' | 'title'>[];
  readonly labelOf: (measure: string) => string;
}

const COUNTS = [
  ['eligible', 'Ever eligible'],
  ['reached', 'Reached'],
  ['reached_per_100', 'Of 100 eligible'],
  ['declined', 'Declined'],
  ['gave_up', 'Gave up waiting'],
] as const;

/** Null where nothing was told of who is reached. */
export function whoBody(
  { rows, options, difference, programmes, labelOf, futures }: WhoAsked,
  isFull: boolean,
): Html | null {
  const equity = rows.filter((row) => row.table === 'equity');
  const reached = options.flatMap((option) =>
    programmes.flatMap((programme) => {
      const own = equity.filter((row) => row.option === option.id && row.group === `programme=${programme.id}`);
      return own.length === 0 ? [] : [{ option, programme, own }];
    }),
  );
  if (reached.length === 0) return null;
  const isMany = options.length > 1;
  const outcomes = isFull ? outcomesOf(equity) : outcomesOf(equity).slice(0, 1);
  const most = isFull ? Number.POSITIVE_INFINITY : SHOWN;
  const changes = options.flatMap((option) =>
    outcomes
      .flatMap((outcome) => changeSentences(equity, difference(option.id), outcome, labelOf(outcome), most))
      .map((line) => (isMany ? `${option.label}. ${line}` : line)),
  );
  const groups = reached.flatMap(({ option, programme }) =>
    reachSentences(equity, option.id, programme.id, programme.title, most)
      .slice(1)
      .map((line) => `${isMany ? `${option.label}: ` : ''}${programme.title}. ${line}`),
  );
  const counts = COUNTS.filter(([measure]) => reached.some(({ own }) => own.some((row) => row.measure === measure)));
  return html`${table(
      'Who is reached over the run',
      [isMany ? 'Option and programme' : 'Programme', ...counts.map(([, words]) => words)],
      reached.map(({ option, programme, own }) => [
        isMany ? html`${option.label}: ${programme.title}` : programme.title,
        ...counts.map(([measure]) => {
          const row = own.find((one) => one.measure === measure);
          return row === undefined || !Number.isFinite(row.value) ? '' : write(row).both;
        }),
      ]),
    )}
    ${
      changes.length === 0
        ? null
        : html`<p><strong>For whom it changes.</strong> Only groups with a difference are named.</p>
            <ul>
              ${changes.map((line) => html`<li>${prose(line)}</li> `)}
            </ul>`
    }
    ${
      groups.length === 0
        ? null
        : html`<details>
            <summary>Who is reached, by group</summary>
            <ul>
              ${groups.map((line) => html`<li>${prose(line)}</li> `)}
            </ul>
          </details>`
    }
    <p class="soft">${caution(futures)}</p>`;
}
