/** The result that is asked for as `net_cost`: an appraisal's net present value turned round, social value in no part of it. */

export const NET_COST = 'net_cost';

/** @param measure the measure that money is summed in */
export function netCostLabel(measure: string): string {
  return measure === 'cost_discounted' ? 'Net cost to all payers, discounted' : 'Net cost to all payers';
}
