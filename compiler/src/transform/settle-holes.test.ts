/** Whether elements are asked for: only where an array may have holes. */
import { describe, expect, it } from 'vitest';
import { compileText } from '../../../test-fixtures/runner/compile-text.js';

function compiled(body: string): string {
  const { diagnostics, text } = compileText(
    `// @differentiable\nexport function f(x: number, n: number, xs: number[]): number {\n${body}\n}`,
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return text;
}

const sum = 'reduce((s, t) => s + t, 0)';

describe('elements are not asked for', () => {
  it.each([
    ['an argument', `return xs.map((t) => t * x).${sum};`],
    ['an argument that is written', `for (let i = 0; i < xs.length; i++) xs[i]! *= x; return xs.${sum};`],
    ['an argument that is given elements in turn', `for (let i = 0; i < n; i++) xs[i] = x; return xs.${sum};`],
    ['a literal', `const a = [x, x]; a[1] = 2; a[0] = n; return a.${sum};`],
    ['a literal that is appended to', `const a = [x]; a[1] = x; a[a.length] = x; a[0] = 1; return a.${sum};`],
    ['what is filled', `const a = new Array<number>(n).fill(x); a.push(1); return a.${sum};`],
    ['a loop that fills', `const a = new Array<number>(n); for (let i = 0; i < n; i++) a[i] = x * i; return a.${sum};`],
    [
      'a loop that fills by length',
      `const a = new Array<number>(n); for (let i = 0; i < a.length; i++) a[i] = x; return a.${sum};`,
    ],
    [
      'a loop that fills from the end',
      `const a = new Array<number>(n); for (let i = n - 1; i >= 0; i--) a[i] = x; return a.${sum};`,
    ],
    ['constant stores that fill', `const a = new Array<number>(2); a[1] = x; a[0] = x; return a.${sum};`],
    [
      'rows',
      `const m: number[][] = new Array(n); for (let i = 0; i < n; i++) { m[i] = new Array(3); for (let j = 0; j < 3; j++) m[i]![j] = x; } return m.map((row) => row.${sum}).${sum};`,
    ],
    [
      'new arrays round a loop',
      `let a = xs.slice(); for (let k = 0; k < 3; k++) { const b = new Array<number>(a.length); for (let i = 0; i < a.length; i++) b[i] = a[i]! * x; a = b.map((t) => t * t); } return a.${sum};`,
    ],
    [
      'a queue',
      `const a = xs.slice(); a.shift(); a.unshift(x, x); a.pop(); a.splice(0, 1, x); a.sort((p, q) => p - q); a.length = a.length - 1; return a.${sum};`,
    ],
    [
      'what moves by one',
      `const a = xs.slice(); for (let i = 1; i < a.length; i++) a[i - 1] = a[i]! * x; for (let i = 0; i + 1 < a.length; i++) a[i + 1] = x; return a.${sum};`,
    ],
    ['rings', `const a = xs.slice(); for (let i = 0; i < 9; i++) a[i % xs.length]! += x; return a.${sum};`],
  ])('of %s', (_, body) => {
    expect(compiled(body)).not.toMatch(/\w in \w/);
  });
});

describe('elements are asked for', () => {
  it.each([
    ['what is not filled', `const a = new Array<number>(n); a[0] = x; return a.${sum};`],
    [
      'a loop that leaves the last out',
      `const a = new Array<number>(n); for (let i = 0; i < n - 1; i++) a[i] = x; return a.${sum};`,
    ],
    [
      'a loop that leaves some out',
      `const a = new Array<number>(n); for (let i = 0; i < n; i++) if (i !== 1) a[i] = x; return a.${sum};`,
    ],
    [
      'a loop that is left',
      `const a = new Array<number>(n); for (let i = 0; i < n; i++) { if (i > 2) break; a[i] = x; } return a.${sum};`,
    ],
    [
      'what is looked at before it is full',
      `const a = new Array<number>(n); let s = 0; for (let i = 0; i < n; i++) { a[i] = x; s += a.${sum}; } return s;`,
    ],
    ['what is written behind its end', `const a = [x]; a[2] = x; return a.${sum};`],
    ['what is written anywhere', `xs[n] = x; return xs.${sum};`],
    ['what got shorter', `const a = [x, x, x]; a.pop(); a.pop(); a[2] = x; return a.${sum};`],
    [
      'what gets shorter in the loop',
      `const a = [x]; for (let i = 0; i < n; i++) { a[i] = x; a.pop(); } return a.${sum};`,
    ],
    ['a greater length', `xs.length = xs.length + 1; return xs.${sum};`],
    ['a copy of it', `const a = [x]; a[2] = x; return a.slice().concat(xs).${sum};`],
    ['an alias of it', `const a = [x]; const b = n > 1 ? a : xs; b[2] = x; return a.${sum};`],
  ])('of %s', (_, body) => {
    expect(compiled(body)).toMatch(/\w in \w/);
  });
});
