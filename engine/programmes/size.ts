/** The size of a programme's effect, in words. */

export const MEASURE_WORDS: Readonly<Record<string, string>> = {
  hazard_ratio: 'hazard ratio',
  time_ratio: 'time ratio',
  odds_ratio: 'odds ratio',
  risk_ratio: 'risk ratio',
  points: 'difference',
  diverted: 'share diverted',
};

/** Whether an effect of this size does nothing. */
export function doesNothing({ measure, value }: { readonly measure: string; readonly value: number }): boolean {
  return value === (measure === 'points' || measure === 'diverted' ? 0 : 1);
}

/** `hazard ratio 0.61`, `+10 points`, `34% diverted`. */
export function sizeWords({ measure, value }: { readonly measure: string; readonly value: number }): string {
  const short = (number: number): string => String(Number(number.toPrecision(3)));
  if (measure === 'diverted') return `${short(value * 100)}% diverted`;
  // Of places a year a difference is a whole number or more; of chances it is below 1.
  if (measure === 'points' && Math.abs(value) >= 1) return `${value < 0 ? '−' : '+'}${short(Math.abs(value))} a year`;
  if (measure === 'points')
    return value === 0 ? 'no difference' : `${value < 0 ? '−' : '+'}${short(Math.abs(value) * 100)} points`;
  return `${MEASURE_WORDS[measure] ?? measure} ${short(value)}`;
}
