/** From the checker's types to those of the IR. */

import type ts from 'typescript';
import type { IrType } from '../ir/types.js';
import { numberKinds } from './number-kinds.js';
import { walkTree } from './walk.js';

export type TypeTable = {
  readonly of: (type: ts.Type) => IrType;
  readonly at: (node: ts.Node) => IrType;
  readonly textOf: (type: ts.Type, within?: ts.Node) => string;
};

type Record = {
  readonly kind: 'object';
  readonly fields: Map<string, IrType>;
  readonly tuple: boolean;
  readonly text: string;
  readonly ofClass?: boolean;
  readonly promisesMore?: boolean;
  readonly hidden?: ReadonlySet<string>;
};

const maxDepth = 40;

export function createTypeTable(ts: typeof import('typescript'), program: ts.Program): TypeTable {
  const checker = program.getTypeChecker();
  const known = new Map<ts.Type, IrType>();
  /** Records without cycles, by their text and fields: a literal's type and the declared one are then the same. */
  const records = new Map<string, Record>();
  /** Records being filled; one that is met again while it is filled is cyclic and stays out of `records`. */
  const filling = new Map<IrType, { cyclic: boolean }>();
  const numbers = new Map<IrType, number>();

  let depth = 0;

  const textOf = (type: ts.Type, within?: ts.Node): string =>
    checker.typeToString(type, within, ts.TypeFormatFlags.NoTruncation);

  const of = (type: ts.Type): IrType => {
    const found = known.get(type);
    if (found !== undefined) {
      const state = filling.get(found);
      if (state !== undefined) state.cyclic = true;
      return found;
    }
    // A generic type may mention itself with ever larger arguments.
    if (depth > maxDepth) {
      const made = opaque(type);
      known.set(type, made);
      return made;
    }
    depth += 1;
    const made = convert(type);
    depth -= 1;
    known.set(type, made);
    return made;
  };

  const opaque = (type: ts.Type): IrType =>
    carriesNumbers(type, 0)
      ? { kind: 'opaque', text: textOf(type), carries: true }
      : { kind: 'opaque', text: textOf(type), ...(isCallable(type) && { callable: true }) };

  const isCallable = (type: ts.Type): boolean =>
    type.isUnion() ? type.types.some(isCallable) : type.getCallSignatures().length > 0;

  /** Whether a value may hold numbers that are not in a string, a function or an integer array. */
  const carriesNumbers = (type: ts.Type, level: number): boolean => {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NumberLike)) return true;
    if (level > 4) return false;
    const inside = (inner: ts.Type): boolean => carriesNumbers(inner, level + 1);
    if (type.flags & (ts.TypeFlags.Union | ts.TypeFlags.Intersection))
      return (type as ts.UnionOrIntersectionType).types.some(inside);
    if (!(type.flags & ts.TypeFlags.Object) || type.getCallSignatures().length > 0) return false;
    const symbol = type.getSymbol();
    if (symbol?.name === 'Float64Array' || symbol?.name === 'Float32Array') return true;
    if (checker.isArrayType(type) || checker.isTupleType(type))
      return checker.getTypeArguments(type as ts.TypeReference).some(inside);
    const indexed = (): boolean => checker.getIndexInfosOfType(type).some((info) => inside(info.type));
    if (symbol !== undefined && isFromLibrary(symbol) && !isMappedOrLiteral(type)) {
      // What holds numbers says so in its parameters or by an index: `ArrayLike<number>`, `Map<string, number>`.
      const held =
        (type as ts.TypeReference).target === undefined ? [] : checker.getTypeArguments(type as ts.TypeReference);
      return !/^(Big)?(Ui|I)nt\d+/.test(symbol.name) && (held.some(inside) || indexed());
    }
    return (
      indexed() ||
      checker
        .getPropertiesOfType(type)
        .some((property) => !(property.flags & ts.SymbolFlags.Method) && inside(checker.getTypeOfSymbol(property)))
    );
  };

  const convert = (type: ts.Type): IrType => {
    const { flags } = type;
    if (flags & ts.TypeFlags.BooleanLike) return { kind: 'boolean' };
    if (flags & ts.TypeFlags.Union) return convertUnion(type as ts.UnionType);
    if (flags & ts.TypeFlags.NumberLike) return { kind: 'number' };
    if (flags & ts.TypeFlags.StringLike) return { kind: 'string' };
    if (flags & ts.TypeFlags.Void) return { kind: 'void' };
    if (flags & ts.TypeFlags.Instantiable) {
      const constraint = checker.getBaseConstraintOfType(type);
      return constraint === undefined || constraint === type ? opaque(type) : of(constraint);
    }
    if (flags & ts.TypeFlags.Intersection) return convertIntersection(type as ts.IntersectionType);
    if (flags & ts.TypeFlags.Object) return convertObject(type);
    return opaque(type);
  };

  const convertUnion = (type: ts.UnionType): IrType => {
    const absent = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;
    const present = type.types.filter((member) => !(member.flags & absent));
    const members = present.map(of);
    const [first, ...others] = members;
    if (first === undefined) return opaque(type);
    const numbers = others.length === 0 ? undefined : anyNumbers(present);
    if (numbers !== undefined) return present.length === type.types.length ? numbers : { kind: 'maybe', of: numbers };
    if (!others.every((other) => sameType(other, first))) return opaque(type);
    return present.length === type.types.length ? first : { kind: 'maybe', of: first };
  };

  /** A branded number is a number; an intersection of records has the fields of all. */
  const convertIntersection = (type: ts.IntersectionType): IrType => {
    const scalar = type.types.map(of).find((member) => member.kind === 'number' || member.kind === 'string');
    return scalar ?? convertRecord(type);
  };

  const convertObject = (type: ts.Type): IrType => {
    const symbol = type.getSymbol();
    if (checker.isTupleType(type)) return convertTuple(type as ts.TupleTypeReference);
    if (checker.isArrayType(type)) {
      const element = checker.getTypeArguments(type as ts.TypeReference)[0];
      return element === undefined ? opaque(type) : arrayOf(of(element));
    }
    if (symbol !== undefined && isFromLibrary(symbol)) {
      if (symbol.name === 'Float64Array' || symbol.name === 'Float32Array')
        return { kind: 'array', storage: symbol.name, element: { kind: 'number' }, fixedLength: undefined };
      const numbers = anyNumbers([type]);
      if (numbers !== undefined) return numbers;
      if (!isMappedOrLiteral(type)) return opaque(type);
    }
    return convertRecord(type);
  };

  const convertTuple = (type: ts.TupleTypeReference): IrType => {
    const flags = type.target.elementFlags;
    if (flags.some((flag) => flag !== ts.ElementFlags.Required)) return opaque(type);
    const elements = checker.getTypeArguments(type);
    const first = elements[0];
    if (first === undefined) return { kind: 'array', storage: 'Array', element: opaque(type), fixedLength: 0 };
    if (elements.every((element) => sameType(of(element), of(first)))) return arrayOf(of(first), elements.length);
    const names = elements.map((element, index) => ({ name: String(index), type: element, optional: false }));
    return fill(type, names, true);
  };

  const convertRecord = (type: ts.Type): IrType => {
    const unnamed =
      type.getCallSignatures().length > 0 ||
      type.getConstructSignatures().length > 0 ||
      checker.getIndexInfosOfType(type).length > 0;
    const isClass = type.isClass() || (type.symbol?.flags & ts.SymbolFlags.Class) !== 0;
    const all = checker.getPropertiesOfType(type);
    if (isClass && all.some(isOutside)) return opaque(type);
    const properties = isClass ? all.filter((property) => property.flags & ts.SymbolFlags.Property) : all;
    if (unnamed || properties.length === 0 || properties.some((property) => !isPlain(property, isClass)))
      return opaque(type);
    if (isComputedElsewhere(type, properties)) return opaque(type);
    const fields = properties.map((property) => ({
      name: property.name,
      type: checker.getTypeOfSymbol(property),
      optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
    }));
    const promisesMore = isClass && all.some((member) => member.flags & ts.SymbolFlags.Accessor);
    const hidden = new Set(properties.filter(isHidden).map(({ name }) => name));
    return fill(type, fields, false, {
      ...(isClass && { ofClass: true }),
      ...(promisesMore && { promisesMore }),
      ...(hidden.size > 0 && { hidden }),
    });
  };

  /** The project's classes with accessors, and the names of these. */
  let computing: readonly { readonly type: ts.Type; readonly names: ReadonlySet<string> }[] | undefined;

  /** Whether what is a field by this type is computed by a class whose instances may be given for it: a derivative would get lost there. */
  const isComputedElsewhere = (type: ts.Type, properties: readonly ts.Symbol[]): boolean => {
    computing ??= program.getSourceFiles().flatMap((file) => {
      const found: { type: ts.Type; names: ReadonlySet<string> }[] = [];
      if (file.isDeclarationFile || !/\b(?:get|set|accessor)\b/.test(file.text)) return found;
      walkTree(file, (node) => {
        if (!ts.isClassLike(node)) return;
        const names = node.members.flatMap((member) =>
          ts.isAccessor(member) || ts.isAutoAccessorPropertyDeclaration(member) ? [member.name.getText()] : [],
        );
        if (names.length > 0) found.push({ type: checker.getTypeAtLocation(node), names: new Set(names) });
      });
      return found;
    });
    return computing.some(
      (made) =>
        made.type !== type &&
        properties.some(({ name }) => made.names.has(name)) &&
        checker.isTypeAssignableTo(made.type, type),
    );
  };

  const isHidden = (property: ts.Symbol): boolean =>
    (property.declarations ?? []).some(
      (declaration) =>
        (ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0,
    );

  /** A member of a class of which the program has no source. */
  const isOutside = (member: ts.Symbol): boolean =>
    (member.declarations ?? []).some((declaration) => declaration.getSourceFile().isDeclarationFile);

  const isPlain = (property: ts.Symbol, ofClass: boolean): boolean => {
    if (property.flags & ts.SymbolFlags.Accessor || property.name.startsWith('__#') || property.name.startsWith('__@'))
      return false;
    return (property.declarations ?? []).every(
      (declaration) =>
        !(
          ts.getCombinedModifierFlags(declaration) &
          (ofClass
            ? ts.ModifierFlags.Accessor
            : ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Accessor)
        ),
    );
  };

  const fill = (
    type: ts.Type,
    fields: readonly { name: string; type: ts.Type; optional: boolean }[],
    tuple: boolean,
    more: Pick<Record, 'ofClass' | 'promisesMore' | 'hidden'> = {},
  ): IrType => {
    const record: Record = { kind: 'object', fields: new Map(), tuple, text: textOf(type), ...more };
    const state = { cyclic: false };
    known.set(type, record);
    filling.set(record, state);
    for (const field of fields) {
      const converted = of(field.type);
      const optional = field.optional && converted.kind !== 'maybe' && converted.kind !== 'opaque';
      record.fields.set(field.name, optional ? { kind: 'maybe', of: converted } : converted);
    }
    filling.delete(record);
    if (state.cyclic) return record;
    const key = [record.text, ...[...record.fields].map(([name, field]) => `${name}:${keyOf(field)}`)].join('|');
    const twin = records.get(key);
    if (twin !== undefined) return twin;
    records.set(key, record);
    return record;
  };

  const keyOf = (type: IrType): string => {
    switch (type.kind) {
      case 'array':
        return type.kinds !== undefined
          ? type.kinds.text
          : `${type.storage}<${keyOf(type.element)}>${type.fixedLength ?? ''}`;
      case 'maybe':
        return `${keyOf(type.of)}?`;
      case 'object': {
        const number = numbers.get(type) ?? numbers.size;
        numbers.set(type, number);
        return `#${number}`;
      }
      case 'opaque':
        return `opaque ${type.text}`;
      default:
        return type.kind;
    }
  };

  const isFromLibrary = (symbol: ts.Symbol): boolean =>
    (symbol.declarations ?? []).some((declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile()));

  /** `Partial<P>`, `Record<'a' | 'b', number>`: types of the library's making with the user's fields. */
  const isMappedOrLiteral = (type: ts.Type): boolean =>
    ((type as ts.ObjectType).objectFlags & (ts.ObjectFlags.Mapped | ts.ObjectFlags.ObjectLiteral)) !== 0;

  const anyNumbers = numberKinds(ts, checker, { isFromLibrary, of, textOf });

  const places = new Map<ts.Node, IrType>();
  /** The checker forgets the types of operators' operands: asked for each operator of a long sum it would check the sum again and again. */
  const at = (node: ts.Node): IrType => {
    const chain: ts.BinaryExpression[] = [];
    let start = node;
    while (!places.has(start) && ts.isBinaryExpression(start) && isArithmetic(start.operatorToken.kind)) {
      chain.push(start);
      start = start.left;
    }
    let type = places.get(start);
    if (type === undefined) places.set(start, (type = of(checker.getTypeAtLocation(start))));
    for (const operation of chain.reverse()) {
      const isNumber: boolean = type.kind === 'number' && at(operation.right).kind === 'number';
      type = isNumber ? type : of(checker.getTypeAtLocation(operation));
      places.set(operation, type);
    }
    return type;
  };

  /** Operators that make a number of two numbers. */
  const isArithmetic = (operator: ts.SyntaxKind): boolean =>
    operator >= ts.SyntaxKind.PlusToken &&
    operator <= ts.SyntaxKind.CaretToken &&
    operator !== ts.SyntaxKind.PlusPlusToken &&
    operator !== ts.SyntaxKind.MinusMinusToken;

  return { of, at, textOf };
}

export function arrayOf(element: IrType, fixedLength?: number): IrType {
  return { kind: 'array', storage: 'Array', element, fixedLength };
}

export function sameType(a: IrType, b: IrType): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'array':
      return (
        b.kind === 'array' &&
        a.storage === b.storage &&
        a.kinds?.text === b.kinds?.text &&
        a.fixedLength === b.fixedLength &&
        sameType(a.element, b.element)
      );
    case 'maybe':
      return b.kind === 'maybe' && sameType(a.of, b.of);
    case 'opaque':
      return b.kind === 'opaque' && a.text === b.text;
    case 'object':
      return false;
    default:
      return a.kind === b.kind;
  }
}

/** The type without `undefined` and `null`. */
export function present(type: IrType): IrType {
  return type.kind === 'maybe' ? type.of : type;
}

export function maybe(type: IrType): IrType {
  return type.kind === 'maybe' || type.kind === 'opaque' || type.kind === 'void' ? type : { kind: 'maybe', of: type };
}
