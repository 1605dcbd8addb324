/** Compiles a stream of arrivals: its rates, ages, attributes and first states. */
import { hashName } from '../random/index.js';
import type { BranchBuilder } from './branch-builder.js';
import type { CompiledStream } from './compiled.js';
import type { ArrivalStream } from './model.js';
import { PathwayError } from './model.js';
import { mayBringSiblings } from './siblings.js';
import type { TableBuilder } from './table-builder.js';
import { position, type Variables } from './variables.js';

/** Members are numbered in one byte of the random counter. */
const MOST_CHILDREN = 250;

export function compileStream(
  stream: ArrivalStream,
  variables: Variables,
  tables: TableBuilder,
  branches: BranchBuilder,
  decisions: string[],
  /** Attributes that the children of a family share. */
  shared: ReadonlySet<string>,
): CompiledStream {
  const path = ['arrivals', stream.name];
  stream.rates.forEach((rate, i) => {
    if (!(rate.perDay >= 0 && rate.perDay < Number.POSITIVE_INFINITY))
      throw new PathwayError('a rate must be a number from 0 up', [...path, 'rate'], String(rate.perDay));
    if (i > 0 && !(rate.from > stream.rates[i - 1]!.from))
      throw new PathwayError('rates must be in the order of time', [...path, 'rate']);
  });
  const shares = (weights: readonly number[], what: string, key: string): Float64Array => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0)) throw new PathwayError(`${what} need a positive weight`, [...path, key]);
    let sum = 0;
    return Float64Array.from(weights, (weight) => (sum += weight / total));
  };
  const weightOf = (band: { readonly weight: number }): number => band.weight;
  const gaps = stream.ageGaps ?? [];
  const children = stream.children ?? [];
  if (children.length > MOST_CHILDREN)
    throw new PathwayError(`a family has at most ${MOST_CHILDREN} children`, [...path, 'children']);
  if (stream.childrenBelow !== undefined && gaps.length === 0)
    throw new PathwayError('a limit to the age of siblings needs the years between them', [...path, 'children_below']);
  const families = children.length === 0 ? new Float64Array(0) : shares(children, 'numbers of children', 'children');
  const drawVariable: number[] = [];
  const drawDecision: string[] = [];
  const drawFirst = [0];
  const levelWeight: number[] = [];
  const levelLookupFirst = [tables.lookupCount];
  for (const draw of stream.draws) {
    const at = [...path, 'attributes', draw.attribute];
    const attribute = position(variables.attributes, draw.attribute, 'attribute', at);
    if (draw.weights.length !== variables.levels[attribute]!.length)
      throw new PathwayError(`attribute "${draw.attribute}" needs a weight for each of its levels`, at);
    drawVariable.push(variables.firstAttribute + attribute);
    drawDecision.push(`attribute:${draw.attribute}`);
    for (const weight of draw.weights) {
      levelWeight.push(weight.base);
      tables.addFactors(weight.factors, at);
      levelLookupFirst.push(tables.lookupCount);
    }
    drawFirst.push(levelWeight.length);
  }
  const enterFirst = branches.forceCount;
  branches.addForces(stream.enters, `enter:${stream.name}`, [...path, 'enters']);
  decisions.push(...drawDecision);
  return {
    name: stream.name,
    nameHash: hashName(`stream:${stream.name}`),
    atStart: stream.atStart,
    rateFrom: Float64Array.from(stream.rates, (rate) => rate.from),
    ratePerDay: Float64Array.from(stream.rates, (rate) => rate.perDay),
    ageFrom: Float64Array.from(stream.ages, (band) => band.from),
    ageBelow: Float64Array.from(stream.ages, (band) => band.below),
    isLinear: stream.rateShape === 'linear',
    ageCumulative: shares(stream.ages.map(weightOf), 'ages at arrival', 'age'),
    childrenCumulative: mayBringSiblings(stream) ? families : new Float64Array(0),
    gapFrom: Float64Array.from(gaps, (band) => band.from),
    gapBelow: Float64Array.from(gaps, (band) => band.below),
    childrenBelow: stream.childrenBelow ?? Number.POSITIVE_INFINITY,
    gapCumulative: gaps.length === 0 ? new Float64Array(0) : shares(gaps.map(weightOf), 'gaps in age', 'age_gap'),
    drawVariable: Int32Array.from(drawVariable),
    drawDecision: Uint32Array.from(drawDecision, hashName),
    drawIsShared: Uint8Array.from(stream.draws, (draw) => (shared.has(draw.attribute) ? 1 : 0)),
    drawFirst: Int32Array.from(drawFirst),
    levelWeight: Float64Array.from(levelWeight),
    levelLookupFirst: Int32Array.from(levelLookupFirst),
    enterFirst,
    enterEnd: branches.forceCount,
  };
}
