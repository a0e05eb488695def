/** IR → TypeScript text: readable, and as fast as code written by hand. */

import {
  type ArrayType,
  type Callee,
  CELL,
  type ClassRef,
  type IrFunction,
  type ObjectType,
  type Param,
} from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import { removeAliases } from './aliases.js';
import { coalesce } from './coalesce.js';
import { decideTests } from './decided.js';
import type { CalleeParameter, Emission } from './frame.js';
import { generateBody } from './generate.js';
import { nameVariables, type Names } from './naming.js';
import { removeNeedlessAssertions } from './narrow.js';
import { prepare } from './prepare.js';
import { LINE, printBody } from './print-statements.js';
import { analyseStructure } from './structure.js';
import { mentionedIn, type Variable } from './syntax.js';
import { namesInText } from './templates.js';
import { tidyFunction } from './tidy.js';
import { breakType, resultText } from './types.js';
import { writeTypes } from './written-types.js';

export { barName, companionName, companionNames, dotName, uniqueName, type CompanionKind } from './names.js';
export { typeText } from '../ir/type-text.js';
export { isThere, resultText } from './types.js';
export type { CalleeParameter } from './frame.js';

export type EmitFunction = {
  readonly fn: IrFunction;
  /** The name that the emitted function gets. */
  readonly name: string;
  readonly exported: boolean;
  /** The text of the comment above it. */
  readonly doc: string | undefined;
  /** Labels of the returned tuple, when there are several results. */
  readonly resultNames?: readonly string[];
  /** The return type as it is to be written, in place of the one that follows from the results. */
  readonly resultType?: string;
};

/** The name by which a callee is visible in the emitted file; the caller adds imports. */
export type Resolve = (callee: Callee) => string;

export type Emitted = {
  readonly code: string;
  /** Offsets in `code` and the offsets in the user's file that they come from: one for each statement. */
  readonly mappings: readonly { readonly generated: number; readonly source: number }[];
  /** Names to import from the runtime; a type is written `type Tape`. */
  readonly helpers: ReadonlySet<string>;
  readonly callees: readonly Callee[];
};

/**
 * @param reserved names taken at module level, which the function must not hide.
 * @param selfOf the type of the object that a method is called on.
 * @param stateName how what a module keeps is named in the emitted file.
 * @param parametersOf the parameters of a callee.
 */
export function emitFunction(
  request: EmitFunction,
  resolve: Resolve,
  reserved: ReadonlySet<string>,
  helperName: (helper: string) => string = (helper) => helper,
  className: (of: ClassRef) => string = (of) => of.name,
  selfOf: (callee: Callee) => ArrayType | ObjectType | undefined = () => undefined,
  stateName: (of: ClassRef) => string = (of) => of.name,
  parametersOf: (callee: Callee) => readonly CalleeParameter[] = () => [],
): Emitted {
  const { fn, captured } = prepare(request.fn);
  const structure = analyseStructure(fn);
  const coalescing = coalesce(structure, captured);
  const own = fn.params.filter(({ state }) => state === undefined);
  const emission: Emission = {
    structure,
    coalescing,
    captured,
    variables: new Map(),
    resolve,
    helperName,
    className,
    selfOf,
    cells: new Map(
      fn.params.flatMap(({ value, state }) => (state?.isVariable === true ? [[value, () => stateName(state.of)]] : [])),
    ),
    parametersOf,
    cellNames: new Set(),
    helpers: new Set(),
    callees: new Map(),
  };
  const variables = new Map(fn.params.map((param) => [param.value, parameterVariable(emission, param)]));
  const params = own.map(({ value }) => variables.get(value)!);
  const tapes = fn.params.map((param) => param.value).filter((value) => fn.values.get(value)!.type.kind === 'tape');
  const decided = decideTests(generateBody(emission, fn.body, fn.results, tapes));
  const tidied = removeNeedlessAssertions(tidyFunction(decided));
  const { body: named, aliases } = removeAliases(tidied, [...variables.values()]);
  const body = writeTypes(named);

  const mentioned = new Set([...mentionedIn(body), ...aliases.values()]);
  const kept = fn.params.flatMap(({ value, state }) => {
    const variable = variables.get(value)!;
    return state !== undefined && mentioned.has(variable) ? [{ variable, state, name: stateName(state.of) }] : [];
  });
  const texts = [...opsOf(fn.body)].flatMap((op) => (op.kind === 'opaque' ? namesInText(op) : []));
  const callees = [...emission.callees.values()];
  const taken = new Set([
    ...reserved,
    ...texts,
    ...[...emission.helpers].map(helperName),
    ...callees.map(resolve),
    ...kept.map(({ name }) => name),
    ...emission.cellNames,
    request.name,
  ]);
  const names = new Map(nameVariables(params, body, taken, new Set(aliases.values())));
  for (const { variable, state, name } of kept) names.set(variable, state.isVariable ? `{ ${CELL}: ${name} }` : name);
  for (const [alias, of] of aliases) names.set(alias, names.get(of)!);

  const printed = printBody(body, names, fn.origin.file);
  const head = header({ ...request, fn: { ...request.fn, params: own } }, params, names);
  const code = `${head}${printed.text}}`;
  const helpers = new Set(emission.helpers);
  if (/\bTape\b/.test(head.slice(head.indexOf('function ')) + arrowHeads(printed.text))) helpers.add('type Tape');
  const mappings = [
    { generated: head.indexOf('function '), source: fn.origin.start },
    ...printed.mappings.map(({ generated, source }) => ({ generated: generated + head.length, source })),
  ];
  return { code, mappings, helpers, callees };
}

function parameterVariable(emission: Emission, { value, typeText: type }: Param): Variable {
  const shared = emission.coalescing.shared.get(value);
  if (shared !== undefined) return shared.variable;
  const wish = emission.structure.fn.values.get(value)!.name ?? 'x';
  const variable: Variable = { wish, parameter: true, type };
  emission.variables.set(value, variable);
  return variable;
}

/** Everything up to the body's first line. */
function header(
  { fn, name, exported, doc, resultNames, resultType }: EmitFunction,
  variables: readonly Variable[],
  names: Names,
): string {
  const isOptional = (param: Param | undefined): boolean => param === undefined || param.optional || param.rest;
  const params = fn.params.map(({ typeText: type, optional, rest }, index) => {
    const variable = names.get(variables[index]!)!;
    const last = fn.params.slice(index + 1).every(isOptional);
    if (rest && index === fn.params.length - 1) return `...${variable}: ${type}`;
    if (!optional) return `${variable}: ${type}`;
    return last ? `${variable}?: ${type}` : `${variable}: ${optionalText(type)}`;
  });
  const result = resultType ?? resultText(fn.results, resultNames);
  const start = `${comment(doc)}${exported ? 'export ' : ''}function ${name}(`;
  const line = `${params.join(', ')}): ${result} {\n`;
  const width = start.length - (start.lastIndexOf('\n') + 1) + line.length;
  if (width <= LINE || params.length === 0) return start + line;
  return `${start}\n${params.map((param) => `  ${param}${param.startsWith('...') ? '' : ','}\n`).join('')}): ${breakType(result, LINE - 5, '')} {\n`;
}

function optionalText(type: string): string {
  if (/\|\s*undefined\b/.test(type)) return type;
  return /=>|\?/.test(type) ? `(${type}) | undefined` : `${type} | undefined`;
}

function comment(doc: string | undefined): string {
  if (doc === undefined) return '';
  const lines = doc.replaceAll('*/', '* /').split('\n');
  return lines.length === 1
    ? `/** ${lines[0]} */\n`
    : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}

/** Lines that may name a type. */
const arrowHeads = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /=>|\blet\b|\bas\b/.test(line))
    .join('\n');
