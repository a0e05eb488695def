// @differentiable
export function nestedHelpers(x: number): number {
  return outer(x) + outer(x * x);

  function outer(t: number): number {
    function inner(u: number): number {
      return u * x;
    }
    return inner(t) * inner(t + 1);
  }
}

export const points: Parameters<typeof nestedHelpers>[] = [[1.2]];
