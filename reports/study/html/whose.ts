/** A comparison's page: what was compared, and of each part what the others need not share. */
import type { ResultFrame } from '../../../engine/study/result.js';
import { thousands } from '../../numbers.js';
import { basisBody, repeatBody } from '../../page/basis.js';
import { html, shortened, type Html } from '../../page/html.js';
import { sureBody } from '../../page/sure.js';
import type { StudyReport } from '../types.js';
import type { DrawnStudy } from './types.js';

/** A name, a title or a seed may be of any length. */
const LONGEST = 120;

/** A results folder of a comparison. */
export interface ComparedFolder {
  readonly folder: string;
  readonly title: string;
}

/** A part of a page, by its name: an area, a stance or both. */
interface Part {
  readonly name: string;
  readonly study: DrawnStudy;
}

/** What is so of every part: once where all have it alike, else of each by its name. */
export function ofEach(parts: readonly { readonly name: string; readonly value: string }[]): string {
  const [first] = parts;
  return parts.every(({ value }) => value === first?.value)
    ? (first?.value ?? '')
    : parts.map(({ name, value }) => `${name}: ${value}`).join('; ');
}

/** How often each was simulated. */
export function timesWords({ draws, replications }: StudyReport): string {
  return draws === 0
    ? `${thousands(replications)} replications`
    : `${thousands(draws)} draws of what is not known, ${thousands(replications)} replications of each`;
}

/** How sure: once where all parts have as many futures and rest on the same numbers, else part by part. */
export function sureOfEach(parts: readonly Part[], isFull: boolean): Html {
  const frames = parts.map(({ study }): ResultFrame => ({ ...study.frame, targets: [] }));
  return areAlike(frames.map(({ replications, uncertainty, assumptions }) => [replications, uncertainty, assumptions]))
    ? sureBody(frames[0]!, null, isFull)
    : html`${parts.map(
        ({ name }, i) =>
          html`<h3>${name}</h3>
            ${sureBody(frames[i]!, null, isFull)}`,
      )}`;
}

/** What all rest on: notes, sources and definitions of all together, numbers of each where they are not the same. */
export function basisOfEach(frame: ResultFrame, parts: readonly Part[], isFull: boolean): Html {
  const frames = parts.map(({ study }) => study.frame);
  const whole: ResultFrame = {
    ...frame,
    sources: once(frames.flatMap(({ sources }) => sources)),
    measures: once(frames.flatMap(({ measures }) => measures)),
  };
  return areAlike(frames.map(({ assumptions }) => assumptions))
    ? basisBody(whole, isFull, false)
    : basisBody(
        whole,
        isFull,
        false,
        parts.map(({ name, study }) => ({ whose: name, assumptions: study.frame.assumptions })),
      );
}

/** How to repeat it: by the folders that were compared, each from its own record. */
export function repeatOfEach(
  frame: ResultFrame,
  parts: readonly Part[],
  folders: readonly ComparedFolder[],
  more: Html | null,
): Html {
  const each = (of: (frame: ResultFrame) => string): string =>
    ofEach(parts.map(({ name, study }) => ({ name, value: shortened(of(study.frame), LONGEST) })));
  const lead = html`<p>
      These results were put side by side. Each can be run again from the <code>run.json</code> in its own folder: the
      same scenario, seed and version give the same numbers to the last digit, on any computer.
    </p>
    <ul>
      ${folders.map(({ folder, title }) => html`<li><code>${folder}</code>: ${shortened(title, LONGEST)}</li> `)}
    </ul>
    <p>The <code>run.json</code> beside this page has what was compared, and makes this page again.</p>`;
  return repeatBody(frame, more, false, {
    lead,
    name: each(({ name }) => name),
    seed: each(({ seed }) => seed),
    replications: each(({ replications }) => thousands(replications)),
    stance: each(({ stance }) => stance),
    versions: [...new Set(parts.flatMap(({ study }) => Object.keys(study.frame.versions)))].map((name) => [
      name,
      each(({ versions }) => versions[name] ?? 'unknown'),
    ]),
  });
}

function areAlike(values: readonly unknown[]): boolean {
  return new Set(values.map((value) => JSON.stringify(value))).size < 2;
}

/** The first of each, as text. */
function once<T>(items: readonly T[]): readonly T[] {
  const seen = new Map<string, T>();
  for (const item of items) {
    const key = JSON.stringify(item);
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()];
}
