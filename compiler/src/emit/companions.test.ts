/** What companions need besides ordinary code: the tape, closures, signatures and mappings. */

import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { RegionBuilder } from '../ir/builder.js';
import { NUMBER, TAPE } from '../ir/type-facts.js';
import type { IrFunction, ValueId } from '../ir/types.js';
import { bodyOf, compare, compiled, emit, functionOf, lengthOf, load, loopOf, VECTOR } from './build.test-support.js';

class Tape {
  numbers = new Float64Array(1);
  references: unknown[] = [];
  top = 0;
  referenceTop = 0;
  grow(cells: number): Float64Array {
    const numbers = new Float64Array(cells);
    numbers.set(this.numbers);
    return (this.numbers = numbers);
  }
}

const runtime = { openTape: () => new Tape(), ownTape: () => new Tape(), closeTape: () => {} };

/** The recurrence `h = tanh(w h)`, forwards and backwards. */
function recurrence(): IrFunction {
  return functionOf(['h0', 'w', 'n', 'hBar'], (r, h0, w, n, hBar) => {
    const tape = r.emit(TAPE, (result) => ({ kind: 'helper', result, name: 'openTape', args: [] }), 'tape');
    const zero = r.constant(0);
    const one = r.constant(1);
    const [h, , top] = loopOf(
      r,
      [
        { name: 'h', initial: h0! },
        { name: 'i', initial: zero },
        { name: 'top', initial: zero },
      ],
      (t, _h, i) => compare(t, 'lt', i!, n!),
      (body, _label, hNow, i, topNow) => {
        body.add({ kind: 'tapeReserve', tape, lane: 'number', cursor: topNow!, count: one });
        body.add({ kind: 'tapeStore', tape, lane: 'number', cursor: topNow!, value: hNow! });
        const next = body.apply('tanh', [body.apply('mul', [w!, hNow!])]);
        return [next, body.apply('add', [i!, one]), body.apply('add', [topNow!, one], NUMBER, 'top')];
      },
    );
    const last = r.apply('sub', [r.apply('ceil', [n!]), one]);
    const [hBarEnd, wBar] = loopOf(
      r,
      [
        { name: 'hBar', initial: hBar! },
        { name: 'wBar', initial: zero },
        { name: 'i', initial: last },
        { name: 'top', initial: top! },
      ],
      (t, _hBar, _wBar, i) => compare(t, 'ge', i!, zero),
      (body, _label, hBarNow, wBarNow, i, topNow) => {
        const below = body.apply('sub', [topNow!, one], NUMBER, 'top');
        const before = body.emit(
          NUMBER,
          (result) => ({ kind: 'tapeLoad', result, tape, lane: 'number', cursor: below }),
          'h',
        );
        const after = body.apply('tanh', [body.apply('mul', [w!, before])]);
        const slope = body.apply('sub', [one, body.apply('mul', [after, after])]);
        const t = body.apply('mul', [hBarNow!, slope]);
        return [
          body.apply('mul', [t, w!]),
          body.apply('add', [wBarNow!, body.apply('mul', [t, before])]),
          body.apply('sub', [i!, one]),
          below,
        ];
      },
    );
    r.add({ kind: 'helper', result: undefined, name: 'closeTape', args: [tape] });
    return [h!, hBarEnd!, wBar!];
  });
}

describe('the tape', () => {
  test('is written and read by a cursor', () => {
    expect(bodyOf(recurrence())).toBe(
      `
const tape = openTape();
let cells = tape.numbers;
let h = h0;
let top = 0;
for (let i = 0; i < n; i++) {
  if (top + 1 > cells.length) cells = tape.grow(top + 1);
  cells[top++] = h;
  h = Math.tanh(w * h);
}
let wBar = 0;
for (let i = Math.ceil(n) - 1; i >= 0; i--) {
  const h1 = cells[--top]!;
  const t = Math.tanh(w * h1);
  const t1 = hBar * (1 - t * t);
  hBar = t1 * w;
  wBar += t1 * h1;
}
closeTape(tape);
return [h, hBar, wBar];
`.trim(),
    );
  });

  test('gives back what was stored', () => {
    const value = Math.tanh(2 * Math.tanh(2 * 0.3));
    const [h, , wBar] = compiled(recurrence(), runtime)(0.3, 2, 2, 1) as number[];
    expect(h).toBe(value);
    const inner = Math.tanh(0.6);
    const slope = 1 - value * value;
    expect(wBar).toBeCloseTo(slope * (inner + 2 * (1 - inner * inner) * 0.3), 14);
  });

  test('may move in a callee, and is then read again', () => {
    const fn = functionOf([{ name: 'tape', type: TAPE, text: 'Tape' }, 'x'], (r, tape, x) => {
      const cursor = r.constant(0);
      const loadCell = (): ValueId =>
        r.emit(NUMBER, (result) => ({ kind: 'tapeLoad', result, tape: tape!, lane: 'number', cursor }));
      const before = loadCell();
      const callee = { key: 'test.ts#g', companion: 'forward', variant: '' } as const;
      const value = r.emit(NUMBER, (result) => ({ kind: 'call', results: [result], callee, args: [tape!, x!] }));
      return [before, value, loadCell()];
    });
    const tape = new Tape();
    tape.numbers[0] = 5;
    const gforward = (its: Tape, x: number): number => {
      its.grow(8)[0] = x;
      return -x;
    };
    expect(compiled(fn, { gforward })(tape, 7)).toEqual([5, -7, 7]);
    expect(emit(fn).helpers).toEqual(new Set(['type Tape']));
    expect(emit(fn).callees).toEqual([{ key: 'test.ts#g', companion: 'forward', variant: '' }]);
  });

  test('holds booleans as numbers, and references beside them', () => {
    const fn = functionOf(
      [
        { name: 'tape', type: TAPE, text: 'Tape' },
        { name: 'xs', type: VECTOR, text: 'Float64Array' },
      ],
      (r, tape, xs) => {
        const zero = r.constant(0);
        const short = compare(r, 'lt', lengthOf(r, xs!), r.constant(2));
        r.add({ kind: 'tapeStore', tape: tape!, lane: 'number', cursor: zero, value: short });
        r.add({ kind: 'tapeStore', tape: tape!, lane: 'reference', cursor: zero, value: xs! });
        const test = r.emit({ kind: 'boolean' }, (result) => ({
          kind: 'tapeLoad',
          result,
          tape: tape!,
          lane: 'number',
          cursor: zero,
        }));
        const kept = r.emit(VECTOR, (result) => ({
          kind: 'tapeLoad',
          result,
          tape: tape!,
          lane: 'reference',
          cursor: zero,
        }));
        return [test, kept];
      },
    );
    expect(bodyOf(fn)).toBe(
      `
const cells = tape.numbers;
cells[0] = xs.length < 2 ? 1 : 0;
tape.references[0] = xs;
return [cells[0] !== 0, tape.references[0] as Float64Array];
`.trim(),
    );
  });
});

describe('closures', () => {
  test('see the last value of a variable through a constant', () => {
    const fn = functionOf(['x', 'n'], (r, x, n) => {
      const [y] = loopOf(
        r,
        [
          { name: 'y', initial: x! },
          { name: 'i', initial: r.constant(0) },
        ],
        (t, _y, i) => compare(t, 'lt', i!, n!),
        (body, _label, y, i) => [body.apply('mul', [y!, x!]), body.apply('add', [i!, body.constant(1)])],
      );
      const yBar = r.fn.value(NUMBER, 'yBar');
      const inner = r.nested();
      const product = inner.apply('mul', [yBar, y!]);
      const pullback = r.emit({ kind: 'opaque', text: '(yBar: number) => number' }, (result) => ({
        kind: 'closure',
        result,
        params: [{ value: yBar, typeText: 'number' }],
        results: [NUMBER],
        body: inner.end({ kind: 'return', values: [product] }),
      }));
      return [y!, pullback];
    });
    expect(bodyOf(fn)).toBe(
      `
let y = x;
for (let i = 0; i < n; i++) {
  y *= x;
}
const y1 = y;
return [y, (yBar: number) => yBar * y1];
`.trim(),
    );
    const [value, pullback] = compiled(fn)(2, 3) as [number, (yBar: number) => number];
    expect([value, pullback(0.5)]).toEqual([16, 8]);
  });
});

describe('the head of a function', () => {
  const body = (r: RegionBuilder, ...params: ValueId[]): ValueId[] => [r.apply('neg', [params[0]!])];

  test('has a comment, and labels for its results', () => {
    const fn = functionOf(['x'], (r, x) => [x!, r.apply('neg', [x!])]);
    const { code } = emit(fn, {
      name: 'fTangent',
      exported: true,
      doc: 'Tangent of `f`.',
      resultNames: ['value', 'tangent'],
    });
    expect(code).toBe(
      '/** Tangent of `f`. */\nexport function fTangent(x: number): [value: number, tangent: number] {\n  return [x, -x];\n}',
    );
  });

  test('marks parameters that nobody reads', () => {
    const fn = functionOf(['x', 'xDot'], body);
    expect(emit(fn).code).toContain('function f(x: number, _xDot: number): number {');
  });

  test('keeps optional parameters in front of others possible', () => {
    const k = { name: 'k', type: { kind: 'maybe', of: NUMBER } as const, text: 'number', optional: true };
    expect(emit(functionOf(['x', k], body)).code).toContain('(x: number, _k?: number)');
    expect(emit(functionOf(['x', k, 'y'], body)).code).toContain('(x: number, _k: number | undefined, _y: number)');
  });

  test('does not hide names of the module', () => {
    const fn = functionOf(['x'], body);
    expect(emit(fn, {}, ['x']).code).toContain('function f(x1: number)');
  });

  test('points every statement to its source', () => {
    const fn = functionOf(['x'], (r, x) => {
      r.origin = { file: 'test.ts', start: 40, end: 50 };
      const y = r.apply('sin', [x!], NUMBER, 'y');
      r.origin = { file: 'test.ts', start: 60, end: 70 };
      return [r.apply('mul', [y, y])];
    });
    const { code, mappings } = emit(fn, { doc: 'Doc.' });
    const at = (text: string): number => code.indexOf(text);
    expect(mappings).toEqual([
      { generated: at('function f'), source: 0 },
      { generated: at('const y'), source: 40 },
      { generated: at('return'), source: 60 },
    ]);
  });
});

test('emitted code compiles under every strict option', () => {
  const vector = { name: 'xs', type: VECTOR, text: 'Float64Array' };
  const sum = functionOf([vector], (r, xs) => {
    const [s] = loopOf(
      r,
      [
        { name: 's', initial: r.constant(0) },
        { name: 'i', initial: r.constant(0) },
      ],
      (t, _s, i) => compare(t, 'lt', i!, lengthOf(t, xs!)),
      (inner, _label, s, i) => [
        inner.apply('add', [s!, load(inner, xs!, i!)]),
        inner.apply('add', [i!, inner.constant(1)]),
      ],
    );
    return [s!];
  });
  const prelude = `
type Tape = { numbers: Float64Array; references: unknown[]; top: number; referenceTop: number; grow(cells: number): Float64Array };
declare function openTape(): Tape;
declare function closeTape(tape: Tape): void;
`;
  const text = [
    prelude,
    emit(sum, { name: 'sum', exported: true }).code,
    emit(recurrence(), { name: 'adjoint', exported: true }).code,
  ].join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noImplicitReturns: true,
    isolatedDeclarations: true,
    declaration: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    types: [],
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const own = ts.createSourceFile('emitted.ts', text, ts.ScriptTarget.ES2022, true);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => (name === 'emitted.ts' ? own : getSourceFile(name, ...rest));
  const program = ts.createProgram(['emitted.ts'], options, host);
  const messages = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  expect(messages).toEqual([]);
});
