/** What the oracle's programs run in: scopes of names, and the ways out of a statement. */
import type { Value } from './oracle-values.js';

export class TooLong extends Error {}

/** What the program throws. */
export class Thrown extends Error {
  constructor(readonly value: Value) {
    super('thrown');
  }
}

export type Exit =
  | { readonly kind: 'break' | 'continue'; readonly label: string | undefined }
  | { readonly kind: 'return'; readonly value: Value };

export class Scope {
  readonly names = new Map<string, { value: Value }>();
  constructor(readonly outer?: Scope) {}
  find(name: string): { value: Value } {
    const found = this.names.get(name) ?? this.outer?.find(name);
    if (!found) throw new Error(`the oracle does not know the name ${name}`);
    return found;
  }
  declare(name: string, value: Value): void {
    this.names.set(name, { value });
  }
  has(name: string): boolean {
    return this.names.has(name) || (this.outer?.has(name) ?? false);
  }
}
