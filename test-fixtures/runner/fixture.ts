/** Finds fixtures on disk and says what their exports mean. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export type Fixture = {
  /** `area/name`, or deeper. */
  readonly name: string;
  readonly folder: string;
  /** Sources by absolute path, `input.ts` first. */
  readonly files: ReadonlyMap<string, string>;
  readonly input: string;
};

/** What is known about one point. Everything left out is not stated. */
export type Expectation = {
  readonly value?: unknown;
  /** In the shape that `grad` gives: bare for one parameter, a tuple for several; undefined inside: not stated. */
  readonly gradient?: unknown;
  /** The cotangent that `gradient` belongs to; ones when left out. */
  readonly cotangent?: unknown;
  /** Directions for the arguments, and the tangent of the result that they lead to. */
  readonly direction?: readonly unknown[];
  readonly tangent?: unknown;
  /** Relative error allowed in the numbers above, where they are not given to full precision. */
  readonly within?: number;
};

/** The exports of an `input.ts`. */
export type FixtureExports = {
  readonly points: readonly (readonly unknown[])[];
  readonly expected?: readonly (Expectation | undefined)[];
  readonly cases?: readonly string[];
  readonly options?: { readonly out?: number };
  /** Points where finite differences mean nothing. */
  readonly kinks?: readonly number[];
  /** Points where those of the adjoint do not: it jumps there, or passes what is not finite through a quotient. */
  readonly adjointKinks?: readonly number[];
  /** Points where the adjoint forms a product that overflows: in another order of its factors it has done so elsewhere. */
  readonly adjointOverflows?: readonly number[];
  /** The compiler says (ADC3006) that the adjoint is not differentiated in its turn. */
  readonly firstDerivativesOnly?: true;
  /** Arguments that only steer (counts, indices): a parameter's index or a path like `1.steps`. Their gradient is exactly 0. */
  readonly discrete?: readonly (number | string)[];
  /** Relative errors allowed instead of the usual ones. */
  readonly tolerance?: { readonly differences?: number; readonly product?: number };
  /** State outside the arguments: put back before every call, compared after it. */
  readonly effects?: { reset(): void; read(): unknown };
  /** Each call finds what the one before has left: `checkGradient`, which calls again and again, says so. */
  readonly keepsState?: true;
};

/** Every folder with an `input.ts`, in the order of their names; FIXTURE=text keeps those whose name contains the text. */
export function listFixtures(filter = process.env['FIXTURE'] ?? '', under = root): readonly Fixture[] {
  const found: Fixture[] = [];
  const visit = (folder: string): void => {
    const entries = readdirSync(folder).sort();
    if (entries.includes('input.ts')) {
      const name = relative(under, folder).split(sep).join('/');
      if (name.includes(filter)) found.push(readFixture(name, folder, entries));
      return;
    }
    for (const entry of entries) {
      const path = join(folder, entry);
      if (entry !== 'node_modules' && entry !== 'runner' && statSync(path).isDirectory()) visit(path);
    }
  };
  visit(under);
  return found;
}

function readFixture(name: string, folder: string, entries: readonly string[]): Fixture {
  const sources = entries.filter((entry) => entry.endsWith('.ts') && entry !== 'expected.ts' && entry !== 'input.ts');
  const files = new Map(
    ['input.ts', ...sources].map((entry) => [join(folder, entry), readFileSync(join(folder, entry), 'utf8')]),
  );
  return { name, folder, files, input: join(folder, 'input.ts') };
}

/** Fixtures whose compilation must fail. */
export const isErrorFixture = (fixture: Fixture): boolean => fixture.name.startsWith('errors/');
/** Fixtures that compile with a warning. */
export const isWarningFixture = (fixture: Fixture): boolean => fixture.name.startsWith('warnings/');
