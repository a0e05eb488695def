import { it } from 'vitest';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { printFunction } from '../ir/print.js';
import { programOf } from './lowering.test-support.js';
import { lowerProgram } from './index.js';
import { opsOf } from '../ir/walk.js';
it('prints', async () => {
  const file = process.env['CASES']!;
  const text = readFileSync(file, 'utf8');
  const sources: Record<string, string> = {};
  if (file.endsWith('.json')) Object.assign(sources, JSON.parse(text));
  else sources['main.ts'] = text;
  const program = programOf(sources);
  const result = lowerProgram({ ts, program });
  for (const d of result.diagnostics) console.log(d.severity, d.code, d.message, d.why, d.origin);
  for (const { ir } of result.functions.values()) {
    if (process.env['OPAQUE']) {
      for (const op of opsOf(ir.body))
        if (op.kind === 'opaque')
          console.log(ir.key, op.refusal.code, op.template.map((p) => (typeof p === 'string' ? p : '□')).join(''));
    } else console.log(printFunction(ir));
  }
});
