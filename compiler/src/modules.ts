/** Puts emitted companions into the files where they belong, with the imports and registrations that they need. */

import type ts from 'typescript';
import type { CompiledFile, GeneratedPart } from './compile-result.js';
import { companionName, emitFunction, uniqueName, type CompanionKind, type EmitFunction } from './emit/index.js';
import { hasTangent, isReference } from './ir/type-facts.js';
import type { Callee, FunctionKey, IrFunction } from './ir/types.js';
import type { LoweredFunction, LoweredProgram } from './lower/index.js';
import type { CompanionFunction, CompanionRole, Differentiated, Request } from './pipeline.js';

const RUNTIME = '@adc/runtime';

const ROLES: Readonly<
  Record<CompanionRole, { kind: CompanionKind; labels: readonly string[]; doc: (name: string) => string }>
> = {
  tangent: {
    kind: 'tangent',
    labels: ['value', 'tangent'],
    doc: (name) =>
      `Tangent of \`${name}\`: its value, and how that changes along the given tangents of its parameters.`,
  },
  tangentInPlace: {
    kind: 'tangent',
    labels: ['value', 'tangent'],
    doc: (name) =>
      `Tangent of \`${name}\` that changes the tangents of its arguments as \`${name}\` changes the arguments.`,
  },
  adjoint: {
    kind: 'adjoint',
    labels: ['value', 'gradients'],
    doc: (name) => `Adjoint of \`${name}\`: its value, and the gradients with respect to its parameters.`,
  },
  pullback: {
    kind: 'pullback',
    labels: ['value', 'pullback'],
    doc: (name) =>
      `Pullback of \`${name}\`: its value, and a function from the adjoint of that to those of the parameters.`,
  },
  forward: {
    kind: 'forward',
    labels: ['value', 'shadow'],
    doc: (name) =>
      `First half of the adjoint of \`${name}\`: its value, with what the second half needs left on the tape.`,
  },
  reverse: {
    kind: 'reverse',
    labels: [],
    doc: (name) => `Second half of the adjoint of \`${name}\`: adds to the adjoints of what its arguments hold.`,
  },
};

/** Emits file by file. */
export class Modules {
  readonly #lowered: LoweredProgram;
  readonly #differentiated: Differentiated;
  readonly #registration: boolean;
  readonly #ts: typeof ts;
  readonly #program: ts.Program;
  readonly #names = new Map<string, { readonly file: string; readonly name: string }>();
  readonly #taken = new Map<string, ReadonlySet<string>>();

  constructor(
    lowered: LoweredProgram,
    differentiated: Differentiated,
    registration: boolean,
    compiler: typeof ts,
    program: ts.Program,
  ) {
    this.#lowered = lowered;
    this.#differentiated = differentiated;
    this.#registration = registration;
    this.#ts = compiler;
    this.#program = program;
  }

  files(requests: readonly Request[]): readonly CompiledFile[] {
    const byFile = new Map<string, Map<FunctionKey, CompanionFunction[]>>();
    for (const companion of this.#differentiated.companions) {
      const { fileName } = this.#source(companion.key);
      let functions = byFile.get(fileName);
      if (functions === undefined) byFile.set(fileName, (functions = new Map()));
      functions.set(companion.key, [...(functions.get(companion.key) ?? []), companion]);
    }
    const asked = new Map(requests.map((request) => [request.key, request]));
    return [...byFile].map(([fileName, functions]) => this.#file(fileName, functions, asked));
  }

  #source(key: FunctionKey): LoweredFunction['source'] {
    return this.#lowered.functions.get(key)!.source;
  }

  #file(
    fileName: string,
    functions: ReadonlyMap<FunctionKey, readonly CompanionFunction[]>,
    requests: ReadonlyMap<FunctionKey, Request>,
  ): CompiledFile {
    const imports = new Imports(this.#identifiersOf(fileName), (name) => this.#isGenerated(fileName, name));
    const parts: GeneratedPart[] = [];
    // All names of this file's own companions are given before anything is imported beside them.
    for (const [key, companions] of functions) {
      for (const { role, variant } of companions) this.#nameOf(key, ROLES[role].kind, variant);
    }
    const lifted = new Set<FunctionKey>();
    const resolve = (callee: Callee): string => {
      const source = this.#source(callee.key);
      if (callee.companion === 'primal' && source.lifted) lifted.add(callee.key);
      const name = this.#nameOf(callee.key, callee.companion, callee.variant);
      if (source.fileName === fileName) return name;
      const alias = callee.companion === 'primal' ? `${name}Primal` : name;
      return imports.add(this.#specifier(fileName, source.fileName), name, alias);
    };
    const emit = (request: EmitFunction, source: LoweredFunction['source']): void => {
      const helperName = (helper: string): string => imports.add(RUNTIME, helper, helper);
      const emitted = emitFunction(request, resolve, this.#identifiersOf(fileName), helperName);
      if (emitted.helpers.has('type Tape')) imports.addType('Tape');
      if (/\bTangent</.test(emitted.code)) imports.addType('Tangent');
      parts.push({ code: emitted.code, anchor: source.anchor, origin: source.origin, mappings: emitted.mappings });
    };
    for (const [key, companions] of functions) {
      const source = this.#source(key);
      for (const { role, variant, fn } of companions) {
        const { kind, labels, doc } = ROLES[role];
        emit(
          {
            fn: fn,
            name: this.#nameOf(key, kind, variant),
            exported: source.exported,
            doc: doc(source.name),
            resultNames: labels,
          },
          source,
        );
      }
      const request = requests.get(key);
      if (request !== undefined && (this.#registration || !source.exported)) {
        parts.push({
          code: this.#registrationOf(source, request, companions, imports.add(RUNTIME, 'register', 'register')),
          anchor: source.anchor,
          origin: source.origin,
          mappings: [],
        });
      }
    }
    for (const key of lifted) {
      const source = this.#source(key);
      emit(
        {
          fn: this.#differentiated.primals.get(key)!,
          name: this.#nameOf(key, 'primal', ''),
          exported: false,
          doc: undefined,
        },
        source,
      );
    }
    const origin = parts[0]!.origin;
    const head = imports.text();
    return { fileName, parts: head === '' ? parts : [{ code: head, anchor: -1, origin, mappings: [] }, ...parts] };
  }

  #registrationOf(
    source: LoweredFunction['source'],
    request: Request,
    companions: readonly CompanionFunction[],
    register: string,
  ): string {
    const { ir } = this.#lowered.functions.get(request.key)!;
    const entries: string[] = [];
    for (const { role, variant } of companions) {
      if (variant !== '' && variant !== 'InPlace') continue;
      entries.push(`${role}: ${this.#nameOf(request.key, ROLES[role].kind, variant)}`);
    }
    const typeOf = (fn: IrFunction, i: number) => fn.values.get(fn.params[i]!.value)!.type;
    const flags = (test: (i: number) => boolean): string => `[${ir.params.map((_, i) => String(test(i))).join(', ')}]`;
    entries.push(`parameters: ${ir.params.length}`, `differentiable: ${flags((i) => hasTangent(typeOf(ir, i)))}`);
    if (companions.some(({ role, variant }) => role === 'forward' && variant === '')) {
      const shape = this.#differentiated.halvesOf(request.key);
      entries.push(`references: ${flags((i) => shape.shadows[i] === true && isReference(typeOf(ir, i)))}`);
      if (shape.resultShadow) entries.push('referenceResult: true');
    }
    if (ir.params.at(-1)?.rest === true) entries.push('rest: true');
    if (source.pragma?.wrt !== undefined) {
      const wrt = ir.params.flatMap((_, i) => (request.mask[i] === '1' ? [i] : []));
      entries.push(`wrt: [${wrt.join(', ')}]`);
    }
    const oneLine = `${register}(${source.name}, { ${entries.join(', ')} });`;
    return oneLine.length <= 120
      ? oneLine
      : `${register}(${source.name}, {\n${entries.map((entry) => `  ${entry},\n`).join('')}});`;
  }

  /** The emitted name of a companion: its regular one, unless the user's file has taken that. */
  #nameOf(key: FunctionKey, kind: CompanionKind, variant: string): string {
    const id = `${key} ${kind} ${variant}`;
    const known = this.#names.get(id);
    if (known !== undefined) return known.name;
    const source = this.#source(key);
    const file = source.fileName;
    const regular = companionName(source.name, kind, variant);
    const mine = new Set([...this.#names.values()].flatMap((other) => (other.file === file ? [other.name] : [])));
    const taken = this.#identifiersOf(file);
    const isUsers = kind === 'primal' && !source.lifted;
    const name = isUsers ? regular : uniqueName(regular, (candidate) => mine.has(candidate) || taken.has(candidate));
    this.#names.set(id, { file, name });
    return name;
  }

  #isGenerated(fileName: string, name: string): boolean {
    return [...this.#names.values()].some((other) => other.file === fileName && other.name === name);
  }

  /** Every identifier that the user's file declares or mentions. */
  #identifiersOf(fileName: string): ReadonlySet<string> {
    let found = this.#taken.get(fileName);
    if (found === undefined) {
      const names = new Set<string>();
      const compiler = this.#ts;
      const file = this.#program.getSourceFile(fileName);
      for (const statement of file?.statements ?? []) {
        if (compiler.isImportDeclaration(statement)) {
          const clause = statement.importClause;
          if (clause?.name !== undefined) names.add(clause.name.text);
          const bindings = clause?.namedBindings;
          if (bindings !== undefined && compiler.isNamespaceImport(bindings)) names.add(bindings.name.text);
          if (bindings !== undefined && compiler.isNamedImports(bindings))
            bindings.elements.forEach((element) => names.add(element.name.text));
        } else if (compiler.isVariableStatement(statement)) {
          const add = (name: ts.BindingName): void => {
            if (compiler.isIdentifier(name)) names.add(name.text);
            else for (const element of name.elements) if (compiler.isBindingElement(element)) add(element.name);
          };
          statement.declarationList.declarations.forEach((declaration) => add(declaration.name));
        } else if (
          'name' in statement &&
          statement.name !== undefined &&
          compiler.isIdentifier(statement.name as ts.Node)
        ) {
          names.add((statement.name as ts.Identifier).text);
        }
      }
      this.#taken.set(fileName, (found = names));
    }
    return found;
  }

  /** How one file names another: as the user does, or by a relative path in the user's style. */
  #specifier(from: string, to: string): string {
    const known = this.#lowered.specifiers.get(from)?.get(to);
    if (known !== undefined) return known;
    const [source, target] = [from.split('/').slice(0, -1), to.split('/')];
    while (source.length > 0 && source[0] === target[0]) {
      source.shift();
      target.shift();
    }
    const path = [...source.map(() => '..'), ...target].join('/').replace(/\.([cm]?)tsx?$/, '.$1js');
    return path.startsWith('..') ? path : `./${path}`;
  }
}

/** The imports that generated code adds to one file. */
class Imports {
  readonly #modules = new Map<string, Map<string, string>>();
  readonly #taken: ReadonlySet<string>;
  readonly #isGenerated: (name: string) => boolean;

  constructor(taken: ReadonlySet<string>, isGenerated: (name: string) => boolean) {
    this.#taken = taken;
    this.#isGenerated = isGenerated;
  }

  /** Imports `name` from a module and returns the name by which it is known here. */
  add(module: string, name: string, preferred: string): string {
    let names = this.#modules.get(module);
    if (names === undefined) this.#modules.set(module, (names = new Map()));
    let local = names.get(name);
    if (local === undefined) {
      const used = new Set([...this.#modules.values()].flatMap((m) => [...m.values()]));
      local = uniqueName(preferred, (n) => this.#taken.has(n) || used.has(n) || this.#isGenerated(n));
      names.set(name, local);
    }
    return local;
  }

  /** Imports a type of the runtime, unless the user's file already does. */
  addType(name: string): void {
    if (!this.#taken.has(name)) this.add(RUNTIME, `type ${name}`, `type ${name}`);
  }

  text(): string {
    return [...this.#modules]
      .map(([module, names]) => {
        const clauses = [...names].map(([name, local]) => (name === local ? name : `${name} as ${local}`));
        return `import { ${clauses.sort().join(', ')} } from '${module}';`;
      })
      .join('\n');
  }
}
