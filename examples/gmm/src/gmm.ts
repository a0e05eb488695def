/** The log posterior of a Gaussian mixture whose precision matrices have a Wishart prior. */

/**
 * Component `k` has the log weight `alphas[k]`, a mean (a row of `means`) and a lower triangular matrix `Q` with
 * precision `Qᵀ Q`. A row of `icf` holds `Q`: first the logarithms of its diagonal, then what lies below the diagonal,
 * column by column. The points are the rows of `x`; `gamma` and `m` are the prior's parameters.
 */
// @differentiable wrt=alphas,means,icf
export function gmmObjective(
  alphas: Float64Array,
  means: Float64Array,
  icf: Float64Array,
  x: Float64Array,
  gamma: number,
  m: number,
): number {
  const components = alphas.length;
  const dimension = means.length / components;
  const points = x.length / dimension;
  const icfLength = (dimension * (dimension + 1)) / 2;

  const diagonals = new Float64Array(components * dimension);
  const logDeterminants = new Float64Array(components);
  for (let k = 0; k < components; k++) {
    for (let j = 0; j < dimension; j++) {
      const q = icf[k * icfLength + j];
      diagonals[k * dimension + j] = Math.exp(q);
      logDeterminants[k] += q;
    }
  }

  const centred = new Float64Array(dimension);
  const whitened = new Float64Array(dimension);
  const terms = new Float64Array(components);
  let logLikelihood = 0;
  for (let i = 0; i < points; i++) {
    for (let k = 0; k < components; k++) {
      for (let j = 0; j < dimension; j++) centred[j] = x[i * dimension + j] - means[k * dimension + j];
      multiplyTriangular(whitened, diagonals, k * dimension, icf, k * icfLength + dimension, centred);
      terms[k] = alphas[k] + logDeterminants[k] - 0.5 * squaredNorm(whitened);
    }
    logLikelihood += logSumExp(terms);
  }

  return (
    logLikelihood -
    points * logSumExp(alphas) -
    0.5 * points * dimension * Math.log(2 * Math.PI) +
    logWishartPrior(diagonals, logDeterminants, icf, dimension, gamma, m)
  );
}

/** Writes `Q v` into `out`; the diagonal of `Q` starts at `diagonal`, the rest of it at `below`. */
function multiplyTriangular(
  out: Float64Array,
  diagonals: Float64Array,
  diagonal: number,
  icf: Float64Array,
  below: number,
  v: Float64Array,
): void {
  const n = v.length;
  for (let row = 0; row < n; row++) out[row] = diagonals[diagonal + row] * v[row];
  for (let column = 0; column < n; column++) {
    const start = below + (column * (2 * n - column - 1)) / 2 - (column + 1);
    for (let row = column + 1; row < n; row++) out[row] += icf[start + row] * v[column];
  }
}

function squaredNorm(v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i] * v[i];
  return sum;
}

/** log Σ exp(v), shifted by the maximum so that nothing overflows. */
function logSumExp(v: Float64Array): number {
  let max = v[0];
  for (let i = 1; i < v.length; i++) max = Math.max(max, v[i]);
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += Math.exp(v[i] - max);
  return max + Math.log(sum);
}

function logWishartPrior(
  diagonals: Float64Array,
  logDeterminants: Float64Array,
  icf: Float64Array,
  dimension: number,
  gamma: number,
  m: number,
): number {
  const components = logDeterminants.length;
  const icfLength = icf.length / components;
  let sum = 0;
  for (let k = 0; k < components; k++) {
    let squares = 0;
    for (let j = 0; j < dimension; j++) squares += diagonals[k * dimension + j] ** 2;
    for (let j = dimension; j < icfLength; j++) squares += icf[k * icfLength + j] ** 2;
    sum += 0.5 * gamma * gamma * squares - m * logDeterminants[k];
  }
  const degrees = dimension + m + 1;
  const normaliser =
    degrees * dimension * (Math.log(gamma) - 0.5 * Math.LN2) - logGammaMultivariate(degrees, dimension);
  return sum - components * normaliser;
}

/** The logarithm of the multivariate gamma function of `degrees / 2`. */
function logGammaMultivariate(degrees: number, dimension: number): number {
  let sum = 0.25 * dimension * (dimension - 1) * Math.log(Math.PI);
  for (let j = 1; j <= dimension; j++) sum += logGammaOfHalf(degrees + 1 - j);
  return sum;
}

/** log Γ(n / 2) for a whole n > 0, by Γ(a + 1) = a Γ(a). */
function logGammaOfHalf(n: number): number {
  let sum = n % 2 === 0 ? 0 : 0.5 * Math.log(Math.PI);
  for (let i = n - 2; i > 0; i -= 2) sum += Math.log(i / 2);
  return sum;
}
