/** Every name that the compiler makes up is built here. */

export type CompanionKind = 'primal' | 'tangent' | 'adjoint' | 'pullback' | 'forward' | 'reverse';

/**
 * `power` → `powerTangent`; the method `Spring.energy` → `springEnergyTangent`. The primal keeps its name.
 * `variant` tells several companions of one kind apart.
 */
export function companionName(functionName: string, companion: CompanionKind, variant = ''): string {
  if (companion === 'primal' && variant === '') return functionName;
  const suffix = companion === 'primal' ? '' : capitalised(companion);
  return `${flatName(functionName)}${suffix}${capitalised(identifierPart(variant))}`;
}

/** All public companions of a function. */
export function companionNames(functionName: string): {
  readonly tangent: string;
  readonly adjoint: string;
  readonly pullback: string;
  readonly forward: string;
  readonly reverse: string;
} {
  const name = (companion: CompanionKind): string => companionName(functionName, companion);
  return {
    tangent: name('tangent'),
    adjoint: name('adjoint'),
    pullback: name('pullback'),
    forward: name('forward'),
    reverse: name('reverse'),
  };
}

/** The tangent of `x`. */
export const dotName = (name: string): string => `${name}Dot`;
/** The adjoint of `x`. */
export const barName = (name: string): string => `${name}Bar`;

/** The name itself, or the first of `name1`, `name2`, … (`x2_1`, … behind a digit) that is free. */
export function uniqueName(name: string, taken: (name: string) => boolean): string {
  return numberedName(name, taken, 0).name;
}

/** The same with the number that was given, 0 for none. Numbers below `from` are known to be taken. */
export function numberedName(
  name: string,
  taken: (name: string) => boolean,
  from: number,
): { readonly name: string; readonly count: number } {
  if (from === 0 && !taken(name)) return { name, count: 0 };
  const stem = /\d$/.test(name) ? `${name}_` : name;
  for (let count = Math.max(1, from); ; count++) {
    const candidate = `${stem}${count}`;
    if (!taken(candidate)) return { name: candidate, count };
  }
}

/** A valid identifier made from any text, `fallback` when nothing of it can be used. */
export function identifierFrom(text: string, fallback: string): string {
  const name = identifierPart(text);
  return name === '' || /^\d/.test(name) || forbidden.has(name) ? fallback : name;
}

/** Whether the name can be declared without hiding a word of the language or a global that emitted code uses. */
export function mayDeclare(name: string): boolean {
  return !forbidden.has(name);
}

function flatName(functionName: string): string {
  const parts = functionName.split('.').map(identifierPart);
  const [first = 'f', ...rest] = parts.filter((part) => part !== '');
  return rest.length === 0 ? first : first.charAt(0).toLowerCase() + first.slice(1) + rest.map(capitalised).join('');
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const identifierPart = (text: string): string => text.replace(/[^\p{ID_Continue}$]/gu, '');

const forbidden: ReadonlySet<string> = new Set(
  [
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for',
    'function if implements import in instanceof interface let new null package private protected public return static super switch',
    'this throw true try typeof undefined var void while with yield',
    'Array Boolean Error Float32Array Float64Array Infinity Math NaN Number Object String Tape globalThis isFinite isNaN',
  ]
    .join(' ')
    .split(' '),
);
