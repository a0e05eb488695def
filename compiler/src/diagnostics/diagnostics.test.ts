/** The layout of a diagnostic, and the wording of the catalogue. */

import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.js';
import { formatDiagnostic } from './code-frame.js';
import { diagnose, diagnoseRefusal, refuse } from './report.js';

const file = '/home/me/src/energy.ts';
const text =
  'export function energy(charges: Charges) {\n  let sum = 0;\n  for (const key in charges) sum += charges[key] ** 2;\n}\n';
const start = text.indexOf('for (');
const origin = { file, start, end: start + 'for (const key in charges)'.length };
const getText = (name: string): string | undefined => (name === file ? text : undefined);
const nameOf = (name: string): string => name.replace('/home/me/', '');

describe('a formatted diagnostic', () => {
  it('shows the line before, the line, and the marked code', () => {
    expect(formatDiagnostic(diagnose(1012, origin, {}), getText, { nameOf }))
      .toBe(`src/energy.ts:3:3 - error ADC1012: \`for…in\` cannot be differentiated.

  2 |   let sum = 0;
> 3 |   for (const key in charges) sum += charges[key] ** 2;
    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^ loops over property names

  Why: the names are known only at run time, so the loop cannot be run backwards.
  Fix: loop over an array, for example \`for (const charge of charges)\`.
`);
  });

  it('marks the first of several lines, and keeps tabs', () => {
    const tabbed = '\tif (a) {\r\n\t\tb();\r\n\t}\r\n';
    const shown = formatDiagnostic(diagnose(1007, { file, start: 1, end: tabbed.length - 2 }, {}), () => tabbed);
    expect(shown.split('\n').slice(2, 4)).toEqual([
      '> 1 | \tif (a) {',
      '    | \t^^^^^^^^ may be left at any operation',
    ]);
  });

  it('does without a place, without a text, and with notes', () => {
    expect(
      formatDiagnostic(diagnose(3004, undefined, { name: 'y', function: 'f', parameters: '`x`' }), getText),
    ).toMatch(/^error ADC3004: `wrt=y` names no parameter of `f`\./);
    const noted = diagnose(1007, { ...origin, file: '/elsewhere.ts' }, {}, [{ origin, text: 'called here' }]);
    expect(formatDiagnostic(noted, getText, { nameOf })).toMatch(
      /^\/elsewhere\.ts - error[^]*\n {2}src\/energy\.ts:3:3 - called here\n$/,
    );
  });

  it('is coloured on demand', () => {
    expect(
      formatDiagnostic(diagnose(4006, origin, { pragma: 'differentiable', where: 'a function' }), getText, {
        colour: true,
      }),
    ).toContain('\u001b[33mwarning\u001b[0m');
  });
});

describe('the catalogue', () => {
  it('fills every hole', () => {
    const { message, why } = diagnoseRefusal(refuse(1003, origin, { name: 'g', problem: 'it throws.' }));
    expect(message).toBe('The call of `g` cannot be differentiated.');
    expect(why).toBe('within `g`: it throws.');
  });

  it.each(Object.entries(catalogue))('says %s in whole sentences', (_, entry) => {
    expect(entry.message).toMatch(/^([`A-Z]|adc ).*\.$/);
    expect(entry.why).toMatch(/^[^A-Z].*(\.|\})$/);
    expect(entry.fix).toMatch(/^[^A-Z].*\.$/);
    expect(entry.label).not.toMatch(/\.$/);
  });
});
