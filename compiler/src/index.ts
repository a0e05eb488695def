/** The compiler's whole public surface: a TypeScript program in, companions as text edits and diagnostics out. */

import type { Program } from 'typescript';
import type { CompileInput, CompileResult } from './compile-result.js';
import { type Diagnostic, diagnose, diagnoseRefusal } from './diagnostics/report.js';
import { isStackOverflow } from './diagnostics/stack-overflow.js';
import { explainReversals } from './explain/index.js';
import { Modules } from './modules/index.js';
import { problemsOfSites, rolesCalled } from './modules/sites.js';
import { hasTangent, isReference } from './ir/type-facts.js';
import type { FunctionKey, IrFunction, IrType, Origin } from './ir/types.js';
import type { StateVariable } from './lower/context.js';
import { printFunction } from './ir/print.js';
import { type LoweredFunction, type LoweredProgram, lowerProgram } from './lower/index.js';
import { bytesIn } from './options.js';
import { type CompanionFunction, type CompanionRole, type Differentiated, Pipeline, type Request } from './pipeline.js';
import { PreparedProgram } from './prepared-program.js';
import { textsIn } from './program/source-text.js';
import { primitiveNamed } from './rules/primitives.js';
import type { PlaceOf } from './transform/locate.js';
import { differentiateAdjoints } from './second-derivatives.js';

export type * from './compile-result.js';
export type * from './explain/explanation.js';
export type { Diagnostic } from './diagnostics/report.js';
export { diagnose } from './diagnostics/report.js';
export { formatDiagnostic } from './diagnostics/code-frame.js';
export { printFunction } from './ir/print.js';
export { isPackageSource } from './lower/packages.js';
export { checkOptions, OptionsError, suggestion } from './options.js';
export { assemble, assembleWithMap } from './program/assemble.js';
export { isConsequence } from './program/consequence.js';
export { withCompanions } from './program/with-companions.js';

/** Compiles the companions of every function that the program asks derivatives of. Pure: nothing is read or written. */
export function compile(input: CompileInput): CompileResult {
  let state: readonly StateVariable[] = [];
  /** What was found before anything was followed only because turns of loops have to do with it. */
  let before: CompileResult | undefined;
  for (;;) {
    const { result, wanted, wantedByLoops } = compileWith(input, state);
    const known = new Set(state.map(({ symbol }) => symbol));
    const newOf = (found: readonly StateVariable[]): readonly StateVariable[] =>
      found.filter(({ symbol }) => !known.has(symbol) && known.add(symbol));
    let news = newOf(wanted);
    if (news.length === 0) {
      news = newOf(wantedByLoops);
      if (news.length > 0) before ??= result;
    }
    // Where following it is refused in its turn, it is the loop that stands in the way.
    if (news.length === 0) return before !== undefined && result.diagnostics.some(isBesidesLoops) ? before : result;
    state = [...state, ...news];
  }
}

/** The code of a loop whose turns cannot be made again. */
const NOT_AGAIN = 4020;

function isBesidesLoops({ code, severity }: Diagnostic): boolean {
  return severity === 'error' && code !== NOT_AGAIN;
}

type Attempt = {
  readonly result: CompileResult;
  /** What of modules a derivative was found to flow through besides. */
  readonly wanted: readonly StateVariable[];
  /** What keeps the turns of a loop from being made again, unless it is followed. */
  readonly wantedByLoops: readonly StateVariable[];
};

/** @param state what modules keep and derivatives are followed through. */
function compileWith(input: CompileInput, state: readonly StateVariable[]): Attempt {
  const { ts, program } = input;
  const options = {
    registration: true,
    optimise: true,
    recordEverything: false,
    checkpoints: true,
    secondDerivatives: false,
    debug: false,
    adjointGrowth: false,
    ...input.options,
  };
  const lowered = lowerProgram({ ts, program, entries: input.entries ?? [], packages: input.packages ?? false, state });
  const diagnostics: Diagnostic[] = [...lowered.diagnostics];
  const wanted: StateVariable[] = [];
  const wantedByLoops: StateVariable[] = [];
  const want = (origin: Origin | undefined, code: number): void => {
    const found = origin && lowered.stateAt(origin);
    if (found !== undefined) (code === NOT_AGAIN ? wantedByLoops : wanted).push(found);
  };
  const nothing = (): Attempt => ({
    result: {
      files: [],
      diagnostics: distinct(diagnostics),
      consulted: lowered.consulted,
      packageFiles: lowered.packageFiles,
      functions: [],
      explanations: [],
    },
    wanted,
    wantedByLoops,
  });
  if (hasErrors(diagnostics)) {
    for (const { origin, code } of diagnostics) want(origin, code);
    return nothing();
  }

  const stages = new Map<FunctionKey, { stage: string; text: string }[]>();
  const observe = (stage: string, fn: IrFunction): void => {
    if (input.observe === undefined) return;
    input.observe(stage, fn);
    let seen = stages.get(fn.key);
    if (seen === undefined) stages.set(fn.key, (seen = []));
    seen.push({ stage, text: printFunction(fn) });
  };
  try {
    const primals = new Map([...lowered.functions].map(([key, { ir }]) => [key, ir]));
    const canName = (from: FunctionKey, callee: FunctionKey): boolean => {
      const target = lowered.functions.get(callee);
      const file = lowered.functions.get(from)?.source.fileName;
      return target !== undefined && (target.source.exported || target.source.fileName === file);
    };
    // Adjoints are differentiated as ordinary code, which makes its turns once.
    const checkpoints = options.checkpoints && options.secondDerivatives ? 'solutions' : options.checkpoints;
    const placeOf = options.debug ? placesIn(program) : undefined;
    const tapeBudget =
      checkpoints === true && options.tapeBudget !== undefined ? bytesIn(options.tapeBudget, 'the options') : undefined;
    const growth =
      options.adjointGrowth === false
        ? undefined
        : { placeOf: loopsIn(ts, program), arrays: options.adjointGrowth === 'arrays' };
    const prepared = new PreparedProgram(
      primals,
      canName,
      { ...options, checkpoints, tapeBudget, placeOf, growth },
      observe,
    );
    const pipeline = new Pipeline(prepared);

    const requests: Request[] = [];
    for (const key of lowered.roots) {
      const request = requestFor(lowered, key, diagnostics);
      if (request === undefined) continue;
      requests.push(request);
      const refused = [...prepared.unrolling(key).refusals, ...prepared.ofHoles(key)];
      diagnostics.push(...refused.map((refusal) => diagnoseRefusal(refusal)));
      for (const { refusals, lost } of pipeline.check(request)) {
        for (const refusal of refusals) {
          diagnostics.push(diagnoseRefusal(refusal));
          want(refusal.origin, refusal.code);
        }
        for (const { primitive, origin } of lost)
          diagnostics.push(diagnose(3002, origin, { what: `\`${writtenAs(primitive)}\`` }));
      }
    }
    diagnostics.push(...problemsOfSites(lowered));
    if (hasErrors(diagnostics)) return nothing();

    const differentiated = pipeline.differentiate(requests);
    const second = options.secondDerivatives
      ? differentiateAdjoints(
          differentiated,
          requests,
          lowered.functions,
          { ...options, checkpoints: false, tapeBudget: undefined },
          observe,
        )
      : undefined;
    for (const key of second?.left ?? []) {
      const { source } = lowered.functions.get(key)!;
      diagnostics.push(diagnose(3006, source.origin, { name: source.name }));
    }
    const modules = new Modules(
      {
        ...lowered,
        functions: new Map([
          ...lowered.functions,
          ...(second?.functions ?? []),
          ...functionsOfTurns(differentiated, lowered.functions),
        ]),
      },
      second === undefined ? differentiated : together(differentiated, second.differentiated),
      options.registration,
      ts,
      program,
    );
    const result = {
      files: modules.files(requests),
      diagnostics: distinct(diagnostics),
      consulted: lowered.consulted,
      packageFiles: lowered.packageFiles,
      functions: requests.map(({ key }) => {
        const { name, fileName } = lowered.functions.get(key)!.source;
        return { key, name, file: fileName, stages: stages.get(key) ?? [] };
      }),
      explanations:
        input.explain === true
          ? explainReversals(differentiated.reversals, {
              turns: differentiated.turns,
              texts: textsIn(ts, program),
              unrolling: (key) => prepared.unrolling(key).notes,
            })
          : [],
    };
    return { result, wanted: [], wantedByLoops: [] };
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    // Which function it was is not known; each may be too large by itself or by what it calls.
    for (const key of lowered.roots) {
      const { source } = lowered.functions.get(key)!;
      diagnostics.push(diagnose(1031, source.origin, { name: source.name }));
    }
    return nothing();
  }
}

/** What the turns of loops have been made: functions beside those that the loops are in. */
function functionsOfTurns(
  { turns, primals }: Differentiated,
  lowered: ReadonlyMap<FunctionKey, LoweredFunction>,
): ReadonlyMap<FunctionKey, LoweredFunction> {
  const found = new Map<FunctionKey, LoweredFunction>();
  for (const [key, of] of turns) {
    const { source } = (lowered.get(of) ?? found.get(of))!;
    const ir = primals.get(key)!;
    const own = { key, name: ir.name, exported: false, lifted: true, annotated: false, pragma: undefined };
    found.set(key, { source: { ...source, ...own }, ir });
  }
  return found;
}

/** Pieces of the source with their positions: `model.ts:12:10: `Math.log(x)``; without the folder, which is the machine's own. */
function placesIn(program: Program): PlaceOf {
  return ({ file, start, end }) => {
    const source = program.getSourceFile(file);
    if (source === undefined) return undefined;
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    const text = source.text.slice(start, end).replace(/\s+/g, ' ');
    const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
    return `${file.slice(file.lastIndexOf('/') + 1)}:${line + 1}:${character + 1}: \`${short}\``;
  };
}

/** The heads of loops with their positions, in the same way. */
function loopsIn(typescript: CompileInput['ts'], program: Program): PlaceOf {
  const texts = textsIn(typescript, program);
  return (origin) => {
    const source = program.getSourceFile(origin.file);
    if (source === undefined) return undefined;
    const { line, character } = source.getLineAndCharacterOfPosition(origin.start);
    const name = origin.file.slice(origin.file.lastIndexOf('/') + 1);
    return `${name}:${line + 1}:${character + 1}: \`${texts.head(origin).text}\``;
  };
}

/** The companions of two rounds, for emission; what is asked of functions is asked of the first. */
function together(first: Differentiated, second: Differentiated): Differentiated {
  // What adjoints call where a derivative flows may have companions already.
  const id = ({ key, role, variant }: CompanionFunction): string => `${key} ${role} ${variant}`;
  const known = new Set(first.companions.map(id));
  return {
    ...first,
    companions: [...first.companions, ...second.companions.filter((each) => !known.has(id(each)))],
    primals: new Map([...second.primals, ...first.primals]),
  };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map(diagnostics.map((d) => [`${d.code} ${d.origin?.file} ${d.origin?.start} ${d.message}`, d]));
  return [...seen.values()];
}

/** What the annotation asks for, or the calls that name the function. */
function requestFor(lowered: LoweredProgram, key: FunctionKey, diagnostics: Diagnostic[]): Request | undefined {
  const { source, ir } = lowered.functions.get(key)!;
  const names = ir.params.map((param) => ir.values.get(param.value)!.name);
  const wrt = source.pragma?.wrt;
  const mask = ir.params
    .map((param, i) =>
      param.state === undefined &&
      mayCarry(ir.values.get(param.value)!.type) &&
      (wrt === undefined || wrt.includes(names[i]!))
        ? '1'
        : '0',
    )
    .join('');
  const result = ir.results[0];
  const outward = ir.params.some(
    ({ value, state }) =>
      state === undefined && isReference(ir.values.get(value)!.type) && hasTangent(ir.values.get(value)!.type),
  );
  if (!mask.includes('1') || ((result === undefined || !hasTangent(result)) && !outward)) {
    const what = mask.includes('1') ? 'returns nothing that has a derivative' : 'takes nothing that has a derivative';
    diagnostics.push(diagnose(3005, source.origin, { name: source.name, what }));
    return undefined;
  }
  const mode = source.pragma?.mode ?? 'both';
  const known = !source.annotated && !lowered.usedAsValues.has(key);
  const roles = known ? rolesCalled(lowered, key) : undefined;
  const wants = (...wanted: CompanionRole[]): boolean => roles === undefined || wanted.some((role) => roles.has(role));
  return {
    key,
    mask,
    tangent: mode !== 'reverse' && wants('tangent', 'tangentInPlace'),
    adjoint: mode !== 'forward' && wants('adjoint', 'forward', 'reverse'),
    pullback: mode !== 'forward' && wants('pullback'),
  };
}

/** A primitive as the user wrote it. */
function writtenAs(primitive: string): string {
  const { print } = primitiveNamed(primitive);
  return print.form === 'infix' || print.form === 'prefix'
    ? print.operator
    : print.form === 'call'
      ? print.callee
      : primitive;
}

/** Whether a parameter may bring in a derivative, be it in a form that cannot be followed: where it would matter, it is refused. */
function mayCarry(type: IrType): boolean {
  return hasTangent(type) || (type.kind === 'opaque' && type.carries === true);
}
