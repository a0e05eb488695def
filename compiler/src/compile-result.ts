/** What `compile` takes and gives: plain data that every host (command line, bundler, ts-patch, playground) applies in its own way. */
import type ts from 'typescript';
import type { Diagnostic } from './diagnostics/report.js';
import type { Explanation } from './explain/explanation.js';
import type { FunctionKey, IrFunction, Origin } from './ir/types.js';

export type CompileOptions = {
  /**
   * Annotated exported functions register their companions, so that `grad(f)` finds them at run time. Default: true. `'needed'`: only
   * those that an entry exports or that are handed around as values, so that a bundler can drop the companions of all others.
   */
  readonly registration?: boolean | 'needed';
  /** Default: true. `false` switches every optimisation off. */
  readonly optimise?: boolean;
  /** For tests: whether loops are checkpointed where pragmas say so; otherwise every turn records. */
  readonly checkpoints?: boolean;
  /**
   * What the recordings and states of one loop may take, about: a number of bytes, or one with a unit (`'64MB'`; kB, MB, GB: powers of
   * 1024). Given: outermost loops of functions that derivatives are asked of keep to it as if `@checkpoint` stood before them, where
   * turns can be made again. `configure({ tapeBudget })` at run time wins. Default: only loops with the pragma are checkpointed.
   */
  readonly tapeBudget?: number | string;
  /** Stores every value instead of only those that the reverse sweep reads: a reference for tests. */
  readonly recordEverything?: boolean;
  /**
   * Differentiates adjoints in their turn: `fAdjointTangent` (forward over reverse: products with Hessians), `fAdjointAdjoint`
   * and `fAdjointPullback` stand beside `fAdjoint`. Default: false.
   */
  readonly secondDerivatives?: boolean;
  /**
   * For debugging: companions warn on the console (ADC5011) where a value or a derivative of the source stops being finite, with its
   * position and operands. Results stay what they are. Default: false.
   */
  readonly debug?: boolean;
  /**
   * For debugging: companions tell by how much the adjoints that loops carry from turn to turn grow or shrink, where `withAdjointGrowth` or
   * `configure({ onAdjointGrowth })` asks for it, and warn on the console (ADC5014) where one explodes, vanishes or stops being finite.
   * `true`: those of numbers; `'arrays'`: of arrays and objects as well, at the price of a look at all that they hold in every turn.
   * Results stay what they are. Default: false.
   */
  readonly adjointGrowth?: boolean | 'arrays';
};

export type CompileInput = {
  readonly ts: typeof ts;
  readonly program: ts.Program;
  readonly options?: CompileOptions;
  /** Files whose exports others see: the entry points of a bundle. They matter where `registration` is `'needed'`. */
  readonly entries?: readonly string[];
  /**
   * Whether companions may stand in the TypeScript sources of installed packages that `paths` of the tsconfig names. Default: false; a
   * host that does not write these files itself would leave imports of companions that are not there. A function says of such a file
   * whether its class fields are defined (`useDefineForClassFields`); without one they are not.
   */
  readonly packages?: boolean | ((fileName: string) => boolean);
  /** Whether the result has explanations. Default: false. */
  readonly explain?: boolean;
  /** Called with the IR of each function after each stage. */
  readonly observe?: (stage: string, fn: IrFunction) => void;
};

/** A position in generated code and the position in the user's file that it came from. */
export type OffsetMapping = { readonly generated: number; readonly source: number };

export type GeneratedPart = {
  /** One or more whole statements. */
  readonly code: string;
  /** End offset of the user's top-level statement behind which the part stands; -1: among the imports at the top. */
  readonly anchor: number;
  /** The user's function. */
  readonly origin: Origin;
  readonly mappings: readonly OffsetMapping[];
};

/** A call of `grad` and the like: its first argument, the user's function, is wrapped so that it brings its companions along. */
export type CallSite = {
  /** The first argument in the user's text. */
  readonly start: number;
  readonly end: number;
  /** What stands in front of it and behind it: a call around it. */
  readonly before: string;
  readonly after: string;
  /** Variables of the functions around it that `after` names. */
  readonly captured?: readonly string[];
};

export type CompiledFile = {
  readonly fileName: string;
  readonly parts: readonly GeneratedPart[];
  /** In the order of the text. */
  readonly sites: readonly CallSite[];
};

/** What became of one differentiated function. */
export type FunctionReport = {
  readonly key: FunctionKey;
  readonly name: string;
  readonly file: string;
  readonly stages: readonly { readonly stage: string; readonly text: string }[];
};

export type CompileResult = {
  /** Only the files that got companions, or in which calls name some. */
  readonly files: readonly CompiledFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that the result depends on: what a watching host has to watch. */
  readonly consulted: readonly string[];
  /** Sources of packages that derivatives were made of: where there are some, these sources must be what runs. */
  readonly packageFiles: readonly string[];
  readonly functions: readonly FunctionReport[];
  /** What reverse mode stores and why, of functions that were asked for and of their callees; empty unless asked for. */
  readonly explanations: readonly Explanation[];
};
