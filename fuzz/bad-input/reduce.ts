/** Makes a program small that goes on failing alike. */
import { editsOf } from '../reduce.js';

export async function reduceText(
  source: string,
  fails: (text: string) => Promise<boolean>,
  seconds: number,
): Promise<string> {
  const end = performance.now() + 1000 * seconds;
  let best = source;
  for (let size = Math.ceil(best.split('\n').length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.split('\n').length && performance.now() < end; ) {
      const lines = best.split('\n');
      const shorter = [...lines.slice(0, at), ...lines.slice(at + size)].join('\n');
      if (await fails(shorter)) best = shorter;
      else at += size;
    }
  }
  for (let at = 0; performance.now() < end; ) {
    const edit = editsOf(best)[at];
    if (edit === undefined) break;
    const shorter = best.slice(0, edit.start) + edit.text + best.slice(edit.end);
    if (shorter.length < best.length && (await fails(shorter))) best = shorter;
    else at++;
  }
  return best;
}
