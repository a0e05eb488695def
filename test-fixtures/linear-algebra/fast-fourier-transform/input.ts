/** In place, with exchanged elements and butterflies. */
// @differentiable
export function spectrum(re: Float64Array, im: Float64Array): number {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
  }
  for (let size = 2; size <= n; size *= 2) {
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < size / 2; k++) {
        const angle = (-2 * Math.PI * k) / size;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const even = start + k;
        const odd = even + size / 2;
        const tr = re[odd]! * c - im[odd]! * s;
        const ti = re[odd]! * s + im[odd]! * c;
        re[odd] = re[even]! - tr;
        im[odd] = im[even]! - ti;
        re[even]! += tr;
        im[even]! += ti;
      }
    }
  }
  return re[1]! ** 2 + im[1]! ** 2 + re[3]! * im[2]!;
}

export const points: Parameters<typeof spectrum>[] = [
  [new Float64Array([1, 2, -1, 0.5, 0.3, -0.7, 2, 1]), new Float64Array([0, 0.5, 1, -1, 0, 0.2, 0.1, 0.4])],
];
