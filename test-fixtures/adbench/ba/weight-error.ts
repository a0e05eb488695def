/** Pulls the weight of an observation towards 1. */
// @differentiable
export function weightError(weight: number): number {
  return 1 - weight * weight;
}
