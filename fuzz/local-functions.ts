/** Functions inside functions. */
import { number } from './expressions.js';
import { statements } from './statements.js';
import type { Surroundings, Writer } from './writer.js';

export function closure(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0) return false;
  const name = w.name('c');
  const parameter = w.name('t');
  const returns = w.chance(4) ? 'void' : 'number';
  const declared = w.chance(3) && w.arrows === 0;
  const head = declared
    ? `function ${name}(${parameter}: number): ${returns} {`
    : `const ${name} = (${parameter}: number): ${returns} => {`;
  const before = w.recursed;
  w.recursed = false;
  w.block(
    head,
    () => {
      w.declare(parameter, { kind: 'number' }, true);
      const inner: Surroundings = {
        ...at,
        depth: Math.min(1, at.depth - 1),
        loops: [],
        blocks: [],
        result: returns,
        returns,
        times: at.times * 8,
        pushes: false,
      };
      statements(w, inner, w.pick(3));
      if (returns === 'number') w.line(`return ${number(w, 2)};`);
    },
    declared ? '}' : '};',
  );
  w.callables.push({
    name,
    params: [{ kind: 'number' }],
    optional: 0,
    result: returns,
    cost: 10,
    recursive: w.recursed,
  });
  w.recursed ||= before;
}
