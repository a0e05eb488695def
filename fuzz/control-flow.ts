/** Branches and exits of the generated programs. */
import { condition, number } from './expressions.js';
import { result, statements } from './statements.js';
import type { Surroundings, Writer } from './writer.js';

export const deeper = (at: Surroundings, times = 1): Surroundings => ({
  ...at,
  depth: at.depth - 1,
  times: at.times * times,
});

export function branch(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0) return false;
  const inner = deeper(at);
  const body = (): void => statements(w, inner, 1 + w.pick(3));
  w.block(`if (${condition(w, 2)}) {`, body, w.chance(2) ? '} else {' : '}');
  if (w.lines.at(-1)!.endsWith('} else {')) {
    const open = w.lines.pop()!.trim();
    w.block(open, body);
  }
}

export function leave(w: Writer, at: Surroundings): void {
  const ways: string[] = [];
  const loop = at.loops.at(-1);
  if (loop) ways.push('break;', 'continue;', 'break;');
  for (const label of at.blocks) ways.push(`break ${label};`);
  for (const { label } of at.loops) if (label !== undefined) ways.push(`break ${label};`, `continue ${label};`);
  if (at.returns !== '') ways.push('return');
  ways.push('throw');
  const way = w.one(ways);
  if (way === 'throw') {
    w.line(`if (${number(w, 1)} > ${w.one(['1.9', '2.7', '4'])}) throw new RangeError('${w.name('too large ')}');`);
    return;
  }
  const test = condition(w, 2);
  w.line(`if (${test}) ${way === 'return' ? `return ${result(w, at)};` : way}`.replace('return ;', 'return;'));
}

/** A labelled block, which statements inside may leave. */
export function labelledBlock(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0) return false;
  const label = w.name('B');
  w.block(`${label}: {`, () => {
    const inner = { ...deeper(at), blocks: [...at.blocks, label] };
    statements(w, inner, 1 + w.pick(2));
    w.line(`if (${condition(w, 2)}) break ${label};`);
    statements(w, inner, 1 + w.pick(2));
  });
}

export function choose(w: Writer, at: Surroundings): boolean | void {
  if (at.depth <= 0) return false;
  const inner = { ...deeper(at), loops: at.loops.length > 0 ? at.loops.slice(0, -1) : [] };
  w.block(`switch (${switchOn(w)}) {`, () => {
    const cases = 2 + w.pick(2);
    const standard = w.pick(2 * cases); // beyond the last: there is none
    for (let k = 0; k < cases; k++) {
      w.block(k === standard ? 'default: {' : `case ${k}: {`, () => statements(w, inner, 1 + w.pick(2)));
      if (w.chance(3) && at.loops.length > 0) w.line('continue;');
      else if (!w.chance(3)) w.line('break;');
    }
  });
}

function switchOn(w: Writer): string {
  const steps = w.variables('index');
  return steps.length > 0 ? `${w.one(steps).name} % 3` : `(${condition(w, 1)} ? 1 : 0) as number`;
}
