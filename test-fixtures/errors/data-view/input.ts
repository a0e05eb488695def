// @differentiable
export function reinterpreted(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getFloat64(0) * 2;
}

export const codes = [1016];
