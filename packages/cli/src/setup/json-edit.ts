/** Edits to JSON with comments that leave everything else as it stands: comments, order, indentation, line breaks. */
import { applyEdits, findNodeAtLocation, parseTree, type Edit, type Node, type ParseError } from 'jsonc-parser';

type JsonPath = readonly (string | number)[];

/** Undefined when the text is no JSON, comments and trailing commas allowed. */
export function parseJson(text: string): Node | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return errors.length === 0 ? root : undefined;
}

/**
 * Sets what stands at a path. Objects on the way that are missing are made; the last step into a list may name its end.
 *
 * @param json the value, as JSON on one line.
 * @throws {TypeError} when the text is no JSON, or something else than an object or a list stands on the way.
 */
export function setAt(text: string, path: JsonPath, json: string): string {
  const root = parseJson(text);
  if (root === undefined) throw new TypeError('The text is not JSON.');
  const existing = findNodeAtLocation(root, [...path]);
  if (existing !== undefined)
    return applyEdits(text, [{ offset: existing.offset, length: existing.length, content: json }]);
  let known = path.length - 1;
  while (known > 0 && findNodeAtLocation(root, path.slice(0, known)) === undefined) known--;
  const container = findNodeAtLocation(root, path.slice(0, known));
  if (container?.type !== 'object' && container?.type !== 'array') throw new TypeError('Nothing can be put there.');
  const missing = path
    .slice(known + 1)
    .reduceRight<string>((inner, key) => `{ ${JSON.stringify(key)}: ${inner} }`, json);
  const item = container.type === 'object' ? `${JSON.stringify(path[known])}: ${missing}` : missing;
  return applyEdits(text, insertion(text, container, item));
}

/** The item becomes the last one. */
function insertion(text: string, container: Node, item: string): Edit[] {
  const inside = container.offset + 1;
  const end = container.offset + container.length - 1;
  const newLine = /\r?\n/.exec(text)?.[0] ?? '\n';
  const last = container.children?.at(-1);
  if (last === undefined) {
    const outer = indentAt(text, container.offset);
    const kept = text.slice(inside, end).trimEnd();
    const content = `${newLine}${outer}${indentUnit(text)}${item}${newLine}${outer}`;
    return [{ offset: inside + kept.length, length: end - inside - kept.length, content }];
  }
  const lastEnd = last.offset + last.length;
  const { comma, lineEnd } = behind(text, lastEnd);
  if (!text.slice(inside, last.offset).includes('\n')) {
    const offset = comma ?? lastEnd;
    return [{ offset, length: 0, content: comma === undefined ? `, ${item}` : ` ${item},` }];
  }
  const line = `${newLine}${indentAt(text, last.offset)}${item}`;
  return comma === undefined
    ? [
        { offset: lastEnd, length: 0, content: ',' },
        { offset: lineEnd, length: 0, content: line },
      ]
    : [{ offset: lineEnd, length: 0, content: `${line},` }];
}

/** Where a comma behind a value ends, if there is one, and where the last comment on that line does. */
function behind(text: string, from: number): { readonly comma: number | undefined; readonly lineEnd: number } {
  const token = /\s+|(\/\/[^\r\n]*|\/\*[^]*?\*\/)|(,)/y;
  token.lastIndex = from;
  let comma: number | undefined;
  let lineEnd = from;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, comment, separator] = match;
    const end = match.index + match[0].length;
    if (separator !== undefined) comma ??= end;
    const sameLine = !text.slice(from, match.index).includes('\n');
    if (separator !== undefined || (comment !== undefined && sameLine)) lineEnd = end;
  }
  return { comma, lineEnd };
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)![0];
}

function indentUnit(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}
