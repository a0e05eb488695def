/** Functions that write their result into a parameter: their derivatives come from `jvp` and `vjp`. */
import type { Exports } from './compile-batch.js';

/** The derivatives under the names of the companions that other functions have. */
export function named(module: Exports): Exports {
  if (!('along' in module)) return module;
  type Vjp = (...slots: unknown[]) => [value: unknown, pull: (cotangent: unknown) => unknown];
  const tangent = (module['along'] as () => (slots: unknown[], dots: unknown[]) => unknown)();
  const pullback = (module['back'] as () => Vjp)();
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
