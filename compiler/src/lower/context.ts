/** What lowering works on: the project, shared by all functions, and the cursor into the function being built. */

import type ts from 'typescript';
import { diagnose, type Diagnostic, type Note, refuse } from '../diagnostics/report.js';
import type { Code, DetailsOf } from '../diagnostics/catalogue.js';
import { type FunctionBuilder, type NewOp, RegionBuilder } from '../ir/builder.js';
import type {
  FunctionKey,
  IrType,
  Label,
  LoopDirectives,
  ModuleState,
  Op,
  Origin,
  Refusal,
  Terminator,
  ValueId,
} from '../ir/types.js';
import type { TypeTable } from './types.js';

export type Ts = typeof import('typescript');

/** A function with a body: declaration, function expression or arrow, method or accessor. */
export type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ClassFunctionNode;
export type ClassFunctionNode =
  | ts.MethodDeclaration
  | ts.GetAccessorDeclaration
  | ts.SetAccessorDeclaration
  | ts.ConstructorDeclaration;

export type Project = {
  readonly ts: Ts;
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly types: TypeTable;
  /** Functions found not to be lowerable, with their first problem. */
  readonly failed: ReadonlyMap<FunctionKey, Diagnostic>;
  /** Whether a function is marked as a constant as far as derivatives go. */
  readonly isConstant: (node: FunctionNode) => boolean;
  /** Whether what a statement computes is marked as a constant. */
  readonly isHeld: (statement: ts.Statement) => boolean;
  /** What pragmas say of a loop, or of the loop of one turn that calls of a function stand in. */
  readonly directivesOf: (node: ts.Node) => LoopDirectives | undefined;
  /** The instances of generic functions that are called. */
  readonly instances: Map<FunctionNode, Instance[]>;
  /** For each outermost function, the variables that are assigned again after their declaration. */
  readonly reassigned: Map<ts.Node, ReadonlySet<ts.Symbol>>;
  /** What modules keep between calls and derivatives flow through. */
  readonly state: readonly StateVariable[];
  /** What else is read of modules, by the place in the source where a refusal waits. */
  readonly outside: OutsideReads;
};

/** Something that a module keeps between calls. */
export type StateVariable = {
  readonly symbol: ts.Symbol;
  /** It and those by which other modules import it. */
  readonly names: readonly ts.Symbol[];
  /** That of the array or object, or of the cell of a variable. */
  readonly type: IrType;
  readonly typeText: string;
  readonly state: ModuleState;
};

/** What a name of a module stands for, by the place where it is written. */
export type OutsideReads = Map<string, ts.Symbol>;

/** A generic function with its type parameters bound. */
export type Instance = { readonly key: FunctionKey; readonly name: string; readonly types: TypeTable };

/** A variable of one activation of a function; two inlined copies of a function have two. */
export type Variable = {
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly type: IrType;
  /** Known for functions that are never reassigned: calls of it are inlined. */
  readonly fn: Callable | undefined;
  /** What a module keeps: the value is the array or object itself, or the cell of a variable. */
  readonly state?: StateVariable;
};

/** What is known at compile time of a value that is, or holds, functions. */
export type Callable = FunctionValue | RecordValue | ChoiceValue | ListValue | PickValue | ClassValue;

/** An object that is only taken apart: its functions, and variables for its other parts. */
export type RecordValue = {
  readonly kind: 'record';
  readonly members: ReadonlyMap<string, Callable | Variable>;
  /** Code that gives the value of a property. */
  readonly getters?: ReadonlyMap<string, Callable>;
  /** It is there when the program runs, and only its functions are known without it. */
  readonly isPartial?: true;
  /** It has functions besides that are not known. */
  readonly hasOthers?: true;
};

export type ChoiceValue = {
  readonly kind: 'choice';
  readonly test: Variable;
  readonly then: Callable;
  readonly otherwise: Callable;
};

/** A class whose objects are only taken apart. */
export type ClassValue = { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration; readonly scope: Scope };

/** An array that is only taken apart, and never changes. */
export type ListValue = { readonly kind: 'list'; readonly items: readonly Callable[] };

/** One of the parts of a list or record: an index or a name tells which. */
export type PickValue = {
  readonly kind: 'pick';
  readonly key: Variable;
  readonly ways: readonly { readonly key: number | string; readonly of: Callable }[];
  /** Whether the key is certainly one of these. */
  readonly isCertain: boolean;
};

/** A function known at compile time. */
export type FunctionValue =
  | { readonly kind: 'closure'; readonly node: FunctionNode; readonly scope: Scope; readonly name: string | undefined }
  | {
      readonly kind: 'module';
      readonly key: FunctionKey;
      readonly node: FunctionNode;
      readonly name: string;
      /** The object that a method is called on. */
      readonly self?: ValueId;
      /** For a generic function whose type parameters are bound: the types of its code. */
      readonly types?: TypeTable;
    }
  | { readonly kind: 'math'; readonly name: string };

/** The variables of one activation, and those around it. Never copied: a closure sees variables declared after it. */
export type Scope = {
  readonly parent: Scope | undefined;
  readonly variables: Map<ts.Symbol, Variable>;
  /** What `this` means; `null`: nothing that is known. Without it, what it means around. */
  readonly self?: Self | null;
  /** What `arguments` lists, in a function that is lowered in place. */
  readonly given?: Given;
  /** The types of the code in it, where type parameters are bound. */
  readonly types?: TypeTable;
};

export type Given = { readonly fn: FunctionNode; readonly values: readonly ValueId[] };

/** An object, or one that a constructor is making, whose fields are variables until it is done. */
export type Self =
  | { readonly kind: 'object'; readonly variable: Variable }
  | {
      readonly kind: 'building';
      readonly fieldOf: (name: string) => Variable | undefined;
      /** For an object whose code may assign these fields at any time: its functions, and its fields. */
      readonly partOf?: (name: string) => Callable | undefined;
      readonly getterOf?: (name: string) => Callable | undefined;
      readonly fields?: () => readonly Variable[];
    };

/** The value that each variable has at the cursor; `undefined`: not yet assigned. */
export type Env = Map<Variable, ValueId | undefined>;

/** A jump whose values are known once all ways out of its block are. */
export type Exit = {
  readonly region: RegionBuilder;
  readonly env: Env;
  readonly values: ValueId[];
  readonly value: ValueId | undefined;
};

export type BlockExit = { readonly kind: 'block'; readonly label: Label; readonly exits: Exit[] };
export type LoopExit = {
  readonly kind: 'loop';
  readonly label: Label;
  /** What the loop carries from turn to turn. */
  readonly variables: readonly Variable[];
  /** Assigned within the loop, yet not carried. */
  readonly local: ReadonlySet<Variable>;
  /** The variables at the start of a turn. */
  readonly base: Env;
};

/** @property isSure whether the object had these fields in this order, and no others, when it was made. */
export type FieldOrder = { readonly names: readonly string[]; readonly isSure: boolean };

/** A statement that `break` or `continue` may name. */
export type Target = {
  readonly labels: readonly string[];
  /** Whether a `break` without a label means it. */
  readonly breakable: boolean;
  readonly breakTo: BlockExit | LoopExit;
  readonly continueTo: BlockExit | LoopExit | undefined;
  /** What has to be done where the statement is left other than by its end. */
  readonly close?: (node: ts.Node) => void;
};

export type ReturnTarget =
  | { readonly kind: 'function'; readonly type: IrType }
  | { readonly kind: 'block'; readonly exit: BlockExit; readonly type: IrType; readonly wanted: boolean };

/** The cursor. Its mutable fields are saved and restored around nested regions. */
export type Lowering = {
  readonly project: Project;
  readonly ts: Ts;
  readonly checker: ts.TypeChecker;
  /** Those of the code at the cursor. */
  readonly types: TypeTable;
  /** The outermost function being lowered, and its file. */
  readonly root: FunctionNode;
  readonly home: ts.SourceFile;
  /** What every function sees, those of other modules that are lowered in place included. */
  readonly outermost: Scope;
  readonly rootKey: FunctionKey;
  /** Whether the checker has made sure that no variable is read before it is assigned. */
  readonly checked: boolean;
  readonly fn: FunctionBuilder;
  region: RegionBuilder;
  env: Env;
  scope: Scope;
  /** How the region at the cursor has ended. What is lowered after that is dropped. */
  end: Terminator | undefined;
  dead: boolean;
  targets: readonly Target[];
  returnTo: ReturnTarget;
  /** Where what is thrown at the cursor is caught. */
  handler: BlockExit | undefined;
  /** Expressions that were evaluated before the expression around them is lowered. */
  readonly known: Map<ts.Node, ValueId>;
  /** What is known of the functions in a variable's value, which is there as well. */
  readonly held: Map<Variable, Callable>;
  /** The fields of objects made here, in the order in which they were made. */
  readonly fieldOrder: Map<ValueId, FieldOrder>;
  /** Constants that decide tests: truth values, and what is not there. */
  readonly flags: Map<ValueId, boolean | null | undefined>;
  /** Receivers of `?.` that are known to be there. */
  readonly unconditional: Set<ts.Node>;
  /** Casts and `!` around an expression, should its text be needed. */
  readonly wrappers: Map<ts.Node, ts.Expression>;
  /** The object that constructors are making at the cursor, and whose turn it is. */
  making: Making | undefined;
  /** What a call passes on, where its own arguments say it in another form: `f.apply(undefined, [a])`. */
  readonly passed: Map<ts.Node, readonly ts.Expression[]>;
  /** Functions being inlined at the cursor. */
  inlining: readonly ts.Node[];
  readonly problems: Diagnostic[];
  /** Functions of the project that are called. */
  readonly calls: Map<FunctionKey, Called>;
  /** Recursive local functions that become functions of their own: those of the outermost function, all together. */
  readonly lifted: Map<ts.Node, LiftedFunction>;
};

/** An object in the making: its class with those that it extends, the outermost base first, and the place of the constructor that runs. */
export type Making = {
  readonly line: readonly (ts.ClassDeclaration & { readonly name: ts.Identifier })[];
  readonly at: number;
  readonly self: Self;
  /** The types of the code of each class. */
  readonly typesOf: (node: ts.ClassDeclaration) => TypeTable | undefined;
  /** What the constructor of `Array` does, for a class that extends it. */
  readonly start?: (node: ts.Node, parts: readonly SpreadPart[]) => void;
};

/** A function that is called, by the name that its code has here. */
export type Called = { readonly node: FunctionNode; readonly name: string; readonly types?: TypeTable };

/** An element of a list, or an array that is spread in one. */
export type SpreadPart = { readonly spread: boolean; readonly value: ValueId };

export type LiftedFunction = {
  readonly key: FunctionKey;
  readonly node: FunctionNode;
  readonly name: string;
  /** The variables that it captures, in the order of its leading parameters. */
  readonly captured: readonly Variable[];
  /** The local functions that it may call. */
  readonly functions: readonly Variable[];
  /** The types of its code, where type parameters are bound. */
  readonly types: TypeTable | undefined;
};

export function originOf(node: ts.Node): Origin {
  const file = node.getSourceFile();
  return { file: file.fileName, start: node.getStart(file), end: node.end };
}

/** Reports a problem that keeps the function from being compiled. */
export function report<C extends Code>(
  cx: Lowering,
  code: C,
  node: ts.Node,
  details: DetailsOf<C>,
  notes: readonly Note[] = [],
): void {
  cx.problems.push(diagnose(code, originOf(node), details, notes));
}

export function refusal<C extends Code>(code: C, node: ts.Node, details: DetailsOf<C>): Refusal {
  return refuse(code, originOf(node), details);
}

/* --------------------------------------------------------------- operations */

/** Adds an operation that comes from `node`. */
export function add(cx: Lowering, node: ts.Node, op: NewOp): void {
  cx.region.origin = originOf(node);
  cx.region.add(op);
}

export function emit(
  cx: Lowering,
  node: ts.Node,
  type: IrType,
  make: (result: ValueId) => NewOp,
  name?: string,
): ValueId {
  cx.region.origin = originOf(node);
  return cx.region.emit(type, make, name);
}

export function apply(
  cx: Lowering,
  node: ts.Node,
  primitive: string,
  args: readonly ValueId[],
  type: IrType = number,
  literals: readonly number[] = [],
): ValueId {
  return emit(cx, node, type, (result) =>
    literals.length === 0
      ? { kind: 'apply', result, primitive, args }
      : { kind: 'apply', result, primitive, args, literals },
  );
}

export function constant(
  cx: Lowering,
  node: ts.Node,
  value: number | boolean | string | null | undefined,
  text?: string,
): ValueId {
  cx.region.origin = originOf(node);
  const made = cx.region.constant(value, text);
  if (typeof value === 'boolean' || value === null || value === undefined) cx.flags.set(made, value);
  return made;
}

/** `undefined` where a value of the given type is expected. */
export function missing(cx: Lowering, node: ts.Node, type: IrType): ValueId {
  const made = emit(cx, node, type, (result) => ({ kind: 'const', result, value: undefined }));
  cx.flags.set(made, undefined);
  return made;
}

export function typeOf(cx: Lowering, value: ValueId): IrType {
  return cx.fn.typeOf(value);
}

/** Gives a value the user's name, unless it has one. */
export function nameValue(cx: Lowering, value: ValueId, name: string): void {
  const info = cx.fn.infoOf(value);
  if (info.name === undefined) cx.fn.values.set(value, { ...info, name });
}

export const number: IrType = { kind: 'number' };
export const boolean: IrType = { kind: 'boolean' };
export const string: IrType = { kind: 'string' };
export const nothing: IrType = { kind: 'void' };

/* ---------------------------------------------------------------- variables */

export function childScope(
  parent: Scope | undefined,
  self?: Self | null,
  given?: Given,
  types: TypeTable | undefined = parent?.types,
): Scope {
  return {
    parent,
    variables: new Map(),
    ...(self !== undefined && { self }),
    ...(given && { given }),
    ...(types && { types }),
  };
}

/** The arguments that a call passes. */
export function argumentsOf(cx: Lowering, node: ts.CallExpression): readonly ts.Expression[] {
  return cx.passed.get(node) ?? node.arguments;
}

/** What `this` means in a scope. */
export function selfOf(scope: Scope | undefined): Self | undefined {
  for (let at = scope; at !== undefined; at = at.parent) if (at.self !== undefined) return at.self ?? undefined;
  return undefined;
}

export function lookUp(scope: Scope | undefined, symbol: ts.Symbol): Variable | undefined {
  for (let at = scope; at !== undefined; at = at.parent) {
    const found = at.variables.get(symbol);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Declares a variable of the current activation; it has no value until it is assigned. */
export function declare(cx: Lowering, symbol: ts.Symbol, type: IrType, fn?: Callable): Variable {
  const variable: Variable = { name: symbol.name, symbol, type, fn };
  cx.scope.variables.set(symbol, variable);
  if (fn === undefined) cx.env.set(variable, undefined);
  return variable;
}

export function setVariable(cx: Lowering, variable: Variable, value: ValueId): void {
  cx.env.set(variable, value);
  nameValue(cx, value, variable.name);
}

/** `this` for a method that is called on an object. */
export function objectSelf(cx: Lowering, object: ValueId): Self {
  return { kind: 'object', variable: hiddenVariable(cx, 'self', cx.fn.typeOf(object), object) };
}

/** A variable made by the compiler, such as the counter of a `for…of`. */
export function hiddenVariable(cx: Lowering, name: string, type: IrType, value: ValueId): Variable {
  const variable: Variable = { name, symbol: undefined as never, type, fn: undefined };
  cx.env.set(variable, value);
  return variable;
}

export function valueOf(cx: Lowering, variable: Variable, node: ts.Node): ValueId {
  return cx.env.get(variable) ?? missing(cx, node, variable.type);
}

/* ------------------------------------------------------------------ regions */

export type Arm = { readonly region: RegionBuilder; readonly env: Env; readonly end: Terminator | undefined };

/** Lowers `body` into a region of its own, starting from a copy of the variables. */
export function inArm(cx: Lowering, body: () => void): Arm {
  const saved = { region: cx.region, env: cx.env, end: cx.end, dead: cx.dead };
  const region = cx.region.nested();
  cx.region = region;
  cx.env = new Map(saved.env);
  cx.end = undefined;
  body();
  const arm: Arm = { region, env: cx.env, end: cx.end };
  Object.assign(cx, saved);
  return arm;
}

/** Ends the region at the cursor. Whatever is lowered after it goes nowhere. */
export function terminate(cx: Lowering, end: Terminator): void {
  cx.end ??= end;
  cx.dead = true;
  cx.region = new RegionBuilder(cx.fn, cx.region.origin);
  cx.env = new Map(cx.env);
}

/** Puts the operations of an arm where the cursor is, and goes on with its variables. */
export function splice(cx: Lowering, arm: Arm): void {
  for (const op of arm.region.ops) cx.region.ops.push(op as Op);
  if (arm.end !== undefined) {
    terminate(cx, arm.end);
    return;
  }
  for (const variable of cx.env.keys()) cx.env.set(variable, arm.env.get(variable));
}
