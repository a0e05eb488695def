/** The ways into the derivatives of a fixture's function, in one form. */
import { jvp, vjp } from '@adc/runtime';
import { copy } from './leaves.js';
import type { Primal, Subject } from './primal.js';
import { spreadSlots } from './run.js';

type Pull = (cotangent: unknown) => readonly unknown[];

/** Slots are the arguments by parameter; tangents and gradients have one place for each of them. */
export type Companions = {
  readonly tangent?: (
    slots: readonly unknown[],
    tangents: readonly unknown[],
  ) => readonly [value: unknown, tangent: unknown];
  readonly adjoint?: (
    slots: readonly unknown[],
    cotangent: unknown,
  ) => readonly [value: unknown, gradients: readonly unknown[]];
  readonly pullback?: (slots: readonly unknown[]) => readonly [value: unknown, pull: Pull];
};

type Companion = (...args: readonly unknown[]) => readonly [unknown, never];

/** The exported companions; through the runtime for a function that writes its result into a parameter. */
export function companionsOf(subject: Subject): Companions {
  if (subject.exports.options !== undefined) return throughRuntime(subject);
  const { target, exports } = subject;
  const named = (suffix: string): Companion => {
    const name = target.name + suffix;
    // A name that the user took gets a number.
    const found = Object.entries(exports).find(([key]) => key.replace(/\d+$/, '') === name.replace(/\d+$/, ''));
    if (!found) throw new Error(`no companion ${name}`);
    return found[1] as Companion;
  };
  const [tangent, adjoint, pullback] = [
    target.mode === 'reverse' ? undefined : named('Tangent'),
    target.mode === 'forward' ? undefined : named('Adjoint'),
    target.mode === 'forward' ? undefined : named('Pullback'),
  ];
  return {
    ...(tangent && {
      tangent: (slots, tangents) => tangent(...slots, ...tangents.filter((_, i) => target.parameters[i]!.tangent)),
    }),
    ...(adjoint && { adjoint: (slots, cotangent) => adjoint(...slots, cotangent) }),
    ...(pullback && { pullback: (slots) => pullback(...slots) }),
  };
}

type Jvp = (
  f: Primal,
  options?: object,
) => (args: readonly unknown[], tangents: readonly unknown[]) => readonly [unknown, unknown];
type Vjp = (f: Primal, options?: object) => (...args: readonly unknown[]) => readonly [unknown, Pull];

/** The same through `jvp` and `vjp`. The value is the out parameter where there is one. */
export function throughRuntime(subject: Subject): Companions {
  const { target, primal, exports } = subject;
  const forward = (): ReturnType<Jvp> => (jvp as unknown as Jvp)(primal, ...(exports.options ? [exports.options] : []));
  const wrt = target.parameters.flatMap((_, i) => ((target.wrt?.includes(i) ?? true) ? [i] : []));
  const pullback: NonNullable<Companions['pullback']> = (slots) => {
    const reverse = (vjp as unknown as Vjp)(primal, { ...exports.options, wrt });
    const [value, pull] = reverse(...spreadSlots(target, slots));
    return [
      value,
      (cotangent) => {
        const picked = pull(cotangent);
        return target.parameters.map((_, i) => (wrt.includes(i) ? picked[wrt.indexOf(i)] : undefined));
      },
    ];
  };
  return {
    ...(target.mode !== 'reverse' && {
      tangent: (slots, tangents) => forward()(spreadSlots(target, slots), spreadSlots(target, tangents)),
    }),
    ...(target.mode !== 'forward' && {
      pullback,
      adjoint: (slots, cotangent) => {
        const [value, pull] = pullback(slots);
        return [value, pull(copy(cotangent))];
      },
    }),
  };
}
