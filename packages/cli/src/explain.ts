/** Prints what the compiler did with a function. */
import type { FunctionReport } from '@adc/compiler';

export function formatReport(report: FunctionReport, file: string): string {
  const { name, active, stored, recomputed, stages } = report;
  const facts = [
    `${name} (${file})`,
    '',
    fact('active', active, 'nothing: its result does not depend on its parameters in a differentiable way'),
    stored.length === 0
      ? fact('stored', [], 'nothing: the reverse sweep needs no value of the forward sweep')
      : '  stored',
    ...stored.map(({ what, line, reason }) => `    ${what}, line ${line}: ${reason}`),
    fact('recomputed', recomputed, 'nothing'),
  ];
  const forms = stages.map(({ stage, text }) => `--- ${stage} ---\n${text.trimEnd()}\n`);
  return `${facts.join('\n')}\n\n${forms.join('\n')}`;
}

function fact(title: string, names: readonly string[], none: string): string {
  return `  ${title}: ${names.length === 0 ? none : names.join(', ')}`;
}
