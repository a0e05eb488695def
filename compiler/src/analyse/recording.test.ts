import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { compile } from '../index.js';
import type { LoopExplanation } from '../explain/explanation.js';
import { memoryProgram } from '../program/memory-program.test-support.js';

/** What the turns of the loops of `f` store in its adjoint, by the lines of the loops: the names or texts of values, and copies. */
function storedBy(text: string): Readonly<Record<number, readonly string[]>> {
  const { program } = memoryProgram({ '/f.ts': `// @differentiable\n${text}` });
  const { explanations, diagnostics } = compile({ ts, program, explain: true });
  expect(diagnostics).toEqual([]);
  const found: Record<number, readonly string[]> = {};
  const visit = (loop: LoopExplanation): void => {
    const items = (loop.reversal?.stored.items ?? []).map(({ what }) => {
      if (what.kind === 'copy') return `copy of ${what.name}`;
      if (what.kind === 'value') return what.name ?? what.at?.text ?? '';
      return what.kind === 'carried' ? `${what.name} before` : what.kind;
    });
    if (items.length > 0) found[loop.head.line - 1] = items;
    loop.loops.forEach(visit);
  };
  explanations.find(({ companion }) => companion === 'adjoint')!.loops.forEach(visit);
  return found;
}

describe('a turn stores', () => {
  it('what it begins with, where the next one has the rest', () => {
    const text = `export function f(h: number, w: number, b: number, n: number): number {
      for (let i = 0; i < n; i++) h = Math.tanh(w * h + b);
      return h;
    }`;
    expect(storedBy(text)).toEqual({ 2: ['h before'] });
  });

  it('the few loads from which all that is needed follows', () => {
    const text = `export function f(a: Float64Array): number {
      let sum = 0;
      for (let i = 1; i < a.length; i++) {
        const p = a[i - 1]!;
        const q = a[i]!;
        const u = p * q;
        const v = u * u + p;
        const w = v * v * q;
        sum += w * u;
        a[i] = 0.5 * w * v;
      }
      return sum;
    }`;
    expect(storedBy(text)).toEqual({ 3: ['p', 'q'] });
  });

  it('what is costly, each time', () => {
    const text = `export function f(a: Float64Array): number {
      let sum = 0;
      for (let i = 1; i < a.length; i++) {
        const u = a[i - 1]! * a[i]!;
        const e = Math.exp(u);
        sum += e * u;
        a[i] = Math.sqrt(e);
      }
      return sum;
    }`;
    expect(storedBy(text)[3]).toContain('e');
  });

  it('what takes least work, of what is stored as cheaply', () => {
    const text = `export function f(a: Float64Array, b: Float64Array): number {
      let sum = 0;
      for (let i = 0; i < a.length; i++) {
        const error = a[i]! - 0.5 * b[i]! + 2;
        sum += error * error;
        a[i] = 0;
        b[i] = 0;
      }
      return sum;
    }`;
    expect(storedBy(text)).toEqual({ 3: ['error'] });
  });
});

describe('an array that a nest reads and something overwrites', () => {
  const nest = (
    read: string,
    more = '',
  ): string => `export function f(w: Float64Array, x: Float64Array, k: number, n: number): number {
    const m = w.length;
    const hidden = new Float64Array(x.length);
    let loss = 0;
    for (let turn = 0; turn < n; turn++) {
      for (let i = 0; i < m; i++) hidden[i] = k * x[i]!;
      for (let row = 0; row < m; row++) {
        for (let i = 0; i < m; i++) {
          loss += w[row]! * ${read};
        }
        ${more}
      }
    }
    return loss;
  }`;

  it('is copied once', () => {
    expect(storedBy(nest('hidden[i]!'))).toEqual({ 5: ['copy of hidden'] });
    expect(storedBy(nest('hidden[i + 1]!'))).toEqual({ 5: ['copy of hidden'] });
    expect(storedBy(nest('hidden[i - 1]!'))[5]).toBeUndefined();
    expect(storedBy(nest('(row > 0 ? 1 : hidden[i]!)'))[5]).toBeUndefined();
  });
  it('is not, where the nest may overwrite it', () => {
    expect(storedBy(nest('hidden[i]!', 'hidden[row] = row;'))).not.toHaveProperty('5');
  });
  it('is not, where it may have many more cells than are read', () => {
    expect(storedBy(nest('hidden[turn]!'))[5]).toBeUndefined();
    expect(storedBy(nest('hidden[turn + i]!'))[5]).toBeUndefined();
    expect(storedBy(nest('hidden[i * m + row]!'))[5]).toBeUndefined();
    expect(storedBy(nest('hidden[i % 7]!'))[5]).toBeUndefined();
  });
  it('is not, where each load is one cell of it', () => {
    const text = `export function f(x: Float64Array): number {
      let sum = 0;
      for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
      x.fill(0);
      return sum;
    }`;
    expect(storedBy(text)).toEqual({ 3: ['x[i]'] });
  });
});
