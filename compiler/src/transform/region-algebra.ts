/** The rules' algebra over IR: partials become operations of the region that is being built. */

import type { RegionBuilder } from '../ir/builder.js';
import { BOOLEAN, NUMBER } from '../ir/type-facts.js';
import type { ValueId } from '../ir/types.js';
import { type Algebra, algebra } from '../rules/algebra.js';
import { primitiveNamed } from '../rules/primitives.js';

export function regionAlgebra(into: RegionBuilder): Algebra<ValueId> {
  const of = (strong: boolean): Algebra<ValueId> =>
    algebra<ValueId>({
      constant: (value) => into.constant(value),
      apply: (name, ...args) =>
        into.emit(primitiveNamed(name).result === 'boolean' ? BOOLEAN : NUMBER, (result) => ({
          kind: 'apply',
          result,
          primitive: name,
          args,
          ...(strong && { strong }),
        })),
    });
  return { ...of(false), strong: of(true) };
}
