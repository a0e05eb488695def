/** Arrays and objects of the generated programs: made, aliased, exchanged and changed as a whole. */
import { array } from './arrays.js';
import { bounded, call, condition, index, literal, number, place } from './expressions.js';
import { shapes, typeFits, typeText, type Surroundings, type Type, type Writer } from './writer.js';

export function newArray(w: Writer): void {
  const kind = w.one(['numbers', 'floats', 'rows', 'singles', 'pair', 'numbers', 'floats'] as const);
  const length = 2 + w.pick(2);
  const variable = w.name(kind === 'rows' ? 'm' : kind === 'numbers' ? 'a' : 'f');
  if (kind === 'pair') {
    w.line(`const ${variable}: [number, number] = [${number(w, 1)}, ${number(w, 1)}];`);
    w.declare(variable, { kind });
    return;
  }
  if (kind === 'rows') {
    const row = (): string => {
      const known = w.variables('numbers').filter(({ type }) => type.kind === 'numbers' && type.length >= 2);
      return known.length > 0 && w.chance(2) ? w.one(known).name : array(w, 'numbers', 2);
    };
    w.line(`const ${variable}: number[][] = [${row()}, ${row()}];`);
    w.declare(variable, { kind, length: 2, width: 2 });
    return;
  }
  const fromCall = kind === 'numbers' && w.chance(3) ? call(w, 1, 'numbers') : undefined;
  const value = fromCall ?? array(w, kind, length);
  const fixed = w.chance(2);
  w.line(
    `${fixed ? 'const' : 'let'} ${variable}${kind === 'numbers' ? '' : `: ${typeText({ kind, length })}`} = ${value};`,
  );
  w.declare(variable, { kind, length: fromCall ? 2 : length }, !fixed);
}

export function alias(w: Writer): boolean | void {
  const sources = w.variables('numbers', 'floats', 'singles', 'rows', 'object', 'pair');
  if (sources.length === 0) return false;
  const { name, type } = w.one(sources);
  const variable = w.name('b');
  const keyword = w.one(['const', 'let']);
  const declare = (text: string, as: Type): void => {
    w.line(`${keyword} ${variable} = ${text};`);
    w.declare(variable, as, keyword === 'let');
  };
  if (type.kind === 'rows') declare(`${name}[${index(w, type.length)}]!`, { kind: 'numbers', length: type.width });
  else if (type.kind === 'object' && type.shape === 'array') declare(`${name}.v`, { kind: 'numbers', length: 2 });
  else if (type.kind === 'object' && type.shape === 'floats') declare(`${name}.w`, { kind: 'floats', length: 2 });
  else if (type.kind === 'object' && type.shape === 'nested' && w.chance(2))
    declare(`${name}.inner`, { kind: 'object', shape: 'plain' });
  else if ((type.kind === 'floats' || type.kind === 'singles') && w.chance(2)) {
    const start = w.pick(type.length - 1);
    const cut = w.chance(2) ? `, ${start + 2}` : '';
    if (start + 2 > type.length) return false;
    declare(`${name}.subarray(${start}${cut})`, { kind: type.kind, length: cut ? 2 : type.length - start });
  } else {
    const others = sources.filter((other) => other.type.kind === type.kind && typeFits(other.type, type));
    if (others.length > 1 && w.chance(2)) declare(`${condition(w, 1)} ? ${name} : ${w.one(others).name}`, type);
    else declare(name, type);
  }
}

/** Another reference into a variable, perhaps two exchanged. */
export function rebind(w: Writer): boolean | void {
  const targets = w
    .variables('numbers', 'floats', 'singles', 'rows', 'object', 'pair')
    .filter((each) => each.assignable);
  if (targets.length === 0) return false;
  const target = w.one(targets);
  const sources = w
    .variables(target.type.kind)
    .filter((each) => each.name !== target.name && typeFits(each.type, target.type));
  if (sources.length === 0) return false;
  const source = w.one(sources);
  if (source.assignable && typeFits(target.type, source.type) && w.chance(2))
    w.line(`[${target.name}, ${source.name}] = [${source.name}, ${target.name}];`);
  else w.line(`${target.name} = ${source.name};`);
}

export function swap(w: Writer): boolean | void {
  const [a, b, c] = [place(w, 0, true), place(w, 0, true), place(w, 0, true)];
  if (a === undefined || b === undefined || c === undefined) return false;
  if (w.chance(3)) w.line(`[${a}, ${b}, ${c}] = [${b}, ${c}, ${number(w, 1)}];`);
  else w.line(`[${a}, ${b}] = [${b}, ${a}];`);
}

export function pushAndPop(w: Writer, at: Surroundings): boolean | void {
  const stacks = w.variables('numbers');
  if (stacks.length === 0 || !at.pushes || at.times > 4) return false;
  const { name } = w.one(stacks);
  w.line(`${name}.push(${number(w, 2)}${w.chance(3) ? `, ${number(w, 1)}` : ''});`);
  if (w.chance(2)) return;
  const target = place(w, 0, true);
  if (w.chance(2) && target) {
    w.line(`${target} = ${target} * 0.5 + Math.sin(${name}[${name}.length - 1]!);`);
    return;
  }
  const variable = w.name('x');
  w.line(`let ${variable} = ${name}.pop()!;`);
  w.declare(variable, { kind: 'number' }, true);
}

export function localObject(w: Writer): void {
  const objects = w.variables('object');
  const known = w.variables('numbers').filter(({ type }) => typeFits(type, { kind: 'numbers', length: 2 }));
  const knownFloats = w.variables('floats').filter(({ type }) => typeFits(type, { kind: 'floats', length: 2 }));
  const list = (): string => `[${number(w, 1)}, ${number(w, 1)}]`;
  const v = (): string => (known.length > 0 && w.chance(2) ? w.one(known).name : list());
  const floats = (): string =>
    knownFloats.length > 0 && w.chance(2) ? w.one(knownFloats).name : `new Float64Array(${list()})`;
  const nested = objects.filter(({ type }) => type.kind === 'object' && type.shape === 'nested');
  const holders = objects.filter(({ type }) => type.kind === 'object' && type.shape === 'array');
  if (holders.length > 0 && known.length > 0 && w.chance(4)) {
    w.line(`${w.one(holders).name}.v = ${w.one(known).name};`);
    return;
  }
  const plain = objects.filter(({ type }) => type.kind === 'object' && type.shape === 'plain');
  if (nested.length > 0 && plain.length > 0 && w.chance(3)) {
    w.line(`${w.one(nested).name}.inner = ${w.one(plain).name};`);
    return;
  }
  const name = w.name('o');
  const shape = w.one(shapes);
  const more = {
    plain: () => '',
    array: () => `, v: ${v()}`,
    floats: () => `, w: ${floats()}`,
    nested: () =>
      `, inner: ${plain.length > 0 && w.chance(2) ? w.one(plain).name : `{ p: ${number(w, 1)}, q: ${number(w, 1)} }`}`,
    optional: () => (w.chance(2) ? '' : `, r: ${number(w, 1)}`),
  }[shape]();
  w.line(`const ${name}: ${typeText({ kind: 'object', shape })} = { p: ${number(w, 1)}, q: ${number(w, 1)}${more} };`);
  w.declare(name, { kind: 'object', shape });
}

/** Fields or elements, several at once. */
export function destructure(w: Writer): boolean | void {
  const sources = w.variables('object', 'pair');
  if (sources.length === 0) return false;
  const { name, type } = w.one(sources);
  const [p, q] = [w.name('p'), w.name('q')];
  w.line(
    type.kind === 'pair'
      ? `let [${p}, ${q}] = ${name};`
      : `let { p: ${p}, q: ${q} = 1 } = ${name};`.replace(' = 1', ''),
  );
  for (const each of [p, q]) w.declare(each, { kind: 'number' }, true);
}

/** An array that gets longer, and its old length again. */
export function resize(w: Writer, at: Surroundings): boolean | void {
  const arrays = w.variables('numbers');
  if (arrays.length === 0 || !at.pushes || at.times > 4) return false;
  const { name } = w.one(arrays);
  const target = place(w, 0, true);
  w.line(
    `${name}${w
      .one(['[NAME.length] = VALUE;', '.push(VALUE, VALUE);', '.push(VALUE);'])
      .replace('NAME', name)
      .replaceAll('VALUE', () => number(w, 1))}`,
  );
  if (target) w.line(`${target} = 0.5 * ${target} + Math.sin(${name}[${name}.length - 1]!);`);
  if (w.chance(2)) w.line(`${name}.length = ${name}.length - 1;`);
}

export function wholeArray(w: Writer): boolean | void {
  const arrays = w.variables('numbers', 'floats', 'singles');
  const matrices = w.variables('rows');
  if (matrices.length > 0 && w.chance(3)) return exchangeRows(w, w.one(matrices).name);
  if (arrays.length === 0) return false;
  const { name, type } = w.one(arrays);
  const length = 'length' in type ? type.length : 1;
  const typed = type.kind !== 'numbers';
  switch (w.pick(8)) {
    case 0:
      w.line(`${name}.fill(${bounded(w, 1)});`);
      return;
    case 1:
      w.line(`${name}.reverse();`);
      return;
    case 2: {
      if (length < 2) return false;
      const [p, q] = [w.name('p'), w.name('q')];
      w.line(`const [${p}, ${q}] = ${name};`);
      for (const each of [p, q]) w.line(`let ${each}x = ${each}! * ${literal(w)};`);
      for (const each of [p, q]) w.declare(`${each}x`, { kind: 'number' }, true);
      return;
    }
    case 3:
      w.line(`${name}.fill(${bounded(w, 1)}, ${w.pick(2)}, ${1 + w.pick(2)});`);
      return;
    case 4:
      if (!typed || length < 2) return false;
      w.line(`${name}.set([${number(w, 1)}, ${number(w, 1)}]);`);
      return;
    case 5: {
      // A part of an array onto another part, or onto another array; the two may overlap.
      const from = w
        .variables('floats', 'singles', 'numbers')
        .filter((each) => 'length' in each.type && each.type.length >= 1);
      if (!typed || length < 2) return false;
      const source = w.one(from);
      w.line(
        source.type.kind === 'numbers'
          ? `${name}.set(${source.name}.slice(0, 1), 1);`
          : `${name}.set(${source.name}.subarray(0, 1), ${w.pick(length)});`,
      );
      return;
    }
    case 6: {
      const variable = w.name('a');
      const t = w.name('t');
      if (typed || w.chance(2)) return false;
      w.line(`const ${variable} = ${name}.filter((${t}) => ${t} > ${number(w, 0)});`);
      w.line(`${variable}.push(${number(w, 1)}, ${number(w, 0)});`);
      w.declare(variable, { kind: 'numbers', length: 2 });
      return;
    }
    default:
      w.line(`${name}.copyWithin(${w.pick(2)}, ${w.pick(2)});`);
  }
}

/** Two rows change places, or one stands in both. */
function exchangeRows(w: Writer, name: string): void {
  switch (w.pick(3)) {
    case 0:
      w.line(`[${name}[0], ${name}[1]] = [${name}[1]!, ${name}[0]!];`);
      return;
    case 1:
      w.line(`${name}[${w.pick(2)}] = ${array(w, 'numbers', 2)};`);
      return;
    default:
      w.line(`${name}.reverse();`);
  }
}
