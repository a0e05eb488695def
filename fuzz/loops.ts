/** Loops of the generated programs: all of them end. */
import { deeper } from './control-flow.js';
import { bounded, condition, number, place } from './expressions.js';
import { statements } from './statements.js';
import type { Surroundings, Type, Writer } from './writer.js';

/** A label that a quarter of the loops have. */
export const labelled = (w: Writer): { label: string | undefined; text: string } => {
  const label = w.chance(4) ? w.name('L') : undefined;
  return { label, text: label === undefined ? '' : `${label}: ` };
};

export const insideLoop = (at: Surroundings, label: string | undefined, times: number): Surroundings => ({
  ...deeper(at, times),
  loops: [...at.loops, { label }],
});

export function countedLoop(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0 || at.times > 16) return false;
  const bound = 1 + w.pick(4);
  const variable = w.name('i');
  const { label, text } = labelled(w);
  const limit = w.one([
    ...Array<string>(6).fill(String(bound)),
    w.variables('index').some(({ name }) => name === 'n') ? `Math.min(${bound}, n)` : String(bound),
    `Math.min(${bound}, Math.floor(Math.abs(3 * ${number(w, 0)})))`,
    `Math.max(0, ${bound} - 4)`,
  ]);
  const head = w.one([
    `for (let ${variable} = 0; ${variable} < ${limit}; ${variable}++) {`,
    `for (let ${variable} = ${bound} - 1; ${variable} >= 0; ${variable}--) {`,
    `for (let ${variable} = 0; ${variable} < ${limit}; ${variable} += 2) {`,
    `for (let ${variable} = 1; ${variable} <= ${limit}; ++${variable}) {`,
  ]);
  const start = w.lines.length;
  w.block(text + head, () => {
    w.declare(variable, { kind: 'index', below: bound + 1 });
    statements(w, insideLoop(at, label, bound), 1 + w.pick(4));
  });
  // What the bound is made of may change on the way.
  if (!head.includes('Math.abs')) unrolled(w, at, start, !/\bn\b/.test(head));
}

/** Has a loop unrolled, as far as it may be: a loop that may be left is not counted, and one that became very long would be refused. */
function unrolled(w: Writer, at: Surroundings, start: number, isConstant: boolean): void {
  const body = w.lines.slice(start);
  const mayLeave = body.some((line) => /\b(?:break|continue)\b/.test(line));
  const ways = [...(isConstant && body.length * at.times < 60 ? ['', ''] : []), ...(mayLeave ? [] : [' 2', ' 3'])];
  if (ways.length === 0 || !w.chance(2)) return;
  const indent = /^\s*/.exec(body[0] ?? '')?.[0] ?? '';
  w.lines.splice(start, 0, `${indent}// @unroll${w.one(ways)}`);
}

export function conditionalLoop(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0 || at.times > 16) return false;
  const bound = 2 + w.pick(3);
  const variable = w.name('k');
  const { label, text } = labelled(w);
  const more = w.chance(2) ? ` && ${condition(w, 1)}` : '';
  const body = (late: boolean) => (): void => {
    w.declare(variable, { kind: 'index', below: bound + 1 });
    if (!late) w.line(`${variable}++;`);
    // With its step at the end, a loop must not go on early.
    const inner = insideLoop(at, label, bound);
    statements(w, late ? { ...inner, loops: [], blocks: at.blocks } : inner, 1 + w.pick(3));
    if (late) w.line(`${variable} += 1;`);
  };
  w.line(`let ${variable} = 0;`);
  switch (w.pick(5)) {
    case 3: {
      w.lines.pop();
      w.line(`let ${variable} = ${bound};`);
      w.block(`${text}while (${variable}-- > 0${more}) {`, () => {
        w.declare(variable, { kind: 'index', below: bound + 1 });
        statements(w, insideLoop(at, label, bound), 1 + w.pick(3));
      });
      return;
    }
    case 4:
      w.block(`${text}for (;;) {`, () => {
        w.line(`if (++${variable} > ${bound}) break;`);
        w.declare(variable, { kind: 'index', below: bound + 1 });
        statements(w, insideLoop(at, label, bound), 1 + w.pick(3));
      });
      return;
    case 0:
      w.block(`${text}while (${variable} < ${bound}${more}) {`, body(w.chance(2)));
      return;
    case 1:
      w.block(`${text}do {`, body(false), `} while (${variable} < ${bound}${more});`);
      return;
    default:
      w.block(`${text}while (true) {`, () => {
        w.line(`if (${variable} >= ${bound}) break;`);
        body(false)();
      });
  }
}

export function overArray(w: Writer, at: Surroundings): boolean | void {
  const arrays = w.variables('numbers', 'floats', 'singles', 'rows', 'either', 'list');
  if (at.depth <= 0 || at.times > 8 || arrays.length === 0) return false;
  const { name, type } = w.one(arrays);
  const { label, text } = labelled(w);
  const inner = { ...insideLoop(at, label, 4), pushes: false };
  const item = w.name('e');
  const itemType: Type = type.kind === 'rows' ? { kind: 'numbers', length: type.width } : { kind: 'number' };
  switch (type.kind === 'rows' ? 0 : w.pick(4)) {
    case 0:
      w.block(`${text}for (${w.one(['const', 'let'])} ${item} of ${name}) {`, () => {
        w.declare(item, itemType);
        statements(w, inner, 1 + w.pick(3));
      });
      return;
    case 1: {
      const i = w.name('i');
      w.block(`${text}for (let ${i} = 0; ${i} < ${name}.length; ${i}++) {`, () => {
        const element = place(w, 0, true);
        w.line(`${name}[${i}]! ${w.one(['=', '+=', '*='])} ${bounded(w, 2)};`);
        if (element) w.line(`${element} += 0.3 * ${name}[${i}]!;`);
        w.declare(i, { kind: 'index', below: 1000 });
        statements(w, inner, w.pick(3));
      });
      return;
    }
    case 2: {
      // The array's own contents say when to end.
      const i = w.name('i');
      w.line(`let ${i} = 0;`);
      w.block(`${text}while (${i} < ${name}.length && ${name}[${i}]! < ${w.one(['0.4', '1.2', '-0.3'])}) {`, () => {
        w.line(`${name}[${i}]! += ${bounded(w, 1)};`);
        w.line(`${i}++;`);
        w.declare(i, { kind: 'index', below: 1000 });
        statements(w, inner, w.pick(3));
      });
      return;
    }
    default: {
      const i = w.name('j');
      w.block(
        `${name}.forEach((${item}, ${i}) => {`,
        () => {
          w.declare(item, itemType);
          w.declare(i, { kind: 'index', below: 1000 });
          statements(w, { ...inner, loops: [], blocks: [], returns: '' }, 1 + w.pick(2));
        },
        '});',
      );
    }
  }
}
