/** Finds the function that a fixture is about, and how its companions take their arguments. */
import ts from 'typescript';

export type Parameter = {
  readonly name: string;
  /** Whether it has a place among the dots of the tangent companion. */
  readonly tangent: boolean;
  /** Whether it is a number, perhaps with a default. */
  readonly number: boolean;
  readonly rest: boolean;
};

export type Target = {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly mode: 'forward' | 'reverse' | 'both';
  /** Parameters that the annotation differentiates; undefined: all. */
  readonly wrt: readonly number[] | undefined;
};

/** The first exported function with a `@differentiable` comment; undefined when the file has none. */
export function findTarget(program: ts.Program, fileName: string): Target | undefined {
  const source = program.getSourceFile(fileName)!;
  const checker = program.getTypeChecker();
  for (const statement of source.statements) {
    const comment = (ts.getLeadingCommentRanges(source.text, statement.getFullStart()) ?? [])
      .map(({ pos, end }) => source.text.slice(pos, end))
      .find((text) => /@differentiable\b/.test(text));
    if (comment === undefined) continue;
    const found = functionOf(statement);
    if (!found) continue;
    const parameters = found.declaration.parameters.map((parameter) => {
      const type = checker.getTypeAtLocation(parameter);
      return {
        name: parameter.name.getText(source),
        tangent: hasTangent(checker, type),
        number: (checker.getNonNullableType(type).flags & ts.TypeFlags.NumberLike) !== 0,
        rest: parameter.dotDotDotToken !== undefined,
      };
    });
    const words = comment.replace(/^[\s\S]*@differentiable/, '').split(/ -- |\*\/|\n/)[0]!;
    const wrt = /\bwrt=(\S+)/
      .exec(words)?.[1]
      ?.split(',')
      .map((name) => parameters.findIndex((p) => p.name === name));
    const mode = (/\bmode=(\w+)/.exec(words)?.[1] ?? 'both') as Target['mode'];
    return { name: found.name, parameters, mode, wrt };
  }
  return undefined;
}

function functionOf(statement: ts.Statement): { name: string; declaration: ts.SignatureDeclaration } | undefined {
  if (ts.isFunctionDeclaration(statement) && statement.name)
    return { name: statement.name.text, declaration: statement };
  if (!ts.isVariableStatement(statement)) return undefined;
  const [declared] = statement.declarationList.declarations;
  if (!declared?.initializer || !ts.isIdentifier(declared.name)) return undefined;
  const { initializer } = declared;
  if (!ts.isArrowFunction(initializer) && !ts.isFunctionExpression(initializer)) return undefined;
  return { name: declared.name.text, declaration: initializer };
}

const inertFlags =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.ESSymbolLike |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Null |
  ts.TypeFlags.Void;
const inertClasses =
  /^(Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|BigInt64|BigUint64)Array$|^(Date|RegExp|DataView)$/;

function hasTangent(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some((member) => hasTangent(checker, member));
  if (type.flags & inertFlags) return false;
  if (type.getCallSignatures().length > 0) return false;
  const cells = type.getStringIndexType();
  if (cells !== undefined) return type.getProperties().length === 0 && (cells.flags & ts.TypeFlags.NumberLike) !== 0;
  if (checker.isArrayType(type))
    return checker.getTypeArguments(type as ts.TypeReference).some((element) => hasTangent(checker, element));
  return !inertClasses.test(type.symbol?.name ?? '');
}
