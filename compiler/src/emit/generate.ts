/** IR → statements: walks the regions and turns their ends into copies and exits. */

import type { IrType, Op, OpOf, Region, ValueId } from '../ir/types.js';
import type { Copy } from './copies.js';
import { sequence } from './copies.js';
import { effectsWithin, unite, type Effects } from './effects.js';
import { Frame, tapesUsedIn, temporaryFor, type Emission } from './frame.js';
import { isLiteral } from './literals.js';
import { negate } from './logic.js';
import { emitOperation } from './operations.js';
import { neverPassed } from './reach.js';
import type { Expression, Statement, Variable } from './syntax.js';
import { assignedIn } from './syntax.js';
import { isThere, resultText } from './types.js';
import { widthOf } from './width.js';

/** An expression that chooses between two others may be this wide. */
const CHOICE_WIDTH = 96;

/** The statements of a whole function, `tapes` being those that exist from its start. */
export function generateBody(
  emission: Emission,
  body: Region,
  results: readonly IrType[],
  tapes: readonly ValueId[],
): readonly Statement[] {
  const frame = new Frame(emission, body, results);
  const used = tapesUsedIn(body);
  for (const tape of used) if (tapes.includes(tape)) frame.openCells(tape, used);
  walk(frame, body, used);
  return frame.pending.statements;
}

type Used = ReturnType<typeof tapesUsedIn>;

/** Writes the operations of a region and, if control gets there, its end; returns whether it falls out with a `yield`. */
function walk(frame: Frame, region: Region, used: Used): boolean {
  for (const op of region.ops) {
    if (!frame.emission.structure.kept.has(op)) continue;
    frame.origin = op.origin ?? frame.origin;
    emitOp(frame, op, used);
    if (neverPassed(op)) return false;
  }
  const { end } = region;
  const { targets, places } = frame.emission.structure;
  switch (end.kind) {
    case 'yield': {
      const owner = places.get(region)!.owner;
      if (owner?.kind === 'block') frame.writeCopies(frame.copies(owner.results, end.values));
      return true;
    }
    case 'continue': {
      const target = targets.get(end.label)!;
      frame.writeCopies(frame.copies(target.kind === 'loop' ? target.params : target.results, end.values));
      frame.write({ kind: 'continue', label: end.label });
      return false;
    }
    case 'break':
      frame.writeCopies(frame.copies(targets.get(end.label)!.results, end.values));
      frame.write({ kind: 'break', label: end.label });
      return false;
    case 'return': {
      const taken = frame.pending.take(end.values, { width: 320 });
      const { effects } = taken;
      // the declared result of the function says what an arrow function gives
      const expressions = taken.expressions.map((value, index) => {
        if (value.kind === 'arrow') return { ...value, result: undefined };
        const type = frame.results[index];
        return type !== undefined && isThere(type) ? frame.present(end.values[index]!, value) : value;
      });
      const several: Expression = { kind: 'array', elements: expressions.map((value) => ({ spread: false, value })) };
      frame.write({ kind: 'return', value: expressions.length > 1 ? several : expressions[0] }, effects);
      return false;
    }
    case 'throw': {
      const { expressions, effects } = frame.pending.take([end.value]);
      frame.write({ kind: 'throw', value: expressions[0]! }, effects);
      return false;
    }
  }
}

function emitOp(frame: Frame, op: Op, used: Used): void {
  switch (op.kind) {
    case 'const':
      break;
    case 'if':
      emitIf(frame, op, used);
      break;
    case 'loop':
      emitLoop(frame, op, used);
      break;
    case 'block':
      emitBlock(frame, op, used);
      break;
    case 'closure':
      emitClosure(frame, op);
      break;
    default:
      emitOperation(frame, op);
      for (const tape of op.kind === 'helper' && op.result !== undefined ? [op.result] : [])
        frame.openCells(tape, used);
  }
}

type Arm = {
  readonly statements: Statement[];
  /** What it yields; `undefined` when it leaves some other way. */
  readonly yields: { readonly copies: readonly Copy[]; readonly effects: Effects } | undefined;
};

function emitIf(frame: Frame, op: OpOf<'if'>, used: Used): void {
  const {
    expressions: [test],
    effects: testEffects,
  } = frame.pending.take([op.test]);
  frame.settle(op);
  const { origin } = frame;
  const arm = (region: Region): Arm => {
    let yields: Arm['yields'];
    const statements = frame.nested(region, () => {
      if (walk(frame, region, used) && region.end.kind === 'yield')
        yields = frame.copies(op.results, region.end.values);
    });
    return { statements, yields };
  };
  const [then, otherwise] = [arm(op.then), arm(op.else)];
  if (chooseByExpression(frame, op, test!, testEffects, then, otherwise)) return;
  const finish = ({ statements, yields }: Arm): Statement[] => [
    ...statements,
    ...sequence(yields?.copies ?? [], temporaryFor).map(
      ({ variable, expression: value, fresh }): Statement =>
        fresh
          ? { kind: 'declare', variable, value, annotate: false, origin }
          : { kind: 'assign', variable, value, origin },
    ),
  ];
  const arms = { then: finish(then), else: finish(otherwise) };
  writeControl(frame, op, { kind: 'if', test: test!, ...arms, origin }, testEffects, [...arms.then, ...arms.else]);
}

/** `c ? a : b` when the arms do nothing but compute the one result. */
function chooseByExpression(
  frame: Frame,
  op: OpOf<'if'>,
  test: Expression,
  testEffects: Effects,
  then: Arm,
  otherwise: Arm,
): boolean {
  if (then.statements.length > 0 || otherwise.statements.length > 0) return false;
  const [a, b] = [then.yields, otherwise.yields];
  if (a === undefined || b === undefined || a.copies.length !== 1 || b.copies.length !== 1) return false;
  const [{ variable, expression: whenTrue }, { expression: whenFalse }] = [a.copies[0]!, b.copies[0]!];
  const isSame = (expression: Expression): boolean => expression.kind === 'name' && expression.variable === variable;
  if (isSame(whenTrue) || isSame(whenFalse)) return false;
  const index = op.results.findIndex((result) => frame.emission.structure.needed.has(result));
  const result = op.results[index]!;
  const value = choice(test, whenTrue, whenFalse, frame.typeOf(result).kind === 'boolean');
  if (widthOf(value) > CHOICE_WIDTH) return false;
  const effects = unite([testEffects, a.effects, b.effects]);
  const shared = frame.sharedOf(result)!;
  const yielded = [op.then, op.else].map((region) =>
    region.end.kind === 'yield' ? region.end.values[index] : undefined,
  );
  const alone = shared.members.every((member) => member === result || yielded.includes(member));
  if (alone && !frame.isDeclared(variable)) frame.defineAlone(result, value, effects);
  else frame.define(result, value, effects);
  return true;
}

function choice(test: Expression, then: Expression, otherwise: Expression, boolean: boolean): Expression {
  const infix = (operator: '&&' | '||', left: Expression, right: Expression): Expression => ({
    kind: 'infix',
    operator,
    precedence: operator === '&&' ? 4 : 3,
    associativity: 'left',
    left,
    right,
    commutes: false,
  });
  if (boolean) {
    if (isLiteral(otherwise, 'false')) return infix('&&', test, then);
    if (isLiteral(then, 'true')) return infix('||', test, otherwise);
    if (isLiteral(then, 'false')) return infix('&&', negate(test), otherwise);
    if (isLiteral(otherwise, 'true')) return infix('||', negate(test), then);
  }
  return { kind: 'conditional', test, then, else: otherwise };
}

function emitLoop(frame: Frame, op: OpOf<'loop'>, used: Used): void {
  frame.writeCopies(frame.copies(op.params, op.initial));
  frame.settle(op);
  const { origin } = frame;
  let test: Expression | undefined;
  const before = frame.nested(op.test, () => {
    walk(frame, op.test, used);
    test = frame.pending.take(op.test.end.kind === 'yield' ? op.test.end.values : []).expressions[0];
  });
  const inside = frame.nested(op.body, () => walk(frame, op.body, used));
  const forever = test === undefined || isLiteral(test, 'true');
  const leave: Statement = { kind: 'break', label: op.label, origin };
  const leaving: Statement[] = forever ? [] : [{ kind: 'if', test: negate(test!), then: [leave], else: [], origin }];
  const simple = before.length === 0;
  const body = simple ? inside : [...before, ...leaving, ...inside];
  const header = {
    label: op.label,
    form: 'while',
    test: simple && !forever ? test : undefined,
    initial: undefined,
    update: undefined,
  } as const;
  writeControl(frame, op, { kind: 'loop', ...header, body, origin }, unite([]), body);
}

function emitBlock(frame: Frame, op: OpOf<'block'>, used: Used): void {
  frame.settle(op);
  const { origin } = frame;
  const body = frame.nested(op.body, () => walk(frame, op.body, used));
  writeControl(frame, op, { kind: 'block', label: op.label, body, origin }, unite([]), body);
}

function writeControl(
  frame: Frame,
  op: Op,
  statement: Statement,
  effects: Effects,
  inside: readonly Statement[],
): void {
  const assigned = new Set<Variable>(assignedIn(inside));
  frame.predeclare(assigned);
  frame.write(statement, unite([effects, effectsWithin(op, (value) => frame.typeOf(value))]), assigned);
}

function emitClosure(frame: Frame, op: OpOf<'closure'>): void {
  const params = op.params.map(({ value, typeText: type }) => ({ variable: frame.variableOf(value), type }));
  const own = new Set(op.params.map((param) => param.value));
  const tapes = [...tapesUsedIn(op.body)].filter((tape) => own.has(tape) || !definedIn(frame.emission, tape, op.body));
  const body = generateBody(frame.emission, op.body, op.results, tapes);
  // Where it is one expression, what a call gives is what the arrow gives, though nobody asks for it.
  const discards =
    op.results.length === 0 && op.body.ops.some((each) => each.kind === 'call' && each.results.length > 0);
  const result = discards ? undefined : resultText(op.results);
  frame.define(op.result, { kind: 'arrow', params, result, body }, unite([]));
}

function definedIn(emission: Emission, value: ValueId, region: Region): boolean {
  const { places, regionOf } = emission.structure;
  for (let at: Region | undefined = regionOf.get(value); at !== undefined; at = places.get(at)!.parent)
    if (at === region) return true;
  return false;
}
