/**
 * Are the draws of neighbours independent? Every axis of the generator, by serial correlation and by a two-dimensional
 * chi-square of 16 by 16 cells; shared by the quick and the long tests.
 *
 * A sample is the pairs (this draw, its neighbour's) along one axis while another axis counts up, so that no draw is used
 * twice and the pairs are independent if the generator is good. The chance that any one of all tests fails by accident is
 * held to 1e-6 (Bonferroni's inequality); seeds are fixed.
 */
import { drawBlock, normalQuantile, unit32 } from '../../engine/random/index.js';
import { correlation, evenness } from './statistics.js';

const CELLS = 16;
const FALSE_ALARM = 1e-6;
const MEMBER = 1 << 24;

/** Places 0 to 3 are the key's words, 4 to 7 the counter's: unit, decision, occurrence, repeat. */
interface Axis {
  readonly name: string;
  readonly place: number;
  readonly step: number;
  /** The axis that counts up meanwhile. */
  readonly along: number;
}

const PLACES = ['key word 0', 'key word 1', 'key word 2', 'key word 3', 'unit', 'decision', 'occurrence', 'repeat'];
/** Every place with a step of 1, while a unit number counts up (occurrences for units); members; and far steps. */
export const AXES: readonly Axis[] = [
  ...PLACES.map((name, place) => ({ name: `the next ${name}`, place, step: 1, along: place === 4 ? 6 : 4 })),
  { name: 'the next member of the family', place: 7, step: MEMBER, along: 4 },
  { name: 'the next member, occurrence by occurrence', place: 7, step: MEMBER, along: 6 },
  { name: 'the next member, repeat by repeat', place: 7, step: MEMBER, along: 7 },
  { name: 'the next unit, decision by decision', place: 4, step: 1, along: 5 },
  { name: 'the next decision, occurrence by occurrence', place: 5, step: 1, along: 6 },
  { name: 'the next occurrence, repeat by repeat', place: 6, step: 1, along: 7 },
  { name: 'the unit 65536 on', place: 4, step: 65536, along: 6 },
  { name: 'the key with its highest bit changed', place: 0, step: 1 << 31, along: 4 },
];

export interface Finding {
  readonly name: string;
  /** About standard normal if all is well. */
  readonly score: number;
}

/** Scores of every axis, every lane of a block against the same lane and the next of the neighbour's block. */
export function neighbours(pairs: number): { readonly findings: readonly Finding[]; readonly limit: number } {
  const findings: Finding[] = [];
  const out = new Uint32Array(4);
  const key = new Uint32Array(4);
  const first = Array.from({ length: 4 }, () => new Float64Array(pairs));
  const second = Array.from({ length: 4 }, () => new Float64Array(pairs));
  for (const { name, place, step, along } of AXES) {
    const words = [0x9e3779b9, 3, 7, 11, 20, 5, 2, 1];
    const fill = (lanes: readonly Float64Array[], i: number): void => {
      key.set(words.slice(0, 4));
      drawBlock(key, words[4]!, words[5]!, words[6]!, words[7]!, out);
      for (let lane = 0; lane < 4; lane += 1) lanes[lane]![i] = unit32(out[lane]!);
    };
    for (let i = 0; i < pairs; i += 1) {
      words[along] = i;
      fill(first, i);
      const here = words[place]!;
      words[place] = here + step;
      fill(second, i);
      words[place] = here;
    }
    for (let lane = 0; lane < 4; lane += 1) {
      for (const other of [lane, (lane + 1) % 4]) {
        const what = `${name}, lane ${lane} and ${other}`;
        findings.push(...pairScores(what, first[lane]!, second[other]!));
      }
      // one draw and the one after it, along the axis that counts up: pairs that do not overlap
      const even = first[lane]!.filter((_, i) => i % 2 === 0);
      const odd = first[lane]!.filter((_, i) => i % 2 === 1);
      const length = Math.min(even.length, odd.length);
      findings.push(
        ...pairScores(`${name}, serially, lane ${lane}`, even.subarray(0, length), odd.subarray(0, length)),
      );
    }
  }
  return { findings, limit: normalQuantile(1 - FALSE_ALARM / (2 * findings.length)) };
}

function pairScores(name: string, a: Float64Array, b: Float64Array): Finding[] {
  const counts = new Float64Array(CELLS * CELLS);
  for (let i = 0; i < a.length; i += 1) {
    const cell = Math.floor(a[i]! * CELLS) * CELLS + Math.floor(b[i]! * CELLS);
    counts[cell] = counts[cell]! + 1;
  }
  return [
    { name: `${name}: correlation`, score: correlation(a, b) },
    { name: `${name}: squares`, score: evenness(counts) },
  ];
}
