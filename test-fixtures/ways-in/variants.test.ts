/** The same agreement under other options, module formats and line breaks, on a choice of fixtures. */
import { beforeAll, describe, expect, it } from 'vitest';
import { allAgree, commandAndTransformerAgree } from './agreement.js';
import { bareText } from './compare.js';
import { withCrlf, type Source } from './fixture-project.js';
import { saidUnder } from './said.js';
import { some as chosen } from './selections.js';

/** Where a class fits another by its shape, companions ask for both: what they are then called depends on which copy a file is in. */
const fitOneAnother = new Set([
  'array-classes/middle-classes',
  'classes/modules-in-a-circle',
  'classes/number-or-vector',
  'classes/number-or-vector-among-twins',
]);
const some = chosen.filter(({ fixture }) => !fitOneAnother.has(fixture.name));
const inCrlf = some.map(({ fixture }): Source => ({ fixture, under: 'crlf', rewrite: withCrlf }));

describe('without registration, and with both kinds of line breaks', () => {
  const plugin = allAgree([...some, ...inCrlf], { module: 'esnext', adc: { registration: false } });
  const texts = (under: string): Map<string, string> =>
    new Map(
      [...plugin().outputs]
        .filter(([name]) => name.startsWith(under))
        .map(([name, text]) => [name.slice(under.length), bareText(text)]),
    );

  it('line breaks stay what they were, and are all that differs', () => {
    const [lf, crlf] = [texts('src/'), texts('crlf/')];
    expect(lf.size).toBeGreaterThanOrEqual(some.length);
    expect([...crlf.values()].filter((text) => /(?<!\r)\n/.test(text))).toEqual([]);
    expect(new Map([...crlf].map(([name, text]) => [name, text.replaceAll('\r\n', '\n')]))).toEqual(lf);
  });
  it('places are the same, whatever the line breaks', () => {
    const { said } = plugin();
    expect(saidUnder('src/', said).length).toBeGreaterThan(0);
    expect(saidUnder('crlf/', said)).toEqual(saidUnder('src/', said));
  });
  it('nothing is registered', () => {
    expect([...texts('src/').values()].filter((text) => /^register\(/m.test(text))).toEqual([]);
  });
});

describe('as CommonJS', () => {
  const command = commandAndTransformerAgree(inCrlf, { module: 'commonjs' });
  let scripts: readonly string[];
  beforeAll(() => {
    scripts = [...command().outputs].flatMap(([name, text]) => (name.endsWith('.js') ? [text] : []));
  });

  it('functions are registered by what is required', () => {
    expect(scripts.filter((text) => /^import |^export /m.test(text))).toEqual([]);
    const registering = scripts.filter((text) => /^\(0, runtime_\d+\.register\)\(/m.test(text));
    expect(registering.length).toBeGreaterThan(scripts.length / 2);
  });
});
