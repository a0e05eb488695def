/** `try`, `catch` and `finally` of the generated programs: left in every way, after a part of the work. */
import { condition, number, place } from './expressions.js';
import { deeper } from './control-flow.js';
import { statements } from './statements.js';
import type { Surroundings, Writer } from './writer.js';

const classes = ['RangeError', 'Error', 'TypeError'] as const;

export const thrown = (w: Writer): string => `throw new ${w.one(classes)}('${w.name('too large ')}');`;

export function attempt(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0) return false;
  const inner = deeper(at);
  const last = w.chance(3);
  const catches = !last || w.chance(2);
  w.block('try {', () => {
    w.trying++;
    statements(w, inner, 1 + w.pick(2));
    if (!w.chance(4)) w.line(`if (${condition(w, 2)}) ${thrown(w)}`);
    statements(w, inner, w.pick(3));
    w.trying--;
  });
  if (catches) {
    w.lines.pop();
    const error = w.chance(2) ? w.name('e') : undefined;
    w.block(error === undefined ? '} catch {' : `} catch (${error}) {`, () => {
      if (error !== undefined) handle(w, error);
      statements(w, inner, 1 + w.pick(2));
      if (error !== undefined && w.chance(3)) w.line(`if (${condition(w, 1)}) throw ${error};`);
      else if (w.chance(5)) w.line(`if (${condition(w, 1)}) ${thrown(w)}`);
    });
  }
  if (last) {
    w.lines.pop();
    w.block('} finally {', () => statements(w, w.chance(3) ? inner : within(inner), 1 + w.pick(2)));
  }
}

/** Statements that do not leave. */
const within = (at: Surroundings): Surroundings => ({ ...at, loops: [], blocks: [], returns: '' });

/** What was thrown is asked for its class, or for something that has no derivative. */
function handle(w: Writer, error: string): void {
  const target = place(w, 0, true);
  switch (w.pick(4)) {
    case 0:
      w.line(`if (!(${error} instanceof ${w.one(classes)})) throw ${error};`);
      return;
    case 1:
      if (target) w.line(`if (${error} instanceof RangeError) ${target} = ${number(w, 1)};`);
      return;
    case 2:
      if (target) w.line(`${target} = 0.5 * ${target} + 0.1 * (${error} as Error).message.length;`);
      return;
    default:
  }
}
