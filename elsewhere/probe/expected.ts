/** What `main.ts` has to print, by formulas that owe nothing to adc. */

const [e1, e2, e3] = [Math.exp(1), Math.exp(2), Math.exp(3)];
const total = e1 + e2 + e3;

export const expected = {
  // Residuals -2, -3, -4, -5: the mean of their squares, and twice the means of them and of their products with x.
  loss: [13.5, [-7, -20]],
  logSumExp: [e1 / total, e2 / total, e3 / total],
  squareRoot: 1 / (2 * Math.sqrt(2)),
  power: 10 * 1.5 ** 9,
  // The distance is 5.
  distance: [
    { x: 3 / 5, y: 4 / 5 },
    { x: -3 / 5, y: -4 / 5 },
  ],
  scaledSquares: [
    [3, 12],
    [[0, 0], [6, 12], 5],
  ],
  wave: [2 * Math.cos(1), Math.sin(1)],
  alongWave: [2 * Math.sin(1), 2 * Math.cos(1) + 0.5 * Math.sin(1)],
  passedOn: [12, 1 / 6],
  refused: 'ADC5001',
};
