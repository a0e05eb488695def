/** How companions are handed to the runtime: the statement that registers them, and functions around those that need more than its operators pass. */

import { uniqueName } from '../emit/index.js';
import type { IrFunction, ModuleState, Param, ValueId } from '../ir/types.js';

/**
 * A companion without its leading parameters for what the function captures: these are read whenever it is called. What modules keep
 * gets a new shadow for each call, unless an argument is, or holds, the same.
 */
export function passing(
  captured: readonly string[],
  fn: IrFunction,
  name: string,
  stateName: (of: ModuleState) => string,
  helper: (name: string) => string,
): string {
  const params = fn.params.filter(({ state }) => state === undefined);
  const stateOf = ({ shadowOf }: Param): Param | undefined =>
    fn.params.find(({ value, state }) => state !== undefined && value === shadowOf);
  if (captured.length === 0 && !params.some(stateOf)) return name;
  let next = 0;
  const taken = new Set(captured);
  const names = new Map<ValueId, string>();
  const given = params.filter((param) => param.captured !== true && stateOf(param) === undefined);
  for (const { value } of given) {
    const made = uniqueName(fn.values.get(value)?.name ?? 'x', (candidate) => taken.has(candidate));
    taken.add(made);
    names.set(value, made);
  }
  const shadowed = given.flatMap(({ value, shadowOf }) => {
    const primal = shadowOf === undefined ? undefined : names.get(shadowOf);
    return primal === undefined ? [] : [[primal, names.get(value)!] as const];
  });
  // They stand together, in front of all other shadows.
  const kept = params.flatMap((param) => stateOf(param)?.state ?? []).map(stateName);
  const list = (of: readonly string[]): string => `[${of.join(', ')}]`;
  // A pullback that runs again begins with zeros there, too: the tape knows them.
  const tape = given.find(({ value }) => fn.values.get(value)?.type.kind === 'tape');
  const amid = [kept, shadowed.map(([primal]) => primal), shadowed.map(([, shadow]) => shadow)].map(list);
  if (tape !== undefined) amid.push(names.get(tape.value)!);
  const made = `...${helper('shadowAmong')}(${amid.join(', ')})`;
  const args = params.flatMap((param, at) => {
    if (stateOf(param) === undefined) return [names.get(param.value) ?? captured[next++]!];
    return params.findIndex(stateOf) === at ? [made] : [];
  });
  return `(${[...names.values()].join(', ')}) => ${name}(${args.join(', ')})`;
}

/** The statement that makes companions known to the runtime. */
export function registration(register: string, name: string, entries: readonly string[]): string {
  const oneLine = `${register}(${name}, { ${entries.join(', ')} });`;
  return oneLine.length <= 120
    ? oneLine
    : `${register}(${name}, {\n${entries.map((entry) => `  ${entry},\n`).join('')}});`;
}
