import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import transform from './index.js';

describe('the transformer', () => {
  it.each(['7.0.2', '8.1.0-dev', '5.4.5'])('says what to do under TypeScript %s', (version) => {
    const program = ts.createProgram({ rootNames: [], options: {} });
    const run = (): unknown => transform(program, undefined, {}, { ts: { version } as typeof ts });
    expect(run).toThrow(/ADC6001: TypeScript \S+ cannot be used[^]*Fix: install `typescript@6\.0\.3`/);
  });

  it('leaves a program without differentiable functions as it is', () => {
    const program = ts.createProgram({ rootNames: [], options: {} });
    expect(transform(program, undefined, {}, { ts })).toBe(program);
  });

  it('says that nobody else than ts-patch can call it as a transformer of sources', () => {
    const program = ts.createProgram({ rootNames: [], options: {} });
    expect(() => transform(program, {}, { ts })).toThrow(/"transformProgram": true/);
  });
});
