/** Classes of the generated programs that extend `Array`. */
import { bounded, condition, literal, number } from './expressions.js';
import type { Surroundings, Writer } from './writer.js';

/** Writes one, and makes it known. */
export function listClass(w: Writer): string {
  const outer = [w.lines, w.scopes] as const;
  w.lines = [];
  w.scopes = [[]];
  const name = w.name('L');
  const s = w.name('s');
  const plain = w.chance(2);
  const members = (): void => {
    for (const place of ['this[0]!', 'this[1]!']) w.declare(place, { kind: 'number' }, true);
  };
  w.block(`class ${name} extends Array<number> {`, () => {
    if (plain)
      w.block(`constructor(a: number, b = a * ${literal(w)}) {`, () => {
        w.line(
          w.one(['super(a, b);', 'super();\n    this.push(a, b);', 'super();\n    this[0] = a;\n    this[1] = b;']),
        );
      });
    w.block(`sum(${s}: number): number {`, () => {
      members();
      w.declare(s, { kind: 'number' });
      w.line(`let total = ${literal(w)};`);
      w.line(
        w.one([
          `for (const each of this) total += Math.sin(each * ${s});`,
          `for (let i = 0; i < this.length; i++) { if (this[i]! > 1.2) break; total += this[i]! * ${number(w, 1)}; }`,
          `for (const [i, each] of this.entries()) { if (${condition(w, 1)}) continue; total += each * i; }`,
        ]),
      );
      w.line(`return ${w.one(['total', `total * ${number(w, 1)}`])};`);
    });
    w.block(`step(${s}: number): this {`, () => {
      members();
      w.declare(s, { kind: 'number' });
      w.line(`if (${condition(w, 1)}) return this;`);
      w.line(`for (let i = 0; i < this.length; i++) this[i]! ${w.one(['+=', '*=', '='])} ${bounded(w, 1)};`);
      w.line('return this;');
    });
    w.block('get x(): number {', () => w.line('return this[0]!;'));
    w.block(`set x(${s}: number) {`, () => w.line(`this[0] = ${s} * ${literal(w)};`));
    w.line(`static of2(a: number): ${name} { return new ${name}(a, ${literal(w)} * a); }`);
  });
  const text = w.lines.join('\n').replace(/^ {2}/gm, '');
  [w.lines, w.scopes] = outer;
  w.lists.push({ name, asks: ['sum(0.4)', 'x', 'sum(1.1)'] });
  return `${text}\n\n`;
}

export function listStatement(w: Writer, at: Surroundings): boolean | void {
  if (w.lists.length === 0) return false;
  const known = w.variables('list');
  if (known.length === 0 || w.chance(3)) {
    const of = w.one(w.lists);
    const variable = w.name('w');
    const fixed = w.chance(2);
    const value = w.one([`new ${of.name}(${number(w, 1)}, ${number(w, 1)})`, `${of.name}.of2(${number(w, 1)})`]);
    w.line(`${fixed ? 'const' : 'let'} ${variable} = ${value};`);
    w.declare(variable, { kind: 'list', length: 2, of }, !fixed);
    return true;
  }
  const { name, type } = w.one(known);
  if (type.kind !== 'list') return false;
  const mates = known.filter((each) => each.type.kind === 'list' && each.type.of === type.of);
  switch (w.pick(5)) {
    case 0:
      w.line(`${name}.step(${number(w, 1)})${w.one(['', `.step(${number(w, 0)})`])};`);
      return true;
    case 1:
      w.line(`${name}.x ${w.one(['=', '+='])} ${bounded(w, 1)};`);
      return true;
    case 2: {
      const alias = w.name('w');
      w.line(`const ${alias} = ${condition(w, 1)} ? ${name} : ${w.one(mates).name};`);
      w.declare(alias, type);
      return true;
    }
    case 3: {
      if (at.times > 4 || !at.pushes) return false;
      w.line(`${name}.push(${number(w, 1)});`);
      return true;
    }
    default: {
      // As the plain array that it is too.
      const plain = w.name('a');
      w.line(`const ${plain}: number[] = ${name};`);
      w.line(`${plain}[1] = ${number(w, 1)} * 0.5;`);
      return true;
    }
  }
}

/** A number that a list gives. */
export function ofList(w: Writer): string | undefined {
  const known = w.variables('list');
  if (known.length === 0) return undefined;
  const { name, type } = w.one(known);
  return type.kind === 'list' ? `0.6 * Math.tanh(${name}.${w.one(type.of.asks)})` : undefined;
}
