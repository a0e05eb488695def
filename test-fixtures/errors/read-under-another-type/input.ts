// What goes into a list of anything, and is read from it as what it is: a derivative through it would be zero without a word.
type Box = { w: number };

// @differentiable
export function fromAny(x: number): number {
  const anything: any[] = [];
  anything.push({ w: x * x });
  const boxes: Box[] = anything;
  return boxes[0]!.w * 3;
}

// @differentiable
export function fromUnknown(x: number): number {
  const anything: unknown[] = [];
  for (let i = 0; i < 3; i++) anything.push(i > 1 ? { w: x * i } : null);
  return (anything as Box[])[2]!.w * 3;
}

// @differentiable
export function fromField(x: number): number {
  const holder: { held: any } = { held: { w: x } };
  const known = holder as { held: Box };
  return known.held.w * 3;
}

export const codes = [2002, 2002, 2002];
