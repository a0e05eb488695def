/** The names of the primitives: every pure operation on scalars that the compiler knows. */

export type OperatorName =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'mod'
  /** `x ** y`; `Math.pow` is `mathPow`. */
  | 'pow'
  | 'neg'
  /** Unary `+`. */
  | 'plus'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  /** `===` */
  | 'eq'
  /** `!==` */
  | 'ne'
  | 'looseEq'
  | 'looseNe'
  | 'not'
  /** Of booleans that are both evaluated already. */
  | 'and'
  | 'or'
  /** `c ? a : b` of values that are both evaluated already. */
  | 'select'
  | 'bitAnd'
  | 'bitOr'
  | 'bitXor'
  | 'bitNot'
  | 'shl'
  | 'shr'
  | 'ushr';

/** Printed as `Math.` and the name itself. */
export type MathName =
  | 'abs'
  | 'acos'
  | 'acosh'
  | 'asin'
  | 'asinh'
  | 'atan'
  | 'atan2'
  | 'atanh'
  | 'cbrt'
  | 'ceil'
  | 'clz32'
  | 'cos'
  | 'cosh'
  | 'exp'
  | 'expm1'
  | 'f16round'
  | 'floor'
  | 'fround'
  | 'hypot'
  | 'imul'
  | 'log'
  | 'log10'
  | 'log1p'
  | 'log2'
  | 'max'
  | 'min'
  | 'round'
  | 'sign'
  | 'sin'
  | 'sinh'
  | 'sqrt'
  | 'tan'
  | 'tanh'
  | 'trunc';

export type PrimitiveName =
  | OperatorName
  | MathName
  | 'mathPow'
  | 'isNaN'
  | 'isFinite'
  | 'numberIsNaN'
  | 'numberIsFinite'
  | 'numberIsInteger'
  | 'toNumber'
  /** The identity, through which no derivative flows. */
  | 'stopGradient';
