/** The types of the runtime's public calls: everything follows from the type of the differentiated function. */

export type FloatArray = Float64Array | Float32Array;

type IntegerArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** A set; a map would be one, structurally, but for its `get`. */
type InertSet = ReadonlySet<unknown> & { readonly get?: never };

/** What carries no derivative whatever it holds. */
type Inert =
  | string
  | boolean
  | bigint
  | symbol
  | null
  | undefined
  | Date
  | RegExp
  | IntegerArray
  | DataView
  | ArrayBuffer
  | InertSet
  | ((...args: never[]) => unknown)
  | (abstract new (...args: never[]) => unknown);

/**
 * What a derivative with respect to a T looks like; `undefined` where T carries no derivative. `Single` stands for that of a
 * Float32Array where it is no such array itself, which only companions see.
 */
export type Tangent<T, Single = unknown> = T extends number
  ? number
  : T extends FloatArray
    ? Floats<T, Single>
    : T extends Inert
      ? undefined
      : T extends ReadonlyMap<infer K, infer V>
        ? Map<K, Tangent<V, Single>>
        : T extends readonly unknown[]
          ? // Of a class that extends Array, a plain array.
            { [I in keyof T]: 0 } extends readonly unknown[]
            ? { -readonly [I in keyof T]: Tangent<T[I], Single> }
            : Tangent<T[number], Single>[]
          : [T, ArrayLike<number>] extends [ArrayLike<number>, T]
            ? Floats<Float64Array, Single> | Floats<Float32Array, Single> | number[] | undefined
            : T extends object
              ? Fields<T, Single>
              : undefined;

type Floats<T, Single> = T extends Float64Array ? T : unknown extends Single ? T : Single;

/** Drops inert fields one level deep on purpose: a recursive filter does not terminate on cyclic classes. */
type Fields<T, Single> = { -readonly [K in keyof T as T[K] extends Inert ? never : K]: Tangent<T[K], Single> };

/** Where the adjoints of a T accumulate: as its tangent, in doubles. */
export type Shadow<T> = Tangent<T, Float64Array>;

export type AnyFunction = (...args: never[]) => unknown;

/** The declared parameters, optional ones included; a rest parameter is one array. */
export type Declared<P extends readonly unknown[]> = number extends P['length']
  ? Required<P> extends readonly [infer First, ...infer Others]
    ? [First, ...Declared<Others>]
    : [rest: [...P]]
  : Required<P>;

/** One tangent for each declared parameter. */
export type Gradients<P extends readonly unknown[]> = TangentTuple<Declared<P>>;
type TangentTuple<D extends readonly unknown[]> = { -readonly [I in keyof D]: Tangent<D[I]> };

/** One tangent for each argument of the call, those of a rest parameter included. */
export type Tangents<P extends readonly unknown[]> = { -readonly [I in keyof P]-?: Tangent<P[I]> };

/** One declared parameter: its tangent. Several: a tuple over them. */
export type Gradient<P extends readonly unknown[]> =
  Declared<P> extends readonly [unknown] ? Gradients<P>[0] : Gradients<P>;

/** What `wrt` selects from the gradients. */
export type Selected<P extends readonly unknown[], W> = W extends number
  ? Gradients<P>[W]
  : W extends readonly number[]
    ? { -readonly [I in keyof W]: W[I] extends number ? Gradients<P>[W[I]] : never }
    : Gradient<P>;

/** The indices of the declared parameters. */
export type Indices<P extends readonly unknown[]> =
  Exclude<keyof Declared<P>, keyof (readonly unknown[])> extends infer I
    ? I extends `${infer N extends number}`
      ? N
      : never
    : never;
export type Wrt<P extends readonly unknown[]> = Indices<P> | readonly Indices<P>[];

/** `wrt`: a parameter's index, or a list of them. */
export interface WrtOption<P extends readonly unknown[], W extends Wrt<P> | undefined = undefined> {
  readonly wrt?: W;
}
/** `out`: the index of the parameter that the function writes its result into. */
export interface OutOption<P extends readonly unknown[], O extends Indices<P> | undefined = undefined> {
  readonly out?: O;
}

/** What counts as the function's result: what it returns, or what the parameter `out` holds at the end. */
export type Result<F extends AnyFunction, O> = O extends number ? Declared<Parameters<F>>[O] : ReturnType<F>;

/** F itself when it returns a number. */
export type Scalar<F extends AnyFunction> = F extends (...args: never[]) => number ? F : never;
