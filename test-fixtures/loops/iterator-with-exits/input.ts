/** Generators are asked as the language asks them, and closed wherever their loop is left early. */
function* counted(step: number, log: string[]): Generator<number> {
  try {
    for (let i = 0; ; i++) yield i * step;
  } finally {
    log.push('closed');
  }
}

// @differentiable
export function stepped(x: number, name: string, log: string[]): number {
  let s = x;
  for (const i of counted(name.length, log)) {
    if (i === name.length) continue;
    s = Math.sin(s) * (i + 1) * x;
    if (i > 5) break;
  }
  outer: for (const a of counted(1, log)) {
    for (const b of counted(2, log)) {
      if (b > 4) continue outer;
      s *= x;
      if (a > 2) break outer;
    }
  }
  for (const a of counted(1, log)) {
    if (a > 3) return s * log.length;
    s += x * a;
  }
  return s;
}

export const points: Parameters<typeof stepped>[] = [[0.7, 'ab', []]];
