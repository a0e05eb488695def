import { describe, expect, it } from 'vitest';
import { parseJson, setAt } from './json-edit.js';

describe('setAt', () => {
  it.each([
    ['an empty file', '{}', '{\n  "a": 1\n}'],
    ['a comment alone', '{\n  // nothing yet\n}\n', '{\n  // nothing yet\n  "a": 1\n}\n'],
    ['one line', '{ "b": 2 }\n', '{ "b": 2, "a": 1 }\n'],
    ['one line with a trailing comma', '{ "b": 2, }\n', '{ "b": 2, "a": 1, }\n'],
    ['lines', '{\n    "b": 2\n}\n', '{\n    "b": 2,\n    "a": 1\n}\n'],
    ['tabs and CRLF', '{\r\n\t"b": 2\r\n}\r\n', '{\r\n\t"b": 2,\r\n\t"a": 1\r\n}\r\n'],
    ['a trailing comma', '{\n  "b": 2,\n}\n', '{\n  "b": 2,\n  "a": 1,\n}\n'],
    ['a comment behind', '{\n  "b": 2 // two\n}\n', '{\n  "b": 2, // two\n  "a": 1\n}\n'],
    [
      'a comment behind a comma',
      '{\n  "b": 2, /* two */ // three\n}\n',
      '{\n  "b": 2, /* two */ // three\n  "a": 1,\n}\n',
    ],
    ['a comment below', '{\n  "b": 2\n  // "c": 3\n}\n', '{\n  "b": 2,\n  "a": 1\n  // "c": 3\n}\n'],
    ['a comment before the comma', '{\n  "b": 2 /* two */,\n}\n', '{\n  "b": 2 /* two */,\n  "a": 1,\n}\n'],
    ['a brace on the same line', '{\n  "b": 2 }', '{\n  "b": 2,\n  "a": 1 }'],
    ['an older value', '{ "a": { "b": 2 }, "c": 3 } // c', '{ "a": 1, "c": 3 } // c'],
  ])('adds a property to %s', (_, text, expected) => {
    expect(setAt(text, ['a'], '1')).toBe(expected);
  });

  it('makes the objects on the way, and reaches into lists', () => {
    expect(setAt('{}', ['a', 'b', 'c'], '[1]')).toBe('{\n  "a": { "b": { "c": [1] } }\n}');
    expect(setAt('{ "a": [{ "b": 1 }] }', ['a', 0, 'c'], '2')).toBe('{ "a": [{ "b": 1, "c": 2 }] }');
    expect(setAt('{ "a": [1] }', ['a', 1], '{ "b": 2 }')).toBe('{ "a": [1, { "b": 2 }] }');
    expect(setAt('{\n  "a": []\n}', ['a', 0], '1')).toBe('{\n  "a": [\n    1\n  ]\n}');
  });

  it('gives JSON that says what it was asked to say', () => {
    for (const text of ['{}', '{"b":[],}', '{\n"b":{}//\n}', '{/* */}', '{"b":1/* */}', '[{}]'].map(
      (each) => `// x\n${each}\n`,
    )) {
      const path = text.includes('[{}]') ? [0, 'a'] : ['a'];
      expect(parseJson(setAt(text, path, '{ "x": 1 }'))).toBeDefined();
    }
  });

  it('refuses what is no JSON', () => {
    expect(() => setAt('{ "a": }', ['b'], '1')).toThrow(TypeError);
    expect(() => setAt('{ "a": 1 }', ['a', 'b'], '1')).toThrow(TypeError);
  });
});
