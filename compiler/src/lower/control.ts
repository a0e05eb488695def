/** Structured control flow over the variables' values: branches, blocks with exits, and loops. */

import type ts from 'typescript';
import type { RegionBuilder } from '../ir/builder.js';
import type { IrType, LoopDirectives, Region, Terminator, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import {
  add,
  type Arm,
  type BlockExit,
  constant,
  type Env,
  inArm,
  type Lowering,
  type LoopExit,
  originOf,
  splice,
  terminate,
  typeOf,
  type Variable,
} from './context.js';
import { guarded } from './opaque.js';
import { sameType } from './types.js';

/* ----------------------------------------------------------------- branches */

/** A branch for its effects on variables and memory. */
export function branch(cx: Lowering, node: ts.Node, test: ValueId, then: () => void, otherwise: () => void): void {
  branchValue(cx, node, test, voided(then), voided(otherwise));
}

const voided = (body: () => void) => (): undefined => {
  body();
  return undefined;
};

/** A branch with a value: both arms give one, unless they leave by an exit. */
export function branchValue(
  cx: Lowering,
  node: ts.Node,
  test: ValueId,
  then: () => ValueId | undefined,
  otherwise: () => ValueId | undefined,
  type?: IrType,
  name?: string,
): ValueId | undefined {
  let [thenValue, otherValue]: (ValueId | undefined)[] = [];
  const guard = (value: ValueId | undefined): ValueId | undefined =>
    value === undefined || type === undefined || cx.dead ? value : guarded(cx, node, value, type);
  const thenArm = inArm(cx, () => (thenValue = guard(then())));
  const otherArm = inArm(cx, () => (otherValue = guard(otherwise())));

  if (thenArm.end !== undefined && otherArm.end !== undefined) {
    add(cx, node, { kind: 'if', results: [], test, then: thenArm.region.end(thenArm.end), else: emptyRegion(cx) });
    splice(cx, otherArm);
    return undefined;
  }

  const arms = [
    { arm: thenArm, value: thenValue },
    { arm: otherArm, value: otherValue },
  ].filter(({ arm }) => arm.end === undefined);
  const ways = arms.map(({ arm, value }) => ({ region: arm.region, env: arm.env, values: [] as ValueId[], value }));
  const { results, value } = join(cx, node, ways, type, name);
  const close = (arm: Arm): Region => {
    const way = ways.find((candidate) => candidate.region === arm.region);
    return arm.region.end(arm.end ?? { kind: 'yield', values: way?.values ?? [] });
  };
  add(cx, node, { kind: 'if', results, test, then: close(thenArm), else: close(otherArm) });
  return value;
}

function emptyRegion(cx: Lowering): Region {
  return cx.region.nested().end({ kind: 'yield', values: [] });
}

type Way = {
  readonly region: RegionBuilder;
  readonly env: Env;
  readonly values: ValueId[];
  readonly value: ValueId | undefined;
};

/**
 * Brings the variables of several ways into one place together: fills in the values that each way carries, makes the results,
 * and moves the cursor's variables on to them. The first result is the value of the expression, if there is one.
 */
function join(
  cx: Lowering,
  node: ts.Node,
  ways: readonly Way[],
  type: IrType | undefined,
  name?: string,
): { results: ValueId[]; value: ValueId | undefined } {
  const results: ValueId[] = [];
  let value: ValueId | undefined;
  if (ways.length > 0 && ways.every((way) => way.value !== undefined)) {
    const values = ways.map((way) => way.value as ValueId);
    const common = commonType(cx, values);
    const isInstance = common?.kind === 'array' && common.instance !== undefined;
    value = cx.fn.value((isInstance ? common : (type ?? common)) ?? typeOf(cx, values[0] as ValueId), name);
    results.push(value);
    ways.forEach((way, index) => way.values.push(values[index] as ValueId));
  }
  for (const [variable, before] of [...cx.env]) {
    const after = ways.map((way) => way.env.get(variable));
    if (after.every((each) => each === before)) continue;
    let unset: ValueId | undefined;
    const values = after.map((each) => each ?? (unset ??= filler(cx, node, variable.type)));
    const common = commonType(cx, values);
    ways.forEach(({ region, values: carried }, index) => {
      const value = values[index] as ValueId;
      carried.push(common === undefined ? handedOn({ ...cx, region, dead: false }, node, variable, value) : value);
    });
    const result = cx.fn.value(common ?? variable.type, variable.name);
    results.push(result);
    cx.env.set(variable, result);
  }
  return { results, value };
}

/** A value of a variable where others may come in its place: one of the variable's own type. */
function handedOn(cx: Lowering, node: ts.Node, variable: Variable, value: ValueId): ValueId {
  return variable.type.kind === 'opaque' ? guarded(cx, node, value, variable.type) : value;
}

function commonType(cx: Lowering, values: readonly ValueId[]): IrType | undefined {
  const [first, ...others] = values.map((value) => typeOf(cx, value));
  return first !== undefined && others.every((other) => sameType(other, first)) ? first : undefined;
}

/** A value for a variable on a way where it has none; the checker has made sure that it is never read. */
function filler(cx: Lowering, node: ts.Node, type: IrType): ValueId {
  const { region } = cx;
  region.origin = originOf(node);
  if (cx.checked) {
    if (type.kind === 'number') return region.constant(0);
    if (type.kind === 'boolean') return region.constant(false);
    if (type.kind === 'string') return region.constant('');
  }
  return region.emit(type, (result) => ({ kind: 'const', result, value: undefined }));
}

/* ------------------------------------------------------------------- blocks */

/**
 * Lowers `body` as a block that exits may leave early. Where none does, its operations stand without a block. The value of the
 * block is what `body` returns, or what the exit carries.
 */
export function openBlock(
  cx: Lowering,
  node: ts.Node,
  body: (exit: BlockExit) => ValueId | undefined,
  type?: IrType,
  name?: string,
): ValueId | undefined {
  const exit: BlockExit = { kind: 'block', label: cx.fn.label(), exits: [] };
  let value: ValueId | undefined;
  const arm = inArm(cx, () => (value = body(exit)));

  if (exit.exits.length === 0) {
    splice(cx, arm);
    return arm.end === undefined ? value : undefined;
  }
  const [only, second] = exit.exits;
  if (only !== undefined && second === undefined && arm.end?.kind === 'break' && arm.end.values === only.values) {
    splice(cx, { region: arm.region, env: only.env, end: undefined });
    return only.value;
  }

  const last: Way = { region: arm.region, env: arm.env, values: [], value };
  const ways = arm.end === undefined ? [...exit.exits, last] : exit.exits;
  const joined = join(cx, node, ways, type, name);
  const end: Terminator = arm.end ?? { kind: 'yield', values: last.values };
  add(cx, node, { kind: 'block', label: exit.label, body: arm.region.end(end), results: joined.results });
  return joined.value;
}

/** Jumps to the end of a block or loop, or to the next turn of a loop. */
export function leave(
  cx: Lowering,
  to: BlockExit | LoopExit,
  kind: 'break' | 'continue',
  node: ts.Node,
  value?: ValueId,
): void {
  if (to.kind === 'block') {
    const values: ValueId[] = [];
    const { region, env } = cx;
    if (!cx.dead) to.exits.push({ region, env, values, value });
    terminate(cx, { kind: 'break', label: to.label, values });
    return;
  }
  if (!cx.dead) {
    for (const [variable, value] of to.base)
      if (cx.env.get(variable) !== value && !to.variables.includes(variable) && !to.local.has(variable))
        throw new Error(`the loop assigns \`${variable.name}\` without carrying it`);
  }
  const values = valuesOf(cx, node, to.variables);
  terminate(cx, { kind, label: to.label, values });
}

/* -------------------------------------------------------------------- loops */

/** What a loop, or its next turn, is handed for its variables. */
function valuesOf(cx: Lowering, node: ts.Node, variables: readonly Variable[]): readonly ValueId[] {
  return variables.map((variable) => {
    const value = cx.env.get(variable);
    return value === undefined ? filler(cx, node, variable.type) : handedOn(cx, node, variable, value);
  });
}

export type LoopParts = {
  /** Variables that may be assigned within the loop. */
  readonly assigned: ReadonlySet<Variable>;
  /** Those that every turn assigns before it reads them, and that are not read behind the loop. */
  readonly local?: ReadonlySet<Variable>;
  /** Evaluated before every turn; gives a boolean. */
  readonly test?: () => ValueId;
  readonly body: (exit: LoopExit) => void;
  /** Of a loop that is not one of the program. */
  readonly directives?: LoopDirectives | undefined;
};

/** @param node what the loop is made of; where it is a loop of the program, what pragmas say of that holds for it. */
export function loop(cx: Lowering, node: ts.Node, parts: LoopParts): void {
  const variables = [...cx.env.keys()].filter(
    (variable) => parts.assigned.has(variable) && parts.local?.has(variable) !== true,
  );
  const initial = valuesOf(cx, node, variables);
  const params = variables.map((variable) => cx.fn.value(variable.type, variable.name));
  const results = variables.map((variable) => cx.fn.value(variable.type, variable.name));

  const saved = new Map(cx.env);
  variables.forEach((variable, index) => cx.env.set(variable, params[index]));
  const base = new Map(cx.env);
  const exit: LoopExit = { kind: 'loop', label: cx.fn.label(), variables, local: parts.local ?? new Set(), base };
  const { test, body, endless } = loopRegions(cx, node, parts, exit);
  cx.env = saved;

  const directives = parts.directives ?? cx.project.directivesOf(node);
  add(cx, node, {
    kind: 'loop',
    label: exit.label,
    params,
    initial,
    test,
    body,
    results,
    ...(directives && { directives }),
  });
  if (endless && !breaksTo(body, exit)) {
    // Nothing behind the loop is ever reached, yet every region needs an end.
    terminate(cx, { kind: 'throw', value: constant(cx, node, undefined) });
    return;
  }
  variables.forEach((variable, index) => cx.env.set(variable, results[index]));
}

function loopRegions(
  cx: Lowering,
  node: ts.Node,
  parts: LoopParts,
  exit: LoopExit,
): { test: Region; body: Region; endless: boolean } {
  const turn = (): void => {
    parts.body(exit);
    if (cx.end === undefined) leave(cx, exit, 'continue', node);
  };
  let condition: ValueId | undefined;
  const before = cx.env;
  const testArm = inArm(cx, () => (condition = parts.test?.()));
  const endless = condition === undefined || isTrue(testArm.region, condition);
  const stays =
    testArm.end === undefined && [...before].every(([variable, value]) => testArm.env.get(variable) === value);

  if (condition !== undefined && !endless && stays && isPure(testArm.region)) {
    const arm = inArm(cx, turn);
    return { test: testArm.region.end({ kind: 'yield', values: [condition] }), body: close(arm), endless: false };
  }

  const always = cx.region.nested();
  always.origin = originOf(node);
  const test = always.end({ kind: 'yield', values: [always.constant(true)] });
  const tested = condition;
  const arm = inArm(cx, () => {
    if (tested !== undefined && !(endless && stays && isPure(testArm.region))) {
      splice(cx, testArm);
      if (cx.end === undefined)
        branch(
          cx,
          node,
          tested,
          () => undefined,
          () => leave(cx, exit, 'break', node),
        );
    }
    if (cx.end === undefined) turn();
  });
  return { test, body: close(arm), endless: true };
}

function close(arm: Arm): Region {
  if (arm.end === undefined) throw new Error('the body of a loop must end in an exit');
  return arm.region.end(arm.end);
}

function isTrue(region: RegionBuilder, value: ValueId): boolean {
  return region.ops.some((op) => op.kind === 'const' && op.result === value && op.value === true);
}

/** Whether a loop's test may be asked any number of times. */
function isPure(region: RegionBuilder): boolean {
  for (const op of opsOf(region.end({ kind: 'yield', values: [] }))) {
    switch (op.kind) {
      case 'const':
      case 'apply':
      case 'load':
      case 'length':
      case 'get':
        continue;
      case 'if':
        if (op.then.end.kind !== 'yield' || op.else.end.kind !== 'yield') return false;
        continue;
      case 'opaque':
        if (op.effects === 'effects' || op.variables.length > 0) return false;
        continue;
      default:
        return false;
    }
  }
  return true;
}

function breaksTo(body: Region, exit: LoopExit): boolean {
  const breaks = (end: Terminator): boolean => end.kind === 'break' && end.label === exit.label;
  if (breaks(body.end)) return true;
  for (const op of opsOf(body)) {
    if (op.kind === 'if' && (breaks(op.then.end) || breaks(op.else.end))) return true;
    if ((op.kind === 'loop' || op.kind === 'block') && breaks(op.body.end)) return true;
  }
  return false;
}
