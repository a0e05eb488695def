/** Prints derivatives as JSON, and what a function that was not compiled is told. */
import { AdcError, grad, jvp, valueAndGrad, vjp } from '@adc/runtime';
import { cube, distance, logSumExp, loss, power, scaledSquares, squareRoot, wave } from './model.js';

/** Any function: its companions are found when the program runs. */
const slope = (f: (x: number) => number, x: number): number => grad(f)(x);

const p = { x: 4, y: 6, label: 'p' };
const q = { x: 1, y: 2, label: 'q' };
const [squares, pullback] = vjp(scaledSquares, { out: 0 })(new Float64Array(2), Float64Array.of(1, 2), 3);

const results = {
  loss: valueAndGrad(loss, { wrt: 0 })(Float64Array.of(0, 1), Float64Array.of(1, 2, 3, 4), Float64Array.of(3, 5, 7, 9)),
  logSumExp: grad(logSumExp)([1, 2, 3]),
  squareRoot: grad(squareRoot)(2),
  power: grad(power, { wrt: 0 })(1.5, 10),
  distance: grad(distance)(p, q),
  scaledSquares: [squares, pullback(Float64Array.of(1, 1))],
  wave: grad(wave)(1, 2),
  alongWave: jvp(wave)([1, 2], [1, 0.5]),
  passedOn: [slope(cube, 2), slope(squareRoot, 9)],
  refused: refusalOf(() => slope((x) => x, 1)),
};
console.log(JSON.stringify(results, (_, value: unknown) => (value instanceof Float64Array ? [...value] : value)));

function refusalOf(action: () => unknown): string {
  try {
    action();
    return 'none';
  } catch (error) {
    return error instanceof AdcError ? error.code : String(error);
  }
}
