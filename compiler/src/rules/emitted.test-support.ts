/** Partials as generated code computes them: compiled from TypeScript, run as JavaScript. */
import * as runtime from '@adc/runtime';
import ts from 'typescript';
import { compile } from '../index.js';
import { assemble } from '../program/assemble.js';
import { primitives, type PrimitiveName } from './primitives.js';

/** An application of a primitive: what its operands are in the user's text, a literal where a text is given. */
export type Subject = { readonly name: PrimitiveName; readonly operands: readonly (string | undefined)[] };

export type Emitted = {
  /** What reverse mode adds to each operand's adjoint; `undefined` for a literal. */
  readonly reverse: (args: readonly number[], seed: number) => readonly (number | undefined)[];
  /** The tangent when one operand alone carries one, and the others are no variables. */
  readonly forward: (args: readonly number[], index: number, dot: number) => number;
};

export const keyOf = ({ name, operands }: Subject): string =>
  `${name}(${operands.map((text) => text ?? '_').join(', ')})`;

/** Compiles all in one program; answers by `keyOf`. */
export function emittedFor(subjects: Iterable<Subject>): ReadonlyMap<string, Emitted> {
  const distinct = new Map([...subjects].map((subject) => [keyOf(subject), subject]));
  const numbered = [...distinct].map(([key, subject], id) => ({ key, subject, id }));
  const text =
    `import { stopGradient } from '@adc/runtime';\n` +
    numbered.map(({ subject, id }) => sourceOf(subject, id)).join('\n');
  const module = run(text);
  return new Map(
    numbered.map(({ key, subject, id }) => {
      const variables = variablesOf(subject);
      const values = (args: readonly number[]): readonly number[] => variables.map((i) => args[i]!);
      return [
        key,
        {
          reverse: (args, seed) => {
            const [, gradients] = module[`f${id}Adjoint`]!(...values(args), seed) as [number, readonly number[]];
            return subject.operands.map((_, i) =>
              variables.includes(i) ? gradients[variables.indexOf(i)] : undefined,
            );
          },
          forward: (args, index, dot) => {
            const dots = variables.map((i) => (i === index ? dot : 0));
            const [, tangent] = module[`f${id}By${index}Tangent`]!(...values(args), ...dots) as [number, number];
            return tangent;
          },
        } satisfies Emitted,
      ];
    }),
  );
}

const variablesOf = ({ operands }: Subject): readonly number[] =>
  operands.flatMap((text, i) => (text === undefined ? [i] : []));

/** The function of all variables, and for each variable the one in which the others are held constant. */
function sourceOf(subject: Subject, id: number): string {
  const variables = variablesOf(subject);
  const params = variables.map((i) => `x${i}: number`).join(', ');
  const write = (name: string, active: (i: number) => boolean): string => {
    const held = variables.filter((i) => !active(i)).map((i) => `  // @nondifferentiable\n  const c${i} = x${i};\n`);
    const operands = subject.operands.map((text, i) => text ?? (active(i) ? `x${i}` : `c${i}`));
    return `// @differentiable\nexport function ${name}(${params}): number {\n${held.join('')}  return ${applied(subject.name, operands)};\n}\n`;
  };
  return [write(`f${id}`, () => true), ...variables.map((i) => write(`f${id}By${i}`, (j) => j === i))].join('\n');
}

function applied(name: PrimitiveName, operands: readonly string[]): string {
  const { print } = primitives[name];
  const wrapped = operands.map((text) => `(${text})`);
  switch (print.form) {
    case 'infix':
      return wrapped.join(` ${print.operator} `);
    case 'prefix':
      return `${print.operator}${wrapped[0]}`;
    case 'call':
      return `${print.callee}(${operands.join(', ')})`;
    case 'ternary':
      return `${wrapped[0]} > 0 ? ${wrapped[1]} : ${wrapped[2]}`;
    case 'argument':
      return `${name}(${operands[0]})`;
  }
}

type Callable = (...args: readonly number[]) => unknown;

function run(text: string): Readonly<Record<string, Callable>> {
  const fileName = '/rules/table.ts';
  const result = compile({ ts, program: programOf(fileName, text) });
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const [file] = result.files;
  const { outputText } = ts.transpileModule(assemble(text, file!), {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS },
  });
  const exports: Record<string, Callable> = {};
  // Not every engine has `f16round` yet.
  const math: unknown = Object.create(Math, { f16round: { value: primitives.f16round.evaluate } });
  new Function('exports', 'require', 'Math', outputText)(exports, () => runtime, 'f16round' in Math ? Math : math);
  return exports;
}

function programOf(fileName: string, text: string): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.esnext.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    paths: { '@adc/runtime': ['/rules/runtime.d.ts'] },
  };
  const files = new Map([
    [fileName, text],
    ['/rules/runtime.d.ts', 'export declare function stopGradient(x: number): number;'],
  ]);
  const host = ts.createCompilerHost(options);
  return ts.createProgram({
    rootNames: [fileName],
    options,
    host: {
      ...host,
      fileExists: (name) => files.has(name) || host.fileExists(name),
      readFile: (name) => files.get(name) ?? host.readFile(name),
      getSourceFile: (name, language) => {
        const own = files.get(name) ?? host.readFile(name);
        return own === undefined ? undefined : ts.createSourceFile(name, own, language, true);
      },
    },
  });
}
