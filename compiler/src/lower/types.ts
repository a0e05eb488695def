/** From the checker's types to those of the IR. */

import type ts from 'typescript';
import type { ArrayInstance, ArrayType, ClassRef, IrType, KeyedType } from '../ir/types.js';
import { arrayInstance, extendsArray } from './array-classes.js';
import { hasTangent, sameClass } from '../ir/type-facts.js';
import { carriesNumbers, isAnything, isFromLibrary, isMappedOrLiteral } from './carries.js';
import { classNode, classRef, lineage, memberOf } from './classes.js';
import { areStrangers, declarationOf, familyOf, hasTwins, isRelated } from './families.js';
import { createInference, type Given } from './inferred.js';
import { computedIn, fieldsBeyond, hasModifier, isPlain, propertyOf } from './merged-fields.js';
import { numberKinds } from './number-kinds.js';
import { isOuter } from './walk.js';
import { symbolOf } from './assigned.js';
import { constructed } from './classes.js';
import { decided } from './known-tests.js';
import type { Received } from './known-texts.js';
import type { Names } from './resolve.js';
import { substitute } from './substitute.js';

export type TypeTable = {
  readonly of: (type: ts.Type) => IrType;
  /** The type of what `new` makes, an instance of the class itself and of none derived from it; or of a literal that is given for a type. */
  readonly exactly: (type: ts.Type) => IrType;
  readonly at: (node: ts.Node) => IrType;
  /** The checker's type of a node. */
  readonly typeAt: (node: ts.Node) => ts.Type;
  /** A type of the checker's, with what is bound in place of type parameters. */
  readonly resolve: (type: ts.Type) => ts.Type;
  readonly textOf: (type: ts.Type, within?: ts.Node) => string;
  /** The types of code in which type parameters are bound, and parameters whose types say too little receive something of a known type. */
  readonly under: (bindings: Bindings, given?: Given) => TypeTable;
  /** What is bound here and around. */
  readonly bindings: Bindings;
  readonly given: Given;
  /** What a function gives whose code has these types. */
  readonly returned: (fn: ts.SignatureDeclaration, isGuess?: boolean) => IrType;
  /** Whether a parameter is only assigned values of the type that it receives. */
  readonly keeps: (parameter: ts.Symbol) => boolean;
};

/** Type parameters, and what stands for them. */
export type Bindings = ReadonlyMap<ts.Type, ts.Type>;

type Record = {
  readonly kind: 'object';
  readonly fields: Map<string, IrType>;
  readonly tuple: boolean;
  readonly text: string;
  readonly ofClass?: boolean;
  readonly promisesMore?: boolean;
  readonly hidden?: ReadonlySet<string>;
  readonly fixed?: ReadonlySet<string>;
  readonly beyond?: ReadonlyMap<string, ClassRef | undefined>;
  readonly ofUnion?: boolean;
  readonly computed?: ReadonlySet<string>;
  readonly related?: boolean;
  readonly exact?: ClassRef;
};

const maxDepth = 40;

/** How often it is asked what functions give whose results have no type. */
const maxAsked = 5000;

export function createTypeTable(ts: typeof import('typescript'), program: ts.Program): TypeTable {
  const checker = program.getTypeChecker();
  const names = { ts, checker, program };
  const known = new Map<ts.Type, IrType>();
  const exacts = new Map<ts.Type, IrType>();
  /** Records without cycles, by their text and fields: a literal's type and the declared one are then the same. */
  const records = new Map<string, Record>();
  /** Records being filled; one that is met again while it is filled is cyclic and stays out of `records`. */
  const filling = new Map<IrType, { cyclic: boolean }>();
  const numbers = new Map<IrType, number>();

  let depth = 0;

  /** What kind of buffer is behind an array of numbers makes no difference, and emitted code does not say it. */
  const textOf = (type: ts.Type, within?: ts.Node): string =>
    checker
      .typeToString(type, within, ts.TypeFormatFlags.NoTruncation)
      .replace(/\b(Float(?:32|64)Array)<ArrayBuffer(?:Like)?>/g, '$1');

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
    carriesNumbers(names, type)
      ? {
          kind: 'opaque',
          text: textOf(type),
          carries: true,
          ...(isOfArrays(type) && { ofArrays: true }),
          ...(isAnything(names, type) && { ofAnything: true }),
        }
      : { kind: 'opaque', text: textOf(type), ...(isCallable(type) && { callable: true }) };

  const isOfArrays = (type: ts.Type): boolean => {
    const node = declarationOf(names, type);
    return node !== undefined && extendsArray(names, node);
  };

  const isCallable = (type: ts.Type): boolean =>
    type.isUnion() ? type.types.some(isCallable) : type.getCallSignatures().length > 0;

  const convert = (type: ts.Type): IrType => {
    const { flags, aliasSymbol, aliasTypeArguments } = type;
    const [frozen] =
      aliasSymbol?.name === 'Readonly' && isFromLibrary(names, aliasSymbol) ? (aliasTypeArguments ?? []) : [];
    const writable = frozen && frozen !== type ? of(frozen) : undefined;
    if (writable?.kind === 'array') return readOnly(writable);
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
    const isNull = type.types.some(({ flags }) => flags & ts.TypeFlags.Null);
    const isMissing = type.types.some(({ flags }) => flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void));
    const orNothing = (found: IrType): IrType =>
      present.length === type.types.length
        ? found
        : { kind: 'maybe', of: found, ...(isNull && { nothing: isMissing ? 'either' : 'null' }) };
    const [first, ...others] = members;
    if (first === undefined) return opaque(type);
    const numbers = others.length === 0 ? undefined : anyNumbers(present);
    if (numbers !== undefined) return orNothing(numbers);
    const list = listOf(members);
    if (list !== undefined) return orNothing(list);
    if (!others.every((other) => sameType(other, first))) {
      const merged = known.get(type) ?? mergeRecords(type, present, members);
      return merged.kind === 'object' ? orNothing(merged) : merged;
    }
    return orNothing(members.find(isReadOnly) ?? first);
  };

  /** Lists, some of them instances of classes, are lists. */
  const listOf = (members: readonly IrType[]): IrType | undefined => {
    const [first] = members;
    if (first?.kind !== 'array' || members.length < 2) return undefined;
    const isList = (each: IrType): boolean =>
      each.kind === 'array' &&
      each.storage === 'Array' &&
      each.kinds === undefined &&
      each.fixedLength === undefined &&
      sameType(each.element, first.element);
    const isInstance = members.some((each) => each.kind === 'array' && each.instance !== undefined);
    return isInstance && members.every(isList) ? arrayOf(first.element) : undefined;
  };

  /** Records of several kinds: the fields of all, of which a value has those of its own kind. */
  const mergeRecords = (union: ts.Type, types: readonly ts.Type[], members: readonly IrType[]): IrType => {
    const fields = new Map<string, { name: string; type: ts.Type; optional: boolean; count: number }>();
    const beyond = new Map<string, ClassRef | undefined>();
    const [hidden, fixed] = [new Set<string>(), new Set<string>()];
    for (const [index, member] of members.entries()) {
      if (member.kind !== 'object' || member.tuple) return opaque(union);
      for (const [name, held] of member.fields) {
        const field = propertyOf(names, types[index]!, name);
        const same = fields.get(name);
        if (field === undefined || held.kind === 'opaque') return opaque(union);
        if (same !== undefined && !sameType(of(same.type), held)) return opaque(union);
        const optional = (field.flags & ts.SymbolFlags.Optional) !== 0;
        fields.set(name, { name, type: checker.getTypeOfSymbol(field), optional, count: (same?.count ?? 0) + 1 });
        if (member.exact || member.beyond?.has(name)) beyond.set(name, member.beyond?.get(name) ?? member.exact);
      }
      for (const name of member.hidden ?? []) hidden.add(name);
      for (const name of member.fixed ?? []) fixed.add(name);
    }
    const isCommon = (name: string): boolean =>
      fields.get(name)!.count === members.length &&
      !members.some((each) => each.kind === 'object' && each.beyond?.has(name));
    const more = new Map(
      [...fields.keys()].flatMap((name) => (isCommon(name) ? [] : [[name, beyond.get(name)] as const])),
    );
    const computed = computedIn(names, familyOf(names, union), [...fields.values()]);
    return fill(union, [...fields.values()], false, {
      ofUnion: true,
      ...(computed.length > 0 && { computed: new Set(computed) }),
      ...(members.some((each) => each.kind === 'object' && each.ofClass) && { ofClass: true }),
      ...(hidden.size > 0 && { hidden }),
      ...(fixed.size > 0 && { fixed }),
      ...(more.size > 0 && { beyond: more }),
    });
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
      if (element === undefined) return opaque(type);
      return symbol?.name === 'ReadonlyArray' ? readOnly(arrayOf(of(element))) : arrayOf(of(element));
    }
    if (symbol !== undefined && isFromLibrary(names, symbol)) {
      if (symbol.name === 'Float64Array' || symbol.name === 'Float32Array')
        return { kind: 'array', storage: symbol.name, element: { kind: 'number' }, fixedLength: undefined };
      const numbers = anyNumbers([type]);
      if (numbers !== undefined) return numbers;
      const keyed = convertMap(type, symbol);
      if (keyed !== undefined) return keyed;
      if (!isMappedOrLiteral(names, type)) return opaque(type);
    }
    return convertArrayClass(type) ?? convertKeys(type) ?? convertRecord(type);
  };

  /** A `Map` of numbers. */
  const convertMap = (type: ts.Type, { name }: ts.Symbol): IrType | undefined => {
    if (name !== 'Map' && name !== 'ReadonlyMap') return undefined;
    const [key, element] = checker.getTypeArguments(type as ts.TypeReference);
    return key && element && keyedOf('Map', of(key), of(element));
  };

  /** `Record<string, number>`: a type that says nothing of its fields but what they hold. One whose keys are numbers may be an array. */
  const convertKeys = (type: ts.Type): IrType | undefined => {
    const [info, ...others] = checker.getIndexInfosOfType(type);
    const isMore =
      others.length > 0 ||
      checker.getPropertiesOfType(type).length > 0 ||
      type.getCallSignatures().length > 0 ||
      type.getConstructSignatures().length > 0;
    if (info === undefined || isMore || type.isClass()) return undefined;
    const key = of(info.keyType);
    return key.kind === 'string' ? keyedOf('record', key, of(info.type)) : undefined;
  };

  /** A key that holds a derivative itself would lose it among the keys. */
  const keyedOf = (container: KeyedType['container'], key: IrType, element: IrType): IrType | undefined => {
    const isInert = key.kind === 'number' || !(hasTangent(key) || (key.kind === 'opaque' && key.carries === true));
    return isInert && element.kind === 'number' ? { kind: 'keyed', container, key, element } : undefined;
  };

  /** @param exact an instance of the class itself. */
  const convertArrayClass = (type: ts.Type, exact = false): IrType | undefined => {
    const node = declarationOf(names, type);
    const instance = node && arrayInstance(names, node, type);
    if (node === undefined || instance === undefined) return undefined;
    const { element, line } = instance;
    const family = familyOf(names, type);
    const isExact = exact || (family.length === 1 && family[0] === node && !hasTwins(names, type));
    return {
      kind: 'array',
      storage: 'Array',
      element: of(element),
      fixedLength: undefined,
      instance: { text: textOf(type), line, ...(isExact && line[0] && { exact: line[0] }) },
    };
  };

  const convertTuple = (type: ts.TupleTypeReference): IrType => {
    const flags = type.target.elementFlags;
    if (flags.some((flag) => flag !== ts.ElementFlags.Required)) return opaque(type);
    const elements = checker.getTypeArguments(type);
    const first = elements[0];
    if (first === undefined) return { kind: 'array', storage: 'Array', element: opaque(type), fixedLength: 0 };
    if (elements.every((element) => sameType(of(element), of(first)))) {
      const list = arrayOf(of(elements.find((element) => isReadOnly(of(element))) ?? first), elements.length);
      return type.target.readonly ? readOnly(list) : list;
    }
    const names = elements.map((element, index) => ({ name: String(index), type: element, optional: false }));
    return fill(type, names, true);
  };

  /**
   * A type that several classes of the project stand for has the fields of them all: which of them a value really has, the
   * class says that it is asked for before its code is called.
   *
   * @param exact an instance of the class itself.
   */
  const convertRecord = (type: ts.Type, exact = false): IrType => {
    const unnamed =
      type.getCallSignatures().length > 0 ||
      type.getConstructSignatures().length > 0 ||
      checker.getIndexInfosOfType(type).length > 0;
    const isClass = type.isClass() || (type.symbol?.flags & ts.SymbolFlags.Class) !== 0;
    const all = checker.getPropertiesOfType(type);
    if (unnamed || (isClass && all.some(isOutside))) return opaque(type);
    const own = declarationOf(names, type);
    const family = familyOf(names, type);
    const others = exact ? [] : family.filter((node) => node !== own);
    const isHeld = (name: string): boolean =>
      own !== undefined && memberOf(names, own, name, 'method', false)?.kind === 'code';
    const isCode = ({ name, flags }: ts.Symbol): boolean =>
      flags & ts.SymbolFlags.Property ? isHeld(name) : isClass || (flags & ts.SymbolFlags.Method) !== 0;
    const properties = isClass || others.length > 0 ? all.filter((property) => !isCode(property)) : all;
    if (properties.length === 0 && family.length === 0) return opaque(type);
    if (properties.some((property) => !isPlain(names, property, isClass))) return opaque(type);
    // What computes a field by code that is not followed, and may be given by chance only, is told from other objects by the run (`dispatch.ts`).
    const isUnknown = (node: ts.ClassLikeDeclaration): boolean =>
      properties.some(({ name }) => memberOf(names, node, name, 'get', false)?.kind === 'unknown');
    if (others.some((node) => isUnknown(node) && !areStrangers(names, type, node))) return opaque(type);
    const more = fieldsBeyond(
      names,
      properties,
      others.filter((node) => !isUnknown(node)),
    );
    if (more === undefined) return opaque(type);
    const fields = [...properties, ...more.keys()].map((property) => ({
      name: property.name,
      type: checker.getTypeOfSymbol(property),
      optional: (property.flags & ts.SymbolFlags.Optional) !== 0,
    }));
    const promisesMore = isClass && all.some((member) => member.flags & ts.SymbolFlags.Accessor);
    const named = (flags: ts.ModifierFlags): ReadonlySet<string> =>
      new Set(
        [...properties, ...more.keys()].filter((each) => hasModifier(names, each, flags)).map(({ name }) => name),
      );
    const hidden = named(ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
    const fixed = isClass || more.size > 0 ? named(ts.ModifierFlags.Readonly) : new Set<string>();
    const computed = exact ? [] : computedIn(names, family, fields);
    const node = own && classNode(names, own);
    const isExact = exact || (family.length === 1 && family[0] === own && !hasTwins(names, type));
    return fill(
      type,
      fields,
      false,
      {
        ...(isClass && { ofClass: true }),
        ...(promisesMore && { promisesMore }),
        ...(hidden.size > 0 && { hidden }),
        ...(fixed.size > 0 && { fixed }),
        ...(computed.length > 0 && { computed: new Set(computed) }),
        ...(more.size > 0 && { beyond: new Map([...more].map(([{ name }, of]) => [name, of])) }),
        ...(own && isRelated(names, own) && { related: true }),
        ...(isExact && node && { exact: classRef(names, node) }),
        ...(own && {
          line: lineage(names, own)
            .flatMap((each) => classNode(names, each) ?? [])
            .map((each) => classRef(names, each)),
        }),
      },
      exact ? exacts : known,
    );
  };

  /** A member of a class of which the program has no source. */
  const isOutside = (member: ts.Symbol): boolean =>
    (member.declarations ?? []).some((declaration) => declaration.getSourceFile().isDeclarationFile);

  const fill = (
    type: ts.Type,
    fields: readonly { name: string; type: ts.Type; optional: boolean }[],
    tuple: boolean,
    more: Omit<Record, 'kind' | 'fields' | 'tuple' | 'text'> = {},
    into: Map<ts.Type, IrType> = known,
  ): IrType => {
    const record: Record = { kind: 'object', fields: new Map(), tuple, text: textOf(type), ...more };
    const state = { cyclic: false };
    into.set(type, record);
    filling.set(record, state);
    for (const field of fields) {
      const converted = of(field.type);
      const optional = field.optional && converted.kind !== 'maybe' && converted.kind !== 'opaque';
      record.fields.set(field.name, optional ? { kind: 'maybe', of: converted } : converted);
    }
    filling.delete(record);
    if (state.cyclic) return record;
    // Classes of one name in two files are two.
    const home = record.ofClass === true ? (declarationOf(names, type)?.getSourceFile().fileName ?? '') : '';
    const beyond = [...(record.beyond ?? [])].map(([name, of]) => `${name} ${of?.file} ${of?.name}`);
    const own = [record.text, home, record.exact?.name ?? '', beyond.join()];
    const key = [...own, ...[...record.fields].map(([name, field]) => `${name}:${keyOf(field)}`)].join('|');
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
          : `${classKey(type.instance)}${type.storage}<${keyOf(type.element)}>${type.fixedLength ?? ''}`;
      case 'keyed':
        return `${type.container}<${keyOf(type.key)},${keyOf(type.element)}>`;
      case 'maybe':
        return `${keyOf(type.of)}?${type.nothing ?? ''}`;
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

  const classKey = (instance: ArrayInstance | undefined): string =>
    instance === undefined ? '' : `${instance.line[0]?.file} ${instance.text} ${instance.exact !== undefined} `;

  const anyNumbers = numberKinds(ts, checker, { isFromLibrary: (symbol) => isFromLibrary(names, symbol), of, textOf });

  const exactly = (type: ts.Type): IrType => {
    const general = of(type);
    const isOne = declarationOf(names, type) !== undefined;
    const isMerged = general.kind === 'object' && (general.beyond ?? general.computed) !== undefined;
    const made =
      exacts.get(type) ??
      (general.kind === 'array' ? convertArrayClass(type, true) : undefined) ??
      (isOne || (isMerged && !type.isUnion()) ? convertRecord(type, true) : general);
    exacts.set(type, made);
    return made;
  };

  // A strict checker finds the types of variables itself, and knows where one has no value yet.
  const { strict = false, strictNullChecks = strict } = program.getCompilerOptions();
  const conversions = {
    ts,
    checker,
    names,
    of,
    exactly,
    textOf,
    isLoose: !strictNullChecks,
    results: new Map(),
    asked: { count: 0, open: 0 },
  };
  return withPlaces(conversions, new Map(), new Map());
}

type Conversions = {
  readonly ts: typeof import('typescript');
  readonly checker: ts.TypeChecker;
  readonly names: Names;
  readonly isLoose: boolean;
  /** What functions give, by what they receive. */
  readonly results: Map<ts.Node, { readonly given: Given; type: IrType | undefined }[]>;
  readonly asked: { count: number; open: number };
} & Pick<TypeTable, 'of' | 'exactly' | 'textOf'>;

/** The types of places in code in which type parameters are bound. */
function withPlaces(conversions: Conversions, bindings: Bindings, given: Given): TypeTable {
  const { ts, checker, isLoose, results, names } = conversions;
  const [parameters, bound] = [[...bindings.keys()], [...bindings.values()]];
  const resolve = (type: ts.Type): ts.Type =>
    parameters.length === 0 ? type : substitute(ts, checker, type, parameters, bound);
  const typeAt = (node: ts.Node): ts.Type => {
    const type = resolve(checker.getTypeAtLocation(node));
    return type.flags & ts.TypeFlags.Any ? (typeByClass(node) ?? type) : type;
  };
  /** `new this.constructor()` makes what `this` is, of which the checker does not know the type, nor of what is done with it. */
  const typeByClass = (node: ts.Node): ts.Type | undefined => {
    if (isOuter(ts, node)) return known(node.expression);
    if (ts.isNewExpression(node)) {
      const object = constructed(ts, node);
      return object && known(object);
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [signature] = known(node.expression)?.getCallSignatures() ?? [];
      return signature && checker.getReturnTypeOfSignature(signature);
    }
    if (ts.isPropertyAccessExpression(node)) {
      const owner = known(node.expression);
      const property = owner && checker.getPropertyOfType(checker.getApparentType(owner), node.name.text);
      return property && checker.getTypeOfSymbol(property);
    }
    const declaration = ts.isIdentifier(node) ? symbolOf(names, node)?.valueDeclaration : undefined;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
    const isConstant =
      (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0 && declaration.type === undefined;
    return isConstant && declaration.initializer ? known(declaration.initializer) : undefined;
  };
  const known = (node: ts.Node): ts.Type | undefined => {
    const type = typeAt(node);
    return type.flags & ts.TypeFlags.Any ? undefined : type;
  };
  const of = (type: ts.Type): IrType => conversions.of(resolve(type));

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
    if (type === undefined) {
      type = inference.beneath(start) ?? conversions.of(typeAt(start));
      if (isAny(type) || (given.size > 0 && isUnknown(type))) type = inference.infer(start) ?? type;
      if (!inference.isAssuming()) places.set(start, type);
    }
    for (const operation of chain.reverse()) {
      const isNumber: boolean = type.kind === 'number' && at(operation.right).kind === 'number';
      type = isNumber ? type : conversions.of(typeAt(operation));
      if (!inference.isAssuming()) places.set(operation, type);
    }
    return type;
  };

  const returned = (fn: ts.SignatureDeclaration, isGuess = false): IrType => {
    const signature = checker.getSignatureFromDeclaration(fn);
    const declared = signature && of(checker.getReturnTypeOfSignature(signature));
    const isOpen = declared !== undefined && isUnknown(declared) && (isAny(declared) || given.size > 0);
    return (isOpen ? inference.returned(fn, isGuess) : undefined) ?? declared ?? { kind: 'opaque', text: 'unknown' };
  };

  const resultOf = (fn: ts.SignatureDeclaration, received: Given): IrType | undefined => {
    let all = results.get(fn);
    if (all === undefined) results.set(fn, (all = []));
    const found = all.find((each) => isSameGiven(each.given, received));
    if (found !== undefined) return found.type;
    // A function that calls itself with ever larger types would have no end of results.
    if (all.length >= maxDepth || conversions.asked.count >= maxAsked) return undefined;
    conversions.asked.count += 1;
    const entry = { given: received, type: undefined as IrType | undefined };
    all.push(entry);
    const isWithin = conversions.asked.open > 0;
    conversions.asked.open += 1;
    const givenBack = (isGuess: boolean): IrType | undefined =>
      inferable(withPlaces(conversions, new Map(), received).returned(fn, isGuess));
    // What it gives by calling itself is first left aside, then assumed.
    const guess = (entry.type = givenBack(true));
    const sure = guess && givenBack(false);
    entry.type = guess !== undefined && sure !== undefined && sameType(guess, sure) ? sure : undefined;
    conversions.asked.open -= 1;
    // What is not known here may be as soon as that is which asks for it.
    if (isWithin && entry.type === undefined) all.splice(all.indexOf(entry), 1);
    return entry.type;
  };

  const isDecided = (condition: ts.Expression, received: Received): boolean | undefined =>
    decided(names, condition, received);
  const inference = createInference({ ts, checker, at, sameType, given, resultOf, isLoose, isDecided });

  /** Operators that make a number of two numbers. */
  const isArithmetic = (operator: ts.SyntaxKind): boolean =>
    operator >= ts.SyntaxKind.PlusToken &&
    operator <= ts.SyntaxKind.CaretToken &&
    operator !== ts.SyntaxKind.PlusPlusToken &&
    operator !== ts.SyntaxKind.MinusMinusToken;

  return {
    of,
    at,
    typeAt,
    resolve,
    bindings,
    given,
    returned,
    keeps: inference.keeps,
    exactly: (type) => conversions.exactly(resolve(type)),
    textOf: (type, within) => conversions.textOf(resolve(type), within),
    under: (more, received = new Map()) =>
      withPlaces(conversions, new Map([...bindings, ...more]), new Map([...given, ...received])),
  };
}

export function arrayOf(element: IrType, fixedLength?: number): ArrayType {
  return { kind: 'array', storage: 'Array', element, fixedLength };
}

/** Lists and tuples; arrays of other kinds are written as the user writes them. */
function readOnly(type: ArrayType): ArrayType {
  const isPlain = type.storage === 'Array' && type.kinds === undefined && type.instance === undefined;
  return isPlain ? { ...type, readOnly: true } : type;
}

/** Whether a list is `readonly`, or one in it. */
const isReadOnly = (type: IrType): boolean =>
  type.kind === 'array' && (type.readOnly === true || isReadOnly(type.element));

function isAny(type: IrType): boolean {
  return type.kind === 'array' ? isAny(type.element) : type.kind === 'opaque' && type.text === 'any';
}

/** Whether the structure of a type is not known. */
export function isUnknown(type: IrType): boolean {
  return type.kind === 'array' ? isUnknown(type.element) : type.kind === 'opaque';
}

const inferable = (type: IrType): IrType | undefined => (isUnknown(type) ? undefined : type);

/** Whether the same parameters receive the same. */
export function isSameGiven(a: Given, b: Given): boolean {
  const isSame = (type: IrType, other: IrType | undefined): boolean => other !== undefined && sameType(type, other);
  return a.size === b.size && [...a].every(([symbol, type]) => isSame(type, b.get(symbol)));
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
        sameInstance(a.instance, b.instance) &&
        sameType(a.element, b.element)
      );
    case 'keyed':
      return (
        b.kind === 'keyed' && a.container === b.container && sameType(a.key, b.key) && sameType(a.element, b.element)
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

function sameInstance(a: ArrayInstance | undefined, b: ArrayInstance | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const isOne = a.line[0] !== undefined && b.line[0] !== undefined && sameClass(a.line[0], b.line[0]);
  return isOne && (a.exact === undefined) === (b.exact === undefined);
}

/** The type without `undefined` and `null`. */
export function present(type: IrType): IrType {
  return type.kind === 'maybe' ? type.of : type;
}

export function maybe(type: IrType): IrType {
  return type.kind === 'maybe' || type.kind === 'opaque' || type.kind === 'void' ? type : { kind: 'maybe', of: type };
}
