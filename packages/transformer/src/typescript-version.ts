/** Which TypeScript the transformer runs in. */
import { diagnose, formatDiagnostic } from '@adc/compiler';
import type ts from 'typescript';

/** @throws {Error} for a version without an interface for transformers, and for one that is too old. */
export function checkTypeScript(typescript: typeof ts): void {
  const [major = 0, minor = 0] = typescript.version.split('.').map((part) => Number.parseInt(part, 10));
  if (major < 7 && (major > 5 || (major === 5 && minor >= 9))) return;
  const error = new Error(
    formatDiagnostic(diagnose(6001, undefined, { version: typescript.version }), () => undefined),
  );
  throw Object.assign(error, { name: 'AdcError', code: 'ADC6001' });
}
