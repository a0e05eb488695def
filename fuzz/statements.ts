/** Statements of the generated programs: every loop is bounded, and every kind of control flow and mutation has its turn. */
import { instanceStatement } from './classes.js';
import { array } from './arrays.js';
import { branch, choose, labelledBlock, leave } from './control-flow.js';
import { bits } from './conversions.js';
import { calledBack, queue } from './array-methods.js';
import { attempt } from './exceptions.js';
import { bounded, call, condition, number, place } from './expressions.js';
import { functionList, overFunctions } from './function-lists.js';
import { curried, functionsInObject } from './function-values.js';
import { grown, withHoles } from './holes.js';
import { holderStatement } from './generic-classes.js';
import { useGeneric } from './generics.js';
import { container, overIterator } from './iterators.js';
import { listStatement } from './list-classes.js';
import { closure } from './local-functions.js';
import { localClass, objectWithThis } from './own-objects.js';
import { copyObject } from './objects.js';
import { conditionalLoop, countedLoop, overArray } from './loops.js';
import {
  alias,
  destructure,
  localObject,
  newArray,
  pushAndPop,
  rebind,
  resize,
  swap,
  wholeArray,
} from './memory-statements.js';
import type { Surroundings, Writer } from './writer.js';

export function statements(w: Writer, at: Surroundings, count: number): void {
  for (let k = 0; k < count && !w.exhausted; k++) statement(w, at);
}

type Maker = (w: Writer, at: Surroundings) => boolean | void;

/** Each writes one statement, or returns false when it cannot stand here. */
const makers: readonly Maker[] = [
  assign,
  assign,
  assign,
  (w) => {
    const expression = w.chance(2) ? number(w, 2) : bounded(w, 2);
    const variable = w.name('x');
    w.line(`let ${variable} = ${expression};`);
    w.declare(variable, { kind: 'number' }, true);
  },
  branch,
  branch,
  countedLoop,
  countedLoop,
  conditionalLoop,
  overArray,
  leave,
  leave,
  newArray,
  newArray,
  alias,
  alias,
  swap,
  rebind,
  rebind,
  pushAndPop,
  choose,
  closure,
  closure,
  localObject,
  localObject,
  wholeArray,
  wholeArray,
  destructure,
  resize,
  labelledBlock,
  (w) => {
    const variable = w.name('g');
    w.line(`let ${variable} = ${condition(w, 2)};`);
    w.declare(variable, { kind: 'boolean' }, true);
  },
  (w) => {
    const flags = w.variables('boolean').filter((each) => each.assignable);
    if (flags.length === 0) return false;
    const { name } = w.one(flags);
    w.line(`${name} = ${w.one([`!${name}`, condition(w, 1)])};`);
    return true;
  },
  (w) => {
    const target = place(w, 0, true);
    if (target === undefined) return false;
    w.line(`${condition(w, 1)} ${w.one(['&&', '||'])} (${target} = ${bounded(w, 1)});`);
    return true;
  },
  (w) => {
    w.uses.add('log');
    w.line(w.one([`log.push('${w.name('k')}');`, `log.push(\`${w.name('k')} \${${number(w, 1)}}\`);`]));
  },
  (w) => {
    const text = call(w, 1, 'void');
    if (text === undefined) return false;
    w.line(`${text};`);
    return true;
  },
];

/** The rest of the language. */
const others: readonly Maker[] = [
  attempt,
  attempt,
  attempt,
  overIterator,
  overIterator,
  container,
  calledBack,
  calledBack,
  queue,
  queue,
  copyObject,
  copyObject,
  functionsInObject,
  curried,
  useGeneric,
  useGeneric,
  useGeneric,
  holderStatement,
  holderStatement,
  listStatement,
  listStatement,
  grown,
  grown,
  withHoles,
  withHoles,
];

/** Functions as values, and objects that are nothing but their members. */
const ofFunctions: readonly Maker[] = [functionList, overFunctions, overFunctions, objectWithThis, localClass];

function statement(w: Writer, at: Surroundings): void {
  const make =
    w.classes.length > 0 && w.chance(3)
      ? instanceStatement
      : w.chance(6)
        ? w.one(ofFunctions)
        : w.one(w.chance(3) ? others : makers);
  if (make(w, at) === false) assign(w);
}

function assign(w: Writer): void {
  const target = place(w, 1, true);
  if (target === undefined) {
    w.line(`${number(w, 1)};`);
    return;
  }
  switch (w.pick(7)) {
    case 5:
      w.line(`${target} ${w.one(['||=', '&&=', '/= 1.5 + Math.abs', '%= 1.3 +'])} (${bounded(w, 1)});`);
      return;
    case 6:
      w.line(
        w.one([
          `${target} = ${bits(w, 1)} * 0.3;`,
          `${target} ${w.one(['|= 0', '&= 3', '^= 1', '<<= 1', '>>= 1', '>>>= 29'])};`,
          `${target} **= ${w.one(['2', '3'])};`,
          w.one([`${target}++;`, `--${target};`]),
        ]),
      );
      return;
    case 0:
      w.line(`${target} = ${bounded(w, 2)};`);
      return;
    case 1:
      w.line(`${target} += ${bounded(w, 2)};`);
      return;
    case 2:
      w.line(`${target} -= ${bounded(w, 1)};`);
      return;
    case 3:
      w.line(`${target} *= ${bounded(w, 1)};`);
      return;
    default:
      w.line(`${target} = ${number(w, 2)} * 0.5;`);
  }
}

/** What the function returns, as an expression. */
export function result(w: Writer, at: Surroundings): string {
  if (at.result === 'void') return '';
  if (at.result === 'boolean') return condition(w, 1);
  if (at.result === 'number') return number(w, 2);
  const arrays = w.variables('numbers').filter(({ type }) => type.kind === 'numbers' && type.length >= 2);
  return arrays.length > 0 && w.chance(2) ? w.one(arrays).name : array(w, 'numbers', 2);
}
