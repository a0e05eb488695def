// @ts-nocheck
/** Functions as they are written without types: each is differentiated for what it is called with. */

export function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

export function scale(out, a, by) {
  for (let i = 0; i < a.length; i++) out[i] = a[i] * by;
  return out;
}

export function length(v) {
  const squared = dot(v, v);
  return Math.sqrt(squared);
}

/** A parameter that is assigned, and variables without a value. */
export function turned(out, angle) {
  let sine;
  let cosine;
  angle = angle * 0.5;
  sine = Math.sin(angle);
  cosine = Math.cos(angle);
  const before = out[0];
  out[0] = before * cosine - out[1] * sine;
  out[1] = before * sine + out[1] * cosine;
  return out;
}

/** Nothing, or the inverse of a matrix of two rows. */
export function inverse(out, m) {
  const determinant = m[0] * m[3] - m[1] * m[2];
  if (!determinant) return null;
  const by = 1.0 / determinant;
  const first = m[0];
  out[0] = m[3] * by;
  out[1] = -m[1] * by;
  out[2] = -m[2] * by;
  out[3] = first * by;
  return out;
}

export function power(x, n) {
  return n <= 0 ? 1 : x * power(x, n - 1);
}

export function firstAbove(list, least) {
  for (const each of list) {
    if (each * each < least) continue;
    return each;
  }
  return least;
}

export function between(a, b, t) {
  const [x, y] = [a[0], a[1]];
  return [x + t * (b[0] - x), y + t * (b[1] - y)];
}

export function norm(p) {
  return p.x * p.x + p.y * p.y;
}

export function walk(list, stride, visit) {
  let total = 0;
  let i;
  for (i = 0; i < list.length; i += stride) total += visit(list[i], i);
  return total;
}
