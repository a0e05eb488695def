/**
 * The intermediate representation: structured SSA.
 *
 * A function is a tree of regions. Every value is defined once; `if`, `loop` and `block` take and yield values explicitly, so
 * there are no phi nodes and no dominator tree: a value is visible in the region that defines it and in every region nested
 * inside, after its definition. Memory (arrays, objects, tapes) is mutable and accessed by ordered operations.
 */

declare const brand: unique symbol;
type Id<Name extends string> = number & { readonly [brand]: Name };

export type ValueId = Id<'Value'>;
/** Names a loop or block that an exit may target; unique within a function. */
export type Label = Id<'Label'>;

/** Identifies a function of the user's program: `<absolute file name>#<qualified name>`. */
export type FunctionKey = string;

/** A half-open range of offsets in a source file. */
export type Origin = { readonly file: string; readonly start: number; readonly end: number };

/* ------------------------------------------------------------------ types */

export type Storage = 'Array' | 'Float64Array' | 'Float32Array';

export type IrType =
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'string' }
  /** `undefined` as the result of a function that returns nothing. */
  | { readonly kind: 'void' }
  /** Mutable, indexed. `fixedLength` is known for a tuple whose elements share one type. */
  | ArrayType
  /** Mutable, read and written by keys that the run chooses. */
  | KeyedType
  /** A record, class instance or (fields '0', '1', …) a tuple of mixed types. */
  | ObjectType
  /** `of | undefined`, or as `nothing` says it of a value of the program. */
  | { readonly kind: 'maybe'; readonly of: IrType; readonly nothing?: Nothing }
  /** Anything that carries no derivative and is only passed around: integer typed arrays, functions, maps, dates, … */
  /** `carries`: it may hold numbers that a derivative would have to be followed through (`any`, a `Map`, a class for now). */
  /** `callable`: a function, which may have captured such numbers. */
  /** `gives`: what a function gives, where its callers have to be told. */
  /** `ofArrays`: an array of a class that does more than arrays do, which must not pass for a plain one. */
  /** `ofAnything`: of a type that promises nothing: objects and lists of any kind may stand under it. */
  | {
      readonly kind: 'opaque';
      readonly text: string;
      readonly carries?: true;
      readonly callable?: true;
      readonly gives?: IrType;
      readonly ofArrays?: true;
      readonly ofAnything?: true;
    }
  /** A write-once buffer of unbounded length with a numeric lane and a reference lane, addressed by integer cursors. */
  | { readonly kind: 'tape' };

/** How the program writes what is missing: by `null`, or by `null` and `undefined`. */
export type Nothing = 'null' | 'either';

export type ArrayType = {
  readonly kind: 'array';
  readonly storage: Storage;
  readonly element: IrType;
  readonly fixedLength: number | undefined;
  /** The program calls it `readonly`, as emitted code must. It is memory like any other, and its shadow is not `readonly`. */
  readonly readOnly?: true;
  /** A Float64Array that whoever made it may have made a Float32Array: the tangent of one. */
  readonly mayBeSingle?: true;
  /** Only the run knows what kind of array of numbers it is. `storage` is then the one that promises least: `Array`, if it may be one. */
  readonly kinds?: ArrayKinds;
  /** An instance of a class of the program that extends `Array`. What stands for its derivative is a plain array. */
  readonly instance?: ArrayInstance;
};

/** A `Map`, or a plain object whose type names no fields: the cells have the type `element`, whatever their key. */
export type KeyedType = {
  readonly kind: 'keyed';
  readonly container: 'Map' | 'record';
  readonly key: IrType;
  readonly element: IrType;
};

/** What class an array is an instance of. */
export type ArrayInstance = {
  /** How the program writes the type. */
  readonly text: string;
  /** The class and those that it extends, the nearest first: what the array may be given for. */
  readonly line: readonly ClassRef[];
  /** The class itself: not one derived from it. */
  readonly exact?: ClassRef;
};

/** Which arrays of numbers a value may be, besides a Float64Array. */
export type ArrayKinds = {
  /** One that may get longer: an `Array`, or what only looks like one. */
  readonly list: boolean;
  /** One whose shadow is of another kind than itself: a Float32Array, or a tuple. */
  readonly converted: boolean;
  /** One of integers: it carries no derivative, and what is stored in it is rounded. */
  readonly integers: boolean;
  /** How the type is written. */
  readonly text: string;
};

export type ObjectType = {
  readonly kind: 'object';
  /** Two object types are the same type exactly when they are the same object (cyclic types close on themselves). */
  readonly fields: ReadonlyMap<string, IrType>;
  readonly tuple: boolean;
  /** How the user's program writes this type; `undefined` for a type that the compiler made up. */
  readonly text: string | undefined;
  /** A class: its text promises methods, too, which derivatives do not have. */
  readonly ofClass?: boolean;
  /** For a class: the text promises more than the fields, such as getters, so that a literal of the fields has to be cast to it. */
  readonly promisesMore?: boolean;
  /** For a class: the fields that only its own code may name with a dot. */
  readonly hidden?: ReadonlySet<string>;
  /** For a class: the fields that only its constructor may give a value. */
  readonly fixed?: ReadonlySet<string>;
  /** Values of several classes, or of a union: the fields that only some have, each with a class that has it. */
  readonly beyond?: ReadonlyMap<string, ClassRef | undefined>;
  /** For what may be of several classes: the fields that some of these compute. Only lowering asks. */
  readonly computed?: ReadonlySet<string>;
  /** The text is a union of records. */
  readonly ofUnion?: boolean;
  /** For a class: others derive from it, or it stands for another type, too, and a literal in the place of one has to say which it means. */
  readonly related?: boolean;
  /** The class whose instance the value is: not one of a class derived from it, and no other object with the same fields. */
  readonly exact?: ClassRef;
  /** For a class: it and those that it extends, by declaration. What fits it may be an instance of another. */
  readonly line?: readonly ClassRef[];
};

/* -------------------------------------------------------------- functions */

export type ValueInfo = {
  readonly type: IrType;
  /** The name that the user gave it, or one derived from it (`xDot`, `xBar`). Not unique. */
  readonly name: string | undefined;
};

export type Param = {
  readonly value: ValueId;
  /** The parameter's type as it must be written in a companion's signature, e.g. `readonly number[]`. */
  readonly typeText: string;
  /** May be left out by the caller: `k?: number` or `k = 1`. */
  readonly optional: boolean;
  readonly rest: boolean;
  /** A variable around a local function, passed in by whoever names a companion: a constant, without a place in the gradients. */
  readonly captured?: true;
  /** What a module keeps between calls, which every function names by itself: emitted signatures and calls leave it out. */
  readonly state?: ModuleState;
  /** In companions: the parameter whose shadow or tangent it is. */
  readonly shadowOf?: ValueId;
};

/** The field of the cell that a variable of a module is. */
export const CELL = 'value';

/** A constant of a module that holds an array or object, or a variable of a module: a cell with the field `value`. */
export type ModuleState = { readonly of: ClassRef; readonly isVariable: boolean };

export type IrFunction = {
  readonly key: FunctionKey;
  /** Name in the source. Methods: `Class.method`. */
  readonly name: string;
  readonly params: readonly Param[];
  /** One type for each value that `return` carries; several are returned as a tuple. */
  readonly results: readonly IrType[];
  /** Ends in `return`, `throw` or (void functions) a `return` without values. Has no parameters of its own. */
  readonly body: Region;
  readonly values: ReadonlyMap<ValueId, ValueInfo>;
  readonly origin: Origin;
};

/* ---------------------------------------------------------------- regions */

/** A straight run of operations with parameters in and one terminator at its end. */
export type Region = {
  readonly params: readonly ValueId[];
  readonly ops: readonly Op[];
  readonly end: Terminator;
};

export type Terminator =
  /** Falls out of the enclosing `if`, `block` or `test` region: its results are these values. */
  | { readonly kind: 'yield'; readonly values: readonly ValueId[] }
  /** Next turn of the loop `label`; the values become its parameters. */
  | { readonly kind: 'continue'; readonly label: Label; readonly values: readonly ValueId[] }
  /** Leaves the loop or block `label`; the values become its results. */
  | { readonly kind: 'break'; readonly label: Label; readonly values: readonly ValueId[] }
  | { readonly kind: 'return'; readonly values: readonly ValueId[] }
  /** The exception object is an opaque value. */
  | { readonly kind: 'throw'; readonly value: ValueId };

/* ------------------------------------------------------------- operations */

export type Op = { readonly origin: Origin | undefined } & (
  | ConstOp
  | ApplyOp
  | OpaqueOp
  | AllocOp
  | LoadOp
  | StoreOp
  | LengthOp
  | GetOp
  | SetOp
  | MethodOp
  | CallOp
  | IfOp
  | LoopOp
  | BlockOp
  | HelperOp
  | TapeOp
  | ClosureOp
);

export type OpKind = Op['kind'];
export type OpOf<K extends OpKind> = Extract<Op, { kind: K }>;

export type ConstOp = {
  readonly kind: 'const';
  readonly result: ValueId;
  readonly value: number | boolean | string | null | undefined;
  /** The literal as the user wrote it (`1e-3`, `0x10`), kept for printing. */
  readonly text?: string;
};

/** A pure operation on scalars: a row of the rule table. */
export type ApplyOp = {
  readonly kind: 'apply';
  readonly result: ValueId;
  readonly primitive: string;
  readonly args: readonly ValueId[];
  /**
   * Positions of arguments that are literals in the source text. Conventions at kinks depend on it (`Math.max(0, x)`), and
   * inlining or folding must not change a derivative, so the fact is fixed here at lowering.
   */
  readonly literals?: readonly number[];
  /**
   * Made by a rule that is guarded: when it is differentiated in its turn, a zero adjoint or tangent contributes zero through it,
   * whatever the operation, as it does through the rule.
   */
  readonly strong?: true;
};

/**
 * A piece of the user's program that runs as it stands. No derivative flows through it; when analysis finds that one would
 * have to, `refusal` is reported instead of a wrong result.
 */
export type OpaqueOp = {
  readonly kind: 'opaque';
  /** Expression form: exactly one result, the value of the text. Statement form: no result besides its variables. */
  readonly form: 'expression' | 'statement';
  readonly results: readonly ValueId[];
  /** The source text in pieces; a hole names an argument or a variable. */
  readonly template: readonly TemplatePart[];
  readonly args: readonly ValueId[];
  /** Variables that the text assigns: each enters with `initial` (none: not yet assigned) and leaves as `result`. */
  readonly variables: readonly { readonly initial: ValueId | undefined; readonly result: ValueId }[];
  /**
   * `pure`: depends on its arguments alone. `reads`: also on memory or outside state, may be dropped when unused.
   * `effects`: must run exactly once and in order.
   */
  readonly effects: 'pure' | 'reads' | 'effects';
  /** Whether the text may write into memory: what its reference arguments reach, and whatever other such text has got hold of. */
  readonly writesArguments: boolean;
  /** What it writes is named in it and has no derivative, and it runs no code of the program. */
  readonly contained?: true;
  /** It names a list of constants that nobody can change: whoever else has it, it is as if it had been made here. */
  readonly unchanging?: true;
  readonly refusal: Refusal;
  /** The text only gives its argument another type: a derivative in it would be lost from sight, and is refused whatever becomes of the result. */
  readonly disguises?: true;
  /** The text asks whether its one argument is an instance of this very class. */
  readonly asks?: ClassRef;
  readonly holes?: Holes;
};

/**
 * What a text has to do with holes. `asked`: it asks whether the element of an array, its first argument, is there. `refused`: it stands for
 * nothing, but what follows is wrong for an array with holes. Lowering alone makes these two, and they are settled before all else.
 * `made`: what it gives, or changes, may have holes afterwards.
 */
export type Holes = 'asked' | 'refused' | 'made';

export type TemplatePart =
  | string
  | { readonly arg: number }
  | { readonly variable: number }
  /** The name of a class, or of another value that a module exports, wherever it stands. */
  | { readonly class: ClassRef }
  /** A function of the runtime. */
  | { readonly helper: string };

/** A diagnostic waiting for proof that a derivative flows here. */
export type Refusal = {
  readonly code: number;
  readonly details: Readonly<Record<string, string>>;
  readonly origin: Origin;
};

export type AllocOp = { readonly kind: 'alloc'; readonly result: ValueId; readonly init: AllocInit };
export type AllocInit =
  /** `[a, b]`: array elements or tuple fields, in order. */
  | { readonly form: 'literal'; readonly elements: readonly ValueId[] }
  /** `[...a, x]` */
  /** `keepsHoles`: by `concat`, which leaves holes of what it joins as they are; lowering says so, and it is settled before all else. */
  | {
      readonly form: 'spread';
      readonly parts: readonly { readonly spread: boolean; readonly value: ValueId }[];
      readonly keepsHoles?: true;
    }
  /** `new Float64Array(n)`; `new Array(n)` of holes. */
  | { readonly form: 'sized'; readonly length: ValueId }
  /** `new Array(n).fill(v)`, `Array.from({ length: n }, () => v)` with a scalar v. */
  | { readonly form: 'filled'; readonly length: ValueId; readonly value: ValueId }
  /** A new array of the result's storage with the elements of `of` (`new Float64Array(a)`, `Float64Array.from(a)`, `[...a]`). */
  /** `fillsHoles`: where `of` has holes, the copy has elements that are undefined. */
  | { readonly form: 'copy'; readonly of: ValueId; readonly fillsHoles?: true }
  /** `{ x: a, y: b }`; an instance of a class, should it have one. */
  | {
      readonly form: 'object';
      readonly fields: readonly { readonly name: string; readonly value: ValueId }[];
      readonly instance?: ClassInstance;
    }
  /** A shadow: zeros in the structure of `of`, to any depth, aliases kept. Made by the transformations only. */
  | { readonly form: 'shadow'; readonly of: ValueId };

/** A class, or a value that is exported, at the top level of a module of the user's program. */
export type ClassRef = {
  readonly file: string;
  readonly name: string;
  /** The name that other modules import it by, should there be one. */
  readonly exportedAs: string | undefined;
};

export type ClassInstance = {
  readonly of: ClassRef;
  /** Where the constructor does nothing but keep them: `new Class(…args)` makes the same object. */
  readonly args: readonly ValueId[] | undefined;
  /** The class gives its objects functions of their own: `new Class(…args)` has to make the object, before its fields get their values. */
  readonly holdsFunctions?: true;
};

/** `array[index]`; `map.get(key)`. `mayMiss`: the program tests the result against undefined, so the index may be outside. */
export type LoadOp = {
  readonly kind: 'load';
  readonly result: ValueId;
  readonly array: ValueId;
  readonly index: ValueId;
  readonly mayMiss: boolean;
  /** Of a shadow: what is not there counts as zero. */
  readonly orZero?: true;
};
export type StoreOp = {
  readonly kind: 'store';
  readonly array: ValueId;
  readonly index: ValueId;
  readonly value: ValueId;
  /** The array is known to be longer than the index: a method of the library has seen to it. */
  readonly replaces?: true;
};
export type LengthOp = { readonly kind: 'length'; readonly result: ValueId; readonly array: ValueId };
/** `object.field` with a name fixed in the source; also a tuple's `t[0]`. */
export type GetOp = {
  readonly kind: 'get';
  readonly result: ValueId;
  readonly object: ValueId;
  readonly field: string;
};
export type SetOp = { readonly kind: 'set'; readonly object: ValueId; readonly field: string; readonly value: ValueId };

/** A built-in array method with a derivative of its own. */
export type MethodName =
  | 'push'
  | 'pop'
  | 'fill'
  | 'slice'
  | 'subarray'
  | 'set'
  | 'setLength'
  | 'reverse'
  | 'copyWithin'
  /** What is keyed loses the cell of a key, or all of them. */
  | 'delete'
  | 'clear';
export type MethodOp = {
  readonly kind: 'method';
  /** `push`: none (the new length is a separate `length`). `pop`, `slice`, `subarray`: what they give. All others: none. */
  readonly result: ValueId | undefined;
  readonly name: MethodName;
  readonly array: ValueId;
  readonly args: readonly ValueId[];
};

/** A companion, or the function itself: what a call names. */
export type Callee = {
  readonly key: FunctionKey;
  readonly companion: 'primal' | 'tangent' | 'forward' | 'reverse';
  /** Tells several variants of one companion apart; '' for the ordinary one. Part of the emitted name. */
  readonly variant: string;
};
export type CallOp = {
  readonly kind: 'call';
  /** As many as the callee's `results` (none when nobody can use them: void). */
  readonly results: readonly ValueId[];
  readonly callee: Callee;
  readonly args: readonly ValueId[];
  /** The last argument lists what the callee's rest parameter receives. */
  readonly spreads?: true;
};

export type IfOp = {
  readonly kind: 'if';
  readonly results: readonly ValueId[];
  readonly test: ValueId;
  readonly then: Region;
  readonly else: Region;
};

/**
 * Runs `test` (which yields one boolean), then `body`, which ends every turn by `continue` or `break` of this label (or by an
 * exit further out). Both see `params`. When the test fails, the results are the parameters.
 */
export type LoopOp = {
  readonly kind: 'loop';
  readonly label: Label;
  readonly params: readonly ValueId[];
  readonly initial: readonly ValueId[];
  readonly test: Region;
  readonly body: Region;
  readonly results: readonly ValueId[];
  /** What the program says of it by pragmas. A loop that comes to stand in the place of this one keeps them. */
  readonly directives?: LoopDirectives;
};

export type LoopDirectives = {
  /** So many turns of the loop are to become one (1: it stays as it is), or all of them, and then no loop is left. */
  readonly unroll?: number | 'fully';
  readonly checkpoint?: Checkpointing;
};

/** What the reverse sweep has of a loop's turns: what each recorded, or states between turns, from which they are computed again. */
export type Checkpointing =
  /** Whichever way is found to be best; `offered`: by no pragma, so that it is left alone where turns cannot be made again. */
  | { readonly plan: 'auto'; readonly offered?: true }
  /** Binomial checkpointing (Griewank and Walther 2000) with so many states held at a time. */
  | { readonly plan: 'revolve'; readonly slots: number }
  /** A state after so many turns each. */
  | { readonly plan: 'every'; readonly turns: number }
  /** The loop is made for a call, and has one turn: nothing but what the call starts from is kept, and it is made again. */
  | { readonly plan: 'call' }
  /** Every turn records. */
  | { readonly plan: 'none' }
  /** The loop solves x = g(x, p), to rounding: what is differentiated is the solution. */
  | { readonly plan: 'fixed-point'; readonly tolerance: number | undefined };

/** A labelled statement: `body` falls out with `yield`, or leaves early by `break` of this label. */
export type BlockOp = {
  readonly kind: 'block';
  readonly label: Label;
  readonly body: Region;
  readonly results: readonly ValueId[];
};

/** What checkpointed() is told, in the order of the operation's arguments; `undefined` for what is left out. */
export const CHECKPOINTED = [
  'budget',
  'slots',
  'every',
  'total',
  'once',
  'state',
  'counts',
  'memory',
  'grown',
  'constant',
  'linked',
  'advance',
  'record',
  'reverse',
] as const;

/** The same of fixedPoint(). */
export const FIXED_POINT = [
  'tolerance',
  'state',
  'stateBar',
  'carried',
  'counts',
  'memory',
  'shadows',
  'constant',
  'linked',
  'record',
  'reverse',
] as const;

/** The same of solveTangent(). */
export const SOLVE_TANGENT = [
  'tolerance',
  'state',
  'stateDot',
  'carried',
  'counts',
  'memory',
  'shadows',
  'turn',
] as const;

/** A function of the runtime that emitted code may call, with its derivative known to the transformations. */
export type HelperName =
  /** accumulate(target, source): adds source into target, leaf by leaf; no result. */
  | 'accumulate'
  /** holdsIntegers(array): whether an array of any kind rounds what is stored in it to integers. */
  | 'holdsIntegers'
  /** keysOf(keyed): the names in a record, as an array, or an iterator over the keys of a `Map`, which follows what is put there meanwhile. */
  | 'keysOf'
  /** orderOf(array, compare?): the indices of the elements in the order in which `sort` puts them. The comparison writes nothing. */
  | 'orderOf'
  /** extend(shadow, length): gives an array of numbers zeros up to that length, unless it is as long already; no result. */
  | 'extend'
  /** shadows(a, b, …): zero shadows for parameters that may alias one another; a tuple. */
  | 'shadows'
  /** shadowAmong(kept, primals, shadows), of tuples: the shadows of what modules keep, with those that are given for what the primals hold of it. */
  | 'shadowAmong'
  /** keepStructure(shadow): a function that gives the shadow the structure again that it has now, on entry. */
  | 'keepStructure'
  /** restore(restore, shadow): calls what keepStructure(shadow) gave; no result. In a primal, the shadow says what that changes. */
  | 'restore'
  /** gradientOf(shadow, primal, restore?): the shadow as a gradient in the primal's own storage (Float32Array rounding, entry length). */
  | 'gradientOf'
  /** openTape(): a tape from the pool. closeTape(tape). */
  | 'openTape'
  | 'closeTape'
  /** A tape that belongs to one pullback. */
  | 'ownTape'
  /** snapshot(x): a deep copy. */
  | 'snapshot'
  /** clear(shadow): sets every number in it to zero; no result. */
  | 'clear'
  /** checkpointed(…): runs the turns of a loop, keeping some of the states between them; what reverses it, a function. */
  | 'checkpointed'
  /** fixedPoint(…): keeps the solution of an iteration that has converged; what differentiates it, a function. */
  | 'fixedPoint'
  /** solveTangent(…): finds the tangent of the solution of an iteration that has converged; no result. */
  | 'solveTangent'
  /** reverseTurns(reverse): calls what checkpointed(…) or fixedPoint(…) gave; no result. */
  | 'reverseTurns'
  /** locate(place, found, ...inputs): a warning should `found` be the first number that is not finite; no result. */
  | 'locate'
  /** adjointGrowth(place, ...names): watches the adjoints that a loop carries while it is reversed. */
  | 'adjointGrowth'
  /** growthAcross(place): the same around a loop that is reversed a few turns at a time, each time by a loop with furtherGrowth(place, ...names). */
  | 'growthAcross'
  | 'furtherGrowth'
  /** Tell it the adjoints behind the last turn, then those before each turn: growthBehind(growth, ...adjoints); no result. */
  | 'growthBehind'
  | 'growthBefore'
  | 'growthEnd'
  /** take(shadow, primal): as gradientOf, but a fresh copy, and the shadow is set to zero again. */
  | 'take';
export type HelperOp = {
  readonly kind: 'helper';
  readonly result: ValueId | undefined;
  readonly name: HelperName;
  readonly args: readonly ValueId[];
};

/** Numbers, integers and booleans live in the numeric lane; everything else in the reference lane. */
export type Lane = 'number' | 'reference';
export type TapeOp =
  | {
      readonly kind: 'tapeStore';
      readonly tape: ValueId;
      readonly lane: Lane;
      readonly cursor: ValueId;
      readonly value: ValueId;
    }
  | {
      readonly kind: 'tapeLoad';
      readonly result: ValueId;
      readonly tape: ValueId;
      readonly lane: Lane;
      readonly cursor: ValueId;
    }
  /** Makes room for `count` more cells behind the cursor. Nothing but an allocation: the tape is unbounded in meaning. */
  | {
      readonly kind: 'tapeReserve';
      readonly tape: ValueId;
      readonly lane: Lane;
      readonly cursor: ValueId;
      readonly count: ValueId;
    }
  /** The cursor is handed over to and from callees through the tape itself. */
  | { readonly kind: 'tapeTop'; readonly result: ValueId; readonly tape: ValueId; readonly lane: Lane }
  | { readonly kind: 'tapeSetTop'; readonly tape: ValueId; readonly lane: Lane; readonly cursor: ValueId };

/** A function value that closes over the values around it; `body` ends in `return`. Only companions contain one. */
export type ClosureOp = {
  readonly kind: 'closure';
  readonly result: ValueId;
  readonly params: readonly ClosureParam[];
  readonly results: readonly IrType[];
  readonly body: Region;
};
export type ClosureParam = { readonly value: ValueId; readonly typeText: string };
