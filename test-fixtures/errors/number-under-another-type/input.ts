// Casts and mistaken type guards hide that these are numbers: a derivative through them would be zero without a word.
const isText = (value: unknown): value is string => value !== 7;

function doubled(text: string): number {
  return 2 * (text as unknown as number);
}

// @differentiable
export function hidden(x: number, key: number): number {
  const marks: { flag: boolean; text: string } = { flag: true, text: 'a' };
  marks.flag = (x * 2) as unknown as boolean;
  if (x > 0) marks.text = (x * x) as unknown as string;
  const power = x * x * x;
  let found: string = 'b';
  if (isText(power)) found = power;
  const constant = (3 as unknown as string).length;
  return (
    (marks.flag as unknown as number) * Number(marks.text) +
    doubled(found) +
    doubled(key as unknown as string) +
    constant
  );
}

export const codes = [1033, 1033, 1033, 1033];
