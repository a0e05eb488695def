/** The generated programs of the short run, judged by the independent oracle. */
import { compile, type CompileOptions } from '@adc/compiler';
import * as runtime from '@adc/runtime';
import ts from 'typescript';
import { assemble } from '../../compiler/src/program/assemble.js';
import { check } from '../../fuzz/check.js';
import { programsOfShortRun } from '../../fuzz/explore.js';
import { loadModule } from '../../test-fixtures/runner/load.js';
import { judged, part, shared, type Check } from './check.js';
import { viewsOf } from './programs.js';

export function generatedChecks(): readonly Check[] {
  const programs = shared('generated', programsOfShortRun);
  const fileOf = (index: number): string => `/generated/p${index}.ts`;
  const views = viewsOf(
    'generated',
    programs.map(({ source }, k) => new Map([[fileOf(k), source]])),
  );
  return programs.map((generated, k): Check => {
    const { source } = generated;
    const name = `generated program ${k}`;
    const load = (text: string) => loadModule(new Map([[fileOf(k), text]]), fileOf(k), { '@adc/runtime': runtime });
    return {
      name,
      run: () => {
        const texts = [true, false].map((optimise, index) =>
          part(name, index, () => textOf(views[k]!, fileOf(k), source, { optimise })),
        );
        return judged(name, texts.join('\n'), () => {
          const [best, plain] = texts as [string, string];
          if (best === '' || plain === '') return; // refused
          const found = check(
            generated,
            {
              kind: 'compiled',
              primal: load(source),
              variants: [
                { title: '', module: load(best) },
                { title: ' (not optimised)', module: load(plain) },
              ],
              withoutCheckpoints: undefined,
              second: false,
              complaint: undefined,
            },
            { points: 0, checkpointed: 0, skipped: new Map() },
          );
          if (found) throw new Error(`${found.what}: ${found.detail}`);
        });
      },
    };
  });
}

/** The text with companions; empty when the program is refused. */
function textOf(program: ts.Program, file: string, source: string, options: CompileOptions): string {
  const { files, diagnostics } = compile({ ts, program, options });
  const internal = diagnostics.find(({ code }) => code >= 9000);
  if (internal) throw new Error(internal.message);
  if (diagnostics.some(({ severity }) => severity === 'error')) return '';
  return files.reduce((text, each) => (each.fileName === file ? assemble(text, each) : text), source);
}
