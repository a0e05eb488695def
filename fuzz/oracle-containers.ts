/** Maps and sets of the oracle's programs. Their keys are plain. */
import { Iteration } from './oracle-iterators.js';
import { plain, type Container, type Fn, type Value } from './oracle-values.js';

export function callContainer(self: Container, name: string, [first, second]: readonly Value[]): Value {
  const key = plain(first as Value);
  switch (name) {
    case 'has':
    case 'delete':
      return self[name](key);
    case 'clear':
      self.clear();
      return undefined;
    case 'keys':
    case 'values':
    case 'entries':
      return new Iteration(self[name]() as Iterator<Value>);
    case 'forEach':
      for (const [k, v] of self.entries()) (first as Fn)(v as Value, k as Value, self);
      return undefined;
  }
  if (self instanceof Map && name === 'get') return self.get(key);
  if (self instanceof Map && name === 'set') return self.set(key, second);
  if (self instanceof Set && name === 'add') return self.add(key);
  throw new Error(`the oracle does not know the method ${name} of maps and sets`);
}
