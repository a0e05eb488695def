/** A compiler with the interface of the real one, for tests of what the command does around it. */
import type { CompileResult, Diagnostic, GeneratedPart } from '@adc/compiler';
import type ts from 'typescript';
import type { Compile } from './differentiate.js';

/** Every function behind a pragma gets `<name>Adjoint`; functions named `bad…` an error, `odd…` a warning; `crash` throws. */
export const fakeCompile: Compile = ({ ts: typescript, program, options }) => {
  const files: CompileResult['files'][number][] = [];
  const functions: CompileResult['functions'][number][] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of program.getSourceFiles()) {
    const parts: GeneratedPart[] = [];
    for (const statement of file.statements) {
      if (!typescript.isFunctionDeclaration(statement) || !statement.getFullText().includes('@differentiable'))
        continue;
      const name = statement.name?.text ?? '';
      if (name === 'crash') throw new Error('the compiler stumbled');
      if (/^(?:bad|odd)/.test(name)) diagnostics.push(complaint(file, statement, name));
      if (name.startsWith('bad')) continue;
      parts.push(companion(file, statement, name, options?.registration !== false));
      const stages = [{ stage: 'primal', text: `func ${name}()` }];
      const report = { name, stages };
      functions.push({ key: `${file.fileName}#${name}`, file: file.fileName, ...report });
    }
    if (parts.length > 0) files.push({ fileName: file.fileName, parts, sites: [] });
  }
  return {
    files,
    functions,
    diagnostics,
    consulted: files.map(({ fileName }) => fileName),
    packageFiles: [],
    explanations: [],
  };
};

function companion(file: ts.SourceFile, statement: ts.Statement, name: string, registered: boolean): GeneratedPart {
  const register = registered ? `\nObject.assign(${name}, { adjoint: ${name}Adjoint });` : '';
  return {
    code: `/** Adjoint of \`${name}\`. */\nexport function ${name}Adjoint(x: number): number {\n  return 2 * x;\n}${register}`,
    anchor: statement.end,
    origin: { file: file.fileName, start: statement.getStart(), end: statement.end },
    mappings: [],
  };
}

function complaint(file: ts.SourceFile, statement: ts.Statement, name: string): Diagnostic {
  return {
    code: 1012,
    severity: name.startsWith('bad') ? 'error' : 'warning',
    origin: { file: file.fileName, start: statement.getStart(), end: statement.end },
    message: `\`${name}\` cannot be differentiated.`,
    label: 'is not good',
    why: 'it is a test.',
    fix: 'write another test.',
    notes: [],
  };
}
