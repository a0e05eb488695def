/** Functions in literals within a constant's, and in frozen ones, whatever type is written for them; they call one another by these names. */

type Group = { In: (amount: number) => number; Out: (amount: number) => number };

const easing = Object.freeze({
  Cubic: Object.freeze(<Group>{
    In(amount: number): number {
      return amount * amount * amount;
    },
    Out(amount: number): number {
      return --amount * amount * amount + 1;
    },
  }),
  Bounce: Object.freeze<Group>({
    In(amount: number): number {
      return 1 - easing.Bounce.Out(1 - amount);
    },
    Out: (amount) => (amount < 0.4 ? 7.5 * amount * amount : 7.5 * (amount -= 0.6) * amount + 0.75),
  }),
  power(by = 4): Group {
    by = by < 1 ? 1 : by;
    return { In: (amount) => amount ** by, Out: (amount) => 1 - (1 - amount) ** by };
  },
});

const interpolation = {
  linear(values: number[], at: number): number {
    const mix = interpolation.steps.linear;
    return mix(values[0]!, values[1]!, at) * interpolation.steps.count(2);
  },
  steps: {
    linear: function (from: number, to: number, at: number): number {
      return from + (to - from) * at;
    },
    count: (n: number) => n + 1,
  },
};

// @differentiable
export function f(x: number, y: number): number {
  const { Cubic } = easing;
  const cubed = easing.power(3);
  // Of the same name, and no function.
  const amount = { power: x };
  amount.power = y;
  return (
    easing.Cubic.In(x) * easing.Bounce.In(y) +
    Cubic.Out(y) +
    cubed.Out(x) * amount.power +
    interpolation.linear([x, y], x * y)
  );
}

export const points = [
  [0.3, 0.7],
  [0.8, 0.2],
];
