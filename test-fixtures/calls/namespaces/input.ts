// Functions and constants of namespaces, nested and recursive ones, and what a namespace keeps to itself.
namespace geometry {
  export const SCALE = 2.5;
  const half = 0.5;
  const shift = -0.25;
  export const weights = [0.5, 1.5];
  export let asked = 1;

  export namespace solids {
    const factor = 3;
    export const power = 3;
    export function cube(x: number): number {
      return x ** power * factor + halved(x);
    }
  }

  function halved(x: number): number {
    return x * half + shift;
  }

  export function area(width: number, height: number): number {
    for (let i = 0; i < 3; i++) {
      if (width > 10) return halved(width);
      if (height < 0) break;
      width *= height * weights[i % 2]!;
    }
    return halved(width) * SCALE;
  }

  export const repeated = (x: number, n: number): number => (n <= 0 ? 1 : x * repeated(x, n - 1));

  export function counted(x: number): number {
    asked += 1;
    return asked > 0 ? x * SCALE : 0;
  }

  export function scaleAll(list: number[], by: number): void {
    for (const [i, each] of list.entries()) {
      if (each > 3) continue;
      list[i] = each * by;
    }
  }
}

// @differentiable
export function measured(x: number, list: number[]): number {
  let sum = geometry.area(x, list[0]!);
  while (sum < 20) sum += geometry.counted(x) + 1;
  geometry.scaleAll(list, x);
  return (
    sum +
    geometry.solids.cube(x) * geometry.solids.power +
    geometry.repeated(list[1]!, 3) +
    geometry.solids.cube(list[0]!)
  );
}

export const points: Parameters<typeof measured>[] = [
  [0.7, [1.5, 2]],
  [4, [3.5, -1]],
  [1.5, [-0.5, 4]],
];
