/** Derivatives of derivatives: adjoints become functions like any other, and the pipeline runs over them once more. */

import { companionName } from './emit/index.js';
import { hasTangent } from './ir/type-facts.js';
import { diagnoseRefusal } from './diagnostics/report.js';
import type { FunctionKey, Op, Refusal } from './ir/types.js';
import { opsOf } from './ir/walk.js';
import type { LoweredFunction } from './lower/index.js';
import { type Differentiated, Pipeline, type Request } from './pipeline.js';
import { type Observe, type PipelineOptions, PreparedProgram } from './prepared-program.js';
import { isSolved } from './prepared-program.js';
import { asPrimals, keyOfCompanion, type Reopened } from './transform/as-primal.js';

export type SecondDerivatives = {
  /** The companions of adjoints. */
  readonly differentiated: Differentiated;
  /** The adjoints and halves that were differentiated, as if the user had written them. */
  readonly functions: ReadonlyMap<FunctionKey, LoweredFunction>;
  /** Functions whose adjoint has no derivative that could be formed. */
  readonly left: readonly FunctionKey[];
};

/** Differentiates the adjoints of the requested functions in both modes. */
export function differentiateAdjoints(
  first: Differentiated,
  requests: readonly Request[],
  lowered: ReadonlyMap<FunctionKey, LoweredFunction>,
  options: PipelineOptions,
  observe: Observe,
): SecondDerivatives {
  const sources = new Map<FunctionKey, LoweredFunction>();
  const solving = solvingFunctions(first);
  const reopened = first.companions.flatMap(({ key, role, variant, fn }): Reopened[] => {
    if (solving.has(key)) return [];
    if (role !== 'adjoint' && role !== 'forward' && role !== 'reverse') return [];
    const { source } = lowered.get(key)!;
    const regular = companionName(source.name, role, variant);
    // A half has another signature as a function on ordinary memory, and so another name.
    const name = role === 'adjoint' ? regular : `${regular}InMemory`;
    const own = role === 'adjoint' ? adjointKey(key) : keyOfCompanion({ key, companion: role, variant });
    sources.set(own, { source: { ...source, key: own, name, lifted: role !== 'adjoint', pragma: undefined }, ir: fn });
    return [{ key: own, name, fn }];
  });
  const primals = asPrimals(reopened, first.primals);
  const functions = new Map([...primals].map(([key, ir]) => [key, { ...sources.get(key)!, ir }]));
  const fileOf = (key: FunctionKey): string => (functions.get(key) ?? lowered.get(key)!).source.fileName;
  const canName = (from: FunctionKey, callee: FunctionKey): boolean =>
    fileOf(from) === fileOf(callee) || (functions.get(callee) ?? lowered.get(callee)!).source.exported;
  const pipeline = new Pipeline(
    new PreparedProgram(new Map([...first.primals, ...primals]), canName, options, observe),
  );

  const [wanted, left]: [Request[], FunctionKey[]] = [[], []];
  for (const { key, adjoint } of requests) {
    const ir = primals.get(adjointKey(key));
    if (!adjoint) continue;
    const request = ir && {
      key: ir.key,
      mask: ir.params
        .map(({ value, state }) => (state === undefined && hasTangent(ir.values.get(value)!.type) ? '1' : '0'))
        .join(''),
      tangent: true,
      pullback: true,
      adjoint: true,
    };
    if (request === undefined || pipeline.check(request).some(({ refusals }) => refusals.some(isError))) left.push(key);
    else wanted.push(request);
  }
  return { differentiated: pipeline.differentiate(wanted), functions, left };
}

/** Functions in which, or in what they call, solutions of iterations are differentiated: these are found at run time. */
function solvingFunctions({ primals, turns }: Differentiated): ReadonlySet<FunctionKey> {
  const found = new Set<FunctionKey>(turns.keys());
  const isSolving = (op: Op): boolean => isSolved(op) || (op.kind === 'call' && found.has(op.callee.key));
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const [key, fn] of primals) if ([...opsOf(fn.body)].some(isSolving)) found.add(key);
  }
  return found;
}

function isError(refusal: Refusal): boolean {
  return diagnoseRefusal(refusal).severity === 'error';
}

function adjointKey(key: FunctionKey): FunctionKey {
  return `${key}:adjoint`;
}
