/** Numbers that are missing when the function is called, and get a value in it: on one branch, in a loop, read before and after. */
type Settings = { scale?: number; offset: number | null; list: { weight?: number }[] };

function filled(settings: Settings, x: number): void {
  settings.scale ??= x * x;
  if (settings.offset === null) settings.offset = 3 * x;
}

// @differentiable
export function completed(settings: Settings, x: number): number {
  const before = settings.scale ?? x;
  filled(settings, x);
  let sum = before;
  for (const each of settings.list) {
    if (each.weight === undefined && sum > 100) break;
    each.weight ??= sum * x;
    sum += each.weight * settings.scale!;
  }
  return sum * settings.scale! + settings.offset!;
}

export const points: Parameters<typeof completed>[] = [
  [{ offset: null, list: [{}, { weight: 0.5 }, {}] }, 1.5],
  [{ scale: 2, offset: 1.5, list: [{ weight: 0.5 }, {}] }, 0.7],
];
