// An object may have more fields than its type says: these would overwrite what stands before, in the program only.
type Rate = { rate: number };

function merged(part: Rate, y: number): number {
  const all = { scale: y, ...part };
  let sum = 0;
  for (let i = 0; i < 3; i++) sum += all.scale * all.rate;
  return sum;
}

function assigned(target: { rate: number; scale: number }, part: Rate): void {
  for (let i = 0; i < 2; i++) Object.assign(target, part);
}

// @differentiable
export function spread(x: number, y: number): number {
  const full = { rate: x, scale: x * x };
  const target = { rate: y, scale: y };
  assigned(target, full);
  return merged(full, y) + target.scale;
}

export const codes = [1016, 2002];
