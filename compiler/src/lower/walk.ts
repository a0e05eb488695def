/** Walks over the syntax tree that no nesting of the program can exhaust. */

import type ts from 'typescript';

/**
 * Visits a node and all within it, each before those inside and in the order of the text.
 *
 * @param visit gives `false` for a node whose inside is left out.
 */
export function walkTree(root: ts.Node, visit: (node: ts.Node) => boolean | void): void {
  const waiting: ts.Node[] = [root];
  const children: ts.Node[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (visit(node) === false) continue;
    node.forEachChild((child) => void children.push(child));
    for (let child = children.pop(); child !== undefined; child = children.pop()) waiting.push(child);
  }
}
