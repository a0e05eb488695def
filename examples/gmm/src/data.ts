/** A seeded mixture problem: points drawn from random Gaussians, and a start for the parameters. */

export interface Problem {
  readonly alphas: Float64Array;
  readonly means: Float64Array;
  readonly icf: Float64Array;
  readonly x: Float64Array;
}

export function generateProblem(dimension: number, components: number, points: number, seed: number): Problem {
  const uniform = uniformGenerator(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const normals = (length: number, scale: number): Float64Array =>
    Float64Array.from({ length }, () => scale * normal());

  const centres = normals(components * dimension, 3);
  const x = new Float64Array(points * dimension);
  for (let i = 0; i < points; i++) {
    const k = Math.floor(uniform() * components);
    for (let j = 0; j < dimension; j++) x[i * dimension + j] = centres[k * dimension + j] + normal();
  }
  return {
    alphas: normals(components, 0.5),
    means: centres.map((centre) => centre + 0.3 * normal()),
    icf: normals((components * dimension * (dimension + 1)) / 2, 0.2),
    x,
  };
}

/** Numbers in [0, 1) that depend on the seed only (the generator mulberry32). */
export function uniformGenerator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
