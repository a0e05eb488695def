/** Methods that change the object literal which they belong to: in loops, by one another, through a function, after exceptions. */
function counter(start: number): { total: number; add(value: number): void } {
  const doubled = start * 2;
  return {
    total: doubled,
    add(value: number): void {
      this.total += value;
    },
  };
}

function feed(stats: { total: number; add(value: number): void }, value: number): void {
  stats.add(value * value);
  stats.total *= 0.5;
}

// @differentiable
export function collected(x: number, y: number): number {
  const stats = {
    total: x,
    count: 0,
    best: undefined as number | undefined,
    seen: [x, y],
    add(value: number): void {
      this.total += value;
      this.note(value * y);
    },
    note(value: number): void {
      this.count += 1;
      this.seen.push(value);
      if (this.best === undefined || value > this.best) this.best = value;
    },
    take(value: number): number {
      if (value > 2) throw new RangeError('far');
      this.add(value);
      return this.total / this.count;
    },
  };
  const own = counter(y);
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    if (i === 1) {
      stats.total *= x;
      continue;
    }
    try {
      sum += stats.take(i * y);
    } catch {
      stats.count -= 1;
      sum -= stats.total;
    }
    feed(own, sum);
    if (sum > 1e3) return own.total;
  }
  const again = (): number => {
    stats.add(x);
    return stats.total;
  };
  sum += again() * again();
  while (stats.count < 8) stats.note(stats.count * x);
  return sum + own.total + (stats.best ?? 0) + stats.seen.reduce((all, each) => all + each * each, 0);
}

export const points: Parameters<typeof collected>[] = [
  [0.8, 0.6],
  [1.3, 1.1],
  [-0.7, 0.4],
];
