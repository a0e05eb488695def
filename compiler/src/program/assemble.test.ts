import { describe, expect, it } from 'vitest';
import type { GeneratedPart } from '../compile-result.js';
import { assemble, assembleWithMap } from './assemble.js';
import { decodeMappings } from './memory-program.test-support.js';

const part = (source: string, behind: string | undefined, code: string): GeneratedPart => ({
  code,
  anchor: behind === undefined ? -1 : source.indexOf(behind) + behind.length,
  origin: { file: '/a.ts', start: behind === undefined ? 0 : source.indexOf(behind), end: 0 },
  mappings: [],
});
const insert = (source: string, behind: string | undefined, code: string): string =>
  assemble(source, { parts: [part(source, behind, code)], sites: [] });

describe('assemble', () => {
  it('leaves a file without parts alone', () => {
    expect(assemble('const a = 1;', { parts: [], sites: [] })).toBe('const a = 1;');
  });

  it('puts a part behind its statement, with one blank line on both sides', () => {
    expect(insert('function f() {}\nfunction g() {}\n', 'function f() {}', 'function fBar() {}')).toBe(
      'function f() {}\n\nfunction fBar() {}\n\nfunction g() {}\n',
    );
    expect(insert('function f() {}\n\nfunction g() {}\n', 'function f() {}', 'function fBar() {}')).toBe(
      'function f() {}\n\nfunction fBar() {}\n\nfunction g() {}\n',
    );
    expect(insert('function f() {}\n', 'function f() {}', 'function fBar() {}\n')).toBe(
      'function f() {}\n\nfunction fBar() {}\n',
    );
    expect(insert('function f() {}', 'function f() {}', 'function fBar() {}')).toBe(
      'function f() {}\n\nfunction fBar() {}\n',
    );
  });

  it('keeps a comment that trails the statement with it', () => {
    expect(insert('const f = 1; // one\nconst g = 2;\n', 'const f = 1;', 'new F();')).toBe(
      'const f = 1; // one\n\nnew F();\n\nconst g = 2;\n',
    );
    expect(insert('const f = 1; const g = 2;\n', 'const f = 1;', 'new F();')).toBe(
      'const f = 1;\n\nnew F();\n\n const g = 2;\n',
    );
  });

  it('keeps the order of parts with one anchor, and puts imports at the top', () => {
    const source = "import a from 'a';\nconst f = 1;\n";
    const parts = [
      part(source, 'const f = 1;', 'first();'),
      part(source, 'const f = 1;', 'second();'),
      part(source, undefined, "import b from 'b';"),
      part(source, undefined, "import c from 'c';"),
    ];
    expect(assemble(source, { parts, sites: [] })).toBe(
      "import a from 'a';\nimport b from 'b';\nimport c from 'c';\n\nconst f = 1;\n\nfirst();\n\nsecond();\n",
    );
  });

  it('writes the line breaks of the file', () => {
    expect(insert('function f() {}\r\nfunction g() {}\r\n', 'function f() {}', '{\n}')).toBe(
      'function f() {}\r\n\r\n{\r\n}\r\n\r\nfunction g() {}\r\n',
    );
  });
});

describe('imports at the top', () => {
  const top = (source: string): string => insert(source, undefined, 'import!').replace('import!', '<>');

  it.each([
    ['a file that starts with code', 'f();\n', '<>\n\nf();\n'],
    ['an empty file', '', '<>\n'],
    ['a hash-bang line', '#!/usr/bin/env node\nf();\n', '#!/usr/bin/env node\n\n<>\n\nf();\n'],
    ['a directive', "'use strict';\nf();\n", "'use strict';\n\n<>\n\nf();\n"],
    ['a string that begins an expression', "'a' + f();\n", "<>\n\n'a' + f();\n"],
    ['a comment of the first statement', '// @differentiable\nf();\n', '<>\n\n// @differentiable\nf();\n'],
    ['a header comment', '// (c) us\n// all\n\n/** f */\nf();\n', '// (c) us\n// all\n\n<>\n\n/** f */\nf();\n'],
    ['a block header', '/*\n * (c)\n\n */\n\nf();\n', '/*\n * (c)\n\n */\n\n<>\n\nf();\n'],
    ['a pragma set apart', '// @differentiable\n\nf();\n', '<>\n\n// @differentiable\n\nf();\n'],
    [
      'imports',
      'import \'a\';\nimport { b } from "b" // b\nf();\n',
      'import \'a\';\nimport { b } from "b" // b\n<>\n\nf();\n',
    ],
    [
      'an import over several lines',
      "/* x */ import {\n  a, // 'a'\n  type b as 'c;',\n} from 'd' with { type: 'e' };\n\nf();\n",
      "/* x */ import {\n  a, // 'a'\n  type b as 'c;',\n} from 'd' with { type: 'e' };\n<>\n\nf();\n",
    ],
    [
      'import equals',
      "import a = require('a');\nimport b = a.b\nf();\n",
      "import a = require('a');\nimport b = a.b\n<>\n\nf();\n",
    ],
    ['import calls', "import('a');\n", "<>\n\nimport('a');\n"],
    ['import.meta', 'import.meta.url;\n', '<>\n\nimport.meta.url;\n'],
  ])('stand right in %s', (_, source, expected) => {
    expect(top(source)).toBe(expected);
  });
});

describe('assembleWithMap', () => {
  const source = "import 'x';\n\nfunction f(a: number) {\n  return a;\n}\nf(1);\n";
  const f = source.slice(source.indexOf('function'), source.indexOf('}') + 1);
  const code = 'function fBar() {\n  return 1;\n}';
  const bar: GeneratedPart = {
    ...part(source, f, code),
    mappings: [{ generated: code.indexOf('return'), source: source.indexOf('return') }],
  };

  it.each(['\n', '\r\n'])('maps every word to where it came from (line break %j)', (newLine) => {
    const written = source.replaceAll('\n', newLine);
    const shift = (offset: number): number =>
      newLine === '\n' ? offset : offset + source.slice(0, offset).split('\n').length - 1;
    const shifted: GeneratedPart = {
      ...bar,
      anchor: shift(bar.anchor),
      origin: { ...bar.origin, start: shift(bar.origin.start) },
      mappings: bar.mappings.map(({ generated, source: at }) => ({ generated, source: shift(at) })),
    };
    const { text, map } = assembleWithMap(
      written,
      { parts: [shifted, part(written, undefined, "import 'y';")], sites: [] },
      'a.ts',
      'a.out.ts',
    );
    expect(text).toBe(assemble(written, { parts: [shifted, part(written, undefined, "import 'y';")], sites: [] }));
    expect(map).toMatchObject({ version: 3, sources: ['a.ts'], sourcesContent: [written], file: 'a.out.ts' });

    const lines = text.split(newLine);
    const originals = written.split(newLine);
    const place = (word: string): string | undefined => {
      const line = lines.findIndex((candidate) => candidate.includes(word));
      const column = lines[line]?.indexOf(word) ?? -1;
      const at = decodeMappings(map.mappings).findLast((m) => m.line === line && m.column <= column);
      return at && originals[at.sourceLine]?.slice(at.sourceColumn);
    };
    expect(place('f(1)')).toBe('f(1);');
    expect(place('1);')).toBe('1);');
    expect(place('return a')).toBe('return a;');
    expect(place('a: number')).toBe('a: number) {');
    expect(place('function fBar')).toBe('function f(a: number) {');
    expect(place('return 1')).toBe('return a;');
  });

  it.each(['\n', '\r\n'])(
    'maps every line of generated code, for nobody looks for a name on the line before (line break %j)',
    (newLine) => {
      const long = 'function fBar(\n  a: number,\n) {\n  return [\n    a,\n    1,\n  ];\n}';
      const mappings = ['return', '1'].map((word) => ({ generated: long.indexOf(word), source: source.indexOf(word) }));
      const written = source.replace('import', `import${newLine}`);
      const shift = newLine.length;
      const parts = [
        {
          ...part(written, f, long),
          anchor: source.indexOf('}') + 1 + shift,
          origin: { file: '/a.ts', start: source.indexOf('function') + shift, end: 0 },
          mappings: mappings.map(({ generated, source: at }) => ({ generated, source: at + shift })),
        },
      ];
      const { text, map } = assembleWithMap(written, { parts, sites: [] }, 'a.ts', 'a.out.ts');
      const found = decodeMappings(map.mappings);
      const lines = text.split('\n');
      const first = lines.findIndex((line) => line.startsWith('function fBar'));
      const starts = Array.from({ length: 8 }, (_, i) => found.find((m) => m.line === first + i));
      const lineOf = (word: string): number => written.split('\n').findIndex((line) => line.includes(word));
      expect(starts.map((at) => at?.column)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
      const [inF, inReturn, in1] = ['function f(', 'return a', 'f(1)'].map(lineOf);
      expect(starts.map((at) => at?.sourceLine)).toEqual([inF, inF, inF, inF, inReturn, inReturn, in1, in1]);
    },
  );
});
