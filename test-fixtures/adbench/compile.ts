/** Compiles a folder of sources and runs what comes out. */
import * as runtime from '@adc/runtime';
import { compileFixture } from '../runner/compile.js';
import type { Fixture } from '../runner/fixture.js';
import { loadModule } from '../runner/load.js';
import { createProgram, userOptions } from '../runner/program.js';

/** The exports of `entry` with its companions. */
export function compileAndLoad(fixture: Fixture, entry = fixture.input): Record<string, unknown> {
  const { result, files } = compileFixture(fixture, createProgram(fixture.files, userOptions));
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `ADC${code}: ${message}`).join('\n'));
  return loadModule(files, entry, { '@adc/runtime': runtime });
}
