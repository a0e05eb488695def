/** What an odd program is, and the usual frame of one. */

export type OddProgram = {
  readonly name: string;
  readonly source: string;
  /** Other files of the program, by name. */
  readonly others?: Readonly<Record<string, string>>;
  readonly fileName?: string;
  /** The codes of the errors, sorted; none: it is compiled, and its derivatives are right at the `points` that it exports. */
  readonly errors: readonly number[];
};

export const at = '\nexport const points = [[1.3, 0.7]];\n';
export const f = (body: string, rest = ''): string =>
  `// @differentiable\nexport function f(x: number, y: number): number {\n  ${body}\n}\n${rest}${at}`;
