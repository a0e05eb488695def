/** The import declarations of generated code. */
import { uniqueName } from '../emit/index.js';

export const RUNTIME = '@adc/runtime';

/** The imports that generated code adds to one file. */
export class Imports {
  readonly #modules = new Map<string, Map<string, string>>();
  /** Types of the user's modules that nothing else is imported with. */
  readonly #types = new Map<string, Map<string, string>>();
  readonly #taken: ReadonlySet<string>;
  readonly #isGenerated: (name: string) => boolean;

  constructor(taken: ReadonlySet<string>, isGenerated: (name: string) => boolean) {
    this.#taken = taken;
    this.#isGenerated = isGenerated;
  }

  /** Imports `name` from a module and returns the name by which it is known here. */
  add(module: string, name: string, preferred: string): string {
    let names = this.#modules.get(module);
    if (names === undefined) this.#modules.set(module, (names = new Map()));
    let local = names.get(name);
    if (local === undefined) {
      const used = new Set([...this.#modules.values()].flatMap((m) => [...m.values()]));
      local = uniqueName(preferred, (n) => this.#taken.has(n) || used.has(n) || this.#isGenerated(n));
      names.set(name, local);
    }
    return local;
  }

  /** Imports a type of the runtime, unless the user's file already does. */
  addType(name: string): void {
    if (!this.#taken.has(name)) this.add(RUNTIME, `type ${name}`, `type ${name}`);
  }

  /** Imports a type of another module of the user, unless its name is imported already; at run time there is no such import. */
  addTypeOf(module: string, exportedAs: string, name: string): void {
    const isKnown = (local: string): boolean => local === name || local === `type ${name}`;
    if ([...this.#modules.values()].some((names) => [...names.values()].some(isKnown))) return;
    const types = this.#types.get(module) ?? new Map<string, string>();
    this.#types.set(module, types.set(exportedAs, name));
  }

  text(): string {
    return [...texts('import', this.#modules), ...texts('import type', this.#types)].join('\n');
  }
}

const texts = (keyword: string, modules: ReadonlyMap<string, ReadonlyMap<string, string>>): readonly string[] =>
  [...modules].map(([module, names]) => {
    const clauses = [...names].map(([name, local]) => (name === local ? name : `${name} as ${local}`));
    return `${keyword} { ${clauses.sort().join(', ')} } from '${module}';`;
  });
