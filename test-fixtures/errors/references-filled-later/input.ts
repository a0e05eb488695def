// A list that an object lacks at first has no derivative that could be found by its place.
type Trace = { values: number[]; last: number };

// @differentiable
export function traced(x: number): number {
  const trace = {} as Trace;
  trace.values = [x, x * x];
  trace.last = x;
  return trace.values[1]! * trace.last;
}

export const codes = [2002];
