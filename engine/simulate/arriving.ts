/** What a unit is drawn on arrival, before anything happens to it: how many children, how old, which frailties. */
import type { CompiledPathway, CompiledStream } from '../pathway/compiled.js';
import { drawBlock, exp, gammaQuantile, hashName, normalQuantile, power, unit32, unitOpen } from '../random/index.js';
import type { UnitLayout } from './layout.js';
import { MEMBER_SHIFT, type Luck } from './luck.js';

const ARRIVAL = hashName('arrival');
/** Occurrences of the arrival's decision: when it comes (0, see `arrivals.ts`), its age, how many children, their gaps. */
const AGE = 1;
const SIZE = 2;
const GAP = 3;

export class Arriving {
  constructor(
    private readonly pathway: CompiledPathway,
    private readonly layout: UnitLayout,
    private readonly F: Float64Array,
    private readonly luck: Luck,
  ) {}

  /** How many children a new family of a stream has. */
  children(stream: CompiledStream, unit: number): number {
    const { luck } = this;
    if (stream.childrenCumulative.length === 0) return 1;
    drawBlock(luck.key, unit, ARRIVAL, SIZE, 0, luck.words);
    let n = 1 + bandOf(stream.childrenCumulative, unit32(luck.words[0]!));
    // Ages rise from child to child: those too old are the last.
    if (stream.childrenBelow < Number.POSITIVE_INFINITY)
      while (n > 1 && this.drawAge(stream, unit, n - 1) >= stream.childrenBelow) n--;
    return n;
  }

  /** Age on arrival, in years: drawn for each child, or for the youngest, with gaps from child to child. */
  drawAge(stream: CompiledStream, unit: number, member: number): number {
    const { luck } = this;
    const hasGaps = stream.gapCumulative.length > 0;
    drawBlock(luck.key, unit, ARRIVAL, AGE, hasGaps ? 0 : luck.member, luck.words);
    const band = bandOf(stream.ageCumulative, unit32(luck.words[0]!));
    let age = stream.ageFrom[band]! + (stream.ageBelow[band]! - stream.ageFrom[band]!) * unit32(luck.words[1]!);
    for (let m = 1; hasGaps && m <= member; m++) {
      drawBlock(luck.key, unit, ARRIVAL, GAP, m << MEMBER_SHIFT, luck.words);
      const gap = bandOf(stream.gapCumulative, unit32(luck.words[0]!));
      age += stream.gapFrom[gap]! + (stream.gapBelow[gap]! - stream.gapFrom[gap]!) * unit32(luck.words[1]!);
    }
    return age;
  }

  /** Draws the unit's frailties, each under its own name. */
  drawFrailties(unit: number): void {
    const { F, layout, luck, pathway } = this;
    const { frailtyDecision, frailtyIsShared, frailtyVariance } = pathway;
    for (let i = 0; i < frailtyDecision.length; i++) {
      drawBlock(luck.key, unit, frailtyDecision[i]!, 1, frailtyIsShared[i] === 1 ? 0 : luck.member, luck.words);
      const u = unitOpen(luck.words[0]!, luck.words[1]!);
      const variance = frailtyVariance[i]!;
      F[layout.frailties + i] = variance > 0 ? gammaQuantile(u, variance) : normalQuantile(u);
    }
    this.raiseFrailties();
  }

  /** Works out what each frailty multiplies hazards by. */
  raiseFrailties(): void {
    const { F, layout, pathway } = this;
    for (let i = 0; i < pathway.powers.length; i++) {
      const frailty = pathway.powerFrailty[i]!;
      const value = F[layout.frailties + frailty]!;
      F[layout.powers + i] =
        pathway.frailtyVariance[frailty]! > 0 ? power(value, pathway.powers[i]!) : exp(pathway.powers[i]! * value);
    }
  }
}

/** The first band whose cumulative probability is above u. */
function bandOf(cumulative: Float64Array, u: number): number {
  let band = 0;
  while (band < cumulative.length - 1 && u >= cumulative[band]!) band++;
  return band;
}
