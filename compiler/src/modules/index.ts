/** Puts emitted companions into the files where they belong, with the imports and registrations that they need. */

import type ts from 'typescript';
import type { CallSite, CompiledFile, GeneratedPart } from '../compile-result.js';
import {
  type CalleeParameter,
  companionName,
  type CompanionKind,
  emitFunction,
  type EmitFunction,
  isThere,
  uniqueName,
} from '../emit/index.js';
import { hasTangent, isReference } from '../ir/type-facts.js';
import {
  type ArrayType,
  type Callee,
  CELL,
  type ClassRef,
  type FunctionKey,
  type IrFunction,
  type ModuleState,
  type ObjectType,
} from '../ir/types.js';
import type { LoweredFunction, LoweredProgram, OperatorSite } from '../lower/index.js';
import type { CompanionFunction, CompanionRole, Differentiated, Request } from '../pipeline.js';
import { declaredNames, nestedNames } from './declared-names.js';
import { type ExportedType, exportedTypes, typesNamedIn } from './foreign-types.js';
import { Imports, RUNTIME } from './imports.js';
import { passing, registration } from './registration.js';
import { rolesNeeded } from './sites.js';

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

/** The variant of a function itself that another file calls, where its own file does not export it. */
const COPY = 'Primal';

/** Emits file by file. */
export class Modules {
  readonly #lowered: LoweredProgram;
  readonly #differentiated: Differentiated;
  readonly #registration: boolean | 'needed';
  readonly #ts: typeof ts;
  readonly #program: ts.Program;
  readonly #names = new Map<string, { readonly file: string; readonly name: string }>();
  readonly #taken = new Map<string, ReadonlySet<string>>();
  /** For each file, the primals to be written there, and whether other files call them. */
  readonly #lifted = new Map<string, Map<FunctionKey, boolean>>();
  /** Functions that their file does not export, and whose companions another file calls. */
  readonly #abroad = new Set<FunctionKey>();
  readonly #nested = new Map<string, ReadonlySet<string>>();
  /** For each file, the names by which it exports what it keeps to itself otherwise. */
  readonly #handedOut = new Map<string, Map<string, string>>();
  #exported: ReadonlyMap<string, ExportedType> | undefined;

  constructor(
    lowered: LoweredProgram,
    differentiated: Differentiated,
    registration: boolean | 'needed',
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
    const companions = groupBy(this.#differentiated.companions, ({ key }) => key);
    const asked = new Map(requests.map((request) => [request.key, request]));
    const byFile = groupBy(companions.keys(), (key) => this.#source(key).fileName);
    const sites = groupBy(
      this.#lowered.sites.filter(({ key }) => asked.has(key) && companions.has(key)),
      ({ operand }) => operand.file,
    );
    // The names of companions are given before anything is named or imported beside them.
    for (const [key, its] of companions)
      for (const { role, variant } of its) this.#nameOf(key, ROLES[role].kind, variant);
    const all = (): readonly CompiledFile[] =>
      [...new Set([...byFile.keys(), ...sites.keys(), ...this.#lifted.keys(), ...this.#handedOut.keys()])].map(
        (fileName) => this.#file(fileName, byFile.get(fileName) ?? [], sites.get(fileName) ?? [], companions, asked),
      );
    // What one file calls may have to be written in another, which may have been written by then.
    for (let before = -1, files = all(); ; files = all()) {
      const lifted = [...this.#lifted.values()].flatMap((its) => [...its.values()]).filter(Boolean);
      const handedOut = [...this.#handedOut.values()].reduce((count, its) => count + its.size, 0);
      const abroad = lifted.length + this.#abroad.size + handedOut;
      if (abroad === Math.max(before, 0)) return files;
      before = abroad;
    }
  }

  /** The type of the first parameter that is an instance of a class, for a method that of its object; a tape may stand before it. */
  #selfOf({ key }: Callee): ArrayType | ObjectType | undefined {
    const primal = this.#differentiated.primals.get(key);
    const own = primal?.params.filter(({ state }) => state === undefined);
    const types = own?.map(({ value }) => primal?.values.get(value)?.type) ?? [];
    return types.find(
      (type): type is ArrayType | ObjectType =>
        (type?.kind === 'object' && type.ofClass === true) || (type?.kind === 'array' && type.instance !== undefined),
    );
  }

  /** The parameters of a callee. */
  #parametersOf({ key, companion, variant }: Callee): readonly CalleeParameter[] {
    const role = companion === 'tangent' && variant !== '' ? 'tangentInPlace' : companion;
    const fn =
      role === 'primal'
        ? this.#differentiated.primals.get(key)
        : this.#differentiated.companions.find(
            (each) => each.key === key && each.role === role && each.variant === variant,
          )?.fn;
    return (fn?.params ?? []).map(({ value, state, optional }) => ({
      omitted: state !== undefined,
      present: !optional && isThere(fn!.values.get(value)!.type),
    }));
  }

  /** How what a module keeps is named in a file; a module that keeps it to itself hands it out to the companions of others. */
  #stateName(fileName: string, imports: Imports, { file, name, exportedAs }: ClassRef): string {
    if (file === fileName) return name;
    let its = this.#handedOut.get(file);
    if (its === undefined) this.#handedOut.set(file, (its = new Map()));
    let known = exportedAs ?? its.get(name);
    if (known === undefined) {
      known = uniqueName(`${name}State`, (candidate) => this.#identifiersOf(file).has(candidate));
      its.set(name, known);
    }
    return imports.add(this.#specifier(fileName, file), known, name);
  }

  #source(key: FunctionKey): LoweredFunction['source'] {
    return this.#lowered.functions.get(key)!.source;
  }

  #file(
    fileName: string,
    functions: readonly FunctionKey[],
    sites: readonly OperatorSite[],
    companionsOf: ReadonlyMap<FunctionKey, readonly CompanionFunction[]>,
    requests: ReadonlyMap<FunctionKey, Request>,
  ): CompiledFile {
    const hidden = sites.length > 0 ? this.#nestedIn(fileName) : new Set<string>();
    const imports = new Imports(new Set([...this.#identifiersOf(fileName), ...hidden]), (name) =>
      this.#isGenerated(fileName, name),
    );
    const parts: GeneratedPart[] = [];
    const resolve = (callee: Callee): string => {
      const source = this.#source(callee.key);
      const isHidden = source.fileName !== fileName && !source.exported;
      const isPrimal = callee.companion === 'primal';
      if (isPrimal && (source.lifted || isHidden)) this.#lift(callee.key, fileName);
      const isCopy = isPrimal && isHidden && !source.lifted;
      const name = this.#nameOf(callee.key, callee.companion, isCopy ? COPY : callee.variant);
      if (source.fileName === fileName) return name;
      if (isHidden && !isPrimal) this.#abroad.add(callee.key);
      const alias = callee.companion === 'primal' ? `${name}Primal` : name;
      return imports.add(this.#specifier(fileName, source.fileName), name, alias);
    };
    const emit = (request: EmitFunction, source: LoweredFunction['source']): void => {
      const helperName = (helper: string): string => imports.add(RUNTIME, helper, helper);
      const className = ({ file, name, exportedAs }: ClassRef): string =>
        file === fileName ? name : imports.add(this.#specifier(fileName, file), exportedAs ?? name, name);
      const emitted = emitFunction(
        request,
        resolve,
        this.#identifiersOf(fileName),
        helperName,
        className,
        (callee) => this.#selfOf(callee),
        (of) => this.#stateName(fileName, imports, of),
        (callee) => this.#parametersOf(callee),
      );
      if (emitted.helpers.has('type Tape')) imports.addType('Tape');
      if (/\bTangent</.test(emitted.code)) imports.addType('Tangent');
      parts.push({ code: emitted.code, anchor: source.anchor, origin: source.origin, mappings: emitted.mappings });
    };
    for (const key of functions) {
      const source = this.#source(key);
      const companions = companionsOf.get(key)!;
      for (const { role, variant, fn } of companions) {
        const { kind, labels, doc } = ROLES[role];
        emit(
          {
            fn: fn,
            name: this.#nameOf(key, kind, variant),
            exported: source.exported || this.#abroad.has(key),
            doc: doc(source.name),
            resultNames: labels,
          },
          source,
        );
      }
      const request = requests.get(key);
      if (request !== undefined && this.#isRegistered(this.#lowered.functions.get(key)!)) {
        const entries = this.#entriesOf(
          request,
          companions,
          (role, variant) => this.#nameOf(key, ROLES[role].kind, variant),
          fileName,
          imports,
        );
        const register = imports.add(RUNTIME, 'register', 'register');
        const code = registration(register, source.name, entries);
        parts.push({ code, anchor: source.anchor, origin: source.origin, mappings: [] });
      }
    }
    const lifted = this.#lifted.get(fileName) ?? new Map<FunctionKey, boolean>();
    for (const [key, abroad] of lifted) {
      const source = this.#source(key);
      emit(
        {
          fn: this.#differentiated.primals.get(key)!,
          name: this.#nameOf(key, 'primal', source.lifted ? '' : COPY),
          exported: abroad,
          doc: undefined,
        },
        source,
      );
    }
    const named = sites
      .filter((site) => this.#canName(site))
      .map((site) => this.#siteOf(site, imports, requests.get(site.key)!, companionsOf.get(site.key)!));
    for (const [name, exportedAs] of this.#handedOut.get(fileName) ?? []) {
      const { anchor, origin: at } = [...this.#lowered.functions.values()].find(
        ({ source }) => source.fileName === fileName,
      )!.source;
      parts.push({ code: `export { ${name} as ${exportedAs} };`, anchor, origin: at, mappings: [] });
    }
    const origin = parts[0]?.origin ?? sites[0]!.operand;
    for (const name of typesNamedIn(this.#ts, parts.map(({ code }) => code).join('\n'), this.#foreignTo(fileName))) {
      const { file, exportedAs } = this.#exported!.get(name)!;
      imports.addTypeOf(this.#specifier(fileName, file), exportedAs, name);
    }
    const head = imports.text();
    if (head !== '') parts.unshift({ code: head, anchor: -1, origin, mappings: [] });
    return { fileName, parts, sites: named.sort((x, y) => x.start - y.start) };
  }

  /** What the runtime has to know of a function. @param roles the companions that it may call; undefined: all. */
  #entriesOf(
    request: Request,
    companions: readonly CompanionFunction[],
    nameOf: (role: CompanionRole, variant: string) => string,
    fileName: string,
    imports: Imports,
    roles?: readonly CompanionRole[],
    captured: readonly string[] = [],
  ): readonly string[] {
    const { source, ir } = this.#lowered.functions.get(request.key)!;
    const entries: string[] = [];
    const called = companions.filter(
      ({ role, variant }) => (variant === '' || variant === 'InPlace') && (roles?.includes(role) ?? true),
    );
    for (const each of called) {
      const name = nameOf(each.role, each.variant);
      const state = (of: ModuleState): string => {
        const known = this.#stateName(fileName, imports, of.of);
        return of.isVariable ? `{ ${CELL}: ${known} }` : known;
      };
      const shadow = (helper: string): string => imports.add(RUNTIME, helper, helper);
      entries.push(`${each.role}: ${passing(captured, each.fn, name, state, shadow)}`);
    }
    const own = ir.params.flatMap((param, i) => (param.captured === true ? [] : [i]));
    const typeOf = (fn: IrFunction, i: number) => fn.values.get(fn.params[i]!.value)!.type;
    const flags = (test: (i: number) => boolean): string => `[${own.map((i) => String(test(i))).join(', ')}]`;
    entries.push(`parameters: ${own.length}`, `differentiable: ${flags((i) => hasTangent(typeOf(ir, i)))}`);
    if (called.some(({ role, variant }) => role === 'forward' && variant === '')) {
      const shape = this.#differentiated.halvesOf(request.key);
      const isStructure = (i: number): boolean =>
        request.mask[i] === '1' && hasTangent(typeOf(ir, i)) && isReference(typeOf(ir, i));
      const hasShadow = (i: number): boolean => shape.shadows[i] === true && isReference(typeOf(ir, i));
      entries.push(`references: ${flags((i) => isStructure(i) || hasShadow(i))}`);
      if (ir.params.some((_, i) => isStructure(i) && !hasShadow(i))) entries.push(`shadows: ${flags(hasShadow)}`);
      if (shape.resultShadow) entries.push('referenceResult: true');
    }
    if (ir.params.at(-1)?.rest === true) entries.push('rest: true');
    if (source.pragma?.wrt !== undefined) {
      const wrt = own.flatMap((at, i) => (request.mask[at] === '1' ? [i] : []));
      entries.push(`wrt: [${wrt.join(', ')}]`);
    }
    return entries;
  }

  /** Has the primal of a function that its module has no name for written in that module. */
  #lift(key: FunctionKey, from: string): void {
    const { fileName } = this.#source(key);
    let its = this.#lifted.get(fileName);
    if (its === undefined) this.#lifted.set(fileName, (its = new Map()));
    its.set(key, its.get(key) === true || from !== fileName);
  }

  /** Whether a statement behind the function registers it, because calls may ask for derivatives of it that do not name it. */
  #isRegistered({ source }: LoweredFunction): boolean {
    if (source.lifted) return false;
    if (source.annotated && source.exported && this.#registration !== 'needed') return this.#registration;
    const { usedAsValues, sites } = this.#lowered;
    return usedAsValues.has(source.key) || sites.some((site) => site.key === source.key && !this.#canName(site));
  }

  /** Whether the companions of its function can be named where the call stands. */
  #canName({ key, operand }: OperatorSite): boolean {
    const source = this.#source(key);
    if (/\.[cm]?jsx?$/.test(operand.file)) return false;
    if (source.fileName !== operand.file) return source.exported;
    const hidden = this.#nestedIn(operand.file);
    return Object.values(ROLES).every(({ kind }) => !hidden.has(this.#nameOf(key, kind, '')));
  }

  #siteOf(site: OperatorSite, imports: Imports, request: Request, companions: readonly CompanionFunction[]): CallSite {
    const { file, start, end } = site.operand;
    const home = this.#source(site.key).fileName;
    const nameOf = (role: CompanionRole, variant: string): string => {
      const name = this.#nameOf(site.key, ROLES[role].kind, variant);
      return home === file ? name : imports.add(this.#specifier(file, home), name, name);
    };
    const { captured } = site;
    const entries = this.#entriesOf(request, companions, nameOf, file, imports, rolesNeeded(site), captured);
    const register = imports.add(RUNTIME, 'register', 'register');
    const around = { before: `${register}(`, after: `, { ${entries.join(', ')} })` };
    return { start, end, ...around, ...(captured.length > 0 && { captured }) };
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
    const isUsers = kind === 'primal' && !source.lifted && variant !== COPY;
    const name = isUsers
      ? (source.generic ?? regular)
      : uniqueName(regular, (candidate) => mine.has(candidate) || taken.has(candidate));
    this.#names.set(id, { file, name });
    return name;
  }

  #isGenerated(fileName: string, name: string): boolean {
    return [...this.#names.values()].some((other) => other.file === fileName && other.name === name);
  }

  /** The names that are declared inside of a file's functions and blocks: they may hide those of its module where a call stands. */
  #nestedIn(fileName: string): ReadonlySet<string> {
    let found = this.#nested.get(fileName);
    if (found === undefined) this.#nested.set(fileName, (found = nestedNames(this.#ts, this.#program, fileName)));
    return found;
  }

  #identifiersOf(fileName: string): ReadonlySet<string> {
    let found = this.#taken.get(fileName);
    if (found === undefined) {
      const file = this.#program.getSourceFile(fileName);
      this.#taken.set(fileName, (found = file === undefined ? new Set() : declaredNames(this.#ts, file)));
    }
    return found;
  }

  /** Names of types that other files export, and this one does not know. */
  #foreignTo(fileName: string): readonly string[] {
    if (/\.[cm]?jsx?$/.test(fileName)) return [];
    this.#exported ??= exportedTypes(this.#ts, this.#program);
    const known = this.#identifiersOf(fileName);
    return [...this.#exported].flatMap(([name, { file }]) => (file === fileName || known.has(name) ? [] : [name]));
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

function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
