/** The user's own text with values in its holes. */

import type { OpaqueOp, TemplatePart } from '../ir/types.js';
import type { Expression } from './syntax.js';

export function templateExpression(
  op: OpaqueOp,
  args: readonly Expression[],
  variables: readonly Expression[],
  nameOf: (part: Exclude<TemplatePart, string>) => string,
): Expression {
  const parts = op.template.flatMap((part, index): readonly (string | Expression)[] => {
    if (typeof part === 'string') return [part];
    if ('arg' in part) return isCalled(op.template[index + 1]) ? withoutThis(args[part.arg]!) : [args[part.arg]!];
    return ['variable' in part ? variables[part.variable]! : nameOf(part)];
  });
  return {
    kind: 'template',
    parts,
    atom: isChain(op.template.map((part) => (typeof part === 'string' ? part : 'x')).join('')),
  };
}

/** Whether a hole is followed by what calls the value in it. */
function isCalled(next: TemplatePart | undefined): boolean {
  return typeof next === 'string' && /^\s*(?:\(|`|\?\.\()/.test(next);
}

/** A function that a variable stood for: as a part of an object it would be called on that object. */
function withoutThis(expression: Expression): readonly (string | Expression)[] {
  if (!isPart(expression)) return [expression];
  // TypeScript takes a constant before the comma for a mistake, unless an access without `!` follows.
  return [expression.kind === 'index' || expression.kind === 'present' ? '(void 0, ' : '(0, ', expression, ')'];
}

/** Whether an expression is that of an element or field. */
function isPart(expression: Expression): boolean {
  if (expression.kind === 'present') return isPart(expression.operand);
  const [last] = expression.kind === 'template' ? expression.parts.slice(-1) : [];
  return (
    /^(?:index|member)$/.test(expression.kind) ||
    (typeof last === 'string' && /(?:\.#?[\p{ID_Start}_$][\p{ID_Continue}$]*|\])$/u.test(last))
  );
}

/** The user's text of an expression, where it could be read as a statement. */
export function notAStatement(expression: Expression): Expression {
  if (expression.kind !== 'template') return expression;
  const [first] = expression.parts;
  const isRead = typeof first === 'string' && /^\s*(?:\{|(?:function|class|let)\b)/.test(first);
  return isRead ? { ...expression, parts: ['(', ...expression.parts, ')'] } : expression;
}

/** How often the text uses an argument. */
export function holesOf(op: OpaqueOp, arg: number): number {
  return op.template.filter((part) => typeof part !== 'string' && 'arg' in part && part.arg === arg).length;
}

/** Identifiers that the user's texts use by themselves: no variable may be given such a name. */
export function namesInText(op: OpaqueOp): readonly string[] {
  return op.template.flatMap((part) => {
    if (typeof part !== 'string') return [];
    return [...part.matchAll(/(?<![\w$]|(?<!\.\.)\.\s*)[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)].map(
      (match) => match[0],
    );
  });
}

/** `a.b(…)[…]`: binds as tightly as a name. */
function isChain(text: string): boolean {
  const closing: Record<string, string> = { '(': ')', '[': ']' };
  let at = /^\s*[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(text)?.[0].length ?? -1;
  if (at === -1 || /^\s*(?:new|await|typeof|void|delete|yield|async|function|class)\b/.test(text)) return false;
  while (at < text.length) {
    const rest = text.slice(at);
    const member = /^\s*(?:\?\.|\.)\s*[\p{ID_Start}$_#][\p{ID_Continue}$]*/u.exec(rest);
    if (member !== null) {
      at += member[0].length;
      continue;
    }
    const open = text[at]!;
    if (!(open in closing)) return rest.trim() === '';
    let depth = 0;
    do {
      const c = text[at]!;
      if ('\'"`/'.includes(c)) return false; // strings may hold brackets
      if ('([{'.includes(c)) depth += 1;
      if (')]}'.includes(c)) depth -= 1;
      at += 1;
    } while (depth > 0 && at < text.length);
  }
  return true;
}
