/** Errors of TypeScript that say nothing of their own. */
import type ts from 'typescript';

/** Whether it is about the import of a companion, which does not exist when its function was refused. */
export function isConsequence(typescript: typeof ts, { messageText }: ts.Diagnostic): boolean {
  return /has no exported member (?:named )?'\w+(?:Adjoint|Tangent|Pullback)'/.test(
    typescript.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
