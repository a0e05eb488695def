/** A diagnostic of adc in the form that TypeScript prints. */
import type { Diagnostic } from '@adc/compiler';
import type ts from 'typescript';

/** TypeScript prints the number itself; the text begins with the code as adc writes it everywhere. */
export function toTypeScript(typescript: typeof ts, program: ts.Program, diagnostic: Diagnostic): ts.Diagnostic {
  const category = typescript.DiagnosticCategory.Error;
  const code = 900_000 + diagnostic.code;
  const line = (messageText: string): ts.DiagnosticMessageChain => ({ messageText, category, code });
  return {
    ...placeOf(program, diagnostic.origin),
    category,
    code,
    source: 'adc',
    messageText: {
      ...line(`ADC${diagnostic.code}: ${diagnostic.message}`),
      next: [
        ...(diagnostic.origin === undefined ? [] : [line(`This ${diagnostic.label}.`)]),
        line(`Why: ${diagnostic.why}`),
        line(`Fix: ${diagnostic.fix}`),
      ],
    },
    relatedInformation: diagnostic.notes.map(({ origin, text }) => ({
      ...placeOf(program, origin),
      category: typescript.DiagnosticCategory.Message,
      code,
      messageText: text,
    })),
  };
}

type Place = Pick<ts.Diagnostic, 'file' | 'start' | 'length'>;

function placeOf(program: ts.Program, origin: Diagnostic['origin']): Place {
  const file = origin && program.getSourceFile(origin.file);
  return origin === undefined || file === undefined
    ? { file: undefined, start: undefined, length: undefined }
    : { file, start: origin.start, length: origin.end - origin.start };
}
