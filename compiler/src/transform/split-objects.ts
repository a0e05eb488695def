/**
 * Scalar replacement: an object that nobody but this function sees, and that never changes, is replaced by the values of its fields, also
 * where it goes round a loop or comes out of a branch. What is left of `a.add(b).scale(s)` is arithmetic.
 * Before: inlined primal. After: the same function without these objects. They can have no aliases: each is known only by values that
 * flow through loops and branches, and these are split together.
 */

import { FunctionBuilder } from '../ir/builder.js';
import { present } from '../ir/type-facts.js';
import type { IrFunction, IrType, Label, ObjectType, Op, Region, Terminator, ValueId } from '../ir/types.js';
import { carriedBy, labelCount, operandsOf, opsOf, substitute, substituteEnd } from '../ir/walk.js';

export function splitObjects(fn: IrFunction): IrFunction {
  const groups = groupsOf(fn);
  return groups.size === 0 ? fn : rewrite(fn, groups);
}

/** Values that are one object or another of the same kind, by each of them. */
type Group = { readonly type: ObjectType; readonly fields: readonly string[] };

/** Where the values of an exit go. */
type Targets = ReadonlyMap<
  Label,
  { readonly results: readonly ValueId[]; readonly params: readonly ValueId[] | undefined }
>;

/** Whether one type says what a value is, and the other nothing: by which of them it is read tells whether it may have a derivative. */
function isHidden(a: IrType, b: IrType): boolean {
  return (present(a).kind === 'opaque') !== (present(b).kind === 'opaque');
}

function groupsOf(fn: IrFunction): ReadonlyMap<ValueId, Group> {
  const typeOf = (value: ValueId): IrType => fn.values.get(value)!.type;
  const parents = new Map<ValueId, ValueId>();
  const find = (value: ValueId): ValueId => {
    let root = value;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    return root;
  };
  const fieldType = (object: ValueId, field: string): IrType | undefined => {
    const type = present(typeOf(object));
    return type.kind === 'object' ? type.fields.get(field) : undefined;
  };
  const link = (a: ValueId | undefined, b: ValueId | undefined): void => {
    if (a === undefined || b === undefined) return;
    const [type, other] = [typeOf(a), typeOf(b)];
    // By the other type it may be another object, or none.
    const isOne = type.kind === 'object' && other.kind === 'object';
    if (!isOne || [...type.fields].some(([name, field]) => isHidden(field, other.fields.get(name) ?? field))) {
      bad.add(a).add(b);
      return;
    }
    const [x, y] = [find(a), find(b)];
    if (x !== y) parents.set(x, y);
  };
  const bad = new Set<ValueId>();
  const asked = new Map<ValueId, string[]>();
  const allocated = new Map<ValueId, readonly string[]>();
  const defined = new Set<ValueId>();
  const targets = targetsOf(fn);
  const exit = (end: Terminator, yielded: readonly ValueId[]): void => {
    const into = destinationOf(end, targets, yielded);
    carriedBy(end).forEach((value, i) => (into === undefined ? bad.add(value) : link(value, into[i])));
    if (end.kind === 'throw') bad.add(end.value);
  };
  const visit = (region: Region, yielded: readonly ValueId[]): void => {
    for (const op of region.ops) {
      switch (op.kind) {
        case 'alloc':
          if (op.init.form === 'object')
            allocated.set(
              op.result,
              op.init.fields.map(({ name }) => name),
            );
          else bad.add(op.result);
          operandsOf(op).forEach((value) => bad.add(value));
          break;
        case 'get':
          if (typeOf(op.result).kind === 'object') bad.add(op.result);
          if (isHidden(typeOf(op.result), fieldType(op.object, op.field) ?? typeOf(op.result))) bad.add(op.object);
          asked.set(op.object, [...(asked.get(op.object) ?? []), op.field]);
          break;
        case 'loop':
          op.params.forEach((param, i) => {
            defined.add(param).add(op.results[i]!);
            link(param, op.initial[i]);
            link(param, op.results[i]);
          });
          visit(op.test, []);
          visit(op.body, []);
          break;
        case 'if':
          op.results.forEach((result) => defined.add(result));
          visit(op.then, op.results);
          visit(op.else, op.results);
          break;
        case 'block':
          op.results.forEach((result) => defined.add(result));
          visit(op.body, op.results);
          break;
        default:
          operandsOf(op).forEach((value) => bad.add(value));
          // Whatever else makes an object makes one that we do not know.
          for (const nested of regionsWithinOp(op)) visit(nested, []);
      }
    }
    exit(region.end, yielded);
  };
  visit(fn.body, []);

  const members = new Map<ValueId, ValueId[]>();
  for (const [value, { type }] of fn.values)
    if (type.kind === 'object' && !type.tuple) members.set(find(value), [...(members.get(find(value)) ?? []), value]);
  const groups = new Map<ValueId, Group>();
  for (const group of members.values()) {
    const made = group.filter((value) => allocated.has(value));
    const [first] = made;
    if (first === undefined || group.some((value) => bad.has(value))) continue;
    if (!group.every((value) => allocated.has(value) || defined.has(value))) continue;
    const type = typeOf(first) as ObjectType;
    const fields = [...type.fields.keys()];
    const complete = made.every((value) => typeOf(value) === type && fillsUp(allocated.get(value)!, type));
    // Under another type it may be asked for what it does not hold: then that is missing, unless all objects have it.
    const isKnown = (field: string): boolean => type.fields.has(field) || !(field in Object.prototype);
    const holds = group.every((value) => asked.get(value)?.every(isKnown) ?? true);
    if (complete && holds) for (const value of group) groups.set(value, { type, fields });
  }
  return groups;
}

/** Whether an object with these fields has all that its type asks for, and no others. */
function fillsUp(names: readonly string[], { fields }: ObjectType): boolean {
  const isThere = ([name, type]: readonly [string, IrType]): boolean => type.kind === 'maybe' || names.includes(name);
  return names.every((name) => fields.has(name)) && [...fields].every(isThere);
}

function regionsWithinOp(op: Op): readonly Region[] {
  return op.kind === 'closure' ? [op.body] : [];
}

function targetsOf(fn: IrFunction): Targets {
  const targets = new Map<Label, { results: readonly ValueId[]; params: readonly ValueId[] | undefined }>();
  for (const op of opsOf(fn.body)) {
    if (op.kind === 'loop') targets.set(op.label, { results: op.results, params: op.params });
    if (op.kind === 'block') targets.set(op.label, { results: op.results, params: undefined });
  }
  return targets;
}

/** The values that those of an exit become; none for what leaves the function. */
function destinationOf(end: Terminator, targets: Targets, yielded: readonly ValueId[]): readonly ValueId[] | undefined {
  switch (end.kind) {
    case 'yield':
      return yielded;
    case 'break':
      return targets.get(end.label)?.results;
    case 'continue':
      return targets.get(end.label)?.params;
    default:
      return undefined;
  }
}

function rewrite(fn: IrFunction, groups: ReadonlyMap<ValueId, Group>): IrFunction {
  const builder = new FunctionBuilder({ values: fn.values, labels: labelCount(fn.body) });
  const parts = new Map<ValueId, ReadonlyMap<string, ValueId>>();
  const replaced = new Map<ValueId, ValueId>();
  const use = (value: ValueId): ValueId => {
    let at = value;
    for (let next = replaced.get(at); next !== undefined; next = replaced.get(at)) at = next;
    return at;
  };
  const spread = (values: readonly ValueId[]): ValueId[] =>
    values.flatMap((value) => {
      const its = parts.get(use(value));
      return its === undefined ? [use(value)] : groups.get(value)!.fields.map((field) => use(its.get(field)!));
    });
  /** One value for each field of an object that a loop or branch gives. */
  const declare = (values: readonly ValueId[]): ValueId[] =>
    values.flatMap((value) => {
      const group = groups.get(value);
      if (group === undefined) return [value];
      const { name } = builder.infoOf(value);
      const its = new Map(
        group.fields.map((field) => [
          field,
          builder.value(group.type.fields.get(field)!, name && `${name}${capital(field)}`),
        ]),
      );
      parts.set(value, its);
      return [...its.values()];
    });
  const by = { operand: use, result: (value: ValueId) => value, label: (label: Label) => label };
  const region = (source: Region): Region => {
    const ops = source.ops.flatMap(rewriteOp);
    const { end } = source;
    const spreads = end.kind === 'throw' ? end : { ...end, values: spread(end.values) };
    return { params: source.params, ops, end: end.kind === 'throw' ? substituteEnd(end, by) : spreads };
  };
  /** Takes an object apart; its optional fields may be missing. */
  const part = (object: ValueId, its: Map<string, ValueId>, origin: Op['origin']): readonly Op[] => {
    const { type, fields } = groups.get(object)!;
    parts.set(object, its);
    return fields
      .filter((field) => !its.has(field))
      .map((field) => {
        const result = builder.value(type.fields.get(field)!);
        its.set(field, result);
        return { kind: 'const', result, value: undefined, origin };
      });
  };
  const rewriteOp = (op: Op): readonly Op[] => {
    switch (op.kind) {
      case 'alloc':
        if (!groups.has(op.result) || op.init.form !== 'object') return [substitute(op, by, region)];
        return part(op.result, new Map(op.init.fields.map(({ name, value }) => [name, use(value)])), op.origin);
      case 'get': {
        const its = parts.get(op.object);
        if (its === undefined) return [substitute(op, by, region)];
        const field = its.get(op.field);
        if (field === undefined) return [{ kind: 'const', result: op.result, value: undefined, origin: op.origin }];
        replaced.set(op.result, field);
        return [];
      }
      case 'loop': {
        const initial = spread(op.initial);
        const params = declare(op.params);
        const [test, body] = [region(op.test), region(op.body)];
        return [{ ...op, initial, params, test, body, results: declare(op.results) }];
      }
      case 'if': {
        const [then, otherwise] = [region(op.then), region(op.else)];
        return [{ ...op, test: use(op.test), then, else: otherwise, results: declare(op.results) }];
      }
      case 'block': {
        const body = region(op.body);
        return [{ ...op, body, results: declare(op.results) }];
      }
      default:
        return [substitute(op, by, region)];
    }
  };
  const body = region(fn.body);
  return { ...fn, body, values: valuesOf(builder.values, groups, replaced) };
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The values that are left. */
function valuesOf(
  values: IrFunction['values'],
  groups: ReadonlyMap<ValueId, Group>,
  replaced: ReadonlyMap<ValueId, ValueId>,
): IrFunction['values'] {
  return new Map([...values].filter(([value]) => !groups.has(value) && !replaced.has(value)));
}
