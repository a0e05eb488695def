// What a namespace keeps to itself has no name where a companion stands.
namespace settings {
  const table = [1, 2.5];
  export function scaled(x: number): number {
    return x * table[1]!;
  }
}

// @differentiable
export function scaledTwice(x: number): number {
  return settings.scaled(x) * x;
}

export const codes = [1003];
