/** Programs that are large in one way: long, deep, or wide. All are legal TypeScript. */

export type LargeProgram = {
  readonly name: string;
  /** The program at a size; the default is what the tests run. */
  readonly source: (size: number) => string;
  readonly size: number;
  /** The codes with which it is refused at that size, and at a small one is not. */
  readonly errors?: readonly number[];
};

const range = <T>(size: number, make: (index: number) => T): T[] => Array.from({ length: size }, (_, i) => make(i));
const f = (body: string, params = 'x: number, y: number'): string =>
  `// @differentiable\nexport function f(${params}): number {\n${body}\n}\n`;

export const largePrograms: readonly LargeProgram[] = [
  {
    name: 'statements',
    size: 1000,
    source: (size) =>
      f(
        `  let a = x;\n  let b = y;\n${range(
          size / 5,
          (i) =>
            `  const t${i} = Math.sin(a) * ${1 + (i % 7) / 10} + b;\n  if (t${i} > ${i % 3}) {\n    a = 0.5 * t${i} + 0.1 * x;\n  }\n  b = 0.9 * b + 0.1 * Math.cos(t${i});`,
        ).join('\n')}\n  return a + b;`,
      ),
  },
  {
    name: 'straight-line statements',
    size: 1000,
    source: (size) =>
      f(
        `  const t0 = x * y;\n${range(size, (i) => `  const t${i + 1} = 0.5 * t${i} + Math.sin(t${Math.max(0, i - 1)}) * x;`).join('\n')}\n  return t${size};`,
      ),
  },
  {
    name: 'array statements',
    size: 200,
    source: (size) =>
      f(
        `  const a = [x, y, x * y, x + y];\n${range(size, (i) => `  a[${i % 4}] = 0.5 * a[${(i + 1) % 4}]! + 0.1 * Math.sin(a[${i % 4}]!) * x;`).join('\n')}\n  return a[0]! + a[1]! + a[2]!;`,
      ),
  },
  {
    name: 'terms',
    size: 2000,
    source: (size) => f(`  return ${range(size, (i) => `x * ${(i % 9) + 1}`).join(' + ')};`),
  },
  {
    name: 'terms nested to the right',
    size: 300,
    errors: [1030],
    source: (size) => f(`  return ${range(size, () => 'x + 0.5 * (').join('')}y${')'.repeat(size)};`),
  },
  { name: 'parentheses', size: 300, source: (size) => f(`  return ${'('.repeat(size)}x * y${')'.repeat(size)};`) },
  {
    name: 'calls in calls',
    size: 300,
    source: (size) => f(`  return ${'Math.sin('.repeat(size)}x * y${')'.repeat(size)};`),
  },
  { name: 'unary operators', size: 300, source: (size) => f(`  return ${'- '.repeat(size)}x * y;`) },
  {
    name: 'conditional chain',
    size: 300,
    errors: [1030],
    source: (size) => f(`  return ${range(size, (i) => `x < ${i} ? x * ${i + 1} : `).join('')}y * x;`),
  },
  {
    name: 'logical chain',
    size: 2000,
    errors: [1031],
    source: (size) => f(`  if (${range(size, (i) => `x > ${i}`).join(' || ')}) return x * y;\n  return x + y;`),
  },
  {
    name: 'parameters',
    size: 200,
    source: (size) =>
      f(
        `  return ${range(size, (i) => `p${i} * p${(i + 1) % size}`).join(' + ')};`,
        range(size, (i) => `p${i}: number`).join(', '),
      ),
  },
  {
    name: 'nested loops',
    size: 20,
    source: (size) =>
      f(
        `  let s = x;\n${range(size, (i) => `${' '.repeat(i % 40)}for (let i${i} = 0; i${i} < 1; i${i}++) {`).join('\n')}\n  s = s * y + x;\n${'}'.repeat(size)}\n  return s;`,
      ),
  },
  {
    name: 'nested ifs',
    size: 120,
    errors: [1030],
    source: (size) =>
      f(
        `  let s = x;\n${range(size, (i) => `if (s < ${10 + i}) { s = s + 0.01 * y;`).join('\n')}\n  s = s * y + x;\n${'}'.repeat(size)}\n  return s;`,
      ),
  },
  {
    name: 'else-if chain',
    size: 120,
    errors: [1030],
    source: (size) =>
      f(
        `  let s = x;\n  ${range(size, (i) => `if (y < ${i}) {\n    s = s * ${i + 2};\n  }`).join(' else ')}\n  return s * y;`,
      ),
  },
  {
    name: 'early returns',
    size: 40,
    source: (size) =>
      f(`${range(size, (i) => `  if (y < ${i / 10}) return x * ${i + 2} * y;`).join('\n')}\n  return x;`),
  },
  {
    name: 'switch cases',
    size: 40,
    source: (size) =>
      f(
        `  let s = x;\n  switch (Math.floor(y)) {\n${range(size, (i) => `    case ${i}:\n      s = s * ${i + 2};\n      break;`).join('\n')}\n  }\n  return s * y;`,
      ),
  },
  {
    name: 'blocks',
    size: 200,
    source: (size) => f(`  let s = x;\n${'{'.repeat(size)} s = s * y; ${'}'.repeat(size)}\n  return s;`),
  },
  {
    name: 'functions calling one another in a row',
    size: 200,
    source: (size) =>
      `${range(size, (i) => `function g${i}(x: number): number {\n  return ${i === 0 ? 'x * x' : `0.5 * g${i - 1}(x) + Math.sin(x)`};\n}`).join('\n')}\n${f(`  return g${size - 1}(x) * y;`)}`,
  },
  {
    name: 'functions calling one another in a circle',
    size: 20,
    source: (size) =>
      `${range(size, (i) => `function g${i}(x: number, n: number): number {\n  if (n <= 0) return x;\n  return x * 0.5 + g${(i + 1) % size}(x, n - 1);\n}`).join('\n')}\n${f('  return g0(x, 150) * y;')}`,
  },
  {
    name: 'annotated functions',
    size: 100,
    source: (size) =>
      `${range(size, (i) => `// @differentiable\nexport function g${i}(x: number): number {\n  return x * Math.sin(${i} * x);\n}`).join('\n')}\n${f('  return g0(x) * y;')}`,
  },
  {
    name: 'functions that are not annotated',
    size: 2000,
    source: (size) =>
      `${range(size, (i) => `export function g${i}(x: number): number {\n  return x * Math.sin(${i} * x);\n}`).join('\n')}\n${f('  return g0(x) * y;')}`,
  },
  {
    name: 'local functions in local functions',
    size: 30,
    source: (size) =>
      f(
        `${range(size, (i) => `const g${i} = (t: number): number => {`).join('\n')}\nreturn t * x;\n${range(size, (i) => `};\nreturn g${size - 1 - i}(${i === size - 1 ? 'y' : 't * 0.9'});`).join('\n')}`,
      ),
  },
  {
    name: 'array literal',
    size: 200,
    source: (size) =>
      f(
        `  const a = [${range(size, (i) => `x * ${i}`).join(', ')}];\n  let s = 0;\n  for (const e of a) s += e * y;\n  return s;`,
      ),
  },
  {
    name: 'arrays in arrays',
    size: 20,
    source: (size) => f(`  const a = ${'['.repeat(size)}x * y${']'.repeat(size)};\n  return a${'[0]!'.repeat(size)};`),
  },
  {
    name: 'objects in objects',
    size: 50,
    errors: [2002],
    source: (size) =>
      f(`  const a = ${'{ a: '.repeat(size)}x * y${' }'.repeat(size)};\n  return a${'.a'.repeat(size)};`),
  },
  {
    name: 'template pieces',
    size: 300,
    source: (size) => f(`  const t = \`${range(size, () => '${x}').join(' ')}\`;\n  return t.length > 3 ? x * y : x;`),
  },
  {
    name: 'comma operators',
    size: 3000,
    errors: [1030],
    source: (size) => f(`  let s = y;\n  return ${range(size, () => 's = s + x').join(', ')}, s;`),
  },
  {
    name: 'comments',
    size: 5000,
    source: (size) => f(`${'  // @differentiable-ish\n'.repeat(size)}  return x * y;`),
  },
];
