/** Tests of the types of the public calls; types.test.ts has the compiler check this file. */

import {
  grad,
  gradientOf,
  jvp,
  register,
  shadow,
  shadows,
  stopGradient,
  take,
  valueAndGrad,
  vjp,
  type Tangent,
} from './index.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <T extends true>(): T => true as T;

declare function square(x: number): number;
declare function area(w: number, h: number): number;
declare function loss(w: Float64Array, xs: readonly number[], tag: string): number;
declare function scale(v: { x: number; y: number; name: string }, k?: number): { x: number; y: number };
declare function opt(x: number, k?: number): number;
declare function rest(...xs: number[]): number;
declare function mixed(w: Float64Array, ...xs: number[]): number;
declare function multiply(out: Float64Array, a: Float64Array, k: number): void;
class Node {
  value = 1;
  label = 'a';
  next: Node | null = null;
  children: Node[] = [];
  #hidden = 2;
  get twice() {
    return 2 * this.#hidden;
  }
  move(): void {}
}
declare function walk(n: Node): number;

// One parameter: bare; several: a tuple.
is<Equal<ReturnType<ReturnType<typeof grad<typeof square>>>, number>>();
const one = grad(square)(2);
is<Equal<typeof one, number>>();
const two = grad(area)(1, 2);
is<Equal<typeof two, [w: number, h: number]>>();
const optional = grad(opt)(1);
is<Equal<typeof optional, [x: number, k: number]>>();

// wrt
const first = grad(area, { wrt: 0 })(1, 2);
is<Equal<typeof first, number>>();
const listed = grad(area, { wrt: [1] })(1, 2);
is<Equal<typeof listed, [number]>>();
const [value, dw] = valueAndGrad(loss, { wrt: 0 })(new Float64Array(2), [1], 't');
is<Equal<typeof value, number>>();
is<Equal<typeof dw, Float64Array>>();

// A rest parameter is one array in gradients, and spread in tangents.
const spread = grad(rest)(1, 2, 3);
is<Equal<typeof spread, number[]>>();
const tail = grad(mixed)(new Float64Array(1), 2, 3);
is<Equal<typeof tail, [w: Float64Array, rest: number[]]>>();
const only = grad(mixed, { wrt: 1 })(new Float64Array(1), 2, 3);
is<Equal<typeof only, number[]>>();
jvp(mixed)([new Float64Array(1), 2, 3], [new Float64Array(1), 1, 0]);

// Structures
const structured = grad(loss)(new Float64Array(2), [1], 't');
is<Equal<(typeof structured)[0], Float64Array>>();
is<Equal<(typeof structured)[1], number[]>>();
is<Equal<(typeof structured)[2], undefined>>();
const cyclic = grad(walk)(new Node());
cyclic.value satisfies number;
cyclic.next?.children[0]?.value satisfies number | undefined;
// @ts-expect-error: text has no tangent
cyclic.label;
// @ts-expect-error: neither has a method
cyclic.move;

// jvp, vjp
const [sv, st] = jvp(scale)([{ x: 1, y: 2, name: 'n' }, 2], [{ x: 1, y: 0 }, 0]);
is<Equal<typeof sv, { x: number; y: number }>>();
is<Equal<typeof st, { x: number; y: number }>>();
const [, pull] = vjp(scale)({ x: 1, y: 2, name: 'n' }, 3);
const pulled = pull({ x: 1, y: 0 });
is<Equal<(typeof pulled)[0], { x: number; y: number }>>();
is<Equal<(typeof pulled)[1], number>>();
const [, pullFirst] = vjp(scale, { wrt: 0 })({ x: 1, y: 2, name: 'n' });
is<Equal<ReturnType<typeof pullFirst>, { x: number; y: number }>>();

// out: the result is what the parameter holds
const [product, pullProduct] = vjp(multiply, { out: 0, wrt: [1, 2] })(new Float64Array(2), new Float64Array(2), 3);
is<Equal<typeof product, Float64Array>>();
is<Equal<ReturnType<typeof pullProduct>, [Float64Array, number]>>();
const [, dProduct] = jvp(multiply, { out: 0 })(
  [new Float64Array(1), new Float64Array(1), 1],
  [new Float64Array(1), new Float64Array(1), 1],
);
is<Equal<typeof dProduct, Float64Array>>();

// Tangent
is<Equal<Tangent<[number, string, number[]]>, [number, undefined, number[]]>>();
is<Equal<Tangent<readonly [number, string]>, [number, undefined]>>();
is<Equal<Tangent<number[][]>, number[][]>>();
is<Equal<Tangent<Int32Array>, undefined>>();
is<Equal<Tangent<boolean>, undefined>>();
is<Equal<Tangent<3>, number>>();
is<Equal<Tangent<Float32Array>, Float32Array>>();
is<Equal<Tangent<Map<string, number>>, Map<string, number>>>();
is<Equal<Tangent<ReadonlyMap<string, number[]>>, Map<string, number[]>>>();
is<Equal<Tangent<Set<number>>, undefined>>();
is<Equal<Tangent<number | undefined>, number | undefined>>();
is<Equal<Tangent<{ readonly x: number; tag: 'a' | 'b'; at: Date; ids: Int32Array }>, { x: number }>>();
const absent: Tangent<{ x?: number; name?: string }> = {};
absent.x satisfies number | undefined;
const present: Tangent<{ x?: number; name?: string }> = { x: 1 };
present satisfies { x?: number | undefined };
is<Equal<Tangent<{ m: Map<string, number>; s: Set<number> }>, { m: Map<string, number> }>>();
is<Equal<Tangent<ReadonlySet<number>>, undefined>>();
is<Equal<Tangent<{ kind: 'a'; x: number } | { kind: 'b'; y: number }>, { x: number } | { y: number }>>();
is<Equal<Tangent<Tangent<{ v: Float64Array; s: string }>>, { v: Float64Array }>>();
type Single = { w: Float32Array; d: Float64Array; rows: Float32Array[]; s: string };
is<Equal<Tangent<Single>, { w: Float32Array; d: Float64Array; rows: Float32Array[] }>>();
is<Equal<Tangent<Single, Float64Array>, { w: Float64Array; d: Float64Array; rows: Float64Array[] }>>();

// Helpers
is<Equal<ReturnType<typeof stopGradient<number[]>>, number[]>>();
const [xBar, vBar] = shadows([1, 2], { v: new Float32Array(1), s: '' });
is<Equal<typeof xBar, number[]>>();
xBar[0] = 1;
vBar.v satisfies Float64Array;
shadow({ x: 1, s: '' }) satisfies { x: number };
declare const cells: Float64Array;
declare const list: readonly number[];
gradientOf([cells, list], [cells, list]) satisfies [Float64Array, number[]];
take(cells, cells) satisfies Float64Array;

// Loose types stay usable.
declare function loose(x: any, y: unknown): number; // eslint-disable-line @typescript-eslint/no-explicit-any
grad(loose)(1, 2);
declare function generic<T extends { x: number }>(of: T): number;
grad(generic)({ x: 1 }).x satisfies number;
const registered = register(area, { adjoint: area, parameters: 2, differentiable: [true, true] });
grad(registered) satisfies (w: number, h: number) => [number, number];

// @ts-expect-error: not a scalar function
grad(scale);
// @ts-expect-error: no such parameter
grad(area, { wrt: 2 });
// @ts-expect-error: `out` is not for scalar functions
grad(area, { out: 0 });
// @ts-expect-error: no such parameter
vjp(multiply, { out: 3 });
// @ts-expect-error: wrong tangent shape
jvp(scale)([{ x: 1, y: 2, name: 'n' }, 2], [{ x: 1 }, 0]);
// @ts-expect-error: a tangent for each parameter
jvp(area)([1, 2], [1]);
