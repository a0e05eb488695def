/** Adjoint of the Newton roots: each root is reversed at once, from a stack that holds its own iterates only. */

let iterates = new Float64Array(64);

export function sumOfRootsByHand(
  squares: Float64Array,
  bar: number,
): [value: number, gradients: [squaresBar: Float64Array]] {
  const length = squares.length;
  const squaresBar = new Float64Array(length);
  let stack = iterates;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const a = squares[i];
    let x = a;
    let top = 0;
    while (Math.abs(x * x - a) > 1e-12 * a) {
      if (top === stack.length) {
        iterates = new Float64Array(2 * top);
        iterates.set(stack);
        stack = iterates;
      }
      stack[top++] = x;
      x = 0.5 * (x + a / x);
    }
    sum += x;

    let xBar = 0.5 * bar;
    let aBar = 0;
    while (top > 0) {
      // The factors do not wait for xBar, so one multiplication a turn is all that comes one after the other.
      const inverse = 1 / stack[--top];
      const factor = 0.5 - 0.5 * a * inverse * inverse;
      aBar += xBar * inverse;
      xBar *= factor;
    }
    squaresBar[i] = aBar + 2 * xBar;
  }
  return [sum, [squaresBar]];
}
