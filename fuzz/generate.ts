/** Whole programs: helpers, one differentiable function, and points to call it at. */
import * as fc from 'fast-check';
import { point } from './arguments.js';
import { classes, instanceStatement } from './classes.js';
import { digest } from './digest.js';
import { callOf, number } from './expressions.js';
import { holderClass } from './generic-classes.js';
import { generic } from './generics.js';
import { helper } from './helpers.js';
import { independentLoops } from './independent.js';
import { moduleFunctions } from './function-lists.js';
import { listClass } from './list-classes.js';
import { keepers, moduleInstance, moduleState, setFirst } from './module-state.js';
import { holdsResult, omissible, parameterText, required, resolveOptional, writeInto } from './parameters.js';
import { result, statements } from './statements.js';
import { Writer, type Surroundings } from './writer.js';

export type Generated = {
  readonly source: string;
  /** Argument lists, `undefined` where an argument is left out. */
  readonly points: readonly (readonly unknown[])[];
  /** Which parameter is the count `n`: it only steers. */
  readonly count: number;
  /** The parameter that holds the result at the end, where nothing is returned. */
  readonly out: number | undefined;
};

/** Choices that steer the writer: fewer and smaller ones make a simpler program. */
export const choices = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(5039), { minLength: length, maxLength: length });

const returned = { number: 'number', numbers: 'number[]', void: 'void' } as const;

export function generate(from: readonly number[]): Generated {
  const w = new Writer(from);
  const seed = w.pick(5039);
  const kept = w.chance(3) ? moduleState(w) : '';
  const declared = w.chance(2) ? Array.from({ length: 1 + w.pick(2) }, () => classes(w)).join('') : '';
  const instances = kept !== '' && w.chance(2) ? moduleInstance(w) : '';
  const lists = w.chance(4) ? listClass(w) : '';
  const generics = w.chance(3) ? Array.from({ length: 1 + w.pick(3) }, () => generic(w)).join('') : '';
  const holders = w.chance(4) ? holderClass(w) : '';
  const helpers = Array.from({ length: w.pick(3) }, () => (w.chance(5) ? inNamespace(w) : helper(w))).join('');
  const tables = w.chance(6) ? moduleFunctions(w) : '';
  const kind = w.one(['number', 'number', 'numbers', 'number', 'numbers', 'void'] as const);
  const front = required(w, kind === 'void');
  const references = front.flatMap(({ type }, i) => (holdsResult(type) ? [i] : []));
  const out = kind === 'void' ? w.one(references) : undefined;
  w.declare('n', { kind: 'index', below: 5 });
  const behind = omissible(w);
  const at: Surroundings = {
    loops: [],
    blocks: [],
    result: kind,
    returns: returned[kind],
    depth: 3,
    times: 1,
    pushes: true,
  };
  w.lines = [];
  resolveOptional(w, behind);
  if (w.module.length > 0 && w.chance(2)) setFirst(w);
  for (const each of w.callables) {
    const text = each.result === 'number' && w.chance(2) ? callOf(w, each, 1) : undefined;
    if (text === undefined) continue;
    const variable = w.name('x');
    w.line(`let ${variable} = ${text};`);
    w.declare(variable, { kind: 'number' }, true);
  }
  if (w.classes.length > 0) for (let k = 0; k < 1 + w.pick(2); k++) instanceStatement(w);
  statements(w, at, 3 + w.pick(10));
  const withSums = kind === 'number' && w.chance(3) ? independentLoops(w, at) : undefined;
  const parts = w.pick(4);
  if (out !== undefined) writeInto(w, front[out]!, digest(w));
  else if (withSums !== undefined) w.line(`return ${withSums(digest(w))};`);
  else if (parts === 3) w.line(`return ${result(w, at)};`);
  else if (kind === 'number') w.line(`return ${digest(w)};`);
  else w.line(`return [${digest(w)}, ${number(w, 1)}];`);
  const list = [...front.map(parameterText), 'n: number', ...behind.map(parameterText)];
  const body = `// @differentiable\nexport function f(${list.join(', ')}): ${at.returns} {\n${w.lines.join('\n')}\n}\n`;
  const source =
    prelude(w, out !== undefined) +
    kept +
    declared +
    instances +
    lists +
    generics +
    holders +
    helpers +
    tables +
    body +
    keepers(w) +
    (out === undefined ? '' : operators(out, list.length));
  const points = [0, 1].map((k) => point([front, behind], 2 * seed + k, w.pick(3)));
  return { source, points, count: front.length, out };
}

/** A helper that stands in a namespace. */
function inNamespace(w: Writer): string {
  const name = w.name('N');
  const before = w.callables.length;
  const text = helper(w).replace(/^function/gm, 'export function');
  const own = w.callables.splice(before, w.callables.length);
  w.callables.push(...own.map((each) => ({ ...each, name: `${name}.${each.name}` })));
  return `namespace ${name} {\n${text}}\n\n`;
}

/** What the program uses beside its own functions: effects whose order can be seen, and the runtime. */
function prelude({ uses }: Writer, hasOut: boolean): string {
  const imported = [
    ...(hasOut ? ['jvp'] : []),
    ...(uses.has('stopGradient') ? ['stopGradient'] : []),
    ...(hasOut ? ['vjp'] : []),
  ];
  return (
    (imported.length > 0 ? `import { ${imported.join(', ')} } from '@adc/runtime';\n\n` : '') +
    (uses.has('log') ? 'export const log: string[] = [];\n\n' : '') +
    (uses.has('note')
      ? 'function note(what: string, x: number): number {\n  log.push(`${what} ${x}`);\n  return x;\n}\n\n'
      : '')
  );
}

/** A function without a result has derivatives through calls that say where its result is. They are made when asked for. */
const operators = (out: number, parameters: number): string =>
  `\nexport const along = (): unknown => jvp(f, { out: ${out} });\nexport const back = (): unknown => vjp(f, { out: ${out}, wrt: [${Array.from({ length: parameters }, (_, i) => i).join(', ')}] });\n`;
