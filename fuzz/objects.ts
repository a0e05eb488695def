/** Objects of the generated programs as a whole: copied, put together, taken apart; fields that may be absent. */
import { condition, number } from './expressions.js';
import { typeText, type Type, type Writer } from './writer.js';

/** What a field gives that may not be there. */
export function ofOptional(w: Writer, depth: number): string | undefined {
  const known = w.variables('object').filter(({ type }) => type.kind === 'object' && type.shape === 'optional');
  if (known.length === 0) return undefined;
  const { name } = w.one(known);
  const d = Math.max(0, depth - 1);
  return w.one([
    `(${name}.r ?? ${number(w, d)})`,
    `(${name}.r === undefined ? ${number(w, d)} : 0.5 * ${name}.r)`,
    `(${name}?.r ?? ${name}.q)`,
    `('r' in ${name} ? 0.3 : ${number(w, d)})`,
  ]);
}

/** A copy, a selection, or one object's fields in another. */
export function copyObject(w: Writer): boolean | void {
  const objects = w.variables('object');
  if (objects.length === 0) return false;
  const { name, type } = w.one(objects);
  if (type.kind !== 'object') return false;
  const variable = w.name('o');
  const declare = (text: string, as: Type = type): void => {
    w.line(`${w.one(['const', 'let'])} ${variable}: ${typeText(as)} = ${text};`);
    w.declare(variable, as);
  };
  const plain: Type = { kind: 'object', shape: 'plain' };
  const optional = type.shape === 'optional';
  const others = objects.filter((each) => each.type.kind === 'object' && each.type.shape === 'plain');
  switch (w.pick(12)) {
    case 0:
      declare(`{ ...${name}, ${w.one(['p', 'q'])}: ${number(w, 1)} }`);
      return;
    case 1:
      if (others.length === 0) return false;
      declare(`{ ...${name}, ...${w.one(others).name} }`);
      return;
    case 2: {
      const [p, rest] = [w.name('p'), w.name('z')];
      w.line(`const { p: ${p}, ...${rest} } = ${name};`);
      w.declare(p, { kind: 'number' });
      w.declare(`${rest}.q`, { kind: 'number' }, true);
      return;
    }
    case 3:
      w.line(`Object.assign(${name}, { ${w.one(['p', 'q'])}: ${number(w, 1)} });`);
      return;
    case 4:
      if (others.length === 0) return false;
      w.line(`Object.assign(${name}, ${w.one(others).name});`);
      return;
    case 5:
      if (type.shape !== 'plain') return false;
      declare(`Object.assign({}, ${name}, { q: ${number(w, 1)} })`);
      return;
    case 6: {
      // What is listed must be made here.
      if (type.shape !== 'plain' || !name.startsWith('o')) return false;
      const x = w.name('x');
      w.line(
        `let ${x} = ${w.one([`Object.values(${name}).reduce((s, t) => s + Math.sin(t), 0.2)`, `0.2 * Object.keys(${name}).length`])};`,
      );
      w.declare(x, { kind: 'number' }, true);
      return;
    }
    case 7:
      declare(`${condition(w, 1)} ? ${name} : { ...${name}, p: ${number(w, 0)} }`);
      return;
    case 8: {
      if (optional) {
        w.line(w.one([`${name}.r = ${number(w, 1)};`, `${name}.r ??= ${number(w, 1)};`, `${name}.r = undefined;`]));
        return;
      }
      declare(`{ p: ${name}.q, q: ${name}.p }`, plain);
      return;
    }
    case 9: {
      const [p, q] = [w.name('p'), w.name('q')];
      if (optional) {
        w.line(`let { p: ${p}, r: ${q} = ${number(w, 1)} } = ${name};`);
        for (const each of [p, q]) w.declare(each, { kind: 'number' }, true);
        return;
      }
      if (type.shape !== 'nested') return false;
      w.line(`let { inner: { p: ${p} }, q: ${q} } = ${name};`);
      for (const each of [p, q]) w.declare(each, { kind: 'number' }, true);
      return;
    }
    case 10:
      w.line(
        `const ${variable}: ${typeText({ kind: 'object', shape: 'optional' })} = ${condition(w, 1)} ? { p: ${number(w, 1)}, q: ${number(w, 0)} } : { p: 0.4, q: ${number(w, 0)}, r: ${number(w, 1)} };`,
      );
      w.declare(variable, { kind: 'object', shape: 'optional' });
      return;
    default:
      declare(`${condition(w, 1)} ? { ...${name} } : ${name}`);
  }
}
