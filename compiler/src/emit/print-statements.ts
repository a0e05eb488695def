/** Statements as text, with the place in the source that each comes from. */

import type { Label, Origin } from '../ir/types.js';
import { isLiteral } from './literals.js';
import type { Names } from './naming.js';
import { calleeText, printExpression } from './print-expression.js';
import type { Expression, Statement, StatementOf, Variable } from './syntax.js';
import { assignedIn } from './syntax.js';
import { needsType } from './written-types.js';
import { propertyName } from '../ir/type-text.js';

export type Mapping = { readonly generated: number; readonly source: number };
export type Printed = { readonly text: string; readonly mappings: readonly Mapping[] };

/** A line longer than this is broken where that is easy. */
export const LINE = 120;

export function printBody(body: readonly Statement[], names: Names, file: string): Printed {
  const printer = new Printer(names, file, new Set(assignedIn(body)));
  printer.statements(body, 1);
  return extractMarks(printer.text);
}

/** While text is put together, a place in the source stands in it between two of these. */
const MARK = '\ue000';
const marks = /\ue000\d+\ue000/g;

function extractMarks(marked: string): Printed {
  const mappings: Mapping[] = [];
  let text = '';
  marked.split(MARK).forEach((piece, index) => {
    if (index % 2 === 0) text += piece;
    else mappings.push({ generated: text.length, source: Number(piece) });
  });
  return { text, mappings };
}

type Target = { readonly label: Label; readonly loop: boolean };

class Printer {
  text = '';
  readonly #names: Names;
  readonly #file: string;
  readonly #assigned: ReadonlySet<Variable>;
  readonly #labels = new Map<Label, string>();
  #targets: readonly Target[] = [];

  constructor(names: Names, file: string, assigned: ReadonlySet<Variable>) {
    this.#names = names;
    this.#file = file;
    this.#assigned = assigned;
  }

  statements(list: readonly Statement[], depth: number): void {
    for (const statement of list) {
      this.text += '  '.repeat(depth);
      this.#map(statement.origin);
      this.#statement(statement, depth);
      this.text += '\n';
    }
  }

  #statement(statement: Statement, depth: number): void {
    const expression = (value: Expression): string => this.#expression(value, depth);
    switch (statement.kind) {
      case 'declare':
      case 'assign':
        this.text += `${this.#assignment(statement, depth)};`;
        break;
      case 'destructure': {
        const names = statement.variables.map((variable) => (variable === undefined ? '' : this.#name(variable)));
        while (names.at(-1) === '') names.pop();
        const changes = statement.variables.some((variable) => variable !== undefined && this.#assigned.has(variable));
        this.text += `${changes ? 'let' : 'const'} [${names.join(', ')}] = ${expression(statement.value)};`;
        break;
      }
      case 'store':
        this.text += `${asStatement(`${expression(statement.target)} ${statement.operator}= ${expression(statement.value)}`)};`;
        break;
      case 'expression': {
        const text = expression(statement.value);
        const own = statement.value.kind === 'template';
        this.text += own && endsByItself(text) ? text : `${own ? text : asStatement(text)};`;
        break;
      }
      case 'if':
        this.#if(statement, depth);
        break;
      case 'loop':
        this.#loop(statement, depth);
        break;
      case 'block':
        this.text += `${this.#labelOf(statement.label, 'block')}: `;
        this.#inside({ label: statement.label, loop: false }, statement.body, depth);
        break;
      case 'break':
      case 'continue':
        this.text += `${statement.kind}${this.#jump(statement)};`;
        break;
      case 'return':
        this.text += statement.value === undefined ? 'return;' : `return ${expression(statement.value)};`;
        break;
      case 'throw':
        this.text += `throw ${expression(statement.value)};`;
        break;
    }
  }

  #assignment(statement: StatementOf<'declare'> | StatementOf<'assign'>, depth: number): string {
    const { variable, value } = statement;
    const name = this.#name(variable);
    if (statement.kind === 'declare') {
      const constant = value !== undefined && !this.#assigned.has(variable);
      const type =
        statement.annotate || (value !== undefined && needsType(value, variable, constant)) ? `: ${variable.type}` : '';
      return `${constant ? 'const' : 'let'} ${name}${type}${value === undefined ? '' : ` = ${this.#expression(value, depth)}`}`;
    }
    const change =
      value === undefined ? undefined : changeOf(value, (part) => part.kind === 'name' && part.variable === variable);
    if (change === undefined) return `${name} = ${this.#expression(value!, depth)}`;
    return `${name} ${change.operator}= ${this.#expression(change.by, depth)}`;
  }

  #if(statement: StatementOf<'if'>, depth: number): void {
    this.text += `if (${this.#expression(statement.test, depth)}) `;
    const [only] = statement.then;
    const jumps =
      only?.kind === 'break' || only?.kind === 'continue' || (only?.kind === 'return' && only.value === undefined);
    if (statement.else.length === 0 && statement.then.length === 1 && (jumps || isShort(only!))) {
      const start = this.text.length;
      this.#statement(only!, depth);
      const line = this.text.slice(this.text.lastIndexOf('\n') + 1);
      if (line.length <= LINE - 20 && !this.text.slice(start).includes('\n')) return;
      this.text = this.text.slice(0, start);
    }
    this.#block(statement.then, depth);
    if (statement.else.length === 0) return;
    this.text += ' else ';
    const [chained] = statement.else;
    if (statement.else.length === 1 && chained!.kind === 'if' && chained!.else.length + chained!.then.length > 0) {
      this.#map(chained!.origin);
      if (isShortIf(chained!)) this.#block(statement.else, depth);
      else this.#if(chained!, depth);
    } else {
      this.#block(statement.else, depth);
    }
  }

  #loop(loop: StatementOf<'loop'>, depth: number): void {
    const target = { label: loop.label, loop: true };
    if (isLabelled(loop.body, loop.label, true)) this.text += `${this.#labelOf(loop.label, 'loop')}: `;
    const test = loop.test === undefined ? '' : this.#expression(loop.test, depth);
    switch (loop.form) {
      case 'for': {
        const initial = loop.initial === undefined ? '' : this.#assignment(loop.initial, depth);
        this.text += `for (${initial}; ${test}; ${this.#update(loop.update!, depth)}) `;
        this.#inside(target, loop.body, depth);
        break;
      }
      case 'until':
        this.text += 'do ';
        this.#inside(target, loop.body, depth);
        this.text += ` while (${test});`;
        break;
      case 'while':
        this.text += `while (${test === '' ? 'true' : test}) `;
        this.#inside(target, loop.body, depth);
        break;
    }
  }

  #update(update: StatementOf<'assign'>, depth: number): string {
    const { value } = update;
    if (value.kind === 'infix' && isLiteral(value.right, '1'))
      return `${this.#name(update.variable)}${value.operator}${value.operator}`;
    return this.#assignment(update, depth);
  }

  #inside(target: Target, body: readonly Statement[], depth: number): void {
    const outer = this.#targets;
    this.#targets = [...outer, target];
    this.#block(body, depth);
    this.#targets = outer;
  }

  #block(body: readonly Statement[], depth: number): void {
    if (body.length === 0) {
      this.text += '{}';
      return;
    }
    this.text += '{\n';
    this.statements(body, depth + 1);
    this.text += `${'  '.repeat(depth)}}`;
  }

  #jump({ kind, label }: StatementOf<'break'> | StatementOf<'continue'>): string {
    const innermost = this.#targets.findLast((target) => target.loop);
    const target = this.#targets.findLast((one) => one.label === label);
    if (innermost?.label === label) return '';
    return ` ${this.#labelOf(label, kind === 'continue' || target?.loop === true ? 'loop' : 'block')}`;
  }

  #labelOf(label: Label, kind: 'loop' | 'block'): string {
    let name = this.#labels.get(label);
    if (name === undefined) {
      const same = [...this.#labels.values()].filter((other) => other.startsWith(kind)).length;
      name = `${kind}${same + 1}`;
      this.#labels.set(label, name);
    }
    return name;
  }

  #name(variable: Variable): string {
    const name = this.#names.get(variable);
    if (name === undefined) throw new Error(`the variable ${variable.wish} is nowhere declared`);
    return name;
  }

  #expression(expression: Expression, depth: number): string {
    const by = {
      nameOf: (variable: Variable) => this.#name(variable),
      block: (body: readonly Statement[]) => this.#function(body, depth),
    };
    const text = printExpression(expression, by);
    const firstLine = text.split('\n', 1)[0]!.replace(marks, '');
    if (firstLine.length + 2 * depth + 12 <= LINE) return text;
    return this.#broken(expression, depth) ?? text;
  }

  /** A long list of elements, fields or arguments, one on each line. */
  #broken(expression: Expression, depth: number): string | undefined {
    const [only, ...more] = expression.kind === 'call' ? expression.args : [];
    // The fields of an object that is all that a call is given.
    const isWrapped = only?.kind === 'object' && more.length === 0;
    const parts = listedIn(isWrapped ? only : expression);
    if (parts === undefined || parts.length < 2) return undefined;
    const by = { nameOf: (variable: Variable) => this.#name(variable), block: () => '' };
    const lines = parts.map(
      ({ lead, value }) => `${'  '.repeat(depth + 1)}${fieldText(lead, this.#expression(value, depth + 1))},\n`,
    );
    const brackets = { array: '[]', object: '{}', call: '()', new: '()' };
    const [open, close] = isWrapped ? ['({', '})'] : brackets[expression.kind as keyof typeof brackets];
    const head =
      expression.kind === 'call'
        ? calleeText(expression.callee, by)
        : expression.kind === 'new'
          ? `new ${expression.callee}`
          : '';
    return `${head}${open}\n${lines.join('')}${'  '.repeat(depth)}${close}`;
  }

  #function(body: readonly Statement[], depth: number): string {
    const inner = new Printer(this.#names, this.#file, this.#assigned);
    inner.#block(body, depth);
    return inner.text;
  }

  #map(origin: Origin | undefined): void {
    if (origin === undefined || origin.file !== this.#file) return;
    this.text += `${MARK}${origin.start}${MARK}`;
  }
}

/** A field whose value is the variable of its name needs no more than that. */
const fieldText = (lead: string, value: string): string => (lead === `${value}: ` ? value : `${lead}${value}`);

/** Elements, fields or arguments, with what stands in front of each. */
function listedIn(
  expression: Expression,
): readonly { readonly lead: string; readonly value: Expression }[] | undefined {
  switch (expression.kind) {
    case 'array':
      return expression.elements.map(({ spread, value }) => ({ lead: spread ? '...' : '', value }));
    case 'object':
      return expression.fields.map(({ name, value }) => ({ lead: `${propertyName(name)}: `, value }));
    case 'call':
    case 'new':
      return expression.args.map((value) => ({ lead: '', value }));
    default:
      return undefined;
  }
}

/** `a + b` as a change of `a` by `b`, when one side is the target. */
function changeOf(
  value: Expression,
  isTarget: (part: Expression) => boolean,
): { operator: string; by: Expression } | undefined {
  if (value.kind !== 'infix' || !/^(?:[-+*/%&|^]|\*\*|<<|>>>?)$/.test(value.operator)) return undefined;
  const { operator, left, right, commutes } = value;
  if (isTarget(left)) return { operator, by: right };
  return commutes && isTarget(right) ? { operator, by: left } : undefined;
}

/** Whether the user's text is a statement that needs no semicolon behind it; the next line may begin with a parenthesis. */
function endsByItself(text: string): boolean {
  return (
    /;\s*$/.test(text) || (/\}\s*$/.test(text) && /^\s*(?:(?:if|for|while|switch|try|function|class)\b|\{)/.test(text))
  );
}

/** An expression that would be read as another statement is put in parentheses. */
function asStatement(text: string): string {
  return /^(?:\{|function\b|class\b|let\b)/.test(text) ? `(${text})` : text;
}

/** Statements that may stand on the line of their `if`. */
function isShort(statement: Statement): boolean {
  return (
    statement.kind === 'assign' ||
    statement.kind === 'store' ||
    statement.kind === 'return' ||
    statement.kind === 'throw'
  );
}

function isShortIf(statement: StatementOf<'if'>): boolean {
  const [only] = statement.then;
  return (
    statement.else.length === 0 && statement.then.length === 1 && (only!.kind === 'break' || only!.kind === 'continue')
  );
}

/** Whether something inside jumps to the loop from within an inner loop. */
function isLabelled(body: readonly Statement[], label: Label, direct: boolean): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case 'break':
      case 'continue':
        return !direct && statement.label === label;
      case 'if':
        return isLabelled(statement.then, label, direct) || isLabelled(statement.else, label, direct);
      case 'block':
        return isLabelled(statement.body, label, direct);
      case 'loop':
        return isLabelled(statement.body, label, false);
      default:
        return false;
    }
  });
}
