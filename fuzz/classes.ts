/** Classes of the generated programs: values that never change, state that does, and families with a member of one name. */
import { bounded, condition, literal, number } from './expressions.js';
import { hiddenClass } from './own-objects.js';
import type { ClassInfo, Writer } from './writer.js';

const kinds = ['vector', 'state', 'family', 'vector', 'state', 'hidden', 'hidden'] as const;

/** Writes a class, or a family of them, and makes it known. */
export function classes(w: Writer): string {
  const outer = [w.lines, w.scopes] as const;
  w.lines = [];
  w.scopes = [[]];
  const kind = w.one(kinds);
  if (kind === 'vector') vector(w);
  else if (kind === 'state') state(w);
  else if (kind === 'hidden') hiddenClass(w);
  else family(w);
  const text = w.lines.join('\n').replace(/^ {2}/gm, '');
  [w.lines, w.scopes] = outer;
  return `${text}\n\n`;
}

/** A member, in whose body the fields stand as `this.a`. */
function member(w: Writer, head: string, fields: readonly string[], writable: boolean, body: () => void): void {
  w.block(`${head} {`, () => {
    for (const field of fields) w.declare(`this.${field}`, { kind: 'number' }, writable);
    body();
  });
}

/** What a method does first that takes a number, or an object of its class. */
const eitherWay = [
  'if (BY instanceof CLASS) return new CLASS(this.a * BY.a, this.b - BY.b);',
  "if (typeof BY !== 'number') return this.plus(BY);",
  "if (typeof BY === 'object') { if (BY.a > 0.5) return BY; return new CLASS(BY.b, this.a); }",
] as const;

function vector(w: Writer): void {
  const name = w.name('C');
  const [o, s] = [w.name('o'), w.name('s')];
  const fields = ['a', 'b'];
  const either = w.chance(3);
  const both = (make: (field: string) => string): string => `return new ${name}(${fields.map(make).join(', ')});`;
  w.block(`class ${name} {`, () => {
    w.line('constructor(readonly a: number, readonly b: number) {}');
    member(w, `plus(${o}: ${name}): ${name}`, fields, false, () =>
      w.line(both((field) => `this.${field} + ${o}.${field}`)),
    );
    member(w, `scaled(${s}: number${either ? ` | ${name}` : ''}): ${name}`, fields, false, () => {
      if (either) w.line(w.one(eitherWay).replaceAll('BY', s).replaceAll('CLASS', name));
      w.declare(s, { kind: 'number' });
      w.line(both((field) => `this.${field} * ${bounded(w, 1)}`));
    });
    member(w, `dot(${o}: ${name}): number`, fields, false, () => {
      w.declare(`${o}.a`, { kind: 'number' });
      w.declare(`${o}.b`, { kind: 'number' });
      w.line(`return this.a * ${o}.a + ${number(w, 2)};`);
    });
    member(w, 'get size(): number', fields, false, () =>
      w.line(`return ${w.one(['Math.hypot(this.a, this.b)', number(w, 2)])};`),
    );
    if (w.chance(2)) w.line(`static of(${s}: number): ${name} { return new ${name}(${s}, ${literal(w)} * ${s}); }`);
  });
  w.classes.push({
    name,
    family: name,
    fields,
    writable: false,
    makes: ['plus', 'scaled', ...(either ? ['either'] : [])],
    asks: ['size', 'dot'],
    kept: true,
  });
}

function state(w: Writer): void {
  const name = w.name('C');
  const s = w.name('s');
  const fields = ['a', 'b'];
  const inherited = w.chance(3)
    ? w.classes.find((each) => each.writable && !each.apart && each.family === each.name)
    : undefined;
  w.block(`class ${name}${inherited ? ` extends ${inherited.name}` : ''} {`, () => {
    if (inherited) {
      w.line(`extra = ${literal(w)};`);
      if (w.chance(2))
        w.block(`constructor(${s}: number) {`, () => {
          w.declare(s, { kind: 'number' });
          w.line(`super(${bounded(w, 1)});`);
          w.line(`this.extra *= ${s};`);
        });
    } else {
      w.line(`b = ${literal(w)};`);
      w.block(`constructor(public a: number) {`, () => {
        if (w.chance(2)) w.line(`this.b *= ${w.one(['a', 'this.a', 'Math.sin(a)'])};`);
      });
    }
    member(w, `step(${s}: number): void`, fields, true, () => {
      w.declare(s, { kind: 'number' });
      if (inherited && w.chance(2)) w.line(`super.step(${s} * this.extra);`);
      for (let k = 0; k <= w.pick(3); k++) {
        const target = `this.${w.one(fields)}`;
        const test = w.chance(3) ? `if (${condition(w, 1)}) ` : '';
        w.line(`${test}${target} ${w.one(['=', '+=', '-=', '*='])} ${bounded(w, 1)};`);
      }
    });
    member(w, 'get total(): number', fields, true, () => w.line(`return ${number(w, 1)} + 0.5 * this.a;`));
    member(w, `set total(${s}: number)`, fields, true, () => w.line(`this.${w.one(fields)} = ${s} * ${literal(w)};`));
  });
  w.classes.push({
    name,
    family: inherited?.name ?? name,
    fields,
    writable: true,
    makes: [],
    asks: ['total'],
    ...(!inherited && { kept: true }),
  });
}

function family(w: Writer): void {
  const name = w.name('I');
  const s = w.name('s');
  const abstract = w.chance(2);
  const writable = w.chance(2);
  if (abstract)
    w.block(`abstract class ${name} {`, () => {
      w.line(`abstract at(${s}: number): number;`);
      w.line(`twice(${s}: number): number { return this.at(${s}) * 0.5 + this.at(0.3); }`);
    });
  else w.line(`interface ${name} { at(${s}: number): number; }`);
  for (let k = 0; k < 2 + w.pick(2); k++) {
    const own = w.name('C');
    w.block(`class ${own} ${abstract ? 'extends' : 'implements'} ${name} {`, () => {
      if (abstract)
        w.line(`k: number; constructor(k: number) { super(); this.k = k${w.one(['', ' * 2', ' + 0.1'])}; }`);
      else w.line(`constructor(${writable ? 'public' : 'readonly'} k: number) {}`);
      member(w, `at(${s}: number): number`, ['k'], writable || abstract, () => {
        w.declare(s, { kind: 'number' });
        if (writable && w.chance(2)) w.line(`this.k += 0.1 * ${s};`);
        w.line(`return ${number(w, 2)};`);
      });
    });
    w.classes.push({
      name: own,
      family: name,
      fields: ['k'],
      writable: false,
      makes: [],
      asks: abstract ? ['at', 'twice'] : ['at'],
    });
  }
}

const ofFamily = (w: Writer, family: string): readonly ClassInfo[] =>
  w.classes.filter((each) => each.family === family);

const made = (w: Writer, { name, writable, family }: ClassInfo, depth: number): string =>
  `new ${name}(${number(w, depth)}${!writable && family === name ? `, ${number(w, depth)}` : ''})`;

/** A statement that makes, replaces, aliases or changes instances. */
export function instanceStatement(w: Writer): boolean | void {
  const known = w.variables('instance');
  if (w.classes.length === 0) return false;
  const choice = known.length === 0 ? 0 : w.pick(7);
  const chosen = choice < 2 ? w.one(w.classes) : undefined;
  if (chosen !== undefined) {
    const members = ofFamily(w, chosen.family);
    const variable = w.name('u');
    const value =
      members.length > 1 && !chosen.apart && w.chance(2)
        ? `${condition(w, 1)} ? ${made(w, chosen, 1)} : ${made(w, w.one(members), 1)}`
        : made(w, chosen, 1);
    const fixed = chosen.apart ?? w.chance(2);
    w.line(`${fixed ? 'const' : 'let'} ${variable}${chosen.apart ? '' : `: ${chosen.family}`} = ${value};`);
    w.declare(variable, { kind: 'instance', of: familyOf(w, chosen) }, !fixed);
    return true;
  }
  const { name, type, assignable } = w.one(known);
  if (type.kind !== 'instance') return false;
  const { of } = type;
  const mates = known.filter((each) => each.type.kind === 'instance' && each.type.of.family === of.family);
  switch (of.apart && !w.chance(8) ? 5 : choice) {
    case 2: {
      const alias = w.name('u');
      w.line(`const ${alias} = ${w.chance(2) ? name : `${condition(w, 1)} ? ${name} : ${w.one(mates).name}`};`);
      w.declare(alias, type);
      return true;
    }
    case 3: {
      if (!assignable) return false;
      w.line(
        `${name} = ${
          of.makes.length > 0
            ? chain(
                w,
                name,
                of,
                mates.map((mate) => mate.name),
              )
            : w.one(mates).name
        };`,
      );
      return true;
    }
    case 4: {
      const each = w.name('e');
      const target = w.variables('number').filter((variable) => variable.assignable);
      if (target.length === 0) return false;
      const body = of.writable
        ? `${each}.step(${number(w, 1)});`
        : `${w.one(target).name} += Math.sin(${asked(w, each, of, [name])});`;
      w.line(`for (const ${each} of [${[name, w.one(mates).name].join(', ')}]) ${body}`);
      return true;
    }
    default:
      if (!of.writable) return false;
      if (of.apart) w.line(`${name}.step(${number(w, 1)});`);
      else
        w.line(
          w.one([
            `${name}.step(${number(w, 1)});`,
            `${name}.${w.one(of.fields)} ${w.one(['=', '+='])} ${bounded(w, 1)};`,
            `${name}.total ${w.one(['=', '+='])} ${bounded(w, 1)};`,
          ]),
        );
      return true;
  }
}

/** What is known of a variable of the family's type. */
export function familyOf(w: Writer, chosen: ClassInfo): ClassInfo {
  const members = ofFamily(w, chosen.family);
  const isRoot = members.some(({ name }) => name === chosen.family);
  return { ...chosen, name: chosen.family, fields: isRoot ? chosen.fields : [] };
}

function chain(w: Writer, name: string, of: ClassInfo, mates: readonly string[]): string {
  let text = name;
  for (let k = 0; k <= w.pick(3); k++) {
    const way = w.one(of.makes);
    if (way === 'plus') text += `.plus(${w.one(mates)})`;
    else text += `.scaled(${way === 'either' ? w.one(mates) : number(w, 1)})`;
  }
  return text;
}

function asked(w: Writer, name: string, of: ClassInfo, mates: readonly string[]): string {
  const question = w.one(of.asks);
  if (question === 'dot' || question === 'over') return `${name}.${question}(${w.one(mates)})`;
  if (question === 'size' || question === 'total') return `${name}.${question}`;
  return `${name}.${question}(${number(w, 0)})`;
}

/** A number that an instance holds or computes. */
export function ofInstance(w: Writer, depth: number): string | undefined {
  const known = w.variables('instance');
  if (known.length === 0) return undefined;
  const { name, type } = w.one(known);
  if (type.kind !== 'instance') return undefined;
  const { of } = type;
  const mates = known.flatMap((each) =>
    each.type.kind === 'instance' && each.type.of.family === of.family ? [each.name] : [],
  );
  if (of.fields.length > 0 && w.chance(2)) return `${name}.${w.one(of.fields)}`;
  const receiver = of.makes.length > 0 && depth > 0 && w.chance(2) ? chain(w, name, of, mates) : name;
  return `0.6 * Math.tanh(${asked(w, receiver, of, mates)})`;
}
