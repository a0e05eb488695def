// @differentiable
export function callPrice(spot: number, strike: number, rate: number, volatility: number, maturity: number): number {
  const total = volatility * Math.sqrt(maturity);
  const d1 = (Math.log(spot / strike) + (rate + (volatility * volatility) / 2) * maturity) / total;
  const d2 = d1 - total;
  return spot * normal(d1) - strike * Math.exp(-rate * maturity) * normal(d2);
}

/** The normal distribution by its series around 0. */
function normal(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 60; k++) {
    term *= -(x * x) / (2 * k);
    sum += term / (2 * k + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
}

export const cases = ['BI36'];

export const points: Parameters<typeof callPrice>[] = [[100, 95, 0.03, 0.25, 1.5]];

/** Delta is the normal distribution at d1 = 0.46759… */
export const expected = [{ gradient: [0.6799595503940203] }];
