/** Finds the place at the top of a source text where generated imports belong, by its text alone. */

export type Header = {
  /** Offset at which the header ends: generated imports are inserted there. */
  readonly end: number;
  /** What stands last in the header decides how much air an insertion needs. */
  readonly last: 'nothing' | 'import' | 'other';
};

/**
 * The header is made of the hash-bang line, directives, the leading imports, and – in a file without imports – comments that a
 * blank line sets apart from the code. A comment that touches the first statement belongs to that statement.
 */
export function findHeader(text: string): Header {
  let end = matchAt(/#![^\n]*/y, text, 0)?.length ?? 0;
  let last: Header['last'] = end > 0 ? 'other' : 'nothing';
  for (;;) {
    const start = skipTrivia(text, end);
    const statement = endOfDirective(text, start) ?? endOfImport(text, start);
    if (statement === undefined) break;
    last = text.startsWith('import', start) ? 'import' : 'other';
    end = endOfLineBehind(text, statement);
  }
  if (last === 'import') return { end, last };
  const comments = endOfHeaderComments(text, end);
  return comments === end ? { end, last } : { end: comments, last: 'other' };
}

/** The end of the line if nothing but space and comments follows `offset` on it, else `offset` itself. */
export function endOfLineBehind(text: string, offset: number): number {
  const rest = matchAt(/(?:[ \t]|\/\*(?:(?!\*\/)[^\r\n])*\*\/)*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/y, text, offset);
  return offset + (rest?.length ?? 0);
}

const string = /'(?:\\[^]|[^'\\\r\n])*'|"(?:\\[^]|[^"\\\r\n])*"/y;
const comment = /\/\/[^\r\n]*|\/\*[^]*?\*\//y;
const pragma = /@(?:non)?differentiable\b|@(?:tangent|adjoint)-of\b/;

function matchAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

function skipTrivia(text: string, offset: number): number {
  for (let at = offset; ; ) {
    const length = (matchAt(/\s+/y, text, at) ?? matchAt(comment, text, at))?.length;
    if (length === undefined) return at;
    at += length;
  }
}

function endOfDirective(text: string, start: number): number | undefined {
  const literal = matchAt(string, text, start);
  if (literal === undefined) return undefined;
  const end = start + literal.length;
  const close = matchAt(/[ \t]*;|(?=\s*$)|(?=[ \t]*(?:\/\/[^\n]*)?\r?\n)/y, text, end);
  return close === undefined ? undefined : end + close.length;
}

/** `import … from '…' with { … };`, `import '…';`, `import a = require('…');` and `import a = b.c;`, not `import(…)`. */
function endOfImport(text: string, start: number): number | undefined {
  if (matchAt(/import(?![\w$])(?!\s*[.(])/y, text, start) === undefined) return undefined;
  let depth = 0;
  for (let at = start + 'import'.length; at < text.length; ) {
    const skipped = matchAt(comment, text, at);
    const literal = matchAt(string, text, at);
    if (skipped !== undefined) at += skipped.length;
    else if (literal !== undefined && depth === 0) {
      at += literal.length;
      return at + (matchAt(/(?:\s*(?:with|assert)\s*\{[^}]*\})?(?:\s*\))?[ \t]*;?/y, text, at)?.length ?? 0);
    } else if (literal !== undefined) at += literal.length;
    else if (text[at] === ';') return at + 1;
    else if (text[at] === '\n' && depth === 0 && /=\s*[\w$.]+\s*$/.test(text.slice(start, at))) return at;
    else {
      if (text[at] === '{') depth += 1;
      if (text[at] === '}') depth -= 1;
      at += 1;
    }
  }
  return undefined;
}

function endOfHeaderComments(text: string, offset: number): number {
  let end = offset;
  for (;;) {
    const group = matchAt(
      /\s*(?:(?:\/\/[^\r\n]*|\/\*[^]*?\*\/)[ \t]*\r?\n?[ \t]*)+?(?=\r?\n[ \t]*\r?\n|\r?\n?[ \t]*$)/y,
      text,
      end,
    );
    if (group === undefined || pragma.test(group)) return end;
    end += group.replace(/\s+$/, '').length;
  }
}
