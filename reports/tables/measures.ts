/** What each measure of the tables is called and means: the pathway's own, and those that are worked out from them. */
import type { MeasureInfo } from '../../engine/study/result.js';

export interface MeasureWords {
  readonly label: string;
  readonly definition: string;
}

const words = (label: string, definition: string): MeasureWords => ({ label, definition });

/** Measures that no pathway names: programmes, money, and who is reached. */
const KNOWN: Readonly<Record<string, MeasureWords>> = {
  cost: words(
    'Cost',
    'Pounds as paid, in the prices of the run: by line, payer and kind, each of which adds up to all',
  ),
  cost_discounted: words('Cost, discounted', 'Present value on the first day of what the whole run costs'),
  net_present_value: words(
    'Net present value',
    'Saved less programme cost, at present value; above 0 where the option is better off',
  ),
  programme_cost: words(
    'Programme cost',
    'What the programmes themselves cost, at present value: set-up, running, and for each child',
  ),
  saved: words(
    'Saved',
    'What everything but the programmes costs less than without them, at present value; below 0 where it costs more',
  ),
  benefit_cost_ratio: words(
    'Benefits over costs',
    'Savings over what programmes cost; which savings are counted is in the group',
  ),
  paid_back: words(
    'Paid back',
    'Share of futures in which savings so far cover spending so far and go on doing so to the end of the run',
  ),
  saved_so_far: words(
    'Saved so far',
    'Net saving by the end of the quarter, at present value: saved less programme cost since the first day',
  ),
  budget_impact: words('Budget impact', 'Pounds more than without the programmes, as paid, in the prices of the run'),
  budget_impact_nominal: words(
    'Budget impact, cash prices',
    'Budget impact in the prices of the year that it falls in',
  ),
  programme_in: words('In the programme', 'Children who have a place at the end of the day'),
  programme_waiting: words('Waiting for the programme', 'Children waiting for a place at the end of the day'),
  programme_places: words('Places', 'Places that are open at the end of the day'),
  programme_places_used: words('Places used', 'Places taken at the end of the day, where a family takes one'),
  programme_started: words('Starts', 'Children who took up a place'),
  programme_gave_up: words('Gave up waiting', 'Children who gave up waiting for a place'),
  programme_declined: words('Declined', 'Offers that were declined'),
  programme_ended: words('Ends', 'Children whose time in the programme ended'),
  programme_turned_away: words('Turned away', 'Children for whom there was neither a place nor room to wait'),
  eligible: words(
    'Eligible',
    'Children who became eligible while the programme was open, each once, in the group they were in then',
  ),
  offers: words('Offers', 'Offers made: whoever is eligible is offered it at once, and some are again'),
  reached: words('Reached', 'Children who started, each once'),
  declined: words('Declined', 'Times an offer was declined'),
  gave_up: words('Gave up waiting', 'Times a family gave up waiting'),
  turned_away: words('Turned away', 'Times nobody could wait'),
  waiting_days: words('Days waited', 'Days that children waited, in all'),
  waiting_days_each: words('Days waited, each', 'Days waited for each child eligible'),
};

const RATE = '_per_100';
const OUTCOME = 'outcome_';

/** What a suffix makes of the measure before it. */
const SUFFIXES: readonly (readonly [string, (of: MeasureWords) => MeasureWords])[] = [
  ['_average', (of) => words(`${of.label}, average over the run`, `Mean over every day of the run. ${of.definition}`)],
  ['_median', (of) => words(`${of.label}, median`, `Median in whole days, the lower middle. ${of.definition}`)],
  ['_n', (of) => words(`${of.label}, how many`, `Events a replication that the time is of. ${of.definition}`)],
];

/** The words for a measure: the pathway's, else those known here, else its name. */
export function measureWords(name: string, measures: ReadonlyMap<string, MeasureInfo>): MeasureWords {
  const own = measures.get(name);
  if (own !== undefined) return words(own.label, own.definition);
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  if (known !== undefined) return known;
  if (name.endsWith(RATE)) {
    const of = measureWords(name.slice(0, -RATE.length), measures);
    return words(`${of.label}, of 100 eligible`, `${of.definition}; for each 100 eligible`);
  }
  if (name.startsWith(OUTCOME)) {
    const of = measureWords(name.slice(OUTCOME.length), measures);
    return words(
      of.label,
      `Over the whole run, in each group of children: a mean for a stock, a sum for events. ${of.definition}`,
    );
  }
  for (const [suffix, made] of SUFFIXES)
    if (name.endsWith(suffix)) return made(measureWords(name.slice(0, -suffix.length), measures));
  const plain = name.replaceAll('_', ' ');
  return words(plain.charAt(0).toUpperCase() + plain.slice(1), '');
}
