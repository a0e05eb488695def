/**
 * The plugin that ts-patch loads: a program transformer, and what is possible where the plugin entry does not say so.
 *
 * ts-patch decides by the plugin entry alone how it calls, and each way has arguments of its own.
 */
import type ts from 'typescript';
import { differentiate, type PluginEntry } from './differentiate.js';
import { emitsCompanions } from './plain-entry.js';
import { checkTypeScript } from './typescript-version.js';

export type { PluginEntry };

/** What ts-patch hands to every plugin; there is more in it. */
export type PluginExtras = { readonly ts: typeof ts };

/**
 * With `"transformProgram": true`: the program with the companions of its differentiable functions, or, where one cannot be
 * differentiated, a program that says so and emits nothing.
 *
 * @throws {Error} ADC6001 under a version of TypeScript that cannot be used.
 */
export default function transform(
  program: ts.Program,
  host: ts.CompilerHost | undefined,
  entry: PluginEntry,
  extras: PluginExtras,
): ts.Program;
/**
 * Without it: the program emits its companions, but they cannot be imported by name in the same program, and errors show only
 * where something is emitted.
 *
 * @throws {Error} ADC6001 under a version of TypeScript that cannot be used.
 */
export default function transform(
  program: ts.Program,
  entry: PluginEntry,
  extras: PluginExtras,
): ts.TransformerFactory<ts.SourceFile>;
export default function transform(
  program: ts.Program,
  ...rest: readonly unknown[]
): ts.Program | ts.TransformerFactory<ts.SourceFile> {
  const [entry, extras] = rest.slice(-2) as [PluginEntry, PluginExtras];
  checkTypeScript(extras.ts);
  if (rest.length < 3) return emitsCompanions(extras.ts, program, entry);
  return differentiate(extras.ts, program, rest[0] as ts.CompilerHost | undefined, entry);
}
