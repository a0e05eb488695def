/** Lists of flags, tables of text and records of text, beside numbers: the written type of the gradient knows them, the gradient itself has none. */
type State = {
  flags: boolean[];
  names: Map<string, string>;
  meta: { name: string };
  seen: Date | string;
  x: number;
};

type Told = { names: Map<string, string>; meta: { name: string }; x: number };

function step(state: State, k: number): number {
  if (state.flags[k]) state.x = Math.sin(state.x);
  state.x *= state.x;
  if (k > 0) return step(state, k - 1);
  return state.x;
}

const start = (x: number): State => ({
  flags: [true, false, x > 1],
  names: new Map([['a', 'b']]),
  meta: { name: 'x' },
  seen: 'never',
  x: 2 * x,
});

// @differentiable
export function stepped(given: State, x: number): Told {
  const own = start(x);
  const y = step(own, 2) * step(given, 1);
  return { names: given.names, meta: given.meta, x: y * own.x };
}

export const points = [
  [{ flags: [true], names: new Map(), meta: { name: 'n' }, seen: new Date(0), x: 0.4 }, 0.5],
  [{ flags: [false, true], names: new Map(), meta: { name: 'n' }, seen: 'once', x: 1.4 }, 0.8],
];
