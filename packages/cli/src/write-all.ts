/** Writes all outputs or none. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Every text is written beside its place first; only when all are there do they take their names. */
export function writeAll(outputs: ReadonlyMap<string, string>): void {
  const pending = Array.from(outputs, ([name, text]) => ({ name, text, temporary: temporaryName(name) }));
  try {
    for (const { name, text, temporary } of pending) {
      mkdirSync(path.dirname(name), { recursive: true });
      writeFileSync(temporary, text);
    }
    for (const { name, temporary } of pending) renameSync(temporary, name);
  } finally {
    for (const { temporary } of pending) rmSync(temporary, { force: true });
  }
}

function temporaryName(name: string): string {
  return path.join(path.dirname(name), `.${path.basename(name)}.${process.pid}.tmp`);
}
