/** The kinds of arrays that constructors make which are handed around as values. */

import type ts from 'typescript';
import type { ArrayType } from '../ir/types.js';
import { symbolOf } from './assigned.js';
import type { Lowering } from './context.js';
import { isFromLibrary } from './effects.js';
import { isGlobal, skipOuter } from './resolve.js';

const storages = ['Array', 'Float64Array', 'Float32Array'] as const;

/** The arrays that `new` makes of an expression: `Float64Array`, or a parameter of the type of that. */
export function arrayMadeBy(cx: Lowering, callee: ts.Expression): ArrayType['storage'] | undefined {
  const named = storages.find((storage) => isGlobal(cx.project, callee, storage));
  if (named !== undefined) return named;
  const at = skipOuter(cx.ts, callee);
  const variable = cx.ts.isIdentifier(at) ? symbolOf(cx, at) : undefined;
  if (variable === undefined) return undefined;
  // Not as tests narrow it, but as it is bound.
  const symbol = cx.types.resolve(cx.checker.getTypeOfSymbol(variable)).getSymbol();
  if (symbol === undefined || !isFromLibrary(cx, symbol)) return undefined;
  return storages.find((storage) => symbol.name === `${storage}Constructor`);
}
