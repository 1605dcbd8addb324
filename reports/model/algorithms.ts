/** Section 2.4: how anything happens, in the order in which it is decided. The software's own words, the same for every model. */
import { blocks, heading, list, prose, NOTHING, type Markdown } from './markdown.js';
import type { Subject } from './types.js';

export function algorithms({ of: { model, start } }: Subject): Markdown {
  const hasPlaces = model.resources.length > 0;
  return blocks([
    heading(3, '2.4 Algorithms'),
    list(
      [
        prose`**Clocks.** Each transition on a clock draws a threshold from the unit exponential distribution when it first runs in a state. Its cumulative hazard, times the multipliers in force, uses the threshold up; when nothing is left, the transition happens. The first clock of a state to run out wins, and leaving the state ends the others: competing risks.`,
        prose`**Changes on the way.** Multipliers are constant between changes of what they read. At a change, what has been used up is taken off the threshold, and the rest is read against the new multiplier. A multiplier of 0, or a condition that does not hold, pauses the clock: nothing is used up, but its age goes on. Changes that cancel leave identical bits.`,
        prose`**Other zeros.** A clock since a moment, since birth or since a date reads its hazard at the time since then, given that the event has not come before the state was entered. A fixed time fires exactly then, or as soon afterwards as its condition lets it, and no multiplier moves it.`,
        prose`**Outcomes.** An event with several outcomes draws one by its shares. Where the shares pass 1 for somebody they are scaled to 1.`,
        prose`**Changes elsewhere.** An event may force changes in other regions: first those of the outcome, then those of the state entered, each with what it forces in turn. A region changes at most once an event, by the first rule to reach it; one that is already in the state it is forced to is left alone, with its clocks.`,
        prose`**One instant.** Within a life: first the age reached that day, then dates, then clocks and birthdays, equal times by the names of regions and then of transitions. After each of these whatever condition has come to hold fires, to the end of the chain, and every clock is brought up to date. More than 200 events in one chain stop the run as a loop.`,
        hasPlaces
          ? prose`**Places.** At one instant places given up come first, then changes in their number, then events of the units themselves, then requests; at one rank by stream and by number within it.`
          : NOTHING,
        (model.levels ?? []).length > 0
          ? prose`**Levels.** What everybody feels is counted at each boundary and constant until the next.`
          : NOTHING,
        start === null
          ? NOTHING
          : prose`**The first day.** Section 4.1 says how the population of the first day is made.`,
      ].filter(({ source }) => source !== ''),
    ),
  ]);
}
