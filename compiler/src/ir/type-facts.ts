/** Questions about IR types that several passes ask. */

import type { ArrayKinds, ArrayType, ClassRef, IrType, ObjectType } from './types.js';

export const NUMBER: IrType = { kind: 'number' };
export const BOOLEAN: IrType = { kind: 'boolean' };
export const VOID: IrType = { kind: 'void' };
export const FLOATS: ArrayType = { kind: 'array', storage: 'Float64Array', element: NUMBER, fixedLength: undefined };
export const TAPE: IrType = { kind: 'tape' };

/** The type without `undefined` and `null`. */
export function present(type: IrType): IrType {
  return type.kind === 'maybe' ? present(type.of) : type;
}

/** A number, possibly missing: what has a tangent by value. */
export function isScalar(type: IrType): boolean {
  return present(type).kind === 'number';
}

/** Whether the cells of a type are found by keys that the run chooses. */
export function isKeyed(type: IrType): boolean {
  return present(type).kind === 'keyed';
}

/** What the cells hold of an array, or of what is keyed. */
export function elementOf(type: IrType): IrType | undefined {
  const t = present(type);
  return t.kind === 'array' || t.kind === 'keyed' ? t.element : undefined;
}

/** An array or object whose memory the IR describes. */
export function isReference(type: IrType): boolean {
  const kind = present(type).kind;
  return kind === 'array' || kind === 'keyed' || kind === 'object' || kind === 'tape';
}

/** Whether values of the type hold arrays or objects. */
export function holdsReferences(type: IrType): boolean {
  const own = present(type);
  if (own.kind === 'object') return [...own.fields.values()].some(isReference);
  return (own.kind === 'array' || own.kind === 'keyed') && isReference(own.element);
}

const tangents = new WeakMap<ObjectType, boolean>();

/** Whether values of the type can carry a derivative. */
export function hasTangent(type: IrType): boolean {
  switch (type.kind) {
    case 'number':
      return true;
    case 'maybe':
      return hasTangent(type.of);
    case 'array':
    case 'keyed':
      return hasTangent(type.element);
    case 'object': {
      const known = tangents.get(type);
      if (known !== undefined) return known;
      tangents.set(type, false); // a cycle alone adds nothing
      const found = [...type.fields.values()].some(hasTangent);
      tangents.set(type, found);
      return found;
    }
    default:
      return false;
  }
}

/** What stands for the derivative of a Float32Array: doubles in reverse mode; in forward mode these or what the user hands in. */
export type OfSingle = 'double' | 'either';

const shadows: Record<OfSingle, WeakMap<ObjectType, ObjectType>> = { double: new WeakMap(), either: new WeakMap() };

/** The type of a shadow: the same structure with the differentiable parts only; float arrays in double precision. */
export function shadowType(type: IrType): IrType {
  return derivativeType(type, 'double');
}

/** The type of a tangent inside of companions: as that of a shadow, but what the user hands in has the storage of the value. */
export function tangentType(type: IrType): IrType {
  return derivativeType(type, 'either');
}

/** The type of a tangent as it is handed to the user: as that of the value, but for structures of which the tangent has not all. */
export function handedOutType(type: IrType): IrType {
  const isPartial = mentions(type, (part) => part.kind === 'object' && [...part.fields.values()].some(mayLack));
  const own = writable(type.kind === 'maybe' ? { kind: 'maybe', of: type.of } : type);
  return mentions(type, isOfClass) || (isPartial && keepsStorage(type)) ? tangentType(type) : own;
}

/** The type of an array, and of those in it, that may be written. */
function writable(type: IrType): IrType {
  if (type.kind === 'maybe') return { ...type, of: writable(type.of) };
  if (type.kind !== 'array' || type.kinds !== undefined || type.instance !== undefined) return type;
  const { readOnly: _readOnly, ...plain } = type;
  return { ...plain, element: writable(type.element) };
}

/** Whether the tangent of a structure may lack what stands for this field. */
const mayLack = (field: IrType): boolean => field.kind === 'maybe' || !hasTangent(field);

const isOfClass = (type: IrType): boolean =>
  (type.kind === 'object' && type.ofClass === true) || (type.kind === 'array' && type.instance !== undefined);

function mentions(type: IrType, test: (part: IrType) => boolean, seen = new Set<IrType>()): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  if (test(type)) return true;
  switch (type.kind) {
    case 'array':
    case 'keyed':
      return mentions(type.element, test, seen);
    case 'maybe':
      return mentions(type.of, test, seen);
    case 'object':
      return [...type.fields.values()].some((field) => mentions(field, test, seen));
    default:
      return false;
  }
}

function derivativeType(type: IrType, ofSingle: OfSingle): IrType {
  switch (type.kind) {
    case 'array': {
      if (type.kinds !== undefined) return derivativeOfAny(type, type.kinds, ofSingle);
      const { instance: _class, readOnly: _readOnly, ...plain } = type;
      return {
        ...plain,
        storage: type.storage === 'Array' ? 'Array' : 'Float64Array',
        element: inside(type.element, ofSingle),
        ...(type.storage === 'Float32Array' && ofSingle === 'either' && { mayBeSingle: true }),
      };
    }
    case 'keyed':
      return { ...type, element: inside(type.element, ofSingle) };
    case 'maybe':
      return { kind: 'maybe', of: derivativeType(type.of, ofSingle) };
    case 'object': {
      const known = shadows[ofSingle].get(type);
      if (known !== undefined) return known;
      const fields = new Map<string, IrType>();
      // Private fields are in a shadow, but not in its type by that name: the fields are written out, unless types depend on the name.
      const isWritten = type.tuple || (type.hidden !== undefined && !type.related && type.beyond === undefined);
      const text = isWritten || type.text === undefined ? undefined : derivativeText(type, type.text, ofSingle);
      const hidden = isWritten ? [] : [...(type.hidden ?? [])];
      const beyond = new Map([...(type.beyond ?? []), ...hidden.map((name) => [name, undefined] as const)]);
      const shadow: ObjectType = {
        kind: 'object',
        fields,
        tuple: type.tuple,
        text,
        ...((type.promisesMore || type.related || (text !== undefined && isLessThanWritten(type))) && {
          promisesMore: true,
        }),
        ...(beyond.size > 0 && { beyond }),
      };
      shadows[ofSingle].set(type, shadow);
      for (const [name, field] of type.fields) {
        if (hasTangent(field)) fields.set(name, inside(field, ofSingle));
        else if (type.tuple) fields.set(name, { kind: 'opaque', text: 'undefined' });
      }
      return shadow;
    }
    default:
      return type;
  }
}

/**
 * Whether the written derivative of a type has fields that its shadow lacks: `Tangent` leaves out text, but neither lists nor records
 * of text, which carry no derivative either.
 */
export function isLessThanWritten(type: ObjectType): boolean {
  return [...type.fields.values()].some((field) => !hasTangent(field) && !isInert(present(field)));
}

const inertTexts =
  /^(?:bigint|symbol|null|undefined|void|Date|RegExp|DataView|ArrayBuffer|(?:Readonly)?Set<.*>|(?:Big)?(?:Int|Uint)\w*Array(?:<\w+>)?|.*=>.*)$/s;

/** What the written derivative of a structure leaves out by its kind. */
function isInert(type: IrType): boolean {
  return type.kind === 'opaque' ? inertTexts.test(type.text) : !isReference(type);
}

function derivativeOfAny(type: ArrayType, { list, converted }: ArrayKinds, ofSingle: OfSingle): IrType {
  const mayBeSingle = converted && ofSingle === 'either';
  if (!list) return { ...FLOATS, ...(mayBeSingle && { mayBeSingle }) };
  const text = mayBeSingle ? 'number[] | Float64Array | Float32Array' : 'number[] | Float64Array';
  return { ...type, kinds: { list, converted: mayBeSingle, integers: false, text } };
}

/** Integers have no derivative, so that nothing stands in its place inside of a structure. */
function inside(type: IrType, ofSingle: OfSingle): IrType {
  const derivative = derivativeType(type, ofSingle);
  return mayHoldIntegers(type) && derivative.kind !== 'maybe' ? { kind: 'maybe', of: derivative } : derivative;
}

/** The class that a value is an instance of, where its type tells: not one derived from it. */
export function exactClass(type: IrType): ClassRef | undefined {
  return type.kind === 'object' ? type.exact : type.kind === 'array' ? type.instance?.exact : undefined;
}

export function sameClass(a: ClassRef, b: ClassRef): boolean {
  return a.file === b.file && a.name === b.name;
}

/** Whether a value may be an array of integers as well as one of numbers. */
export function mayHoldIntegers(type: IrType): boolean {
  const t = present(type);
  return t.kind === 'array' && t.kinds?.integers === true;
}

/** How a shadow of a type is written, or a tangent inside of companions; `text` is how the type is. */
export function derivativeText(type: IrType, text: string, ofSingle: OfSingle): string {
  if (text.startsWith('Tangent<')) return text; // the shadow of a shadow is one itself
  const isUnion = type.kind === 'object' && type.ofUnion === true;
  const isOwn = text.includes('|') && !isUnion && !holdsInstances(type);
  if (keepsStorage(type)) return isOwn ? text : `Tangent<${text}>`;
  return `Tangent<${text}, Float64Array${ofSingle === 'either' ? ' | Float32Array' : ''}>`;
}

/** Whether there are arrays in it that are instances of classes, whose derivatives are not. */
function holdsInstances(type: IrType, seen = new Set<IrType>()): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  const t = present(type);
  if (t.kind === 'array') return t.instance !== undefined || holdsInstances(t.element, seen);
  if (t.kind === 'keyed') return holdsInstances(t.element, seen);
  return t.kind === 'object' && [...t.fields.values()].some((field) => holdsInstances(field, seen));
}

/** The name of arrays of numbers whose kind only the run knows. */
export const ANY_NUMBERS = 'numbers';

/** The name of a type among those of references: types of one name are not told apart. */
export function aliasKey(type: IrType): string {
  const t = present(type);
  switch (t.kind) {
    case 'array':
      if (t.kinds !== undefined) return ANY_NUMBERS;
      return `${t.storage}<${t.storage === 'Array' ? aliasKey(t.element) : 'number'}>`;
    case 'keyed':
      return `${t.container}<${aliasKey(t.element)}>`;
    case 'object':
      return `{${[...t.fields.keys()].sort().join(',')}}`;
    case 'opaque':
      return 'opaque';
    default:
      return t.kind;
  }
}

/**
 * Whether what is written through a reference of one type can be read through one of the other. TypeScript's types are structural, so that
 * one object may be given where different sets of its fields are asked for: it matters where these have a field in common.
 *
 * @param a, b from `aliasKey`.
 */
export function mayBeOneObject(a: string, b: string): boolean {
  if (a === b) return true;
  if (a === ANY_NUMBERS) return isListOfNumbers(b);
  if (b === ANY_NUMBERS) return isListOfNumbers(a);
  if (isOfRecord(a) || isOfRecord(b)) return [a, b].every((key) => isOfRecord(key) || fieldNames(key) !== undefined);
  const [inA, inB] = [elementKey(a), elementKey(b)];
  if (inA !== undefined && inB !== undefined) return inA === 'opaque' || inB === 'opaque' || mayBeOneObject(inA, inB);
  const [fieldsOfA, fieldsOfB] = [fieldNames(a), fieldNames(b)];
  return fieldsOfA !== undefined && fieldsOfB !== undefined && fieldsOfA.some((name) => fieldsOfB.includes(name));
}

/** Whether a reference of this name may be one to an array of numbers, or to an object that looks like one. */
function isListOfNumbers(key: string): boolean {
  if (/^\w+<(?:number|opaque)>$/.test(key)) return true;
  return fieldNames(key)?.some((name) => name === 'length' || /^\d+$/.test(name)) === true;
}

/** An object may be given for a record, whatever its fields are called. */
const isOfRecord = (key: string): boolean => key.startsWith('record<');

function elementKey(key: string): string | undefined {
  return /^(?:Array|Map)<(.*)>$/s.exec(key)?.[1];
}

function fieldNames(key: string): readonly string[] | undefined {
  return /^\{(.*)\}$/s.exec(key)?.[1]?.split(',');
}

/** Whether a shadow has the storage of its primal, and so can be handed out as a gradient or tangent. */
export function keepsStorage(type: IrType, seen = new Set<IrType>()): boolean {
  if (seen.has(type)) return true;
  seen.add(type);
  const t = present(type);
  if (t.kind === 'array' && t.kinds !== undefined) return !t.kinds.converted && !t.kinds.integers;
  if (t.kind === 'array') return t.storage !== 'Float32Array' && keepsStorage(t.element, seen);
  if (t.kind === 'keyed') return keepsStorage(t.element, seen);
  if (t.kind === 'object') return [...t.fields.values()].every((field) => keepsStorage(field, seen));
  return true;
}
