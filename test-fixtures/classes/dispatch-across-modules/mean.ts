import type { Kernel } from './kernel.js';

export function mean(kernels: readonly Kernel[], distance: number): number {
  let sum = 0;
  for (const kernel of kernels) {
    if (kernel.scale > 100) continue;
    sum += kernel.at(distance) * kernel.scale;
  }
  return sum / kernels.length;
}
