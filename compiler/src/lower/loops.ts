/** Lowers loops. */

import type ts from 'typescript';
import type { ValueId } from '../ir/types.js';
import { assignedIn, symbolOf } from './assigned.js';
import {
  apply,
  boolean,
  type Callable,
  constant,
  emit,
  hiddenVariable,
  type ListValue,
  type LoopExit,
  type Lowering,
  number,
  refusal,
  string,
  typeOf,
  type Variable,
} from './context.js';
import { countedLoop } from './callbacks.js';
import { branch, leave, loop, openBlock } from './control.js';
import { assignPattern } from './destructuring.js';
import { emitLength, lowerCondition, lowerExpression } from './expressions.js';
import { alloc } from './literals.js';
import { lowerIterable } from './iteration.js';
import { keyedAt } from './keyed.js';
import { eachCell, listingOf } from './keyed-iteration.js';
import { entriesListed } from './object-calls.js';
import { bindName } from './parameters.js';
import { isUnion, narrowed, placeOf, writePlace } from './places.js';
import { skipOuter } from './resolve.js';
import { bindSelected, forget, isThere, picked, select } from './selected.js';
import { lowerDeclarations, lowerStatement, opaqueStatementOf, within } from './statements.js';
import { arrayOf, present } from './types.js';
import { walkTree } from './walk.js';

export function lowerFor(cx: Lowering, node: ts.ForStatement, labels: readonly string[]): void {
  const { initializer, condition, incrementor } = node;
  if (initializer !== undefined) {
    if (cx.ts.isVariableDeclarationList(initializer)) lowerDeclarations(cx, initializer);
    else lowerExpression(cx, initializer, false);
  }
  loop(cx, node, {
    assigned: assignedIn(cx, [condition, incrementor, node.statement]),
    local: localTo(cx, node),
    ...(condition && { test: () => lowerCondition(cx, condition) }),
    body: (exit) => {
      openBlock(cx, node.statement, (next) => {
        within(cx, { labels, breakable: true, breakTo: exit, continueTo: next }, () =>
          lowerStatement(cx, node.statement),
        );
        return undefined;
      });
      if (cx.end === undefined && incrementor !== undefined) lowerExpression(cx, incrementor, false);
    },
  });
}

export function lowerWhile(cx: Lowering, node: ts.WhileStatement, labels: readonly string[]): void {
  loop(cx, node, {
    assigned: assignedIn(cx, [node.expression, node.statement]),
    local: localTo(cx, node),
    test: () => lowerCondition(cx, node.expression),
    body: (exit) =>
      within(cx, { labels, breakable: true, breakTo: exit, continueTo: exit }, () =>
        lowerStatement(cx, node.statement),
      ),
  });
}

export function lowerDo(cx: Lowering, node: ts.DoStatement, labels: readonly string[]): void {
  loop(cx, node, {
    assigned: assignedIn(cx, [node.expression, node.statement]),
    local: localTo(cx, node),
    body: (exit) => {
      openBlock(cx, node.statement, (next) => {
        within(cx, { labels, breakable: true, breakTo: exit, continueTo: next }, () =>
          lowerStatement(cx, node.statement),
        );
        return undefined;
      });
      if (cx.end !== undefined) return;
      const again = lowerCondition(cx, node.expression);
      branch(
        cx,
        node,
        again,
        () => undefined,
        () => leave(cx, exit, 'break', node),
      );
    },
  });
}

/* ------------------------------------------------------------------- for…of */

type Source = { readonly array: ts.Expression; readonly gives: 'values' | 'keys' | 'entries' };

/** `for (const x of xs)`: a loop over an index that asks for the length before every turn, as the array's iterator does. */
export function lowerForOf(cx: Lowering, node: ts.ForOfStatement, labels: readonly string[]): void {
  const selected = cx.ts.isVariableDeclarationList(node.initializer) ? select(cx, node.expression) : undefined;
  lowerTurns(cx, node, labels, selected?.of);
  if (selected !== undefined) forget(cx, selected.keys);
}

/** @param of what is known of the functions in the array. */
function lowerTurns(cx: Lowering, node: ts.ForOfStatement, labels: readonly string[], of: Callable | undefined): void {
  if (of?.kind === 'list' && !isThere(of)) return lowerListed(cx, node, labels, of);
  if (node.awaitModifier === undefined && lowerForOfMap(cx, node, labels)) return;
  const listed = takesPairs(cx, node) ? entriesListed(cx, node.expression) : undefined;
  const source =
    listed === undefined ? sourceOf(cx, node.expression) : ({ array: node.expression, gives: 'entries' } as const);
  const type = listed === undefined ? present(cx.types.at(source.array)) : typeOf(cx, listed.values);
  if (
    type.kind !== 'array' ||
    node.awaitModifier !== undefined ||
    (listed === undefined && isUnion(cx, source.array))
  ) {
    const text = cx.types.textOf(cx.types.typeAt(node.expression));
    const refused = refusal(1013, node.expression, { what: `\`${text}\`` });
    if (node.awaitModifier !== undefined) opaqueStatementOf(cx, node, refused, 'the `for…of` loop');
    else lowerIterable(cx, node, labels, refused);
    return;
  }
  const array = listed?.values ?? lowerExpression(cx, source.array);
  const index = hiddenVariable(cx, 'i', number, constant(cx, node, 0));
  const current = (): ValueId => cx.env.get(index) as ValueId;
  const assigned = assignedIn(cx, [node]);
  loop(cx, node, {
    assigned: new Set([...assigned, index]),
    local: localTo(cx, node),
    test: () => apply(cx, node, 'lt', [current(), emitLength(cx, node, array)], boolean),
    body: (exit) => {
      const value = (): ValueId => {
        const elementType =
          source.gives === 'values' ? narrowed(type.element, cx.types.at(nameOf(cx, node.initializer))) : type.element;
        return emit(cx, node.initializer, elementType, (result) => ({
          kind: 'load',
          result,
          array,
          index: current(),
          mayMiss: false,
        }));
      };
      openBlock(cx, node.statement, (next) => {
        const nameAt = (names: ValueId): ValueId =>
          emit(cx, node.initializer, string, (result) => ({
            kind: 'load',
            result,
            array: names,
            index: current(),
            mayMiss: false,
          }));
        const target = of?.kind === 'list' && source.gives === 'values' ? nameOf(cx, node.initializer) : undefined;
        if (of !== undefined && target !== undefined)
          bindSelected(cx, target as ts.BindingName, picked(of, turnOf(cx, current()), true), value);
        else bindTurn(cx, node, source.gives, listed === undefined ? current : () => nameAt(listed.names), value);
        within(cx, { labels, breakable: true, breakTo: exit, continueTo: next }, () =>
          lowerStatement(cx, node.statement),
        );
        return undefined;
      });
      if (cx.end === undefined) cx.env.set(index, apply(cx, node, 'add', [current(), constant(cx, node, 1)]));
    },
  });
  cx.env.delete(index);
}

/** The index of one turn: functions in what it selects may be called as long as the turn lasts. */
function turnOf(cx: Lowering, index: ValueId): Variable {
  return hiddenVariable(cx, 'key', number, index);
}

/** `for (const step of steps)`, where nothing is known of the array but its functions. */
function lowerListed(cx: Lowering, node: ts.ForOfStatement, labels: readonly string[], of: ListValue): void {
  const target = nameOf(cx, node.initializer) as ts.BindingName;
  const assigned = assignedIn(cx, [node], [of]);
  countedLoop(cx, node, constant(cx, node, of.items.length), assigned, (index, exit) => {
    openBlock(cx, node.statement, (next) => {
      bindSelected(cx, target, picked(of, turnOf(cx, index), true), () => index);
      within(cx, { labels, breakable: true, breakTo: exit, continueTo: next }, () =>
        lowerStatement(cx, node.statement),
      );
      return undefined;
    });
  });
}

/** A loop over a `Map`, or over its keys or values. */
function lowerForOfMap(cx: Lowering, node: ts.ForOfStatement, labels: readonly string[]): boolean {
  const listing = listingOf(cx, node.expression);
  if (listing === undefined || keyedAt(cx, listing.keyed, 'Map') === undefined) return false;
  const map = lowerExpression(cx, listing.keyed);
  const type = present(typeOf(cx, map));
  if (type.kind !== 'keyed') {
    const refused = refusal(1013, node.expression, { what: 'this `Map`' });
    opaqueStatementOf(cx, node, refused, 'the `for…of` loop');
    return true;
  }
  const turn = (key: ValueId, value: () => ValueId, exit: LoopExit): void =>
    void openBlock(cx, node.statement, (next) => {
      bindTurn(cx, node, listing.gives, () => key, value);
      within(cx, { labels, breakable: true, breakTo: exit, continueTo: next }, () =>
        lowerStatement(cx, node.statement),
      );
      return undefined;
    });
  eachCell(cx, node, map, assignedIn(cx, [node]), turn, localTo(cx, node));
  return true;
}

function sourceOf(cx: Lowering, expression: ts.Expression): Source {
  const { ts } = cx;
  const node = skipOuter(ts, expression);
  if (ts.isCallExpression(node) && node.arguments.length === 0) {
    const callee = skipOuter(ts, node.expression);
    const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
    const isList = ts.isPropertyAccessExpression(callee) && present(cx.types.at(callee.expression)).kind === 'array';
    if (isList && (name === 'values' || name === 'keys' || name === 'entries'))
      return { array: callee.expression, gives: name };
  }
  return { array: expression, gives: 'values' };
}

function nameOf(cx: Lowering, initializer: ts.ForInitializer): ts.Node {
  const { ts } = cx;
  return ts.isVariableDeclarationList(initializer) ? (initializer.declarations[0]?.name ?? initializer) : initializer;
}

/** `const [name, value] of …` */
function takesPairs({ ts }: Lowering, { initializer }: ts.ForOfStatement): boolean {
  const target = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
  return (
    target !== undefined &&
    ts.isArrayBindingPattern(target) &&
    target.elements.length <= 2 &&
    target.elements.every((each) => ts.isOmittedExpression(each) || each.dotDotDotToken === undefined)
  );
}

/** Gives the loop's variables what this turn is about. */
function bindTurn(
  cx: Lowering,
  node: ts.ForOfStatement,
  gives: Source['gives'],
  index: () => ValueId,
  value: () => ValueId,
): void {
  const { ts } = cx;
  const target = ts.isVariableDeclarationList(node.initializer) ? node.initializer.declarations[0]?.name : undefined;
  if (gives === 'entries' && takesPairs(cx, node) && target !== undefined && ts.isArrayBindingPattern(target)) {
    const [first, second] = target.elements;
    const parts = [
      [first, index],
      [second, value],
    ] as const;
    for (const [element, make] of parts)
      if (element !== undefined && ts.isBindingElement(element)) bindName(cx, element.name, make());
    return;
  }
  const given = gives === 'keys' ? index() : gives === 'values' ? value() : entry(cx, node, index(), value());
  if (target !== undefined) bindName(cx, target, given);
  else assignTo(cx, node.initializer as ts.Expression, given);
}

function entry(cx: Lowering, node: ts.ForOfStatement, index: ValueId, value: ValueId): ValueId {
  const type = cx.types.at(nameOf(cx, node.initializer));
  return alloc(cx, node.initializer, type.kind === 'opaque' ? arrayOf(number, 2) : type, {
    form: 'literal',
    elements: [index, value],
  });
}

export function assignTo(cx: Lowering, expression: ts.Expression, value: ValueId): void {
  const target = skipOuter(cx.ts, expression);
  if (cx.ts.isArrayLiteralExpression(target) || cx.ts.isObjectLiteralExpression(target))
    assignPattern(cx, target, value);
  else writePlace(cx, placeOf(cx, target), target, value);
}

/* -------------------------------------------------------------------- scope */

/**
 * Variables without a value at the start of a loop that are named nowhere else. The checker has made sure that every turn assigns
 * them before it reads them, so they need not be carried.
 */
export function localTo(cx: Lowering, node: ts.IterationStatement): ReadonlySet<Variable> {
  const { ts } = cx;
  const candidates = new Map<ts.Symbol, Variable>();
  if (!cx.checked) return new Set();
  for (const [variable, value] of cx.env) {
    const { kind } = variable.type;
    if (value === undefined && kind !== 'maybe' && kind !== 'opaque' && kind !== 'void')
      candidates.set(variable.symbol, variable);
  }
  if (candidates.size === 0) return new Set();
  const visit = (at: ts.Node): boolean => {
    if (at === node) return false;
    if (ts.isIdentifier(at) && !(ts.isVariableDeclaration(at.parent) && at.parent.name === at)) {
      const symbol = symbolOf(cx, at);
      if (symbol !== undefined) candidates.delete(symbol);
    }
    return true;
  };
  for (const fn of [cx.root, ...cx.inlining]) walkTree(fn, visit);
  return new Set(candidates.values());
}
