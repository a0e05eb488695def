/** What is refused only because the source of a package would have to be written. */
import { compile, diagnose, isPackageSource, type CompileOptions, type Diagnostic } from '@adc/compiler';
import type ts from 'typescript';

/**
 * A transformer writes the files of the project and no others, so it compiles without packages; where that is what stands in the way, the errors
 * say so, with the ways in that go further.
 */
export function explainPackages(
  typescript: typeof ts,
  program: ts.Program,
  options: CompileOptions,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (diagnostics.every(({ severity }) => severity !== 'error')) return diagnostics;
  if (!program.getSourceFiles().some((file) => isPackageSource(program, file))) return diagnostics;
  const further = compile({ ts: typescript, program, options, packages: true });
  const names = new Set(further.packageFiles.map((file) => `\`${nameOf(file)}\``));
  if (names.size === 0) return diagnostics;
  const remaining = new Set(further.diagnostics.map(placeOf));
  const packages = [...names].join(', ');
  return diagnostics.map((diagnostic) =>
    diagnostic.severity !== 'error' || remaining.has(placeOf(diagnostic))
      ? diagnostic
      : diagnose(6002, diagnostic.origin, { packages }),
  );
}

function placeOf({ code, origin }: Diagnostic): string {
  return `${code} ${origin?.file} ${origin?.start}`;
}

function nameOf(file: string): string {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? file;
}
