/** Every diagnostic's text, keyed by its number; a number is never reused. `{name}` is a hole. */

export type Entry = {
  readonly severity?: 'warning';
  readonly message: string;
  readonly label: string;
  readonly why: string;
  readonly fix: string;
};

type HolesOf<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}` ? Hole | HolesOf<Rest> : never;

export type Code = keyof typeof catalogue;
/** The details that an entry's text asks for. */
export type DetailsOf<C extends Code> = {
  readonly [Hole in HolesOf<Extract<(typeof catalogue)[C][keyof (typeof catalogue)[C]], string>>]: string;
};

export const catalogue = {
  /* Outside the language that is understood. */
  1001: {
    message: '`{text}` cannot be differentiated.',
    label: 'is run as it stands',
    why: 'no derivative is known for {what}.',
    fix: 'write the value with arithmetic and `Math` functions, or wrap it in `stopGradient(…)` if it is a constant.',
  },
  1002: {
    message: 'The call of `{name}` cannot be differentiated.',
    label: 'calls code that cannot be seen',
    why: 'the source of `{name}` is not part of this program, so its derivative is unknown.',
    fix: 'write `{name}` in TypeScript within the project, or wrap the call in `stopGradient(…)` if it is a constant.',
  },
  1003: {
    message: 'The call of `{name}` cannot be differentiated.',
    label: 'calls a function that has no derivative',
    why: 'within `{name}`: {problem}',
    fix: 'mend `{name}`, or mark it `// @nondifferentiable` if its result is a constant.',
  },
  1004: {
    message: 'The async function `{name}` cannot be differentiated.',
    label: 'runs in several turns of the event loop',
    why: 'a derivative is computed in one go, and an `await` would interrupt it.',
    fix: 'move the arithmetic into a function without `async`, and differentiate that.',
  },
  1005: {
    message: 'The generator `{name}` cannot be differentiated.',
    label: 'hands out values one by one',
    why: 'a generator is suspended between its values, so it cannot be run backwards.',
    fix: 'return an array of the values.',
  },
  1006: {
    message: '`{text}` cannot be differentiated here.',
    label: 'depends on how the function is called',
    why: 'a differentiated function knows its parameters only, and `{text}` is none.',
    fix: 'pass the object as a parameter.',
  },
  1007: {
    message: '`try` cannot be differentiated.',
    label: 'may be left at any operation',
    why: 'within it a function that calls itself may throw, or a derivative would leave with an exception, and how far the block ran would not be known.',
    fix: 'test for the exceptional case with `if` instead, or write the recursion as a loop.',
  },
  1008: {
    message: 'The function that captures `{name}` cannot be followed.',
    label: 'may run when `{name}` has another value',
    why: '`{name}` is assigned more than once, and this function keeps seeing the latest value.',
    fix: 'copy the value first, for example `const fixed = {name};`, and use the copy in the function.',
  },
  1009: {
    message: 'The recursive local function `{name}` cannot be differentiated.',
    label: 'calls itself and shares `{variable}` with its surroundings',
    why: 'a recursive function becomes one of its own, and `{variable}` {what}.',
    fix: 'pass `{variable}` as a parameter, and return its new value.',
  },
  1010: {
    message: '`{text}` cannot leave code that is not understood.',
    label: 'leaves {what}',
    why: '{what} is run as it stands, so nothing inside may jump out of it.',
    fix: 'set a variable there, and `{text}` behind it.',
  },
  1011: {
    message: 'The method `{name}` cannot be differentiated yet.',
    label: 'belongs to a class or an object',
    why: 'companions are made for functions at the top level of a module only.',
    fix: 'move the body into a function that takes the object as a parameter.',
  },
  1012: {
    message: '`for…in` cannot be differentiated.',
    label: 'loops over property names',
    why: 'the names are known only at run time, so the loop cannot be run backwards.',
    fix: 'loop over an array, for example `for (const charge of charges)`.',
  },
  1013: {
    message: '`for…of` over {what} cannot be differentiated.',
    label: 'takes values from an iterator',
    why: 'only arrays, and what a `Map` of numbers holds, can be read backwards.',
    fix: 'loop over an array, or over a `Map<K, number>`.',
  },
  1014: {
    message: 'The local declaration of `{name}` is not supported.',
    label: 'declares a {what} inside a function',
    why: 'derivatives are placed behind the function, where `{name}` would be unknown.',
    fix: 'move `{name}` to the top level of the module.',
  },
  1015: {
    message: '`{text}` cannot be differentiated.',
    label: 'names a property at run time',
    why: 'which property is meant is not known before the program runs.',
    fix: 'use an array with an index, or the name of a property.',
  },
  1016: {
    message: 'The method `{name}` cannot be differentiated.',
    label: 'moves or combines elements by a rule of its own',
    why: 'no derivative is known for `{name}`.',
    fix: 'write it as a loop over the elements.',
  },
  1017: {
    message: 'No derivative flows through the variable `{name}` of the module.',
    label: 'is shared by all calls',
    why: 'derivatives are followed through constants of modules with arrays and objects in them, and through variables, whose types say what they hold; `{name}` is none of these, or cannot be named here.',
    fix: 'pass `{name}` as a parameter, or allocate it within the function.',
  },
  1018: {
    message: 'The value of `{text}` is text.',
    label: 'turns numbers into text',
    why: 'text has no derivative.',
    fix: 'compute with the numbers themselves.',
  },
  1019: {
    message: 'The call of `{text}` cannot be differentiated.',
    label: 'calls whatever function it is at run time',
    why: 'which function is called is not known before the program runs.',
    fix: 'call the function by its name, or choose between calls with `if`.',
  },
  1020: {
    message: '`{text}` is not supported in a differentiated function.',
    label: 'is {what}',
    why: 'what it reads or changes cannot be told from the source.',
    fix: 'write it without `{text}`.',
  },
  1021: {
    message: 'The spread `{text}` cannot be followed.',
    label: 'passes an unknown number of arguments',
    why: 'which parameter receives which element is known only at run time.',
    fix: 'pass the elements one by one, or declare a rest parameter.',
  },
  1022: {
    message: 'This statement cannot be differentiated.',
    label: 'is {what}',
    why: 'no derivative is known for {what}.',
    fix: 'write it with `if`, loops and assignments.',
  },
  1023: {
    message: '`new {name}` cannot be differentiated.',
    label: 'makes an object of a class',
    why: '{why}',
    fix: 'use a plainer class, or an object literal.',
  },
  1024: {
    message: '`{text}` cannot be differentiated.',
    label: 'is drawn anew at every call',
    why: 'its value does not depend on any parameter.',
    fix: 'wrap it in `stopGradient(…)` to say that it is a constant.',
  },
  1025: {
    message: '`stopGradient` of {what} is not supported yet.',
    label: 'stops the derivative of more than one number',
    why: 'only single numbers can be held constant so far.',
    fix: 'call `stopGradient` on each number where it is read.',
  },
  1026: {
    message: 'This pattern is not supported.',
    label: 'takes {what}',
    why: 'which properties it takes is not known before the program runs.',
    fix: 'name the properties one by one.',
  },
  1027: {
    message: '`{name}` is used before its declaration.',
    label: 'has no value yet',
    why: 'the function that reads `{name}` is called before `{name}` is declared.',
    fix: 'declare `{name}` first.',
  },
  1028: {
    message: '`{name}` cannot be differentiated where it stands.',
    label: 'is declared inside {what}',
    why: 'companions are made for functions at the top level of a module only.',
    fix: 'move `{name}` to the top level of its module.',
  },
  1029: {
    message: 'The function `{name}` cannot be used as a value here.',
    label: 'refers to itself',
    why: 'a recursive local function has no name outside the function that declares it.',
    fix: 'move `{name}` to the top level of the module.',
  },
  1030: {
    message: '`{name}` is nested too deeply.',
    label: 'passes the limit',
    why: 'at most {limit} {what} of a differentiated function may stand within one another.',
    fix: 'give parts of it names of their own, or move them into functions.',
  },
  1031: {
    message: '`{name}` is too large to be differentiated.',
    label: 'exhausts the stack of the compiler',
    why: 'its statements, with the functions that it calls, become code that is nested too deeply.',
    fix: 'divide it into functions with loops instead of long chains of branches.',
  },
  1032: {
    message: 'The local function `{name}` cannot be differentiated.',
    label: 'uses `{captured}`',
    why: 'variables around `{name}` are handed to its companions as constants, and `{captured}` may change during a call, or has no name where the call stands.',
    fix: 'pass `{captured}` as a parameter, and choose with `wrt` what the derivative is taken with respect to.',
  },
  1033: {
    message: 'The number in `{text}` gets lost under another type.',
    label: 'a number under the type `{type}`',
    why: 'derivatives follow types, and one that goes under the type `{type}` would be lost in silence.',
    fix: 'leave out the cast or the type guard that says so, and call it a `number` on its whole way.',
  },
  1034: {
    message: 'The derivative in `{name}` of the module may get lost here.',
    label: 'may read or change `{name}`',
    why: 'this code is not followed, so what it does with `{name}` is not known.',
    fix: 'call it before or after the function, or pass `{name}` to the function as a parameter.',
  },
  1035: {
    message: '`{name}` of an array that may have holes cannot be compiled.',
    label: 'moves elements that may not be there',
    why: 'some elements of this array may never have been given a value, and moving them would make elements of them.',
    fix: 'give every element a value first, for example `new Array(n).fill(0)`, or copy the array: `[...array]`.',
  },

  /* Types. */
  2001: {
    message: '`{text}` is of type `{type}`.',
    label: 'may be anything at run time',
    why: 'without a type it is not known what is computed here.',
    fix: 'declare its type, for example `number`.',
  },
  2002: {
    message: 'Values of type `{type}` cannot be followed.',
    label: 'is a `{type}`',
    why: 'a derivative needs one known structure: numbers, arrays, and objects with named fields.',
    fix: 'use a type with one structure.',
  },
  2003: {
    message: 'The call of the generic function `{name}` cannot be differentiated.',
    label: 'has no types that are known',
    why: '`{name}` is differentiated for the type arguments that a call has: they are not known here, cannot be named where `{name}` stands, or have no end.',
    fix: 'write `{name}` for one type, for example `number[]`, or write the type arguments at the call.',
  },
  2004: {
    message: 'TypeScript refuses `{name}`.',
    label: '{problem}',
    why: 'the derivative is made from the types that TypeScript finds, and here they do not hold.',
    fix: 'mend what TypeScript complains about.',
  },

  /* Differentiation. */
  3001: {
    message: 'No derivative flows through {what}.',
    label: 'would have to be differentiated',
    why: 'the result depends on the parameters through {what}.',
    fix: 'write it with arithmetic, or wrap it in `stopGradient(…)` if it is a constant.',
  },
  3002: {
    severity: 'warning',
    message: 'The derivative is lost through {what}.',
    label: 'has derivative zero',
    why: '{what} does not change when its argument changes a little.',
    fix: 'wrap the argument in `stopGradient(…)` if that is meant.',
  },
  3003: {
    severity: 'warning',
    message: 'The result does not depend on `{name}`.',
    label: 'has gradient zero',
    why: 'no path of differentiable operations leads from `{name}` to the result.',
    fix: 'leave `{name}` out with `wrt`, or check that it is used.',
  },
  3004: {
    message: '`wrt={name}` names no parameter of `{function}`.',
    label: 'asks for a derivative with respect to `{name}`',
    why: 'the parameters are {parameters}.',
    fix: 'write the name of a parameter.',
  },
  3007: {
    message: '`{operator}` needs the {companion} of `{name}`, which is not compiled.',
    label: 'needs more than the annotation allows',
    why: 'the annotation of `{name}` says `mode={mode}`.',
    fix: 'write `mode=both` there, or leave `mode` out.',
  },
  3008: {
    message: '`{operator}` asks for a derivative with respect to `{parameter}`, which is not compiled.',
    label: 'needs more than the annotation allows',
    why: 'the annotation of `{name}` says `wrt={wrt}`.',
    fix: 'name `{parameter}` in the annotation, or choose other parameters here with the option `wrt`.',
  },
  3006: {
    severity: 'warning',
    message: 'The adjoint of `{name}` is not differentiated in its turn.',
    label: 'has first derivatives only',
    why: 'it rounds gradients inside of structures to single precision, or passes through code that cannot be followed.',
    fix: 'use `Float64Array` inside of structures.',
  },
  3005: {
    message: '`{name}` has nothing to differentiate.',
    label: '{what}',
    why: 'a derivative leads from numbers among the parameters to numbers in the result.',
    fix: 'take and return numbers, arrays of numbers, or objects that hold them.',
  },

  /* Annotations and options. */
  4001: {
    message: '`{option}` is no option of `@{pragma}`.',
    label: 'is not understood',
    why: '`@{pragma}` knows {known}.',
    fix: 'correct the option, or write prose behind ` -- `.',
  },
  4002: {
    message: '`{value}` is no value of `{option}`.',
    label: 'is not understood',
    why: '`{option}` may be {known}.',
    fix: 'write one of these values.',
  },
  4003: {
    message: '`{what}` is written twice.',
    label: 'stands here again',
    why: 'one place may say it once only.',
    fix: 'remove one of them.',
  },
  4004: {
    message: '`@{first}` and `@{second}` contradict each other.',
    label: 'contradicts `@{first}`',
    why: '{why}',
    fix: 'remove one of them.',
  },
  4005: {
    message: '`@{pragma}` is not built yet.',
    label: 'has no effect so far',
    why: 'ignoring it would not do what it says.',
    fix: 'remove the pragma.',
  },
  4020: {
    message: 'This {what} cannot be checkpointed.',
    label: 'cannot be made again',
    why: 'checkpointing makes {again} again, and {why}.',
    fix: 'leave out the pragma `@checkpoint`, or do this before or after the {what}.',
  },
  4006: {
    severity: 'warning',
    message: '`@{pragma}` belongs to nothing.',
    label: 'has no effect here',
    why: 'it must stand directly before {where}.',
    fix: 'move the comment to a line of its own before {where}.',
  },
  4007: {
    message: 'A function without a name cannot be differentiated.',
    label: 'has no name',
    why: 'the names of its companions are made from its own.',
    fix: 'give the function a name.',
  },
  4008: {
    message: '`@{pragma}` takes no options.',
    label: 'is not understood',
    why: '`@{pragma}` stands alone.',
    fix: 'remove `{option}`, or write prose behind ` -- `.',
  },
  4009: {
    message: '`@nondifferentiable` cannot hold back this statement.',
    label: 'changes more than numbers',
    why: 'only single numbers can be held constant so far, and this statement {what}.',
    fix: 'move the statement into a function marked `// @nondifferentiable`.',
  },
  4010: {
    message: 'The options of adc are wrong.',
    label: 'is not understood',
    why: '{problem}',
    fix: 'correct `"adc"` of the tsconfig, or the plugin entry.',
  },
  4011: {
    message: 'The loop cannot be unrolled.',
    label: 'takes a number of turns that is not known',
    why: '`@unroll` writes all turns one behind the other, and constants do not decide how many there are.',
    fix: 'write `@unroll N` to put N turns into one, or remove the pragma.',
  },
  4012: {
    message: 'Turns of this loop cannot be put together.',
    label: 'does not count to a bound that stays what it is',
    why: '`@unroll N` tests the last of N turns before the first: that needs a counter with a constant whole step, from a whole number on, a bound that does not change, and no `break`.',
    fix: 'count like `for (let i = 0; i < n; i++)`, with `n` computed before the loop, or remove the pragma.',
  },
  4013: {
    message: 'The loop is too large to be unrolled.',
    label: 'would become {operations} operations',
    why: 'a loop may become at most {limit} operations.',
    fix: 'unroll fewer turns, for example with `@unroll 4`, or remove the pragma.',
  },

  /* Hosts. */
  6001: {
    message: 'TypeScript {version} cannot be used with @adc/transformer.',
    label: 'has no interface for transformers',
    why: 'it needs TypeScript 5.9 or 6: later versions have no interface for transformers.',
    fix: 'install `typescript@6.0.3` (another version may stay beside it under another name), or use `adc build` or @adc/esbuild.',
  },
  6002: {
    message: 'The source of {packages} cannot be written here.',
    label: 'needs its derivative',
    why: '`paths` of the tsconfig maps {packages} to its source, in which derivatives would have to stand; @adc/transformer writes no files but those of the project.',
    fix: 'compile with `adc build` of @adc/cli, or bundle with @adc/esbuild: both write that source, too. Or wrap a constant in `stopGradient(…)`.',
  },

  /* Faults of the compiler. */
  9001: {
    message: 'adc made a mistake while compiling `{name}`.',
    label: 'brought it about',
    why: '{problem}',
    fix: 'report it, with this function.',
  },
} as const satisfies Readonly<Record<number, Entry>>;
