/** Writes random programs that TypeScript accepts and that come to an end: loops, jumps and closures in every combination. */

/** A generator of the xorshift kind, so that a failing program can be made again from its seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

type Scope = {
  readonly numbers: readonly string[];
  /** Local functions of one parameter that may be called here. */
  readonly functions: readonly string[];
  /** Labels of loops around, and of blocks around. */
  readonly loops: readonly string[];
  readonly blocks: readonly string[];
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
  /** Whether `return` carries a value. */
  readonly gives: boolean;
  readonly depth: number;
};

export function randomSource(seed: number): string {
  const below = randomFrom(seed);
  let names = 0;
  const fresh = (prefix: string): string => `${prefix}${names++}`;
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const chance = (percent: number): boolean => below(100) < percent;

  const number = (scope: Scope, depth = 2): string => {
    const leaf = (): string => pick([pick(scope.numbers), String(below(5)), 'x', `a[${below(3)}]!`, 'n']);
    if (depth === 0) return leaf();
    const next = (): string => number(scope, depth - 1);
    switch (below(13)) {
      case 0:
        return `(${next()} + ${next()})`;
      case 1:
        return `(${next()} - ${next()} * 0.5)`;
      case 2:
        return `Math.sin(${next()})`;
      case 3:
        return `(${test(scope, depth - 1)} ? ${next()} : ${next()})`;
      case 4:
        return `(${pick(scope.numbers)} ${pick(['=', '+=', '-='])} ${next()})`;
      case 5:
        return pick([`${pick(scope.numbers)}++`, `--${pick(scope.numbers)}`]);
      case 6:
        return scope.functions.length > 0 ? `${pick(scope.functions)}(${next()})` : leaf();
      case 7:
        return `(a[${below(3)}]! ${pick(['=', '*='])} ${next()})`;
      case 8:
        return `(${next()} || ${next()})`;
      case 9:
        return `Math.max(${next()}, ${next()})`;
      case 10:
        return `o.p${pick(['', ' += 1', '++'])}`.replace(/^(.*) .*$/, '($&)');
      default:
        return leaf();
    }
  };

  const test = (scope: Scope, depth = 1): string => {
    const compare = (): string => `${number(scope, depth)} ${pick(['<', '>', '<=', '!=='])} ${number(scope, depth)}`;
    if (depth === 0 || chance(60)) return compare();
    return pick([
      `(${compare()} && ${test(scope, depth - 1)})`,
      `(${compare()} || ${test(scope, depth - 1)})`,
      `!(${compare()})`,
    ]);
  };

  const exit = (scope: Scope): string => {
    const ways = [scope.gives ? `return ${number(scope)};` : 'return;'];
    if (scope.inLoop) ways.push('continue;', 'continue;', 'break;');
    else if (scope.inSwitch) ways.push('break;');
    for (const label of scope.loops) ways.push(`break ${label};`, `continue ${label};`);
    for (const label of scope.blocks) ways.push(`break ${label};`, `break ${label};`);
    if (chance(5)) ways.push('throw new Error("out");');
    return pick(ways);
  };

  const block = (scope: Scope, length = 1 + below(4)): string => {
    let inner = { ...scope, depth: scope.depth - 1 };
    const lines: string[] = [];
    for (let k = 0; k < length; k++) {
      if (chance(20)) {
        const name = fresh('v');
        lines.push(`${chance(30) ? 'const' : 'let'} ${name}_: number = ${number(inner)}; let ${name} = ${name}_;`);
        inner = { ...inner, numbers: [...inner.numbers, name] };
      } else if (chance(8)) {
        const name = fresh('g');
        const own = {
          ...inner,
          numbers: [...inner.numbers, `${name}k`],
          loops: [],
          blocks: [],
          inLoop: false,
          inSwitch: false,
          gives: true,
        };
        lines.push(`const ${name} = (${name}k: number): number => { ${block(own)} return ${number(own)}; };`);
        inner = { ...inner, functions: [...inner.functions, name] };
      } else lines.push(statement(inner));
    }
    return lines.join('\n');
  };

  const loop = (scope: Scope): string => {
    const label = fresh('l');
    const counter = fresh('i');
    const within = { ...scope, loops: [...scope.loops, label], inLoop: true, inSwitch: false };
    const bound = 1 + below(4);
    const labelled = chance(50) ? `${label}: ` : '';
    const inner = labelled === '' ? { ...within, loops: scope.loops } : within;
    const counted = { ...inner, numbers: inner.numbers };
    const body = block(counted);
    switch (below(6)) {
      case 0:
        return `{ let ${counter} = 0; ${labelled}while (${counter}++ < ${bound}) { ${body} } }`;
      case 1:
        return `{ let ${counter} = 0; ${labelled}do { ${body} } while (++${counter} < ${bound} && ${test(scope)}); }`;
      case 2:
        return `${labelled}for (let ${counter} = ${bound}; ${counter} > 0; ${counter}--) { ${block({ ...inner, numbers: [...inner.numbers] })} }`;
      case 3:
        return `${labelled}for (const ${counter} of [1, x, ${bound}]) { ${block({ ...inner })} ${pick(scope.numbers)} += ${counter}; }`;
      case 4:
        return `{ let ${counter} = 0; ${labelled}for (;;) { if (${counter}++ > ${bound}) break; ${body} } }`;
      default:
        return `${labelled}for (let ${counter} = 0; ${counter} < ${bound} && ${test(scope)}; ${counter}++) { ${body} }`;
    }
  };

  const statement = (scope: Scope): string => {
    if (scope.depth <= 0)
      return chance(15) ? `if (${test(scope)}) { ${exit(scope)} }` : `${pick(scope.numbers)} = ${number(scope)};`;
    switch (below(12)) {
      case 0:
      case 1:
        return `if (${test(scope)}) { ${block(scope)} }${chance(50) ? ` else { ${block(scope)} }` : ''}`;
      case 2:
      case 3:
        return loop(scope);
      case 4:
        return `if (${test(scope)}) { ${chance(50) ? block(scope) : ''} ${exit(scope)} }${chance(30) ? ` else { ${block(scope)} ${chance(40) ? exit(scope) : ''} }` : ''}`;
      case 5: {
        const label = fresh('b');
        return `${label}: { ${block({ ...scope, blocks: [...scope.blocks, label] })} }`;
      }
      case 6: {
        const inner = { ...scope, inSwitch: true };
        const clauses = [0, 1, 2].map(
          (k) => `case ${k}: { ${block(inner, 1 + below(2))} ${chance(60) ? 'break;' : ''} }`,
        );
        if (chance(60)) clauses.splice(below(4), 0, `default: { ${block(inner, 1)} ${chance(60) ? 'break;' : ''} }`);
        return `switch (${chance(50) ? 'n' : `Math.floor(${number(scope)}) % 3`}) { ${clauses.join(' ')} }`;
      }
      case 7:
        return `a.forEach((${fresh('e')}) => { ${block({ ...scope, loops: [], blocks: [], inLoop: false, inSwitch: false, gives: false })} });`;
      case 8:
        return `[${pick(scope.numbers)}, a[${below(3)}]] = [${number(scope)}, ${number(scope)}];`;
      default:
        return `${pick(scope.numbers)} ${pick(['=', '+=', '*='])} ${number(scope)};`;
    }
  };

  const scope: Scope = {
    numbers: ['s', 't', 'u'],
    functions: [],
    loops: [],
    blocks: [],
    inLoop: false,
    inSwitch: false,
    gives: true,
    depth: 3,
  };
  const body = block(scope, 5);
  return `// @differentiable
export function f(x: number, n: number, a: number[]): unknown {
  let s = 0, t = x, u = 1; const o = { p: n };
  ${body}
  return [s, t, u, o.p, ...a];
}
`;
}
