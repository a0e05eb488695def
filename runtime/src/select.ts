/** Between the arguments and gradients of a call and those of companions. */

import { AdcError } from './error.js';
import { checkIndex, type Companions, quoted } from './registry.js';
import type { AnyFunction } from './types.js';

/** The arguments as companions take them: one for each declared parameter. */
export function declared({ parameters, rest }: Companions, args: readonly unknown[]): unknown[] {
  const params: unknown[] = [];
  for (let i = 0; i < parameters; i++) params.push(args[i]);
  if (rest) params[parameters - 1] = args.slice(parameters - 1);
  return params;
}

/** Picks what `wrt` asks for from the gradients of all parameters. */
export function selector(
  f: AnyFunction,
  companions: Companions,
  wrt: number | readonly number[] | undefined,
): (gradients: readonly unknown[]) => unknown {
  const { parameters, differentiable, wrt: compiled } = companions;
  const wanted = wrt === undefined ? differentiable.map((_, i) => i) : typeof wrt === 'number' ? [wrt] : wrt;
  for (const i of wanted) {
    checkIndex(f, companions, 'wrt', i);
    if (compiled && differentiable[i] && !compiled.includes(i)) {
      throw new AdcError(
        'ADC5002',
        `${quoted(f)} was compiled without parameter ${i}.`,
        'Name it in the annotation, or ask for fewer.',
      );
    }
  }
  if (typeof wrt === 'number') return (gradients) => gradients[wrt];
  if (wrt) return (gradients) => wrt.map((i) => gradients[i]);
  return parameters === 1 ? (gradients) => gradients[0] : (gradients) => gradients;
}
