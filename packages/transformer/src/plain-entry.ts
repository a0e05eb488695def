/**
 * A plugin entry without `"transformProgram": true`: ts-patch calls when the program is about to emit. Another program, with
 * companions, can still emit in its place.
 */
import type ts from 'typescript';
import { differentiate, type PluginEntry } from './differentiate.js';
import { isRefused } from './refuse.js';

const hint = `adc: add "transformProgram": true to the plugin entry of @adc/transformer in the tsconfig. Without it, companions
cannot be imported by name from other files, errors do not show under --noEmit, and every file is written each time.
`;
let hinted = false;

/** Programs that are dealt with, and those that emit in their place: ts-patch asks for the transformers of these, too. */
const known = new WeakSet<ts.Program>();

/** ts-patch keeps a program's own way to emit here, and takes it from here after it has asked for transformers. */
type Patched = ts.Program & { originalEmit?: Emit };
type Emit = (...args: EmitArguments) => ts.EmitResult;
type EmitArguments = [...Parameters<ts.Program['emit']>, ...more: unknown[]];

/** Makes the program emit its companions. The transformer itself changes nothing. */
export function emitsCompanions(
  typescript: typeof ts,
  program: Patched,
  entry: PluginEntry,
): ts.TransformerFactory<ts.SourceFile> {
  const unchanged: ts.TransformerFactory<ts.SourceFile> = () => (file) => file;
  if (known.has(program)) return unchanged;
  known.add(program);
  const { originalEmit } = program;
  if (originalEmit === undefined) {
    throw new Error('adc: @adc/transformer works as a plugin of ts-patch only: "transformProgram": true.');
  }
  if (!hinted) process.stderr.write(hint);
  hinted = true;

  const rebuilt = differentiate(typescript, program, undefined, entry);
  known.add(rebuilt);
  if (isRefused(rebuilt)) emitNothing(program, originalEmit);
  else program.originalEmit = emitAll(rebuilt === program ? originalEmit : emitOf(rebuilt));
  return unchanged;
}

/**
 * Builder programs ask for one file after another, those that they take for changed; but they know nothing of companions,
 * which change with code elsewhere. So everything is emitted at the first request.
 */
function emitAll(emit: Emit): Emit {
  let emitted = false;
  return (target, write, cancel, onlyDeclarations, transformers, ...more) => {
    // Not just true: TypeScript has numbers for declarations that it wants to write or to compare.
    if (target === undefined || onlyDeclarations) {
      return emit(target, write, cancel, onlyDeclarations, transformers, ...more);
    }
    if (emitted) return { emitSkipped: false, diagnostics: [], emittedFiles: [] };
    emitted = true;
    return emit(undefined, write, cancel, undefined, transformers, ...more);
  };
}

/** The rebuilt program is patched as well, and gets the plugins' transformers made for itself. */
function emitOf(rebuilt: ts.Program): Emit {
  const emit = rebuilt.emit as Emit;
  return (target, write, cancel, onlyDeclarations, transformers, ...more) =>
    emit(target, write, cancel, onlyDeclarations, withoutPlugins(transformers), ...more);
}

function withoutPlugins(transformers: ts.CustomTransformers | undefined): ts.CustomTransformers {
  const kept = Object.entries(transformers ?? {}).map(
    ([when, factories]: [string, readonly { readonly name?: string }[] | undefined]) =>
      [when, factories?.filter(({ name }) => name !== 'tspWrappedFactory')] as const,
  );
  return Object.fromEntries(kept) as ts.CustomTransformers;
}

/**
 * Builder programs believe that a file was emitted, and keep what was said about it until it changes. After an error neither must outlive the
 * program: the build info is not written, and the request for it, the last one, is answered with the errors.
 */
function emitNothing(program: Patched, emit: Emit): void {
  program.originalEmit = (target, ...rest) =>
    target === undefined ? emit(target, ...rest) : { emitSkipped: true, diagnostics: [], emittedFiles: [] };
  const builder = program as { emitBuildInfo?: () => ts.EmitResult };
  builder.emitBuildInfo = () => ({ emitSkipped: true, diagnostics: program.getGlobalDiagnostics(), emittedFiles: [] });
}
