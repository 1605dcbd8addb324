/** Compiles a stream of arrivals: its rates, ages, attributes and first states. */
import { hashName } from '../random/index.js';
import type { BranchBuilder } from './branch-builder.js';
import type { CompiledStream } from './compiled.js';
import type { ArrivalStream } from './model.js';
import { PathwayError } from './model.js';
import type { TableBuilder } from './table-builder.js';
import { position, type Variables } from './variables.js';

export function compileStream(
  stream: ArrivalStream,
  variables: Variables,
  tables: TableBuilder,
  branches: BranchBuilder,
  decisions: string[],
): CompiledStream {
  const path = ['arrivals', stream.name];
  stream.rates.forEach((rate, i) => {
    if (!(rate.perDay >= 0 && rate.perDay < Number.POSITIVE_INFINITY))
      throw new PathwayError('a rate must be a number from 0 up', [...path, 'rate'], String(rate.perDay));
    if (i > 0 && !(rate.from > stream.rates[i - 1]!.from))
      throw new PathwayError('rates must be in the order of time', [...path, 'rate']);
  });
  const total = stream.ages.reduce((sum, band) => sum + band.weight, 0);
  if (!(total > 0)) throw new PathwayError('ages at arrival need a positive weight', [...path, 'age']);
  let cumulative = 0;
  const ageCumulative = stream.ages.map((band) => (cumulative += band.weight / total));
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
    ageCumulative: Float64Array.from(ageCumulative),
    drawVariable: Int32Array.from(drawVariable),
    drawDecision: Uint32Array.from(drawDecision, hashName),
    drawFirst: Int32Array.from(drawFirst),
    levelWeight: Float64Array.from(levelWeight),
    levelLookupFirst: Int32Array.from(levelLookupFirst),
    enterFirst,
    enterEnd: branches.forceCount,
  };
}
