/** Which families may have more than one child: where none may, a unit is a child and costs no more than one. */
import type { ArrivalStream, PathwayModel } from './model.js';

export function mayBringSiblings({ children = [] }: ArrivalStream): boolean {
  return children.slice(1).some((weight) => weight > 0);
}

export function hasSiblings({ arrivals }: PathwayModel): boolean {
  return arrivals.some(mayBringSiblings);
}
