/** What `adc explain` says, with the real compiler. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Io } from '../io.js';
import { main } from '../main.js';

const cwd = mkdtempSync(path.join(tmpdir(), 'adc-explain-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const programs: Readonly<Record<string, string>> = {
  'a-recurrence': `// @differentiable
export function recurrence(w: number, b: number, n: number): number {
  let x = 0.5;
  for (let i = 0; i < n; i++) {
    x = Math.tanh(w * x + b);
  }
  return x;
}
`,
  'nested-loops-over-arrays': `// @differentiable
export function layer(weights: readonly number[][], xs: readonly number[]): number {
  let energy = 0;
  for (const row of weights) {
    let sum = 0;
    for (let k = 0; k < xs.length; k++) sum += row[k]! * xs[k]!;
    energy += sum > 0 ? Math.exp(sum) : sum * sum;
  }
  for (let k = 0; k < 20; k++) energy = energy * Math.cos(energy);
  return energy;
}
`,
  'a-while-loop': `// @differentiable
export function newton(a: number): number {
  let x = a;
  while (Math.abs(x * x - a) > 1e-12) {
    if (x < 0) x = -x;
    x = (x + a / x) / 2;
  }
  return x;
}

// @differentiable
export function patient(a: number): number {
  let x = a;
  let left = 20;
  while (left > 0 && Math.abs(x * x - a) > 1e-12) {
    x = (x + a / x) / 2;
    left--;
  }
  return x;
}
`,
  'checkpointed-calls': `// @checkpoint
function settle(u: Float64Array, x: number, n: number): number {
  for (let k = 0; k < n; k++) {
    for (let i = 1; i < u.length; i++) u[i] = Math.tanh(u[i]! + u[i - 1]! * x);
  }
  return u[0]! * x;
}

// @differentiable
export function march(u: Float64Array, x: number, n: number): number {
  let s = x;
  for (let k = 0; k < n; k++) s += settle(u, s, 10) * s;
  return s;
}
`,
  'checkpointed-loops': `// @differentiable
export function heat(u: Float64Array, k: number, n: number): number {
  let lost = 0;
  // @checkpoint revolve(5)
  for (let t = 0; t < n; t++) {
    lost += k * u[0]! * u[0]!;
    for (let i = 1; i < u.length; i++) u[i - 1]! += k * Math.sin(u[i]! - u[i - 1]!);
  }
  return lost;
}

// @differentiable
export function collatz(x: number): number {
  let y = x;
  // @checkpoint
  while (y > 1) y = Math.floor(y) % 2 === 0 ? y / 2 : Math.log(y) * y;
  return y;
}

// @differentiable
export function root(a: number): number {
  let x = a;
  // @fixed-point
  for (let last = 0; x !== last; ) {
    last = x;
    x = (x + a / x) / 2;
  }
  return x;
}
`,
  'a-helper': `// @differentiable
export function total(xs: readonly number[], k: number): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += power(xs[i]! * k, i);
  return sum;
}

function power(x: number, n: number): number {
  if (n === 0) return 1;
  const half = power(x, Math.floor(n / 2));
  return n % 2 === 0 ? half * half : half * half * x;
}
`,
  'without-a-reverse-sweep': `// @differentiable mode=forward
export function forward(x: number): number {
  return Math.sin(x);
}

// @differentiable
export function straight(x: number): number {
  const lengths = [1, 2, 3];
  let longest = 0;
  for (const length of lengths) longest = Math.max(longest, length);
  for (let left = 1e9; left > 0.1; left /= 2) longest++;
  return x * longest;
}
`,
};

async function adc(io: Partial<Io>, ...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await main(args, {
    cwd,
    out: (text) => (out += text),
    err: (text) => (err += text),
    colour: false,
    progress: false,
    ...io,
  });
  return { code, out, err };
}

writeFileSync(path.join(cwd, 'package.json'), '{ "type": "module" }');
writeFileSync(
  path.join(cwd, 'tsconfig.json'),
  JSON.stringify({
    compilerOptions: { lib: ['es2022'], types: [], module: 'nodenext', target: 'es2022', strict: true },
  }),
);
for (const [name, text] of Object.entries(programs)) writeFileSync(path.join(cwd, `${name}.ts`), text);

describe('adc explain', () => {
  it.each(Object.keys(programs))('tells what is stored and why: %s', async (name) => {
    const { code, out, err } = await adc({}, 'explain', `${name}.ts`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    await expect(out).toMatchFileSnapshot(`expected/${name}.txt`);
  });

  it('tells which loops keep to the budget of the project', async () => {
    const mode = / {2}mode: (.*)\n/g;
    const modes = async (...flags: string[]): Promise<readonly (string | undefined)[]> => {
      const { code, out } = await adc({}, 'explain', 'nested-loops-over-arrays.ts:layer', ...flags);
      expect(code).toBe(0);
      // The adjoint's loops come first.
      return [...out.matchAll(mode)].map(([, text]) => text).slice(0, 3);
    };
    const record = 'every turn records';
    expect(await modes()).toEqual([record, record, record]);
    const budget =
      'by the option `tapeBudget`, every turn records while that is within the budget (`tapeBudget`); beyond, states are kept';
    // Twenty turns of a loop record little.
    expect(await modes('--tape-budget', '1MB')).toEqual([budget, record, record]);
    expect(await adc({}, 'explain', 'a-helper.ts', '--tape-budget', 'much')).toMatchObject({ code: 2 });
  });

  it('tells of one function, also of one that is only called', async () => {
    const { code, out } = await adc({}, 'explain', 'a-helper.ts:power');
    expect(code).toBe(0);
    expect(out).toMatch(/^power \(a-helper\.ts:8\), reversed by its halves/);
    expect(out).not.toContain('total (');
  });

  it('speaks of no values or blocks of its own', async () => {
    const { out } = await adc({}, 'explain', 'nested-loops-over-arrays.ts');
    expect(out).not.toMatch(/%\w|---/);
  });

  it('shows every stage when asked', async () => {
    const { out } = await adc({}, 'explain', '--stages', 'a-recurrence.ts:recurrence');
    expect(out).toMatch(/^recurrence \(a-recurrence\.ts:2\)[^]*\n\n--- lower ---\nfunc recurrence\(/);
  });

  it('warns in the colour of warnings', async () => {
    const { out } = await adc({ colour: true }, 'explain', 'a-while-loop.ts:newton');
    expect(out).toContain('\u001b[33mwarning\u001b[0m: what is stored grows');
    expect(out).toContain('\u001b[1mnewton\u001b[0m (a-while-loop.ts:2)');
  });

  it('names functions that are near to one that is not there', async () => {
    expect(await adc({}, 'explain', 'a-while-loop.ts:nweton')).toEqual({
      code: 1,
      out: '',
      err: 'No function "nweton" is differentiated in a-while-loop.ts (did you mean "newton"?). There: newton, patient.\n',
    });
  });

  it.each([['nowhere.ts'], ['nowhere.ts:f']])('says that a file is not there: %s', async (target) => {
    expect(await adc({}, 'explain', target)).toEqual({ code: 2, out: '', err: 'adc: Cannot find nowhere.ts.\n' });
  });
});
