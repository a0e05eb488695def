/** Iterators of the oracle's programs: of arrays, which may change meanwhile, of maps, sets and text. */
import { Floats, type Value } from './oracle-values.js';

/** What `entries()` and its kin give, or what a loop asks for one value after the other. */
export class Iteration implements Iterable<Value> {
  constructor(private readonly inner: Iterator<Value>) {}
  [Symbol.iterator](): Iterator<Value> {
    return this.inner;
  }
}

/** Each element when its turn comes; arrays that grow meanwhile are followed. */
function* live<T extends Value>(self: Value[] | Floats, give: (i: number) => T): Generator<T> {
  for (let i = 0; i < self.length; i++) yield give(i);
}

const at = (self: Value[] | Floats, i: number): Value => (self instanceof Floats ? self.get(i) : self[i]);

export const iterations: Readonly<Record<string, (self: Value[] | Floats) => Value>> = {
  keys: (self) => new Iteration(live(self, (i) => i)),
  values: (self) => new Iteration(live(self, (i) => at(self, i))),
  entries: (self) => new Iteration(live(self, (i) => [i, at(self, i)])),
};

export function iteratorOf(x: Value): Iterator<Value> {
  if (Array.isArray(x) || x instanceof Floats) return live(x, (i) => at(x, i));
  if (typeof x === 'string' || x instanceof Iteration || x instanceof Set)
    return (x as Iterable<Value>)[Symbol.iterator]();
  if (x instanceof Map) return x.entries() as Iterator<Value>;
  throw new Error('the oracle does not know this iterable');
}

/** All values, one after the other. */
export const listOf = (x: Value): Value[] => {
  const inner = iteratorOf(x);
  const all: Value[] = [];
  for (let step = inner.next(); step.done !== true; step = inner.next()) all.push(step.value);
  return all;
};
