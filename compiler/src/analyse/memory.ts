/**
 * Which references may name the same array or object.
 *
 * Unification in the manner of Steensgaard (Points-to analysis in almost linear time, POPL 1996): every reference value belongs
 * to one class; a class has one content class for its elements or for each reference field. Callees are instantiated from their
 * own result, so that two calls of one helper do not merge their callers' arrays. Classes reachable from parameters are
 * external: two external classes may be the same object at run time unless their types have no field in common.
 */

import { aliasKey, elementOf, isReference, mayBeOneObject, present } from '../ir/type-facts.js';
import type { CallOp, FunctionKey, IrFunction, IrType, Label, Op, OpaqueOp, Region, ValueId } from '../ir/types.js';
import { carriedBy, opsOf, regionsOf } from '../ir/walk.js';

export type ClassId = number;

/** The field under which an array keeps its elements, and what is keyed its cells. */
export const ELEMENTS = '[]';

export type Memory = {
  /** The class of a reference; undefined for any other value. */
  readonly classOf: (value: ValueId) => ClassId | undefined;
  /** The class of the references that a class holds in a field. */
  readonly contentOf: (memoryClass: ClassId, field: string) => ClassId | undefined;
  /** The types, as alias keys, that references of the class have. */
  readonly keysOf: (memoryClass: ClassId) => readonly string[];
  readonly fieldsOf: (memoryClass: ClassId) => readonly string[];
  readonly isExternal: (memoryClass: ClassId) => boolean;
  /** Whether the class may live outside the function's arguments: what opaque code, such as the name of a module-level array, gives. */
  readonly isOuter: (memoryClass: ClassId) => boolean;
  /** Whether opaque code may have got hold of the class: it may be what such code gives, or be changed by any that changes something. */
  readonly isExposed: (memoryClass: ClassId) => boolean;
  /** Whether the function may hand the class to its caller in its result. */
  readonly isReturned: (memoryClass: ClassId) => boolean;
  /** Classes that may be the same object as this one, itself included. */
  readonly aliasesOf: (memoryClass: ClassId) => readonly ClassId[];
  /** Class and everything reachable from it. */
  readonly reachableFrom: (memoryClass: ClassId) => readonly ClassId[];
  /** For a call: the callee's class to the caller's. */
  readonly instantiate: (call: CallOp) => ReadonlyMap<ClassId, ClassId>;
  readonly resultClass: ClassId | undefined;
};

type Node = { parent: ClassId; contents: Map<string, ClassId>; keys: Set<string>; external: boolean };

/** Analyses every function of a program, callees before callers where there is no recursion. */
export function analyseMemory(functions: ReadonlyMap<FunctionKey, IrFunction>): ReadonlyMap<FunctionKey, Memory> {
  const recursiveKeys = keysOfRecursiveTypes(functions);
  const known = new Map<FunctionKey, Memory & { shape: string }>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const [key, fn] of functions) {
      const memory = analyseFunction(fn, functions, known, recursiveKeys);
      if (known.get(key)?.shape !== memory.shape) changed = true;
      known.set(key, memory);
    }
  }
  return known;
}

/** What a list of anything holds may be read again under a type. */
function isUntyped(type: IrType): boolean {
  const known = present(type);
  return known.kind === 'opaque' && (known.ofAnything === true || known.text === 'any');
}

function analyseFunction(
  fn: IrFunction,
  functions: ReadonlyMap<FunctionKey, IrFunction>,
  known: ReadonlyMap<FunctionKey, Memory>,
  recursiveKeys: ReadonlySet<string>,
): Memory & { shape: string } {
  const nodes: Node[] = [];
  const classes = new Map<ValueId, ClassId>();
  const instances = new Map<CallOp, Map<ClassId, ClassId>>();
  const typeOf = (value: ValueId): IrType => fn.values.get(value)!.type;
  let resultClass: ClassId | undefined;
  const outer = new Map<string, ClassId>();

  const fresh = (): ClassId =>
    nodes.push({ parent: nodes.length, contents: new Map(), keys: new Set(), external: false }) - 1;
  const find = (id: ClassId): ClassId => {
    let root = id;
    while (nodes[root]!.parent !== root) root = nodes[root]!.parent;
    for (let at = id; at !== root; ) {
      const next = nodes[at]!.parent;
      nodes[at]!.parent = root;
      at = next;
    }
    return root;
  };
  const unify = (a: ClassId, b: ClassId): void => {
    const [x, y] = [find(a), find(b)];
    if (x === y) return;
    const [into, from] = [nodes[x]!, nodes[y]!];
    from.parent = x;
    for (const key of from.keys) into.keys.add(key);
    into.external ||= from.external;
    for (const [field, content] of from.contents) {
      const mine = into.contents.get(field);
      if (mine === undefined) into.contents.set(field, content);
      else unify(mine, content);
    }
  };
  /** One class for all objects of a type that can contain itself: chains of such classes would never end. */
  const cyclic = new Map<string, ClassId>();
  const enter = (id: ClassId, keys: Iterable<string>): void => {
    for (const key of keys) {
      nodes[find(id)]!.keys.add(key);
      if (!recursiveKeys.has(key)) continue;
      const known = cyclic.get(key);
      if (known === undefined) cyclic.set(key, id);
      else unify(known, id);
    }
  };
  const classOf = (value: ValueId): ClassId | undefined => {
    const type = typeOf(value);
    if (!isReference(type) && !isUntyped(type)) return undefined;
    let id = classes.get(value);
    if (id === undefined) {
      classes.set(value, (id = fresh()));
      enter(id, [aliasKey(type)]);
    }
    return find(id);
  };
  const content = (id: ClassId, field: string, type: IrType): ClassId => {
    const node = nodes[find(id)]!;
    let inner = node.contents.get(field);
    if (inner === undefined) {
      inner = fresh();
      nodes[find(id)]!.contents.set(field, inner);
      enter(inner, [aliasKey(type)]);
    }
    return find(inner);
  };
  const same = (a: ValueId | undefined, b: ValueId | undefined): void => {
    if (a === undefined || b === undefined) return;
    const [x, y] = [classOf(a), classOf(b)];
    if (x !== undefined && y !== undefined) unify(x, y);
  };
  const holds = (container: ValueId, field: string, value: ValueId): void => {
    const [outer, inner] = [classOf(container), classOf(value)];
    if (outer !== undefined && inner !== undefined) unify(content(outer, field, typeOf(value)), inner);
  };
  /** Both have a class of their own, also where nothing else is ever done with them; references inside are shared. */
  const sharesElements = (a: ValueId, b: ValueId): void => {
    const [x, y] = [classOf(a), classOf(b)];
    const element = elementOf(typeOf(a));
    if (element === undefined || !isReference(element)) return;
    if (x !== undefined && y !== undefined) unify(content(x, ELEMENTS, element), content(y, ELEMENTS, element));
  };

  /** Gives all that can be reached by a type its classes, also where no operation reads them: text may, and callers. */
  const unfold = (id: ClassId | undefined, type: IrType, seen = new Set<string>()): void => {
    const t = present(type);
    if (id === undefined || seen.has(`${find(id)} ${aliasKey(t)}`)) return;
    seen.add(`${find(id)} ${aliasKey(t)}`);
    const element = elementOf(t);
    if (element !== undefined && isReference(element)) unfold(content(id, ELEMENTS, element), element, seen);
    if (t.kind !== 'object') return;
    for (const [field, inner] of t.fields) if (isReference(inner)) unfold(content(id, field, inner), inner, seen);
  };

  /** A structure that only the run knows: objects of one type in it may be one object. */
  const structured = (value: ValueId): void => {
    const byKey = new Map<string, ClassId>();
    const visitType = (id: ClassId, type: IrType): void => {
      const t = present(type);
      const key = aliasKey(t);
      for (const [other, known] of byKey) if (mayBeOneObject(key, other)) unify(known, id);
      if (byKey.has(key)) return;
      byKey.set(key, id);
      const element = elementOf(t);
      if (element !== undefined && isReference(element)) visitType(content(id, ELEMENTS, element), element);
      if (t.kind !== 'object') return;
      for (const [field, inner] of t.fields) if (isReference(inner)) visitType(content(id, field, inner), inner);
    };
    const id = classOf(value);
    if (id !== undefined) visitType(id, typeOf(value));
  };

  const targets = new Map<Label, readonly ValueId[]>();
  const loopParams = new Map<Label, readonly ValueId[]>();
  const visitEnd = (region: Region, results: readonly ValueId[]): void => {
    const { end } = region;
    const into =
      end.kind === 'yield'
        ? results
        : end.kind === 'break'
          ? targets.get(end.label)
          : end.kind === 'continue'
            ? loopParams.get(end.label)
            : undefined;
    if (into !== undefined) carriedBy(end).forEach((value, i) => same(value, into[i]));
    if (end.kind === 'return' && end.values[0] !== undefined) {
      const returned = classOf(end.values[0]);
      unfold(returned, typeOf(end.values[0]));
      if (returned !== undefined) {
        if (resultClass === undefined) resultClass = returned;
        else unify(resultClass, returned);
      }
    }
  };
  const visit = (region: Region, results: readonly ValueId[]): void => {
    for (const op of region.ops) {
      if (op.kind === 'loop') {
        targets.set(op.label, op.results);
        loopParams.set(op.label, op.params);
        op.params.forEach((param, i) => {
          same(param, op.initial[i]);
          same(param, op.results[i]);
        });
      }
      if (op.kind === 'block') targets.set(op.label, op.results);
      visitOp(op);
      const yielded = op.kind === 'if' || op.kind === 'block' ? op.results : [];
      for (const nested of regionsOf(op)) visit(nested, yielded);
    }
    visitEnd(region, results);
  };
  const visitOp = (op: Op): void => {
    switch (op.kind) {
      case 'load':
        holds(op.array, ELEMENTS, op.result);
        break;
      case 'store':
        holds(op.array, ELEMENTS, op.value);
        break;
      case 'get':
        holds(op.object, op.field, op.result);
        break;
      case 'set':
        holds(op.object, op.field, op.value);
        break;
      case 'alloc': {
        const type = present(typeOf(op.result));
        const field = (i: number): string => (type.kind === 'object' ? String(i) : ELEMENTS);
        classOf(op.result);
        switch (op.init.form) {
          case 'literal':
            op.init.elements.forEach((element, i) => holds(op.result, field(i), element));
            break;
          case 'spread':
            for (const part of op.init.parts) {
              if (part.spread) sharesElements(op.result, part.value);
              else holds(op.result, ELEMENTS, part.value);
            }
            break;
          case 'filled':
            holds(op.result, ELEMENTS, op.init.value);
            break;
          case 'copy':
            sharesElements(op.result, op.init.of);
            break;
          case 'object':
            for (const { name, value } of op.init.fields) holds(op.result, name, value);
            break;
          case 'shadow':
            structured(op.result);
            break;
          default:
        }
        break;
      }
      case 'method':
        switch (op.name) {
          case 'push':
            for (const value of op.args) holds(op.array, ELEMENTS, value);
            break;
          case 'fill':
            holds(op.array, ELEMENTS, op.args[0]!);
            break;
          case 'pop':
            if (op.result !== undefined) holds(op.array, ELEMENTS, op.result);
            break;
          case 'slice':
            if (op.result !== undefined) sharesElements(op.result, op.array);
            break;
          case 'subarray':
            same(op.result, op.array);
            break;
          case 'set':
            sharesElements(op.array, op.args[0]!);
            break;
          default:
        }
        break;
      case 'opaque':
        for (const value of [...op.args, ...op.results]) unfold(classOf(value), typeOf(value));
        for (const result of op.results) {
          const id = classOf(result);
          if (id === undefined || op.unchanging === true) continue;
          const key = aliasKey(typeOf(result));
          for (const [other, known] of outer) if (mayBeOneObject(key, other)) unify(known, id);
          if (!outer.has(key)) outer.set(key, id);
        }
        for (const { initial, result } of op.variables) same(initial, result);
        // What comes out of text that we do not read may be anything that went in.
        for (const result of [...op.results, ...op.variables.map((v) => v.result)]) {
          for (const arg of op.args)
            if (mayBeOneObject(aliasKey(typeOf(arg)), aliasKey(typeOf(result)))) same(arg, result);
        }
        break;
      case 'helper':
        if (op.result !== undefined) structured(op.result);
        if (op.name === 'accumulate') op.args.forEach(structured);
        break;
      case 'call':
        visitCall(op);
        break;
      default:
    }
  };
  const visitCall = (op: CallOp): void => {
    const callee = functions.get(op.callee.key);
    const memory = known.get(op.callee.key);
    if (callee === undefined || memory === undefined) return;
    const map = new Map<ClassId, ClassId>();
    instances.set(op, map);
    const link = (theirs: ClassId, ours: ClassId): void => {
      const seen = map.get(theirs);
      if (seen !== undefined) {
        unify(seen, ours);
        return;
      }
      map.set(theirs, ours);
      for (const field of memory.fieldsOf(theirs)) {
        const inner = memory.contentOf(theirs, field)!;
        const node = nodes[find(ours)]!;
        let mine = node.contents.get(field);
        if (mine === undefined) {
          node.contents.set(field, (mine = fresh()));
          enter(mine, memory.keysOf(inner));
        }
        link(inner, find(mine));
      }
    };
    callee.params.forEach((param, i) => {
      const theirs = memory.classOf(param.value);
      const ours = op.args[i] === undefined ? undefined : classOf(op.args[i]);
      if (theirs !== undefined && ours !== undefined) link(theirs, ours);
    });
    const [result] = op.results;
    const ours = result === undefined ? undefined : classOf(result);
    if (memory.resultClass !== undefined && ours !== undefined) link(memory.resultClass, ours);
  };

  for (const { value } of fn.params) unfold(classOf(value), typeOf(value));
  visit(fn.body, []);
  for (const op of opsOf(fn.body)) for (const value of op.kind === 'opaque' ? op.args : []) classOf(value);

  const markExternal = (id: ClassId): void => {
    const node = nodes[find(id)]!;
    if (node.external) return;
    node.external = true;
    for (const inner of node.contents.values()) markExternal(inner);
  };
  for (const param of fn.params) {
    const id = classOf(param.value);
    if (id !== undefined) markExternal(id);
  }
  const reach = (id: ClassId): ClassId[] => {
    const seen = new Set<ClassId>();
    const go = (at: ClassId): void => {
      const root = find(at);
      if (seen.has(root)) return;
      seen.add(root);
      for (const inner of nodes[root]!.contents.values()) go(inner);
    };
    go(id);
    return [...seen];
  };
  const exposed = new Set<ClassId>();
  const expose = (value: ValueId): void => {
    const id = classOf(value);
    if (id !== undefined) reach(id).forEach((inner) => exposed.add(inner));
  };
  // What a module keeps is known to all code that is not understood.
  for (const param of fn.params) if (param.state !== undefined) expose(param.value);
  for (const op of opsOf(fn.body)) {
    if (op.kind === 'opaque') {
      if (op.unchanging !== true) [...op.results, ...op.variables.map(({ result }) => result)].forEach(expose);
      if (mayKeep(op, typeOf)) op.args.forEach(expose);
    } else if (op.kind === 'call') {
      const theirs = known.get(op.callee.key);
      for (const [from, to] of instances.get(op) ?? []) if (theirs?.isExposed(from) === true) exposed.add(find(to));
    }
  }
  const kept = fn.params.flatMap(({ value, state }) => (state && classOf(value)) ?? []);
  const outside = new Set([...outer.values(), ...kept].flatMap(reach));
  const returned = new Set(resultClass === undefined ? [] : reach(resultClass));
  const roots = [...new Set(nodes.map((_, i) => find(i)))];
  const aliases = (id: ClassId): readonly ClassId[] => {
    const root = find(id);
    const mine = nodes[root]!;
    if (!mine.external && !exposed.has(root)) return [root];
    const meets = (key: string): boolean => [...mine.keys].some((own) => mayBeOneObject(own, key));
    const isMet = (r: ClassId): boolean =>
      (mine.external && nodes[r]!.external) || (exposed.has(root) && exposed.has(r));
    return roots.filter((r) => r === root || (isMet(r) && [...nodes[r]!.keys].some(meets)));
  };
  const shape = [
    ...fn.params.map((param) => classOf(param.value)),
    resultClass === undefined ? undefined : find(resultClass),
  ]
    .map((id) =>
      id === undefined
        ? '-'
        : reach(id)
            .map((inner) => `${inner}${exposed.has(inner) ? '!' : ''}`)
            .join(','),
    )
    .join('|');
  return {
    classOf: (value) => {
      const id = classes.get(value);
      return id === undefined ? undefined : find(id);
    },
    contentOf: (id, field) => {
      const inner = nodes[find(id)]!.contents.get(field);
      return inner === undefined ? undefined : find(inner);
    },
    keysOf: (id) => [...nodes[find(id)]!.keys],
    fieldsOf: (id) => [...nodes[find(id)]!.contents.keys()],
    isExternal: (id) => nodes[find(id)]!.external,
    isOuter: (id) => outside.has(find(id)),
    isExposed: (id) => exposed.has(find(id)),
    isReturned: (id) => returned.has(find(id)),
    aliasesOf: aliases,
    reachableFrom: reach,
    instantiate: (call) => {
      const map = instances.get(call);
      return new Map([...(map ?? [])].map(([theirs, ours]) => [theirs, find(ours)]));
    },
    resultClass: resultClass === undefined ? undefined : find(resultClass),
    shape,
  };
}

/** Whether what an operation gets may still be known to somebody when it is done. */
function mayKeep(op: OpaqueOp, typeOf: (value: ValueId) => IrType): boolean {
  return op.writesArguments || op.results.some((result) => !isValue(typeOf(result)));
}

function isValue(type: IrType): boolean {
  const { kind } = present(type);
  return kind === 'number' || kind === 'boolean' || kind === 'string' || kind === 'void';
}

function keysOfRecursiveTypes(functions: ReadonlyMap<FunctionKey, IrFunction>): ReadonlySet<string> {
  const recursive = new Set<string>();
  const done = new Set<IrType>();
  const visit = (type: IrType, within: readonly IrType[]): void => {
    const t = present(type);
    if (within.includes(t)) {
      for (const inside of within.slice(within.indexOf(t))) recursive.add(aliasKey(inside));
      return;
    }
    const element = elementOf(t);
    if (done.has(t) || (t.kind !== 'object' && element === undefined)) return;
    const path = [...within, t];
    if (element !== undefined) visit(element, path);
    else if (t.kind === 'object') for (const field of t.fields.values()) visit(field, path);
    done.add(t);
  };
  for (const fn of functions.values()) for (const { type } of fn.values.values()) visit(type, []);
  return recursive;
}
