/** What the files that `init` writes have in common: a line with its meaning, and the head and foot of a care scenario. */

// Lines that begin with '#:' are options: whoever takes the two characters and the space away uses them.

/** A line and what it means, the notes below each other. */
export function noted(line: string, meaning: string): string {
  return `${line.padEnd(31)}# ${meaning}`.replace(/(\S)# /, '$1 # ');
}

/** A word as YAML takes it, quoted where it must be. */
function yaml(text: string): string {
  return /^[A-Za-z][A-Za-z .&'()-]*$/.test(text) && !/: | #|\s$/.test(text) ? text : JSON.stringify(text);
}

export interface CareHead {
  readonly name: string;
  readonly area: string;
  readonly title: string;
  readonly question: string;
  /** Remarks that stand below the stance. */
  readonly stances: readonly string[];
}

/** Everything of a care scenario above its programmes. */
export function careHead({ name, area, title, question, stances }: CareHead): string {
  return `# A question put to children's social care in ${area}. Words after a '#' are notes and change nothing.
# A line that begins with '#:' is an option: take '#: ' away to use it, and leave what follows where it stands.
# Everything a scenario can say: docs/write-a-scenario.md

${noted(`scenario: ${name}`, `a short name; the results go to results/${name}`)}
${noted(`title: ${yaml(title)}`, 'the title of the report')}
#: question: ${question}
#: note: words for yourself, which change nothing
${noted('baseline: england-2025', 'the system as it is, with a source for every number')}
${noted(`area: ${yaml(area)}`, 'an authority, a region or England, by name or ONS code')}
${noted('#: area_data: ./figures.yaml', 'a file with figures of your own, in place of the published ones')}
${noted('#: start: 2025-04-01', "the first day, the first of a month; the baseline's own if left out")}
${noted('years: 5', 'how long to run: whole months, so 2.5 is allowed')}
${noted('replications: 20', 'how many futures: more of them narrow the brackets and take longer')}
${noted('#: seed: any words', 'the same words give the same futures; the name above if left out')}
${noted('', 'to compare two files (report A B), give both the same')}
${noted('stance: central', 'what to believe of the evidence: none, cautious, central, as-trialled or optimistic')}
${stances.map((line) => `${line}\n`).join('')}${noted('#: set: {need_to_edge: 0.2 per year}', 'another value for a number of the baseline, in both worlds')}

${noted('programmes:', 'what is tried; the same children are run without it too')}
`;
}

export const CARE_FOOT = `
# Areas, programmes and the numbers of the baseline are listed by
#   node dist/cli/main.js areas
#   node dist/cli/main.js programmes
#   node dist/cli/main.js check FILE --assumptions
`;
