/** Adjoint of the mixture objective: each point is reversed directly behind its forward sweep. */

import { Scratch } from './scratch.js';

const scratch = [new Scratch(), new Scratch(), new Scratch(), new Scratch(), new Scratch(), new Scratch()] as const;

export function gmmObjectiveByHand(
  alphas: Float64Array,
  means: Float64Array,
  icf: Float64Array,
  x: Float64Array,
  gamma: number,
  m: number,
  bar: number,
): [value: number, gradients: [alphasBar: Float64Array, meansBar: Float64Array, icfBar: Float64Array]] {
  const components = alphas.length;
  const dimension = means.length / components;
  const points = x.length / dimension;
  const icfLength = (dimension * (dimension + 1)) / 2;
  const alphasBar = new Float64Array(components);
  const meansBar = new Float64Array(components * dimension);
  const icfBar = new Float64Array(components * icfLength);

  const diagonals = scratch[0].atLeast(components * dimension);
  const logDeterminants = scratch[1].atLeast(components);
  for (let k = 0; k < components; k++) {
    let sum = 0;
    for (let j = 0; j < dimension; j++) {
      const q = icf[k * icfLength + j];
      diagonals[k * dimension + j] = Math.exp(q);
      sum += q;
    }
    logDeterminants[k] = sum;
  }

  const centred = scratch[2].atLeast(components * dimension);
  const whitened = scratch[3].atLeast(components * dimension);
  const terms = scratch[4].atLeast(components);
  const centredBar = scratch[5].atLeast(dimension);
  let logLikelihood = 0;
  for (let i = 0; i < points; i++) {
    let max = -Infinity;
    for (let k = 0; k < components; k++) {
      const row = k * dimension;
      const below = k * icfLength + dimension;
      for (let j = 0; j < dimension; j++) {
        const c = x[i * dimension + j] - means[row + j];
        centred[row + j] = c;
        whitened[row + j] = diagonals[row + j] * c;
      }
      for (let column = 0, at = below; column < dimension; column++) {
        const c = centred[row + column];
        for (let j = column + 1; j < dimension; j++, at++) whitened[row + j] += icf[at] * c;
      }
      let squares = 0;
      for (let j = 0; j < dimension; j++) squares += whitened[row + j] * whitened[row + j];
      const term = alphas[k] + logDeterminants[k] - 0.5 * squares;
      terms[k] = term;
      if (term > max) max = term;
    }
    let sum = 0;
    for (let k = 0; k < components; k++) {
      const e = Math.exp(terms[k] - max);
      terms[k] = e;
      sum += e;
    }
    logLikelihood += max + Math.log(sum);

    const perSum = bar / sum;
    for (let k = 0; k < components; k++) {
      const row = k * dimension;
      const below = k * icfLength + dimension;
      const termBar = perSum * terms[k];
      alphasBar[k] += termBar;
      for (let j = 0; j < dimension; j++) {
        const whitenedBar = -termBar * whitened[row + j];
        whitened[row + j] = whitenedBar;
        icfBar[k * icfLength + j] += termBar + whitenedBar * centred[row + j] * diagonals[row + j];
        centredBar[j] = whitenedBar * diagonals[row + j];
      }
      for (let column = 0, at = below; column < dimension; column++) {
        const c = centred[row + column];
        let cBar = centredBar[column];
        for (let j = column + 1; j < dimension; j++, at++) {
          const whitenedBar = whitened[row + j];
          icfBar[at] += whitenedBar * c;
          cBar += whitenedBar * icf[at];
        }
        meansBar[row + column] -= cBar;
      }
    }
  }

  let max = alphas[0];
  for (let k = 1; k < components; k++) max = Math.max(max, alphas[k]);
  let sum = 0;
  for (let k = 0; k < components; k++) sum += Math.exp(alphas[k] - max);
  for (let k = 0; k < components; k++) alphasBar[k] -= (bar * points * Math.exp(alphas[k] - max)) / sum;

  let prior = 0;
  const gammaBar = bar * gamma * gamma;
  for (let k = 0; k < components; k++) {
    const start = k * icfLength;
    let squares = 0;
    for (let j = 0; j < dimension; j++) {
      const diagonal = diagonals[k * dimension + j];
      squares += diagonal ** 2;
      icfBar[start + j] += gammaBar * diagonal * diagonal - bar * m;
    }
    for (let j = dimension; j < icfLength; j++) {
      const l = icf[start + j];
      squares += l ** 2;
      icfBar[start + j] += gammaBar * l;
    }
    prior += 0.5 * gamma * gamma * squares - m * logDeterminants[k];
  }

  const value =
    logLikelihood -
    points * (max + Math.log(sum)) -
    0.5 * points * dimension * Math.log(2 * Math.PI) +
    (prior - components * priorNormaliser(dimension, gamma, m));
  return [value, [alphasBar, meansBar, icfBar]];
}

function priorNormaliser(dimension: number, gamma: number, m: number): number {
  const degrees = dimension + m + 1;
  let logGamma = 0.25 * dimension * (dimension - 1) * Math.log(Math.PI);
  for (let j = 1; j <= dimension; j++) logGamma += logGammaOfHalf(degrees + 1 - j);
  return degrees * dimension * (Math.log(gamma) - 0.5 * Math.LN2) - logGamma;
}

function logGammaOfHalf(n: number): number {
  let sum = n % 2 === 0 ? 0 : 0.5 * Math.log(Math.PI);
  for (let i = n - 2; i > 0; i -= 2) sum += Math.log(i / 2);
  return sum;
}
