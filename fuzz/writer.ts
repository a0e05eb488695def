/** Where a program is being written: the choices that steer it, the lines so far, and the names in scope. */

export type Type =
  | { readonly kind: 'number' }
  /** A number between 0 and `below`, exclusive. */
  | { readonly kind: 'index'; readonly below: number }
  /** At least `length` elements. */
  | { readonly kind: 'numbers' | 'floats' | 'singles'; readonly length: number }
  | { readonly kind: 'boolean' | 'pair' }
  /** `number[]` or `Float64Array`: only the run knows. */
  | { readonly kind: 'either'; readonly length: number }
  /** Keys below 5: of a record, `k0` to `k4`. */
  | { readonly kind: 'map' | 'set' | 'record' }
  /** An instance of a generic class, and what is in it. */
  | { readonly kind: 'holder'; readonly held: Type }
  /** An instance of a class that extends `Array`. */
  | { readonly kind: 'list'; readonly length: number; readonly of: ListClass }
  | { readonly kind: 'rows'; readonly length: number; readonly width: number }
  | { readonly kind: 'object'; readonly shape: Shape }
  | { readonly kind: 'instance'; readonly of: ClassInfo }
  /** Functions from number to number: in an array, under the keys `k0`, `k1`…, or in objects with a number each. */
  | { readonly kind: 'functions' | 'table' | 'layers'; readonly length: number; readonly recursive: boolean };

export type ClassInfo = {
  readonly name: string;
  /** What stands for the type where the class has no name for it. */
  readonly text?: string;
  /** Whether its objects are not followed as references: they have private names, or a class that is an expression. */
  readonly apart?: true;
  /** Whether an instance may be made when the module is loaded: its constructor does nothing but fill it. */
  readonly kept?: true;
  /** The class or interface that its instances are handed around as. */
  readonly family: string;
  /** Numbers that are read, and with `writable` assigned, from outside. */
  readonly fields: readonly string[];
  readonly writable: boolean;
  /** Methods that make another instance. */
  readonly makes: readonly string[];
  /** Methods and accessors that give a number. */
  readonly asks: readonly string[];
};

export type ListClass = {
  readonly name: string;
  /** Members that give a number, as they are asked for. */
  readonly asks: readonly string[];
};

/** What an object has besides the numbers `p` and `q`; `optional`: perhaps an `r`. */
export type Shape = 'plain' | 'array' | 'floats' | 'nested' | 'optional';
export const shapes: readonly Shape[] = ['plain', 'array', 'floats', 'nested', 'optional'];

export type Kind = Type['kind'];
export type Variable = { readonly name: string; readonly type: Type; readonly assignable: boolean };
export type Callable = {
  readonly name: string;
  readonly params: readonly Taken[];
  /** How many of the last parameters have a default. */
  readonly optional: number;
  /** Whether any number of numbers may follow. */
  readonly rest?: true;
  /** Whether it is a method, which has lost its object when it is handed on. */
  readonly bound?: true;
  /** Whether it calls itself, or one that does. */
  readonly recursive?: boolean;
  readonly result: 'number' | 'numbers' | 'void';
  /** How many statements a call may run. */
  readonly cost: number;
};

/** What functions give. */
export type Result = 'number' | 'numbers' | 'boolean' | 'void';

/** What may be left from where the next statement stands. */
export type Surroundings = {
  readonly loops: readonly { readonly label: string | undefined }[];
  /** Labels of statements that are no loops. */
  readonly blocks: readonly string[];
  readonly result: Result;
  readonly returns: string;
  readonly depth: number;
  /** How often the statement may run. */
  readonly times: number;
  readonly pushes: boolean;
};

/** What a parameter may be. */
export type Taken =
  | Type
  /** A function from number to number; `absent`: what may stand for one that is left out. */
  | { readonly kind: 'callback'; readonly absent?: readonly string[] }
  /** A number, or a reference. */
  | { readonly kind: 'numberOr'; readonly other: Type };

/** A generic function of the module. */
export type Generic = { readonly name: string; readonly form: string };

export class Writer {
  private position = 0;
  private serial = 0;
  private indent = 1;
  lines: string[] = [];
  scopes: Variable[][] = [[]];
  /** Names of the module that the program uses. */
  readonly uses = new Set<'log' | 'note' | 'stopGradient'>();
  callables: Callable[] = [];
  /** Parameters that are one thing or another until the program asks. */
  readonly asked = new Set<string>();
  readonly classes: ClassInfo[] = [];
  readonly lists: ListClass[] = [];
  readonly generics: Generic[] = [];
  /** Names of generic classes. */
  readonly holders: string[] = [];
  /** Variables of the module that keep what calls leave there. */
  readonly module: Variable[] = [];
  /** Functions in arrays and tables of the module. */
  readonly tables: Variable[] = [];
  /** Statements that put them back, and expressions of what they hold. */
  readonly kept: { readonly reset: string[]; readonly read: string[] } = { reset: [], read: [] };
  /** In how many bodies it is that have `this`, or a parameter whose kind is known: functions there must be arrows. */
  arrows = 0;
  /** In how many `try` blocks of the function it is. */
  trying = 0;
  /** Whether something recursive was called since this was reset. */
  recursed = false;

  constructor(private readonly choices: readonly number[]) {}

  /** A number below `count`: 0, the simplest choice, when the choices are used up. */
  pick(count: number): number {
    const choice = this.choices[this.position++];
    return choice === undefined ? 0 : choice % count;
  }

  get exhausted(): boolean {
    return this.position >= this.choices.length;
  }

  one<T>(from: readonly T[]): T {
    return from[this.pick(from.length)]!;
  }

  /** True once in `count` times. */
  chance(count: number): boolean {
    return this.pick(count) === count - 1;
  }

  name(prefix: string): string {
    return `${prefix}${this.serial++}`;
  }

  line(text: string): void {
    this.lines.push('  '.repeat(this.indent) + text);
  }

  block(open: string, body: () => void, close = '}'): void {
    this.line(open);
    this.indent++;
    this.scopes.push([]);
    const known = this.callables.length;
    body();
    this.callables.length = known;
    this.scopes.pop();
    this.indent--;
    this.line(close);
  }

  /** The lines that `body` writes, as text that stands in another line. */
  aside(body: () => void): string {
    const { lines } = this;
    this.lines = [];
    body();
    const text = this.lines.join('\n').trimStart();
    this.lines = lines;
    return text;
  }

  /** Writes the initial value of a field: what is known of parameters whose kind is asked for is not known there. */
  initialiser<T>(body: () => T): T {
    return this.withThis(body, (name) => !this.asked.has(name));
  }

  /** Writes what has a `this` of its own: nothing in it means another, and functions in it are arrows. */
  withThis<T>(body: () => T, isKnown: (name: string) => boolean = () => true): T {
    const { scopes, callables } = this;
    const isSeen = ({ name }: { readonly name: string }): boolean => !name.startsWith('this.') && isKnown(name);
    this.scopes = scopes.map((scope) => scope.filter(isSeen));
    this.callables = callables.filter(isSeen);
    this.arrows++;
    const made = body();
    this.arrows--;
    this.scopes = scopes;
    this.callables = callables;
    return made;
  }

  declare(name: string, type: Type, assignable = false): string {
    this.scopes.at(-1)!.push({ name, type, assignable });
    return name;
  }

  variables(...kinds: readonly Kind[]): Variable[] {
    return [...this.module, ...this.tables, ...this.scopes.flat()].filter(({ type }) => kinds.includes(type.kind));
  }
}

const objectText: Readonly<Record<Shape, string>> = {
  plain: '{ p: number; q: number }',
  array: '{ p: number; q: number; v: number[] }',
  floats: '{ p: number; q: number; w: Float64Array }',
  nested: '{ p: number; q: number; inner: { p: number; q: number } }',
  optional: '{ p: number; q: number; r?: number }',
};

export const keysOf = ({ length }: { readonly length: number }): readonly string[] =>
  Array.from({ length }, (_, k) => `k${k}`);

export const typeText = (type: Type): string => {
  switch (type.kind) {
    case 'number':
    case 'index':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'numbers':
      return 'number[]';
    case 'floats':
      return 'Float64Array';
    case 'singles':
      return 'Float32Array';
    case 'pair':
      return '[number, number]';
    case 'rows':
      return 'number[][]';
    case 'object':
      return objectText[type.shape];
    case 'instance':
      return type.of.text ?? type.of.name;
    case 'list':
      return type.of.name;
    case 'functions':
      return 'readonly ((of: number) => number)[]';
    case 'table':
      return `{ ${keysOf(type)
        .map((key) => `${key}: (of: number) => number`)
        .join('; ')} }`;
    case 'layers':
      return 'readonly { by: number; act: (of: number) => number }[]';
    case 'holder':
      throw new Error('instances of generic classes are declared without a type');
    case 'either':
      return 'number[] | Float64Array';
    case 'map':
      return 'Map<number, number>';
    case 'record':
      return 'Record<string, number>';
    case 'set':
      return 'Set<number>';
  }
};

/** Whether a value of one type can stand where another is expected. */
export const typeFits = (from: Type, to: Type): boolean => {
  if (from.kind !== to.kind && !(to.kind === 'either' && (from.kind === 'numbers' || from.kind === 'floats')))
    return false;
  if ('length' in from && 'length' in to && from.length < to.length) return false;
  if (from.kind === 'instance' && to.kind === 'instance') return from.of.family === to.of.family;
  if (from.kind === 'list' && to.kind === 'list') return from.of === to.of;
  if (from.kind === 'rows' && to.kind === 'rows' && from.width < to.width) return false;
  return from.kind !== 'object' || to.kind !== 'object' || from.shape === to.shape;
};
