/** Numbers that are chosen from constants and have to be there in the reverse sweep: small integers, and what is none. */
// @differentiable
export function program(u: readonly number[], x: number, bits: Int32Array): number {
  let s = x;
  let [small, signed, large, fraction, zero, masked, stepped] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 40; i++) {
    const a = u[i % u.length]!;
    s = s * (0.8 + 0.02 * (small + signed + large / 7e4 + fraction + Math.sin(masked) + stepped / 20)) + 0.1 * a;
    if (Object.is(zero, -0)) s = Math.sin(s) * 0.9;
    if (Math.sin(5 * s) > Math.cos(a * s)) {
      small = 3;
      signed = -2;
      large = 70000;
      fraction = 0.5;
      zero = -0;
      masked = bits[i % bits.length]! & 6;
    } else {
      small = Math.sin(9 * s) > Math.cos(s) ? 1 : 2;
      signed = 1;
      large = 5;
      fraction = 2;
      zero = 0;
      masked = bits[i % bits.length]! & -2;
      stepped += 1;
    }
    switch (small) {
      case 3:
        s = 0.8 * Math.sin(s);
        break;
      case 2:
        s = 0.1 * a - s;
    }
  }
  return s;
}

export const points: Parameters<typeof program>[] = [
  [[0.4, 0.7, -0.9], 0.3, new Int32Array([5, -7, 1030, -2147483642])],
];
