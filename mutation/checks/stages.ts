/**
 * Stages of the compiler that are functions of plain IR alone. A stage that the active mutant was not reached in gives, for an input
 * like one it had without a mutant, what it gave then; so what a mutant costs is little more than what it changes.
 */
import type { IrFunction } from '../../compiler/src/ir/types.js';
import { mutation, shared } from './check.js';
import { stages, type Stage } from '../stages.js';
import { same } from './same.js';

type Known = {
  /** Intermediate forms by stage and function, as the verifier saw them. */
  readonly forms: Map<string, IrFunction[]>;
  readonly results: Map<Stage, { readonly inputs: readonly unknown[]; readonly output: unknown }[]>;
};

const knownHere = (): Known =>
  shared(`stages of ${mutation.check} ${mutation.part}`, () => ({ forms: new Map(), results: new Map() }));

/** A form made under a mutant, and the one without mutant that it is like. */
const alike = new WeakMap<IrFunction, IrFunction>();
const canonical = (fn: IrFunction): IrFunction => alike.get(fn) ?? fn;

/** Called with every intermediate form. */
export function note(fn: IrFunction, stage: string): void {
  if (mutation.check === undefined) return;
  const { forms } = knownHere();
  const name = `${stage} of ${fn.key}`;
  const known = forms.get(name) ?? forms.set(name, []).get(name)!;
  if (mutation.active === undefined) known.push(fn);
  else if (!known.includes(fn)) {
    const found = known.find((each) => same(each, fn));
    if (found !== undefined) alike.set(fn, found);
  }
}

/** Runs a stage, or says what it said. */
export function through<T>(stage: Stage, inputs: readonly unknown[], run: () => T): T {
  if (mutation.check === undefined) return run();
  const known = knownHere().results;
  if (mutation.active !== undefined && !mutation.affects(mutation.check, mutation.part, stages.indexOf(stage))) {
    const found = known.get(stage)?.find((each) => sameInputs(each.inputs, inputs));
    if (found !== undefined) return found.output as T;
  }
  const outer = mutation.stage;
  mutation.stage = stages.indexOf(stage);
  try {
    const output = run();
    if (mutation.active === undefined) known.set(stage, [...(known.get(stage) ?? []), { inputs, output }]);
    return output;
  } finally {
    mutation.stage = outer;
  }
}

/** Inputs are functions of the IR, texts, or what came out of another stage. */
function sameInputs(known: readonly unknown[], inputs: readonly unknown[]): boolean {
  return (
    known.length === inputs.length &&
    known.every((each, i) => {
      const input = inputs[i];
      return each === input || (typeof input === 'object' && each === canonical(input as IrFunction));
    })
  );
}
