declare const console: { log(text: string): void };

// @differentiable
export function logged(x: number, n: number): number {
  let s = x;
  // @checkpoint revolve(3)
  for (let i = 0; i < n; i++) {
    console.log(`turn ${i}`);
    s = Math.sin(s) + x;
  }
  return s;
}

export const codes = [4020];
