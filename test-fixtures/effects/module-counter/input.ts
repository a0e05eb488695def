let calls = 0;
const lines: string[] = [];

export const effects = {
  reset(): void {
    calls = 0;
    lines.length = 0;
  },
  read: (): unknown => [calls, [...lines]],
};

function note(what: string): void {
  calls++;
  lines.push(what);
}

// @differentiable
export function noted(x: number): number {
  note('start');
  let y = 1;
  for (let i = 0; i < 2; i++) {
    note(`turn ${i}`);
    y *= x + i;
  }
  note('end');
  return y;
}

export const cases = ['RA24'];

export const points: Parameters<typeof noted>[] = [[2]];

export const expected = [{ value: 6, gradient: 5 }];
