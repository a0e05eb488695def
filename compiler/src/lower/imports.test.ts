/** Which imports may close a circle of modules. */

import { describe, expect, it } from 'vitest';
import { imports, mayImport } from './imports.js';
import { programOf } from './lowering.test-support.js';
import ts from 'typescript';

const home = `export class Base { constructor(readonly x: number) {} }
export interface Shape { area(): number }
export const half = (x: number) => x / 2;
`;

function between(other: string, own = home): { readonly may: boolean; readonly knows: boolean } {
  const program = programOf({ 'home.ts': own, 'other.ts': other });
  const names = { ts, program, checker: program.getTypeChecker() };
  const [at, to] = ['home', 'other'].map((name) => program.getSourceFile(`/project/${name}.ts`)!) as [
    ts.SourceFile,
    ts.SourceFile,
  ];
  return { may: mayImport(names, at, to), knows: imports(names, to, at) };
}

describe('a file may import one that', () => {
  it.each([
    [
      'takes types from it',
      "import { Shape } from './home.js';\nexport class A implements Shape { area() { return 1; } }",
    ],
    ['takes its types as such', "import type { Base } from './home.js';\nexport const f = (b: Base) => b.x;"],
    [
      'calls it in functions',
      "import { half } from './home.js';\nexport class A { y = half(2); area() { return half(3); } }",
    ],
    [
      'calls the library when it is loaded',
      "import { half } from './home.js';\nconst r = Math.sqrt(2);\nexport const f = () => half(r);",
    ],
  ])('%s', (_, other) => {
    expect(between(other)).toEqual({ may: true, knows: true });
  });

  it('knows nothing of it', () => {
    expect(between('export const g = JSON.parse("1");')).toEqual({ may: true, knows: false });
  });
});

describe('a file may not import one that, while it is loaded,', () => {
  it.each([
    ['extends its class', "import { Base } from './home.js';\nexport class A extends Base {}"],
    ['makes a constant of it', "import { half } from './home.js';\nexport const table = { half };"],
    ['sets a static field from it', "import { half } from './home.js';\nexport class A { static h = half; }"],
    [
      'runs a block with it',
      "import { half } from './home.js';\nexport class A { static h: unknown; static { this.h = half; } }",
    ],
    [
      'calls a function',
      "import { half } from './home.js';\nconst quarter = () => half(half(1));\nexport const q = quarter();",
    ],
    [
      'has the library call a function',
      "import { half } from './home.js';\nexport const all = [1].map((x) => half(x));",
    ],
    [
      'reads an accessor',
      "import { half } from './home.js';\nclass A { static get h() { return half(1); } }\nexport const h = A.h;",
    ],
  ])('%s', (_, other) => {
    expect(between(other)).toEqual({ may: false, knows: true });
  });

  it('would be run by it', () => {
    const own = "import { A } from './other.js';\nexport const half = (x: number) => x / 2;\nexport const a = new A();";
    expect(between("import { half } from './home.js';\nexport class A { y() { return half(1); } }", own).may).toBe(
      false,
    );
  });
});
