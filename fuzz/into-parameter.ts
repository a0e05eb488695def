/** Functions that write their result into a parameter: their derivatives come from `jvp` and `vjp`. */
import { AdcError } from '@adc/runtime';
import type { Exports } from './compile-batch.js';

/**
 * The derivatives under the names of the companions that other functions have; a function that can be seen never to write its
 * result (it always leaves before) has none.
 */
export function named(module: Exports): Exports {
  if (!('along' in module)) return module;
  type Vjp = (...slots: unknown[]) => [value: unknown, pull: (cotangent: unknown) => unknown];
  const tangent = made(() => (module['along'] as () => (slots: unknown[], dots: unknown[]) => unknown)());
  const pullback = made(() => (module['back'] as () => Vjp)());
  if (tangent === undefined || pullback === undefined) return module;
  return {
    ...module,
    fTangent: (...both: unknown[]) => tangent(both.slice(0, both.length / 2), both.slice(both.length / 2)),
    fPullback: pullback,
    fAdjoint: (...slots: unknown[]) => {
      const cotangent = slots.pop();
      const [value, pull] = pullback(...slots);
      return [value, pull(cotangent)];
    },
  };
}

function made<Operator>(make: () => Operator): Operator | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof AdcError && error.code === 'ADC5002') return undefined;
    throw error;
  }
}
