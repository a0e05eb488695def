/** The parameters of the differentiable function: required, with a default, optional, or written into. */
import { literal, number } from './expressions.js';
import { typeText, type Type, type Writer } from './writer.js';

export type Parameter = {
  readonly name: string;
  readonly type: Type;
  /** What stands for it when it is left out. */
  readonly initial?: string;
  readonly optional?: true;
};

const types: readonly Type[] = [
  { kind: 'number' },
  { kind: 'numbers', length: 3 },
  { kind: 'floats', length: 3 },
  { kind: 'number' },
  { kind: 'rows', length: 2, width: 2 },
  { kind: 'object', shape: 'plain' },
  { kind: 'object', shape: 'array' },
  { kind: 'floats', length: 4 },
  { kind: 'numbers', length: 3 },
  { kind: 'floats', length: 3 },
  { kind: 'object', shape: 'floats' },
  { kind: 'object', shape: 'nested' },
  { kind: 'singles', length: 3 },
  { kind: 'pair' },
  { kind: 'either', length: 3 },
  { kind: 'object', shape: 'optional' },
  { kind: 'map' },
  { kind: 'record' },
];

/** The parameters in front of the count; one of them at least is a reference if the result goes there. */
export function required(w: Writer, intoReference: boolean): readonly Parameter[] {
  const chosen = Array.from({ length: 1 + w.pick(4) }, () => w.one(types));
  if (intoReference && !chosen.some(holdsResult))
    chosen.push({ kind: w.one(['numbers', 'floats'] as const), length: 3 });
  return chosen.map((type) => ({ name: w.declare(w.name('p'), type, w.chance(2)), type }));
}

/** Whether the result may be written into it. */
export const holdsResult = ({ kind }: Type): boolean => kind !== 'number' && kind !== 'map' && kind !== 'record';

/** The parameters behind the count, which a call may leave out; a default may read, or be, what stands in front of it. */
export function omissible(w: Writer): readonly Parameter[] {
  return Array.from({ length: Math.max(0, w.pick(5) - 2) }, (): Parameter => {
    const name = w.name('p');
    switch (w.pick(5)) {
      case 0:
      case 1:
        return declared(w, { name, type: { kind: 'number' }, initial: number(w, 1) });
      case 2: {
        const type: Type = { kind: w.one(['numbers', 'floats'] as const), length: 2 };
        const items = `[${number(w, 1)}, ${number(w, 0)}]`;
        const fresh = type.kind === 'numbers' ? items : `new Float64Array(${items})`;
        const known = w.variables(type.kind);
        return declared(w, { name, type, initial: known.length > 0 && w.chance(2) ? w.one(known).name : fresh });
      }
      default:
        return { name, type: { kind: 'number' }, optional: true };
    }
  });
}

function declared(w: Writer, parameter: Parameter): Parameter {
  w.declare(parameter.name, parameter.type, w.chance(2));
  return parameter;
}

/** What the body begins with: variables that stand for parameters which may be absent. */
export function resolveOptional(w: Writer, parameters: readonly Parameter[]): void {
  for (const { name, optional } of parameters) {
    if (!optional) continue;
    const variable = w.name('x');
    const value = w.one([
      `${name} ?? ${number(w, 0)}`,
      `${name} === undefined ? ${literal(w)} : ${name} * ${number(w, 0)}`,
      `${name} != null ? Math.sin(${name}) : ${number(w, 1)}`,
    ]);
    w.line(`let ${variable} = ${value};`);
    w.declare(variable, { kind: 'number' }, true);
  }
}

export const parameterText = ({ name, type, initial, optional }: Parameter): string =>
  `${name}${optional ? '?' : ''}: ${typeText(type)}${initial === undefined ? '' : ` = ${initial}`}`;

/** Puts a number where the caller of a function without a result finds it. */
export function writeInto(w: Writer, { name, type }: Parameter, value: string): void {
  const place = type.kind === 'object' ? '.p' : type.kind === 'rows' ? '[0]![1]' : `[${w.pick(2)}]`;
  w.line(`${name}${place} = ${value};`);
}
